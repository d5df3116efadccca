package report

import (
	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Run is what the folder of a run or a comparison holds, and all that a report
// is made from.
type Run struct {
	Manifest store.Manifest   // what was played, by which version, on which seeds
	Study    *scenarios.Study // summary.json or comparison.json
	Series   *table.Series    // series.parquet, of a run
	Contrast *table.Series    // contrast.parquet; nil without a frozen twin
	// Runs and Gaps are the single replicates of both, as far as figures need them, where Series and
	// Contrast hold none but the first; nil where they hold all.
	Runs, Gaps *table.Lines
	Command    string // what repeats it
}

// Report is everything that the page and the tables say, in the order in which
// they say it. Words, drawings and tables are made from the estimates of the
// study; a section that has nothing to say is not there.
type Report struct {
	Run       Run
	Study     *scenarios.Study
	Scope     string    // of what the finding is
	Box       []Fact    // the question and what was assumed
	Callouts  []string  // why nothing happened; none if something did
	Basis     string    // what the headline's intervals are
	Reading   string    // how to read an interval, said once
	Precision string    // whether the intervals are as narrow as was asked for
	Sections  []Section // figures and tables by theme
	Policies  []Card    // the policies in full
	Assumed   Assumptions
	Sources   []evidence.Source
	Glossary  []Term

	known []evidence.Known // what outcomes hang on over the country's parameter sets
}

// New makes the report of a run or a comparison.
func New(run Run) *Report {
	country := inView(run.Study.Focus, evidence.US())
	r := &Report{Run: run, Study: run.Study, Assumed: assumptions(run.Manifest.Parameters), Sources: country.Sources, known: country.Known}
	r.Glossary = glossaryOf(r.Study)
	figures := plots.All(data(run, r.Study, country))
	r.Scope = r.scope(country.Name)
	r.Box, r.Callouts = r.box(country.Name), r.callouts()
	r.Basis, r.Reading, r.Precision = r.Study.Called(r.basis()), r.Study.Called(r.reading()), r.precision()
	r.Sections = r.sections(figures)
	r.Policies = r.cards()
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

// data hands a study and the facts it is shown beside to package plots.
func data(run Run, s *scenarios.Study, c *evidence.Country) plots.Data {
	return plots.Data{Study: s, Series: run.Series, Contrast: run.Contrast, Runs: run.Runs, Gaps: run.Gaps, Observed: c.Observed, Known: c.Known, Place: c.Name, Version: run.Manifest.Versions.Module}
}

// FirstLook is the figure of adoption in the first replicate alone: what can be
// seen while the others are still being played. It is the same figure whether
// the run's tables hold that replicate only or all of them.
func FirstLook(run Run) (plots.Figure, error) {
	var err error
	run.Series = run.Series.Only(func(r *table.Row) bool { return r.Replicate == "1" && r.By == table.All })
	s := *run.Study
	if s.Replicates, s.Against = 1, ""; s.Ensemble() {
		s.Sets = s.Sets[:1]
		run.Series, err = table.SummariseSets(s.Sets, run.Series)
	} else {
		run.Series, err = table.Summarise(run.Series)
	}
	if err != nil {
		return plots.Figure{}, err
	}
	run.Contrast, run.Runs, run.Gaps = nil, nil, nil
	f, err := plots.One(data(run, &s, inView(s.Focus, evidence.US())), "adoption")
	f.About.Digest = s.Digest
	return f, err
}
