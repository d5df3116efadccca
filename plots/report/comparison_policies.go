package report

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
)

// PolicyCard is one policy in full: what it is, and which arms have it so. The
// same policy with another dose or target is another card.
type PolicyCard struct {
	Title   string
	Assumed bool
	Arms    []string
	Facts   []Fact
}

// cards are the policies of all arms, each once.
func (r *ComparisonReport) cards() []PolicyCard {
	var cards []PolicyCard
	var lines []scenarios.PolicyLine
	for i, a := range r.Run.Comparison.Arms {
		for _, p := range a.Policies {
			k := slices.Index(lines, p)
			if k < 0 {
				k = len(lines)
				lines = append(lines, p)
				cards = append(cards, PolicyCard{Title: cmp.Or(p.Title, p.Name), Assumed: p.Assumed})
			}
			cards[k].Arms = append(cards[k].Arms, r.armTitle(i))
		}
	}
	for k, p := range lines {
		for _, f := range append([]Fact{{"In", list(cards[k].Arms)}}, policyFacts(p)...) {
			if f.Text != "" {
				cards[k].Facts = append(cards[k].Facts, f)
			}
		}
	}
	return cards
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
	for _, a := range r.Run.Comparison.Arms {
		for _, p := range a.Policies {
			f := Fact{cmp.Or(p.Title, p.Name), p.Known}
			if p.Assumed && !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
	}
	return list
}
