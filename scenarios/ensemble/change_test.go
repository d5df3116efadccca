package ensemble

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// grim is a change: whoever knows fear is twice as afraid.
func grim(w *sim.World) error {
	return w.Insert(sim.Mechanism{Name: "grim", Rows: func(w *sim.World, c *sim.Rows, _ int) {
		for i := range c.Len() {
			if c.State[i] != sim.Vacant {
				c.Fear[i] = min(1, 2*c.Fear[i])
			}
		}
	}}, "fear")
}

// Each replicate is changed, whether it is played or stepped, and the frozen twin with
// it; against the run without the change it differs, and against itself by nothing.
func TestWorldsAreChangedBeforeTheyArePlayed(t *testing.T) {
	s := scenarios.Default()
	s.Options.Population, s.Options.Months, s.Options.Replicates, s.Options.Workers = 400, 30, 3, 2
	plain := Plan{Scenario: s, Options: s.Options}
	base, err := Play(context.Background(), plain, nil)
	if err != nil {
		t.Fatal(err)
	}
	var changed atomic.Int64
	other := plain
	other.Change = func(w *sim.World) error { changed.Add(1); return grim(w) }
	twins := 0
	result, err := PlayWatched(context.Background(), other, func(replicate, arm int, w *sim.World) {
		if arm == 0 && len(w.Own) == 0 {
			t.Error("the frozen twin was not changed")
		}
		if replicate == 1 && arm == 0 {
			twins++
		}
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if changed.Load() != 3 || twins != 30 {
		t.Errorf("%d worlds were changed and %d months of a twin seen", changed.Load(), twins)
	}
	w, _, err := StartReplicate(context.Background(), other, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		w.Step()
	}
	if got, want := w.Now.Value("all", "all", "fear"), result.Series.Line("2", "all", "all", "fear")[29]; got != want {
		t.Errorf("stepped fear is %v, played %v", got, want)
	}
	differences, err := result.Against(base)
	if err != nil {
		t.Fatal(err)
	}
	a, b := result.Series.Line("3", "all", "all", "fear")[20], base.Series.Line("3", "all", "all", "fear")[20]
	if got := differences.Line("3", "all", "all", "fear")[20]; got != a-b || got < 0.2 {
		t.Errorf("against the run without the change fear differs by %v, and not by %v", got, a-b)
	}
	if got := differences.Interval("domain", "music", "fear"); !(got.Low[20] > 0 && got.Low[20] <= got.Mean[20] && got.Mean[20] <= got.High[20]) {
		t.Errorf("of music the interval is %v to %v about %v", got.Low[20], got.High[20], got.Mean[20])
	}
	same, err := base.Against(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range same.Line("mean", "all", "all", "fear") {
		if x != 0 {
			t.Fatalf("against itself a run differs by %v", x)
		}
	}
	plain.Options.Seed++
	later, err := Play(context.Background(), plain, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := later.Against(base); err == nil || !strings.Contains(err.Error(), "cannot be paired") {
		t.Errorf("runs of other seeds are paired: %v", err)
	}
}

// What a change says is what one hears.
func TestAChangeThatFails(t *testing.T) {
	s := scenarios.Default()
	s.Options.Population, s.Options.Months, s.Options.Replicates = 300, 2, 2
	broken := errors.New("no such column")
	p := Plan{Scenario: s, Options: s.Options, Change: func(*sim.World) error { return broken }}
	if _, err := Play(context.Background(), p, nil); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
