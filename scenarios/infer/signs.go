package infer

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Signs is what the signs of the headlines rest on: the assumed parameters, one at a time at both ends of their
// ranges, that flip the effect of AI on one or halve it.
type Signs struct {
	Played
	Asked     int        `json:"asked"` // parameters that were moved
	Headlines []Headline `json:"headlines"`
}

// Headline is one outcome and what its sign rests on, what moves it most first.
type Headline struct {
	Effect finding.Estimate `json:"effect"` // of AI, with every parameter at its default
	Hinges []Hinge          `json:"hinges"`
}

// Hinge is a parameter on which an effect hangs.
type Hinge struct {
	Parameter string           `json:"parameter"`
	Does      Doing            `json:"does"`
	LowEnd    float64          `json:"low_end"` // of its range
	HighEnd   float64          `json:"high_end"`
	AtLow     finding.Estimate `json:"at_low"` // the effect of AI there
	AtHigh    finding.Estimate `json:"at_high"`
}

// Doing is what a range does to an effect.
type Doing string

// What a range may do: the sign is another at one of its ends, or the effect is half of what it is or less; moves
// are the few that move an effect most where none does either.
const (
	Flips  Doing = "flips"
	Halves Doing = "halves"
	Moves  Doing = "moves most"
)

const (
	surely    = 3 // standard errors that a change must have
	mostMoves = 3 // how many are told of an effect that none flips or halves
)

// AssumedParameters are those that a scenario brings to life and whose value nobody measured: their source says
// assumed. One that lives under a policy or parameter only is moved where the scenario names that.
func AssumedParameters(s *scenarios.Scenario) []sim.Parameter {
	alive := func(by string) bool {
		_, set := s.Parameters[by]
		for _, p := range s.Policies {
			set = set || p.Policy == by
		}
		return set
	}
	return slices.DeleteFunc(sim.Parameters(), func(p sim.Parameter) bool {
		return !p.Assumed() || p.Switch != "" && !slices.ContainsFunc(strings.Fields(p.Switch), alive)
	})
}

// PlaySigns plays a plan's seeds with every parameter at its default, and each of some parameters at both ends of its
// range, each beside a frozen twin with the same. What a parameter does not touch is played once: the first seed
// tells, by every bit, whether it moves the burn-in, and whether it moves the world without AI. report may be nil.
func PlaySigns(ctx context.Context, p ensemble.Plan, parameters []sim.Parameter, report ensemble.Progress) (*Signs, error) {
	x := &hinges{trials: newTrials(p, Headlines, report)}
	n := p.Options.Replicates
	x.total = int64(n*(1+2*len(parameters))) * x.pair()
	x.base = make([]base, n)
	if err := ensemble.SideBySide(ctx, x.across, n, x.playBase); err != nil {
		return nil, err
	}
	ends := make([][2][][]float64, len(parameters)) // by parameter and end: effects by seed
	err := ensemble.SideBySide(ctx, x.across, 2*len(parameters), func(ctx context.Context, task int) (err error) {
		q, end := parameters[task/2], task%2
		ends[task/2][end], err = x.playEnd(ctx, q, [2]float64{q.Low, q.High}[end])
		return err
	})
	if err != nil {
		return nil, err
	}
	return x.signs(parameters, ends), nil
}

// hinges are trials of parameters.
type hinges struct {
	*trials
	base   []base     // by seed
	frozen *sim.World // the first seed's frozen world at its end
}

// base is a seed with every parameter at its default.
type base struct {
	start   *sim.World // burnt in
	frozen  []float64  // headlines of the twin
	effects []float64
}

// playBase plays a seed with every parameter at its default.
func (x *hinges) playBase(ctx context.Context, seed int) error {
	w, twin, err := x.start(ctx, x.plan, seed, nil)
	if err != nil {
		return err
	}
	b := &x.base[seed]
	b.start = w.Clone()
	if b.frozen, err = x.play(ctx, twin); err != nil {
		return err
	}
	if seed == 0 {
		x.frozen = twin
	}
	now, err := x.play(ctx, w)
	if err == nil {
		b.effects = x.effects(now, b.frozen)
	}
	return err
}

