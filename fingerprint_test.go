package atelier

import (
	"io/fs"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// apart are packages that the program has and the model has not, each with the
// reason. A folder stands for all below it.
var apart = map[string]string{
	"cmd":                   "it asks and tells",
	"plots":                 "it draws what is stored",
	"scenarios/store":       "it keeps what it is given",
	"scenarios/explain":     "it watches and changes nothing",
	"scenarios/bench":       "it takes the time",
	"scenarios/cost":        "it says what playing takes and changes nothing",
	"scenarios/sweep":       "it says what is played at which points; the version in its digest moves with what it makes of them",
	"scenarios/calibrate":   "it seeks parameters and reckons with what was played",
	"scenarios/sensitivity": "it reads what was played",
	"scenarios/design":      "points are laid by it; the version in the digest of a sweep moves with them",
}

// listed are the packages that a package is made of, by folder, each with its
// files as go list gives them.
func listed(t *testing.T, folder string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{join .GoFiles \" \"}} {{join .IgnoredGoFiles \" \"}} {{join .SFiles \" \"}} {{join .EmbedFiles \" \"}}", "./"+folder).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if own, ok := strings.CutPrefix(words[0], module+"/"); ok {
			packages[own] = words[1:]
		}
	}
	return packages
}

// A new package belongs to the model or is said not to.
func TestEveryPackageOfTheProgramIsInTheFingerprintOrSaidNotToBe(t *testing.T) {
	m, err := read(sources)
	if err != nil {
		t.Fatal(err)
	}
	program := listed(t, "cmd/atelier")
	for folder := range program {
		top := folder
		for apart[top] == "" && top != "." {
			top = path.Dir(top)
		}
		if m.packages[folder] == (top != ".") {
			t.Errorf("%s: in the fingerprint %v; apart from it %q", folder, m.packages[folder], apart[top])
		}
	}
	for folder := range m.packages {
		if program[folder] == nil {
			t.Errorf("%s is in the fingerprint and not in the program", folder)
		}
	}
}

// What a package of the model is compiled from is in the fingerprint, but for
// presets, which the digest of a scenario stands for, texts, and what was found
// out with the model.
func TestEveryFileOfTheModelIsInTheFingerprint(t *testing.T) {
	m, err := read(sources)
	if err != nil {
		t.Fatal(err)
	}
	whole := sum(t, sources)
	for _, root := range roots {
		for folder, files := range listed(t, root) {
			for _, file := range files {
				name := path.Join(folder, file)
				if strings.HasPrefix(file, "presets/") || slices.Contains([]string{"scenarios/study.schema.json", "scenarios/evidence/us/README.md", "scenarios/evidence/references.csv", "scenarios/evidence/us/gpts-are-gpts.LICENSE",
					"scenarios/infer/ablations.json", "scenarios/infer/signs.json", "scenarios/infer/priors.csv"}, name) {
					continue
				}
				source := path.Ext(name) == ".go" || path.Ext(name) == ".s"
				if source && m.files[name] == nil {
					t.Errorf("%s is not in the fingerprint", name)
				}
				if !source && sum(t, edited(t, name, "", "x")) == whole {
					t.Errorf("%s changes and the fingerprint does not", name)
				}
			}
		}
	}
}

