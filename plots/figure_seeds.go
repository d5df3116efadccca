package plots

import (
	"errors"
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// seeds shows how much is luck: one dot a run for each outcome against the
// frozen world on the same luck, and how many runs lie on either side of zero.
var seeds = Kind{
	ID: "seeds", Shows: "How much of the difference is luck",
	Paired: true, // its numbers are the study's: people at work are no column of a table
	build:  buildSeeds,
}

var seedColumns = []string{finding.AtWork, "employed", "orders", "freelance_income_usd", "pay_usd", "quality", "variety"}

// seedRow is one outcome: each run's difference, and their mean.
type seedRow struct {
	mean         finding.Estimate
	runs         []float64
	below, above int
}

func buildSeeds(b *book, f *Figure) error {
	var rows []seedRow
	for _, column := range seedColumns { // the very numbers of the headline
		if e := b.Study.Effect(b.world, b.arms[0].key, column, finding.AtEnd); e != nil {
			f.Values, rows = append(f.Values, e.Shown()), append(rows, rowOf(e.Shown(), b.dots(e)))
		}
	}
	if len(rows) == 0 {
		return errors.New("the study holds no differences from the world without AI; play the run again")
	}
	f.Title = seedsTitle(tallied(f.Values, 1), len(rows))
	f.Subtitle = "Each run against its twin without AI in " + finding.Month(b.end()) + ", per cent. " + b.Place
	f.Caption = seedsCaption(b, rows)
	f.Alt = "Dot chart: for each of " + finding.Cardinal(len(rows)) + " outcomes one dot a run."
	f.Footer = finding.Paragraph(b.dot()+"; large dot and line: mean and its 95% interval. Grey: could be luck.", b.byLuck())
	f.Key = b.bars()
	f.Body = swarmBody(rows, "%", func(i int, _ canvas.Size) mark.Row {
		e := rows[i].mean
		return mark.Row{Label: e.Label + dagged(e), Note: rows[i].sides(), Colour: verdict(e, 1)}
	})
	return nil
}

// rowOf is a difference with those of its runs that say something.
func rowOf(mean finding.Estimate, runs []float64) seedRow {
	r := seedRow{mean: mean}
	for _, v := range runs {
		if !finding.Defined(v) {
			continue
		}
		r.runs = append(r.runs, v)
		if v < 0 {
			r.below++
		} else if v > 0 {
			r.above++
		}
	}
	return r
}

// sides is on which side of zero the runs lie.
func (r seedRow) sides() string {
	n := len(r.runs)
	switch {
	case n == 0:
		return "not defined"
	case r.below+r.above == 0:
		return "no run differs"
	case r.below >= r.above:
		return fmt.Sprintf("%d of %d lower", r.below, n)
	}
	return fmt.Sprintf("%d of %d higher", r.above, n)
}

func seedsTitle(t tally, all int) string {
	sure := t.up + t.down
	switch {
	case !t.told:
		return ""
	case sure == 0:
		return "No difference " + luck
	case sure == all:
		return fmt.Sprintf("All %s differences are more than luck", finding.Cardinal(all))
	}
	return fmt.Sprintf("%s of %s differences are more than luck", finding.Capital(finding.Cardinal(sure)), finding.Cardinal(all))
}

// seedsCaption says the first outcome, and of how many all runs agree.
func seedsCaption(b *book, rows []seedRow) string {
	first, agree := rows[0], 0
	for _, r := range rows {
		if n := len(r.runs); n > 1 && max(r.below, r.above) == n {
			agree++
		}
	}
	said := finding.Sentence(fmt.Sprintf("played %s, each with and without AI on the same luck: %s %s, %s", times(b.n), finding.Lower(first.mean.Label), saying(first.mean, 1, "lower", "higher"), first.sides()))
	if b.n < 2 {
		return said
	}
	return captioned(finding.Paragraph(said, finding.Sentence(fmt.Sprintf("%d of %d outcomes have all dots on one side of zero", agree, len(rows)))), said)
}

// times is how often in words.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return finding.Decimal(float64(n), 0) + " times"
}

// byLuck says what dots on one side of zero tell.
func (b *book) byLuck() string {
	switch {
	case b.Study.Ensemble():
		return ""
	case b.n < 2:
		return "The model itself may be wrong."
	}
	return "If nothing differed, all dots would lie on one side of zero " + finding.ByLuck(b.n) + "; the model itself may be wrong."
}

// swarmBody draws differences with their single runs, each beside what row says.
func swarmBody(rows []seedRow, unit string, row func(i int, s canvas.Size) mark.Row) canvas.Body {
	swarm := mark.Swarm{}
	for i, r := range rows {
		swarm.Runs, swarm.Means = append(swarm.Runs, r.runs), append(swarm.Means, dotOf(r.mean, row(i, canvas.Wide).Colour))
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(150, 84), Least: s.Choose(44, 40), Marks: []canvas.Mark{swarm}}
		out.X = scaleOf(swarm.Extent().And(0), int(s.Choose(6, 4)), unit).SignedTicks()
		for i := range rows {
			out.Rows = append(out.Rows, row(i, s))
		}
		return out
	})
}
