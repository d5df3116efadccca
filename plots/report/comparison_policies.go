package report

import (
	"cmp"

	"github.com/atelier-sim/atelier/scenarios"
)

// ArmPolicies are the policies of an arm, each as the lines of a card.
type ArmPolicies struct {
	Title    string
	Policies []PolicyCard
}

// PolicyCard is one policy in full.
type PolicyCard struct {
	Title   string
	Assumed bool
	Facts   []Fact
}

// armPolicies are the policies of all arms that have any.
func armPolicies(c *scenarios.Comparison) []ArmPolicies {
	var list []ArmPolicies
	for _, a := range c.Arms {
		arm := ArmPolicies{Title: cmp.Or(a.Title, a.Name) + mark(a.Assumed)}
		for _, p := range a.Policies {
			card := PolicyCard{Title: cmp.Or(p.Title, p.Name), Assumed: p.Assumed}
			for _, f := range policyFacts(p) {
				if f.Text != "" {
					card.Facts = append(card.Facts, f)
				}
			}
			arm.Policies = append(arm.Policies, card)
		}
		if len(arm.Policies) > 0 {
			list = append(list, arm)
		}
	}
	return list
}

// policyFacts are the lines of a policy's card.
func policyFacts(p scenarios.PolicyLine) []Fact {
	return []Fact{
		{"Dose", p.Dose}, {"Period", p.Period}, {"Target", p.Target}, {"Compliance", p.Compliance},
		{"Unit cost", p.UnitCost}, {"Payer", p.Payer}, {"Meant to do", p.Claims}, {"How well known", p.Known}, {"Source", p.Source},
	}
}

// PolicyAssumptions are the policies of which an effect is assumed, each once.
func (r *ComparisonReport) PolicyAssumptions() []Fact {
	var list []Fact
	seen := map[string]bool{}
	for _, a := range r.Run.Comparison.Arms {
		for _, p := range a.Policies {
			if p.Assumed && !seen[p.Name] {
				seen[p.Name] = true
				list = append(list, Fact{cmp.Or(p.Title, p.Name), p.Known})
			}
		}
	}
	return list
}
