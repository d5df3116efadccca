package plots

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// boxFigures are the figures of a condition under one choice: its boxes as ranges of the
// factors that bound them, and its cases over two of those.
func boxFigures(found *sensitivity.Findings, b *sensitivity.Boxed) []Figure {
	where := strings.NewReplacer("<", "below", ">", "above").Replace(b.Where)
	base := canvas.Sheet{ID: named(where, b.Choice, "box"), Title: "Where " + b.Where, Subtitle: b.Label + "."}
	if b.Choice != "" {
		base.Subtitle += " Under " + b.Choice + "."
	}
	if len(b.Boxes) == 0 {
		base.Missing = errors.New(b.Why)
		base.Alt = finding.Sentence(base.Missing.Error())
		return []Figure{{Sheet: base}}
	}
	base.Title = fmt.Sprintf("%s, %s dense, %s %s of the cases", finding.Capital(counted(len(b.Boxes), "box", "boxes")), finding.Share(b.Density), finding.Word(len(b.Boxes), "holds", "hold"), finding.Share(b.Coverage))
	base.Footer = finding.Paragraph(luckOf(found, b.Points), boundsOf(b), standing(found.Sets), sourceOf(found))
	list := []Figure{rangesFigure(b, base)}
	base.ID = named(where, b.Choice, "cases")
	if f, ok := casesFigure(b, base); ok {
		list = append(list, f)
	}
	return list
}

// boundsOf says whether what bounds the boxes are assumptions or choices.
func boundsOf(b *sensitivity.Boxed) string {
	assumed, chosen := false, false
	for _, x := range b.Boxes {
		for _, l := range x.Limits {
			assumed, chosen = assumed || !l.Choice, chosen || l.Choice
		}
	}
	switch {
	case assumed && chosen:
		return "What bounds them are assumptions, and choices where it says so."
	case chosen:
		return "What bounds them are choices."
	}
	return "What bounds them are assumptions."
}

// rangesFigure draws the part of each factor's range that a box keeps.
func rangesFigure(b *sensitivity.Boxed, base canvas.Sheet) Figure {
	f := Figure{Sheet: base}
	ranges := mark.Ranges{}
	chance := false
	var labels []mark.Row
	nothing := math.NaN()
	for k, x := range b.Boxes {
		head := fmt.Sprintf("Box %d: coverage %s, density %s", k+1, finding.Share(x.Coverage), finding.Share(x.Density))
		labels, ranges.Rows = append(labels, mark.Row{Label: head, Head: true}), append(ranges.Rows, mark.Range{Low: nothing, High: nothing})
		f.Values = append(f.Values, finding.Certain(x.Coverage), finding.Certain(x.Density))
		limits := narrowest(x)
		for _, l := range limits {
			name, colour := l.Label, canvas.Blue
			if l.Chance > mostChance {
				colour, chance = canvas.Reference, true
			}
			if l.Choice {
				name += " (choice)"
			}
			labels = append(labels, mark.Row{Label: name, Note: l.From + " to " + l.To, Colour: canvas.Muted})
			ranges.Rows = append(ranges.Rows, mark.Range{Low: l.Low, High: l.High, Color: colour})
		}
	}
	f.Subtitle += fmt.Sprintf(" It holds at %s of %s points. Thick: what a box keeps of a factor's whole range, thin.", finding.Count(b.Holds), finding.Count(b.Points))
	f.Caption = fmt.Sprintf("Together the boxes hold %s of the points where it holds, and it holds at %s of the points in them.", finding.Share(b.Coverage), finding.Share(b.Density))
	f.Alt = "Range chart: for each box a row a factor that bounds it."
	if chance {
		f.Footer = finding.Paragraph("Grey: a limit that chance could have made.", f.Footer)
	}
	f.Footer = finding.Paragraph("Coverage: share of the cases in the box. Density: share of the box that are cases. A box counts points that no box above it holds.", f.Footer)
	f.Body = mark.RowsBody(func(size canvas.Size) mark.Rows {
		return mark.Rows{Rows: labels, Size: size.Choose(12, 11), Wrap: size.Choose(190, 128), Least: 20, Marks: []canvas.Mark{ranges},
			X: canvas.Places(nil, nil), Feet: []string{"low end", "high end"}}
	})
	return f
}

// mostChance is how likely chance may have made a limit that is not drawn grey.
const mostChance = 0.05

// narrowest are the limits of a box, that first which keeps least of its range.
func narrowest(x sensitivity.Box) []sensitivity.Limit {
	limits := slices.Clone(x.Limits)
	slices.SortStableFunc(limits, func(p, q sensitivity.Limit) int { return cmp.Compare(p.High-p.Low, q.High-q.Low) })
	return limits
}

