package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// module writes a module of one package into a folder of its own, goes there,
// and loads it.
func module(t *testing.T, code string) *pack {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example\n\ngo 1.26\n")
	write(t, "example.go", code)
	packages, err := load([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	return packages[0]
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// changes are the faults of a package, as old -> new.
func changes(p *pack) (list []string) {
	for _, file := range p.files {
		for _, m := range p.mutants(file, 1) {
			list = append(list, m.old()+" -> "+m.text)
		}
	}
	slices.Sort(list)
	return list
}

func TestFaultsOfEachKind(t *testing.T) {
	for _, c := range []struct {
		code string
		want []string
	}{
		{"func f(i, n int) bool { return i < n }", []string{"< -> <=", "< -> >="}},
		{"func f(x, y float64) bool { return x < y }", []string{"< -> >="}},
		{"func f(a, b string) bool { return a == b }", nil},
		{"func f(a, b string) string { return a + b }", nil},
		{"func f(x, y float64) float64 { return x * y }", []string{"* -> /"}},
		{"func f(c []int, lo, i int) int { return c[lo+i] }", []string{"+ -> -", "lo+i -> i", "lo+i -> lo"}},
		{"func f(a, b bool) bool { return a && !b }", []string{"!b -> b", "&& -> ||"}},
		{"func f(a bool) (n int) { if a { n++ }; return n }", []string{"a -> !(a)", "n++ -> "}},
		{"func f(x *float64, y float64) { *x += y }", []string{"*x += y -> ", "+= -> -="}},
		{"func f(x float64) float64 { return max(0, x) }", []string{"0 -> (0 + 1)", "max -> min", "max(0, x) -> (x)"}},
		{"func f(c []int) { for range c { g() } }\nfunc g() {}", []string{"c -> (c)[:max(1, len(c))-1]", "g() -> "}},
		{"func f(n int) { for range n { continue } }", []string{"continue -> break", "n -> (n) - 1"}},
		{"func f(a, b int) (int, int) { return a, b }", []string{"a, b -> b, a"}},
		{"func f() bool { return true }", []string{"true -> false"}},
		{"var x = struct{ Rows func(i int) int }{Rows: func(i int) int { return -i }}", []string{"-i -> i"}},
	} {
		if got := changes(module(t, "package example\n\n"+c.code+"\n")); !slices.Equal(got, c.want) {
			t.Errorf("%s\n gives %q\nshould %q", c.code, got, c.want)
		}
	}
}

func TestWhatIsNoFaultIsLeftAlone(t *testing.T) {
	for _, code := range []string{
		"var rates = []float64{0, 1, 0.5 + 1}",
		"type t int\n\nfunc (x t) String() string { return \"x\"[x+1:] }",
		"type t int\n\nfunc (x t) Error() string { return \"x\"[x+1:] }",
		"func f(n int) { panic(n + 1) }",
		"func f(n int) error { return fmt.Errorf(\"%d\", n+1) }",
		"func f(n int) []int { return make([]int, 0, n+1) }",
		"func f(b *bytes.Buffer, n int) { b.Grow(n + 1) }",
		"func f(id uint64) uint64 { return id>>3 | 1<<5 }",
		"func f(x []int, i int) int { return x[i%7] }",
		"func f(trace func(int), n int) { trace(n + 1) }",
	} {
		if got := changes(module(t, "package example\n\nimport (\n\t\"bytes\"\n\t\"fmt\"\n)\n\nvar (\n\t_ bytes.Buffer\n\t_ fmt.Stringer\n)\n\n"+code+"\n")); len(got) > 0 {
			t.Errorf("%s\nshould be left alone, gives %q", code, got)
		}
	}
}

const several = `package example

func grade(x, low, high int) int {
	if x < low || x > high {
		return -1
	}
	return (x - low) * 3 / (high - low + 1)
}

func total(list []int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}
`

// names are chosen mutants without their lines.
func names(p *pack, seed uint64) (list []string) {
	for _, m := range choose([]*pack{p}, seed, 8, "") {
		list = append(list, fmt.Sprint(m.name, m.old(), m.text))
	}
	return list
}

func TestTheSeedChooses(t *testing.T) {
	p := module(t, several)
	first := names(p, 1)
	if len(first) != 8 || !slices.Equal(first, names(p, 1)) {
		t.Errorf("one seed chooses %q, then %q", first, names(p, 1))
	}
	if slices.Equal(first, names(p, 2)) {
		t.Errorf("two seeds choose %q", first)
	}
}

func TestEditsElsewhereChooseNoOthers(t *testing.T) {
	first := names(module(t, several), 1)
	longer := strings.Replace(several, "func total", "// other is new.\nvar other = func(s string) string { return s }\n\nfunc total", 1)
	longer = strings.Replace(longer, "\treturn n\n", "\tprintln()\n\treturn n\n", 1)
	kept := names(module(t, longer), 1)
	for _, name := range first[:6] { // two places for what is new
		if !slices.Contains(kept, name) {
			t.Errorf("%s was chosen, and is not beside new code: %q", name, kept)
		}
	}
}

func TestWhatDoesNotCompileIsNotChosen(t *testing.T) {
	p := module(t, "package example\n\nfunc g(x uint8) bool { return x < 255 }\n")
	for _, m := range choose([]*pack{p}, 1, 100, "") {
		if m.text == "(255 + 1)" {
			t.Errorf("%s does not compile", m)
		}
	}
	if _, err := os.Stat(filepath.Join(p.folder, "this_mutant.go")); err == nil {
		t.Error("a file was left in the tree")
	}
}

// A bound that no test crosses lives, with its place; what a test sees dies.
func TestMutantsThatTestsSeeDie(t *testing.T) {
	module(t, "package example\n\n// Most is at most five.\nfunc Most(x int) int { return min(x, 5) }\n")
	write(t, "example_test.go", "package example\n\nimport \"testing\"\n\nfunc TestMost(t *testing.T) {\n\tif Most(3) != 3 {\n\t\tt.Fatal()\n\t}\n}\n")
	var out bytes.Buffer
	g := gate{seed: 1, n: 3, least: 0.9, workers: 2, until: time.Now().Add(time.Minute), out: &out}
	err := g.run([]string{"."})
	if err == nil || err.Error() != "90 % must be killed" {
		t.Errorf("the gate says %v", err)
	}
	for _, want := range []string{
		"lives  example.go:4: Most: bound dropped: min(x, 5) becomes (x) in func Most(x int) int { return min(x, 5) }\n",
		"lives  example.go:4: Most: constant moved: 5 becomes (5 + 1) in ", "1 of 3 mutants killed, 33 %\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing says %q:\n%s", want, &out)
		}
	}
	out.Reset()
	write(t, "example_test.go", "package example\n\nimport \"testing\"\n\nfunc TestMost(t *testing.T) {\n\tif Most(3) != 3 || Most(6) != 5 {\n\t\tt.Fatal()\n\t}\n}\n")
	if err := g.run([]string{"."}); err != nil || out.String() != "3 of 3 mutants killed, 100 %\n" {
		t.Errorf("with a test that sees: %v\n%s", err, &out)
	}
}

// A mutant that never ends is seen; one that no time is left for fails the gate.
func TestTimeIsOver(t *testing.T) {
	module(t, "package example\n\nfunc f() (n int) {\n\tfor n < 3 {\n\t\tn++\n\t}\n\treturn n\n}\n")
	write(t, "example_test.go", "package example\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) {\n\tif f() != 3 {\n\t\tt.Fatal()\n\t}\n}\n")
	var out bytes.Buffer
	g := gate{seed: 1, n: 100, workers: 1, until: time.Now().Add(-time.Minute), out: &out}
	if err := g.run([]string{"."}); err == nil || !strings.Contains(err.Error(), "only 0 of") {
		t.Errorf("the gate says %v", err)
	}
	packages, err := load([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	chosen := choose(packages, 1, 100, "")
	chosen = slices.DeleteFunc(chosen, func(m *mutant) bool { return m.text != "" })
	if err := plant(packages, chosen, folder); err != nil {
		t.Fatal(err)
	}
	c := &court{path: ".", binary: filepath.Join(folder, "a.test")}
	if err := c.open(folder, ".", 1); err != nil {
		t.Fatal(err)
	}
	c.sittings[0].patience = time.Second
	if got := killer(chosen[0].number, []*court{c}); got != "time" {
		t.Errorf("a loop without end is seen by %q", got)
	}
}

// Only tests that call a mutant's function are asked about it, the quickest of
// them first; a fault in what none calls lives.
func TestTestsAreAskedAboutWhatTheyReach(t *testing.T) {
	module(t, "package example\n\nfunc f(n int) int { return n + 1 }\n\nfunc g(n int) int { return n - 1 }\n\nfunc h(n int) int { return n * 2 }\n")
	write(t, "example_test.go", `package example

import (
	"os"
	"testing"
	"time"
)

func TestF(t *testing.T) {
	if f(1) != 2 {
		t.Fatal()
	}
}

func TestSlowly(t *testing.T) {
	time.Sleep(100 * time.Millisecond)
	if f(1) != 2 || g(1) != 0 {
		t.Fatal()
	}
}

func TestNothing(t *testing.T) {
	if os.Getenv("MUTANT") > "0" {
		t.Fatal("asked about what it does not call")
	}
	time.Sleep(60 * time.Millisecond)
}
`)
	packages, err := load([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	chosen := choose(packages, 1, 100, "")
	if err := plant(packages, chosen, folder); err != nil {
		t.Fatal(err)
	}
	c := &court{path: ".", binary: filepath.Join(folder, "a.test")}
	if err := c.open(folder, ".", 2); err != nil {
		t.Fatal(err)
	}
	by := map[string]string{}
	for _, m := range chosen {
		by[m.name] = by[m.name] + killer(m.number, []*court{c}) + " "
	}
	for function, want := range map[string]string{"f": "TestF", "g": "TestSlowly", "h": ""} {
		if got := strings.Fields(by[function]); len(slices.Compact(got)) > 1 || strings.TrimSpace(strings.Join(slices.Compact(got), "")) != want {
			t.Errorf("faults in %s are seen by %q, not %q", function, got, want)
		}
	}
}

func TestTestsMustPassWithoutAMutant(t *testing.T) {
	module(t, "package example\n\nfunc F(n int) int { return n + 1 }\n")
	write(t, "example_test.go", "package example\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) { t.Fatal(F(1)) }\n")
	g := gate{seed: 1, n: 9, workers: 1, until: time.Now().Add(time.Minute), out: &bytes.Buffer{}}
	if err := g.run([]string{"."}); err == nil || !strings.Contains(err.Error(), "example without a mutant: exit status 1") {
		t.Errorf("the gate says %v", err)
	}
}
