package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// classed sorts amounts into classes of pay.
func classed(n int, pay func(k int) float64) *[payBins]int64 {
	bins := new([payBins]int64)
	for k := range n {
		bins[payBin(pay(k))]++
	}
	return bins
}

// Of known distributions the share of the top tenth, the lowest tenth and the Gini
// coefficient are known, up to the width of a class.
func TestConcentrationOfKnownDistributions(t *testing.T) {
	luck := draw.New(3, 5000, 0)
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	const tenth = 1.2815515655446004 // of the normal distribution
	for _, c := range []struct {
		name           string
		pay            func(k int) float64
		top, low, gini float64
	}{
		{"all alike", func(int) float64 { return 3000 }, 0.1, 3000, 0},
		{"uniform", func(k int) float64 { return 10000 * (float64(k) + 0.5) / 100000 }, 0.19, 1000, 1.0 / 3},
		{"a tenth has half", func(k int) float64 { return []float64{9000, 1000}[int(share01(k >= 10000))] }, 0.5, 1000, 0.4},
		{"one in fifty has half", func(k int) float64 { return []float64{98000, 2000}[int(share01(k >= 2000))] }, 0.5 + 0.5*0.08/0.98, 2000, 0.48},
		{"lognormal", func(k int) float64 { return 3000 * math.Exp(0.8*luck.Normal(uint64(k))) }, phi(0.8 - tenth), 3000 * math.Exp(-0.8*tenth), 2*phi(0.8/math.Sqrt2) - 1},
	} {
		bins, others := classed(100000, c.pay), classed(7000, func(k int) float64 { return 70 * float64(k%7+1) })
		s, none := spreadOf(bins), spreadOf(nil)
		within(t, c.name+": share of the top tenth", s.topTenth(), c.top, 0.006)
		within(t, c.name+": lowest tenth", lowestWages(&s, &none)/c.low, 1, 0.05)
		within(t, c.name+": Gini", s.gini(), c.gini, 0.01)
		all := *bins
		for b, n := range others {
			all[b] += n
		}
		more, freelancers := spreadOf(&all), spreadOf(others)
		if got, want := lowestWages(&more, &freelancers), lowestWages(&s, &none); got != want {
			t.Errorf("%s: beside freelancers the lowest tenth is %v, without them %v", c.name, got, want)
		}
	}
	for _, nobody := range []*[payBins]int64{nil, {}} {
		s := spreadOf(nobody)
		if low, gini, top := lowestWages(&s, &s), s.gini(), s.topTenth(); !math.IsNaN(low) || !math.IsNaN(gini) || !math.IsNaN(top) {
			t.Errorf("the pay of nobody has a lowest tenth of %v, a Gini coefficient of %v and a top tenth of %v", low, gini, top)
		}
	}
	few := spreadOf(classed(3, func(k int) float64 { return []float64{1000, 1000, 8000}[k] })) // three tenths of one of three
	within(t, "share of the top tenth of three", few.topTenth(), 0.3*8000/10000, 0.01)
}

// The columns of freelance income are those of freelancers, and nobody else's pay.
func TestConcentrationOfIncomeIsThatOfFreelancers(t *testing.T) {
	w := busy(3000)
	play(t, w, 12)
	incomes := new([payBins]int64)
	for i, s := range w.Creatives.State {
		if s == Freelancing {
			incomes[payBin(w.Creatives.Pay[i])]++
		}
	}
	s := spreadOf(incomes)
	v := w.Now.Groups[0].Values
	within(t, "Gini of income", v[ColumnIndex("income_gini")], s.gini(), 1e-12)
	within(t, "share of the top tenth", v[ColumnIndex("income_top_tenth")], s.topTenth(), 1e-12)
	if top := s.topTenth(); !(top > 0.2 && top < 0.8) {
		t.Errorf("the top tenth of freelancers has %v of income", top)
	}
}

// Whoever is paid between the first and the last class that anybody has is all who is paid.
func TestEmptyClassesOfPayChangeNothing(t *testing.T) {
	for _, c := range []struct {
		name       string
		first, end int
	}{{"the lowest", 0, 3}, {"the highest", payBins - 2, payBins}, {"all", 0, payBins}, {"one", 77, 78}, {"a hole", 10, 160}} {
		var pays [payBins]int64
		for b := c.first; b < c.end; b++ {
			pays[b] = int64(b%7)*int64(b%3) + 1
		}
		if c.name == "a hole" {
			clear(pays[20:150])
		}
		s := spreadOf(&pays)
		if s.first != c.first || s.end != c.end {
			t.Errorf("%s: classes %d to %d, want %d to %d", c.name, s.first, s.end, c.first, c.end)
		}
		n, mean := 0.0, 0.0
		for b, k := range pays {
			n += float64(k)
			mean += float64(float64(k) * payMiddles[b])
		}
		mean /= n
		apart := 0.0 // mean difference of two people's pay
		for a, m := range pays {
			for b, k := range pays {
				apart += float64(m) * float64(k) * math.Abs(payMiddles[a]-payMiddles[b])
			}
		}
		within(t, c.name+": Gini", s.gini(), apart/(2*n*n*mean), 1e-9)
	}
	if s := spreadOf(new([payBins]int64)); s.first != 0 || s.end != 0 {
		t.Errorf("nobody: classes %d to %d", s.first, s.end)
	}
}
