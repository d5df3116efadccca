package sweep

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// fourRuns is an experiment of four runs.
const fourRuns = `
name: four
factors: [{factor: clients.own, values: [1, 4]}]
design: {kind: grid}
replicates: 2
measures: [{column: orders, against: frozen}]
options: {population: 200, months: 30}
`

// verified is what a folder is found to be.
func verified(t *testing.T, dir string) *Verified {
	t.Helper()
	v, err := Verify(dir, model)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// filesOf are the files of a folder with what they hold, but for the lock.
func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	held := map[string][]byte{}
	for _, pattern := range []string{"*", "parts/*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if data, err := os.ReadFile(name); err == nil && filepath.Base(name) != ".atelier-sweep" {
				held[name] = data
			}
		}
	}
	return held
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// Whatever is done to a file of a sweep is one problem, which names it, or, where a part
// is gone, the runs that are.
func TestWhateverIsDoneToAFileOfASweepIsOneProblem(t *testing.T) {
	dir := played(t, read(t, fourRuns))
	held := filesOf(t, dir)
	if v := verified(t, dir); len(v.Problems) > 0 || v.Files != len(held) || len(held) < 10 {
		t.Fatalf("whole: the problems of %d files are %q; there are %d files", v.Files, v.Problems, len(held))
	}
	for name, data := range held {
		flipped := bytes.Clone(data)
		flipped[len(data)/2] ^= 4
		write(t, name, flipped)
		if v := verified(t, dir); len(v.Problems) != 1 || !strings.HasPrefix(v.Problems[0].Error(), name+" ") {
			t.Errorf("%s: a bit is turned round: the problems are %q", name, v.Problems)
		}
		if filepath.Base(name) != "sweep.json" { // there is no sweep without it
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			want := name + " is missing; "
			if strings.Contains(name, "parts") {
				want = dir + ": 1 of 4 runs are in no part; "
			}
			if v := verified(t, dir); len(v.Problems) != 1 || !strings.HasPrefix(v.Problems[0].Error(), want) {
				t.Errorf("%s: it is taken away: the problems are %q", name, v.Problems)
			}
		}
		write(t, name, data)
	}
	for name := range held { // stopped after its first part
		if strings.Contains(name, "parts") && !strings.Contains(name, "00000000-") || filepath.Base(name) == "outcome.json" {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if v := verified(t, dir); len(v.Problems) != 1 || !strings.HasSuffix(v.Problems[0].Error(), " of 4 runs are in no part; give the same atelier sweep again, and they are played") {
		t.Errorf("not finished: the problems are %q", v.Problems)
	}
	for name, data := range held {
		write(t, name, data)
	}
	write(t, filepath.Join(dir, "parts", "notes.parquet"), nil)
	write(t, filepath.Join(dir, "more.csv"), nil)
	if v := verified(t, dir); len(v.Problems) != 2 || v.work != nil {
		t.Errorf("two strange files: the problems are %q", v.Problems)
	}
}

// rewritten is a finished sweep in which the value of a column of one run was changed, in
// its part and, if tables, in all that is made of it, checksums and digest included: whom
// nobody plays again sees nothing.
func rewritten(t *testing.T, column string, place int, value float64, tables bool) (dir string, s spot) {
	t.Helper()
	e := read(t, fourRuns)
	dir = played(t, e)
	p, err := NewPlan(e)
	if err != nil {
		t.Fatal(err)
	}
	files, err := e.files()
	if err != nil {
		t.Fatal(err)
	}
	digest, err := e.Digest()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := store.CreateSweep(dir, store.Plan{Digest: digest, Model: model, Runs: p.Runs(), Columns: p.heads}, files)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	parts, _, err := folder.Parts(0, p.Runs())
	if err != nil {
		t.Fatal(err)
	}
	old := parts[slices.IndexFunc(parts, func(part store.Part) bool { return place < part.To })]
	rows, err := folder.ReadPart(old)
	if err != nil {
		t.Fatal(err)
	}
	for c := range rows {
		if rows[c].Name == column {
			rows[c].Numbers[place-old.From] = value
		}
	}
	if err := os.Remove(filepath.Join(dir, "parts", old.Name)); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.WritePart(t.Context(), old.From, 0, rows); err != nil {
		t.Fatal(err)
	}
	w, _, err := newWork(p, folder, p.whole()[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	if tables {
		if _, _, err := w.finish(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	return dir, p.at(place)
}

func TestTablesThatThePartsDoNotGiveAreNamed(t *testing.T) {
	dir, _ := rewritten(t, "orders_change", 1, 7, false)
	var got []string
	for _, err := range verified(t, dir).Problems {
		got = append(got, err.Error())
	}
	want := []string{filepath.Join(dir, "runs.parquet") + " is not what the parts give; ", filepath.Join(dir, "runs.csv") + " is not what the parts give; "}
	if len(got) != 2 || !strings.HasPrefix(got[0], want[0]) || !strings.HasPrefix(got[1], want[1]) {
		t.Errorf("the problems are %q", got)
	}
}

func TestAPartOfOtherRunsIsNamed(t *testing.T) {
	dir, _ := rewritten(t, "clients.own", 2, 3, false)
	if p := verified(t, dir).Problems; len(p) != 1 || !strings.HasSuffix(p[0].Error(), ".parquet are not those of the experiment: column clients.own") {
		t.Errorf("the problems are %q", p)
	}
}

func TestRunsInTwoPartsAreNamed(t *testing.T) {
	dir := played(t, read(t, fourRuns))
	for _, part := range filesOf(t, filepath.Join(dir, "parts")) {
		heads := verified(t, dir).Plan.Columns
		rows, err := store.ReadFrame(part, heads)
		if err != nil {
			t.Fatal(err)
		}
		more := table.NewFrame(heads, rows.Rows()+1)
		for i := range more.Rows() {
			more.Set(i, rows, max(0, i-1))
		}
		folder, err := store.OpenSweep(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := folder.WritePart(t.Context(), 0, 0, more); err != nil {
			t.Fatal(err)
		}
		break
	}
	if p := verified(t, dir).Problems; len(p) == 0 || !strings.Contains(p[0].Error(), " do not agree on ") {
		t.Errorf("the problems are %q", p)
	}
}

// A value that was changed with every checksum is found by who plays it again, and named.
func TestAReplayNamesWhereARunDiffers(t *testing.T) {
	dir, at := rewritten(t, "orders_change", 1, 7, true)
	v := verified(t, dir)
	if len(v.Problems) > 0 {
		t.Fatalf("the problems are %q", v.Problems)
	}
	for n := 1; n <= 5; n++ {
		rows, differs, err := v.Replay(t.Context(), n, 2, nil)
		if err != nil || len(rows) != min(n, 4) {
			t.Fatalf("%d of 4: rows %v, %v", n, rows, err)
		}
		if slices.Contains(rows, v.row(at)) != (differs != "") {
			t.Errorf("row %d was changed and rows %v were played again: %q", v.row(at), rows, differs)
		}
		if n == 5 && (!strings.Contains(differs, "column orders_change: 7 is stored and ") || !strings.HasPrefix(differs, "point ")) {
			t.Errorf("it is said that %q", differs)
		}
	}
}

func TestWhatIsNoSweepOrOfAnotherModelIsNotCounted(t *testing.T) {
	if _, err := Verify(t.TempDir(), model); err == nil || !strings.Contains(err.Error(), "holds no sweep") {
		t.Errorf("an empty folder: %v", err)
	}
	dir := played(t, read(t, fourRuns))
	v, err := Verify(dir, strings.Repeat("05af", 16))
	if err != nil || len(v.Problems) > 0 || v.work != nil {
		t.Errorf("by another model: %v, %q", err, v.Problems)
	}
}
