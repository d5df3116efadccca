// Package site builds the page without a server: files that any web host hands out, or that
// lie on a stick and are opened by a double click. The simulation runs within the browser, in
// a worker; it is the desk of the page compiled to WebAssembly, and gives the bytes that the
// command line gives.
//
//   - site.go: the files;
//   - compile.go: the module, which Go compiles from the source;
//   - lean.go: what of other modules is left out of it.
package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/atelier-sim/atelier/plots/page"
)

// The files that are made for a page which has no server.
const (
	packedFile = "atelier.bin"   // the module, packed by gzip: what a web host hands out
	moduleFile = "ask-module.js" // the same within a script: what a page from a disk can read
	workerFile = "ask-worker.js" // the worker's script as a text, for the same reason
	askFile    = "ask-wasm.js"
	glueFile   = "worker-wasm.js"
	noticeFile = "NOTICES.txt" // the licences that go with every copy of the module
)

// Index is the file of the page itself.
const Index = "index.html"

// policy is what the page may load: its own files and nothing else. From a disk some browsers
// take a page's own files for strangers, hence file:, which on a web host allows nothing.
const policy = "default-src 'none'; script-src 'self' file: 'wasm-unsafe-eval'; style-src 'self' file:; img-src 'self' data: blob:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'"

// Build makes all files of the page by their names, from the source of this program in a
// folder (see [Source]). The desk plays the first picture. A machine without Go is bad input;
// the module is compiled in half a minute, and much faster the second time.
func Build(ctx context.Context, d *page.Desk, source string) (map[string][]byte, error) {
	made, err := compile(ctx, source, d.Version)
	if err != nil {
		return nil, err
	}
	files, err := assets()
	if err != nil {
		return nil, err
	}
	if files[noticeFile], err = os.ReadFile(filepath.Join(source, "cmd", "atelier", noticeFile)); err != nil {
		return nil, err
	}
	front, err := d.Front(ctx, page.Front{Ask: []string{workerFile, askFile}})
	if err != nil {
		return nil, err
	}
	if files[Index], err = guarded(front); err != nil {
		return nil, err
	}
	if files[packedFile], err = packed(made.wasm); err != nil {
		return nil, err
	}
	files[moduleFile] = said("module", base64.StdEncoding.EncodeToString(files[packedFile]))
	files[workerFile] = said("worker", string(made.exec)+"\n"+string(files[glueFile]))
	delete(files, glueFile)
	return files, nil
}

// assets are the page's own files, without its template and what asks a server.
func assets() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(page.Assets(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".js") && !strings.HasSuffix(name, ".css") || name == "ask.js" {
			return err
		}
		files[name], err = fs.ReadFile(page.Assets(), name)
		return err
	})
	return files, err
}

// said is a script that gives the page a text.
func said(name, text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a text can be written
	}
	return fmt.Appendf(nil, "\"use strict\";\n(globalThis.Atelier = globalThis.Atelier || {}).%s = %s;\n", name, quoted)
}

// guarded puts the policy into a page, before anything that it is about.
func guarded(page []byte) ([]byte, error) {
	const head = "<head>\n<meta charset=\"utf-8\">\n"
	if bytes.Count(page, []byte(head)) != 1 {
		return nil, fmt.Errorf("the page has no head of its own")
	}
	return bytes.Replace(page, []byte(head), []byte(head+"<meta http-equiv=\"Content-Security-Policy\" content=\""+policy+"\">\n"), 1), nil
}

// packed is bytes by gzip, without a clock in it.
func packed(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
