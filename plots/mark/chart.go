package mark

import (
	"image/color"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Series is a line over time with its band, if it has one, the darker band within
// that, if there is one, and its name.
type Series struct {
	Line
	Low, High []float64
	// InnerLow and InnerHigh are the ends of the inner band.
	InnerLow, InnerHigh []float64
	Name                string
	NameColor           color.NRGBA // zero: that of the line
}

// nameColour is the colour of the name.
func (s Series) nameColour() color.NRGBA {
	if s.NameColor.A == 0 {
		return s.Color
	}
	return s.NameColor
}

// Chart is what stands on a panel over time: bands, an upright line, the lines
// with points beside them, and the names of the lines.
type Chart struct {
	Series []Series
	At     Today // its label keeps clear of the lines
	Points []Points
	Size   float64 // of the names
	Inside bool    // the names stand inside
}

// Marks are the chart from the bands up to the names.
func (h Chart) Marks() []canvas.Mark {
	var bands, inner, lines []canvas.Mark
	for _, s := range h.Series {
		h.At.Avoid = append(h.At.Avoid, s.Line)
		lines = append(lines, s.Line)
		if s.Low != nil {
			bands = append(bands, Fan{X: s.X, Low: s.Low, High: s.High, Color: s.Color})
			if s.InnerLow != nil {
				inner = append(inner, Fan{X: s.X, Low: s.InnerLow, High: s.InnerHigh, Color: s.Color, Inner: true})
			}
		}
	}
	for _, p := range h.Points {
		lines = append(lines, p)
	}
	lines = append(lines, h.names())
	if slices.ContainsFunc(h.Points, func(p Points) bool { return p.Names != nil }) {
		lines = append(lines, pointNames{h.Points, h.names()})
	}
	return slices.Concat(bands, inner, []canvas.Mark{h.At}, lines)
}

// names are the names of the series.
func (h Chart) names() names {
	return names{series: h.Series, size: h.Size, inside: h.Inside, beside: h.At}
}

// Room is the room right of the panel that the names need.
func (h Chart) Room() float64 { return max(h.names().room(), 8) }
