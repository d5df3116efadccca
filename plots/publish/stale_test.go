package publish

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier"
)

// A mechanism that was changed never has the numbers of before told again. A
// comment that was changed is the same model.
func TestAChangedMechanismIsNotToldTheNumbersOfBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	t.Chdir(sourcesIn(t, t.TempDir()))
	if err := os.Mkdir("cmd/print", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("cmd/print/main.go", []byte(printer), 0o666); err != nil {
		t.Fatal(err)
	}
	c := alone(t, 1)
	c.Scenario().Options.Months, c.Options.Months = 48, 48
	played(t, c, "mine")
	const line = "run --population 200 --months 48 --replicates 1 --no-counterfactual --parameters central --out "
	edit(t, "sim/trust.go", "var trust = Mechanism{", "// Said otherwise.\nvar trust = Mechanism{")
	if code, out, said := built(t, "./cmd/print", ""); out != atelier.Fingerprint() {
		t.Errorf("a comment was changed: exit code %d, fingerprint %q, said %q", code, out, said)
	}
	edit(t, "sim/trust.go", "return 1, p.FailureRatio }", "return 1, 2 * p.FailureRatio }")
	before := readFile(t, "mine/series.csv")
	code, out, said := built(t, "./cmd/atelier", line+"mine")
	want := "mine holds baseline as another version of the model played it (fingerprint " + atelier.Fingerprint()[:12] + ", by "
	if code != 2 || out != "" || !strings.HasPrefix(said, want) || !strings.HasSuffix(said, "choose another folder with --out or delete this one\n") {
		t.Errorf("a mechanism was changed: exit code %d, said %q and %q", code, said, out)
	}
	if readFile(t, "mine/series.csv") != before {
		t.Error("a refusal changed the numbers")
	}
	if code, _, said = built(t, "./cmd/atelier", line+"yours"); code != 0 {
		t.Fatal(said)
	}
	if readFile(t, "yours/series.csv") == before {
		t.Error("the changed mechanism gives the numbers of before")
	}
	if m := readFile(t, "yours/manifest.json"); !strings.Contains(m, `"gonum.org/v1/gonum": "v`) { // tests are built without
		t.Errorf("the manifest lacks the versions of modules: %s", m[:2000])
	}
}

// printer is a program that prints the fingerprint of the sources it is built from.
const printer = `package main

import (
	"os"

	"github.com/atelier-sim/atelier"
)

func main() { os.Stdout.WriteString(atelier.Fingerprint()) }
`

// sourcesIn copies what the program is built from, without tests, into a folder.
func sourcesIn(t *testing.T, to string) string {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel("../..", path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || name != "." && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o777)
		case strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), text, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// edit replaces words of a file.
func edit(t *testing.T, name, before, after string) {
	t.Helper()
	text := readFile(t, name)
	if !strings.Contains(text, before) {
		t.Fatalf("%s has no %q", name, before)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(text, before, after, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// built builds a program from the sources in the folder it is in, without a word
// from version control, and runs it.
func built(t *testing.T, from, line string) (code int, out, said string) {
	t.Helper()
	if text, err := exec.Command("go", "build", "-buildvcs=false", "-o", "program", from).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, text)
	}
	var o, s bytes.Buffer
	program := exec.Command("./program", strings.Fields(line)...)
	program.Stdout, program.Stderr = &o, &s
	program.Env = append(os.Environ(), "ATELIER_CACHE=none")
	if err := program.Run(); err != nil && program.ProcessState == nil {
		t.Fatal(err)
	}
	return program.ProcessState.ExitCode(), o.String(), s.String()
}
