package store

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// ourPlan is a sweep of ten runs.
func ourPlan() Plan {
	return Plan{Experiment: "mine", Digest: ourKey.Digest, Model: ourKey.Model, Runs: 10, Points: 5, Replicates: 2, Columns: []table.Head{
		{Name: "point", Content: table.Whole}, {Name: "seed", Content: table.Text}, {Name: "x.y", Content: table.Number}}}
}

// runs are some rows of it.
func runs(from, to int) table.Frame {
	f := table.NewFrame(ourPlan().Columns, to-from)
	for i := range to - from {
		f[0].Numbers[i], f[1].Texts[i] = float64(from+i), strings.Repeat("7", i+1)
		if i > 0 {
			f[2].Numbers[i] = 1 / float64(from+i)
		}
	}
	return f
}

// swept is a folder with two parts.
func swept(t *testing.T) (dir string, parts []Part) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "sweep")
	s, err := CreateSweep(dir, ourPlan(), map[string][]byte{"experiment.yaml": []byte("name: mine\n")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, from := range []int{4, 0} {
		p, err := s.WritePart(context.Background(), from, 1, runs(from, from+3))
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, p)
	}
	return dir, parts
}

// again opens the sweep in a folder.
func again(t *testing.T, dir string) *Sweep {
	t.Helper()
	s, err := CreateSweep(dir, ourPlan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestPartsAreReadBackAsTheyWereWritten(t *testing.T) {
	dir, _ := swept(t)
	if err := os.WriteFile(filepath.Join(dir, "parts", ".00000003-torn.part"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	s := again(t, dir)
	parts, damaged, err := s.Parts(0, 10)
	if err != nil || len(damaged) > 0 || len(parts) != 2 || parts[0].From != 0 || parts[1].To != 7 || parts[1].Failed != 1 {
		t.Fatalf("%v %v %v", parts, damaged, err)
	}
	for _, p := range parts {
		got, err := s.ReadPart(p)
		if d := cmp.Diff(runs(p.From, p.To), got, cmpopts.EquateNaNs()); err != nil || d != "" {
			t.Errorf("%v\n%s", err, d)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "parts", ".*")); len(left) > 0 {
		t.Errorf("%v is left of what was not finished", left)
	}
	if !math.IsNaN(runs(0, 1)[2].Numbers[0]) {
		t.Error("nothing is undefined here")
	}
}

// Every bit of a part counts: flipped, the part is named, set aside and not used.
func TestAFlippedBitIsNamed(t *testing.T) {
	dir, parts := swept(t)
	place := filepath.Join(dir, "parts", parts[0].Name)
	data, err := os.ReadFile(place)
	if err != nil {
		t.Fatal(err)
	}
	for bit := 0; bit < 8*len(data); bit += 97 {
		flipped := append([]byte(nil), data...)
		flipped[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(place, flipped, 0o666); err != nil {
			t.Fatal(err)
		}
		s := again(t, dir)
		if _, err := s.ReadPart(parts[0]); !errors.Is(err, ErrChanged) {
			t.Fatalf("bit %d: read with %v", bit, err)
		}
		whole, damaged, err := s.Parts(0, 10)
		if err != nil || len(whole) != 1 || len(damaged) != 1 || damaged[0] != place {
			t.Fatalf("bit %d: %v %v %v", bit, whole, damaged, err)
		}
		s.Close()
	}
}

func TestAFolderOfSomethingElseIsRefused(t *testing.T) {
	dir, _ := swept(t)
	try := func(change func(*Plan)) error {
		p := ourPlan()
		change(&p)
		s, err := CreateSweep(dir, p, nil)
		if err == nil {
			s.Close()
		}
		return err
	}
	for _, c := range []struct {
		change func(*Plan)
		want   error
	}{
		{func(p *Plan) { p.Digest = theirs }, ErrOtherRun},
		{func(p *Plan) { p.Model = theirs }, ErrOtherModel},
		{func(p *Plan) { p.Columns = p.Columns[1:] }, ErrOtherVersion},
		{func(*Plan) {}, nil},
	} {
		if err := try(c.change); !errors.Is(err, c.want) || err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%v instead of %v", err, c.want)
		}
	}
	s := again(t, dir)
	if err := try(func(*Plan) {}); !errors.Is(err, ErrLocked) || !Played(dir) {
		t.Errorf("locked by this process, but %v, played %v", err, Played(dir))
	}
	s.Close()
	if Played(dir) {
		t.Error("nobody plays, and it is played")
	}
	foreign := t.TempDir()
	write(t, filepath.Join(foreign, "thesis.tex"), "x")
	if _, err := CreateSweep(foreign, ourPlan(), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("a folder with another file: %v", err)
	}
	if _, err := ReadPlan(foreign); !errors.Is(err, ErrNotASweep) {
		t.Errorf("no sweep: %v", err)
	}
}

// Who shares a folder needs no lock, writes under names of its own, and leaves the
// unfinished files of others alone until they are old.
func TestASharedFolderIsNotLocked(t *testing.T) {
	dir, p := filepath.Join(t.TempDir(), "sweep"), ourPlan()
	files := map[string][]byte{"experiment.yaml": []byte("name: mine\n")}
	if _, err := JoinSweep(dir, p); !errors.Is(err, ErrNotASweep) {
		t.Errorf("nothing there: %v", err)
	}
	killed := filepath.Join(dir, ".experiment.yaml.abcdefghijklm.part") // a plan that was killed
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, killed, "na")
	for _, p.Shards = range []int{3, 3, 0} { // 0: as it was planned
		if s, err := PlanSweep(dir, p, files); err != nil || s.Plan.Shards != 3 {
			t.Fatalf("%+v, %v", s, err)
		}
	}
	p.Shards = 4
	one, err := PlanSweep(dir, p, files)
	if err != nil || one.Plan.Shards != 4 {
		t.Fatal(err)
	}
	two, err := JoinSweep(dir, ourPlan())
	if err != nil || two.Plan.Shards != 4 {
		t.Fatalf("%+v, %v", two, err)
	}
	if a, b := one.hidden("x"), two.hidden("x"); a == b || one.hidden("x") == a || !shared.MatchString(a) || shared.MatchString(partName("x.parquet")) {
		t.Errorf("%s and %s", a, b)
	}
	owner := again(t, dir) // the lock is free, and keeps no worker out
	for _, s := range []*Sweep{one, two, owner} {
		if _, err := s.WritePart(context.Background(), 0, 0, runs(0, 3)); err != nil {
			t.Fatal(err)
		}
	}
	if whole, damaged, err := two.Parts(2, 3); err != nil || len(whole) != 1 || len(damaged) > 0 {
		t.Errorf("%v %v %v", whole, damaged, err)
	}
	if whole, _, err := two.Parts(3, 10); err != nil || len(whole) != 0 {
		t.Errorf("%v %v", whole, err)
	}
	if err := errors.Join(owner.Clear(), two.Clear()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(killed); err != nil {
		t.Errorf("a file that may be written just now is gone: %v", err)
	}
	old := time.Now().Add(-2 * idle)
	if err := errors.Join(os.Chtimes(killed, old, old), two.Clear()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(killed); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that nobody writes is left: %v", err)
	}
}

// Whatever call of the disk fails, once or from then on: one sentence, no part that does
// not hold, nothing half written once it goes on, and then the same parts.
func TestAFullDiskLosesNoFinishedPart(t *testing.T) {
	play := func(d disk, dir string) error {
		s, err := createSweep(d, dir, ourPlan(), map[string][]byte{"experiment.yaml": []byte("name: mine\n")})
		if err != nil {
			return err
		}
		defer s.Close()
		whole, _, err := s.Parts(0, 10)
		if err != nil {
			return err
		}
		for from := 0; from < 9; from += 3 {
			if len(whole) > from/3 {
				continue
			}
			if _, err := s.WritePart(context.Background(), from, 0, runs(from, from+3)); err != nil {
				return err
			}
		}
		return s.put("runs.csv", []byte("point\n"))
	}
	fine := filepath.Join(t.TempDir(), "fine")
	if err := play(system, fine); err != nil {
		t.Fatal(err)
	}
	want := names(t, fine)
	for at, ended := int64(1), false; !ended; at++ {
		for _, forever := range []bool{false, true} {
			dir, failed := filepath.Join(t.TempDir(), "sweep"), ""
			d := faulty{new(atomic.Int64), at, forever, syscall.ENOSPC, &failed}
			err := play(d.disk(), dir)
			if ended = failed == ""; ended {
				break
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("call %d, %s: %q", at, failed, err)
			}
			if err := play(system, dir); err != nil {
				t.Errorf("call %d, %s: going on: %v", at, failed, err)
			}
			if got := names(t, dir); got != want {
				t.Errorf("call %d, %s: the folder holds\n%s\nnot\n%s", at, failed, got, want)
			}
		}
	}
}

// names are the files of a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		list = append(list, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, "\n")
}
