package policy

import (
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/sim"
)

// A Setting is one entry of a scenario's list of policies: which policy, how
// much of it, when, for whom. Start from Policy.Setting.
type Setting struct {
	Policy     string
	Dose       float64
	Start, End int // months since January 2021; End is sim.Forever without one
	Ramp       int // months
	Compliance float64
	UnitCost   float64 // 2024 USD
	Target     sim.Target
	// Combine says how it goes together with an earlier entry of the same
	// policy: "add", "strongest", or "" for the first one.
	Combine string
}

// Start is the month in which policies start unless said otherwise: January
// 2027, since nobody changes the past. An earlier start is a what-if of the past, and
// marked as one wherever it is told of.
const Start = 72

// Ways to combine entries of one policy.
const (
	Add       = "add"
	Strongest = "strongest"
)

// Combines are the ways in which an entry may combine with earlier ones.
var Combines = []string{Add, Strongest}

// Setting is the policy as it is by default.
func (p *Policy) Setting() Setting {
	return Setting{Policy: p.Name, Dose: p.Dose.Default, Start: Start, End: sim.Forever, Ramp: p.Ramp,
		Compliance: p.Takes, UnitCost: p.Cost.USD, Target: p.Reach}
}

// MostUnitCost is the highest unit cost that is taken, in USD.
const MostUnitCost = 1e7

// Check says what is wrong with a setting alone, naming the key: policy, dose,
// end, compliance, unit_cost or target.
func (s Setting) Check() (key string, err error) {
	p := Find(s.Policy)
	if p == nil {
		return "policy", fmt.Errorf("there is no policy %q", s.Policy)
	}
	switch {
	case !(s.Dose >= p.Dose.Low && s.Dose <= p.Dose.High):
		return "dose", fmt.Errorf("a dose of %v is outside the range of %s: use %v to %v (%s)", s.Dose, p.Name, p.Dose.Low, p.Dose.High, p.Dose.Unit)
	case s.End <= s.Start:
		return "end", fmt.Errorf("it would end before it starts")
	case !(s.Compliance >= 0 && s.Compliance <= 1):
		return "compliance", fmt.Errorf("compliance of %v is no share: use 0 to 1", s.Compliance)
	case !(s.UnitCost >= 0 && s.UnitCost <= MostUnitCost):
		return "unit_cost", fmt.Errorf("a unit cost of %v is out of range: use 0 to 10,000,000 (USD)", s.UnitCost)
	}
	return "target", p.reaches(s.Target)
}

// reaches says why a target is empty: nobody in it can be reached by the policy.
func (p *Policy) reaches(t sim.Target) error {
	all := sim.Everyone
	switch {
	case t.Domains&p.Reach.Domains == 0 || t.Stages&p.Reach.Stages == 0:
		return fmt.Errorf("nobody is in the target: %s does not reach them", p.Name)
	case t.Contracts&p.Reach.Contracts == 0:
		return fmt.Errorf("nobody is in the target: %s is for those %s only", p.Name, in(Contracts, p.Reach.Contracts))
	case t.Sizes != all.Sizes && t.Contracts&p.Reach.Contracts&1 == 0:
		return fmt.Errorf("nobody is in the target: only employees work in organisations of a size")
	case t.Sizes&p.Reach.Sizes == 0:
		return fmt.Errorf("nobody is in the target: %s is for organisations of %s staff only", p.Name, in(Sizes, p.Reach.Sizes))
	case p.Design.Through == sim.Markets && (t.Sizes != all.Sizes || t.Contracts != all.Contracts || t.Stages != all.Stages):
		return fmt.Errorf("%s is a law of markets: its target may name domains only", p.Name)
	case p.Design.Through == sim.Employers && t.Stages != all.Stages:
		return fmt.Errorf("%s binds organisations: its target may name domains and sizes only", p.Name)
	}
	return nil
}

// Rules turns settings that pass Check into the rules of a world. Rules of one
// policy stand side by side, in the order of their settings.
func Rules(list []Setting) []sim.Rule {
	var rules []sim.Rule
	var done []string
	for _, first := range list {
		if slices.Contains(done, first.Policy) {
			continue
		}
		done = append(done, first.Policy)
		for _, s := range list {
			if s.Policy == first.Policy {
				rules = append(rules, s.rule())
			}
		}
	}
	return rules
}

func (s Setting) rule() sim.Rule {
	p := Find(s.Policy)
	t := s.Target
	t.Domains, t.Sizes = t.Domains&p.Reach.Domains, t.Sizes&p.Reach.Sizes
	t.Contracts, t.Stages = t.Contracts&p.Reach.Contracts, t.Stages&p.Reach.Stages
	return sim.Rule{Policy: s.Policy, Dose: s.Dose, Start: s.Start, End: s.End, Ramp: s.Ramp, Compliance: s.Compliance,
		UnitCost: s.UnitCost, Target: t, Strongest: s.Combine == Strongest, Design: &p.Design}
}
