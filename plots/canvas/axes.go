package canvas

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Axes is the plotter of grid and axis labels: grid lines across the data, no
// frame, no line along the value axis, a line and short ticks along the time
// axis, and a strong line at zero where values may be of either sign. Labels
// stand outside of the data area: values left of it, years below it.
type Axes struct {
	X, Y     []plot.Tick // ticks; those without a label make a line only
	Years    bool        // x is decimal years: ticks as the width allows, instead of X
	HideX    bool        // no labels along x: another panel below carries them
	HideY    bool        // no labels along y: another panel at the left carries them
	Zero     bool        // a strong line at y = 0
	Sideways bool        // grid lines at x instead of y, and a strong line at x = 0: for rows
	Within   bool        // of rows: labels along x do not reach beyond the panel
	Size     float64     // size of the labels
}

var _ plot.Plotter = Axes{}

// Plot draws the axes around the canvas.
func (a Axes) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	if a.Sideways {
		a.rows(c, x)
		return
	}
	text := Lettering{Size: a.Size, Colour: Muted, Align: Right}
	for _, t := range a.Y {
		at := y(t.Value)
		Segment(c, c.Min.X, at, c.Max.X, at, gridGrey, 0.75, nil)
		if !a.HideY {
			text.Write(c, c.Min.X-6, at-vg.Length(text.CapHeight()/2), t.Label)
		}
	}
	if a.Years {
		a.X = Years{Width: float64(c.Max.X - c.Min.X), Size: a.Size}.Ticks(p.X.Min, p.X.Max)
	}
	base := c.Min.Y
	if a.Zero && p.Y.Min <= 0 && p.Y.Max >= 0 {
		Segment(c, c.Min.X, y(0), c.Max.X, y(0), Muted, 1.25, nil)
	}
	Segment(c, c.Min.X, base, c.Max.X, base, Muted, 0.75, nil)
	a.times(c, x, base)
}

// times draws ticks and labels along the time axis. A label at either end is
// shifted to end with the axis, so that it cannot touch that of a neighbour.
func (a Axes) times(c draw.Canvas, x func(float64) vg.Length, base vg.Length) {
	text := Lettering{Size: a.Size, Colour: Muted, Align: Centre}
	for _, t := range a.X {
		at := x(t.Value)
		VLine(c, at, base-4, base, Muted, 0.75)
		if !a.HideX {
			half := vg.Length(text.Width(t.Label) / 2)
			within := max(min(at, c.Max.X-half), c.Min.X+half)
			text.Write(c, within, base-7-vg.Length(text.CapHeight()), t.Label)
		}
	}
}

// rows draws upright grid lines with their labels below.
func (a Axes) rows(c draw.Canvas, x func(float64) vg.Length) {
	text := Lettering{Size: a.Size, Colour: Muted, Align: Centre}
	place := func(t plot.Tick) vg.Length {
		at, half := x(t.Value), vg.Length(text.Width(t.Label)/2)
		if a.Within {
			at = max(min(at, c.Max.X-half), c.Min.X+half)
		}
		return at
	}
	room := a.apart(text, place)
	for i, t := range a.X {
		at := x(t.Value)
		if t.Value == 0 {
			VLine(c, at, c.Min.Y, c.Max.Y, Muted, 1.25)
		} else {
			VLine(c, at, c.Min.Y, c.Max.Y, gridGrey, 0.75)
		}
		if !a.HideX && room[i] {
			text.Write(c, place(t), c.Min.Y-6-vg.Length(text.CapHeight()), t.Label)
		}
	}
}

// apart tells which labels along x stand: the last one, which has the unit, and of
// the others those that touch none.
func (a Axes) apart(text Lettering, place func(plot.Tick) vg.Length) []bool {
	stand, free := make([]bool, len(a.X)), math.Inf(1)
	for i, t := range slices.Backward(a.X) {
		half := text.Width(t.Label) / 2
		if stand[i] = float64(place(t))+half <= free; stand[i] {
			free = float64(place(t)) - half - 2
		}
	}
	return stand
}
