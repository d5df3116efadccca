package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// finishedSweep is the folder of a sweep that was played to the end.
func finishedSweep(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sweep")
	s, err := CreateSweep(dir, ourPlan(), map[string][]byte{"experiment.yaml": []byte("name: mine\n")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, from := range []int{0, 5} {
		if _, err := s.WritePart(context.Background(), from, 0, runs(from, from+5)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"runs.csv": "point,seed\n0,7\n1,77\n", "points.csv": "point\n0\n1\n"} {
		err := s.Write(context.Background(), name, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Finish([]string{"experiment.yaml"}, []string{"runs.csv", "points.csv"}, 0); err != nil {
		t.Fatal(err)
	}
	return dir
}

// problemsOf are those of a sweep's folder; what keeps it from being opened is one.
func problemsOf(t *testing.T, dir string) []error {
	t.Helper()
	s, err := OpenSweep(dir)
	if err != nil {
		return []error{err}
	}
	_, _, problems, err := s.Verify()
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

// Every bit and every cut of the small files of a finished sweep, and a sample of those of
// parts, plan and outcome, are one problem each, which names the file.
func TestEveryDamageOfASweepIsFoundAndNamed(t *testing.T) {
	dir := finishedSweep(t)
	if p := problemsOf(t, dir); len(p) > 0 {
		t.Fatalf("whole, its problems are %q", p)
	}
	parts, err := filepath.Glob(filepath.Join(dir, partsDir, "*.parquet"))
	if err != nil || len(parts) != 2 {
		t.Fatal(parts, err)
	}
	for _, place := range append(parts, filepath.Join(dir, planName), filepath.Join(dir, endName), filepath.Join(dir, "experiment.yaml"), filepath.Join(dir, "runs.csv"), filepath.Join(dir, "points.csv")) {
		whole, err := os.ReadFile(place)
		if err != nil {
			t.Fatal(err)
		}
		step := 1
		if len(whole) > 500 {
			step = 31
		}
		if testing.Short() {
			step = 211
		}
		tried := 0
		expect := func(damaged []byte, what string, at int) {
			t.Helper()
			tried++
			write(t, place, string(damaged))
			if p := problemsOf(t, dir); len(p) != 1 || !errors.Is(p[0], ErrChanged) || !strings.HasPrefix(p[0].Error(), place+" has changed since ") {
				t.Fatalf("%s, %s %d: the problems are %q", place, what, at, p)
			}
		}
		for bit := 0; bit < 8*len(whole); bit += step {
			flipped := bytes.Clone(whole)
			flipped[bit/8] ^= 1 << (bit % 8)
			expect(flipped, "bit", bit)
		}
		for cut := 0; cut < len(whole); cut += step {
			expect(whole[:cut], "cut to", cut)
		}
		expect(append(bytes.Clone(whole), '\n'), "longer by", 1)
		write(t, place, string(whole))
		t.Logf("%s: %d kinds of damage", filepath.Base(place), tried)
	}
	if p := problemsOf(t, dir); len(p) > 0 {
		t.Errorf("restored, its problems are %q", p)
	}
}

// A manifest or an outcome with a line that is gone, doubled, empty, swapped with the next or
// cut is refused; and if somebody gives it a checksum that holds, it is still refused or
// means what it meant, in a sentence and without a panic.
func TestDamagedManifestsAreRefused(t *testing.T) {
	run, sweep, tried := played(t), finishedSweep(t), 0
	for place, open := range map[string]func() error{
		filepath.Join(run, manifestName): func() error {
			_, problems, _, err := Verify(run, sparesNone, sparesNone)
			return errors.Join(append(problems, err)...)
		},
		filepath.Join(sweep, endName): func() error { return errors.Join(problemsOf(t, sweep)...) },
	} {
		whole, err := os.ReadFile(place)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(whole, []byte("\n"))
		for i := range lines {
			line := func(put ...[]byte) []byte {
				rest := lines[min(i+1, len(lines)):]
				return bytes.Join(append(append(append([][]byte{}, lines[:i]...), put...), rest...), nil)
			}
			versions := map[string][]byte{
				"gone": line(), "doubled": line(lines[i], lines[i]), "empty": line([]byte("\n")), "cut": line(lines[i][:len(lines[i])/2]),
				"null": line([]byte("null,\n")), "a number": line(bytes.ReplaceAll(lines[i], []byte(`"`), []byte("7"))),
				"in capitals": line(bytes.ToUpper(lines[i])), "an array": line(append([]byte("["), lines[i]...)),
				"of other digits": line(bytes.ReplaceAll(lines[i], []byte("1"), []byte("9"))),
			}
			for what, text := range versions {
				if bytes.Equal(text, whole) {
					continue
				}
				tried++
				write(t, place, string(text))
				if err := open(); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), place) {
					t.Errorf("%s, line %d %s: %v", filepath.Base(place), i+1, what, err)
				}
				if at := bytes.LastIndex(text, []byte(sealHead)); at >= 0 {
					write(t, place, string(seal(text[:at])))
					if err := open(); err != nil && !strings.Contains(err.Error(), filepath.Dir(place)) {
						t.Errorf("%s, line %d %s, sealed anew: %v", filepath.Base(place), i+1, what, err)
					}
				}
			}
		}
		write(t, place, string(whole))
	}
	if t.Logf("%d manifests", tried); tried < 620 {
		t.Errorf("only %d manifests were tried", tried)
	}
}
