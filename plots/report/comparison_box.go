package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// box is the question, the policies that answer it, and what was assumed.
func (r *ComparisonReport) box(country *evidence.Country) []Fact {
	c := r.Run.Comparison
	facts := []Fact{{"Question", r.question()}, {r.reference(), "The reference. " + inWords(c.Arms[c.Against])}}
	for _, i := range r.compared() {
		facts = append(facts, Fact{r.armTitle(i), inWords(c.Arms[i])})
	}
	said := []string{}
	for _, w := range c.Worlds {
		said = append(said, worlds[w])
	}
	name := "Worlds"
	if len(c.Worlds) == 1 {
		name = "World"
	}
	exposure := ""
	if text := exposures[c.Exposure]; text != "" {
		exposure = " Exposure of occupations to AI: " + text + "."
	}
	return append(facts,
		Fact{name, strings.TrimSpace(strings.Join(said, " ") + exposure)},
		Fact{"Place and period", fmt.Sprintf("%s, %s to %s, month by month. %s", country.Name, monthName(0), monthName(c.Months-1), inForce(c))},
		Fact{"Population", comparisonPopulation(c, len(country.Occupations))},
		Fact{"Standing", comparisonStanding(c, r.Assumed)},
	)
}

// question is what is asked.
func (r *ComparisonReport) question() string {
	if n := len(r.compared()); n > 1 {
		return fmt.Sprintf("What do %s policies change against %s, on the same luck?", inLetters(n), lower(r.reference()))
	}
	return fmt.Sprintf("What does %s change against %s, on the same luck?", lower(r.heads()[0].Label), lower(r.reference()))
}

// inLetters is a small number in words.
func inLetters(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return commas(n)
}

// inWords is an arm in a few words: its question, its policies with their
// doses, and what else it sets.
func inWords(a scenarios.Arm) string {
	var said []string
	if a.Question != "" {
		said = append(said, a.Question)
	}
	var lines []string
	for _, p := range a.Policies {
		text := p.Title + mark(p.Assumed)
		if p.Dose != "" {
			text += " (dose: " + p.Dose + ")"
		}
		lines = append(lines, text)
	}
	switch {
	case len(lines) > 0:
		said = append(said, strings.Join(lines, "; ")+".")
	case a.Changes == "":
		said = append(said, "No policy is in force.")
	}
	if a.Changes != "" {
		said = append(said, closed("Besides: "+a.Changes))
	}
	if a.Scale != 0 && a.Scale != 1 {
		said = append(said, fmt.Sprintf("Doses are multiplied by %s.", plain(a.Scale)))
	}
	if a.ScaleNote != "" {
		said = append(said, closed(a.ScaleNote))
	}
	return strings.Join(said, " ")
}

// closed is a sentence with its full stop.
func closed(s string) string {
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// lower is a title inside a sentence.
func lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return strings.ToLower(string(first)) + s[size:]
}

// inForce says from when on there are policies.
func inForce(c *scenarios.Comparison) string {
	if c.Start >= c.Months {
		return "No policy is in force in any of its months."
	}
	return "Policies are in force from " + monthName(c.Start) + " at the earliest."
}

// duration is the months over which effects are averaged.
func duration(c *scenarios.Comparison) string {
	if c.Start >= c.Months {
		return monthName(c.Months - 1)
	}
	return monthName(c.Start) + " to " + monthName(c.Months-1)
}

// comparisonPopulation says how many creatives were simulated and how often.
func comparisonPopulation(c *scenarios.Comparison, occupations int) string {
	said := fmt.Sprintf("%s simulated creatives in %d occupations", commas(c.Population), occupations)
	if c.People > 0 {
		said += ", who stand for " + million(c.People) + " people"
	}
	return fmt.Sprintf("%s; %s of each policy in each world, each paired with one of the reference on the same seed.", said, counted(c.Replicates, "run", "runs"))
}

// comparisonStanding says how far the numbers can be trusted.
func comparisonStanding(c *scenarios.Comparison, a Assumptions) string {
	said := ""
	if !c.Calibrated {
		said = "Not calibrated: a what-if, no forecast. "
	}
	said += fmt.Sprintf("%d of %d parameters are assumed, the others are from the literature.", len(a.Parameters), a.All)
	if n := assumedPolicies(c); n > 0 {
		said += fmt.Sprintf(" %s on an assumed effect.", counted(n, "policy rests", "policies rest"))
	}
	return said
}

// assumedPolicies counts the arms that rest on an assumed effect.
func assumedPolicies(c *scenarios.Comparison) int {
	n := 0
	for _, a := range c.Arms {
		if a.Assumed {
			n++
		}
	}
	return n
}

// callouts say why an arm changed nothing.
func callouts(c *scenarios.Comparison) []string {
	var list []string
	for _, a := range c.Arms {
		if a.Idle != "" {
			list = append(list, closed(a.Idle))
		}
	}
	return list
}

// basis says what the intervals are, and that the model is not calibrated
// unless the headline has said it.
func (r *ComparisonReport) basis() string {
	c := r.Run.Comparison
	said := "One run of each policy was played: no difference can be told from luck."
	if c.Replicates > 1 {
		said = fmt.Sprintf("In brackets: 95%% interval of the mean over %s paired runs.", commas(c.Replicates))
	}
	if !c.Calibrated && !strings.Contains(strings.Join(r.Headline, " "), "Not calibrated") {
		said += " Not calibrated: a what-if, no forecast."
	}
	return said
}

// reading explains runs, dots and luck once.
func (r *ComparisonReport) reading() string {
	c := r.Run.Comparison
	if c.Replicates < 2 {
		return "Each future was played once. Another run with other luck would give other numbers; play several to see by how much. The model itself may still be wrong: see what is assumed."
	}
	return fmt.Sprintf("We played each future %s times with different luck, and every policy on the same luck as %s. In figure 1 the small dots are the %s differences: if they all lie on one side of zero, it is not luck. The interval is about the mean of the runs and not about what may happen in one of them. The model itself may still be wrong: see what is assumed.",
		commas(c.Replicates), lower(r.reference()), commas(c.Replicates))
}

// precision says whether the intervals are as narrow as was asked for.
func precision(c *scenarios.Comparison) string {
	p := c.Precision
	widest := atStep(p.Widest, 0.01, false) + "%"
	if !finite(p.Widest) || c.Replicates < 2 {
		return ""
	}
	switch {
	case p.Target <= 0:
		return "No precision was asked for. The widest 95% interval of people at work, orders and freelance income is " + widest + " of the reference wide, after " + counted(p.Runs, "run", "runs") + " in all."
	case p.Reached:
		return "Precision reached: no 95% interval of people at work, orders and freelance income is wider than " + plain(p.Target) + "% of the reference (the widest: " + widest + "), after " + counted(p.Runs, "run", "runs") + " in all."
	}
	return "Precision not reached: intervals of at most " + plain(p.Target) + "% of the reference were asked for; the widest 95% interval of people at work, orders and freelance income is " + widest + " wide, after " + counted(p.Runs, "run", "runs") + " in all. More replicates make it narrower."
}
