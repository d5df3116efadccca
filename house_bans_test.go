package atelier_test

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// exact are the functions of package math whose result is fixed by IEEE 754 or is a matter of bits.
// All others (Exp, Log, Pow, Tanh, Sin, FMA, Hypot ...) may differ between machines; package num
// has those that are needed.
var exact = map[string]bool{
	"Abs": true, "Ceil": true, "Copysign": true, "Dim": true, "Float32bits": true, "Float32frombits": true,
	"Float64bits": true, "Float64frombits": true, "Floor": true, "Frexp": true, "Inf": true, "IsInf": true, "IsNaN": true,
	"Ldexp": true, "Max": true, "Min": true, "Mod": true, "Modf": true, "NaN": true, "Nextafter": true, "Nextafter32": true, "Pow10": true,
	"Remainder": true, "Round": true, "RoundToEven": true, "Signbit": true, "Sqrt": true, "Trunc": true,
}

// banned are functions and methods that the model may not use, each with the reason.
var banned = map[string]string{
	"NormFloat64":    "it calls math.Exp and math.Log; use num.Quantile of a uniform",
	"ExpFloat64":     "it calls math.Log; use num.Log of a uniform",
	"sort.Slice":     "it leaves equal elements in any order; use slices.SortFunc with a total order",
	"sort.Sort":      "it leaves equal elements in any order; use slices.SortFunc with a total order",
	"sync.Map":       "it is walked in random order",
	"runtime.NumCPU": "results may not depend on the machine",
}

// totalOrder must stand above each slices.SortFunc: what makes no two elements equal.
const totalOrder = "// total order:"

// A reviewer looks for banned constructs in the files of one package.
type reviewer struct {
	set   *token.FileSet
	info  *types.Info
	found []string
}

// object notes a finding.
func (r *reviewer) object(at ast.Node, format string, args ...any) {
	r.found = append(r.found, fmt.Sprintf("%s: ", r.set.Position(at.Pos()))+fmt.Sprintf(format, args...))
}

// review looks at one file. par says that it may start goroutines.
func (r *reviewer) review(file *ast.File, par bool) {
	promised := map[int]bool{} // lines on which a total order is stated
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, totalOrder) {
				promised[r.set.Position(group.End()).Line] = true
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.RangeStmt:
			if _, ok := under(r.info.TypeOf(n.X)).(*types.Map); ok {
				r.object(n, "a range over a map runs in random order; walk a sorted slice of its keys")
			}
		case *ast.GoStmt:
			if !par {
				r.object(n, "goroutines are started by package par only")
			}
		case *ast.SelectStmt:
			r.object(n, "select chooses at random among what is ready")
		case *ast.Ident:
			r.use(n, promised)
		}
		return true
	})
}

// use looks at what an identifier stands for.
func (r *reviewer) use(name *ast.Ident, promised map[int]bool) {
	object := r.info.Uses[name]
	if object == nil || object.Pkg() == nil {
		return
	}
	path, full := object.Pkg().Path(), object.Pkg().Path()+"."+object.Name()
	_, isFunc := object.(*types.Func)
	reason := banned[full]
	if _, own := object.(*types.Var); reason == "" && !own {
		reason = banned[object.Name()]
	}
	switch {
	case reason != "":
		r.object(name, "%s: %s", object.Name(), reason)
	case path == "math" && isFunc && !exact[object.Name()]:
		r.object(name, "math.%s may differ between machines; see package num", object.Name())
	case path == "time":
		r.object(name, "time.%s: the model has no clock but its month", object.Name())
	case full == "slices.SortFunc" && !promised[r.set.Position(name.Pos()).Line-1]:
		r.object(name, "slices.SortFunc leaves equal elements in any order; state on the line above, after %q, why none are", totalOrder)
	}
}

// under returns the type below names and type parameters; nil if unknown.
func under(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		if union, ok := p.Constraint().Underlying().(*types.Interface); ok && union.NumEmbeddeds() == 1 {
			t = union.EmbeddedType(0)
			if u, ok := t.(*types.Union); ok && u.Len() > 0 {
				t = u.Term(0).Type()
			}
		}
	}
	return t.Underlying()
}

// compiled returns an importer that reads the compiled packages of the model and what it imports
// from the build cache. Type checking from source would take ten times as long.
func compiled(t *testing.T, set *token.FileSet) types.Importer {
	t.Helper()
	list := exec.Command("go", "list", "-e", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}",
		"./sim/...", "math", "slices", "sort", "sync", "time", "runtime", "golang.org/x/exp/rand")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	export := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		export[path] = file
	}
	return importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) {
		if export[path] == "" {
			return nil, fmt.Errorf("%s does not compile", path)
		}
		return os.Open(export[path])
	})
}

