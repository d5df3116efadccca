package infer

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/num"
)

// predictions say what of the model stands beside a figure that nobody has looked at, in
// the order of the table; as comparisons do, by the same quantities.
var predictions = []comparison{
	{id: "Q01", with: "org_any_ai_10plus of other industries, grown in log odds from the EU's 2024 (A03)", of: grown("A03", "all", tenPlus)},
	{id: "Q02", with: "org_any_ai_10plus of film and sound, publishing and information by firms, grown in log odds from the EU's 2024 (A07)", of: grown("A07", "J", tenPlus)},
	{id: "Q03", with: "org_any_ai_10plus of design, advertising and other professional services by firms, grown in log odds from the EU's 2024 (A27)", of: grown("A27", "M", tenPlus)},
	{id: "Q04", with: "odds of any AI, 250+ over 10-49 staff, all sectors that employ creatives", of: odds("250+")},
	{id: "Q05", with: "odds of any AI, 50-249 over 10-49 staff, all sectors that employ creatives", of: odds("50-249")},
	{id: "Q06", with: "org_any_ai of other industries, of every size, grown in log odds from the same survey in early 2024 (A29)", of: grown("A29", "all", anySize)},
	{id: "Q07", with: "org_any_ai of film and sound, publishing and information by firms; the survey asks of the last two weeks, the start of ever", worded: true, of: percentIn("J", anySize)},
	{id: "Q08", with: "org_any_ai of design, advertising and other professional services by firms, likewise", worded: true, of: percentIn("M", anySize)},
	{id: "Q09", with: "org_any_ai of performing arts and artists, compared as A19", worded: true, of: percentIn("R", anySize)},
	{id: "Q10", with: "as Q07; in other words again", worded: true, of: percentIn("J", anySize)},
	{id: "Q11", with: "as Q08; in other words again", worded: true, of: percentIn("M", anySize)},
	{id: "Q12", with: "org_any_ai of performing arts and artists; in other words than before, so not grown", worded: true, of: percentIn("R", anySize)},
	{id: "Q13", with: "org_any_ai of 250+ staff, all sectors that employ creatives", worded: true, of: percent(group{"size", "250+"}, anySize)},
	{id: "Q14", with: "org_any_ai of 1-9 staff, all sectors that employ creatives", worded: true, of: percent(group{"size", "1-9"}, anySize)},
	{id: "Q15", with: "org_adoption_staff, of creative staff and of generative AI alone", worded: true, of: percent(everyone, "org_adoption_staff")},
	{id: "Q16", with: "as B01", of: percent(occupation("writers"), "ever_used")},
	{id: "Q17", with: "as B02", of: percent(occupation("fine_artists_illustrators"), "ever_used")},
	{id: "Q18", with: "as B03", of: percent(occupation("translators"), "ever_used")},
	{id: "Q19", with: "as B04", of: percent(occupation("composers"), "ever_used")},
	{id: "Q20", with: "as C03", of: percent(everyone, "trained_share")},
	{id: "Q21", with: "as E04", of: percent(domain("music"), "fear_high")},
	{id: "Q22", with: "as E05", worded: true, of: percent(occupation("writers"), "fear_high")},
	{id: "Q23", with: "as E09", of: percent(domain("music"), "risks_outweigh_share")},
	{id: "Q24", with: "as E10", worded: true, of: percent(everyone, "bad_for_field_share")},
	{id: "Q25", with: "as F13", of: percent(occupation("fine_artists_illustrators"), "lost_work_share")},
	{id: "Q26", with: "as F09, mean of the year", months: 12, of: gap(func(h history) []group { return h.mostExposed })},
	{id: "Q27", with: "as F10, mean of the year", months: 12, of: gap(func(history) []group {
		return []group{occupation("fine_artists_illustrators"), occupation("special_effects_artists"), occupation("graphic_designers")}
	})},
}

// anySize is any AI among organisations of every size.
const anySize = "org_any_ai"

// percentIn is the share of organisations of a section in percent.
func percentIn(nace, column string) quantity {
	return func(h history, at period) float64 { return 100 * sectorShare(h, nace, column, at) }
}

