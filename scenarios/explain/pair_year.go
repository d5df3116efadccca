package explain

import (
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// december sets a year of both lives side by side, where that shows anything.
func (p *pairing) december() {
	a, b := p.arms[0], p.arms[1]
	if !p.worthLines() {
		return
	}
	p.say(Year, p.moneyOf(a.year, b.year, "In the year"), a.line(), b.line())
	p.add(func(l *half) values {
		return values{"months_used": float64(l.year.uses), "months_without_job": float64(l.year.idle), "earned_usd": l.year.earned, "paid_by_policies_usd": l.year.paid}
	})
}

// slight is a difference in a scale, and in money as a share, that no year is
// told for: the header says so.
const slight = 0.02

// worthLines tells whether the year differs by more than a little.
func (p *pairing) worthLines() bool {
	a, b := p.arms[0], p.arms[1]
	x, y := a.now.After, b.now.After
	if x.Here != y.Here || x.State != y.State || x.Occupation != y.Occupation || x.Stage != y.Stage || x.Uses != y.Uses || x.Job.Cell != y.Job.Cell {
		return true
	}
	apart := func(x, y, scale float64) bool { return math.Abs(x-y) >= slight*scale }
	return apart(x.Trust, y.Trust, 1) || apart(x.Fear, y.Fear, 1) || apart(x.Skill, y.Skill, 1) || apart(x.Depth, y.Depth, 1) ||
		x.Income > 0 && apart(x.Income, y.Income, x.Income) || inHand(a.year) != inHand(b.year) && apart(inHand(a.year), inHand(b.year), inHand(a.year))
}

// hundreds is an amount as usdYear writes it.
func hundreds(x float64) float64 { return 100 * math.Round(x/100) }

// inHand is what a creative earned and got, as the lines write it.
func inHand(t tally) float64 { return hundreds(t.earned) + hundreds(t.paid) }

// moneyOf tells under which arm more was in hand, reckoned from what the lines
// say.
func (p *pairing) moneyOf(a, b tally, when string) string {
	more := inHand(b) - inHand(a)
	switch {
	case more > 0:
		return fmt.Sprintf("%s they have %s more under %s.", when, usdYear(more), p.arms[1].name())
	case more < 0:
		return fmt.Sprintf("%s they have %s less under %s.", when, usdYear(-more), p.arms[1].name())
	}
	return when + " they have as much under both."
}

// line is a year in one line.
func (l *half) line() string {
	if !l.now.After.Here {
		return "left in " + finding.Month(l.left)
	}
	f := l.now.After
	using := "no AI"
	if f.Uses {
		using = "AI for " + percent(f.Depth) + " of the work"
	}
	return fmt.Sprintf("%s, %s; trust %s, fear %s, AI skill %s; %s", l.stand(f), using, scale(f.Trust), scale(f.Fear), scale(f.Skill), sumsOf(l.year))
}

// stand is where a creative stands, in few words.
func (l *half) stand(f Facts) string {
	if f.Occupation != l.origin().Occupation {
		return l.trade(f) + ", " + where(f)
	}
	return where(f)
}

// where is stand without the trade.
func where(f Facts) string {
	switch f.State {
	case sim.Employed:
		return "employed at " + usd(f.Income)
	case sim.Freelancing:
		return "freelancing at " + usd(f.Income)
	}
	return "without a job for " + months(max(1, f.Months))
}

// origin is who they were at first.
func (l *half) origin() Facts {
	if l.first.Here {
		return l.first
	}
	return l.months[l.comes()].After
}

// sumsOf tells money earned and got from policies.
func sumsOf(t tally) string {
	text := "earned " + usdYear(t.earned)
	if t.paid > 0 {
		text += ", and " + fromPolicies(t.paid)
	}
	return text
}

// fromPolicies is what policies paid; less than fifty dollars are told as they
// are.
func fromPolicies(usd float64) string {
	if usd < 50 {
		return "$" + count(math.Ceil(usd)) + " from policies"
	}
	return usdYear(usd) + " from policies"
}
