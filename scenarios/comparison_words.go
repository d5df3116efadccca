package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Tell fills in headline and sentences from the numbers, so that they cannot
// say what the tables do not.
func (c *Comparison) Tell() {
	c.Headline, c.Sentences = nil, nil
	if said := c.disagreement(); said != "" {
		c.Headline = append(c.Headline, said)
	}
	c.Headline = append(c.Headline, c.leader())
	if said := c.outlays(); said != "" {
		c.Sentences = append(c.Sentences, said)
	}
	for a := range c.Arms {
		if a != c.Against {
			c.Sentences = append(c.Sentences, c.armSentence(a))
		}
	}
	c.Sentences = append(c.Sentences, c.caveats()...)
}

// period is "from January 2027 to December 2035".
func (c *Comparison) period() string {
	return "from " + monthName(c.Start) + " to " + monthName(c.Months-1)
}

// title is an arm's title with its dagger.
func (c *Comparison) title(arm int) string {
	if c.Arms[arm].Assumed {
		return c.Arms[arm].Title + "†"
	}
	return c.Arms[arm].Title
}

func (c *Comparison) titles(arms []int) []string {
	list := make([]string, len(arms))
	for i, a := range arms {
		list[i] = c.title(a)
	}
	return list
}

// leader says which policy keeps most people at work in the main world, if
// that can be told.
func (c *Comparison) leader() string {
	main := c.Worlds[0]
	b := c.BestOf(AtWork, main)
	ref := lowerFirst(c.Arms[c.Against].Title)
	told := slices.ContainsFunc(c.others(), func(a int) bool {
		v := c.JobYears(main, a).Verdict()
		return v == Clear || v == Wide
	})
	where := ""
	if main != "expected" {
		where = ", in the " + main + " world"
	}
	switch {
	case !slices.ContainsFunc(c.others(), func(a int) bool { return c.JobYears(main, a).Verdict() != Absent }):
		return "No policy changes how many people are at work" + where + "."
	case c.Replicates < 2:
		return "One run of each policy cannot tell a difference from luck."
	case b == nil || !told:
		return "No policy's effect on people at work could be told from luck" + where + "."
	case len(b.Arms) == 1 && b.Arms[0] == c.Against:
		return "No policy keeps as many people at work as " + ref + " does" + where + "."
	case len(b.Arms) == 1:
		return c.title(b.Arms[0]) + " keeps most people at work" + where + ": " + c.JobYears(main, b.Arms[0]).jobYears() + c.ofAll(main, b.Arms[0]) + ", more than " + ref + ", " + c.period() + " (" + c.JobYears(main, b.Arms[0]).basis() + ")."
	}
	return "Which policy keeps most people at work cannot be told from luck" + where + ": it may be " + orWords(c.titles(b.Arms)) + "."
}

// others are all arms but the reference.
func (c *Comparison) others() []int {
	var list []int
	for a := range c.Arms {
		if a != c.Against {
			list = append(list, a)
		}
	}
	return list
}

