package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
)

// Fact is one line of the box that opens the page.
type Fact struct{ Name, Text string }

// box is the question and what was assumed to answer it.
func (r *Report) box(place string) []Fact {
	s := r.Run.Summary
	facts := []Fact{
		{"Question", s.Question},
		{"What was changed", changes(r.Run)},
		{"World", worlds[s.World] + " Exposure of occupations to AI: " + exposures[r.Run.Manifest.Options["exposure"]] + "."},
		{"Compared with", comparison(s)},
		{"Place and period", fmt.Sprintf("%s, %s to %s, month by month.", place, monthName(0), monthName(s.Months-1))},
		{"Population", population(s)},
		{"Standing", standing(s, r.Assumed)},
	}
	if s.Question == "" {
		facts = facts[1:]
	}
	return facts
}

// worlds say what is assumed of the technology.
var worlds = map[string]string{
	"slow":     "Slow: AI becomes capable late and stays of limited use.",
	"expected": "Expected: AI becomes capable at the pace that seems likeliest.",
	"fast":     "Fast: AI soon does most creative tasks well.",
	"frozen":   "Frozen: AI stays as in 2021.",
}

// exposures say whose ratings tell which tasks AI can do.
var exposures = map[string]string{
	"consensus": "as rated by people and by GPT-4",
	"human":     "as rated by people",
	"gpt4":      "as rated by GPT-4",
	"observed":  "as observed in the use of an assistant",
}

// changes says in what the run differs from the model's own values.
func changes(run Run) string {
	var said []string
	for _, c := range changed(run.Manifest) {
		said = append(said, fmt.Sprintf("%s is %s %s instead of %s", c.Path, plain(c.value), c.Unit, plain(c.usual)))
	}
	if out := leftOut(run.Manifest); len(out) > 0 {
		said = append(said, "left out: "+list(out))
	}
	for _, p := range run.Summary.Policies {
		name := "policy in force: " + p.Title
		if p.Assumed {
			name += dagger
		}
		said = append(said, fmt.Sprintf("%s (%s; %s; for %s; compliance %s)", name, p.Dose, p.Period, p.Target, p.Compliance))
	}
	if len(said) == 0 {
		return "Nothing: every parameter has the value of this world, no mechanism is left out and no policy is in force."
	}
	return strings.Join(said, "; ") + "."
}

// comparison says what the run is compared with.
func comparison(s *scenarios.Summary) string {
	if !paired(s) {
		return "Nothing: the run was played without its twin in the world without AI."
	}
	return "The same world without AI: on the same seeds, each run is paired with a twin in which AI stays as in 2021."
}

// population says how many creatives were simulated and how often.
func population(s *scenarios.Summary) string {
	said := commas(s.Population) + " simulated creatives in 20 occupations"
	if s.People > 0 {
		said += ", who stand for " + million(s.People) + " people"
	}
	return said + "; " + counted(s.Replicates, "run", "runs with different luck") + "."
}

// standing says how far the numbers can be trusted.
func standing(s *scenarios.Summary, a Assumptions) string {
	said := fmt.Sprintf("%d of %d parameters are assumed, the others are from the literature.", len(a.Parameters), a.All)
	if !s.Calibrated {
		said = "Not calibrated: a what-if, no forecast. " + said
	}
	return said
}

// million is a number of people: "2.16 million", "16,000".
func million(people float64) string {
	if people >= 1e6 {
		return strings.TrimRight(strings.TrimRight(atStep(people/1e6, 0.01, false), "0"), ".") + " million"
	}
	return atStep(people, 1, false)
}

// plain writes a parameter's value with as few digits as it needs.
func plain(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'g', 6, 64), "-", minus, 1)
}

// callout says why nothing happened, where nothing did: AI is not used by
// anybody in any month.
func callout(run Run) string {
	use := run.Summary.Find("ai_use")
	if use == nil {
		return ""
	}
	for _, l := range use.Levels {
		if l.Value != 0 {
			return ""
		}
	}
	switch access := run.Manifest.Parameters["technology.access"]; {
	case run.Summary.World == "frozen" || access == 0:
		return "Nothing happened: in this world AI stays as in 2021, so nobody uses it and no number differs from the world without AI."
	case run.Summary.Months < firstRelease:
		return "Nothing happened: the run ends before the first generative AI is released, in late 2022."
	}
	if out := leftOut(run.Manifest); len(out) > 0 {
		return "Nothing happened: nobody uses AI in any month that is shown, since " + list(out) + " was left out."
	}
	return "Nothing happened: nobody uses AI in any month that is shown. See what was changed."
}

// firstRelease is the month number, January 2021 being 0, after which
// somebody can use generative AI (sim/technology.go: releases in 2022).
const firstRelease = 24
