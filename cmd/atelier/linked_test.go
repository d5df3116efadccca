package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// programs are what is handed out, each for one system.
var programs = []struct{ system, processor, path string }{
	{"linux", "amd64", "./cmd/atelier"},
	{"windows", "amd64", "./cmd/atelier"},
	{"darwin", "arm64", "./cmd/atelier"},
	{"js", "wasm", "./cmd/atelier-wasm"},
}

// A part is a package that a program is made of.
type part struct {
	ImportPath string
	Dir        string
	Standard   bool
	Module     *struct {
		Path, Dir string
		Main      bool
	}
}

// linkedInto are the packages of a program. Where modules of another system are asked for and
// neither lie here nor can be fetched, the test is skipped.
func linkedInto(t *testing.T, system, processor, path string) []part {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Dir,Standard,Module", path)
	list.Dir, list.Env = root, append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	text, err := list.Output()
	if err != nil {
		said := err.Error()
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			said = string(exit.Stderr)
		}
		if system != runtime.GOOS && regexp.MustCompile(`dial tcp|no such host|GOPROXY=off|GOPROXY list is not the empty`).MatchString(said) {
			t.Skipf("the modules of %s are not on this machine and cannot be fetched: %s", system, said)
		}
		t.Fatalf("what %s is linked with on %s: %s", path, system, said)
	}
	var packages []part
	for d := json.NewDecoder(strings.NewReader(string(text))); ; {
		var p part
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// legal are the names of files that have to be handed on.
var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents|unlicense)([-._].*)?$`)

// beside are files that a module's licence refers to and that lie elsewhere.
var beside = map[string][]string{
	"github.com/golang/freetype": {"licenses/ftl.txt"}, // one of two, and it asks for less
}

// A notice is a file that has to be handed on.
type notice struct{ of, file, text string }

// noticesOf are those in the folders of packages and in all above them, up to the module's root.
func noticesOf(t *testing.T, module, at string, folders []string) []notice {
	t.Helper()
	files := slices.Clone(beside[module])
	for _, folder := range folders {
		for {
			entries, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if name, _ := filepath.Rel(at, filepath.Join(folder, e.Name())); !e.IsDir() && legal.MatchString(e.Name()) && !strings.HasSuffix(name, ".go") {
					files = append(files, filepath.ToSlash(name))
				}
			}
			if folder == at || len(folder) < len(at) {
				break
			}
			folder = filepath.Dir(folder)
		}
	}
	slices.Sort(files)
	var found []notice
	for _, name := range slices.Compact(files) {
		found = append(found, notice{module, name, textOf(t, filepath.Join(at, name))})
	}
	return found
}

// textOf is a file as lines without blanks at their ends, of letters only.
func textOf(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(strings.ToValidUTF8(string(raw), "-"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.Trim(regexp.MustCompile(`[ \t]+(\n|$)`).ReplaceAllString(text, "$1"), "\n")
}

// copied are the notices of what was copied into this repository: *.LICENSE beside it.
func copied(t *testing.T) []notice {
	t.Helper()
	var found []notice
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".LICENSE") {
			found = append(found, notice{"tables within it", path, textOf(t, filepath.Join(root, path))})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// handedOn are the notices of all that any program is made of: its own first, Go's, and those of
// modules.
func handedOn(t *testing.T) []notice {
	t.Helper()
	roots, folders := map[string]string{}, map[string][]string{}
	for _, p := range programs {
		for _, l := range linkedInto(t, p.system, p.processor, p.path) {
			switch {
			case l.Standard || l.Module != nil && l.Module.Main:
			case l.Module == nil:
				t.Errorf("%s belongs to no module", l.ImportPath)
			default:
				roots[l.Module.Path] = l.Module.Dir
				folders[l.Module.Path] = append(folders[l.Module.Path], l.Dir)
			}
		}
	}
	if len(roots) < 30 {
		t.Fatalf("only %d modules were found", len(roots))
	}
	all := []notice{{"this program", "LICENSE", textOf(t, filepath.Join(root, "LICENSE"))}}
	all = append(all, copied(t)...)
	all = append(all, noticesOfGo(t)...)
	for module, at := range roots {
		found := noticesOf(t, module, at, folders[module])
		if len(found) == 0 {
			t.Errorf("%s is linked and has no licence in %s: it may not be handed on; do without it", module, at)
		}
		all = append(all, found...)
	}
	return all
}

// noticesOfGo are those of the standard library; as they stand in the file where this machine's
// Go came without them.
func noticesOfGo(t *testing.T) []notice {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	at := strings.TrimSpace(string(said))
	if _, err := os.Stat(filepath.Join(at, "LICENSE")); err != nil {
		return noticesIn(t, notices, "Go")
	}
	return noticesOf(t, "Go", at, []string{at})
}
