package plots

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
)

// ledger is a comparison opened for reading: every figure of one call to
// Compare reads the same one.
type ledger struct {
	ComparisonData
	c     *scenarios.Comparison
	world string   // the main one
	arms  []policy // all but the reference, in the order of Arms
	index map[effectKey]*scenarios.Effect
}

// policy is an arm with the look that it has in every figure.
type policy struct {
	at     int // place in Arms
	key    string
	title  string
	idle   bool
	colour color.NRGBA
	dash   canvas.Dash
	mark   string // dagger of what rests on an assumed effect
}

// effectKey is where an effect stands.
type effectKey struct {
	world             string
	arm               int
	by, group, column string
	when              string
}

// slots are the series of the policies that have one of their own.
var slots = map[string]int{"skills-first": 0, "rights-first": 1, "safety-net": 2, "supportive-ecosystem": 3}

func newLedger(d ComparisonData) *ledger {
	l := &ledger{ComparisonData: d, c: d.Comparison, world: d.Comparison.Worlds[0], index: map[effectKey]*scenarios.Effect{}}
	for i, a := range l.c.Arms {
		if i == l.c.Against {
			continue
		}
		p := policy{at: i, key: a.Name, title: cmp.Or(a.Title, a.Name), idle: a.Idle != "", colour: canvas.Reference}
		if a.Assumed {
			p.mark = dagger
		}
		l.arms = append(l.arms, p)
	}
	l.dress()
	for i := range l.c.Effects {
		e := &l.c.Effects[i]
		l.index[effectKey{e.World, e.Arm, e.By, e.Group, e.Column, e.When}] = e
	}
	return l
}

// dress gives up to four policies a colour and a dash: their own where they
// have one, a free one where not. More than four are ink: which is which, their
// names say.
func (l *ledger) dress() {
	if l.many() {
		for i := range l.arms {
			l.arms[i].colour = canvas.Ink
		}
		return
	}
	taken := make([]bool, len(canvas.Light.Series))
	wear := func(p *policy, slot int) {
		taken[slot] = true
		p.colour, p.dash = canvas.Hex(canvas.Light.Series[slot]), canvas.Dashes[slot]
	}
	for i := range l.arms {
		if slot, own := slots[l.arms[i].key]; own && !taken[slot] {
			wear(&l.arms[i], slot)
		}
	}
	for i := range l.arms {
		if _, own := slots[l.arms[i].key]; !own || l.arms[i].colour == canvas.Reference {
			if free := slices.Index(taken, false); free >= 0 {
				wear(&l.arms[i], free)
			}
		}
	}
}

// many tells whether there are more policies than colours.
func (l *ledger) many() bool { return len(l.arms) > len(canvas.Light.Series) }

// referenceTitle is what readers call the reference.
func (l *ledger) referenceTitle() string {
	a := l.c.Arms[l.c.Against]
	return cmp.Or(a.Title, a.Name)
}

// effect is an effect on all creatives or on a group, nil if there is none.
func (l *ledger) effect(world string, p policy, by, group, column, when string) *scenarios.Effect {
	return l.index[effectKey{world, p.at, by, group, column, when}]
}

// estimateOf is an estimate of a comparison in the type of figures.
func estimateOf(e scenarios.Estimate) Estimate {
	return Estimate{Value: float64(e.Value), Low: float64(e.Low), High: float64(e.High), N: e.N, Method: e.Method, Assumed: e.Assumed}
}

// change is an effect as figures show it: shares in points, the rest in per
// cent of the reference; scale is what single runs are multiplied by to match.
func (l *ledger) change(world string, p policy, by, group string, m outcomeWords, when string) (e Estimate, runs []float64) {
	e = Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	if x := l.effect(world, p, by, group, m.column, when); x != nil {
		scale := 100.0
		e = estimateOf(x.Estimate.Scaled(100))
		if !m.share {
			scale = perCent(x)
			e = estimateOf(x.PerCent)
		}
		e.Assumed = x.Estimate.Assumed
		for _, v := range x.Runs {
			runs = append(runs, scale*float64(v))
		}
	}
	e.Measure, e.Unit, e.Arm, e.World = m.label, m.unit(), p.key, world
	if group != "all" {
		e.Group = group
	}
	if when == scenarios.AtEnd {
		e.Date = l.lastDate()
	}
	return e, runs
}

// perCent is the factor from an effect's unit to per cent of the reference.
func perCent(e *scenarios.Effect) float64 {
	for _, x := range [][2]scenarios.Number{{e.PerCent.Value, e.Value}, {e.PerCent.High, e.High}, {e.PerCent.Low, e.Low}} {
		if x[1] != 0 && defined(float64(x[0]/x[1])) {
			return float64(x[0] / x[1])
		}
	}
	if e.Value == 0 {
		return 0 // nothing differs in any run
	}
	return math.NaN()
}
