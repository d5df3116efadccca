package scenarios

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Payers are who pays for policies, as sentences and tables call them.
var Payers = []struct{ Payer, Who, Head string }{
	{PayerPublic, "the public", "Public"},
	{PayerFirms, "organisations", "Firms"},
	{PayerLevyIn, "users of AI, by levy,", "Levy in"},
	{PayerLevyOut, "", "Levy out"},
}

// pays say who pays for each policy, and what a year of work costs.
func (s *Study) pays() []string {
	var said, years []string
	others := s.Others()
	for _, a := range others[:min(namedAtMost, len(others))] {
		if outlay := s.outlay(a); outlay != "" {
			said = append(said, outlay)
		}
		if year := s.yearCosts(a); year != "" {
			years = append(years, year)
		}
	}
	if more := len(others) - namedAtMost; more > 0 && len(said) > 0 {
		said = append(said, "the tables have the costs of "+finding.Counted(more, "policy", "policies")+" more")
	}
	if len(said) > 0 {
		said = append(said, "these sums are of "+s.Period()+", in US dollars of 2024")
	}
	said = append(said, years...)
	why, whose := s.undefinedCosts()
	for i := range why {
		said = append(said, "what a year of work costs is not defined for "+few(whose[i], finding.And)+": "+why[i])
	}
	return said
}

// outlay says who pays for a policy.
func (s *Study) outlay(a *Arm) string {
	var parts []string
	for _, p := range Payers {
		if b := s.Bill(s.World(), a.Name, "", p.Payer); b != nil && b.Value > 0 && p.Who != "" {
			parts = append(parts, p.Who+" "+finding.Dollars(b.Value))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return a.Marked() + " costs " + finding.And(parts)
}

// yearCosts says what a year of work costs under a policy; "" where that is not defined.
func (s *Study) yearCosts(a *Arm) string {
	r := s.Ratio(s.World(), a.Name, costOfWork, PayerBoth)
	switch {
	case r == nil:
		return ""
	case r.Why == CostsNothing:
		return a.Marked() + " costs neither the public nor organisations anything" + s.levied(a)
	case r.Why != "":
		return ""
	}
	x := r.Spell(finding.Unsigned)
	said := "a year of work that " + a.Marked() + " keeps costs the public and organisations USD "
	if r.Ensemble() {
		return said + x.Interval()
	}
	return said + x.Value + " (" + x.Interval() + ")"
}

// costOfWork is the kind of the ratio that says what a year of work costs.
const costOfWork = "job-year"

// CostsNothing is why a ratio without any cost is not defined.
const CostsNothing = "costs nothing"

// levied says that a levy is borne all the same.
func (s *Study) levied(a *Arm) string {
	if b := s.Bill(s.World(), a.Name, "", PayerLevyIn); b != nil && b.Value > 0 {
		return " but the levy"
	}
	return ""
}

// undefinedCosts are the reasons why years of work have no cost, and of which policies.
func (s *Study) undefinedCosts() (why []string, whose [][]string) {
	for _, a := range s.Others() {
		r := s.Ratio(s.World(), a.Name, costOfWork, PayerBoth)
		if r == nil || r.Why == "" || r.Why == CostsNothing {
			continue
		}
		i := slices.Index(why, r.Why)
		if i < 0 {
			i, why, whose = len(why), append(why, r.Why), append(whose, nil)
		}
		whose[i] = append(whose[i], a.Marked())
	}
	return why, whose
}
