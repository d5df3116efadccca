package plots

import (
	"math"

	"gonum.org/v1/plot"
)

// scale is a vertical (or, in rows, horizontal) axis: its ends and its ticks,
// the unit written at the last tick only.
type scale struct {
	low, high float64
	ticks     []plot.Tick
}

// extent is the range of what is to be drawn.
type extent struct{ low, high float64 }

// nothing is the extent before anything is drawn.
func nothing() extent { return extent{math.Inf(1), math.Inf(-1)} }

// with widens the extent to some lines' defined values.
func (e extent) with(lines ...[]float64) extent {
	for _, line := range lines {
		for _, v := range line {
			if defined(v) {
				e.low, e.high = min(e.low, v), max(e.high, v)
			}
		}
	}
	return e
}

// tracks widens the extent to tracks with their bands.
func (e extent) tracks(ts ...track) extent {
	for _, t := range ts {
		e = e.with(t.Mean, t.P10, t.P90)
	}
	return e
}

// and widens the extent to one value.
func (e extent) and(v float64) extent { return e.with([]float64{v}) }

// steps are the round steps of a scale within a power of ten.
var steps = []float64{1, 2, 5, 10}

// scaleOf is the scale around the extent with the smallest round step that
// draws at most so many grid lines. An extent of a single value, or of
// nothing, gets a scale as well.
func scaleOf(e extent, lines int, unit string) scale {
	if !(e.low <= e.high) {
		e = extent{0, 1}
	}
	if e.high-e.low < 1e-9*max(1, math.Abs(e.high)) {
		e = extent{min(e.low, 0), max(e.high, 0)}
		if e.low == e.high {
			e.high = 1
		}
	}
	lines = max(lines, 2)
	rough := (e.high - e.low) / float64(lines+1)
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	best := scale{low: math.NaN()}
	for _, s := range append(steps, 20, 50) {
		if tried := fitted(e, s*power, unit); len(tried.ticks) <= lines && len(tried.ticks) >= 2 {
			best = tried
			break
		}
	}
	if math.IsNaN(best.low) { // rounding left no step: one line at each end
		best = scale{e.low, e.high, ticksOf(e.low, e.high-e.low, 2, unit)}
	}
	return best
}

// fitted is the scale of one step. An end goes to the next tick if that is
// near; else it stays a little beyond what is drawn, since an empty stripe
// under a last grid line says nothing.
func fitted(e extent, step float64, unit string) scale {
	const near = 0.4
	pad := 0.05 * (e.high - e.low)
	end := func(edge, outward float64) float64 { // outward: +1 above, -1 below
		tick := outward * math.Ceil(outward*edge/step-1e-9) * step
		if math.Abs(tick-edge) <= near*step || tick == 0 {
			return tick
		}
		return edge + outward*pad
	}
	low, high := end(e.low, -1), end(e.high, 1)
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	return scale{low, high, ticksOf(first*step, step, int(last-first)+1, unit)}
}

// ticksOf is n ticks from low on.
func ticksOf(low, step float64, n int, unit string) []plot.Tick {
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
		ticks[i] = plot.Tick{Value: v, Label: decimal(v, digits)}
		if v == 0 {
			ticks[i].Label = "0"
		}
	}
	if n > 0 {
		ticks[n-1].Label += unit
	}
	return ticks
}

// signedTicks is the scale with plus signs at its positive ticks, for
// differences.
func (s scale) signedTicks() scale {
	ticks := make([]plot.Tick, len(s.ticks))
	for i, t := range s.ticks {
		if t.Value > 0 {
			t.Label = "+" + t.Label
		}
		ticks[i] = t
	}
	s.ticks = ticks
	return s
}