// check type-checks the files of one package and returns what a reviewer found in them.
func check(imports types.Importer, set *token.FileSet, folder string, files []*ast.File) ([]string, error) {
	r := &reviewer{set: set, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
	settings := types.Config{Importer: imports}
	if _, err := settings.Check(module+"/"+folder, set, files, r.info); err != nil {
		return nil, err
	}
	for _, f := range files {
		r.review(f, folder == "sim/par")
	}
	return r.found, nil
}

func TestNothingBelowSimDependsOnMachineClockOrChance(t *testing.T) {
	set := token.NewFileSet()
	imports := compiled(t, set)
	packages := map[string][]*ast.File{}
	for _, f := range goFiles(t, set, "sim", parser.ParseComments|parser.SkipObjectResolution) {
		if here, err := build.Default.MatchFile(filepath.Split(filepath.FromSlash(f.path))); err != nil || !here {
			continue // of another processor, or not to be read
		}
		packages[f.folder] = append(packages[f.folder], f.syntax)
	}
	if len(packages) < 5 {
		t.Fatalf("only %d packages found below sim", len(packages))
	}
	for folder, files := range packages {
		found, err := check(imports, set, folder, files)
		if err != nil {
			t.Errorf("%s does not compile: %v", folder, err)
		}
		for _, f := range found {
			t.Error(f)
		}
	}
}

// inexact lists where a file calls a function of package math that may differ between machines. It
// knows the package by its name alone.
func inexact(set *token.FileSet, file *ast.File) (found []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		call, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		name := call.Sel.Name
		constant := name == "Pi" || name == "E" || strings.HasPrefix(name, "Ln") || strings.HasPrefix(name, "Max") && name != "Max" || strings.HasPrefix(name, "Smallest")
		if from, ok := call.X.(*ast.Ident); ok && from.Name == "math" && from.Obj == nil && !exact[name] && !constant {
			found = append(found, fmt.Sprintf("%s: math.%s may differ between machines; see package num", set.Position(call.Pos()), name))
		}
		return true
	})
	return found
}

// Tables, JSON and workbooks promise the same bytes on every machine, and so do the functions by
// which their numbers are made. Paper and marks round what they draw.
func TestNumbersInFilesComeOfExactFunctions(t *testing.T) {
	set := token.NewFileSet()
	seen := 0
	for _, root := range []string{"scenarios", "plots"} {
		for _, f := range goFiles(t, set, root, 0) {
			if f.folder == "plots/canvas" || f.folder == "plots/mark" {
				continue
			}
			seen++
			for _, found := range inexact(set, f.syntax) {
				t.Error(found)
			}
		}
	}
	if seen < 50 {
		t.Fatalf("only %d files seen", seen)
	}
	for code, want := range map[string]int{"math.Exp(1)": 1, "math.Pow(2, 3)": 1, "math.Sqrt(math.Pi)": 0, "math.Pow10(3)": 0} {
		file, err := parser.ParseFile(set, "p.go", "package p\nimport \"math\"\nvar x = "+code, 0)
		if err != nil {
			t.Fatal(err)
		}
		if found := inexact(set, file); len(found) != want {
			t.Errorf("%s: found %q", code, found)
		}
	}
}

func TestBansCatchWhatTheyBan(t *testing.T) {
	const head = "package p\nimport (\"math\"; \"slices\"; \"sort\"; \"time\"; \"sync\"; \"golang.org/x/exp/rand\")\n" +
		"var _, _, _, _ = math.Pi, slices.Sort[[]int], sort.Ints, sync.OnceFunc\n" +
		"type table map[string]int\nvar r *rand.Rand\nvar compare func(a, b int) int\n"
	set := token.NewFileSet()
	imports := compiled(t, set)
	for _, c := range []struct {
		code string
		want string // part of the finding, "" if the code is fine
	}{
		{"func f(m map[int]bool) { for range m {} }", "random order"},
		{"func f(m table) { for k, v := range m { _, _ = k, v } }", "random order"},
		{"func f[M ~map[int]bool](m M) { for range m {} }", "random order"},
		{"func f(m []int, n table) int { for range m {}; return n[\"a\"] }", ""},
		{"func f(x float64) float64 { return math.Exp(x) }", "math.Exp may differ"},
		{"func f(x float64) float64 { return math.FMA(x, x, x) }", "math.FMA may differ"},
		{"var f = math.Tanh", "math.Tanh may differ"},
		{"func f(x float64) float64 { return math.Sqrt(math.Abs(x)) + math.MaxFloat64 }", ""},
		{"func f() float64 { return r.NormFloat64() }", "num.Quantile"},
		{"func f() float64 { return r.Float64() }", ""},
		{"func f(x []int) { sort.Slice(x, func(i, j int) bool { return x[i] < x[j] }) }", "any order"},
		{"func f(x []int) { sort.Ints(x); slices.Sort(x) }", ""},
		{"func f(x []int) { slices.SortFunc(x, compare) }", "any order"},
		{"func f(x []int) {\n// total order: the numbers are distinct\nslices.SortFunc(x, compare) }", ""},
		{"func f(x []int) {\n// total order: the numbers are distinct\n\nslices.SortFunc(x, compare) }", "any order"},
		{"func f(x []int) { slices.SortStableFunc(x, compare) }", ""},
		{"func f() { go f() }", "package par only"},
		{"func f(a, b chan int) { select { case <-a: case <-b: } }", "at random"},
		{"var f = time.Now", "no clock"},
		{"var f sync.Map", "random order"},
	} {
		code := head
		if !strings.Contains(c.code, "time.") {
			code = strings.Replace(code, `"time"; `, "", 1)
		}
		file, err := parser.ParseFile(set, "p.go", code+c.code, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		found, err := check(imports, set, "p", []*ast.File{file})
		if err != nil {
			t.Errorf("%s: %v", c.code, err)
			continue
		}
		all := strings.Join(found, "\n")
		if c.want == "" && all != "" || !strings.Contains(all, c.want) {
			t.Errorf("%s\nfound %q, want %q", c.code, all, c.want)
		}
	}
}
