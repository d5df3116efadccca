package plots

import (
	"errors"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
)

// worldsWork shows the same differences in each capability world: one panel a
// world, all on one scale.
var worldsWork = Kind{
	ID: "worlds-work", Shows: "People at work under each policy, by world",
	Columns: []string{scenarios.AtWork}, Paired: true,
	compare: buildWorlds,
}

func buildWorlds(l *ledger, f *Figure) error {
	if len(l.c.Worlds) < 2 {
		return errors.New("the comparison holds one world; compare in several to see whether its findings hold in all of them")
	}
	m := atWork
	cells := make([][]Estimate, len(l.c.Worlds)) // by world and policy
	for i, w := range l.c.Worlds {
		for _, p := range l.arms {
			e, _ := l.change(w, p, "all", "all", m, scenarios.OverPeriod)
			cells[i] = append(cells[i], e)
			if defined(e.Value) {
				f.Values = append(f.Values, e)
			}
		}
	}
	if len(f.Values) == 0 {
		return l.lacks(m.column)
	}
	l.worldsTitle(f, m, cells)
	f.Subtitle = m.label + " " + l.against() + " of the same world, mean of " + l.duration() + ", per cent. " + l.Place
	f.Caption = worldsCaption(l, m, cells, f.Values)
	f.Alt = "Dot charts: " + counted(len(cells), "world", "worlds") + " by " + counted(len(l.arms), "policy", "policies") + ", each with its interval. " + tableBelow
	f.Footer = l.foot("Dot and line: mean of paired runs and its 95% interval. Grey: could be luck.", f.Values)
	f.Body = worldsBody(l, m, cells)
	return nil
}

// worldsTitle names policies that are surely of different signs in different
// worlds, or those that do surely more in all of them.
func (l *ledger) worldsTitle(f *Figure, m outcomeWords, cells [][]Estimate) {
	var turns, always []policy
	told := false
	f.claimed = []Estimate{}
	for j, p := range l.arms {
		up, down := 0, 0
		for i := range cells {
			e := cells[i][j]
			told = told || e.N > 1 && defined(e.Low)
			switch {
			case e.sure() && e.Value > 0:
				up++
			case e.sure():
				down++
			}
		}
		if up > 0 && down > 0 {
			turns = append(turns, p)
		}
		if up == len(cells) {
			always, f.claimed = append(always, p), append(f.claimed, cells[0][j])
		}
	}
	all := " in all " + cardinal(len(cells)) + " worlds"
	switch {
	case !told:
	case len(turns) > 0:
		f.Title, f.claimed = fitting(names(turns)+": the sign depends on the world", "The sign depends on the world"), nil
	case len(always) == 0:
		f.Title = "No policy surely has " + m.more + " everywhere"
	case len(always) == len(l.arms) && len(always) > 1:
		f.Title = strings.Replace("All "+cardinal(len(always)), "All two", "Both", 1) + " policies: " + m.more + all
	default:
		f.Title = fitting(names(always)+": "+m.more+all, cardinalOf(len(always), len(l.arms))+": "+m.more+all, m.more+all)
	}
}

// cardinalOf is "Two of four".
func cardinalOf(some, all int) string { return capital(cardinal(some)) + " of " + cardinal(all) }

func worldsCaption(l *ledger, m outcomeWords, cells [][]Estimate, values []Estimate) string {
	var said []string
	for i, w := range l.c.Worlds {
		var row []string
		for j, p := range l.arms {
			row = append(row, lowerFirst(p.title)+dagged(cells[i][j])+" "+comparison(cells[i][j], "lower", "higher"))
		}
		said = append(said, sentence(w+" world: "+strings.Join(row, "; ")))
	}
	return paragraph(append([]string{sentence(m.label + " " + l.against())}, append(said, l.brackets(), assumption(values))...)...)
}

func worldsBody(l *ledger, m outcomeWords, cells [][]Estimate) canvas.Body {
	e := canvas.Nothing().And(0)
	for _, row := range cells {
		for _, x := range row {
			e = e.With([]float64{x.Value, x.Low, x.High})
		}
	}
	columns := func(s canvas.Size) int { return min(int(s.Choose(3, 1)), len(cells)) }
	return mark.BlocksBody(columns, func(s canvas.Size) (blocks []mark.Block) {
		x := scaleOf(e, int(s.Choose(4, 5)), "%").SignedTicks()
		for i, w := range l.c.Worlds {
			dots, rows := mark.Dots{Radius: 4}, mark.Rows{Size: s.Text(), Wrap: s.Choose(140, 130), Least: 24, X: x}
			for j, p := range l.arms {
				row, e := colourOf(p, cells[i][j]), cells[i][j]
				row.Label = p.title + dagged(e)
				dots.Rows = append(dots.Rows, dotOf(e, row.Colour))
				rows.Rows = append(rows.Rows, row)
			}
			rows.Marks = []canvas.Mark{dots}
			blocks = append(blocks, mark.Block{Title: capital(w) + " world", Rows: rows})
		}
		return blocks
	})
}
