package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// policyKeys is the list of policies: an entry is the name of a policy, or a
// section with these keys.
func policyKeys() *key {
	names := func(name, doc string, choices []string) *key {
		return &key{name: name, kind: names, choices: choices, doc: doc}
	}
	return &key{name: "policies", kind: entries, doc: "Policies in force, each a name or a section.", children: []*key{
		{name: "policy", kind: choice, choices: policy.Names(), noun: "policy", lister: "atelier policies", required: true, doc: "Which policy; atelier policies lists them."},
		{name: "dose", kind: number, low: -unbounded, high: unbounded, doc: "How much of it, in its own unit; 0 is nothing."},
		{name: "start", kind: month, doc: "First month in force, such as 2027-01."},
		{name: "end", kind: month, doc: "First month no longer in force; without it the policy stays."},
		{name: "ramp", kind: whole, low: 0, high: 120, doc: "Months to the full dose; 0 is at once."},
		{name: "compliance", kind: number, low: 0, high: 1, doc: "Share of those targeted who comply or take part."},
		{name: "unit_cost", kind: number, low: 0, high: policy.MostUnitCost, unit: "USD", doc: "What it costs each time; see atelier policies show NAME."},
		{name: "target", kind: section, doc: "Whom it is for; without it whomever it usually reaches.", children: []*key{
			names("domains", "Domains of creative work.", policy.Domains),
			names("sizes", "Staff of the organisation; whoever works in none is left out.", policy.Sizes),
			names("contracts", "Contracts of creatives.", policy.Contracts),
			names("stages", "Career stages of creatives.", policy.Stages),
		}},
		{name: "combine", kind: choice, choices: policy.Combines, doc: "How it goes together with an earlier entry of the same policy."},
	}}
}

// entries reads a list of policies and places each complaint at its own item.
func (r *reader) entries(n *yaml.Node, k *key, path string) {
	if n.Kind != yaml.SequenceNode {
		r.report(n, path, "%s: must be a list, such as [%s]", written(n), k.children[0].choices[0])
		return
	}
	var list []policy.Setting
	for i, item := range n.Content {
		here := fmt.Sprintf("%s[%d]", path, i)
		sub := &reader{source: r.source, root: r.root, values: map[string]any{}}
		where := map[string]*yaml.Node{"": item, "policy": item}
		switch {
		case item.Kind == yaml.ScalarNode && item.ShortTag() == "!!str":
			sub.at(item, k.child("policy"), here+".policy")
		case item.Kind != yaml.MappingNode && item.Kind != yaml.AliasNode:
			sub.report(item, here, "%s: must be the name of a policy, or a section such as {policy: %s, dose: 0}", written(item), k.children[0].choices[0])
		default:
			sub.at(item, &key{name: k.name, kind: section, children: k.children}, here)
			for j := 0; j+1 < len(item.Content); j += 2 {
				where[item.Content[j].Value] = item.Content[j+1]
			}
		}
		r.found = append(r.found, sub.found...)
		if _, known := sub.values[here+".policy"]; !known {
			continue
		}
		s, problem := settingOf(sub.values, here+".")
		if len(sub.found) > 0 && problem.key != "dose" {
			problem = flaw{} // the rest may follow from what is wrong already
		}
		if problem.text == "" {
			problem = joins(list, s)
		}
		list = append(list, s) // a wrong one, too: later ones may combine with it
		if problem.text != "" {
			at := where[problem.key]
			if at == nil {
				at = item
			}
			r.report(at, join(here, problem.key), "%s", problem.text)
		}
	}
	r.values[path] = list
}

// flaw is what is wrong with an entry, and under which of its keys.
type flaw struct{ key, text string }

