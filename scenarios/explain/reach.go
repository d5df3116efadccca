package explain

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// reach tells, once for each, which policies reach the creative in one arm and
// not in the other.
func (t *telling) reach() {
	for i, l := range t.arms {
		var fresh []string
		for _, name := range l.now.Reached {
			if !l.reached[name] && !slices.Contains(t.arms[1-i].now.Reached, name) {
				l.reached[name] = true
				fresh = append(fresh, name)
			}
		}
		if len(fresh) > 0 {
			t.say(Reached, nil, fmt.Sprintf("Under %s policy now reaches them: %s.", l.scenario.Name, l.ways(fresh)))
		}
	}
}

// ways lists policies by the way in which they reach a creative.
func (s *story) ways(names []string) string {
	var lists [3][]string
	for _, name := range names {
		x := policy.Find(name)
		title := titleOf(name)
		if lever := x.Design.Pulls[0].Lever; (lever == sim.Retraining || lever == sim.Insurance) && !s.now.Before.LostWork {
			title += " (should they lose work to AI)"
		}
		lists[x.Design.Through] = append(lists[x.Design.Through], title)
	}
	var parts []string
	for through, way := range [...]string{sim.People: "", sim.Employers: " (through their employer)", sim.Markets: " (by law, for their market)"} {
		if list := lists[through]; len(list) > 0 {
			parts = append(parts, titles(list)+way)
		}
	}
	return strings.Join(parts, "; ")
}

// titleOf is what a policy is called within a sentence.
func titleOf(name string) string { return finding.Lower(policy.Find(name).Title) }

// titles lists policies, without an "and" where they have one of their own.
func titles(list []string) string {
	if slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, " and ") }) {
		return strings.Join(list, ", ")
	}
	return finding.And(list)
}

// acting are titles of the policies that reach the creative in one arm, and
// not in the same way in the other, and pull one of these levers.
func (t *telling) acting(levers ...sim.Lever) []string {
	var list []string
	for i, l := range t.arms {
		for _, name := range l.now.Reached {
			pulls := slices.ContainsFunc(policy.Find(name).Design.Pulls, func(x sim.Pull) bool { return slices.Contains(levers, x.Lever) })
			other := t.arms[1-i]
			alike := slices.Contains(other.now.Reached, name) && reflect.DeepEqual(l.settings(name), other.settings(name))
			if title := titleOf(name); pulls && !alike && !slices.Contains(list, title) {
				list = append(list, title)
			}
		}
	}
	return list
}

// settings are the arm's entries of a policy.
func (s *story) settings(name string) []policy.Setting {
	return slices.DeleteFunc(slices.Clone(s.scenario.Policies), func(x policy.Setting) bool { return x.Policy != name })
}

// because says what acts on something: policies that pull one of these levers,
// or else what is around the creative.
func (t *telling) because(around string, levers ...sim.Lever) string {
	switch list := t.acting(levers...); {
	case len(list) == 1:
		return finding.Capital(list[0]) + " acts on it."
	case len(list) > 1:
		return finding.Capital(titles(list)) + " act on it."
	case around == "":
		return ""
	}
	return "No policy acts on it directly: " + around + "."
}

// inForce are the arm's entries of policies that do anything.
func (s *story) inForce() []policy.Setting {
	return slices.DeleteFunc(slices.Clone(s.scenario.Policies), func(x policy.Setting) bool { return x.Dose == 0 || x.Compliance == 0 || x.Start >= len(s.months) })
}

// starts says when the policies of an arm start, and a semicolon; "" without any in force.
func (s *story) starts() string {
	lists := map[int][]string{}
	for _, x := range s.inForce() {
		from := max(0, x.Start)
		if title := titleOf(x.Policy); !slices.Contains(lists[from], title) {
			lists[from] = append(lists[from], title)
		}
	}
	var parts []string
	for _, m := range slices.Sorted(maps.Keys(lists)) {
		parts = append(parts, fmt.Sprintf("from %s on %s", finding.Month(m), titles(lists[m])))
	}
	if len(parts) == 0 {
		return ""
	}
	return s.scenario.Name + " has " + strings.Join(parts, "; ") + "; "
}

// begins is the first month of a policy of the arm; never, if there is none.
func (s *story) begins() int {
	first := never
	for _, x := range s.inForce() {
		first = min(first, x.Start)
	}
	return first
}
