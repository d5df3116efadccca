package infer

import (
	"context"
	"math"
	"reflect"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Headlines are the outcomes by which a world is summed up, those of work first.
var Headlines = []string{sim.AtWork, "employed", "orders", "freelance_income_usd", "quality", "variety", "fear"}

// ofWork are how many of them are of work.
const ofWork = 4

// Played says what a finding was played with.
type Played struct {
	World      string `json:"world"`
	Population int    `json:"population"`
	Replicates int    `json:"replicates"`
	Months     int    `json:"months"`
	Seed       uint64 `json:"seed"`
}

// words are "expected world, 10,000 creatives, 16 seeds from 1 on".
func (p Played) words() string {
	return p.World + " world, " + finding.Count(p.Population) + " creatives, " + finding.Counted(p.Replicates, "seed", "seeds") + " from " + finding.Count(int(p.Seed)) + " on"
}

// moment is when effects are taken: "December 2035 against no AI".
func (p Played) moment() string { return finding.Month(p.Months-1) + " against no AI" }

// trials plays worlds that are changed by hand, each beside its frozen twin, on the seeds of a plan: luck is common
// to all of them.
type trials struct {
	plan     ensemble.Plan
	across   int // worlds side by side
	measures []sim.Measure

	told        sync.Mutex
	report      ensemble.Progress
	done, total int64
}

func newTrials(p ensemble.Plan, headlines []string, report ensemble.Progress) *trials {
	if report == nil {
		report = func(int64, int64) {}
	}
	x := &trials{plan: p, report: report, measures: finding.Each(headlines, sim.MeasureOf)}
	many := p.Options
	many.Replicates = math.MaxInt32 // there are more worlds than seeds
	x.across, x.plan.Options.Workers = ensemble.Spread(many)
	x.plan.Options.Counterfactual = true
	return x
}

// played says what is played.
func (x *trials) played() Played {
	o := x.plan.Options
	return Played{x.plan.Scenario.World, o.Population, o.Replicates, o.Months, o.Seed}
}

// pair is how many months a world and its twin take with their burn-in.
func (x *trials) pair() int64 { return ensemble.StartMonths(x.plan) + 2*int64(x.plan.Options.Months) }

// tick counts months that were played, or need not be.
func (x *trials) tick(months int64) {
	x.told.Lock()
	defer x.told.Unlock()
	x.done += months
	x.report(x.done, x.total)
}

// start is a replicate, from 0, burnt in after a change, and its twin.
func (x *trials) start(ctx context.Context, p ensemble.Plan, replicate int, change func(*sim.World) error) (w, twin *sim.World, err error) {
	p.Change = change
	return ensemble.StartReplicate(ctx, p, replicate+1, func(int64, int64) { x.tick(1) })
}

// play plays a world to its end and tells its headlines.
func (x *trials) play(ctx context.Context, w *sim.World) ([]float64, error) {
	for w.Month < x.plan.Options.Months {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		w.Step()
		x.tick(1)
	}
	return x.headlines(w), nil
}

// headlines are the outcomes of a world's last month.
func (x *trials) headlines(w *sim.World) []float64 {
	return finding.Each(x.measures, func(m sim.Measure) float64 { return m.In(w.Now.Groups[0].Values) })
}

// effects are what AI makes of the headlines: per cent of the world without AI, points of a share.
func (x *trials) effects(now, frozen []float64) []float64 {
	out := make([]float64, len(now))
	for k, m := range x.measures {
		if out[k] = 100 * (now[k] - frozen[k]); m.Unit != "share" {
			out[k] /= frozen[k]
		}
	}
	return out
}

// both plays a world and its twin and tells the effects.
func (x *trials) both(ctx context.Context, w, twin *sim.World) ([]float64, error) {
	frozen, err := x.play(ctx, twin)
	if err != nil {
		return nil, err
	}
	now, err := x.play(ctx, w)
	if err != nil {
		return nil, err
	}
	return x.effects(now, frozen), nil
}

// unit is that of an effect, or of a change of it.
func (x *trials) unit(k int, change bool) string {
	if change || x.measures[k].Unit == "share" {
		return " points"
	}
	return "%"
}

// estimate is an effect on a headline, or a change of it, from its values by seed.
func (x *trials) estimate(k int, values []float64, method string, change bool) finding.Estimate {
	m := x.measures[k]
	e := estimate(values, method, m.Assumed)
	e.Place = finding.Place{Column: m.Name, By: everyone.by, Group: everyone.name, World: x.plan.Scenario.World, When: finding.AtEnd, Unit: x.unit(k, change), Label: m.Label}
	return e
}

// column is one headline out of the effects of each seed.
func column(effects [][]float64, k int) []float64 {
	return finding.Each(effects, func(e []float64) float64 { return e[k] })
}

// inLuck is how many standard errors a mean is; NaN where there is no luck to measure it by.
func inLuck(values []float64) float64 {
	se := table.StandardError(values)
	if se == 0 {
		return math.NaN()
	}
	return table.Average(values) / se
}

// sameState tells whether two worlds are the same to the bit, whatever their parameters. Clones are compared, for
// they hold nothing that is left over from a month.
func sameState(a, b *sim.World) bool {
	x, y := a.Clone(), b.Clone()
	x.Params, y.Params = sim.Params{}, sim.Params{}
	x.Now, y.Now = sim.Month{}, sim.Month{} // follows from the rest, and holds what is not defined
	return reflect.DeepEqual(x, y)
}
