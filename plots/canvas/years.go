package canvas

import (
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot"
)

// Years is a ticker for an axis of decimal years: few labels with room around
// them, the first year and then round ones (2021, 2025, 2030, 2035). An axis
// of two years or less is labelled by months.
type Years struct {
	Width float64 // length of the axis in units
	Size  float64 // size of the labels
}

var _ plot.Ticker = Years{}

// Ticks are the ticks between two decimal years.
func (y Years) Ticks(low, high float64) []plot.Tick {
	if !(high > low) {
		high = low + 1
	}
	axis := axisOf{perYear: y.Width / (high - low), low: low, length: y.Width, gap: 0.4 * y.Size}
	if high-low <= 2 {
		axis.label = 4.7 * y.Size // "Jan 2021"
		return axis.evenly([]float64{1.0 / 12, 2.0 / 12, 0.25, 0.5, 1}, low, high, monthTick)
	}
	axis.label = 2.3 * y.Size // four digits
	first := math.Ceil(low - 1e-9)
	if high-low <= 8 {
		return axis.evenly([]float64{1, 2, 4, 8}, first, high, yearTick)
	}
	return axis.roundly([]float64{5, 10, 20, 50, 100, 200, 500, 1000}, first, high)
}

// axisOf knows where labels of one width lie along an axis, which none may
// leave: those at its ends are shifted inwards.
type axisOf struct{ perYear, low, length, gap, label float64 }

// span is the place of a label.
func (a axisOf) span(year float64) (from, to float64) {
	from = max(min((year-a.low)*a.perYear-a.label/2, a.length-a.label), 0)
	return from, from + a.label
}

// evenly is ticks from first on in the smallest step in which no two labels
// touch, or the first alone.
func (a axisOf) evenly(steps []float64, first, high float64, tick func(float64) plot.Tick) []plot.Tick {
	for _, step := range steps {
		var ticks []plot.Tick
		taken, fits := math.Inf(-1), true
		for k := 0; first+float64(k)*step < high-1e-6; k++ {
			from, to := a.span(first + float64(k)*step)
			fits = fits && from >= taken+a.gap
			ticks, taken = append(ticks, tick(first+float64(k)*step)), to
		}
		if fits {
			return ticks
		}
	}
	return []plot.Tick{tick(first)}
}

// roundly is the first year, then multiples of the smallest step of which no
// two touch; a multiple that touches the first year is left out.
func (a axisOf) roundly(steps []float64, first, high float64) []plot.Tick {
	_, start := a.span(first)
	for _, step := range steps {
		ticks := []plot.Tick{yearTick(first)}
		taken, fits := math.Inf(-1), true
		for year := step * (math.Floor(first/step) + 1); year <= high-0.5/12; year += step {
			from, to := a.span(year)
			if from < start+a.gap {
				continue
			}
			fits = fits && from >= taken+a.gap
			ticks, taken = append(ticks, yearTick(year)), to
		}
		if fits {
			return ticks
		}
	}
	return []plot.Tick{yearTick(first)}
}

func yearTick(year float64) plot.Tick {
	return plot.Tick{Value: year, Label: strconv.Itoa(int(year))}
}

// monthTick is a month of a decimal year, as "Jan 2021".
func monthTick(year float64) plot.Tick {
	m := int(math.Round(year * 12))
	return plot.Tick{Value: float64(m) / 12, Label: time.Month(((m%12)+12)%12 + 1).String()[:3] + " " + strconv.Itoa(m/12)}
}