// settingOf is the entry that some values say, by their path after prefix.
func settingOf(values map[string]any, prefix string) (policy.Setting, flaw) {
	get := func(name string) any { return values[prefix+name] }
	p := policy.Find(get("policy").(string))
	s := p.Setting()
	if x, ok := get("dose").(float64); ok {
		s.Dose = x
	}
	if m, ok := get("start").(int); ok {
		s.Start = m
	}
	if m, ok := get("end").(int); ok {
		s.End = m
	}
	if n, ok := get("ramp").(int64); ok {
		s.Ramp = int(n)
	}
	if x, ok := get("compliance").(float64); ok {
		s.Compliance = x
	}
	if x, ok := get("unit_cost").(float64); ok {
		s.UnitCost = x
	}
	for _, t := range targets(&s.Target) {
		if list, ok := get("target." + t.name).([]string); ok {
			if len(list) == 0 {
				return s, flaw{"target", "nobody is in the target: " + t.name + " is an empty list; leave it out for everybody"}
			}
			*t.bits = policy.Bits(t.all, list)
		}
	}
	s.Combine, _ = get("combine").(string)
	switch key, err := s.Check(); {
	case err != nil && key == "end":
		return s, flaw{key, fmt.Sprintf("it starts in %s: it cannot end in %s; name a later month", MonthText(s.Start), MonthText(s.End))}
	case err != nil:
		return s, flaw{key, err.Error()}
	}
	return s, flaw{}
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

// said returns the kinds of an entry's target that have to be written: those
// that leave somebody out, or are not as usual with its policy.
func said(s *policy.Setting) []targetKind {
	usual := policy.Find(s.Policy).Usual
	var list []targetKind
	for i, k := range targets(&s.Target) {
		if everybody := uint8(1)<<len(k.all) - 1; *k.bits != everybody || *targets(&usual)[i].bits != everybody {
			list = append(list, k)
		}
	}
	return list
}

// joins says what is wrong with an entry after those before it: the same
// policy twice without a rule for it, or a rule without the policy.
func joins(before []policy.Setting, s policy.Setting) flaw {
	twice := slices.ContainsFunc(before, func(b policy.Setting) bool { return b.Policy == s.Policy })
	switch {
	case twice && s.Combine == "":
		return flaw{"policy", fmt.Sprintf("%s stands twice: keep one, or let the later one combine by %s", s.Policy, oneOf(policy.Combines))}
	case !twice && s.Combine != "":
		return flaw{"combine", fmt.Sprintf("there is no earlier entry of %s to combine with: leave it out", s.Policy)}
	case len(before) >= sim.MostRules:
		return flaw{"policy", fmt.Sprintf("more than %d policies: keep at most that many", sim.MostRules)}
	}
	return flaw{}
}

// MonthText is a month as files write it: "2027-01" for 72.
func MonthText(m int) string { return fmt.Sprintf("%d-%02d", 2021+m/12, 1+m%12) }

// latestMonth is the last month that a policy may start or end in.
const latestMonth = 600

// parseMonth reads "2027-01".
func parseMonth(text string) (int, bool) {
	year, rest, ok := strings.Cut(text, "-")
	y, errY := strconv.Atoi(year)
	m, errM := strconv.Atoi(rest)
	n := 12*(y-2021) + m - 1
	ok = ok && errY == nil && errM == nil && len(year) == 4 && len(rest) == 2 && m >= 1 && m <= 12 && n >= 0 && n <= latestMonth
	return n, ok
}

// policyNode is a list of policies as a file writes it.
func policyNode(list []policy.Setting) *yaml.Node {
	all := &yaml.Node{Kind: yaml.SequenceNode}
	for _, s := range list {
		m := mapping()
		add(m, "policy", textNode(s.Policy))
		add(m, "dose", bare(exact(s.Dose)))
		add(m, "start", textNode(MonthText(s.Start)))
		if s.End != sim.Forever {
			add(m, "end", textNode(MonthText(s.End)))
		}
		add(m, "ramp", bare(strconv.Itoa(s.Ramp)))
		add(m, "compliance", bare(exact(s.Compliance)))
		add(m, "unit_cost", bare(exact(s.UnitCost)))
		target := mapping()
		for _, k := range said(&s) {
			names := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
			for _, name := range policy.Chosen(k.all, *k.bits) {
				names.Content = append(names.Content, textNode(name))
			}
			add(target, k.name, names)
		}
		if len(target.Content) > 0 {
			add(m, "target", target)
		}
		if s.Combine != "" {
			add(m, "combine", textNode(s.Combine))
		}
		all.Content = append(all.Content, m)
	}
	return all
}
