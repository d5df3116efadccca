package infer

import (
	"bytes"
	"context"
	_ "embed"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Worths is what interactions are worth: what becomes of the headlines of work when each is taken out.
type Worths struct {
	Played
	Plain []finding.Estimate `json:"plain"` // what AI makes of each headline with all interactions
	Rows  []Worth            `json:"ablations"`
}

// Worth is one interaction or part of minds taken out, or one shock.
type Worth struct {
	Name    string           `json:"name"`
	Does    string           `json:"does"`
	Kind    sim.AblationKind `json:"kind"`
	Changes []Change         `json:"changes"` // of each headline
}

// Change is what becomes of the effect of AI on a headline, in points, with the luck of the paired difference.
type Change struct {
	finding.Estimate
	StandardError float64   `json:"standard_error"`
	InLuck        float64   `json:"in_standard_errors"`
	Values        []float64 `json:"values"` // by seed
}

// What counts: a change of over half a point and five standard errors.
const (
	countsPoints = 0.5
	countsLuck   = 5
)

// Counts tells whether a change is more than a trifle and more than luck.
func (c Change) Counts() bool {
	return math.Abs(c.Value) > countsPoints && math.Abs(c.InLuck) > countsLuck
}

// told tells whether one of the changes can be told from luck.
func (w Worth) told() bool {
	return slices.ContainsFunc(w.Changes, func(c Change) bool { return c.SureAmong(len(w.Changes)) })
}

// counts tells whether a headline moves by what counts.
func (w Worth) counts() bool { return slices.ContainsFunc(w.Changes, Change.Counts) }

// AblationNames are the names of all that can be taken out.
func AblationNames() []string {
	return finding.Each(sim.Ablations, func(a sim.Ablation) string { return a.Name })
}

// PlayAblations plays a plan's seeds with everything and with each of the named ablations. Whatever is taken out is
// taken out of the burn-in and of the frozen twin too; a shock changes nothing without AI, and shares both with
// the plain run, as it shares the months before. report may be nil.
func PlayAblations(ctx context.Context, p ensemble.Plan, names []string, report ensemble.Progress) (*Worths, error) {
	var apart, shocks []*sim.Ablation
	for _, name := range names {
		switch a := sim.FindAblation(name); {
		case a == nil:
			return nil, scenarios.Mistake("%v", new(sim.World).Ablate(name))
		case a.Kind != sim.Shock:
			apart = append(apart, a)
		case p.Options.Months < a.Until:
			return nil, scenarios.Mistake("--months: value %d: %s needs at least %d", p.Options.Months, a.Name, a.Until)
		default:
			shocks = append(shocks, a)
		}
	}
	x := newTrials(p, Headlines[:ofWork], report)
	n := p.Options.Replicates
	x.total = int64(n*(1+len(apart))) * x.pair()
	for _, a := range shocks {
		x.total += int64(n * (p.Options.Months - a.From))
	}
	effects := map[string][][]float64{"": make([][]float64, n)} // by ablation and seed
	for _, name := range names {
		effects[name] = make([][]float64, n)
	}
	err := ensemble.SideBySide(ctx, x.across, n*(1+len(apart)), func(ctx context.Context, task int) (err error) {
		seed, k := task/(1+len(apart)), task%(1+len(apart))
		if k == 0 {
			return x.shocked(ctx, seed, shocks, effects)
		}
		w, twin, err := x.start(ctx, x.plan, seed, func(w *sim.World) error { return w.Ablate(apart[k-1].Name) })
		if err == nil {
			effects[apart[k-1].Name][seed], err = x.both(ctx, w, twin)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return x.worths(names, effects), nil
}

// shocked plays a seed with everything, and each shock from its first month on.
func (x *trials) shocked(ctx context.Context, seed int, shocks []*sim.Ablation, effects map[string][][]float64) error {
	w, twin, err := x.start(ctx, x.plan, seed, nil)
	if err != nil {
		return err
	}
	frozen, err := x.play(ctx, twin)
	if err != nil {
		return err
	}
	for w.Month < x.plan.Options.Months {
		for _, a := range shocks {
			if a.From != w.Month {
				continue
			}
			other := w.Clone()
			if err := other.Ablate(a.Name); err != nil {
				return err
			}
			end, err := x.play(ctx, other)
			if err != nil {
				return err
			}
			effects[a.Name][seed] = x.effects(end, frozen)
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		w.Step()
		x.tick(1)
	}
	effects[""][seed] = x.effects(x.headlines(w), frozen)
	return nil
}

// worths puts together what was played.
func (x *trials) worths(names []string, effects map[string][][]float64) *Worths {
	out := &Worths{Played: x.played()}
	plain := effects[""]
	for k := range x.measures {
		out.Plain = append(out.Plain, x.estimate(k, column(plain, k), "difference from the world without AI, mean over seeds", false))
	}
	for _, name := range names {
		a := sim.FindAblation(name)
		row := Worth{Name: a.Name, Does: a.Does, Kind: a.Kind}
		for k := range x.measures {
			values := minus(column(effects[name], k), column(plain, k))
			row.Changes = append(row.Changes, Change{x.estimate(k, values, "paired difference from the run with everything, mean over seeds", true),
				table.StandardError(values), inLuck(values), values})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

//go:embed ablations.json
var ablations []byte

// ReadWorths is what interactions were worth when it was last written down, with all interactions of the model.
func ReadWorths() (*Worths, error) {
	var w Worths
	return &w, finding.ReadJSON(bytes.NewReader(ablations), &w)
}