// Predicted is what the survey behind a figure will print, if the model is right with one of
// its sets of parameters: median and ends of the middle 50 and 90 %, in the figure's unit.
type Predicted struct {
	evidence.Prediction
	With                  string // what of the model stands beside it
	Worded                bool   // asked in words that mean something else
	Date                  string // first month, "2025-01"
	Sets, Runs            int    // over which the intervals are
	Median                float64
	Low50, High50         float64
	Low90, High90         float64
	SetsLow90, SetsHigh90 float64 // over sets alone: what is not known of the parameters
}

// Predictions are all of them, with what was played.
type Predictions struct {
	Population int
	Model      string // fingerprint
	List       []Predicted
}

// LastPredicted is the last month, from January 2021, that a prediction reads.
func LastPredicted() int {
	last := 0
	for _, p := range country().Predictions {
		for _, c := range predictions {
			if c.id == p.ID {
				last = max(last, dateOf(targetOf(p), c.months).to)
			}
		}
	}
	return last
}

// PlayPredictions plays a scenario with the country's sets of parameters, each replicate
// that of the set which a run plays in its place, and says what the figures will be. model
// is the fingerprint to write beside them. It fails where the country has no sets. report
// may be nil.
func PlayPredictions(ctx context.Context, s *scenarios.Scenario, model string, report ensemble.Progress) (*Predictions, error) {
	o := s.Options
	o.Parameters = scenarios.Ensemble
	n, asked := o.Replicates, s.Clone()
	asked.Options = o
	numbers, err := ensemble.SetNumbers(o, n)
	if err != nil {
		return nil, err
	}
	said := make([][]float64, n) // by replicate and prediction
	err = PlayAlone(ctx, o, n, LastPredicted()+1, func(i int) (*scenarios.Scenario, error) { return ensemble.Under(asked, i) },
		func(i int, series, contrast *table.Series) {
			t := readTwins(series, contrast)
			said[i] = finding.Each(predictions, func(c comparison) float64 {
				p := predictionOf(c.id)
				return c.of(history{t, t.replicates[0]}, dateOf(targetOf(p), c.months))
			})
		}, report)
	if err != nil {
		return nil, err
	}
	out := &Predictions{Population: o.Population, Model: model}
	for k, c := range predictions {
		out.List = append(out.List, predict(c, numbers, finding.Each(said, func(values []float64) float64 { return values[k] })))
	}
	return out, nil
}

// predictionOf is the row of the table with this id; the tests rule out that there is none.
func predictionOf(id string) evidence.Prediction {
	list := country().Predictions
	return list[slices.IndexFunc(list, func(p evidence.Prediction) bool { return p.ID == id })]
}

// targetOf is a prediction as a target without a value, so that what is known of targets
// holds of it: its date, and how far figures of its kind are off.
func targetOf(p evidence.Prediction) evidence.Target {
	return evidence.Target{ID: p.ID, Group: p.Group, Quantity: p.Quantity, Unit: p.Unit, Year: p.Year, Population: p.Population, Kind: p.Kind, Place: p.Place, Scale: p.Scale, Publication: p.Publication}
}

// cuts are into how many equal parts a normal law is cut.
const cuts = 200

// predict says what a survey will print: of each set the mean of its runs is what the model
// says, and the survey is off that as figures of its kind are (see observed); all sets
// count alike. numbers are the sets of the runs.
func predict(c comparison, numbers []int, values []float64) Predicted {
	p := predictionOf(c.id)
	out := Predicted{Prediction: p, With: c.with, Worded: c.worded, Date: finding.Date(dateOf(targetOf(p), c.months).from)}
	var means, printed []float64
	for i, number := range numbers {
		if slices.Index(numbers, number) != i {
			continue // its second seed is in the mean of the first
		}
		var own []float64
		for k := i; k < len(numbers); k++ {
			if numbers[k] == number && finding.Defined(values[k]) {
				own = append(own, values[k])
			}
		}
		if len(own) == 0 {
			continue
		}
		out.Runs += len(own)
		mean := table.Average(own)
		means = append(means, mean)
		t := targetOf(p)
		t.Value, t.Low, t.High = mean, mean, mean
		o := observed(t, home, c.worded)
		for k := range cuts {
			z := num.Quantile((float64(k) + 0.5) / cuts)
			printed = append(printed, o.off(o.value+float64(z*o.apart)))
		}
	}
	out.Sets = len(means)
	slices.Sort(printed)
	slices.Sort(means)
	out.Median, out.Low50, out.High50 = quantile(printed, 0.5), quantile(printed, 0.25), quantile(printed, 0.75)
	out.Low90, out.High90 = quantile(printed, 0.05), quantile(printed, 0.95)
	out.SetsLow90, out.SetsHigh90 = quantile(means, 0.05), quantile(means, 0.95)
	return out
}

