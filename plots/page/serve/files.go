package serve

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// A held file is in memory, as it is and compressed, with a tag that is another where its
// bytes are. So no request reaches a file system.
type held struct {
	kind       string
	plain, zip []byte // zip is nil where it would save nothing
	tag        string
}

// kinds are those of files that browsers are strict about, whatever a machine's own tables
// say.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".html": "text/html; charset=utf-8",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".txt": "text/plain; charset=utf-8",
}

// hold keeps some bytes.
func hold(name string, text []byte) (*held, error) {
	sum := sha256.Sum256(text)
	h := &held{kind: kinds[path.Ext(name)], plain: text, tag: `"` + hex.EncodeToString(sum[:12]) + `"`}
	if h.kind == "" {
		h.kind = mime.TypeByExtension(path.Ext(name))
	}
	var zip bytes.Buffer
	z, err := gzip.NewWriterLevel(&zip, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(text); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	if zip.Len() < len(text) {
		h.zip = zip.Bytes()
	}
	return h, nil
}

// holdAll keeps all files of a tree by their names in it, but the templates, which are no page
// yet.
func holdAll(tree fs.FS) (map[string]*held, error) {
	all := map[string]*held{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err == nil {
			all[name], err = hold(name, text)
		}
		return err
	})
	return all, err
}

// send sends the file, or says that the browser has it already.
func (h *held) send(w http.ResponseWriter, r *http.Request) error {
	if err := only(w, r, http.MethodGet, http.MethodHead); err != nil {
		return err
	}
	head := w.Header()
	head.Set("Cache-Control", "no-cache") // asks whether it has changed, which a new version may have
	head.Set("ETag", h.tag)
	if strings.Contains(r.Header.Get("If-None-Match"), h.tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if h.kind != "" {
		head.Set("Content-Type", h.kind)
	}
	text := h.plain
	if h.zip != nil && zips(r) {
		head.Set("Content-Encoding", "gzip")
		text = h.zip
	}
	if r.Method == http.MethodHead {
		return nil
	}
	within(http.NewResponseController(w), len(text))
	_, _ = w.Write(text) // whoever does not read it went away
	return nil
}
