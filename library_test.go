package atelier

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var updateLibrary = flag.Bool("update", false, "rewrite the code of sim/LIBRARY.md from the examples")

// libraryFile tells how the model is used by other programs.
const libraryFile = "sim/LIBRARY.md"

// shown is a block of the page and where it comes from: a function of a Go file
// ("sim/example_test.go ExampleWorld_Insert") or a whole file.
var shown = regexp.MustCompile("(?s)<!-- from (\\S+)(?: (\\w+))? -->\n```(\\w*)\n(.*?)```")

// What the page shows is compiled: each block is the text of an example, which the
// tests of its package play, or of the program below.
func TestTheLibraryPageShowsWhatIsCompiled(t *testing.T) {
	page, err := os.ReadFile(libraryFile)
	if err != nil {
		t.Fatal(err)
	}
	blocks := shown.FindAllStringSubmatch(string(page), -1)
	if fences := strings.Count(string(page), "\n```go\n"); len(blocks) < 5 || fences > len(blocks) {
		t.Fatalf("%s has %d blocks of Go, and says of %d blocks where they come from", libraryFile, fences, len(blocks))
	}
	text := string(page)
	for _, b := range blocks {
		code, err := os.ReadFile(b[1])
		if err != nil {
			t.Fatal(err)
		}
		want := string(code)
		if b[2] != "" {
			if want, err = functionOf(b[1], want, b[2]); err != nil {
				t.Fatal(err)
			}
		}
		if *updateLibrary {
			text = strings.Replace(text, b[0], strings.TrimSuffix(b[0], b[4]+"```")+want+"```", 1)
		} else if b[4] != want {
			t.Errorf("%s does not show %s %s as it is; go test . -run Library -update mends it", libraryFile, b[1], b[2])
		}
	}
	if *updateLibrary {
		if err := os.WriteFile(libraryFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// functionOf is the text of a function with its comment.
func functionOf(name, code, function string) (string, error) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, name, code, parser.ParseComments)
	if err != nil {
		return "", err
	}
	for _, d := range f.Decls {
		if d, is := d.(*ast.FuncDecl); is && d.Name.Name == function {
			return code[files.Position(d.Doc.Pos()).Offset:files.Position(d.End()).Offset] + "\n", nil
		}
	}
	return "", os.ErrNotExist
}

// A program of another module registers a policy of its own, names it in the text of a
// scenario, and plays it: with nothing of this module but its packages.
func TestAProgramOfAnotherModule(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	copied := map[string]string{"go.sum": "go.sum", "main.go": "sim/testdata/elsewhere/main.go"}
	for to, from := range copied {
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, to), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	needs := strings.Replace(string(mod), "module "+module, "module example.com/elsewhere", 1) +
		"\nrequire " + module + " v0.0.0\nreplace " + module + " => " + strconv.Quote(root) + "\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(needs), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	want, err := os.ReadFile("sim/testdata/elsewhere/output.txt")
	if err != nil {
		t.Fatal(err)
	}
	if string(said) != string(want) {
		t.Errorf("got\n%s\nwant\n%s", said, want)
	}
}