// quantile is that of ordered values, NaN of none.
func quantile(ordered []float64, p float64) float64 {
	if len(ordered) == 0 {
		return math.NaN()
	}
	return table.Quantile(ordered, p)
}

var predictedColumns = []string{"id", "quantity", "unit", "population", "month", "median", "low50", "high50", "low90", "high90", "sets_low90", "sets_high90",
	"sets", "runs", "creatives", "compared_with", "publication", "sealed", "model"}

// WriteCSV writes one line a figure: median and intervals in its unit, of how many sets, runs
// and creatives, and the fingerprint of the model.
func (p *Predictions) WriteCSV(w io.Writer) error {
	lines := [][]string{predictedColumns}
	for _, x := range p.List {
		line := []string{x.ID, x.Quantity, x.Unit, x.Population, x.Date}
		for _, v := range []float64{x.Median, x.Low50, x.High50, x.Low90, x.High90, x.SetsLow90, x.SetsHigh90} {
			line = append(line, exact(v))
		}
		lines = append(lines, append(line, strconv.Itoa(x.Sets), strconv.Itoa(x.Runs), strconv.Itoa(p.Population), x.With, x.Publication, x.Sealed, p.Model))
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// WriteText writes the table for reading, at most 120 characters wide, with what is compared
// below each figure.
func (p *Predictions) WriteText(w io.Writer) error {
	rows := [][]string{{"id", "month", "unit", "median", "middle 50 %", "middle 90 %", "by sets alone"}}
	for _, x := range p.List {
		rows = append(rows, []string{x.ID, x.Date, x.Unit, told(x.Median), told(x.Low50) + " to " + told(x.High50), told(x.Low90) + " to " + told(x.High90), told(x.SetsLow90) + " to " + told(x.SetsHigh90)})
	}
	text := finding.Columns(rows) + "\n"
	for _, x := range p.List {
		text += finding.Wrapped(fmt.Sprintf("%s: %s, %s; beside it %s.", x.ID, x.Quantity, x.Population, x.With), 120) + "\n"
	}
	_, err := io.WriteString(w, text+"\n"+finding.Wrapped(p.how(), 120)+"\n")
	return err
}

// told is a number with three figures, as intervals of surveys have.
func told(x float64) string {
	if !finding.Defined(x) {
		return finding.None
	}
	return finding.Figures(x, 3)
}

// how says what was played and how the intervals are made.
func (p *Predictions) how() string {
	sets, runs := 0, 0
	for _, x := range p.List {
		sets, runs = max(sets, x.Sets), max(runs, x.Runs)
	}
	return finding.Paragraph(fmt.Sprintf("Played: %s of parameters in %s of %s creatives, model %s.", finding.Counted(sets, "set", "sets"), finding.Runs(runs), finding.Count(p.Population), p.Model),
		"The intervals are of what the survey will print: over sets, and over how far figures of its kind are off for reasons that are no fault of the model. "+
			"By sets alone is the middle 90 % of what the model says.")
}

// WriteMarkdown writes the predictions as PREDICTIONS.md has them: a table, and what stands beside each figure.
func (p *Predictions) WriteMarkdown(w io.Writer) error {
	rows := [][]string{{"id", "figure", "month", "median", "middle 50 %", "middle 90 %", "by sets alone", "sealed"}}
	beside := [][]string{{"id", "who is asked", "who measures it", "what of the model stands beside it"}}
	for _, x := range p.List {
		rows = append(rows, finding.Each([]string{x.ID, x.Quantity + ", " + x.Unit, x.Date, told(x.Median), told(x.Low50) + " to " + told(x.High50), told(x.Low90) + " to " + told(x.High90),
			told(x.SetsLow90) + " to " + told(x.SetsHigh90), x.Sealed}, finding.Markdown))
		beside = append(beside, finding.Each([]string{x.ID, x.Population, x.Publication, x.With}, finding.Markdown))
	}
	_, err := io.WriteString(w, finding.Wrapped(p.how(), 120)+"\n\n"+markdown(rows)+"\n"+markdown(beside))
	return err
}
