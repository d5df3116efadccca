package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Fact is one line of a list of facts.
type Fact struct{ Name, Text string }

// box is the question and what was assumed to answer it.
func (r *Report) box(place string) []Fact {
	s := r.Study
	facts := []Fact{{"Question", r.question()}}
	if s.Kind == scenarios.KindRun {
		facts = append(facts, Fact{"What was changed", r.changes()}, Fact{"Compared with", r.comparedWith()})
	} else {
		facts = append(facts, Fact{finding.Capital(s.ReferenceTitle()), "The reference. " + inWords(s.Reference())})
		for _, a := range s.Others() {
			facts = append(facts, Fact{a.Marked(), inWords(a)})
		}
	}
	facts = append(facts,
		r.worlds(),
		Fact{"Place and period", strings.TrimSpace(fmt.Sprintf("%s, %s, month by month. %s", place, finding.Span(0, s.Last()), r.inForce()))},
		Fact{"Population", s.Called(r.population())},
		Fact{"Standing", r.standing()},
	)
	return slices.DeleteFunc(facts, func(f Fact) bool { return f.Text == "" })
}

// question is what is asked.
func (r *Report) question() string {
	s := r.Study
	if s.Kind == scenarios.KindRun {
		return s.Question
	}
	if n := len(s.Others()); n > 1 {
		return s.Called(fmt.Sprintf("What do %s policies change against %s, on the same luck?", finding.Cardinal(n), s.ReferenceTitle()))
	}
	return fmt.Sprintf("What does %s change against %s, on the same luck?", finding.Lower(s.Others()[0].Title), s.ReferenceTitle())
}

// exposures say whose ratings tell which tasks AI can do.
var exposures = map[string]string{
	"consensus": "as rated by people and by GPT-4",
	"human":     "as rated by people",
	"gpt4":      "as rated by GPT-4",
	"observed":  "as observed in the use of an assistant",
}

func (r *Report) worlds() Fact {
	f := Fact{Name: "World"}
	if len(r.Study.Worlds) > 1 {
		f.Name = "Worlds"
	}
	said := finding.Each(r.Study.Worlds, plots.WorldText)
	if text := exposures[r.Study.Exposure]; text != "" {
		said = append(said, "Exposure of occupations to AI: "+text+".")
	}
	f.Text = finding.Paragraph(said...)
	return f
}

// changes says in what a run differs from the model's own values.
func (r *Report) changes() string {
	said := finding.Each(changed(r.Run.Manifest), func(c scenarios.Change) string {
		return fmt.Sprintf("%s is %s %s instead of %s", c.Path, finding.Plain(c.Value), c.Unit, finding.Plain(c.Usual))
	})
	if out := leftOut(r.Run.Manifest); len(out) > 0 {
		said = append(said, "left out: "+finding.And(out))
	}
	for _, p := range r.Study.Others()[0].Policies {
		said = append(said, fmt.Sprintf("policy in force: %s (%s; %s; for %s; compliance %s)", finding.Marked(p.Title, p.Assumed), p.Dose, p.Period, p.Target, p.Compliance))
	}
	if len(said) == 0 {
		return "Nothing: every parameter has the value of this world, no mechanism is left out and no policy is in force."
	}
	return strings.Join(said, "; ") + "."
}

// comparedWith says what a run is compared with.
func (r *Report) comparedWith() string {
	if !r.Study.Paired() {
		return "Nothing: the run was played without its twin in the world without AI, so what AI changes cannot be told from what would have come anyway."
	}
	return "The same world without AI: on the same seeds, each run is paired with a twin in which AI stays as in 2021."
}

// inWords is an arm in a few words: its question, its policies with their
// doses, and what it assumes besides.
func inWords(a *scenarios.Arm) string {
	said := []string{a.Question}
	var lines []string
	for _, p := range a.Policies {
		text := finding.Marked(p.Title, p.Assumed)
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
		said = append(said, finding.Sentence("assumes otherwise than the reference: "+a.Changes))
	}
	if a.Scale != 0 && a.Scale != 1 {
		said = append(said, fmt.Sprintf("Doses are multiplied by %s.", finding.Plain(a.Scale)))
	}
	if a.ScaleNote != "" {
		said = append(said, finding.Sentence(a.ScaleNote))
	}
	return finding.Paragraph(said...)
}

// inForce says from when on there are policies in a comparison.
func (r *Report) inForce() string {
	s := r.Study
	switch {
	case s.Kind == scenarios.KindRun:
		return ""
	case !slices.ContainsFunc(s.Arms, func(a scenarios.Arm) bool { return len(a.Policies) > 0 && a.Idle == "" }):
		return "No policy is in force in any of its months."
	}
	return "Policies are in force from " + finding.Month(s.Start) + " at the earliest."
}

// population says how many creatives were simulated and how often.
func (r *Report) population() string {
	s := r.Study
	said := finding.Count(s.Population) + " simulated creatives in " + finding.Counted(s.Occupations, "occupation", "occupations")
	if s.People > 0 {
		said += ", who stand for " + finding.People(s.People) + " people"
	}
	if s.Kind == scenarios.KindRun {
		said += "; " + finding.Counted(s.Replicates, "run", "runs with different luck") + r.ofSets() + "."
	} else {
		said += "; " + finding.Runs(s.Replicates) + r.ofSets() + " of each policy in each world, each paired with one of the reference on the same seed."
	}
	if crowd := s.Crowd(); crowd != "" {
		said += " " + crowd
	}
	return said
}

