package scenarios

import (
	"regexp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Nouns of what a comparison sets side by side.
const (
	nounPolicy     = "policy"     // each has policies, or is the reference under another name
	nounAssumption = "assumption" // each sets parameters and the like alone
	nounFuture     = "future"     // some do this, some that
)

// noun is what the arms that are compared are.
func (s *Study) noun() string {
	assumes := func(a *Arm) bool { return len(a.Policies) == 0 && a.Changes != "" }
	acts := func(a *Arm) bool { return len(a.Policies) > 0 }
	switch others := s.Others(); {
	case s.Kind == KindRun || !slices.ContainsFunc(others, assumes):
		return nounPolicy
	case slices.ContainsFunc(others, acts):
		return nounFuture
	}
	return nounAssumption
}

// ofPolicies finds what texts call the arms.
var ofPolicies = regexp.MustCompile(`\b([Aa] )?([Pp])olic(y|ies)\b`)

// Called is a text that was written of policies, played with one parameter set, as it
// is to be said of this study: over an ensemble intervals are of sets, and what arms
// are named is in named.
func (s *Study) Called(text string) string { return s.named(s.overSets(text)) }

// named is a text that was written of policies as it is to be said of the arms of this
// study: one that sets parameters alone is an assumption, and nobody's policy.
func (s *Study) named(text string) string {
	noun := s.noun()
	if noun == nounPolicy {
		return text
	}
	return ofPolicies.ReplaceAllStringFunc(text, func(word string) string {
		as := noun
		if strings.HasSuffix(word, "ies") {
			as += "s"
		}
		article, rest, found := strings.Cut(word, " ")
		if !found {
			rest = article
		} else if noun == nounAssumption {
			article += "n"
		}
		if rest[0] == 'P' {
			as = finding.Capital(as)
		}
		if found {
			return article + " " + as
		}
		return as
	})
}
