package atelier_test

import (
	"bytes"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fused are the instructions of arm64 that round once what is written as a product and a sum.
var fused = map[string]bool{
	"FMADDD": true, "FMSUBD": true, "FNMADDD": true, "FNMSUBD": true,
	"FMADDS": true, "FMSUBS": true, "FNMADDS": true, "FNMSUBS": true,
}

// assembly compiles packages for arm64 in a folder and returns the compiler's listing.
func assembly(t *testing.T, folder string, packages ...string) []byte {
	t.Helper()
	build := exec.Command("go", append([]string{"build", "-gcflags=-S", "-o", os.DevNull}, packages...)...)
	build.Dir = folder
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("go build for arm64: %v\n%s", err, out)
	}
	return out
}

// fusedIn returns the fused instructions of a listing, each with its function and line, and the
// number of functions seen.
func fusedIn(listing []byte) (found []string, functions int) {
	function := ""
	for line := range bytes.Lines(listing) {
		if line[0] != '\t' {
			if name, _, ok := strings.Cut(string(line), " STEXT "); ok {
				function = name
				functions++
			}
			continue
		}
		// 	0x0010 00016 (exp.go:12)	FMADDD	F1, F2, F3, F4
		fields := strings.Split(strings.TrimSpace(string(line)), "\t")
		if len(fields) >= 2 && fused[fields[1]] {
			place := fields[0][strings.IndexByte(fields[0], '(')+1:]
			found = append(found, function+" at "+strings.TrimSuffix(filepath.Base(place), ")")+": "+fields[1])
		}
	}
	return found, functions
}

// portable are the packages through which a number reaches a table, JSON or a workbook; it must be
// the same there on every machine. Paper and marks (plots/canvas, plots/mark) round what they draw.
var portable = []string{"./sim/...", "./scenarios/...", "./plots", "./plots/report", "./plots/publish"}

// A fused product makes results differ between machines, and no golden digest made on amd64 sees
// it. The listing comes out of the build cache when nothing has changed.
func TestNoProductThatReachesAFileIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles model and designs for arm64")
	}
	for _, folder := range []string{"sim", "scenarios/design"} {
		goFiles(t, token.NewFileSet(), folder, parser.ImportsOnly) // so that the test cache notices changes
	}
	for _, folder := range []string{"sim", "scenarios", "plots"} {
		goFiles(t, token.NewFileSet(), folder, parser.ImportsOnly) // so that the test cache notices changes
	}
	found, functions := fusedIn(assembly(t, ".", portable...))
	if functions < 50 {
		t.Fatalf("only %d functions in the compiler's listing", functions)
	}
	for _, f := range found {
		t.Errorf("%s: write the product as float64(a*b)", f)
	}
}

func TestFusedProductsAreSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a sample for arm64")
	}
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module sample\n\ngo 1.26\n")
	write("sample.go", "package sample\n\n"+
		"func Fused(a, b, c float64) float64 { p := a * b; return p + c }\n"+
		"func Apart(a, b, c float64) float64 { return float64(a*b) + c }\n")
	found, functions := fusedIn(assembly(t, folder, "."))
	if len(found) != 1 || !strings.Contains(found[0], "sample.Fused at sample.go:3: F") || functions < 2 {
		t.Errorf("found %q in %d functions, want one in sample.Fused", found, functions)
	}
}
