package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// policyKeys is the list of policies: an entry is the name of a policy, or a
// section with these keys.
func policyKeys() file.Key {
	names := func(name, doc string, choices []string) *file.Key {
		return &file.Key{Name: name, Kind: file.Names, Choices: choices, Called: Called, Doc: doc}
	}
	key := file.Key{Name: "policies", Kind: file.Entries, Longest: sim.MostRules, Doc: "Policies in force, each a name or a section.",
		Example: "{policy: " + policy.Names()[0] + ", dose: 0}", Entry: entry, Form: policyForm, Children: []*file.Key{
			{Name: "policy", Kind: file.Choice, Choices: policy.Names(), Called: Called, Noun: "policy", Lister: "atelier policies", Required: true, Doc: "Which policy; atelier policies lists them."},
			{Name: "dose", Kind: file.Number, Low: -file.Unbounded, High: file.Unbounded, Doc: "How much of it, in its own unit; 0 is nothing."},
			{Name: "start", Kind: file.Month, Doc: "First month in force, such as 2027-01; a year is its January."},
			{Name: "end", Kind: file.Month, Doc: "First month no longer in force; a year is its January; without it the policy stays."},
			{Name: "ramp", Kind: file.Whole, Low: 0, High: 120, Doc: "Months to the full dose; 0 is at once."},
			{Name: "compliance", Kind: file.Number, Low: 0, High: 1, Doc: "Share of those targeted who comply or take part."},
			{Name: "unit_cost", Kind: file.Number, Low: 0, High: policy.MostUnitCost, Unit: "USD", Doc: "What it costs each time; see atelier policies show NAME."},
			{Name: "target", Kind: file.Section, Doc: "Whom it is for; without it whomever it usually reaches.", Children: []*file.Key{
				names("domains", "Domains of creative work.", policy.Domains),
				names("sizes", "Staff of the organisation; whoever works in none is left out.", policy.Sizes),
				names("contracts", "Contracts of creatives.", policy.Contracts),
				names("stages", "Career stages of creatives.", policy.Stages),
			}},
			{Name: "combine", Kind: file.Choice, Choices: policy.Combines, Doc: "How it goes together with an earlier entry of the same policy."},
		}}
	for _, c := range key.Children {
		c.Also = strings.Fields(calledOptions[c.Name])
	}
	return key
}

// entry is a policy of a list, after those before it.
func entry(values map[string]any, before []any) (any, file.Flaw) {
	s, flaw := settingOf(values)
	if flaw.Text == "" {
		flaw = joins(settings(before), s)
	}
	return s, flaw
}

// settingOf is the entry that some values say, by their path.
func settingOf(values map[string]any) (policy.Setting, file.Flaw) {
	s := policy.Find(values["policy"].(string)).Setting()
	take(&s.Dose, values["dose"])
	take(&s.Start, values["start"])
	take(&s.End, values["end"])
	if n, ok := values["ramp"].(int64); ok {
		s.Ramp = int(n)
	}
	take(&s.Compliance, values["compliance"])
	take(&s.UnitCost, values["unit_cost"])
	for _, t := range targets(&s.Target) {
		if list, ok := values["target."+t.name].([]string); ok {
			if len(list) == 0 {
				return s, file.Flaw{Key: "target", Text: "nobody is in the target: " + t.name + " is an empty list; leave it out for everybody"}
			}
			*t.bits = policy.Bits(t.all, list)
		}
	}
	take(&s.Combine, values["combine"])
	switch key, err := s.Check(); {
	case err != nil && key == "end":
		return s, file.Flaw{Key: key, Text: fmt.Sprintf("it starts in %s: it cannot end in %s; name a later month", finding.Date(s.Start), finding.Date(s.End))}
	case err != nil:
		return s, file.Flaw{Key: key, Text: err.Error(), Alone: key == "dose"}
	}
	return s, file.Flaw{}
}

// take takes a value over where there is one.
func take[T any](to *T, value any) {
	if v, ok := value.(T); ok {
		*to = v
	}
}

// targets are the four kinds of a target, with their names.
func targets(t *sim.Target) []targetKind {
	return []targetKind{
		{"domains", policy.Domains, &t.Domains}, {"sizes", policy.Sizes, &t.Sizes},
		{"contracts", policy.Contracts, &t.Contracts}, {"stages", policy.Stages, &t.Stages},
	}
}

// targetKind is one kind of a target: what may be chosen, and what is.
type targetKind struct {
	name string
	all  []string
	bits *uint8
}

// everybody tells whether the target leaves nobody out.
func (k targetKind) everybody() bool { return *k.bits == 1<<len(k.all)-1 }

// said returns the kinds of an entry's target that have to be written: those
// that leave somebody out, or are not as usual with its policy.
func said(s *policy.Setting) []targetKind {
	usual := policy.Find(s.Policy).Reach
	var list []targetKind
	for i, k := range targets(&s.Target) {
		if !k.everybody() || !targets(&usual)[i].everybody() {
			list = append(list, k)
		}
	}
	return list
}

// joins says what is wrong with an entry after those before it: the same
// policy twice without a rule for it, or a rule without the policy.
func joins(before []policy.Setting, s policy.Setting) file.Flaw {
	twice := slices.ContainsFunc(before, func(b policy.Setting) bool { return b.Policy == s.Policy })
	switch {
	case twice && s.Combine == "":
		return file.Flaw{Key: "policy", Alone: true, Text: fmt.Sprintf("%s stands twice: keep one, or let the later one combine by %s", s.Policy, finding.Or(policy.Combines))}
	case !twice && s.Combine != "":
		return file.Flaw{Key: "combine", Alone: true, Text: fmt.Sprintf("there is no earlier entry of %s to combine with: leave it out", s.Policy)}
	case len(before) >= sim.MostRules:
		return file.Flaw{Key: "policy", Alone: true, Text: fmt.Sprintf("more than %d policies: keep at most that many", sim.MostRules)}
	}
	return file.Flaw{}
}

// spelt is a setting of a policy as files and flags write it.
type spelt struct {
	path  string
	value any
}

// spell lists what has to be written of a policy.
func spell(s policy.Setting) []spelt {
	list := []spelt{{"policy", s.Policy}, {"dose", s.Dose}, {"start", finding.Date(s.Start)}}
	if s.End != sim.Forever {
		list = append(list, spelt{"end", finding.Date(s.End)})
	}
	list = append(list, spelt{"ramp", s.Ramp}, spelt{"compliance", s.Compliance}, spelt{"unit_cost", s.UnitCost})
	for _, k := range said(&s) {
		list = append(list, spelt{"target." + k.name, policy.Chosen(k.all, *k.bits)})
	}
	if s.Combine != "" {
		list = append(list, spelt{"combine", s.Combine})
	}
	return list
}

// policyTrees are policies as a file writes them.
func policyTrees(list []policy.Setting) []file.Tree {
	all := make([]file.Tree, len(list))
	for i, s := range list {
		for _, x := range spell(s) {
			all[i].Put(x.path, x.value)
		}
	}
	return all
}
