package infer

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// choice is what decided on a creative's use of AI in a month.
type choice struct {
	state      uint8
	used, uses bool // before and after
	sim.Weighing
}

// tips tells whether the scales say yes.
func (c *choice) tips() bool { return c.Sum()+c.Mood > 0 }

// close tells whether rounding may decide.
func (c *choice) close() bool { return math.Abs(c.Sum()+c.Mood) < 1e-9 }

// explained tells whether a creative starts, stops or goes on by the own
// scales alone.
func (c *choice) explained() bool {
	if !c.Again {
		return c.uses == c.used
	}
	return c.uses == c.tips() || c.close()
}

// choices steps a world through a month and tells how everybody in it chose.
func choices(w *sim.World) map[uint64]choice {
	all := make(map[uint64]choice, w.Rows())
	used := map[uint64]bool{}
	for i, id := range w.Creatives.ID {
		if w.Creatives.State[i] != sim.Vacant {
			used[id] = w.Creatives.Flags[i]&sim.Uses != 0
		}
	}
	after := slices.IndexFunc(sim.Schedule, func(m sim.Mechanism) bool { return m.Name == "production" })
	seen := false
	w.StepTraced(func(_, mechanism int, begin bool) {
		if mechanism != after || !begin || seen {
			return
		}
		seen = true
		for i, id := range w.Creatives.ID {
			if w.Creatives.State[i] != sim.Vacant {
				all[id] = choice{w.Creatives.State[i], used[id], w.Creatives.Flags[i]&sim.Uses != 0, w.Weigh(i)}
			}
		}
	})
	return all
}

// Under a policy, too, everybody has the luck that they have without it: the
// same creatives think again in the same mood, and no one starts or stops but
// by the own scales. So of those who stand alike in both worlds, and whose
// scales tip the same way, nobody chooses otherwise; counted.
func TestNobodyStartsOrStopsForLuckAloneUnderAPolicy(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some fifteen runs")
	}
	const months, creatives = 48, 1200
	start := func(list ...policy.Setting) *sim.World {
		p := tried(creatives, months, 1, list...)
		p.Options.Workers = 1
		w, _, err := ensemble.StartReplicate(context.Background(), p, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	var base []map[uint64]choice
	for w := start(); w.Month < months; {
		base = append(base, choices(w))
	}
	for _, p := range policy.All() {
		small := early(p, sim.Forever)
		small.Dose /= 2
		var compared, again, same, luck, moved int
		for w := start(small); w.Month < months; {
			month := w.Month
			for id, b := range choices(w) {
				a, here := base[month][id]
				switch {
				case !here:
					continue
				case a.Again != b.Again || math.Float64bits(a.Mood) != math.Float64bits(b.Mood):
					t.Fatalf("%s: in month %d creative %d has another luck", p.Name, month, id)
				case !a.explained() || !b.explained():
					t.Fatalf("%s: in month %d creative %d starts or stops against the own scales", p.Name, month, id)
				}
				if a.uses != b.uses {
					moved++
				}
				if month < small.Start || a.state != b.state || a.used != b.used || a.Again && (a.tips() != b.tips() || a.close() || b.close()) {
					continue
				}
				compared++
				if a.Again {
					again++
				}
				if a.Terms == b.Terms {
					same++ // to the bit; under a levy nobody's costs are the same
				}
				if a.uses != b.uses {
					luck++
				}
			}
		}
		t.Logf("%-20s %d compared, %d thought again, %d weighed the same to the bit; %d otherwise for luck alone, %d in all",
			p.Name, compared, again, same, luck, moved)
		if again <= 1000 || luck != 0 {
			t.Errorf("%s: %d of %d chose otherwise for luck alone; more than 1,000 must be compared", p.Name, luck, compared)
		}
	}
}
