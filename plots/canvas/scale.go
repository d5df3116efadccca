package canvas

import (
	"math"

	"gonum.org/v1/plot"
)

// Scale is a vertical (or, in rows, horizontal) axis: its ends and its ticks,
// the unit written at the last tick only.
type Scale struct {
	Low, High float64
	Ticks     []plot.Tick
}

// Columns is the scale of columns 0, 1, ... of so many.
func Columns(n int) Scale { return Scale{Low: -0.5, High: float64(n) - 0.5} }

// Places is the scale from 0 to 1 with labels at some places on it.
func Places(at []float64, labels []string) Scale {
	s := Scale{Low: 0, High: 1}
	for i, place := range at {
		s.Ticks = append(s.Ticks, plot.Tick{Value: place, Label: labels[i]})
	}
	return s
}

// Defined tells whether a number can be drawn; NaN, infinities and numbers
// beyond any measure cannot.
func Defined(v float64) bool { return math.Abs(v) < 1e12 }

// Extent is the range of what is to be drawn.
type Extent struct{ Low, High float64 }

// Nothing is the extent before anything is drawn.
func Nothing() Extent { return Extent{Low: math.Inf(1), High: math.Inf(-1)} }

// With widens the extent to some lines' defined values.
func (e Extent) With(lines ...[]float64) Extent {
	for _, line := range lines {
		for _, v := range line {
			if Defined(v) {
				e.Low, e.High = min(e.Low, v), max(e.High, v)
			}
		}
	}
	return e
}

// Join widens the extent to another.
func (e Extent) Join(o Extent) Extent { return e.And(o.Low).And(o.High) }

// And widens the extent to one value.
func (e Extent) And(v float64) Extent { return e.With([]float64{v}) }

// steps are the round steps of a scale within a power of ten.
var steps = []float64{1, 2, 5, 10}

// ScaleOf is the scale around the extent with the smallest round step that
// draws at most so many grid lines. An extent of a single value, or of
// nothing, gets a scale as well.
func ScaleOf(e Extent, lines int, unit string, spell func(v float64, digits int) string) Scale {
	if !(e.Low <= e.High) {
		e = Extent{Low: 0, High: 1}
	}
	if e.High-e.Low < 1e-9*max(1, math.Abs(e.High)) {
		e = Extent{min(e.Low, 0), max(e.High, 0)}
		if e.Low == e.High {
			e.High = 1
		}
	}
	lines = max(lines, 2)
	rough := (e.High - e.Low) / float64(lines+1)
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	best := Scale{Low: math.NaN()}
	for _, s := range append(steps, 20, 50) {
		if tried := fitted(e, s*power, unit, spell); len(tried.Ticks) <= lines && len(tried.Ticks) >= 2 {
			best = tried
			break
		}
	}
	if math.IsNaN(best.Low) { // rounding left no step: one line at each end
		best = Scale{e.Low, e.High, ticksOf(e.Low, e.High-e.Low, 2, unit, spell)}
	}
	return best
}

// fitted is the scale of one step. An end goes to the next tick if that is
// near; else it stays a little beyond what is drawn, since an empty stripe
// under a last grid line says nothing.
func fitted(e Extent, step float64, unit string, spell func(float64, int) string) Scale {
	const near = 0.4
	pad := 0.05 * (e.High - e.Low)
	end := func(edge, outward float64) float64 { // outward: +1 above, -1 below
		tick := outward * math.Ceil(outward*edge/step-1e-9) * step
		if math.Abs(tick-edge) <= near*step || tick == 0 {
			return tick
		}
		return edge + outward*pad
	}
	low, high := end(e.Low, -1), end(e.High, 1)
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	return Scale{low, high, ticksOf(first*step, step, int(last-first)+1, unit, spell)}
}

// ticksOf is n ticks from low on.
func ticksOf(low, step float64, n int, unit string, spell func(float64, int) string) []plot.Tick {
	digits := 0
	for d := step; digits < 12 && math.Abs(d-math.Round(d)) > 1e-6*step; d *= 10 {
		digits++
	}
	ticks := make([]plot.Tick, max(n, 0))
	for i := range ticks {
		v := low + float64(i)*step
		if math.Abs(v) < 1e-9*step {
			v = 0
		}
		ticks[i] = plot.Tick{Value: v, Label: spell(v, digits)}
		if v == 0 {
			ticks[i].Label = "0"
		}
	}
	if n > 0 {
		ticks[n-1].Label += unit
	}
	return ticks
}

// SignedTicks is the scale with plus signs at its positive ticks, for
// differences.
func (s Scale) SignedTicks() Scale {
	ticks := make([]plot.Tick, len(s.Ticks))
	for i, t := range s.Ticks {
		if t.Value > 0 {
			t.Label = "+" + t.Label
		}
		ticks[i] = t
	}
	s.Ticks = ticks
	return s
}
