package site

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// A lean module is another module without what a browser has no use for: it would be a third
// of all that a pupil's phone has to fetch.
type lean struct {
	module, reason string
	// change says what becomes of a file, by its path in the module: its new text, "" to
	// leave it out; or whether it stays as it is.
	change func(name string) (text string, stays bool)
}

// leans are all of them.
var leans = []lean{
	{"codeberg.org/go-fonts/liberation", "figures are lettered in two of its twelve fonts", onlySans},
	{"github.com/spf13/afero", "it would bring a client and a server of HTTP, which nobody asks for anything", func(name string) (string, bool) { return "", name != "httpFs.go" }},
}

// lettered are the fonts of figures.
var lettered = []string{"liberationsansregular", "liberationsansbold"}

// onlySans makes every font but those of figures another name of the first of these.
func onlySans(name string) (string, bool) {
	folder := path.Dir(name)
	if !strings.HasPrefix(folder, "liberation") || folder == lettered[0] || folder == lettered[1] {
		return "", true
	}
	if path.Base(name) != "data.go" {
		return "", false
	}
	return fmt.Sprintf("package %s\n\nimport %q\n\nvar TTF = %s.TTF\n", folder, "codeberg.org/go-fonts/liberation/"+lettered[0], lettered[0]), false
}

// overlay is what Go is told of files that lie elsewhere than it seems, by the path at which
// it looks. Lean modules seem to lie within the source; they are not copied, and the name of
// no folder of this machine gets into the program.
type overlay struct {
	Replace map[string]string
	source  string // root of this module
	scratch string // where new texts lie
	written int
}

// put makes a text seem to lie at a path.
func (o *overlay) put(path, text string) error {
	o.written++
	place := filepath.Join(o.scratch, fmt.Sprintf("%d-%s", o.written, filepath.Base(path)))
	o.Replace[path] = place
	return os.WriteFile(place, []byte(text), 0o600)
}

// add makes a lean module of the one that lies in a folder, and returns the line of go.mod
// that takes it.
func (o *overlay) add(l lean, folder string) (line string, err error) {
	within := path.Join("lean", path.Base(l.module))
	err = fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		seems := filepath.Join(o.source, filepath.FromSlash(path.Join(within, name)))
		switch text, stays := l.change(name); {
		case stays:
			o.Replace[seems] = filepath.Join(folder, filepath.FromSlash(name))
		case text != "":
			return o.put(seems, text)
		}
		return nil
	})
	return "replace " + l.module + " => ./" + within + "\n", err
}
