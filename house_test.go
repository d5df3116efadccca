package atelier_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// module is the import path of this repository.
const module = "github.com/atelier-sim/atelier"

// layers is the order of imports, lowest first: a package imports its own layer and those before
// it, and nothing after it. Every folder with Go code has its place here.
var layers = [][]string{
	{"."}, // the sources of the model, as text
	{"sim/lanes"},
	{"sim/num", "sim/draw", "sim/par", "sim/network", "sim/lists", "scenarios/finding", "scenarios/badtest"},
	{"sim"},
	{"sim/policy"},
	{"scenarios/evidence", "scenarios/population", "scenarios/file"},
	{"scenarios", "scenarios/table", "scenarios/design", "scenarios/design/index", "scenarios/store"},
	{"scenarios/ensemble", "scenarios/studytest", "scenarios/store/disktest"},
	{"scenarios/cost"},
	{"scenarios/infer", "scenarios/explain", "scenarios/bench", "scenarios/sweep", "scenarios/sensitivity"},
	{"scenarios/explain/ask", "scenarios/sensitivity/analyse", "scenarios/sweep/slurm", "scenarios/calibrate"},
	{"plots/canvas", "plots/browsertest"},
	{"plots/mark"},
	{"plots"},
	{"plots/report"},
	{"plots/publish", "plots/page"},
	{"plots/page/lesson"},
	{"plots/page/serve", "plots/page/site"},
	{"cmd"}, // and everything below it
}

// homes are packages that may be imported in some folders only, each with the reason. A path stands
// for all below it as well.
var homes = []struct {
	path, reason string
	folders      []string
}{
	{"github.com/spf13/viper", "options are layered in one place, or two places disagree about a default", []string{"scenarios"}},
	{"github.com/spf13/cobra", "commands are wiring; whatever they do must be callable without them", []string{"cmd"}},
	{"gonum.org/v1/plot", "what is drawn with is known to marks and canvas; figures know those", []string{"plots/mark", "plots/canvas"}},
	{"golang.org/x/exp/rand", "it is deprecated and pinned; one file to change when it goes", []string{"sim/draw"}},
	{"golang.org/x/sys/cpu", "one place knows what the processor can, so that a build without assembly asks for nothing", []string{"sim/lanes"}},
	{"github.com/parquet-go/parquet-go", "one package knows how runs lie on disk", []string{"scenarios/store"}},
	{"github.com/xuri/excelize", "one package knows how workbooks are written", []string{"plots/report"}},
	{"github.com/piglig/go-qr", "one place knows how an address becomes a picture for cameras", []string{"plots/page/serve"}},
	{"net/http", "what listens to the network is guarded in one place", []string{"plots/page/serve"}},
	{"os/exec", "other programs are run in one place, by name and without a shell: Slurm's, the browser that shows the page, and Go, which compiles it", []string{"scenarios/sweep/slurm", "plots/page/serve", "plots/page/site", "plots/browsertest"}},
	{"github.com/yuin/goldmark", "Markdown is read in one place, where its links and tags are refused or drawn", []string{"plots/page/lesson"}},
	{"github.com/chromedp", "a browser is a tool of tests", []string{"plots/browsertest"}},
	{"gonum.org/v1/gonum/stat", "it sums in other orders and fuses products on other processors; see package table", nil},
	{"math/rand", "luck comes from package draw, as a function of the seed", nil},
	{"go.yaml.in/yaml", "one package knows how files are read and written", []string{"scenarios/file"}},
	{"github.com/go-json-experiment/json", "one package knows how numbers are written as JSON", []string{"scenarios/finding"}},
	{module + "/sim", "figures are drawn from tables, never from a World", []string{"sim", "scenarios", "plots/report", "plots/publish", "plots/page", "cmd"}},
}

// strangers are folders below plots that know nothing of the house outside of plots, each with the
// reason.
var strangers = map[string]string{
	"plots/canvas": "paper, letters and axes know no measure, and no number but the one that they are given",
	"plots/mark":   "a mark stands for a value and knows neither the measure nor the table that it is of",
}

// closed are the packages of the standard library that the model may not import, each with the
// reason. It imports nothing else from outside the repository, except what homes gives it.
var closed = map[string]string{
	"os":            "the model receives a world, it never reads one",
	"io/fs":         "the model receives a world, it never reads one",
	"path/filepath": "the model receives a world, it never reads one",
	"embed":         "the model receives a world, it never reads one",
	"bufio":         "the model receives a world, it never reads one",
	"encoding/json": "the model knows no file format",
	"encoding/csv":  "the model knows no file format",
	"encoding/xml":  "the model knows no file format",
	"time":          "the model has no clock but its month",
	"log":           "the model reports through its results and errors",
	"log/slog":      "the model reports through its results and errors",
	"net":           "the model is alone",
	"context":       "a month is short: who plays the months asks whether to stop",
	"maps":          "its iterators run in random order",
	"math/cmplx":    "its functions differ between machines; see package num",
	"testing":       "code that knows it is being tested is not the code that runs",
}

// goFile is one parsed Go file of the repository that is no test.
type goFile struct {
	folder, path string
	syntax       *ast.File
}