// foremost are the two factors, by axis, of which boxes keep least, the first box first, and
// what chance could have made last; any other stands in where but one bounds them. False with
// one factor.
func foremost(b *sensitivity.Boxed) (across, up int, ok bool) {
	var axes []int
	for _, sure := range []bool{true, false} {
		for _, x := range b.Boxes {
			for _, l := range narrowest(x) {
				if sure == (l.Chance <= mostChance) {
					axes = append(axes, l.Axis)
				}
			}
		}
	}
	axes = append(axes, places(len(b.Axes))...)
	other := slices.IndexFunc(axes, func(a int) bool { return a != axes[0] })
	if other < 0 {
		return 0, 0, false
	}
	return axes[0], axes[other], true
}

// casesFigure draws all points over two factors, and the frame of each box that those two
// bound alone or among others.
func casesFigure(b *sensitivity.Boxed, base canvas.Sheet) (Figure, bool) {
	f := Figure{Sheet: base}
	across, up, ok := foremost(b)
	if !ok {
		return f, false
	}
	in, out := casesOver(b, across, up)
	marks, further := []canvas.Mark{out, in}, false
	for _, x := range b.Boxes {
		frame := mark.Frame{X1: 1, Y1: 1, Color: canvas.Blue}
		for _, l := range x.Limits {
			further = further || l.Axis != across && l.Axis != up
			switch l.Axis {
			case across:
				frame.X0, frame.X1 = l.Low, l.High
			case up:
				frame.Y0, frame.Y1 = l.Low, l.High
			}
		}
		if frame != (mark.Frame{X1: 1, Y1: 1, Color: canvas.Blue}) { // else neither bounds it
			marks = append(marks, frame)
		}
	}
	f.Subtitle += " To the right: " + axisName(b.Axes[across]) + ". Up: " + axisName(b.Axes[up]) + "."
	f.Caption = fmt.Sprintf("It holds at %s of %s points.", finding.Count(b.Holds), finding.Count(b.Points))
	f.Alt = "Scatter chart: a dot for each point over two factors, those where it holds filled, and the frames of the boxes."
	f.Key = canvas.Key{{Sample: canvas.DotSample, Colour: canvas.Brown, Text: "It holds"}, {Sample: canvas.RingSample, Colour: canvas.Reference, Text: "It does not"}, {Sample: canvas.LineSample, Colour: canvas.Blue, Text: "Box"}}
	if further {
		f.Footer = finding.Paragraph("Boxes are bounded by other factors as well, so that points within a frame need not lie in its box.", f.Footer)
	}
	f.Body = canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(300, 260) },
		Draw: func(c canvas.Area, s canvas.Size) {
			canvas.Panel{
				XMin: -0.03, XMax: 1.03, YMin: -0.03, YMax: 1.03, Marks: marks,
				Axes: canvas.Axes{X: ticksOf(b.Axes[across]).Ticks, Y: ticksOf(b.Axes[up]).Ticks, Size: s.Choose(12, 11)},
			}.Alone(c, s.Text(), 12)
		},
	}
	return f, true
}

// casesOver are the points over two factors, those where the condition holds and the
// others. Points in one place, as those of a grid are, stand side by side.
func casesOver(b *sensitivity.Boxed, across, up int) (in, out mark.Points) {
	const apart, room = 0.014, 0.12
	in, out = mark.Points{Color: canvas.Brown}, mark.Points{Color: canvas.Reference, Hollow: true}
	place := func(c sensitivity.Case) [2]float64 { return [2]float64{c.At[across], c.At[up]} }
	all, before := map[[2]float64]int{}, map[[2]float64]int{}
	for _, c := range b.Cases {
		all[place(c)]++
	}
	for _, c := range b.Cases {
		at, n := place(c), all[place(c)]
		step := min(apart, room/float64(n))
		x := at[0] + float64(step*(float64(before[at])-float64(float64(n-1)/2)))
		before[at]++
		to := &out
		if c.Holds {
			to = &in
		}
		to.X, to.Y = append(to.X, x), append(to.Y, at[1])
	}
	return in, out
}

// axisName is a factor with what it is.
func axisName(a sensitivity.Axis) string {
	if a.Choice {
		return "the choice " + finding.Lower(a.Label)
	}
	return "the assumption " + finding.Lower(a.Label)
}

// ticksOf are the values of a factor along an axis.
func ticksOf(a sensitivity.Axis) canvas.Scale {
	at := finding.Each(a.Ticks, func(t sensitivity.Tick) float64 { return t.Place })
	return canvas.Places(at, finding.Each(a.Ticks, func(t sensitivity.Tick) string { return t.At }))
}
