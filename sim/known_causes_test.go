package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// The logarithmic mean turns a ratio into a difference: L(x, y) ln(x/y) = x - y.
func TestLogarithmicMeanTurnsRatiosIntoDifferences(t *testing.T) {
	mean := func(x, y float64) float64 { return logMean(x, y, num.Log(x)-num.Log(y)) }
	luck := draw.New(5, 3000, 0)
	for i := range uint64(20000) {
		x := math.Exp(20 * (luck.Uniform(i) - 0.5))
		y := x * math.Exp(math.Pow(10, -9*luck.Uniform(i|1<<32))*(luck.Uniform(i|1<<33)-0.5))
		m := mean(x, y)
		within(t, "mean times log ratio", m*math.Log1p((x-y)/y)/x, (x-y)/x, 4e-13)
		if !(m >= math.Sqrt(x*y)*(1-1e-12) && m <= (x+y)/2*(1+1e-12)) {
			t.Fatalf("logMean(%v, %v) = %v is not between the geometric and the arithmetic mean", x, y, m)
		}
		within(t, "symmetry", mean(y, x)/m, 1, 1e-12)
	}
	within(t, "of equals", mean(7, 7), 7, 0)
	within(t, "of nothing", mean(0, 3), 0, 0)
}

// upheaval moves every factor of desired heads, each month anew: the depth of
// people's work, automation by organisations, clients' own use, the likeness of works
// and what AI does to wages.
func upheaval(w *World) {
	luck := draw.New(9, 3001, w.Month)
	for i := range w.People {
		w.Creatives.Depth[i] = float32(luck.Uniform(uint64(i)))
	}
	for f := range w.Orgs.Automated {
		w.Orgs.Automated[f] = float32(0.2 * luck.Uniform(uint64(f)|1<<40))
		w.Orgs.Stage[f], w.Orgs.Age[f] = Integrated, uint16(w.Month)
	}
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		occ.HouseBypass, occ.Variety = 0.5*luck.Uniform(uint64(o)|1<<41), 0.4+0.3*luck.Uniform(uint64(o)|1<<42)
		occ.Unemployed, occ.Displaced, occ.LnYield = 100, int64(90*luck.Uniform(uint64(o)|1<<43)), 0.2*luck.Uniform(uint64(o)|1<<44)
	}
}

// other is the log of the factors that have no account: trend and share.
func (w *World) other(k int, lnShares []float64) float64 {
	f := w.Cells.Organisation[k]
	return math.Log(w.trendOf(int(w.Cells.Occupation[k]), w.Month-1)) + float64(w.Orgs.LnShare[f]) - lnShares[w.Orgs.Domain[f]]
}

// Divisia: over any path the four accounts and the rest (trend and shares) add
// up to the change in desired heads, cell by cell and month by month.
func TestDivisiaTermsAddUpToTheChangeInDesiredHeads(t *testing.T) {
	w := factory(func(int) float64 { return 0 }, tuned(func(p *Params) {
		p.Clients.Demand, p.Markets.Quality, p.Markets.Likeness, p.Pay.WageCurve, p.Pay.PassThrough = 0.3, 1.5, 0.5, 0.15, 0.5
	}))
	for o := range w.Occupations {
		for m := range 40 {
			w.Occupations[o].Trend = append(w.Occupations[o].Trend, 1+0.01*float64(m*o))
		}
	}
	rest := make([]float64, len(w.Occupations))
	before := make([]float64, len(w.Cells.Star))
	shares := make([]float64, len(w.Domains))
	start := append([]float32(nil), w.Cells.Star...)
	for range 36 {
		upheaval(w)
		stars := append([]float32(nil), w.Cells.Star...)
		for d := range shares {
			shares[d] = w.Domains[d].LnShares
		}
		w.Step()
		for k := range stars {
			now := w.other(k, shares)
			x, y := float64(w.Cells.Star[k]), float64(stars[k])
			mean := x
			if x != y {
				mean = (x - y) / math.Log(x/y)
			}
			rest[w.Cells.Occupation[k]] += mean * (now - before[k])
			before[k] = now
		}
	}
	change := make([]float64, len(rest))
	for k, s := range w.Cells.Star {
		change[w.Cells.Occupation[k]] += float64(s) - float64(start[k])
	}
	for o := range w.Occupations {
		sum := rest[o]
		for k, x := range w.Occupations[o].Account {
			if math.Abs(whole(x)) < 0.1 {
				t.Errorf("cause %d moved %v heads only: the test does not see it", k, whole(x))
			}
			sum += whole(x)
		}
		within(t, "causes and rest", sum, change[o], 5e-3)
		if math.Abs(change[o]) < 1 {
			t.Errorf("desired heads changed by %v only", change[o])
		}
	}
}

// When one factor moves, its account holds the whole change and the others
// nothing.
func TestOneCauseMovesOneAccount(t *testing.T) {
	for cause, move := range []func(w *World){
		causeAugmentation: func(w *World) {
			for i := range w.People {
				w.Creatives.Depth[i] = 0.8
			}
		},
		causeAutomation: func(w *World) {
			for f := range w.Orgs.Automated {
				w.Orgs.Automated[f] = 0.1
			}
		},
		causeClients: func(w *World) {
			for o := range w.Occupations {
				w.Occupations[o].HouseBypass = 0.6
			}
		},
		causeDemand: func(w *World) {
			for d := range w.Domains {
				w.Domains[d].LnPrice, w.Domains[d].LnValue = -0.15, 0.05
			}
		},
	} {
		names := []string{"production", "demand"} // without costs prices stay where they are put
		w := factory(func(int) float64 { return 0 }, only(names...))
		for f := range w.Orgs.LnPrice {
			w.Orgs.LnPrice[f] = 0
		}
		w.Params.Markets.ShareRate = 0
		run(w, 1)
		before := append([]float32(nil), w.Cells.Star...)
		move(w)
		run(w, 4)
		change, sums := 0.0, [Causes]float64{}
		for k, s := range w.Cells.Star {
			change += float64(s) - float64(before[k])
		}
		for o := range w.Occupations {
			for k, x := range w.Occupations[o].Account {
				sums[k] += whole(x)
			}
		}
		for k, x := range sums {
			known := 0.0
			if k == cause {
				known = change
			}
			within(t, "account", x, known, 1e-3)
		}
		if math.Abs(change) < 5 {
			t.Errorf("cause %d moved %v heads only", cause, change)
		}
	}
}

// Desired heads are rounded with a fixed uniform: exact in expectation, and a
// job whose wish does not move does not churn.
func TestRoundingOfDesiredHeadsIsExactInExpectation(t *testing.T) {
	w := factory(func(int) float64 { return 0 }, firms(1000), func(p *plan) { p.people = 20000 })
	luck := draw.New(3, 3002, 0)
	known, variance := 0.0, 0.0
	for k := range w.Cells.Base {
		x := math.Floor(3*luck.Uniform(uint64(k))) + 0.3
		w.Cells.Base[k] = float32(x)
		known += x
		variance += 0.3 * 0.7
	}
	run(w, 1)
	first := append([]int32(nil), w.Cells.Desired...)
	run(w, 5)
	got := 0.0
	for k, n := range w.Cells.Desired {
		got += float64(n)
		if n != first[k] {
			t.Fatalf("job %d wanted %d heads, then %d, though nothing changed", k, first[k], n)
		}
	}
	unsurprising(t, "heads wanted", got, known, math.Sqrt(variance))
}
