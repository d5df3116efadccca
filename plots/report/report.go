package report

import (
	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Run is what a run folder holds, and all that a report is made from.
type Run struct {
	Manifest store.Manifest     // what was played, by which version, on which seeds
	Summary  *scenarios.Summary // summary.json
	Series   *table.Series      // series.csv
	Contrast *table.Series      // contrast.csv; nil without a frozen twin
}

// Report is everything that the page and the tables say, in the order in which
// they say it. Every number in it is an estimate with its interval, its number
// of runs and its method; words, drawings and tables are made from these.
type Report struct {
	Run      Run
	Title    string
	Box      []Fact      // the question and what was assumed
	Callout  string      // why nothing happened; "" if something did
	Headline []Statement // two sentences
	Basis    string      // what the headline's intervals are
	Reading  string      // how to read an interval, said once
	Measures []Line      // the main numbers
	Dates    []string    // months that tables on the page show: "2025-12"
	Sections []Section   // figures by theme
	Winners  Winners     // who gains and who loses
	Assumed  Assumptions // what rests on no measurement
	Sources  []evidence.Source
	Glossary []Term
	Command  string // repeats the run

	titles titles
}

// New makes the report of a run.
func New(run Run) *Report {
	country := evidence.US()
	r := &Report{
		Run: run, Title: title(run.Summary), Command: Command(run.Manifest),
		Assumed: assumptions(run.Manifest.Parameters), Sources: country.Sources, Glossary: glossary,
		titles: groupTitles(run.Summary.Titles),
	}
	r.Dates = dates(run.Summary)
	figures := plots.All(data(run, country))
	r.Box = r.box(country)
	r.Callout = callout(run)
	r.Sections = r.sections(figures)
	r.Headline = headline(run, figures)
	r.Basis, r.Reading = basis(run.Summary), reading(run.Summary)
	r.Measures = lines(run.Summary)
	r.Winners = r.winners()
	return r
}

// Figures lists the figures of all sections, in the order of the page.
func (r *Report) Figures() []Figure {
	var list []Figure
	for _, s := range r.Sections {
		list = append(list, s.Figures...)
	}
	return list
}

// title is what a scenario calls itself.
func title(s *scenarios.Summary) string {
	if s.Title != "" {
		return s.Title
	}
	return "Scenario " + s.Scenario
}

// dates are the months that the summary shows, as tables write them.
func dates(s *scenarios.Summary) []string {
	var list []string
	if len(s.Measures) > 0 {
		for _, l := range s.Measures[0].Levels {
			list = append(list, l.Date)
		}
	}
	return list
}
