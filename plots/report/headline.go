package report

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
)

// Statement is one sentence of the headline and the estimates it was made
// from, which are values of the figure named.
type Statement struct {
	Text   string
	Figure string // ID of the figure that draws the same estimates
	Values []plots.Estimate
}

// subject is an outcome as the headline says it.
type subject struct{ measure, lower, higher, same string }

// The two sentences of the headline: jobs and orders, then the works. The
// measures are those of the figure of paired runs.
var sentences = []struct {
	begin    string
	subjects []subject
}{
	{"Against the same world without AI, %s shows", []subject{
		{"Employees", "fewer employees", "more employees", "employees"},
		{"Freelance orders", "fewer freelance orders", "more freelance orders", "freelance orders"},
	}},
	{"Its works show", []subject{
		{"Quality of works", "lower quality", "higher quality", "quality"},
		{"Variety of works", "less variety", "more variety", "variety"},
	}},
}

// headline is the finding in two sentences. Without a frozen twin, or without
// the figure that pairs the runs, it says how far AI has come and that nothing
// can be said about what it changed.
func headline(run Run, figures []plots.Figure) []Statement {
	paired := find(figures, "seeds")
	if paired == nil {
		return unpaired(run, find(figures, "adoption"))
	}
	var said []Statement
	for _, s := range sentences {
		begin := s.begin
		if strings.Contains(begin, "%s") {
			begin = fmt.Sprintf(begin, monthName(run.Summary.Months-1))
		}
		said = append(said, statement(begin, s.subjects, paired))
	}
	return said
}

// statement joins what may be said of some outcomes; what rests on an assumed
// effect says so.
func statement(begin string, subjects []subject, f *plots.Figure) Statement {
	s := Statement{Text: begin, Figure: f.ID}
	for _, sub := range subjects {
		for _, e := range f.Values {
			if e.Measure != sub.measure {
				continue
			}
			if len(s.Values) > 0 {
				s.Text += " and"
			}
			if e.Assumed && estimate(e).Verdict() != scenarios.Absent {
				s.Text += ", if the assumed effects hold" + dagger + ","
			}
			s.Text += " " + clause(estimate(e), sub)
			s.Values = append(s.Values, e)
		}
	}
	s.Text += "."
	return s
}

// clause says a difference in per cent after its verdict: a number with its
// interval, two numbers where the interval is wide, and no number where it
// covers zero.
func clause(e scenarios.Estimate, sub subject) string {
	word, size := sub.higher, unsigned(e)
	if e.Value < 0 {
		word = sub.lower
	}
	switch e.Verdict() {
	case scenarios.Luck:
		return fmt.Sprintf("no difference in %s that could be told from luck (%s%%)", sub.same, spell(e, true).Interval())
	case scenarios.Single:
		return fmt.Sprintf("%s%% %s", size.Value, word)
	case scenarios.Wide:
		return fmt.Sprintf("between %s and %s%% %s", size.Low, size.High, word)
	case scenarios.Clear:
		return fmt.Sprintf("about %s%% %s (%s%%)", size.Value, word, size.Interval())
	}
	if e.Value == 0 {
		return "no difference at all in " + sub.same
	}
	return "no defined difference in " + sub.same
}

// unsigned spells the size of a difference, its nearer end first.
func unsigned(e scenarios.Estimate) Spelling {
	if e.Value < 0 {
		e = e.Scaled(-1)
	}
	s := spell(e, false)
	s.Low, s.High = strings.TrimPrefix(s.Low, minus), strings.TrimPrefix(s.High, minus)
	return s
}

// unpaired is the headline of a run that has nothing to be compared with.
func unpaired(run Run, f *plots.Figure) []Statement {
	nothing := Statement{Text: "The run was played without its twin in the world without AI, so what AI changes cannot be told from what would have come anyway."}
	if f == nil {
		return []Statement{{Text: "The run ends in " + monthName(run.Summary.Months-1) + "."}, nothing}
	}
	said := Statement{Figure: f.ID}
	var parts []string
	for _, e := range f.Values {
		name, known := users[e.Measure]
		if !known || e.Date != lastDate(run.Summary) || e.Group != "all" {
			continue
		}
		s := spell(estimate(e), false)
		text := s.Value + "% of " + name
		if between := s.Interval(); between != "" {
			text += " (" + between + "%)"
		}
		parts, said.Values = append(parts, text), append(said.Values, e)
	}
	said.Text = "In " + monthName(run.Summary.Months-1) + " generative AI is used by " + strings.Join(parts, " and by ") + "."
	return []Statement{said, nothing}
}

// users are the measures of adoption as the headline of a run without a twin
// says them.
var users = map[string]string{
	"Creatives who used generative AI this month": "creatives",
	"Organisations with generative AI":            "organisations",
}

// find is the figure of an ID if it can be drawn.
func find(figures []plots.Figure, id string) *plots.Figure {
	for i := range figures {
		if figures[i].ID == id && figures[i].Err() == nil {
			return &figures[i]
		}
	}
	return nil
}
