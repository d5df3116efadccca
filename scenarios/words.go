package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// notCalibrated stands in every headline until the model is calibrated.
const notCalibrated = "Not calibrated: a what-if, no forecast."

// words makes the headline and the sentences under it from the measures alone,
// so that they cannot say what the table does not. Each difference is said
// after the verdict of its interval; what rests on an assumed effect says so.
func words(s *Summary) (headline string, sentences []string) {
	add := func(sentence string) {
		if sentence != "" {
			sentences = append(sentences, capital(sentence)+".")
		}
	}
	add(inForce(s))
	add(use(s))
	add(difference(s, "employed", "the number of employees"))
	add(difference(s, "orders", "the number of freelance orders"))
	add(difference(s, "freelance_income_usd", "the mean income of freelancers"))
	add(minds(s))
	add(difference(s, "quality", "the quality of works"))
	add(difference(s, "variety", "the variety of works"))
	return claim(s) + " " + notCalibrated, append(sentences, caveats(s)...)
}

// inForce names the policies of a run and how surely their effects are known.
func inForce(s *Summary) string {
	if len(s.Policies) == 0 {
		return ""
	}
	var names []string
	for _, p := range s.Policies {
		name := lowerFirst(p.Title) + " (" + p.Dose + ")"
		if p.Assumed {
			name += "†"
		}
		names = append(names, name)
	}
	return "in force: " + andWords(names) + "; the frozen world has them too, so differences from it are those of AI (atelier compare tells what policies change)"
}

// claim is the first sentence of the headline: how many people are left in
// creative work, or how many use AI where there is no world to compare with.
func claim(s *Summary) string {
	when := "By " + monthName(s.Months-1) + " "
	if said := difference(s, "people", "the number of people in creative work"); said != "" {
		return when + said + "; in the frozen world AI stays as in 2021."
	}
	if said := use(s); said != "" {
		return when + said + "."
	}
	return when + "the run ends."
}

// use tells how far AI has come, at the end.
func use(s *Summary) string {
	people, organisations := s.Find("ai_use"), s.Find("org_adoption")
	if people == nil || organisations == nil {
		return ""
	}
	return people.last().share() + " of creatives use generative AI in a month and " +
		organisations.last().share() + " of organisations have it in use"
}

// minds tells how trust and fear move, from the first December to the end.
func minds(s *Summary) string {
	trust, fear := s.Find("trust"), s.Find("fear")
	if trust == nil || fear == nil || len(trust.Levels) < 2 {
		return ""
	}
	return fmt.Sprintf("from %s to %s mean trust in AI goes from %.2f to %.2f and mean fear of displacement from %.2f to %.2f (scales 0 to 1)",
		monthName(trust.Levels[0].Month), monthName(trust.last().Month),
		float64(trust.Levels[0].Value), float64(trust.last().Value),
		float64(fear.Levels[0].Value), float64(fear.last().Value))
}

// difference compares a measure with the frozen world at the end. It is ""
// where there is nothing to compare with.
func difference(s *Summary, column, subject string) string {
	m := s.Find(column)
	if m == nil || m.Relative == nil {
		return ""
	}
	said := m.Relative.clause(subject)
	if m.Unit == "persons" && m.Relative.Verdict() == Clear {
		said += ", a difference of " + m.Against.amount(" persons")
	}
	if m.Assumed && m.Relative.Verdict() != Absent {
		said += ", if the assumed effects hold†"
	}
	return said
}

// clause says a difference in percent after its verdict.
func (e Estimate) clause(subject string) string {
	side := "lower"
	if e.Value > 0 {
		side = "higher"
	}
	size := rounded(math.Abs(float64(e.Value)), e.Step(), false)
	near, far := e.ends()
	basis := fmt.Sprintf("95%%, %d paired runs", e.N)
	switch e.Verdict() {
	case Absent:
		if e.Value == 0 {
			return subject + " is the same as in the frozen world in every run"
		}
		return subject + " cannot be compared with the frozen world's"
	case Single:
		return fmt.Sprintf("%s is %s%% %s than in the frozen world in the one run played", subject, size, side)
	case Luck:
		return fmt.Sprintf("no difference in %s could be told from luck (%s to %s%% of the frozen world's; %s)", subject,
			rounded(float64(e.Low), e.Step(), true), rounded(float64(e.High), e.Step(), true), basis)
	case Wide:
		return fmt.Sprintf("%s is between %s and %s%% %s than in the frozen world (%s)", subject, near, far, side, basis)
	}
	return fmt.Sprintf("%s is about %s%% %s than in the frozen world (%s to %s%%; %s)", subject, size, side, near, far, basis)
}

// caveats say what the numbers are and what they are not.
func caveats(s *Summary) []string {
	text := fmt.Sprintf("The intervals hold the luck of %d runs, not the errors of the model.", s.Replicates)
	if s.Replicates == 1 {
		text = "One run has no interval: play several replicates to tell a difference from luck."
	}
	said := []string{text}
	if slices.ContainsFunc(s.Policies, func(p PolicyLine) bool { return p.Assumed }) {
		return append(said, "† rests on an assumed effect: see atelier parameters and atelier policies.")
	}
	for _, m := range s.Measures {
		if m.Assumed && m.Against != nil {
			return append(said, "† rests on an assumed effect: see atelier parameters.")
		}
	}
	return said
}

// ends are the ends of an interval without their sign, the nearer to 0 first.
func (e Estimate) ends() (near, far string) {
	low, high := math.Abs(float64(e.Low)), math.Abs(float64(e.High))
	if low > high {
		low, high = high, low
	}
	step := e.Step()
	if low > 0 && low < step/2 { // an end that is not zero is not written as zero
		return rounded(low, math.Pow(10, math.Floor(math.Log10(low))), false), rounded(high, step, false)
	}
	return rounded(low, step, false), rounded(high, step, false)
}

// amount is "−4,100 persons (−4,600 to −3,600)", without an interval where
// there is none.
func (e Estimate) amount(unit string) string {
	value := rounded(float64(e.Value), e.Step(), true) + unit
	if math.IsNaN(float64(e.Low)) || math.IsNaN(float64(e.High)) {
		return value
	}
	return fmt.Sprintf("%s (%s to %s)", value,
		rounded(float64(e.Low), e.Step(), true), rounded(float64(e.High), e.Step(), true))
}

// share says a share with its spread over runs: "68% (67 to 69% in 8 of 10
// runs)".
func (l Level) share() string {
	e := l.Scaled(100)
	value := rounded(float64(e.Value), e.Step(), false) + "%"
	if e.N < 2 || !(e.High > e.Low) {
		return value
	}
	return fmt.Sprintf("%s (%s to %s%% in 8 of 10 runs)", value,
		rounded(float64(e.Low), e.Step(), false), rounded(float64(e.High), e.Step(), false))
}

// last is the measure's last level.
func (m *Measure) last() Level { return m.Levels[len(m.Levels)-1] }

// monthName is "December 2035" for 179.
func monthName(month int) string {
	names := strings.Fields("January February March April May June July August September October November December")
	return fmt.Sprintf("%s %d", names[month%12], 2021+month/12)
}

// capital gives a sentence its first capital.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
