package plots

import (
	"image/color"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// policy is an arm with the look that it has in every figure.
type policy struct {
	key    string
	title  string
	idle   bool
	colour color.NRGBA
	dash   canvas.Dash
	mark   string // dagger of what rests on an assumed effect
}

// slots are the series of the policies that have one of their own.
var slots = map[string]int{"skills-first": 0, "rights-first": 1, "safety-net": 2, "supportive-ecosystem": 3}

// policiesOf gives up to four policies a colour and a dash: their own where they
// have one, a free one where not. More than four are ink: which is which, their
// names say.
func policiesOf(s *scenarios.Study) []policy {
	arms := finding.Each(s.Others(), func(a *scenarios.Arm) policy {
		return policy{key: a.Name, title: a.Title, idle: a.Idle != "", colour: canvas.Ink, mark: finding.Marked("", a.Assumed)}
	})
	if len(arms) > len(canvas.Light.Series) {
		return arms
	}
	taken, dressed := make([]bool, len(canvas.Light.Series)), make([]bool, len(arms))
	wear := func(i, slot int) {
		taken[slot], dressed[i] = true, true
		arms[i].colour, arms[i].dash = canvas.Hex(canvas.Light.Series[slot]), canvas.Dashes[slot]
	}
	for i := range arms {
		if slot, own := slots[arms[i].key]; own && !taken[slot] {
			wear(i, slot)
		}
	}
	for i := range arms {
		if free := slices.Index(taken, false); !dressed[i] && free >= 0 {
			wear(i, free)
		}
	}
	return arms
}

// many tells whether there are more policies than colours.
func (b *book) many() bool { return len(b.arms) > len(canvas.Light.Series) }
