package scenarios

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// ArmOf describes a scenario as an arm of a comparison.
func ArmOf(s, reference *Scenario) Arm {
	a := Arm{Name: s.Name, Title: TitleOf(s, s.Name), Question: s.Question, Scale: 1, Changes: changesOf(s, reference)}
	for _, x := range s.Policies {
		line := PolicyLineOf(x)
		a.Policies = append(a.Policies, line)
		a.Assumed = a.Assumed || line.Assumed && x.Dose > 0
	}
	return a
}

// Past is how one speaks of a policy that starts before anybody could have put it
// in force: a what-if of the past.
const Past = "had it been in force"

// wasPast tells whether a policy acts before January 2027.
func wasPast(s policy.Setting) bool { return s.Start < policy.Start && s.Dose > 0 && s.Compliance > 0 }

// past puts the mark before words on the months of a policy that is one.
func past(s policy.Setting, words string) string {
	if wasPast(s) {
		return Past + " " + words
	}
	return words
}

// TitleOf is what readers call a scenario, other where it has no title, with a mark
// where a policy in it starts before January 2027. What its twin has in force, too,
// is said of the run.
func TitleOf(s *Scenario, other string) string {
	title := cmp.Or(s.Title, other)
	first := sim.Forever
	for _, p := range s.Policies {
		if wasPast(p) {
			first = min(first, p.Start)
		}
	}
	if first == sim.Forever || s.Twin {
		return title
	}
	return title + ", " + Past + " from " + finding.Month(first) + " on"
}

// changesOf says what a scenario sets besides policies that the reference does
// not.
func changesOf(s, reference *Scenario) string {
	var said []string
	names := slices.Sorted(maps.Keys(s.Parameters))
	for name := range reference.Parameters {
		if _, own := s.Parameters[name]; !own {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		v, own := s.Parameters[name]
		if was, there := reference.Parameters[name]; own && there && was == v {
			continue
		}
		if !own {
			q, _ := sim.Lookup(name)
			v = q.Default
		}
		said = append(said, fmt.Sprintf("%s is %s", name, file.Brief(v)))
	}
	if s.Exposure != reference.Exposure {
		said = append(said, "exposure is "+s.Exposure)
	}
	if out := inSchedule(s.Options.Without); !slices.Equal(out, inSchedule(reference.Options.Without)) {
		said = append(said, "left out: "+strings.Join(out, ", "))
	}
	return strings.Join(said, "; ")
}

// PolicyLineOf says an entry of a list of policies in words.
func PolicyLineOf(s policy.Setting) PolicyLine {
	p := policy.Find(s.Policy)
	line := PolicyLine{
		Name: p.Name, Title: p.Title, Dose: DoseText(p, s.Dose),
		Period: past(s, "from ") + finding.Month(s.Start) + " on", Target: TargetText(s.Target, p.Reach),
		Compliance: fmt.Sprintf("%s of them", percentText(s.Compliance)), UnitCost: "none",
		Claims: p.Claims.Text, Known: p.Known, Source: p.Dose.Source + "; " + p.Cost.Source, Assumed: p.Assumed,
	}
	if s.End != sim.Forever {
		line.Period = past(s, "from ") + finding.Month(s.Start) + " up to " + finding.Month(s.End)
	}
	if s.Ramp > 1 {
		line.Period += fmt.Sprintf(", rising over %d months", s.Ramp)
	}
	if s.UnitCost > 0 {
		line.UnitCost = "USD " + file.Brief(s.UnitCost) + " per " + p.Cost.Per
		line.Payer = "public"
		if p.Design.Payer == sim.Firms {
			line.Payer = "organisations"
		}
	}
	if s.Combine != "" {
		line.Dose += " (" + s.Combine + ")"
	}
	return line
}

// DoseText says a dose of a policy in words: "50% of the course fee".
func DoseText(p *policy.Policy, dose float64) string {
	return strings.NewReplacer("{%}", percentText(dose), "{}", file.Brief(dose)).Replace(p.Dose.Text)
}

// TargetText says whom a policy is for.
func TargetText(t, reach sim.Target) string {
	var said []string
	whole := sim.Everyone
	for i, k := range targets(&t) {
		full := *targets(&whole)[i].bits
		bits := *k.bits & *targets(&reach)[i].bits
		if bits != full {
			said = append(said, strings.ReplaceAll(strings.Join(policy.Chosen(k.all, bits), ", "), "_", " ")+map[string]string{"sizes": " staff"}[k.name])
		}
	}
	if len(said) == 0 {
		return "everybody"
	}
	return strings.Join(said, "; ")
}

// percentText is a share in per cent.
func percentText(x float64) string { return finding.Plain(100*x) + "%" }

// Idle says why an arm changes nothing at all.
func Idle(s *Scenario, worlds []string, months int) string {
	return "Nothing happened: " + idle(s, worlds, months) + "."
}

func idle(s *Scenario, worlds []string, months int) string {
	some := func(is func(policy.Setting) bool) bool {
		return slices.ContainsFunc(s.Policies, func(x policy.Setting) bool { return x.Dose > 0 && is(x) })
	}
	switch {
	case len(s.Policies) == 0:
		return "no policy is in force, this is the reference under another name"
	case !some(func(policy.Setting) bool { return true }):
		return "every dose is 0"
	case !some(func(x policy.Setting) bool { return x.Compliance > 0 }):
		return "nobody complies or takes part"
	case !some(func(x policy.Setting) bool { return x.Start < months }):
		return "the policies start after the run ends, in " + finding.Month(months-1)
	case len(worlds) == 1 && worlds[0] == FrozenWorld:
		return "in the world without AI there is nothing for these policies to act on"
	}
	return "nobody whom the policies reach is in the target, or what they limit never comes up to the limit"
}

// Unused says why nobody uses AI in any month of a run.
func Unused(s *Scenario) string {
	p, err := s.Params()
	switch {
	case err != nil || p.Technology.Access == 0:
		return "Nothing happened: in this world AI stays as in 2021, so nobody uses it and no number differs from the world without AI."
	case s.Options.Months < sim.FirstRelease:
		return "Nothing happened: the run ends before the first generative AI is released, in " + finding.Month(sim.FirstRelease) + "."
	}
	if out := inSchedule(s.Options.Without); len(out) > 0 {
		return "Nothing happened: nobody uses AI in any month, since " + finding.And(out) + " was left out."
	}
	return "Nothing happened: nobody uses AI in any month. See what was changed."
}
