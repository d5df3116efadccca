package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Heat is the plotter of a table of numbers as coloured cells with the number
// written in each. Cell (row i, column j) is Values[i][j], centred on x = j,
// y = -i; a cell that is not defined is left white with a dash. Low and High
// are the ends of the colours (viridis, dark to light; Low may be the larger).
// A cell that is Faint keeps its number and gets no colour.
type Heat struct {
	Values    [][]float64
	Faint     [][]bool // nil for none
	Low, High float64
	Digits    int
	Size      float64 // of the numbers
	Plain     bool    // amounts, not differences: without plus signs
}

var (
	_ plot.Plotter    = Heat{}
	_ plot.DataRanger = Heat{}
)

// Plot fills the cells, with a thin white line between them.
func (h Heat) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := y(0.5) - y(0)
	for i, row := range h.Values {
		for j, v := range row {
			left, right := x(float64(j)-0.5), x(float64(j)+0.5)
			middle := y(-float64(i))
			text := lettering{size: h.Size, colour: muted, align: centre}
			if defined(v) && !(i < len(h.Faint) && j < len(h.Faint[i]) && h.Faint[i][j]) {
				fill := viridis((v - h.Low) / (h.High - h.Low))
				rectangle(c, left+0.5, middle-half+0.5, right-0.5, middle+half-0.5, fill)
				text.colour = readable(fill)
			}
			number := signed(v, h.Digits)
			if h.Plain {
				number = decimal(v, h.Digits)
			}
			text.write(c, (left+right)/2, middle-vg.Length(text.capHeight()/2), number)
		}
	}
}

// DataRange is the range of the cells.
func (h Heat) DataRange() (xmin, xmax, ymin, ymax float64) {
	columns := 0
	for _, row := range h.Values {
		columns = max(columns, len(row))
	}
	return -0.5, float64(columns) - 0.5, -float64(len(h.Values)) + 0.5, 0.5
}

// viridisStops are the colours between which viridis is interpolated.
var viridisStops = []color.NRGBA{hex("#440154"), hex("#31688E"), hex("#35B779"), hex("#FDE725")}

// viridis is a colour from 0 (dark) to 1 (light); anything beyond or undefined
// is the nearer end.
func viridis(t float64) color.NRGBA {
	if !(t > 0) {
		return viridisStops[0]
	}
	at := min(t, 1) * float64(len(viridisStops)-1)
	k := min(int(at), len(viridisStops)-2)
	a, b, f := viridisStops[k], viridisStops[k+1], at-float64(k)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + f*(float64(b)-float64(a)))) }
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}

// readable is black or white, whichever is read better on a colour.
func readable(on color.NRGBA) color.NRGBA {
	dark, light := hex(cellDark), hex(cellLight)
	if contrast(dark, on) > contrast(light, on) {
		return dark
	}
	return light
}
