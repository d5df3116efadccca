package plots

import (
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// flows shows all that moves people between a job, freelancing, being without either, and
// the outside in the last twelve months, a row a way, against without AI. Numbers of
// people hardly show such moves: where fewer come and fewer go, nothing seems to happen.
var flows = Kind{
	ID: "flows", Shows: "Who moves into, between and out of creative work",
	Columns: flowColumns(), Paired: true,
	build: buildFlows,
}

// flow is one way that people go: the sum of some columns less that of others. A name
// without columns is a head above those that follow.
type flow struct {
	name        string
	plus, minus []string
}

// ways are the flows in the order of their rows.
var ways = []flow{
	{name: "Into jobs"},
	{"Hired from outside", []string{"entrants"}, []string{"entrants_freelance"}},
	{"Unemployed who find a job", []string{"jobs_found"}, nil},
	{name: "Out of jobs"},
	{"Employees who lose their job", []string{"jobs_lost"}, nil},
	{"Employees who leave creative work", []string{"exits_employed"}, nil},
	{name: "Into freelancing"},
	{"Newcomers to freelancing", []string{"entrants_freelance"}, nil},
	{"Unemployed who turn freelance", []string{"turned_freelance"}, nil},
	{name: "Out of freelancing"},
	{"Freelancers who look for a job", []string{"stopped_freelance"}, nil},
	{"Freelancers who leave creative work", []string{"exits"}, []string{"exits_employed", "exits_unemployed"}},
	{name: "Out of unemployment"},
	{"Unemployed who leave creative work", []string{"exits_unemployed"}, nil},
}

// flowColumns are the columns that the ways need, each once.
func flowColumns() []string {
	var list []string
	for _, w := range ways {
		list = append(list, slices.Concat(w.plus, w.minus)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// movement is a way in the last twelve months: people a year with AI, without, and the
// difference.
type movement struct {
	flow
	with, change finding.Estimate
	without      float64
}

func buildFlows(b *book, f *Figure) error {
	var rows []movement
	var ends []finding.Estimate
	for _, w := range ways {
		m := movement{flow: w}
		if w.plus == nil {
			m.with.Value, m.change.Value, m.without = math.NaN(), math.NaN(), math.NaN()
		} else {
			m.with, m.change = b.aYear(b.run, w, w.name, false), b.aYear(b.gap, w, w.name+", against without AI", true)
			m.without = m.with.Value - m.change.Value
			ends = append(ends, m.change)
			f.Values = append(f.Values, m.with, m.change)
		}
		rows = append(rows, m)
	}
	f.Title, f.claimed = flowsTitle(ends)
	unit, name := 1.0, "People"
	if largestOf(f.Values) >= 1e4 {
		unit, name = 1e3, "Thousand people"
	}
	f.Subtitle = finding.Marked(name, rests(f.Values)) + " more or fewer than without AI in the twelve months up to " + finding.Month(b.end()) + "; at the right without → with AI. " + b.Place
	f.Caption = flowsCaption(b, ends)
	f.Alt = fmt.Sprintf("Dot chart: %s ways into, between and out of jobs and freelancing, a year against without AI.", finding.Cardinal(len(ends)))
	f.Key = b.bars()
	f.Footer = "Dot: mean difference; line: its 95% interval, from paired runs. Grey: could be luck."
	if b.n == 1 {
		f.Footer = "Dot: the one run; grey, since it could be luck."
	}
	f.Footer = finding.Paragraph(f.Footer, b.allLookedAt(len(ends), "moves"))
	f.Body = flowsBody(rows, unit, len(ends))
	return nil
}

// aYear is a way in a table in the twelve months up to the last, in people a year, with
// the interval of that from the single runs. A difference is of no fewer people than one
// row stands for.
func (b *book) aYear(l *lookup, w flow, label string, paired bool) finding.Estimate {
	of := func(line func(column string) []float64) float64 {
		months := func(columns []string) (sum float64) {
			for _, c := range columns {
				sum += pick(trailing(line(c)), b.endOf())
			}
			return sum
		}
		return 12 * (months(w.plus) - months(w.minus))
	}
	mean := of(func(column string) []float64 { return l.line(table.Mean, table.All, table.All, column) })
	e := finding.Estimate{Value: mean, Low: math.NaN(), High: math.NaN(), N: b.n}
	if len(l.runs) > 1 {
		runs := finding.Each(l.runs, func(run string) float64 { return of(func(column string) []float64 { return l.ofRun(run, column) }) })
		e = table.Estimate(runs, b.Study.Sets)
	}
	e.Method = scenarios.Method(scenarios.MethodMeanRuns, b.Study.Sets)
	if paired {
		if e.Method = PairedMean; e.Ensemble() {
			e.Method = scenarios.MethodEnsemblePaired
		}
		if e.Value != 0 {
			e = e.AtLeast(b.Study.Weight)
		}
	}
	e.Place, e.Assumed = b.placeOf(b.endOf(), label, table.All, "persons a year", w.plus[0]), b.differs(w.plus[0])
	return e
}

// farthestOf is the surest claim of differences, all looked at: the largest; nil for none.
func farthestOf(ends []finding.Estimate) *finding.Estimate {
	var most *finding.Estimate
	for i := range ends {
		if e := &ends[i]; e.SureAmong(len(ends)) && (most == nil || math.Abs(e.Value) > math.Abs(most.Value)) {
			most = e
		}
	}
	return most
}

// wayOf is the name of the way of a difference.
func wayOf(e finding.Estimate) string {
	for _, w := range ways {
		if w.plus != nil && e.Label == w.name+", against without AI" {
			return w.name
		}
	}
	return e.Label
}

// flowsTitle names the way that AI surely changes most.
func flowsTitle(ends []finding.Estimate) (title string, claimed []finding.Estimate) {
	if !tallied(ends, len(ends)).told {
		return "", nil
	}
	e := farthestOf(ends)
	if e == nil {
		return "No change in these moves " + luck, []finding.Estimate{}
	}
	word := " more a year"
	if e.Value < 0 {
		word = " fewer a year"
	}
	said := *e
	said.Unit = ""
	return fitting(wayOf(*e)+": "+sizeOf(said)+word+" than without AI", wayOf(*e)+": "+sizeOf(said)+word, wayOf(*e)+":"+word), []finding.Estimate{*e}
}

// flowsCaption says what AI surely makes rarer and what commoner.
func flowsCaption(b *book, ends []finding.Estimate) string {
	var fewer, more []string
	for _, e := range ends {
		switch {
		case !e.SureAmong(len(ends)):
		case e.Value < 0:
			fewer = append(fewer, finding.Lower(wayOf(e)))
		default:
			more = append(more, finding.Lower(wayOf(e)))
		}
	}
	say := func(word string, names []string) string {
		if len(names) == 0 {
			return ""
		}
		return finding.Sentence(word + ": " + finding.And(names))
	}
	intro := "Against the world without AI, " + finding.Month(b.end()) + "."
	left := "The others could go either way."
	if len(fewer)+len(more) == 0 {
		left = "All could go either way."
	} else if len(fewer)+len(more) == len(ends) {
		left = ""
	}
	counted := finding.Sentence(fmt.Sprintf("of %d moves %d are fewer and %d more", len(ends), len(fewer), len(more)))
	return captioned(finding.Paragraph(intro, say("fewer", fewer), say("more", more), left), finding.Paragraph(intro, counted, left))
}

// flowsBody draws the differences around zero, and writes the people without and with AI,
// in units of so many.
func flowsBody(rows []movement, unit float64, looks int) canvas.Body {
	dots := mark.Dots{}
	for _, m := range rows {
		dots.Rows = append(dots.Rows, dotOf(m.change.Scaled(1/unit), verdict(m.change, looks)))
	}
	e := canvas.Nothing().And(0)
	for _, d := range dots.Rows {
		e = e.With(d.Ends())
	}
	x := scaleOf(e, 5, "").SignedTicks()
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Choose(12, 11), Wrap: s.Choose(230, 128), Least: 17, X: x, Marks: []canvas.Mark{dots}}
		for _, m := range rows {
			if m.plus == nil {
				out.Rows = append(out.Rows, mark.Row{Label: m.name, Head: true})
				continue
			}
			place := finding.Magnitude(min(m.without, m.with.Value)/unit) - 1
			note := finding.At(m.without/unit, place) + finding.Glued + "→" + finding.Glued + finding.At(m.with.Value/unit, place)
			out.Rows = append(out.Rows, mark.Row{Label: m.name, Note: note, Colour: verdict(m.change, looks)})
		}
		return out
	})
}