// playEnd plays all seeds with a parameter at a value and tells the effects of each.
func (x *hinges) playEnd(ctx context.Context, q sim.Parameter, value float64) ([][]float64, error) {
	p := x.plan
	p.Scenario = p.Scenario.Clone()
	if p.Scenario.Parameters == nil {
		p.Scenario.Parameters = map[string]float64{}
	}
	p.Scenario.Parameters[q.Path] = value
	effects := make([][]float64, len(x.base))
	var sameStart, sameFrozen bool
	for seed := range x.base {
		w, twin, err := x.startEnd(ctx, p, seed, q.Path, sameStart)
		if err != nil {
			return nil, err
		}
		sameStart = sameStart || seed == 0 && sameState(w, x.base[0].start)
		frozen := x.base[seed].frozen
		if sameFrozen {
			x.tick(int64(x.plan.Options.Months))
		} else if frozen, err = x.play(ctx, twin); err != nil {
			return nil, err
		}
		sameFrozen = sameFrozen || seed == 0 && sameStart && sameState(twin, x.frozen)
		now, err := x.play(ctx, w)
		if err != nil {
			return nil, err
		}
		effects[seed] = x.effects(now, frozen)
	}
	return effects, nil
}

// startEnd is a seed's world with a parameter at an end, and its twin: burnt in, or, where the burn-in is known to be the
// same, a copy of that with every parameter at its default.
func (x *hinges) startEnd(ctx context.Context, p ensemble.Plan, seed int, path string, same bool) (w, twin *sim.World, err error) {
	if !same {
		return x.start(ctx, p, seed, nil)
	}
	x.tick(ensemble.StartMonths(p))
	w = x.base[seed].start.Clone()
	if err := w.Params.Set(path, p.Scenario.Parameters[path]); err != nil {
		return nil, nil, scenarios.Mistake("%v", err)
	}
	return w, w.Frozen(), nil
}

// signs puts together what was played.
func (x *hinges) signs(parameters []sim.Parameter, ends [][2][][]float64) *Signs {
	out := &Signs{Played: x.played(), Asked: len(parameters)}
	all := finding.Each(x.base, func(b base) []float64 { return b.effects })
	for k := range x.measures {
		plain := column(all, k)
		h := Headline{Effect: x.effect(k, plain)}
		for i, q := range parameters {
			low, high := column(ends[i][0], k), column(ends[i][1], k)
			h.Hinges = append(h.Hinges, Hinge{q.Path, doing(plain, low, high), q.Low, q.High, x.effect(k, low), x.effect(k, high)})
		}
		h.Hinges = hanging(h.Hinges, h.Effect.Value)
		out.Headlines = append(out.Headlines, h)
	}
	return out
}

// effect is the effect of AI on a headline.
func (x *trials) effect(k int, values []float64) finding.Estimate {
	return x.estimate(k, values, "difference from the world without AI, mean over seeds", false)
}

// doing is what two ends do to an effect, each against the same seeds: an end counts only where it surely moves it,
// and a sign is another only where that is sure, too.
func doing(plain, low, high []float64) Doing {
	does := Moves
	for _, end := range [][]float64{low, high} {
		was, is := average(plain), average(end)
		change := minus(end, plain)
		switch {
		case !(math.Abs(average(change)) > surely*table.StandardError(change)):
		case was*is < 0 && math.Abs(is) > surely*table.StandardError(end):
			return Flips
		case was*is <= 0 || math.Abs(is) <= math.Abs(was)/2:
			does = Halves
		}
	}
	return does
}

// moves is how far the ends move an effect, at most.
func (h Hinge) moves(effect float64) float64 {
	return max(math.Abs(h.AtLow.Value-effect), math.Abs(h.AtHigh.Value-effect))
}

// hanging are the parameters on which an effect hangs, those that move it most first; where there are few, those that
// move it most stand for the rest.
func hanging(list []Hinge, effect float64) []Hinge {
	// total order: how far it moves, then its name
	slices.SortFunc(list, func(a, b Hinge) int {
		return cmp.Or(cmp.Compare(rank(a.Does), rank(b.Does)), cmp.Compare(b.moves(effect), a.moves(effect)), cmp.Compare(a.Parameter, b.Parameter))
	})
	decide := slices.IndexFunc(list, func(h Hinge) bool { return h.Does == Moves })
	if decide < 0 {
		return list
	}
	return list[:max(decide, min(mostMoves, len(list)))]
}

// rank orders what ranges do.
func rank(d Doing) int { return slices.Index([]Doing{Flips, Halves, Moves}, d) }

//go:embed signs.json
var signs []byte

// ReadSigns is what signs rested on when it was last written down.
func ReadSigns() (*Signs, error) {
	var s Signs
	return &s, finding.ReadJSON(bytes.NewReader(signs), &s)
}
