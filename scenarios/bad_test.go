package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/badtest"
)

var update = badtest.Update

// badScenarios are the scenario files that are refused, by name.
func badScenarios(t testing.TB) map[string]string {
	t.Helper()
	_, cases, err := badtest.Read("testdata/bad/scenarios.txt")
	if err != nil || len(cases) < 60 {
		t.Fatalf("%d bad files (%v), want at least 60", len(cases), err)
	}
	texts := map[string]string{}
	for _, c := range cases {
		texts[c.Name] = c.Input
	}
	return texts
}

// Every scenario file of the table gets the exact message that stands beside it.
func TestBadFilesGetTheirExactMessage(t *testing.T) {
	badtest.Check(t, "testdata/bad/scenarios.txt", func(t *testing.T, c badtest.Case) error {
		_, err := Parse(c.Name+".yaml", []byte(c.Input))
		if err != nil {
			checkPlaces(t, c.Name+".yaml", err)
		}
		return err
	})
}

// What no table can show stands in files of its own, each with its message beside it: what is binary, and what holds
// marks that cannot be seen.
func TestBinaryAndHostileFilesGetTheirExactMessage(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) < 9 {
		t.Fatalf("%d bad files (%v), want at least 9", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Parse(filepath.Base(file), text); err == nil {
			t.Errorf("%s: read without complaint", file)
			continue
		}
		checkPlaces(t, filepath.Base(file), err)
		expect(t, strings.TrimSuffix(file, ".yaml")+".txt", err.Error()+"\n")
	}
}

// expect compares with a file, or rewrites it under -update.
func expect(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s\n got %s\nwant %s", file, got, want)
	}
}

var placed = regexp.MustCompile(`^[^:\n]+:[1-9][0-9]*:[1-9][0-9]*: .*[^ ]$`)

// checkPlaces fails unless every line of an error begins with file, line and
// column, and the error is known as bad input.
func checkPlaces(t *testing.T, file string, err error) {
	t.Helper()
	if !errors.Is(err, ErrInput) {
		t.Errorf("%s: error is not bad input: %v", file, err)
	}
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatalf("%s: error is %T, want Problems", file, err)
	}
	for _, p := range ps {
		if line := p.String(); !placed.MatchString(line) || !strings.HasPrefix(line, file+":") {
			t.Errorf("%s: %q does not begin with file:line:column", file, line)
		}
	}
}

func TestAllMistakesOfAFileAreReportedAtOnce(t *testing.T) {
	_, err := Parse("every_kind.yaml", []byte(badScenarios(t)["every_kind"]))
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != 6 {
		t.Fatalf("%d problems, want 6:\n%v", len(ps), err)
	}
	for i, line := range []int{1, 2, 4, 5, 8, 9} {
		if ps[i].Line != line {
			t.Errorf("problem %d is on line %d, want %d", i, ps[i].Line, line)
		}
	}
}

func TestAFileThatIsTooLargeIsNotParsed(t *testing.T) {
	text := []byte("name: x\n# " + strings.Repeat("x", 1<<20))
	_, err := Parse("large.yaml", text)
	want := "large.yaml:1:1: the file is larger than 1,048,576 bytes, the most a scenario may have"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	path := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.HasSuffix(err.Error(), want[len("large.yaml"):]) {
		t.Errorf("Load: got %v", err)
	}
}

func TestMoreThanTwentyMistakesAreCounted(t *testing.T) {
	_, err := Parse("x.yaml", []byte("name: x\n"+strings.Repeat("1: 1\n", 1300)))
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if last := lines[len(lines)-1]; len(lines) != 21 || last != "x.yaml: and 1,280 more problems" {
		t.Errorf("%d lines, the last %q", len(lines), last)
	}
}
