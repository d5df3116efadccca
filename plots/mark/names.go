package mark

import (
	"cmp"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// end is the last defined point of the line, -1 if there is none.
func (l Series) end() int {
	for i := min(len(l.X), len(l.Y)) - 1; i >= 0; i-- {
		if canvas.Defined(l.X[i]) && canvas.Defined(l.Y[i]) {
			return i
		}
	}
	return -1
}

// names is the plotter of the names of some lines, of one or two lines each. On a
// wide drawing they stand right of the data area, moved apart where they would
// touch and then tied to their line by a thin leader; room is the width they need
// there. On a narrow one (inside) each stands on its own line where it is
// clearest, with an outline. No name is ever left out, except of a line without a
// point.
type names struct {
	series []Series
	size   float64
	inside bool
	beside Today // its label is kept clear inside
}

// leaderRoom is the space between data area and labels.
const leaderRoom = 12

// room is the width of the right margin that the names need.
func (d names) room() float64 {
	if d.inside {
		return 0
	}
	widest := 0.0
	for _, l := range d.series {
		if l.end() >= 0 {
			widest = max(widest, d.lettering(l).Widest(l.Name))
		}
	}
	return widest + leaderRoom
}

func (d names) lettering(l Series) canvas.Lettering {
	return canvas.Lettering{Size: d.size, Colour: l.nameColour()}
}

// Plot draws the names.
func (d names) Plot(c draw.Canvas, p *plot.Plot) {
	if d.inside {
		d.plotInside(c, p, d.drawn())
		return
	}
	d.plotBeside(c, p, d.drawn())
}

// drawn are the lines that have a name and a point.
func (d names) drawn() (drawn []Series) {
	for _, l := range d.series {
		if l.end() >= 0 && l.Name != "" {
			drawn = append(drawn, l)
		}
	}
	return drawn
}

// plotBeside draws the names right of the data area.
func (d names) plotBeside(c draw.Canvas, p *plot.Plot, labels []Series) {
	_, y := p.Transforms(&c)
	ends, heights := make([]float64, len(labels)), make([]float64, len(labels))
	for i, l := range labels {
		ends[i] = float64(y(l.Y[l.end()]))
		heights[i] = d.height(l)
	}
	middles := spread(ends, heights, float64(c.Min.Y)-4, float64(c.Max.Y)+6)
	for i, l := range labels {
		if moved := middles[i] - ends[i]; moved > 3 || moved < -3 {
			canvas.Segment(c, c.Max.X+2, vg.Length(ends[i]), c.Max.X+leaderRoom-3, vg.Length(middles[i]), l.nameColour(), 0.75, nil)
		}
		text := d.lettering(l)
		lines := strings.Split(l.Name, "\n")
		first := middles[i] + (float64(len(lines)-1)*text.Leading()-text.CapHeight())/2
		text.Lines(c, c.Max.X+leaderRoom, vg.Length(first), lines)
	}
}

// height is the height that a label takes, with the space to the next.
func (d names) height(l Series) float64 {
	return float64(strings.Count(l.Name, "\n")+1)*d.lettering(l).Leading() + 1
}

// spread moves middles apart until no two overlap, each as little as the least
// squares allow (the pool-adjacent-violators algorithm on middles minus the
// heights stacked so far), and keeps them between low and high as far as
// there is room.
func spread(middles, heights []float64, low, high float64) []float64 {
	n := len(middles)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(middles[a], middles[b]) })
	type pool struct{ sum, n float64 }
	var pools []pool
	offsets := make([]float64, n)
	stacked := 0.0
	for k, i := range order {
		offsets[k] = stacked + heights[i]/2
		stacked += heights[i]
		pools = append(pools, pool{middles[i] - offsets[k], 1})
		for m := len(pools); m > 1 && pools[m-2].sum*pools[m-1].n > pools[m-1].sum*pools[m-2].n; m = len(pools) {
			pools = append(pools[:m-2], pool{pools[m-2].sum + pools[m-1].sum, pools[m-2].n + pools[m-1].n})
		}
	}
	out := make([]float64, n)
	k := 0
	for _, q := range pools {
		for range int(q.n) {
			at := max(min(q.sum/q.n, high-stacked), low)
			out[order[k]] = at + offsets[k]
			k++
		}
	}
	return out
}
