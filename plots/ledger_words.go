package plots

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// outcomeWords is a measure of a comparison as titles and captions say it.
type outcomeWords struct {
	column, label string
	noun          string // in a sentence: "people at work"
	more, fewer   string // "more people at work"
	share         bool   // a share: differences are in points
}

// unit is the unit of the measure's differences.
func (m outcomeWords) unit() string {
	if m.share {
		return " points"
	}
	return "%"
}

// The measures of a comparison's figures.
var (
	atWork    = outcomeWords{scenarios.AtWork, "People at work", "people at work", "more people at work", "fewer people at work", false}
	employees = outcomeWords{"employed", "Employees", "employees", "more employees", "fewer employees", false}
	orders    = outcomeWords{"orders", "Freelance orders", "freelance orders", "more freelance orders", "fewer freelance orders", false}
	income    = outcomeWords{"freelance_income_usd", "Freelance income", "freelance income", "higher freelance income", "lower freelance income", false}
	received  = outcomeWords{scenarios.Received, "Freelance income with transfers", "freelance income with transfers", "higher income", "lower income", false}
	use       = outcomeWords{"ai_use", "Creatives using generative AI", "creatives using AI", "more creatives using AI", "fewer creatives using AI", true}
	fear      = outcomeWords{"fear", "Fear of displacement", "fear of displacement", "more fear of displacement", "less fear of displacement", true}
)

// lastDate is the last month of the comparison.
func (l *ledger) lastDate() string { return table.Date(l.c.Months - 1) }

// duration is the months in which policies are in force: "January 2027 to
// December 2035".
func (l *ledger) duration() string {
	if l.c.Start >= l.c.Months {
		return monthName(l.c.Months - 1)
	}
	return monthName(l.c.Start) + " to " + monthName(l.c.Months-1)
}

// where is place and world.
func (l *ledger) where() string {
	said := capital(l.world) + " world"
	if l.Place != "" {
		said = l.Place + ", " + l.world + " world"
	}
	return said
}

// against says what the differences are differences from.
func (l *ledger) against() string { return "against " + lowerFirst(l.referenceTitle()) }

// foot is a footer: what the marks are, how many runs of how many people, what
// the dagger means, and which comparison was drawn.
func (l *ledger) foot(marks string, values []Estimate) string {
	n := decimal(float64(l.c.Replicates), 0) + " paired runs"
	if l.c.Replicates == 1 {
		n = "One paired run"
	}
	if l.c.Population > 0 {
		n += " of " + decimal(float64(l.c.Population), 0) + " creatives"
		if l.c.People > 0 {
			n += " who stand for " + million(l.c.People)
		}
	}
	parts := []string{marks, capital(n) + "."}
	if rests(values) {
		parts = append(parts, dagger+glued+"Rests on an assumed effect.")
	}
	if !l.c.Calibrated {
		parts = append(parts, "Not calibrated.")
	}
	b := book{Data: Data{Digest: l.c.Digest, Seed: l.c.Seed, Version: l.Version}}
	return paragraph(append(parts, strings.Replace(b.source(), "Scenario", "Comparison", 1))...)
}

// brackets says what stands in brackets behind differences, or that one run
// cannot tell.
func (l *ledger) brackets() string {
	if l.c.Replicates < 2 {
		return "One run cannot tell a difference from luck."
	}
	return "In brackets: 95% interval of the mean of " + decimal(float64(l.c.Replicates), 0) + " paired runs."
}

// assumption is the sentence behind the dagger, if one is used.
func assumption(values []Estimate) string {
	if !rests(values) {
		return ""
	}
	return dagger + glued + "rests on an assumed effect."
}

// names joins the titles of policies, as a title begins with them.
func names(of []policy) string {
	var titles []string
	for _, p := range of {
		titles = append(titles, lowerFirst(p.title))
	}
	return capital(list(titles))
}

// verdicts sorts policies by what may be said of their differences.
type verdicts struct {
	up, down, luck []policy
	told           bool // there are intervals
	claimed        []Estimate
}

// judge sorts the policies of a ledger by one estimate each.
func (l *ledger) judge(of []Estimate) verdicts {
	v := verdicts{claimed: []Estimate{}}
	for i, e := range of {
		v.told = v.told || e.N > 1 && defined(e.Low)
		switch {
		case e.sure() && e.Value > 0:
			v.up, v.claimed = append(v.up, l.arms[i]), append(v.claimed, e)
		case e.sure():
			v.down, v.claimed = append(v.down, l.arms[i]), append(v.claimed, e)
		default:
			v.luck = append(v.luck, l.arms[i])
		}
	}
	return v
}

// headline is what the verdicts allow to be said of a measure; empty where
// nothing can be told.
func (l *ledger) headline(v verdicts, m outcomeWords) string {
	all := len(l.arms)
	of := func(some []policy) string {
		if len(some) == 2 && all == 2 {
			return "Both policies"
		}
		if len(some) == all && all > 1 {
			return "All " + cardinal(all) + " policies"
		}
		return capital(cardinal(len(some))) + " of " + cardinal(all) + " policies"
	}
	switch {
	case !v.told:
		return ""
	case len(v.up)+len(v.down) == 0:
		return fitting(m.label+": no difference "+luck, "No difference "+luck)
	case len(v.down) == 0 && len(v.up) == all && all > 1:
		return of(v.up) + ": " + m.more
	case len(v.down) == 0:
		return fitting(names(v.up)+": "+m.more, of(v.up)+": "+m.more)
	case len(v.up) == 0 && len(v.down) == all && all > 1:
		return of(v.down) + ": " + m.fewer
	case len(v.up) == 0:
		return fitting(names(v.down)+": "+m.fewer, of(v.down)+": "+m.fewer)
	}
	first, _, _ := strings.Cut(m.fewer, " ")
	return fitting(names(v.up)+": "+m.more+"; "+lowerFirst(names(v.down))+": "+first, of(v.up)+": "+m.more+"; "+cardinal(len(v.down))+": "+first)
}
