package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
)

// regret shows how far each policy stays behind the one that comes out first,
// in each world and at its largest: a number in each cell, dark where it is far
// behind.
var regret = Kind{
	ID: "regret", Shows: "How far each policy stays behind, by world",
	Columns: []string{scenarios.AtWork}, Paired: true,
	compare: buildRegret,
}

// largest is the column of the largest regret over the worlds.
const largest = ""

func buildRegret(l *ledger, f *Figure) error {
	worlds := append(slices.Clone(l.c.Worlds), largest)
	if len(l.c.Worlds) == 1 {
		worlds = worlds[:1]
	}
	h := regretTable{worlds: worlds}
	for i, a := range l.c.Arms {
		title := a.Title
		if a.Assumed {
			title += dagger
		}
		h.rows = append(h.rows, title)
		var values []float64
		var tied []bool
		for _, w := range worlds {
			e := l.regretOf(w, i)
			values, tied = append(values, e.Value), append(tied, l.maybeFirst(w, i))
			if defined(e.Value) {
				f.Values = append(f.Values, e)
				h.far = max(h.far, e.Value)
			}
		}
		h.values, h.tied = append(h.values, values), append(h.tied, tied)
	}
	if len(f.Values) == 0 {
		return fmt.Errorf("the comparison holds no regrets of %s; compare again with the version of the model that counts them", scenarios.AtWork)
	}
	f.Title, f.claimed = regretTitle(l, worlds[len(worlds)-1]), []Estimate{}
	f.Subtitle = "Behind the first policy of each world in people at work, mean of " + l.duration() + ", per cent of " + lowerFirst(l.referenceTitle()) + " in the " + l.world + " world"
	f.Caption = regretCaption(l, worlds)
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %d policies by %s. %s", len(h.rows), counted(len(worlds), "column", "columns"), tableBelow)
	f.Footer = l.foot("Number: mean of paired runs. Dark: far behind; without a colour: ahead, or not told apart by luck from what is.", f.Values)
	f.Body = regretBody(h)
	return nil
}

// regretOf is a regret in per cent of the reference in the main world, which
// comes first: one unit for all worlds, so that the largest of a row is the
// largest of its numbers.
func (l *ledger) regretOf(world string, arm int) Estimate {
	out := Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	factor := 0.0 // a regret of zero is zero in any unit
	for i := range l.c.Regrets {
		r := &l.c.Regrets[i]
		if r.Column != scenarios.AtWork {
			continue
		}
		if factor == 0 && r.Value != 0 {
			factor = float64(r.PerCent / r.Value)
		}
		if r.World == world && r.Arm == arm {
			out = estimateOf(r.Estimate)
		}
	}
	out = out.times(factor)
	out.Measure, out.Unit, out.Arm, out.World = "Regret in people at work", "%", l.c.Arms[arm].Name, world
	if world == largest {
		out.World = "largest"
	}
	return out
}

// best is who may come out first in a world, nil if it is not told.
func (l *ledger) best(world string) *scenarios.Best {
	for i := range l.c.Best {
		if b := &l.c.Best[i]; b.World == world && b.Column == scenarios.AtWork {
			return b
		}
	}
	return nil
}

// maybeFirst tells whether an arm may be the first of a world.
func (l *ledger) maybeFirst(world string, arm int) bool {
	b := l.best(world)
	return b != nil && slices.Contains(b.Arms, arm)
}

// regretTitle names one policy only where it is alone.
func regretTitle(l *ledger, world string) string {
	b := l.best(world)
	if b == nil || len(b.Arms) == 0 || l.c.Replicates < 2 {
		return ""
	}
	what := "smallest worst-case regret"
	if world != largest {
		what = "ahead in people at work"
	}
	if len(b.Arms) == 1 {
		a := l.c.Arms[b.Arms[0]]
		title := a.Title + ": " + what
		if a.Assumed {
			title += dagger
		}
		return title
	}
	return capital(cardinal(len(b.Arms))) + " policies may have the " + map[bool]string{true: "smallest worst-case regret", false: "lead"}[world == largest]
}

func regretCaption(l *ledger, worlds []string) string {
	said := []string{"Regret is how far a policy stays behind the one that comes out first in the same world on the same seeds."}
	if first := l.alwaysFirst(worlds); first != "" {
		return paragraph(append(said, sentence(first+" comes out first in every world"))...)
	}
	for _, w := range worlds {
		b := l.best(w)
		if b == nil || len(b.Arms) == 0 {
			continue
		}
		var titles []string
		for _, i := range b.Arms {
			titles = append(titles, lowerFirst(l.c.Arms[i].Title))
		}
		where := "in the " + w + " world"
		if w == largest {
			where = "over all worlds, by the largest regret,"
		}
		if len(titles) == 1 {
			said = append(said, sentence(where, titles[0]+" comes out first"))
			continue
		}
		said = append(said, sentence(where, list(titles)+" cannot be told apart at the top"))
	}
	return paragraph(said...)
}

// alwaysFirst is the title of the one policy that comes out first in all of
// several worlds; "" if there is none.
func (l *ledger) alwaysFirst(worlds []string) string {
	first := -1
	for _, w := range worlds {
		b := l.best(w)
		if b == nil || len(b.Arms) != 1 || first >= 0 && b.Arms[0] != first {
			return ""
		}
		first = b.Arms[0]
	}
	if first < 0 || first >= len(l.c.Arms) || len(worlds) < 2 {
		return ""
	}
	return lowerFirst(l.c.Arms[first].Title)
}

// regretTable is what the cells show.
type regretTable struct {
	rows, worlds []string
	values       [][]float64
	tied         [][]bool
	far          float64
}

func regretBody(h regretTable) canvas.Body {
	digits := 1
	if h.far < 0.95 {
		digits = 2
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		rows := mark.Rows{Size: s.Text(), Wrap: s.Choose(170, 96), Least: 26, X: canvas.Columns(len(h.worlds))}
		cells := mark.Cells{Size: 12, Spell: func(v float64) string { return decimal(v, digits) }}
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