// ofSets says of how many parameter sets runs are: " of 21 parameter sets, 6 of them
// twice"; nothing where all have the same.
func (r *Report) ofSets() string {
	sets, again := r.Study.SetsPlayed()
	switch {
	case sets == 0:
		return ""
	case again == 0:
		return " of " + finding.Counted(sets, "parameter set", "parameter sets")
	}
	return " of " + finding.Counted(sets, "parameter set", "parameter sets") + ", " + finding.Count(again) + " of them more than once"
}

// standing says how far the numbers can be trusted.
func (r *Report) standing() string {
	said := ""
	switch {
	case r.Study.Ensemble():
		said = "A what-if, no forecast. "
	case !r.Study.Calibrated:
		said = scenarios.NotCalibrated + " "
	}
	said += fmt.Sprintf("%d of %d parameters are assumed, the others are from the literature.", len(r.Assumed.Parameters), r.Assumed.All)
	n := 0
	for _, a := range r.Study.Arms {
		if a.Assumed {
			n++
		}
	}
	if r.Study.Kind == scenarios.KindComparison && n > 0 {
		said += " " + finding.Counted(n, "policy rests", "policies rest") + " on an assumed effect."
	}
	return said
}

// callouts say why nothing happened, and what changed nothing.
func (r *Report) callouts() []string {
	var list []string
	for _, a := range r.Study.Arms {
		if a.Idle == "" {
			continue
		}
		if r.Study.Kind == scenarios.KindComparison {
			list = append(list, finding.Sentence(cmp.Or(a.Title, a.Name)+": "+finding.Lower(a.Idle)))
		} else {
			list = append(list, finding.Sentence(a.Idle))
		}
	}
	return list
}

// basis says what the headline's intervals are.
func (r *Report) basis() string { return r.Study.Brackets() }

// reading explains runs, dots and luck once.
func (r *Report) reading() string {
	s := r.Study
	model := "The model itself may still be wrong: see what is assumed."
	if s.Replicates < 2 {
		return "The future was played once. Another run with other luck would give other numbers; play several to see by how much. " + model
	}
	n := finding.Count(s.Replicates)
	if s.Ensemble() {
		return r.readingOfSets() + model
	}
	said := "We played this future " + n + " times with different luck. "
	switch {
	case s.Kind == scenarios.KindComparison:
		said = "We played each future " + n + " times with different luck, and every policy on the same luck as " + s.ReferenceTitle() + ". "
	case s.Paired():
		said += "Each run has a twin with the same luck in which AI stays as in 2021. "
	}
	if s.Paired() {
		said += "In figure 1 the small dots are the " + n + " differences: if nothing differed, they would all lie on one side of zero " + finding.ByLuck(s.Replicates) +
			". The interval is about the mean of the runs and not about what may happen in one of them. "
	}
	return said + model
}

// readingOfSets explains sets, dots and the two intervals once.
func (r *Report) readingOfSets() string {
	s := r.Study
	sets, again := s.SetsPlayed()
	said := "We do not know the parameters, only which figures they have to agree with. So we played this future with " + finding.Counted(sets, "set", "different sets") + " of them, each with other luck. "
	switch {
	case s.Kind == scenarios.KindComparison:
		said += "Every policy was played with the same sets and the same luck as " + s.ReferenceTitle() + ". "
	case s.Paired():
		said += "Each run has a twin with the same set and the same luck in which AI stays as in 2021. "
	}
	if s.Paired() {
		said += "In figure 1 the small dots are the differences of the sets. "
	}
	said += "The wide interval is where the next set would lie nine times in ten: that is what is not known. "
	if again > 0 {
		said += "The narrow one is where the same set would lie nine times in ten if it were played again with other luck, as we did with " + finding.Cardinal(again) + " of them. "
	}
	return said
}

// precision says whether the intervals are as narrow as was asked for.
func (r *Report) precision() string {
	p := r.Study.Precision
	if !finding.Defined(p.Widest) || r.Study.Replicates < 2 || r.Study.Kind != scenarios.KindComparison {
		return ""
	}
	widest, after := finding.Decimal(p.Widest, 2)+"%", ", after "+finding.Runs(p.Runs)+" in all."
	of := " of "
	if r.Study.Ensemble() {
		of = " of a mean over sets of "
	}
	of += finding.And(finding.Each(sim.MeasuresAt(sim.Precise), func(m sim.Measure) string { return m.Noun }))
	switch {
	case p.Target <= 0:
		return "No precision was asked for. The widest 95% interval" + of + " is " + widest + " of the reference wide" + after
	case p.Reached:
		return "Precision reached: no 95% interval" + of + " is wider than " + finding.Plain(p.Target) + "% of the reference (the widest: " + widest + ")" + after
	}
	return "Precision not reached: intervals of at most " + finding.Plain(p.Target) + "% of the reference were asked for; the widest 95% interval" + of + " is " + widest + " wide" + after + " More replicates make it narrower."
}

// groupsLead introduces the tables of winners and losers.
func (r *Report) groupsLead() string {
	s := r.Study
	said := "Each number is the mean difference between paired runs, " + s.WhenText() + ", in per cent of " + s.ReferenceTitle()
	if s.Replicates < 2 {
		return said + ". One run has no interval, so no difference can be told from luck."
	}
	return said + "; below it stands its 95% interval. What is grey could be luck: a table claims a difference only if it is more than luck with all its numbers looked at. Neighbours may change places."
}

// moneyLead introduces the bills.
func (r *Report) moneyLead() string {
	return "Constant 2024 USD, summed over " + r.Study.Period() + ". What a levy takes in it pays out again, so it is counted with neither public nor firms. A cost per effect is not defined where the effect could be luck: it would be a number without meaning."
}
