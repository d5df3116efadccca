package infer

import (
	"context"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// twoTrades is a world of two occupations with two jobs each; levels are the
// logs of automation, clients and the rest of each job.
func twoTrades(levels [4]factors, laid [2]factors) *sim.World {
	w := &sim.World{Occupations: make([]sim.Occupation, 2), Domains: make([]sim.Domain, 1)}
	w.Cells = sim.Cells{Organisation: []int32{0, 1, 0, 1}, Occupation: []uint8{0, 0, 1, 1}, Base: []float32{3, 1, 1, 1}, LnYield: make([]float32, 4)}
	w.Orgs = sim.Organisations{LnLabour: []float32{-0.25, -0.5}, LnShare: []float32{0.125, 0.25}}
	w.Domains[0].LnShares = -0.5
	for k, x := range levels {
		f, o := w.Cells.Organisation[k], &w.Occupations[w.Cells.Occupation[k]]
		w.Cells.LnYield[k] = w.Orgs.LnLabour[f] - float32(x[0])
		o.LnBypass, o.LnTrend = x[1], x[2]
	}
	w.Domains[0].LnDemand = -0.25
	for o, x := range laid {
		for j, n := range x {
			w.Flows[o][layoffCauses[j]] = int64(n)
		}
	}
	return w
}

// Layoffs count where a factor stands still: a year in which its occupation's
// mean is within 1 % of the same month a year before, all months, and so are its
// jobs in the mean at the end.
func TestLayoffsByWhatStandsStillAreCounted(t *testing.T) {
	for _, c := range []struct {
		name   string
		move   func(month int, x *[4]factors)
		share  float64
		second float64 // layoffs of the second occupation by clients
	}{
		// all stand still, and each factor is asked: nine of nine layoffs thrice
		{"nothing moves", func(int, *[4]factors) {}, 1.0 / 3, 0},
		{"all of the first but clients moves", func(m int, x *[4]factors) {
			for k := range 2 {
				x[k][0] -= 0.02 * float64(m/12)
				x[k][2] += 0.02 * float64(m/12)
			}
		}, 2.0 / 9, 0},
		{"a dip within the year is a move", func(m int, x *[4]factors) {
			for k := range 2 {
				if m == 17 {
					x[k][1] = -0.011
				}
				x[k][0] -= 0.009 * float64(m/12)
			}
		}, (3.0 + 4) / 18, 0},
		{"jobs that part are no still factor", func(m int, x *[4]factors) {
			if m >= 12 { // the mean of the occupation stays, its jobs move by 0.015 in the mean
				x[0][0], x[1][0] = x[0][0]+0.01, x[1][0]-0.03
			}
		}, (2.0 + 4) / 18, 0},
		{"the second occupation counts with the first", func(m int, x *[4]factors) {
			for k := range x {
				x[k][0] -= 0.05 * float64(m/12)
				x[k][2] -= 0.05 * float64(m/12)
			}
		}, (2.0 + 6) / (9 + 6), 6},
	} {
		var l layoffs
		for m := range 24 {
			x := [4]factors{{-0.1, -0.05, 0.2}, {-0.3, -0.05, 0.2}, {-0.1, -0.1, 0.1}, {-0.2, -0.1, 0.1}}
			c.move(m, &x)
			laid := [2]factors{{}, {}}
			switch m {
			case 3: // the first year has no year before
				laid[0] = factors{50, 60, 70}
			case 14:
				laid[0] = factors{3, 1, 2}
			case 20:
				laid[0], laid[1] = factors{0, 1, 2}, factors{0, c.second, 0}
			}
			l.month(twoTrades(x, laid), m)
		}
		if got := l.share(); math.Abs(got-c.share) > 1e-12 {
			t.Errorf("%s: %v of layoffs, counted %v", c.name, got, c.share)
		}
	}
}

// As AI arrives, August to December 2022, the exogenous index lays off as many as
// in the world without AI: AI adds to layoffs and takes over none.
func TestTheArrivalOfAIStopsNoLayoffs(t *testing.T) {
	p := insidePlan()
	p.Options.Population, p.Options.Months = 5000, 24
	r, err := ensemble.Play(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := func(s *table.Series, columns ...string) (x float64) {
		for _, c := range columns {
			for _, v := range s.Line(table.Mean, table.All, table.All, c)[19:24] {
				x += v
			}
		}
		return x
	}
	other := sum(r.Series, "displaced_other")
	frozen := other - sum(r.Contrast, "displaced_other")
	if math.Abs(other/frozen-1) > 0.15 || frozen < 5000 {
		t.Errorf("the index lays off %.0f persons with AI and %.0f without", other, frozen)
	}
	if ai := sum(r.Series, "displaced_automation", "displaced_clients"); !(ai > 0 && ai < 0.1*other) {
		t.Errorf("AI lays off %.0f persons, the index %.0f", ai, other)
	}
}
