package page

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A Desk answers questions. It may be asked by several at once, and keeps what
// futures have in common from one question to the next.
type Desk struct {
	Model, Version string
	Workers        int    // of one question; 0 for all
	Limits         Limits // of one question
	// Month, unless it is nil, is called after each month of a world that was played: where
	// there is one thread, others are let in between.
	Month func()
	// Larder keeps burnt-in worlds for later; nil for nowhere.
	Larder ensemble.Larder
	shelf  *ensemble.Shelf
	does   map[string]func(ctx context.Context, body []byte) ([]byte, error)
	views  lately[*Inside]
	stages lately[*explain.Stage]
	lives  lately[*Life]
}

// NewDesk is a desk that keeps about so many bytes of what was played.
func NewDesk(model, version string, bytes int64) *Desk {
	d := &Desk{Model: model, Version: version, Limits: UsualLimits, shelf: ensemble.NewShelf(bytes), does: map[string]func(context.Context, []byte) ([]byte, error){}}
	Teach(d, "answer", d.Answer)
	Teach(d, "file", d.File)
	d.views.most, d.stages.most, d.lives.most = 8, 2, 64
	Teach(d, "inside", d.Inside)
	Teach(d, "life", d.Life)
	return d
}

// Rest lets go of all that the desk keeps of what was played.
func (d *Desk) Rest() {
	d.shelf.Clear()
	d.views.clear()
	d.stages.clear()
	d.lives.clear()
}

// Teach makes a desk answer one kind of question more, before anybody asks it.
func Teach[Q, A any](d *Desk, what string, answer func(context.Context, Q) (A, error)) {
	d.does[what] = func(ctx context.Context, body []byte) ([]byte, error) {
		var q Q
		if err := json.Unmarshal(body, &q); err != nil {
			return nil, scenarios.Mistake("the question %s cannot be read: %v", what, err)
		}
		if odd := finding.OddText(body); odd != "" {
			return nil, scenarios.Mistake("the question %s cannot be read: %s", what, odd)
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
	mine.Name, mine.Title = choiceName, choiceTitle
	o := c.Scenario.Options
	o.Workers, o.Counterfactual = workers, false
	mine.Options, reference.Options = o, o
	return &scenarios.Contest{Kind: scenarios.KindComparison, Arms: []*scenarios.Scenario{reference, mine}, Worlds: []string{c.Scenario.World}, Options: o}
}

// playing is a choice that was played, beside the one before if there is another.
type playing struct {
	choice, was Choice
	study       *scenarios.Study
	now, before *ensemble.Futures // before is nil where the choice has not changed
	played      int64             // months
}

// play plays a choice with so many replicates, 0 for all, and the one before.
func (d *Desk) play(ctx context.Context, link, before string, runs int) (*playing, error) {
	s := &playing{choice: Read(link)}
	runs, workers := asPressed(ctx, runs, d.Workers)
	if all := s.choice.Scenario.Options.Replicates; runs <= 0 || runs > all {
		runs = all
	}
	contest, now, err := d.played(ctx, s.choice, runs, workers, false, &s.played)
	if err != nil {
		return nil, err
	}
	s.now, s.study = now, infer.Study(contest, now)
	if before == "" {
		return s, nil
	}
	if s.was = Read(before); s.was.Link() == s.choice.Link() {
		return s, nil
	}
	var more int64
	if _, s.before, err = d.played(ctx, s.was, runs, workers, false, &more); err != nil {
		return nil, err
	}
	s.played += more
	return s, nil
}

// played are the futures of a choice, on so many replicates; whole keeps the months of some
// groups, too.
func (d *Desk) played(ctx context.Context, c Choice, runs, workers int, whole bool, tick *int64) (*scenarios.Contest, *ensemble.Futures, error) {
	contest, f, err := d.prepared(c, workers, whole)
	if err != nil {
		return nil, nil, err
	}
	return contest, f, d.run(ctx, f, runs, tick)
}

// prepared are the futures of a choice before anything is played.
func (d *Desk) prepared(c Choice, workers int, whole bool) (*scenarios.Contest, *ensemble.Futures, error) {
	contest := c.contest(workers)
	f, err := ensemble.New(contest.Played(), contest.Worlds, contest.Options)
	if err != nil {
		return nil, nil, err
	}
	if err := d.Limits.Allow(c.Scenario.Options, len(f.Arms), c.Scenario.Options.Replicates); err != nil {
		return nil, nil, err
	}
	if len(c.Scenario.Policies) == 0 && f.Options.Months > policy.Start {
		f.Start = policy.Start // the period does not move with the first dose
	}
	f.Shelf, f.Larder = d.shelf, d.Larder
	if whole {
		f.Keep, f.Groupings = true, []string{"size"}
	}
	return contest, f, nil
}

// run plays futures up to a replicate.
func (d *Desk) run(ctx context.Context, f *ensemble.Futures, until int, tick *int64) error {
	return f.Play(ctx, until, func(done, _ int64) {
		*tick = done
		d.Breathe()
	})
}

// Answer plays what is asked, as far as it was not played before, and draws it.
func (d *Desk) Answer(ctx context.Context, q Question) (*Answer, error) {
	s, err := d.play(ctx, q.Link, q.Before, q.Runs)
	if err != nil {
		return nil, err
	}
	ids, notes := shown(q.Show)
	a := &Answer{
		Link: s.choice.Link(), Model: d.Model[:min(8, len(d.Model))], Version: d.Version, Notes: append(s.choice.Notes, notes...), Played: s.played,
		Runs: s.now.Replicates(), Of: s.choice.Scenario.Options.Replicates, Command: s.choice.Command(),
		Live: s.live(ids), Nothing: s.nothing(), Policies: s.priced(), Payers: s.payers(),
	}
	if s.before != nil {
		a.Before = s.was.Link()
	}
	size := canvas.Wide
	if q.Narrow {
		size = canvas.Narrow
	}
	if a.Figures, notes, err = s.drawAll(ctx, ids, q.Difference, size, d.Workers); err != nil {
		return nil, err
	}
	a.Notes = append(a.Notes, notes...)
	yaml, err := s.choice.YAML()
	a.YAML = string(yaml)
	return a, err
}