// disagreement says of which policies the worlds disagree in sign.
func (c *Comparison) disagreement() string {
	var said []string
	for _, a := range c.others() {
		var more, fewer []string
		for _, w := range c.Worlds {
			e := c.JobYears(w, a)
			if v := e.Verdict(); v == Clear || v == Wide {
				if e.Value > 0 {
					more = append(more, w)
				} else {
					fewer = append(fewer, w)
				}
			}
		}
		if len(more) > 0 && len(fewer) > 0 {
			said = append(said, fmt.Sprintf("%s keeps more people at work in the %s world and fewer in the %s world",
				c.title(a), andWords(more), andWords(fewer)))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "The worlds disagree: " + strings.Join(said, "; ") + "."
}

// jobYears is "about 4,100 years of work" or "between 1,000 and 5,000 years of
// work", without a sign.
func (e Estimate) jobYears() string {
	near, far := e.ends()
	if e.Verdict() == Wide {
		return "between " + near + " and " + far + " years of work"
	}
	return "about " + rounded(math.Abs(float64(e.Value)), e.Step(), false) + " years of work"
}

// basis is "3,600 to 4,600; 95%, 20 paired runs", without the ends where they
// have been said.
func (e Estimate) basis() string {
	near, far := e.ends()
	if e.Verdict() == Wide {
		return fmt.Sprintf("95%%, %d paired runs", e.N)
	}
	return fmt.Sprintf("%s to %s; 95%%, %d paired runs", near, far, e.N)
}

// armSentence says what an arm does and what it costs.
func (c *Comparison) armSentence(a int) string {
	arm, main := &c.Arms[a], c.Worlds[0]
	if arm.Idle != "" {
		return arm.Title + ": " + arm.Idle
	}
	e := c.JobYears(main, a)
	said := c.title(a) + " "
	switch e.Verdict() {
	case Clear, Wide:
		verb := "keeps "
		if e.Value < 0 {
			verb = "loses "
		}
		said += verb + e.jobYears() + c.ofAll(main, a) + " (" + e.basis() + ")"
	case Luck:
		said += fmt.Sprintf("makes no difference to years of work that could be told from luck (%s to %s; 95%%, %d paired runs)",
			rounded(float64(e.Low), e.Step(), true), rounded(float64(e.High), e.Step(), true), e.N)
	case Single:
		said += fmt.Sprintf("makes a difference of %s years of work in the one run played", rounded(float64(e.Value), e.Step(), true))
	default:
		said += "changes no year of work"
	}
	if arm.Assumed && e.Verdict() != Absent {
		said += ", if the assumed effects hold"
	}
	if r := c.RatioOf(main, a, "job-year", "public and firms"); r != nil {
		switch {
		case r.Why == "costs nothing":
			said += "; it costs neither the public nor organisations anything"
		case r.Why != "":
			said += "; what a year of work costs is not defined: " + r.Why
		default:
			said += "; a year of work costs the public and organisations " + r.usd()
		}
	}
	return said + "."
}

// ofAll sets an effect on years of work against all of them: ", 0.17% of all".
func (c *Comparison) ofAll(world string, arm int) string {
	e := c.Find(world, arm, AtWork, OverPeriod).PerCent
	if e.Verdict() == Absent {
		return ""
	}
	return ", " + rounded(math.Abs(float64(e.Value)), e.Step(), false) + "% of all"
}

// usd is an amount with its interval: "USD 34,000 (31,000 to 38,000)".
func (e Estimate) usd() string {
	return fmt.Sprintf("USD %s (%s to %s)", rounded(float64(e.Value), e.Step(), false),
		rounded(float64(e.Low), e.Step(), false), rounded(float64(e.High), e.Step(), false))
}

// outlays say who pays in each arm.
func (c *Comparison) outlays() string {
	var said []string
	for _, a := range c.others() {
		var parts []string
		for _, p := range []struct{ payer, who string }{{"public", "the public"}, {"firms", "organisations"}, {"levy_in", "users of AI, by levy,"}} {
			if b := c.BillOf(c.Worlds[0], a, p.payer); b != nil && b.Value > 0 {
				parts = append(parts, p.who+" "+Dollars(float64(b.Value)))
			}
		}
		if len(parts) > 0 {
			said = append(said, lowerFirst(c.title(a))+" costs "+andWords(parts))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return capital(strings.Join(said, "; ")) + ", " + c.period() + "."
}

// Dollars is an amount in words: "USD 1.2 billion", "USD 340 million".
func Dollars(usd float64) string {
	sign := ""
	if usd < 0 {
		sign, usd = minusSign, -usd
	}
	for _, u := range []struct {
		size float64
		name string
	}{{1e9, " billion"}, {1e6, " million"}} {
		if usd >= u.size*0.9995 {
			x := usd / u.size
			return "USD " + sign + rounded(x, math.Pow(10, math.Floor(math.Log10(x))-1), false) + u.name
		}
	}
	return "USD " + sign + rounded(usd, math.Max(1, math.Pow(10, math.Floor(math.Log10(math.Max(usd, 1)))-1)), false)
}

const minusSign = "−"

// caveats say what the numbers are and what they are not.
func (c *Comparison) caveats() []string {
	var said []string
	if len(c.Worlds) > 1 {
		if b := c.BestOf(AtWork, ""); b != nil && c.Replicates > 1 && len(b.Dominated) > 0 {
			if len(b.Arms) == 1 {
				said = append(said, "Over the worlds "+andWords(c.Worlds)+", "+c.title(b.Arms[0])+" has the least to regret in people at work.")
			} else {
				said = append(said, "Which policy has least to regret over the worlds "+andWords(c.Worlds)+" cannot be told: it may be "+orWords(c.titles(b.Arms))+".")
			}
		}
	}
	if x := c.pairing(); x > 1 {
		said = append(said, fmt.Sprintf("Playing all policies with the same luck was worth %s times the runs for people at work.", rounded(x, math.Pow(10, math.Floor(math.Log10(x))), false)))
	}
	if p := c.Precision; p.Target > 0 && c.Replicates > 1 {
		word := "are as narrow as asked for"
		if !p.Reached {
			word = "did not become as narrow as asked for"
		}
		said = append(said, fmt.Sprintf("The intervals %s: the widest is %s%% of the reference, %s%% was asked for, after %d runs of each policy in each world.",
			word, brief(math.Round(100*p.Widest)/100), brief(p.Target), c.Replicates))
	}
	for _, a := range c.others() {
		if note := c.Arms[a].ScaleNote; note != "" {
			said = append(said, c.Arms[a].Title+": "+note)
		}
	}
	said = append(said, fmt.Sprintf("The intervals hold the luck of %s, not the errors of the model. %s", runsInWords(c.Replicates), notCalibrated))
	if slices.ContainsFunc(c.Arms, func(a Arm) bool { return a.Assumed }) {
		said = append(said, "† rests on an assumed effect: see atelier policies.")
	}
	return said
}

// pairing is the median over arms of how many times the runs pairing was worth
// for people at work in the main world.
func (c *Comparison) pairing() float64 {
	var list []float64
	for _, a := range c.others() {
		if e := c.Find(c.Worlds[0], a, AtWork, OverPeriod); e != nil && !math.IsNaN(float64(e.Pairing)) {
			list = append(list, float64(e.Pairing))
		}
	}
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}