// goFiles parses all Go files below a folder, without tests and testdata.
func goFiles(t *testing.T, set *token.FileSet, root string, mode parser.Mode) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && (name == "testdata" || name[0] == '.' || name[0] == '_'):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(path) // os, so that the test cache notices changes
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(set, path, source, mode)
		if err != nil {
			return err
		}
		files = append(files, goFile{filepath.ToSlash(filepath.Dir(path)), path, syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// within tells whether path is folder or below it.
func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// layer returns the place of a folder of this repository in the order of imports, -1 if it has
// none.
func layer(folder string) int {
	for at, folders := range layers {
		for _, f := range folders {
			if folder == f || f == "cmd" && within(folder, f) {
				return at
			}
		}
	}
	return -1
}

// objection returns why a folder may not import a package, or "".
func objection(folder, path string) string {
	for _, h := range homes {
		if within(path, h.path) && !belongs(folder, h.folders, strings.HasPrefix(h.path, module)) {
			return h.reason
		}
	}
	own := strings.TrimPrefix(path, module+"/")
	switch reason, shut := closed[path]; {
	case own != path && layer(own) < 0:
		return "its place in the import order is not stated; add it to layers"
	case own != path && strangers[folder] != "" && !within(own, "plots"):
		return strangers[folder]
	case own != path && layer(own) > layer(folder):
		return "imports run one way, and it comes later"
	case own == path && within(folder, "sim") && shut:
		return reason
	case own == path && within(folder, "sim") && strings.Contains(path, ".") && !belongs(folder, homesOf(path), false):
		return "the model depends on nothing but the standard library"
	}
	return ""
}

// homesOf returns the folders that may import an outside package.
func homesOf(path string) []string {
	for _, h := range homes {
		if within(path, h.path) {
			return h.folders
		}
	}
	return nil
}

// belongs tells whether folder is one of the folders, or below one where that counts. What is below
// cmd always does.
func belongs(folder string, folders []string, below bool) bool {
	for _, f := range folders {
		if folder == f || (below || f == "cmd") && within(folder, f) {
			return true
		}
	}
	return false
}

func TestImportsRunOneWay(t *testing.T) {
	files := goFiles(t, token.NewFileSet(), ".", parser.ImportsOnly)
	if len(files) == 0 {
		t.Fatal("no Go files found")
	}
	for _, f := range files {
		if layer(f.folder) < 0 {
			t.Errorf("%s: folder %s has no place in the import order; add it to layers in house_test.go", f.path, f.folder)
			continue
		}
		for _, spec := range f.syntax.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if reason := objection(f.folder, path); reason != "" {
				t.Errorf("%s may not import %s: %s", f.path, path, reason)
			}
		}
	}
}

func TestImportOrderIsTheOneAgreed(t *testing.T) {
	for _, c := range []struct {
		folder, path string
		allowed      bool
	}{
		{"sim/draw", module + "/sim/num", true},
		{"sim/num", module + "/sim", false},
		{"sim", module + "/sim/policy", false},
		{"sim/policy", module + "/sim", true},
		{"sim", module + "/scenarios", false},
		{"scenarios", module + "/scenarios/infer", false},
		{"scenarios/ensemble", module + "/scenarios/store", true},
		{"plots", module + "/scenarios/table", true},
		{"plots", module + "/sim", false},
		{"plots", module + "/sim/num", false},
		{"plots/page", module + "/sim", true},
		{"plots", module + "/plots/page", false},
		{"plots", module + "/plots/mark", true},
		{"plots/mark", module + "/plots/canvas", true},
		{"plots/mark", module + "/plots", false},
		{"plots/mark", module + "/scenarios/table", false},
		{"plots/canvas", module + "/plots/mark", false},
		{"plots/canvas", module + "/scenarios", false},
		{"cmd/atelier", module + "/plots/page", true},
		{"cmd/atelier", module + "/attic", false},
		{"scenarios", "github.com/spf13/viper", true},
		{"scenarios/store", "github.com/spf13/viper", false},
		{"scenarios", module + "/scenarios/file", true},
		{"scenarios/file", module + "/scenarios", false},
		{"scenarios/file", "github.com/spf13/viper", false},
		{"scenarios/file", "go.yaml.in/yaml/v3", true},
		{"scenarios", "go.yaml.in/yaml/v3", false},
		{"cmd/atelier", "github.com/spf13/cobra", true},
		{"scenarios", "github.com/spf13/cobra", false},
		{"plots/canvas", "gonum.org/v1/plot/vg", true},
		{"plots/mark", "gonum.org/v1/plot/vg", true},
		{"plots", "gonum.org/v1/plot/vg", false},
		{"plots/report", "gonum.org/v1/plot/vg", false},
		{"scenarios/infer", "gonum.org/v1/gonum/stat", false},
		{"sim/draw", "golang.org/x/exp/rand", true},
		{"scenarios/population", "golang.org/x/exp/rand", false},
		{"scenarios/store", "github.com/parquet-go/parquet-go", true},
		{"cmd/atelier", "github.com/parquet-go/parquet-go", false},
		{"plots/page/serve", "net/http", true},
		{"plots/page", "net/http", false},
		{"cmd/atelier", "net/http", false},
		{"scenarios/infer", "math/rand/v2", false},
		{"sim", module, false},
		{"cmd/atelier", module, true},
		{"sim", "math", true},
		{"sim", "os", false},
		{"sim/policy", "time", false},
		{"sim", "gonum.org/v1/gonum/stat", false},
		{"sim", "go.yaml.in/yaml/v3", false},
		{"scenarios", "os", true},
	} {
		if reason := objection(c.folder, c.path); (reason == "") != c.allowed {
			t.Errorf("%s importing %s: allowed %v, objection %q", c.folder, c.path, c.allowed, reason)
		}
	}
}
