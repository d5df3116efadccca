package report

import (
	"cmp"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// ComparisonRun is what the folder of a comparison holds, and all that its
// report is made from.
type ComparisonRun struct {
	Manifest   store.Manifest        // what was played, by which version, on which seeds
	Comparison *scenarios.Comparison // comparison.json
	Command    string                // what repeats it; one command a line
}

// ComparisonReport is everything that the page and the tables of a comparison
// of policies say, in the order in which they say it. Figures and tables are
// made from the same estimates.
type ComparisonReport struct {
	Run       ComparisonRun
	Title     string
	Box       []Fact   // the question, the policies and what was assumed
	Callouts  []string // policies that changed nothing, and why
	Headline  []string // a sentence or two
	Sentences []string
	Basis     string // what the intervals are
	Reading   string // how to read an interval, said once
	Precision string // whether the intervals are as narrow as was asked for
	Sections  map[string]Section
	Numbers   []NumberTable
	Winners   []PolicyWinners
	Splits    Splits // how many occupations gain or lose much
	Bills     BillTable
	Borne     BillTable // levies, by who bears them
	Ratios    RatioTable
	Regrets   []RegretTable
	Firsts    FirstTable
	Policies  []PolicyCard
	Assumed   Assumptions
	Sources   []evidence.Source
	Glossary  []Term

	titles  titles
	figures []Figure
}

// NewComparison makes the report of a comparison.
func NewComparison(run ComparisonRun) *ComparisonReport {
	country, c := evidence.US(), run.Comparison
	r := &ComparisonReport{
		Run: run, Title: cmp.Or(c.Title, "A comparison of policies"), Headline: c.Headline, Sentences: c.Sentences,
		Assumed: assumptions(run.Manifest.Parameters), Sources: country.Sources, Glossary: comparisonGlossary(),
		titles: groupTitles(c.Titles),
	}
	titled := *c
	titled.Titles = r.titles
	figures := plots.Compare(plots.ComparisonData{Comparison: &titled, Place: country.Name, Version: run.Manifest.Versions.Module, Labels: r.titles})
	r.Box = r.box(country)
	r.Callouts = callouts(c)
	r.Basis, r.Reading, r.Precision = r.basis(), r.reading(), precision(c)
	r.Winners = r.winners()
	r.Splits = r.splits()
	r.place(figures)
	r.Numbers = r.numbers()
	r.Bills, r.Ratios = r.bills(figures), r.ratios()
	r.Borne = r.borne()
	r.Regrets, r.Firsts = r.regrets(), r.firsts()
	r.Policies = r.cards()
	return r
}

// Figures lists the figures of all sections, in the order of the page.
func (r *ComparisonReport) Figures() []Figure { return r.figures }

// world is the main one.
func (r *ComparisonReport) world() string { return r.Run.Comparison.Worlds[0] }

// reference is what readers call the reference.
func (r *ComparisonReport) reference() string {
	a := r.Run.Comparison.Arms[r.Run.Comparison.Against]
	return cmp.Or(a.Title, a.Name)
}

// compared are the places of the arms that are compared with the reference.
func (r *ComparisonReport) compared() []int {
	var list []int
	for i := range r.Run.Comparison.Arms {
		if i != r.Run.Comparison.Against {
			list = append(list, i)
		}
	}
	return list
}

// heads are the policies as columns of a table.
func (r *ComparisonReport) heads() []Head {
	var list []Head
	for _, i := range r.compared() {
		a := r.Run.Comparison.Arms[i]
		list = append(list, Head{a.Name, cmp.Or(a.Title, a.Name), a.Assumed})
	}
	return list
}

// armTitle is what readers call an arm, with its dagger.
func (r *ComparisonReport) armTitle(i int) string {
	if i < 0 || i >= len(r.Run.Comparison.Arms) {
		return absent
	}
	a := r.Run.Comparison.Arms[i]
	return cmp.Or(a.Title, a.Name) + mark(a.Assumed)
}

// effect is an effect of an arm in a world, nil if there is none.
func (r *ComparisonReport) effect(list []scenarios.Effect, world string, arm int, by, group, column, when string) *scenarios.Effect {
	for i := range list {
		e := &list[i]
		if e.Arm == arm && e.Column == column && e.World == world && e.By == by && e.Group == group && e.When == when {
			return e
		}
	}
	return nil
}
