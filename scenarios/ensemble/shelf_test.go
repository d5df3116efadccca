package ensemble

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim/policy"
)

// move is one thing that somebody at a page asks for after another.
type move struct {
	world    string
	policies []string
	set      map[string]float64
	months   int
	seed     uint64
	n        int
	of       string // parameters
	keep     []string
}

// futures are the futures of a move, played.
func (m move) futures(t *testing.T, shelf *Shelf) *Futures {
	t.Helper()
	c := m.prepared(t, shelf)
	if err := c.Play(context.Background(), m.n, nil); err != nil {
		t.Error(err)
	}
	return c
}

// prepared are the futures of a move: a reference, the choice and the twin.
func (m move) prepared(t *testing.T, shelf *Shelf) *Futures {
	t.Helper()
	o := small().Options
	o.Population, o.Months, o.Seed, o.Parameters = 200, m.months, m.seed, m.of
	var arms []*scenarios.Scenario
	for k, policies := range [][]string{nil, m.policies, nil} {
		s := scenarios.Default()
		s.Options, s.World, s.Parameters = o, m.world, m.set
		list, err := scenarios.ParsePolicies(policies)
		if err != nil {
			t.Fatal(err)
		}
		s.Policies = list
		s.Name = fmt.Sprint("arm", k)
		if k == 2 {
			s = s.Frozen()
		}
		arms = append(arms, s)
	}
	c, err := New(arms, []string{m.world}, o)
	if err != nil {
		t.Fatal(err)
	}
	c.Shelf, c.Keep, c.Groupings = shelf, m.keep != nil, m.keep
	if len(m.policies) == 0 && m.months > policy.Start { // a period that does not move with the first dose
		c.Start = policy.Start
	}
	return c
}

// moves are a walk in which each thing changes, some twice and back.
func moves() []move {
	walk := []move{{world: "expected", months: 90, seed: 1, n: 2}}
	then := func(change func(m *move)) {
		m := walk[len(walk)-1]
		change(&m)
		walk = append(walk, m)
	}
	dose := func(texts ...string) func(m *move) { return func(m *move) { m.policies = texts } }
	then(dose("training_subsidy=0.5"))
	then(dose("training_subsidy=1"))
	then(func(m *move) { m.n = 3 })
	then(func(m *move) { m.n = 1 })
	then(dose("training_subsidy=1", "ai_levy=0.1,start=2024-03"))
	then(dose("training_subsidy=0"))
	then(func(m *move) { m.set = map[string]float64{"trust.failure_ratio": 4} })
	then(func(m *move) { m.set = map[string]float64{"employees.exit": 0.004} })
	then(func(m *move) { m.set = nil })
	then(func(m *move) { m.months = 84 })
	then(func(m *move) { m.world = "fast" })
	then(func(m *move) { m.world = "frozen" })
	then(func(m *move) { m.world, m.seed = "expected", 9 })
	then(func(m *move) { m.of, m.n = scenarios.Ensemble, 2 })
	then(dose("basic_income"))
	then(func(m *move) { m.keep = []string{"size"} })
	then(func(m *move) { m.keep = []string{"stage", "domain"} })
	then(func(m *move) { m.months = 60 }) // ends before policies begin
	return append(walk, walk[1], walk[2], walk[4])
}

// left is all that futures leave, in parts.
func left(c *Futures) (parts []string) {
	parts = append(parts, fmt.Sprint(c.Start, c.Seeds, c.Groups, c.People, c.Titles, c.Weight, c.Sets()))
	for a := range c.Arms {
		sum := sha256.New()
		add := func(values []float64) {
			for _, v := range values {
				if v != v {
					v = math.NaN() // of several there are, one
				}
				sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
			}
		}
		for _, row := range c.Series(0, a).Rows {
			fmt.Fprint(sum, row.Replicate, row.Month, row.By, row.Group)
			add(row.Values)
		}
		for _, o := range c.Of(0, a) {
			fmt.Fprint(sum, o.Bills, o.LevyUSD)
			ends, means := c.Read(o.End), c.Read(o.Mean)
			for g := range ends {
				add(ends[g])
				add(means[g])
			}
		}
		parts = append(parts, string(sum.Sum(nil)))
	}
	return parts
}

// sameLeft tells where two futures left different things.
func sameLeft(t *testing.T, what string, got *Futures, want []string) {
	t.Helper()
	for i, part := range left(got) {
		if part != want[i] {
			t.Errorf("%s: part %d differs", what, i)
		}
	}
}

// With a shelf futures are what they are without, whatever was played before: on a large
// shelf, and on one that has to let go.
func TestAShelfChangesNoBit(t *testing.T) {
	walk, shelves := moves(), []int64{1 << 30, 3 << 20}
	if testing.Short() {
		walk, shelves = append(walk[:3:3], walk[14], walk[1]), shelves[1:]
	}
	want := make([][]string, len(walk))
	for i, m := range walk {
		want[i] = left(m.futures(t, nil))
	}
	for _, bytes := range shelves {
		shelf := NewShelf(bytes)
		for i, m := range walk {
			sameLeft(t, fmt.Sprintf("%d bytes, move %d", bytes, i), m.futures(t, shelf), want[i])
			if _, held := shelf.Held(); held > bytes {
				t.Fatalf("%d bytes on a shelf of %d", held, bytes)
			}
		}
	}
	shelf := NewShelf(4 << 20)
	var all sync.WaitGroup
	for k := range 2 { // at once, each from another end
		all.Go(func() {
			order := slices.Clone(walk)
			results := slices.Clone(want)
			if k == 1 {
				slices.Reverse(order)
				slices.Reverse(results)
			}
			for i, m := range order {
				sameLeft(t, fmt.Sprintf("one of two, move %d", i), m.futures(t, shelf), results[i])
			}
		})
	}
	all.Wait()
}

// What was played is not played again: one dose more costs the months from its start on.
func TestAShelfSavesWhatIsInCommon(t *testing.T) {
	shelf := NewShelf(1 << 30)
	steps := func(m move) (months int64) {
		c := m.prepared(t, shelf)
		if err := c.Play(context.Background(), m.n, func(done, _ int64) { months = done }); err != nil {
			t.Fatal(err)
		}
		return months
	}
	m := move{world: "expected", months: 90, seed: 1, n: 2}
	steps(m)
	if n := steps(m); n != 0 {
		t.Errorf("the same once more plays %d months", n)
	}
	m.policies = []string{"training_subsidy=0.5"}
	if n, want := steps(m), int64(2*(90-policy.Start)); n != want {
		t.Errorf("a dose plays %d months, not %d", n, want)
	}
	shelf.Clear()
	if things, bytes := shelf.Held(); things != 0 || bytes != 0 || steps(m) == 0 {
		t.Errorf("%d things of %d bytes are left", things, bytes)
	}
}
