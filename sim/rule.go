package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Rule is one policy in force in a world: how much of it, when, for whom, who
// complies, and at what unit cost. sim/policy makes rules from the policies
// registered there.
type Rule struct {
	Policy     string  // name, which is also the luck of who complies
	Dose       float64 // in the policy's own unit; 0 is nothing, to the bit
	Start, End int     // months since January 2021: first in force, first no longer
	Ramp       int     // months over which the dose rises to its full height; 0 is a step
	Compliance float64 // share of those targeted who are reached
	UnitCost   float64 // 2024 USD, of what Design.Charge counts
	Target     Target
	// Strongest: of this rule and those of the same policy before it only the
	// strongest that reaches somebody counts; without it they are folded as
	// rules of different policies are.
	Strongest bool
	Design    *Design
}

// Forever is the end of a rule that does not end.
const Forever = math.MaxInt32

// MostRules is how many rules a world may have.
const MostRules = 32

// Design is what all rules of one policy have in common.
type Design struct {
	Pulls   []Pull
	Through Through
	// CoveredOnly: of organisations only those under a collective agreement.
	CoveredOnly bool
	// Charge says what is counted for the cost, and Payer who pays it. PerDose:
	// it costs unit cost x what the first pull does, else unit cost x ramp.
	Charge  Charge
	PerDose bool
	Payer   Payer
}

// A Pull moves a lever by Scale times the dose. Source is where a scale comes
// from that is not 1.
type Pull struct {
	Lever  Lever
	Scale  float64
	Source string
}

// Through says whom a rule reaches.
type Through uint8

// A rule reaches single creatives, or organisations and with them their staff,
// or the law of a domain's market. In the last case compliance scales the dose.
const (
	People Through = iota
	Employers
	Markets
)

// Charge is an event that costs money.
type Charge uint8

// The events, each counted where it happens.
const (
	NoCharge         Charge = iota
	PerCourse               // a creative takes a course
	PerLearner              // a member of staff takes a course
	PerRetrained            // a displaced creative begins a retraining
	PerInsuredMonth         // the wage gap of a month, in USD
	PerRecipient            // a freelancer's month with a basic income
	PerAdopterYear          // an organisation that has AI in use, a year
	PerStaffYear            // a member of staff of an organisation that has AI in use, a year
	PerPilot                // an organisation begins with AI
	PerKeptYear             // a head kept above what is wanted, in USD of pay
	PerJuniorHire           // a junior is hired
	PerSharedPay            // pay of heads in excess, in USD
	PerMissingIncome        // what a freelancer's income is under the usual one, in USD
	PerCommission           // what freelancers are paid for orders of the public, in USD
	nCharges
)

// Payer is who bears a cost.
type Payer uint8

const (
	Public Payer = iota
	Firms
	nPayers
)

// Target says whom a rule is for: bits of domains, in the order of DomainKeys,
// of size classes, contracts and stages. A freelancer has no size, so a rule for some sizes reaches staff only.
type Target struct{ Domains, Sizes, Contracts, Stages uint8 }

// Everyone is the target without any limit.
var Everyone = Target{1<<Domains - 1, 1<<SizeClasses - 1, 1<<3 - 1, 1<<Stages - 1}

// limited tells whether some sizes are left out.
func (t Target) sized() bool { return t.Sizes != Everyone.Sizes }

// Adopt puts rules in force. It refuses a rule for domains of which the world
// has none: it would reach nobody.
func (w *World) Adopt(rules []Rule) error {
	for i := range rules {
		if !slices.ContainsFunc(w.Domains, func(d Domain) bool { return rules[i].targets(&d) }) {
			return fmt.Errorf("policy %s is for domains that this country does not have: use some of %s",
				rules[i].Policy, strings.Join(w.GroupNames("domain"), ", "))
		}
	}
	w.Rules = rules
	return nil
}

// On is the share of the dose that is in force in a month: 0 before the start
// and from the end on, rising over the ramp.
func (r *Rule) On(month int) float64 {
	since := month - r.Start
	switch {
	case since < 0 || month >= r.End:
		return 0
	case since+1 >= r.Ramp:
		return 1
	}
	return float64(since+1) / float64(r.Ramp)
}

// idle tells whether a rule does nothing in any month.
func (r *Rule) idle() bool { return r.Dose == 0 || r.Compliance == 0 }

// key is the rule's place in the luck of compliance: rules of one policy share
// it, so that who complies with one complies with the other. It is FNV-1a.
func (r *Rule) key() uint64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(r.Policy) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

// contract is a creative's bit in Target.Contracts.
func contract(state uint8) uint8 { return 1 << (state - Employed) }
