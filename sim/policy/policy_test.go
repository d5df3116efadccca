package policy_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

var (
	named    = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	numbered = regexp.MustCompile(`\([0-9]+(, [0-9]+)*\)`)
)

// Every policy says all of itself: what it is and does, in which equations, how
// much of it means what and where that is from, what it costs and whom, which
// programmes are real, what it claims and how well that is known.
func TestEveryPolicySaysAllOfItself(t *testing.T) {
	all := policy.All()
	if len(all) < 21 || !slices.IsSorted(policy.Names()) {
		t.Errorf("policies are %v", policy.Names())
	}
	for _, p := range all {
		if policy.Find(p.Name) != p {
			t.Errorf("%s is not found under its name", p.Name)
		}
		if !named.MatchString(p.Name) {
			t.Errorf("%q is no name for a file", p.Name)
		}
		for what, text := range map[string]string{"title": p.Title, "does": p.Does, "equation": p.Equation, "unit": p.Dose.Unit,
			"source of the dose": p.Dose.Source, "reason of compliance": p.Why, "event": p.Cost.Per, "source of the cost": p.Cost.Source,
			"example": p.Example, "claim": p.Claims.Text, "known": p.Known} {
			if text == "" || text != strings.TrimSpace(text) || strings.Contains(text, "  ") || strings.Contains(text, "\n") {
				t.Errorf("%s: the %s is %q", p.Name, what, text)
			}
		}
		if !numbered.MatchString(p.Equation) {
			t.Errorf("%s names no equation: %s", p.Name, p.Equation)
		}
		if !strings.HasSuffix(p.Does, ".") || strings.HasSuffix(p.Claims.Text, ".") {
			t.Errorf("%s: Does is sentences, a claim is a clause", p.Name)
		}
		for _, x := range p.Design.Pulls {
			if !(x.Scale > 0) {
				t.Errorf("%s pulls %s by %v", p.Name, x.Lever, x.Scale)
			}
		}
		if charged := p.Design.Charge != sim.NoCharge; charged != (p.Cost.USD > 0) {
			t.Errorf("%s costs %v USD and charges for event %d", p.Name, p.Cost.USD, p.Design.Charge)
		}
	}
}

// What a policy is by default is allowed, and so is no dose.
func TestDefaultsPassTheirOwnChecks(t *testing.T) {
	for _, p := range policy.All() {
		s := p.Setting()
		if key, err := s.Check(); err != nil {
			t.Errorf("%s: %s: %v", p.Name, key, err)
		}
		s.Dose, s.Compliance, s.Target = 0, 0, p.Reach
		if key, err := s.Check(); err != nil {
			t.Errorf("%s of no dose: %s: %v", p.Name, key, err)
		}
		if s.Start != policy.Start || s.End != sim.Forever || s.UnitCost != p.Cost.USD {
			t.Errorf("%s is %+v by default", p.Name, s)
		}
	}
}

// Every lever is pulled by some policy: none stands for nothing.
func TestEveryLeverIsPulled(t *testing.T) {
	pulled := map[sim.Lever]bool{}
	for _, p := range policy.All() {
		for _, x := range p.Design.Pulls {
			pulled[x.Lever] = true
		}
	}
	for l := range sim.NLevers {
		if !pulled[l] {
			t.Errorf("no policy pulls %s", l)
		}
	}
}

// Targets choose among all domains that a country may have.
func TestDomainsOfTheEvidenceHaveBits(t *testing.T) {
	for _, d := range evidence.US().Domains {
		if !slices.Contains(policy.Domains, d.Key) {
			t.Errorf("domain %s has no bit", d.Key)
		}
	}
	for what, n := range map[string][2]int{"domains": {len(policy.Domains), sim.Domains}, "sizes": {len(policy.Sizes), sim.SizeClasses},
		"stages": {len(policy.Stages), sim.Stages}} {
		if n[0] != n[1] {
			t.Errorf("%d names for %d %s", n[0], n[1], what)
		}
	}
}

func TestBitsAndNamesGoBothWays(t *testing.T) {
	for _, kind := range [][]string{policy.Domains, policy.Sizes, policy.Contracts, policy.Stages} {
		for bits := range uint8(1) << len(kind) {
			if back := policy.Bits(kind, policy.Chosen(kind, bits)); back != bits {
				t.Errorf("%b of %v reads back as %b", bits, kind, back)
			}
		}
		if policy.Bits(kind, []string{"nothing"}) != 0 {
			t.Errorf("a name that is none has a bit among %v", kind)
		}
	}
}
