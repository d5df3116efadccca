package page

import (
	"context"
	"math"
	"runtime"
	"slices"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Whom is the id of the figure that shows who gains and who loses; the others have the names
// of their measures.
const Whom = "whom"

// Usual are the figures that are shown unless others are asked for.
var Usual = []string{sim.AtWork, "ai_use", "org_adoption", "freelance_income_usd", "skill", "fear"}

// mostShown is how many figures are drawn at once.
const mostShown = 12

// Figures are the ids of all figures that may be asked for.
func Figures() []string {
	return append(finding.Each(sim.Measures, func(m sim.Measure) string { return m.Name }), Whom)
}

// shown are the ids of figures that are asked for, each once, and a note on each that is not
// there.
func shown(asked []string) (ids, notes []string) {
	if asked == nil {
		return Usual, nil
	}
	all := Figures()
	for _, id := range asked {
		switch {
		case !slices.Contains(all, id):
			notes = append(notes, finding.Sentence(file.Shown(id, true)+": the page has no such figure"+file.Meant(id, all)))
		case !slices.Contains(ids, id):
			ids = append(ids, id)
		}
	}
	if len(ids) > mostShown {
		notes = append(notes, finding.Sentence("the page shows "+finding.Count(mostShown)+" figures at most; these are the first of "+finding.Count(len(ids))))
		ids = ids[:mostShown]
	}
	return ids, notes
}

// figure is a figure of the page with the numbers behind it.
type figure struct {
	plots.Figure
	moved plots.Moved // the zero value of the one that is not over time
}

// figure makes a figure of what was played.
func (s *playing) figure(id string, difference bool) figure {
	if id == Whom {
		return figure{Figure: plots.Whom{ID: id, Study: s.study, Place: country().Name}.Figure()}
	}
	m := s.moved(id, difference)
	return figure{Figure: m.Figure(), moved: m}
}

// country is the one that worlds are made from; nobody changes it.
var country = evidence.Shared

// against is the arm that the choice is set against, in a sentence, and behind "more" or
// "fewer"; false where there is nothing.
func (s *playing) against() (arm int, whom, than string, any bool) {
	switch {
	case len(s.choice.Scenario.Policies) > 0:
		return armReference, "no policy", " than with no policy", true
	case len(s.now.Arms) > armTwin:
		return armTwin, "the world without AI", scenarios.WithoutAI, true
	}
	return 0, "", "", false
}

// indexed tells whether a measure is shown per 100 of January 2021: counts of people and of
// orders, which nobody can picture.
func indexed(m sim.Measure) bool { return m.Unit == "persons" || m.Unit == "orders" }

// moved is a measure as the page shows it.
func (s *playing) moved(id string, difference bool) plots.Moved {
	measure := sim.MeasureOf(id)
	c := infer.Course{By: table.All, Group: table.All, Measure: measure}
	c.Index = indexed(measure) && c.Indexable(s.now, armChoice)
	m := plots.Moved{ID: id, Measure: scenarios.MeasureOf(measure), Index: c.Index, Study: s.study, Of: s.choice.Scenario.Options.Replicates, Base: math.NaN(),
		Place: country().Name}
	if !c.Index {
		m.Observed = country().Observed
	}
	if arm, whom, than, any := s.against(); any {
		m.Against, m.Than = whom, than
		m.Gap, m.Ends = c.Gap(s.now, armChoice, s.now, arm), c.Ends(s.now, armChoice, s.now, arm)
		for i := range m.Gap {
			m.Gap[i].Assumed = m.Gap[i].Assumed || s.study.Arms[armChoice].Assumed
		}
		base := c.Of(s.now, arm)
		m.Base = base[len(base)-1].Value
	}
	if difference && m.Gap != nil {
		return m
	}
	m.Futures = s.futures(c)
	return m
}

// futures are the lines of a course.
func (s *playing) futures(c infer.Course) []plots.Future {
	var list []plots.Future
	add := func(role plots.Role, title string, f *ensemble.Futures, arm int) {
		list = append(list, plots.Future{Role: role, Title: title, Line: c.Of(f, arm)})
	}
	if len(s.now.Arms) > armTwin {
		add(plots.WithoutAI, "without AI", s.now, armTwin)
	}
	title := "no policy"
	if len(s.choice.Scenario.Policies) > 0 {
		add(plots.Reference, "no policy", s.now, armReference)
		title = "your choice"
	}
	if s.before != nil {
		add(plots.Before, "before", s.before, armChoice)
	}
	add(plots.Now, title, s.now, armChoice)
	return list
}

// heads are the levels behind lines that are per 100 of January 2021, by role: so many
// persons.
func (s *playing) heads(m plots.Moved) map[plots.Role][]finding.Estimate {
	by := map[plots.Role][]finding.Estimate{}
	if !m.Index {
		return by
	}
	for _, x := range s.futures(infer.Course{By: table.All, Group: table.All, Measure: sim.MeasureOf(m.Measure.Column)}) {
		by[x.Role] = x.Line
	}
	return by
}

// groups is the table of the figure of groups.
func (s *playing) groups(values []finding.Estimate) (head []string, rows [][]string) {
	for _, e := range values {
		x := e.Spell(finding.Signed)
		rows = append(rows, []string{s.study.GroupTitle(e.Group), e.Label, x.Value + e.Unit, x.Interval(), e.Sureness(len(values))})
	}
	return []string{"Who", "What", "Difference", "Low to high", "How sure"}, rows
}

// draw draws a figure with its words, lines and table.
func (s *playing) draw(f figure, size canvas.Size) (Drawn, error) {
	svg, err := f.SVG(size)
	if err != nil {
		return Drawn{}, err
	}
	d := Drawn{ID: f.ID, Title: f.Title, SVG: string(svg), Caption: f.Caption, Footer: f.Footer, Unit: f.Subtitle}
	if f.moved.Study == nil {
		d.Table.Head, d.Table.Rows = s.groups(f.Values)
		return d, nil
	}
	r := f.moved.Reading()
	heads := s.heads(f.moved)
	for _, line := range f.moved.Lines() {
		said := make([]string, len(line.Line))
		for month, e := range line.Line {
			if line.Role == plots.Gap {
				said[month] = r.Differs(month, e)
				continue
			}
			said[month] = r.Read(month, e)
			if h := heads[line.Role]; month < len(h) && finding.Defined(h[month].Value) {
				said[month] += "; " + finding.People(h[month].Value) + " " + f.moved.Measure.Unit
			}
		}
		d.Lines = append(d.Lines, Line{Role: string(line.Role), Title: line.Title, Said: said})
	}
	d.Table.Head, d.Table.Rows = f.moved.Table()
	return d, nil
}

// drawAll draws figures side by side, and notes those for which there is nothing to draw.
func (s *playing) drawAll(ctx context.Context, ids []string, difference bool, size canvas.Size, workers int) (list []Drawn, notes []string, err error) {
	drawn := make([]Drawn, len(ids))
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	missing := make([]error, len(ids))
	err = ensemble.SideBySide(ctx, workers, len(ids), func(_ context.Context, k int) (err error) {
		f := s.figure(ids[k], difference)
		if missing[k] = f.Missing; f.Missing == nil {
			drawn[k], err = s.draw(f, size)
		}
		return err
	})
	for k, why := range missing {
		if why != nil {
			notes = append(notes, finding.Sentence(ids[k]+": "+why.Error()))
			continue
		}
		list = append(list, drawn[k])
	}
	return list, notes, err
}
