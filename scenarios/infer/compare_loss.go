package infer

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// twin is the place of the reference's twin without AI, false where none was played.
func (x *reader) twin() (int, bool) { return len(x.arms), len(x.c.Arms) > len(x.arms) }

// losses are what AI does under the reference in the world that is read: its paired
// differences from its twin without AI, of all creatives and, in the main world, of
// groups. In a world without AI there are none.
func (x *reader) losses() []scenarios.Effect {
	twin, played := x.twin()
	if !played || x.c.Worlds[x.world] == scenarios.FrozenWorld {
		return nil
	}
	y := *x
	y.against = twin
	return y.effects(x.against)
}

// undone are the shares of what AI does under the reference that an arm undoes, over the
// period, in the measures of the scorecard.
func (x *reader) undone(arm int) []scenarios.Ratio {
	twin, played := x.twin()
	if !played || x.c.Worlds[x.world] == scenarios.FrozenWorld {
		return nil
	}
	var list []scenarios.Ratio
	for _, m := range x.measures(sim.Scored) {
		own, ref, without := x.values(arm, 0, m, finding.OverPeriod), x.values(x.against, 0, m, finding.OverPeriod), x.values(twin, 0, m, finding.OverPeriod)
		r := scenarios.Ratio{Kind: scenarios.UndoneKind, Label: "Share of AI's effect undone: " + m.Noun}
		r.Estimate, r.Why = x.share(minus(own, ref), minus(without, ref))
		r.Place, r.Assumed = x.at(arm, 0, m, finding.OverPeriod), x.rests(arm, m)
		r.Unit, r.Place.Label = "share", "" // the ratio's own label stands for it
		list = append(list, r)
	}
	return list
}

// share is what an arm does over what would undo all that AI does, ratio of means. It is
// not defined where AI's effect could be either way, in all or, over an ensemble, in one
// set: then there is nothing known to undo. What the arm does may be of either sign.
func (x *reader) share(does, whole []float64) (finding.Estimate, string) {
	e := finding.Undefined(scenarios.Method(scenarios.MethodRatio, x.sets), len(whole))
	w := x.estimate(whole, "", false)
	e.Sets, e.Pairs = w.Sets, w.Pairs
	switch {
	case len(whole) < 2:
		return e, "one run cannot tell"
	case w.Verdict() == finding.Absent:
		return e, "AI changes nothing"
	case !w.SureAmong(1) && x.sets != nil && !w.ByLuck(1):
		return e, EitherWay
	case !w.SureAmong(1):
		return e, "AI's effect could be luck"
	}
	if x.sets == nil {
		e.Value = x.mean(does) / w.Value
		return fieller(does, whole, e), ""
	}
	if w.Value < 0 { // a share is that of the opposites
		zero := make([]float64, len(whole))
		does, whole = minus(zero, does), minus(zero, whole)
	}
	if slices.ContainsFunc(table.Firsts(whole, x.sets), func(v float64) bool { return !(v > 0) }) {
		return e, EitherWay
	}
	e.Value = x.mean(does) / math.Abs(w.Value)
	return x.ratioOfSets(does, whole, e, math.Abs(w.Value))
}

// EitherWay is why no share of AI's effect is undone where its sign is not known.
const EitherWay = "AI's effect could be either way"
