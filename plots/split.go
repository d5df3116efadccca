package plots

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Side is what is known of an occupation's change.
type Side int

// The sides, from losers to gainers: an occupation loses or gains where the sign of its
// change is known and its mean is beyond a threshold; it changes little where the mean is
// within the threshold and the sign is known, or the whole interval is within it.
const (
	Loses Side = iota
	NotKnown
	Little
	Gains
	sides
)

// Much is the threshold in per cent: AI moves occupations more than policies do.
func Much(s *scenarios.Study) float64 {
	if s.Kind == scenarios.KindRun {
		return 5
	}
	return 1
}

// SideOf is the side of a change in per cent, one of so many looked at.
func SideOf(e finding.Estimate, much float64, looks int) Side {
	sure := e.SureAmong(looks)
	switch {
	case sure && e.Value < -much:
		return Loses
	case sure && e.Value > much:
		return Gains
	case sure, e.N > 1 && e.Low >= -much && e.High <= much:
		return Little
	}
	return NotKnown
}

// Split is who loses and who gains in a measure under an arm, by occupation.
type Split struct {
	Occupations [sides]int     // how many
	People      [sides]float64 // share of the creatives in them, 0 to 1; NaN where heads are not told
	N           int            // runs
	Assumed     bool
	// Least and Most are the largest known loss and gain; nil for none.
	Least, Most *scenarios.Effect
}

// SplitOf splits the occupations of a study's main world by what an arm does to a measure,
// all of its arms looked at. N is 0 where the study tells of no occupation.
func SplitOf(s *scenarios.Study, arm, column string) Split {
	var out Split
	there := func(e *scenarios.Effect) bool {
		return e.By == "occupation" && e.Column == column && e.When == s.When() && e.World == s.World() && finding.Defined(e.PerCent.Value)
	}
	looks, heads, all := 0, [sides]float64{}, 0.0
	for i := range s.Effects {
		if there(&s.Effects[i]) {
			looks++
		}
	}
	for i := range s.Effects {
		e := &s.Effects[i]
		if !there(e) || e.Arm != arm {
			continue
		}
		side := SideOf(e.PerCent, Much(s), looks)
		n := headsOf(s, e.Group)
		out.Occupations[side]++
		heads[side], all = heads[side]+n, all+n
		out.N, out.Assumed = e.N, out.Assumed || e.Assumed
		if side == Loses && (out.Least == nil || e.PerCent.Value < out.Least.PerCent.Value) {
			out.Least = e
		}
		if side == Gains && (out.Most == nil || e.PerCent.Value > out.Most.PerCent.Value) {
			out.Most = e
		}
	}
	for side := range heads {
		out.People[side] = heads[side] / all
	}
	return out
}

// headsOf are the people of an occupation, 0 where they are not known.
func headsOf(s *scenarios.Study, occupation string) float64 {
	for i := range s.Levels {
		if e := &s.Levels[i]; e.By == "occupation" && e.Group == occupation && e.Column == "people" {
			return e.Value
		}
	}
	return 0
}
