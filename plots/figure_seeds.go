package plots

import (
	"errors"
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
)

// seeds shows how much is luck: one dot a run for each outcome against the
// frozen world on the same luck, and how many runs lie on either side of zero.
var seeds = Kind{
	ID: "seeds", Shows: "How much of the difference is luck",
	Columns: seedColumns, Paired: true,
	build: buildSeeds,
}

var seedColumns = []string{"employed", "orders", "freelance_income_usd", "pay_usd", "quality", "variety"}

var seedNames = []string{"Employees", "Freelance orders", "Freelance income", "Mean pay", "Quality of works", "Variety of works"}

// seedRow is one outcome: each run's difference, and their mean.
type seedRow struct {
	mean         Estimate
	runs         []float64
	below, above int
}

func buildSeeds(b *book, f *Figure) error {
	if len(b.gap.runs) == 0 {
		return errors.New("the contrast holds no single runs, only statistics over them; play the run again with its replicates kept")
	}
	var rows []seedRow
	for i, column := range seedColumns {
		r := b.seedRow(column, seedNames[i])
		f.Values = append(f.Values, r.mean)
		rows = append(rows, r)
	}
	f.Title = seedsTitle(rows)
	f.Subtitle = "Each run against its twin without AI in " + monthName(b.end()) + ", per cent. " + b.Place
	f.Caption = seedsCaption(b, rows)
	f.Alt = "Dot chart: for each of six outcomes one dot a run. " + tableBelow
	f.Footer = b.foot("Small dot: one run; large dot and line: mean and its 95% interval. Grey: could be luck.", seedColumns...)
	f.Body = seedsBody(b, rows)
	return nil
}

// seedRow reads the runs of one outcome at the end.
func (b *book) seedRow(column, name string) seedRow {
	end := b.endOf()
	t := b.relative("all", "all", column)
	r := seedRow{mean: b.changeAt(t, end, name, "all", "%", column)}
	base := pick(b.frozen("all", "all", column), end)
	for _, run := range b.gap.runs {
		r.count(100 * pick(b.gap.line(run, "all", "all", column), end) / base)
	}
	return r
}

// count takes in one run, unless it says nothing.
func (r *seedRow) count(v float64) {
	if !defined(v) {
		return
	}
	r.runs = append(r.runs, v)
	switch {
	case v < 0:
		r.below++
	case v > 0:
		r.above++
	}
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

func seedsTitle(rows []seedRow) string {
	sure, told := 0, false
	for _, r := range rows {
		told = told || r.mean.N > 1
		if r.mean.sure() {
			sure++
		}
	}
	switch {
	case !told:
		return ""
	case sure == 0:
		return "No difference " + luck
	case sure == len(rows):
		return fmt.Sprintf("All %s differences are more than luck", cardinal(len(rows)))
	}
	return fmt.Sprintf("%s of %s differences are more than luck", capital(cardinal(sure)), cardinal(len(rows)))
}

func seedsCaption(b *book, rows []seedRow) string {
	said := ""
	for i, r := range rows {
		if i > 0 {
			said += "; "
		}
		said += lowerFirst(r.mean.Measure) + " " + comparison(r.mean, "lower", "higher") + ", " + r.sides()
	}
	return paragraph(
		sentence(fmt.Sprintf("the future was played %s, each time with and without AI on the same luck: %s", times(len(b.gap.runs)), said)), b.brackets(),
		"If the dots lie on one side of zero it is not luck; the model itself may still be wrong.", b.assumption(seedColumns...))
}

func seedsBody(b *book, rows []seedRow) canvas.Body {
	swarm := mark.Swarm{}
	for _, r := range rows {
		swarm.Runs = append(swarm.Runs, r.runs)
		swarm.Means = append(swarm.Means, dotOf(r.mean, verdict(r.mean)))
	}
	x := scaleOf(swarm.Extent().And(0), 6, "%").SignedTicks()
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(140, 70), Least: 40, X: x, Marks: []canvas.Mark{swarm}}
		for _, r := range rows {
			out.Rows = append(out.Rows, mark.Row{Label: r.mean.Measure + b.markOf(r.mean), Note: r.sides(), Colour: verdict(r.mean)})
		}
		return out
	})
}

// times is how often in words.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return decimal(float64(n), 0) + " times"
}

// markOf is the dagger of an estimate that rests on an assumption.
func (b *book) markOf(e Estimate) string {
	if e.Assumed {
		return dagger
	}
	return ""
}
