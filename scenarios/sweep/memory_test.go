package sweep

import (
	"bytes"
	"context"
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// asCSV is a table as text.
func asCSV(t *testing.T, f table.Frame) string {
	t.Helper()
	var b bytes.Buffer
	c, err := table.NewFrameCSV(&b, f.Heads())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.Write(f), c.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// In memory an experiment gives the table that it gives in a folder.
func TestInMemoryTheTableIsThatOfTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tiny")
	if _, err := Play(context.Background(), read(t, tiny), dir, model, nil); err != nil {
		t.Fatal(err)
	}
	stored, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var last Progress
	e := read(t, tiny)
	e.Scenario.Options.Workers = 3
	played, err := Run(context.Background(), e, func(p Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	if got, want := asCSV(t, played.Table()), asCSV(t, stored.Table()); got != want || strings.Count(want, "\n") != 17 {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if played.Digest != stored.Digest || last.Done != 16 || last.Runs != 16 {
		t.Errorf("digest %s, progress %+v", played.Digest, last)
	}
}

// A change is one of every run, at every point, and no folder takes it.
func TestWorldsOfASweepAreChanged(t *testing.T) {
	e := read(t, tiny)
	plain, err := Run(context.Background(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.Change = func(w *sim.World) error {
		return w.Insert(sim.Mechanism{Name: "idle", Rows: func(w *sim.World, c *sim.Rows, _ int) {
			for i := range c.Len() {
				c.Skill[i] = 0
			}
		}}, "training")
	}
	changed, err := Run(context.Background(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, b := plain.Table(), changed.Table()
	same := 0
	for c := e.lead() + len(e.Factors); c < len(a)-len(tail); c++ {
		for i, x := range a[c].Numbers {
			if y := b[c].Numbers[i]; x == y {
				same++
			} else if math.IsNaN(y) {
				t.Fatalf("run %d has no %s", i, b[c].Name)
			}
		}
	}
	if rows := a.Rows() * len(e.Measures); same > rows/4 {
		t.Errorf("%d of %d numbers are those without the change", same, rows)
	}
	if changed.Digest != "" {
		t.Error("it has a digest, which cannot know of the change")
	}
	if _, err := Play(context.Background(), e, filepath.Join(t.TempDir(), "x"), model, nil); !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "sweep.Run") {
		t.Errorf("a folder takes it: %v", err)
	}
}

// What is stopped returns why, and nothing else.
func TestASweepInMemoryIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r, err := Run(ctx, read(t, tiny), func(p Progress) {
		if p.Months > 10 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("got %v, %v", r, err)
	}
}
