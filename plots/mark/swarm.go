package mark

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Swarm is the plotter of one dot a run: a row of runs, stacked where they
// would overlap, above a dot and a line for their mean and its interval. Row i
// stands at y = -i.
type Swarm struct {
	Runs  [][]float64 // by row
	Means []Dot       // by row
}

// Plot draws the rows: means a quarter of a row below the middle, runs above
// them.
func (s Swarm) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	const radius = 2.5 // of a run's dot
	height := rowHeight(c, p)
	for i, runs := range s.Runs {
		base := float64(y(-float64(i))) - 0.28*height
		clr := canvas.Reference
		if i < len(s.Means) {
			clr = s.Means[i].Color
		}
		at, level, top := stack(runs, 2*radius, func(v float64) float64 { return float64(x(v)) })
		rise := 2 * radius
		if top > 0 {
			rise = min(rise, (0.72*height-4-radius)/float64(top))
		}
		for k := range at {
			canvas.Disc(c, vg.Length(at[k]), vg.Length(base+4+radius+rise*float64(level[k])), radius, canvas.Faded(clr, 0.55))
		}
		if i < len(s.Means) {
			estimate(c, x, vg.Length(base), s.Means[i], 4)
		}
	}
}

// stack puts runs nearer than a dot's width on top of one another, in the
// middle of what they span (a dot plot after Wilkinson 1999, The American
// Statistician 53, 276-281): a place on the canvas and a level for each; top
// is the highest level.
func stack(runs []float64, width float64, x func(float64) float64) (at []float64, level []int, top int) {
	for _, v := range slices.Sorted(slices.Values(runs)) {
		if canvas.Defined(v) {
			at = append(at, x(v))
		}
	}
	level = make([]int, len(at))
	for from := 0; from < len(at); {
		to := from + 1
		for to < len(at) && at[to]-at[from] < width {
			to++
		}
		middle := (at[from] + at[to-1]) / 2
		for k := from; k < to; k++ {
			at[k], level[k] = middle, k-from
		}
		top = max(top, to-from-1)
		from = to
	}
	return at, level, top
}

// Extent is the range of runs and intervals.
func (s Swarm) Extent() canvas.Extent {
	e := canvas.Nothing().With(s.Runs...)
	for _, m := range s.Means {
		e = e.With(m.Ends())
	}
	return e
}
