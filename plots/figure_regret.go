package plots

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// regret shows how far each policy stays behind the one that comes out first,
// in each world and at its largest: a number in each cell, dark where it is far
// behind.
var regret = Kind{
	ID: "regret", Shows: "How far each policy stays behind, by world",
	Columns: []string{finding.AtWork}, Paired: true,
	policies: true, build: buildRegret,
}

// largest is the column of the largest regret over the worlds.
const largest = ""

func buildRegret(b *book, f *Figure) error {
	worlds := append(slices.Clone(b.Study.Worlds), largest)
	if len(b.Study.Worlds) == 1 {
		worlds = worlds[:1]
	}
	h := regretTable{worlds: worlds}
	for i := range b.Study.Arms {
		a := &b.Study.Arms[i]
		h.rows = append(h.rows, a.Marked())
		var values []float64
		var tied []bool
		for _, w := range worlds {
			e := b.regretOf(w, a.Name)
			values, tied = append(values, e.Value), append(tied, b.maybeFirst(w, a.Name))
			if finding.Defined(e.Value) {
				f.Values = append(f.Values, e)
				h.far = max(h.far, e.Value)
			}
		}
		h.values, h.tied = append(h.values, values), append(h.tied, tied)
	}
	if len(f.Values) == 0 {
		return fmt.Errorf("the comparison holds no regrets of %s; compare again with the version of the model that counts them", finding.AtWork)
	}
	f.Title, f.claimed = regretTitle(b, worlds[len(worlds)-1]), []finding.Estimate{}
	f.Subtitle = "Behind the first policy of each world in people at work, mean of " + b.Study.Period() + ", per cent of " + b.Study.ReferenceTitle() + " in the " + b.world + " world"
	f.Caption = regretCaption(b, worlds)
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %d policies by %s. %s", len(h.rows), counted(len(worlds), "column", "columns"), tableBelow)
	f.Footer = b.foot("Number: mean of paired runs. Strong ground: far behind; no ground: ahead, or not told apart by luck from what is.", rests(f.Values))
	f.Body = regretBody(h)
	return nil
}

// regretOf is a regret in per cent of the reference in the main world, which
// comes first: one unit for all worlds, so that the largest of a row is the
// largest of its numbers.
func (b *book) regretOf(world, arm string) finding.Estimate {
	out, factor := finding.Undefined("", 0), 0.0 // a regret of zero is zero in any unit
	for i := range b.Study.Regrets {
		r := &b.Study.Regrets[i]
		if r.Column != finding.AtWork {
			continue
		}
		if factor == 0 && r.Value != 0 {
			factor = r.PerCent / r.Value
		}
		if r.World == world && r.Arm == arm {
			out = r.Estimate
		}
	}
	out = out.Scaled(factor)
	out.Label, out.Unit, out.Arm, out.World = "Regret in people at work", "%", arm, cmp.Or(world, "largest")
	return out
}

// maybeFirst tells whether an arm may be the first of a world.
func (b *book) maybeFirst(world, arm string) bool {
	best := b.Study.BestOf(finding.AtWork, world)
	return best != nil && slices.Contains(best.Arms, arm)
}

// regretTitle names one policy only where it is alone.
func regretTitle(b *book, world string) string {
	best := b.Study.BestOf(finding.AtWork, world)
	if best == nil || len(best.Arms) == 0 || b.n < 2 {
		return ""
	}
	what, lead := "smallest worst-case regret", "smallest worst-case regret"
	if world != largest {
		what, lead = "ahead in people at work", "lead"
	}
	if len(best.Arms) == 1 {
		return b.Study.ArmTitle(best.Arms[0]) + ": " + what
	}
	return finding.Capital(finding.Cardinal(len(best.Arms))) + " policies may have the " + lead
}

func regretCaption(b *book, worlds []string) string {
	said := []string{"Regret is how far a policy stays behind the one that comes out first in the same world on the same seeds."}
	if first := b.alwaysFirst(worlds); first != "" {
		return finding.Paragraph(append(said, finding.Sentence(first+" comes out first in every world"))...)
	}
	for _, w := range worlds {
		best := b.Study.BestOf(finding.AtWork, w)
		if best == nil || len(best.Arms) == 0 {
			continue
		}
		var titles []string
		for _, name := range best.Arms {
			titles = append(titles, finding.Lower(b.Study.ArmTitle(name)))
		}
		where := "in the " + w + " world"
		if w == largest {
			where = "over all worlds, by the largest regret,"
		}
		if len(titles) == 1 {
			said = append(said, finding.Sentence(where, titles[0]+" comes out first"))
			continue
		}
		said = append(said, finding.Sentence(where, finding.And(titles)+" cannot be told apart at the top"))
	}
	return finding.Paragraph(said...)
}

// alwaysFirst is the title of the one policy that comes out first in all of
// several worlds; "" if there is none.
func (b *book) alwaysFirst(worlds []string) string {
	first := ""
	for _, w := range worlds {
		best := b.Study.BestOf(finding.AtWork, w)
		if best == nil || len(best.Arms) != 1 || first != "" && best.Arms[0] != first {
			return ""
		}
		first = best.Arms[0]
	}
	if a := b.Study.Arm(first); a != nil && len(worlds) > 1 {
		return finding.Lower(a.Title)
	}
	return ""
}

// regretTable is what the cells show.
type regretTable struct {
	rows, worlds []string
	values       [][]float64
	tied         [][]bool
	far          float64
}

func regretBody(h regretTable) canvas.Body {
	digits := max(digitsOf(h.far), 1)
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		rows := mark.Rows{Size: s.Text(), Wrap: s.Choose(170, 96), Least: 26, X: canvas.Columns(len(h.worlds))}
		cells := mark.Cells{Size: 12, Spell: func(v float64) string { return finding.Decimal(v, digits) }}
		for _, w := range h.worlds {
			rows.Feet = append(rows.Feet, cmp.Or(w, "largest"))
		}
		for i, title := range h.rows {
			rows.Rows = append(rows.Rows, mark.Row{Label: title})
			row := make([]mark.Cell, len(h.worlds))
			for j, v := range h.values[i] {
				row[j].Value = v
				if !h.tied[i][j] {
					row[j].Ground = mark.Heat(v, max(h.far, 1e-9), 0)
				}
			}
			cells.Rows = append(cells.Rows, row)
		}
		rows.Marks = []canvas.Mark{cells}
		return rows
	})
}
