package plots

import (
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// choices draws what two choices do together: a cell for each pair of their values, coloured
// by how far the measure is from where both are lowest, white where that could be luck.
var choices = sweptKind{id: "choices", of: func(s *swept) bool { return s.first().Pair != nil }, build: buildChoices}

func buildChoices(s *swept, f *Figure) error {
	x := s.first()
	p := x.Pair
	g := grid{sign: finding.Signed, marked: func(finding.Estimate) bool { return true }}
	var all []finding.Estimate
	for _, cells := range p.Cells {
		all = append(all, cells...)
	}
	factor, unit := reading(x, true, all...)
	for i, cells := range p.Cells {
		g.rows = append(g.rows, gridRow{title: p.Down[i], cells: finding.Each(cells, func(e finding.Estimate) finding.Estimate { return e.Scaled(factor) })})
	}
	f.Values = g.values()
	f.Title = choicesTitle(g, x.Label)
	over := ""
	if len(p.Over) > 0 {
		over = " Mean over all values of " + finding.And(p.Over) + "."
	}
	f.Subtitle = s.subject(unit) + " Difference from where both choices are at their first value. Rows: " + p.Labels[0] + ". Columns: " + p.Labels[1] + "." + over
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %s by %s values of two choices.", finding.Cardinal(len(p.Down)), finding.Cardinal(len(p.Across)))
	f.Caption = g.told(p, unit)
	marks := "Blue: more; brown: less; white: could be luck, all " + finding.Count(len(g.values())) + " numbers looked at. Differences are paired on the same seeds; 95% intervals, Student's t."
	if s.Replicates < 2 {
		marks = "White: one seed cannot tell a difference from luck."
	}
	f.Footer = s.foot(marks, x.Warnings)
	ground, key := g.ground(unit)
	f.Key = key
	f.Body = g.body(ground, func(size canvas.Size) mark.Rows {
		heads := canvas.ColumnTitles{Titles: p.Across, Size: 12, Width: (size.Inner() - 60) / float64(len(p.Across))}
		for range p.Across {
			heads.Colours = append(heads.Colours, canvas.Ink)
		}
		return mark.Rows{Size: 12, Wrap: size.Choose(150, 100), Least: 28, Heads: heads}
	})
	return nil
}

// told names the lowest and the highest of the numbers that are more than luck.
func (g grid) told(p *sensitivity.Pair, unit string) string {
	var low, high string
	var least, most finding.Estimate
	for i, row := range g.rows {
		for j, e := range row.cells {
			where := p.Labels[0] + " " + p.Down[i] + " with " + p.Labels[1] + " " + p.Across[j]
			if g.bare()(e) {
				continue
			}
			if low == "" || e.Value < least.Value {
				low, least = where, e
			}
			if high == "" || e.Value > most.Value {
				high, most = where, e
			}
		}
	}
	if low == "" {
		return "No pair could be told from luck, all looked at."
	}
	says := func(where string, e finding.Estimate) string {
		return where + " (" + e.Text(finding.Signed) + " " + unit + ")"
	}
	return finding.Sentence("of the pairs that are more than luck, the lowest is " + says(low, least) + ", the highest " + says(high, most))
}

// choicesTitle counts the pairs of values that move the measure, all looked at.
func choicesTitle(g grid, label string) string {
	all := g.values()
	t := tallied(all, len(all))
	moved := finding.Lower(label)
	switch {
	case !t.told:
		return ""
	case t.up+t.down == 0:
		return "No pair of choices surely moves " + moved
	case t.down == 0:
		return fmt.Sprintf("%d of %d pairs of choices %s %s", t.up, len(all)-1, finding.Word(t.up, "raises", "raise"), moved)
	case t.up == 0:
		return fmt.Sprintf("%d of %d pairs of choices %s %s", t.down, len(all)-1, finding.Word(t.down, "lowers", "lower"), moved)
	}
	up, down := finding.Count(t.up)+" raise", finding.Count(t.down)+" lower"
	if t.up == 1 {
		up = "one raises"
	}
	if t.down == 1 {
		down = "one lowers"
	}
	return fmt.Sprintf("Pairs of choices: %s and %s %s", up, down, moved)
}