// sum is a fingerprint.
func sum(t *testing.T, tree fs.FS) string {
	t.Helper()
	sum, err := fingerprint(tree)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// edited are the sources with some words of a file replaced, the first time
// that they stand there; without words the text is added to the file's end.
func edited(t *testing.T, name, before, after string) fs.FS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(sources, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, _ := fs.ReadFile(sources, path)
			tree[path] = &fstest.MapFile{Data: text}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if tree[name] == nil {
		tree[name] = &fstest.MapFile{}
	}
	text := string(tree[name].Data)
	if before == "" {
		before, after = text, text+after
	}
	if !strings.Contains(text, before) {
		t.Fatalf("%s has no %q", name, before)
	}
	tree[name].Data = []byte(strings.Replace(text, before, after, 1))
	return tree
}

func TestTheFingerprintChangesWithTheModelAndWithNothingElse(t *testing.T) {
	whole := Fingerprint()
	if len(whole) != 64 {
		t.Fatalf("fingerprint %q", whole)
	}
	for _, c := range []struct {
		what, name, before, after string
		same                      bool
	}{
		{"a constant of a mechanism", "sim/params.go", "0.6", "0.7", false},
		{"an operator", "sim/num/exp.go", "1 + (high", "1 - (high", false},
		{"a digit deep below", "sim/num/exp.go", "0.16666666666666433", "0.16666666666666432", false},
		{"a file more", "sim/zeal.go", "", "package sim\n\nconst zeal = 1\n", false},
		{"another machine only", "sim/num/exp.go", "package num", "//go:build arm64\n\npackage num", false},
		{"what a table is read from", "scenarios/evidence/evidence.go", "//go:embed us", "//go:embed eu", false},
		{"a figure of the evidence", "scenarios/evidence/us/stages.csv", "0", "1", false},
		{"another country", "scenarios/evidence/eu/stages.csv", "", "a,b\n", false},
		{"what is made of results", "scenarios/infer/doc.go", "", "\nvar more = 1\n", false},
		{"another package", "scenarios/table/statistic.go", "import (", "import (\n_ \"" + module + "/scenarios/explain\"\n", false},
		{"a module of luck", "go.mod", "golang.org/x/exp v0", "golang.org/x/exp v1", false},
		{"a module of numbers in files", "go.mod", "github.com/go-json-experiment/json v1", "github.com/go-json-experiment/json v2", false},
		{"a module that stands in for another", "go.mod", "", "replace github.com/go-json-experiment/json => ../json\n", false},
		{"an instruction", "sim/num/many_amd64.s", "VADDPD", "VSUBPD", false},
		{"a file of assembly more", "sim/num/zeal_arm64.s", "", "TEXT ·zeal(SB), NOSPLIT, $0\n", false},
		{"assembly for other machines", "sim/num/many_amd64.s", "//go:build !noasm", "//go:build noasm", false},
		{"a comment of assembly", "sim/num/many_amd64.s", "// the bit", "// That is the bit", true},
		{"layout of assembly", "sim/num/many_amd64.s", "\n\n", "\n\n\n\t\t", true},
		{"a comment", "sim/params.go", "//", "// Said otherwise.\n//", true},
		{"a comment within a line", "sim/params.go", "type Params ", "type /* why? */ Params ", true},
		{"layout", "sim/trust.go", "\n\n", "\n\n\n\t\t", true},
		{"line ends of another system", "sim/trust.go", "\n", "\r\n", true},
		{"a test", "sim/trust_test.go", "", "\nvar more = 1\n", true},
		{"a life told otherwise", "scenarios/explain/words.go", "", "\nvar more = 1\n", true},
		{"a module of figures", "go.mod", "gonum.org/v1/plot v0", "gonum.org/v1/plot v1", true},
		{"a release of Go", "go.mod", "go 1.", "go 2.", true},
		{"a comment on a module", "go.mod", "golang.org/x/image v0.", "golang.org/x/image v0. // golang.org/x/exp ", true},
	} {
		if got := sum(t, edited(t, c.name, c.before, c.after)); (got == whole) != c.same {
			t.Errorf("%s (%s): the fingerprint is the same %v", c.what, c.name, got == whole)
		}
	}
}

func TestAPackageWhoseSourcesAreNotThereIsNamed(t *testing.T) {
	tree := edited(t, "scenarios/table/statistic.go", "import (", "import (\n_ \""+module+"/scenarios/table/deep\"\n")
	if _, err := fingerprint(tree); err == nil || err.Error() != "the sources of scenarios/table/deep are not within the program" {
		t.Errorf("got %v", err)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	for b.Loop() {
		if _, err := fingerprint(sources); err != nil {
			b.Fatal(err)
		}
	}
}
