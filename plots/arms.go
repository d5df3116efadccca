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

// dagged is the dagger of an estimate that rests on an assumption.
func dagged(e finding.Estimate) string { return finding.Marked("", e.Assumed) }

// colourOf is the colour of a policy's difference: its own where it is more than
// luck, all policies looked at.
func colourOf(p policy, e finding.Estimate, looks int) color.NRGBA {
	if e.SureAmong(looks) {
		return p.colour
	}
	return canvas.Reference
}

// told is a difference, one of so many looked at, as a row says it.
func told(e finding.Estimate, looks int, idle bool, s canvas.Size) string {
	switch {
	case idle, e.Value == 0 && e.Low == 0 && e.High == 0:
		return "no difference"
	case !finding.Defined(e.Value):
		return "not defined"
	case e.N < 2 || e.Spell(finding.Signed).Interval() == "":
		return e.Spell(finding.Signed).Value + e.Unit + ", one run"
	case !e.SureAmong(looks) && s.Narrow() && e.Ensemble():
		return "either sign"
	case !e.SureAmong(looks) && s.Narrow():
		return "could be luck"
	case s.Narrow():
		return e.Spell(finding.Signed).Value + e.Unit
	}
	return gapNote(e)
}

// reached is a sentence on the policies' differences, which are among so many looked at: the
// lowest and the highest of those that are more than luck.
func (b *book) reached(label string, of []finding.Estimate, looks int) string {
	sure, there := make([]finding.Estimate, len(of)), 0
	for i, e := range of {
		sure[i] = finding.Undefined("", 0)
		if finding.Defined(e.Value) {
			there++
		}
		if e.SureAmong(looks) {
			sure[i] = e
		}
	}
	t := tallied(of, looks)
	switch {
	case !t.told:
		return finding.Paragraph(finding.Sentence(label+": "+b.reach(of, short)), b.brackets())
	case t.up+t.down == 0:
		return finding.Sentence(label + ": no difference " + luck)
	case t.up+t.down < there:
		label += ", where it is more than luck"
	}
	return finding.Sentence(label + ": " + b.reach(sure, short))
}

// reach is the lowest and the highest of the policies' numbers as said, with the policies'
// names.
func (b *book) reach(of []finding.Estimate, said func(finding.Estimate) string) string {
	var low, high string
	var least, most finding.Estimate
	for i, e := range of {
		if !finding.Defined(e.Value) {
			continue
		}
		text := said(e) + " (" + finding.Lower(b.arms[i].title) + ")"
		if low == "" || e.Value < least.Value {
			low, least = text, e
		}
		if high == "" || e.Value > most.Value {
			high, most = text, e
		}
	}
	switch {
	case low == "":
		return "not defined"
	case low == high:
		return low
	}
	return "from " + low + " to " + high
}
