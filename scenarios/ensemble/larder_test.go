package ensemble

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// larderMoves are moves whose burn-ins differ, and some that have theirs in common.
func larderMoves() []move {
	return []move{
		{world: "expected", months: 20, seed: 1, n: 2},
		{world: "fast", policies: []string{"training_subsidy=1,start=2021-06"}, months: 14, seed: 1, n: 2, set: map[string]float64{"trust.failure_ratio": 4}},
		{world: "expected", months: 14, seed: 1, n: 1, set: map[string]float64{"employees.exit": 0.004}},
		{world: "expected", months: 14, seed: 5, n: 4, of: scenarios.Ensemble},
	}
}

// With a larder futures are what they are without, whether it is empty, full or damaged: and the
// months in all are those that are played.
func TestALarderChangesNoBit(t *testing.T) {
	dir := t.TempDir()
	for k, m := range larderMoves() {
		want := left(m.futures(t, nil))
		for round, damage := range []func(*testing.T, []string){nil /* empty */, nil /* full */, flipBytes, halve, exchange, nil} {
			if damage != nil {
				worlds, err := filepath.Glob(filepath.Join(dir, "*.world"))
				if err != nil {
					t.Fatal(err)
				}
				damage(t, worlds)
			}
			larder := store.NewWorlds(dir, "a model", 1<<30)
			c := m.prepared(t, nil)
			c.Larder = larder
			done, total := int64(0), int64(0)
			work, err := c.Work(m.n)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Play(context.Background(), m.n, func(d, of int64) { done, total = d, of }); err != nil {
				t.Fatal(err)
			}
			sameLeft(t, "with a larder", c, want)
			kept := round == 1 || round == 5 || round == 0 && k == 1 // whose burn-in is that of the move before
			all := m.prepared(t, nil)
			full, err := all.Work(m.n)
			if err != nil {
				t.Fatal(err)
			}
			played := full.Months
			if kept {
				played -= full.BurnIn
			}
			if done != played || total != played {
				t.Errorf("move %d, round %d: %d months of %d were played, want %d", k, round, done, total, played)
			}
			if damage == nil && (work.Months != played || work.BurnIn != played-(full.Months-full.BurnIn)) {
				t.Errorf("move %d, round %d: %d months are foreseen, %d of them before 2021; %d are played", k, round, work.Months, work.BurnIn, played)
			}
			if (larder.Damaged() > 0) != (damage != nil) {
				t.Errorf("move %d, round %d: %d damaged worlds are told", k, round, larder.Damaged())
			}
		}
	}
}

// flipBytes changes a byte in the middle of files.
func flipBytes(t *testing.T, paths []string) {
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/2] ^= 4
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// halve cuts files short.
func halve(t *testing.T, paths []string) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err == nil {
			err = os.Truncate(path, info.Size()/2)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// exchange gives each file the name of another.
func exchange(t *testing.T, paths []string) {
	for i, path := range paths {
		if err := os.Rename(path, paths[(i+1)%len(paths)]+".new"); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range paths {
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
}

// pantry is a larder that counts.
type pantry struct {
	mu         sync.Mutex
	worlds     map[[16]byte]*sim.World
	puts, took int
	late       bool // what it has comes to be there after it was asked
}

func (m *pantry) Has(key [16]byte) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return !m.late && m.worlds[key] != nil
}

func (m *pantry) Take(key [16]byte, workers int) *sim.World {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.worlds[key]
	if w == nil {
		return nil
	}
	m.took++
	w = w.Clone()
	w.SetWorkers(workers)
	return w
}

func (m *pantry) Put(key [16]byte, w *sim.World) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.puts++
	m.worlds[key] = w.Clone()
}

// Worlds that somebody changes are not kept; what was left out is left out of what is kept; a world that
// comes to be there meanwhile is not played; and with a shelf the larder is asked once.
func TestWhatALarderIsAsked(t *testing.T) {
	m := move{world: "expected", months: 12, seed: 3, n: 2}
	larder := &pantry{worlds: map[[16]byte]*sim.World{}}
	c := m.prepared(t, nil)
	c.Larder, c.Change = larder, func(*sim.World) error { return nil }
	if err := c.Play(t.Context(), 2, nil); err != nil {
		t.Fatal(err)
	}
	if larder.puts > 0 {
		t.Error("a world that somebody changed is kept")
	}
	without := func(larder Larder) *Futures {
		c := m.prepared(t, nil)
		for _, arm := range c.Arms {
			arm.Options.Without = []string{"technology", "fear"}
		}
		c.Larder = larder
		if err := c.Play(t.Context(), 2, nil); err != nil {
			t.Fatal(err)
		}
		return c
	}
	want := left(without(nil))
	sameLeft(t, "left out, played", without(larder), want)
	sameLeft(t, "left out, kept", without(larder), want)
	if larder.puts != 2 || larder.took != 2 {
		t.Errorf("%d worlds were kept and %d taken, want 2 each", larder.puts, larder.took)
	}
	larder.late = true
	c, done, total := m.prepared(t, nil), int64(0), int64(0)
	for _, arm := range c.Arms {
		arm.Options.Without = []string{"technology", "fear"}
	}
	c.Larder = larder
	if err := c.Play(t.Context(), 2, func(d, of int64) { done, total = d, of }); err != nil {
		t.Fatal(err)
	}
	if done == 0 || done != total {
		t.Errorf("%d months of %d are told", done, total)
	}
	shelf := NewShelf(1 << 30)
	larder = &pantry{worlds: map[[16]byte]*sim.World{}}
	for range 2 {
		c := m.prepared(t, shelf)
		c.Larder = larder
		if err := c.Play(t.Context(), 2, nil); err != nil {
			t.Fatal(err)
		}
	}
	if larder.puts != 2 || larder.took != 0 {
		t.Errorf("with a shelf %d worlds were kept and %d taken", larder.puts, larder.took)
	}
}
