package page

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A Desk answers questions. It may be asked by several at once, and keeps what
// futures have in common from one question to the next.
type Desk struct {
	Model, Version string
	Workers        int // of one question; 0 for all
	shelf          *ensemble.Shelf
	does           map[string]func(ctx context.Context, body []byte) ([]byte, error)
	views          lately[*Inside]
	stages         lately[*explain.Stage]
	lives          lately[*Life]
}

// NewDesk is a desk that keeps about so many bytes of what was played.
func NewDesk(model, version string, bytes int64) *Desk {
	d := &Desk{Model: model, Version: version, shelf: ensemble.NewShelf(bytes), does: map[string]func(context.Context, []byte) ([]byte, error){}}
	Teach(d, "answer", d.Answer)
	d.views.most, d.stages.most, d.lives.most = 8, 2, 64
	Teach(d, "inside", d.Inside)
	Teach(d, "life", d.Life)
	return d
}

// Teach makes a desk answer one kind of question more, before anybody asks it.
func Teach[Q, A any](d *Desk, what string, answer func(context.Context, Q) (A, error)) {
	d.does[what] = func(ctx context.Context, body []byte) ([]byte, error) {
		var q Q
		if err := json.Unmarshal(body, &q); err != nil {
			return nil, scenarios.Mistake("the question %s cannot be read: %v", what, err)
		}
		a, err := answer(ctx, q)
		if err != nil {
			return nil, err
		}
		return json.Marshal(a)
	}
}

// Do answers what is asked as JSON, by the name of what is to be done. Bad input is
// [scenarios.ErrInput].
func (d *Desk) Do(ctx context.Context, what string, body []byte) ([]byte, error) {
	answer, known := d.does[what]
	if !known {
		return nil, scenarios.Mistake("%s: this cannot be asked%s", file.Shown(what, true), file.Meant(what, slices.Sorted(maps.Keys(d.does))))
	}
	return answer(ctx, body)
}

// The arms of what the page plays, in their order.
const (
	armReference = iota // the choice's world without its policies
	armChoice
	armTwin // the world without AI
)

// contest is the comparison of a choice with the same world without its policies.
func (c Choice) contest(workers int) *scenarios.Contest {
	mine, reference := c.Scenario.Clone(), c.Scenario.Clone()
	reference.Policies = nil
	reference.Name, reference.Title = "no-policy", "No policy"
	mine.Name, mine.Title = "choice", "Your choice"
	o := c.Scenario.Options
	o.Workers, o.Counterfactual = workers, false
	mine.Options, reference.Options = o, o
	return &scenarios.Contest{Kind: scenarios.KindComparison, Arms: []*scenarios.Scenario{reference, mine}, Worlds: []string{c.Scenario.World}, Options: o}
}

// played are the futures of a choice, on so many replicates.
func (d *Desk) played(ctx context.Context, c Choice, runs int, tick *int64) (*scenarios.Contest, *ensemble.Futures, error) {
	contest := c.contest(d.Workers)
	f, err := ensemble.New(contest.Played(), contest.Worlds, contest.Options)
	if err != nil {
		return nil, nil, err
	}
	if len(c.Scenario.Policies) == 0 && f.Options.Months > policy.Start {
		f.Start = policy.Start // the period does not move with the first dose
	}
	f.Shelf, f.Keep, f.Groupings = d.shelf, true, []string{"size"}
	err = f.Play(ctx, runs, func(done, _ int64) { *tick = done })
	return contest, f, err
}

// Usual are the measures that are shown unless others are asked for.
var Usual = []string{sim.AtWork, "ai_use", "org_adoption", "freelance_income_usd", "skill", "fear"}

// Answer plays what is asked, as far as it was not played before, and draws it.
func (d *Desk) Answer(ctx context.Context, q Question) (*Answer, error) {
	choice := Read(q.Link)
	runs := choice.Scenario.Options.Replicates
	if q.Runs > 0 {
		runs = min(runs, q.Runs)
	}
	a := &Answer{Link: choice.Link(), Model: d.Model[:min(8, len(d.Model))], Version: d.Version, Notes: choice.Notes, Runs: runs, Of: choice.Scenario.Options.Replicates, Command: choice.Command()}
	contest, now, err := d.played(ctx, choice, runs, &a.Played)
	if err != nil {
		return nil, err
	}
	var before *ensemble.Futures
	if q.Before != "" {
		was := Read(q.Before)
		a.Before = was.Link()
		var more int64
		if _, before, err = d.played(ctx, was, runs, &more); err != nil {
			return nil, err
		}
		a.Played += more
	}
	study := infer.Study(contest, now)
	a.Nothing = study.Arms[armChoice].Idle
	show := q.Show
	if show == nil {
		show = Usual
	}
	size := canvas.Wide
	if q.Narrow {
		size = canvas.Narrow
	}
	for _, id := range show {
		f := moved(id, study, now, before, q.Difference).Figure()
		svg, err := f.SVG(size)
		if err != nil {
			return nil, err
		}
		a.Figures = append(a.Figures, Drawn{ID: f.ID, Title: f.Title, SVG: string(svg), Caption: f.Caption, Footer: f.Footer})
	}
	for _, p := range study.Arms[armChoice].Policies {
		a.Policies = append(a.Policies, Priced{Name: p.Name, Dose: p.Dose})
	}
	yaml, err := choice.Scenario.YAML()
	if err != nil {
		return nil, err
	}
	a.YAML = string(yaml)
	return a, nil
}

// moved is a measure as the page shows it.
func moved(id string, study *scenarios.Study, now, before *ensemble.Futures, difference bool) plots.Moved {
	measure := sim.MeasureOf(id)
	m := plots.Moved{ID: id, Measure: scenarios.MeasureOf(measure), Runs: now.Replicates(), World: study.World()}
	if difference {
		m.Gap = infer.GapLine(now, armChoice, armReference, "all", "all", measure)
		return m
	}
	line := func(f *ensemble.Futures, arm int) []finding.Estimate {
		return infer.Line(f, arm, "all", "all", measure)
	}
	if len(now.Arms) > armTwin {
		m.Futures = append(m.Futures, plots.Future{Role: plots.WithoutAI, Title: "without AI", Line: line(now, armTwin)})
	}
	if len(now.Arms[armChoice].Policies) > 0 {
		m.Futures = append(m.Futures, plots.Future{Role: plots.Reference, Title: "no policy", Line: line(now, armReference)})
	}
	if before != nil {
		m.Futures = append(m.Futures, plots.Future{Role: plots.Before, Title: "before", Line: line(before, armChoice)})
	}
	m.Futures = append(m.Futures, plots.Future{Role: plots.Now, Title: "now", Line: line(now, armChoice)})
	return m
}
