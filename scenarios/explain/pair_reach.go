package explain

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// reach tells, once for each, which policies reach the creative in one arm and
// not in the other.
func (p *pairing) reach() {
	for i, l := range p.arms {
		var fresh []string
		for _, name := range l.now.Reached {
			if !l.reached[name] && !slices.Contains(p.arms[1-i].now.Reached, name) {
				l.reached[name] = true
				fresh = append(fresh, name)
			}
		}
		if len(fresh) > 0 {
			p.say(Reached, fmt.Sprintf("Under %s policy now reaches them: %s.", l.name(), l.ways(fresh)), "", "")
		}
	}
}

// ways lists policies by the way in which they reach a creative.
func (l *half) ways(names []string) string {
	var lists [3][]string
	for _, name := range names {
		x := policy.Find(name)
		title := titleOf(name)
		if lever := x.Design.Pulls[0].Lever; (lever == sim.Retraining || lever == sim.Insurance) && !l.now.Before.LostWork {
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
func titleOf(name string) string {
	title := policy.Find(name).Title
	if strings.HasPrefix(title, "AI ") {
		return title
	}
	return finding.Lower(title)
}

// titles lists policies, without an "and" where they have one of their own.
func titles(list []string) string {
	if slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, " and ") }) {
		return strings.Join(list, ", ")
	}
	return finding.And(list)
}

// acting are titles of the policies that reach the creative in one arm, and
// not in the same way in the other, and pull one of these levers.
func (p *pairing) acting(levers ...sim.Lever) []string {
	var list []string
	for i, l := range p.arms {
		for _, name := range l.now.Reached {
			pulls := slices.ContainsFunc(policy.Find(name).Design.Pulls, func(x sim.Pull) bool { return slices.Contains(levers, x.Lever) })
			other := p.arms[1-i]
			alike := slices.Contains(other.now.Reached, name) && reflect.DeepEqual(l.settings(name), other.settings(name))
			if title := titleOf(name); pulls && !alike && !slices.Contains(list, title) {
				list = append(list, title)
			}
		}
	}
	return list
}

// settings are the arm's entries of a policy.
func (l *half) settings(name string) []policy.Setting {
	var list []policy.Setting
	for _, s := range l.scenario.Policies {
		if s.Policy == name {
			list = append(list, s)
		}
	}
	return list
}

// because says what acts on something: policies that pull one of these levers,
// or else what is around the creative.
func (p *pairing) because(around string, levers ...sim.Lever) string {
	if list := p.acting(levers...); len(list) > 0 {
		return fmt.Sprintf("%s %s on it.", upper(titles(list)), map[bool]string{true: "acts", false: "act"}[len(list) == 1])
	}
	if around == "" {
		return ""
	}
	return "No policy acts on it directly: " + around + "."
}

// starts says when the policies of an arm start.
func (l *half) starts() string {
	var months []int
	lists := map[int][]string{}
	for _, s := range l.scenario.Policies {
		if s.Dose == 0 || s.Compliance == 0 || s.Start >= len(l.months) {
			continue
		}
		from := max(0, s.Start)
		if !slices.Contains(months, from) {
			months = append(months, from)
		}
		if title := titleOf(s.Policy); !slices.Contains(lists[from], title) {
			lists[from] = append(lists[from], title)
		}
	}
	if len(months) == 0 {
		return l.name() + " has no policy"
	}
	slices.Sort(months)
	var parts []string
	for _, m := range months {
		parts = append(parts, fmt.Sprintf("from %s on %s", finding.Month(m), titles(lists[m])))
	}
	return l.name() + " has " + strings.Join(parts, "; ")
}

// begins is the first month of a policy of either arm; never, if there is none.
func (p *pairing) begins() int {
	first := never
	for _, l := range p.arms {
		for _, s := range l.scenario.Policies {
			if s.Dose > 0 && s.Compliance > 0 && s.Start < len(l.months) {
				first = min(first, s.Start)
			}
		}
	}
	return first
}
