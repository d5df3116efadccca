package plots

import (
	"image/color"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// smallPanel is one small panel of one measure over time.
type smallPanel struct {
	title  string
	note   string    // the value at the end
	luck   bool      // the value could be luck: its note is grey
	unit   string    // written at the scale's last tick
	scale  string    // panels of the same scale share it; "" stands for the unit
	line   track     // with its band
	base   []float64 // the frozen world, dashed; nil for none
	signed bool      // differences: plus signs and a line at zero
	floor  bool      // the scale begins at zero
}

// multiples are small panels that make one figure.
type multiples struct {
	book         *book
	panels       []smallPanel
	wide, narrow int     // columns
	lines        int     // grid lines at most
	height       float64 // of a data area, at least
}

// body is the drawing of the panels.
func (m multiples) body() canvas.Body {
	return canvas.Body{
		Height: func(s canvas.Size) float64 {
			rows := (len(m.panels) + m.columns(s) - 1) / max(m.columns(s), 1)
			return float64(float64(rows)*(m.height+52)) + 10
		},
		Draw: func(c canvas.Area, s canvas.Size) { m.layout(s).Draw(c) },
	}
}

func (m multiples) columns(s canvas.Size) int {
	return max(min(int(s.Choose(float64(m.wide), float64(m.narrow))), len(m.panels)), 1)
}

// layout is the panels in their places.
func (m multiples) layout(s canvas.Size) canvas.Facets {
	out := canvas.Facets{Columns: m.columns(s), Size: s.Text(), OwnY: map[int]bool{}, Right: 8}
	scales := m.scales()
	for i, p := range m.panels {
		out.Panels = append(out.Panels, m.panel(p, i == 0, scales[p.shared()], s))
		out.OwnY[i] = i%out.Columns > 0 && p.shared() != m.panels[i-1].shared()
	}
	return out
}

// scales is one scale for all panels that share it, by its name.
func (m multiples) scales() map[string]canvas.Scale {
	extents, scales := map[string]canvas.Extent{}, map[string]canvas.Scale{}
	for _, p := range m.panels {
		e, known := extents[p.shared()]
		if !known {
			e = canvas.Nothing()
		}
		e = withTracks(e, p.line).With(p.base)
		if p.signed || p.floor {
			e = e.And(0)
		}
		extents[p.shared()] = e
	}
	for _, p := range m.panels {
		y := scaleOf(extents[p.shared()], m.lines, p.unit)
		if p.signed {
			y = y.SignedTicks()
		}
		scales[p.shared()] = y
	}
	return scales
}

// shared is the name of the scale that a panel shares.
func (p smallPanel) shared() string {
	if p.scale == "" {
		return p.unit
	}
	return p.scale
}

// panel is one of them; the first names the line of today.
func (m multiples) panel(p smallPanel, first bool, y canvas.Scale, s canvas.Size) canvas.Panel {
	b := m.book
	chart := mark.Chart{At: mark.Today{X: b.Today}, Series: []mark.Series{p.line.series(s, canvas.Blue)}}
	if p.base != nil {
		base := track{X: b.years, Mean: p.base}.series(s, canvas.Reference)
		base.Width, base.Dash = 1.75, canvas.Dashed
		chart.Series = append([]mark.Series{base}, chart.Series...)
	}
	if first {
		chart.At = b.today()
	}
	out := b.panel(p.title, p.note, y, p.signed, s, chart)
	if out.NoteColor = canvas.Ink; p.luck {
		out.NoteColor = canvas.Reference
	}
	return out
}

// panel is a panel over the book's months.
func (b *book) panel(title, note string, y canvas.Scale, zero bool, s canvas.Size, chart mark.Chart) canvas.Panel {
	from, to := b.span()
	p := timePanel(from, to, y, zero, s, chart)
	p.Title, p.Note = title, note
	return p
}

// timePanel is a chart on a panel over years.
func timePanel(from, to float64, y canvas.Scale, zero bool, s canvas.Size, chart mark.Chart) canvas.Panel {
	return canvas.Panel{
		XMin: from, XMax: to, YMin: y.Low, YMax: y.High,
		Axes:  canvas.Axes{Y: y.Ticks, Years: true, Zero: zero, Size: s.Text()},
		Marks: chart.Marks(),
	}
}

// today is the upright line of today with its name.
func (b *book) today() mark.Today { return mark.Today{X: b.Today, Label: "today", Size: 11} }

// span is the ends of the time axis: the first month, and the month after the
// last.
func (b *book) span() (from, to float64) {
	return b.years[0], b.years[len(b.years)-1] + 1.0/12
}

// scaleOf is a scale with its numbers spelled as figures spell them.
func scaleOf(e canvas.Extent, lines int, unit string) canvas.Scale {
	return canvas.ScaleOf(e, lines, unit, finding.Decimal)
}

// withTracks widens an extent to tracks with their bands.
func withTracks(e canvas.Extent, ts ...track) canvas.Extent {
	for _, t := range ts {
		e = e.With(t.Mean, t.From, t.To)
	}
	return e
}

// ends is the last value of a track of per cent, as the line's name says it.
func (t track) ends() string { return finding.Share(pick(t.Mean, t.last()) / 100) }

// series is the track as a line with its band, in a drawing of a size.
func (t track) series(s canvas.Size, colour color.NRGBA) mark.Series {
	t = t.thin(s)
	out := mark.Series{Line: mark.Line{X: t.X, Y: t.Mean, Color: colour}, Low: t.From, High: t.To}
	out.InnerLow, out.InnerHigh = t.inner(t.From, t.To)
	return out
}

// thin is the track that a narrow drawing shows: every third month, counted
// from the last, and the first.
func (t track) thin(s canvas.Size) track {
	if !s.Narrow() || len(t.X) < 60 {
		return t
	}
	for _, line := range append(t.lines(), &t.X) {
		if *line == nil {
			continue
		}
		n := len(*line)
		kept := make([]float64, 0, n/3+2)
		for i, v := range *line {
			if i == 0 || (n-1-i)%3 == 0 {
				kept = append(kept, v)
			}
		}
		*line = kept
	}
	return t
}
