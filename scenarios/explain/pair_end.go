package explain

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// end tells how both lives end, and sums them up.
func (p *pairing) end() {
	a, b := p.arms[0], p.arms[1]
	if p.split == never {
		p.same()
		return
	}
	text := "The story ends here."
	p.say(End, text+" "+p.moneyOf(a.life, b.life, "In all"), a.whole(), b.whole())
	p.add((*half).total)
}

// same says that nothing ever differs, and why.
func (p *pairing) same() {
	a := p.arms[0]
	text := fmt.Sprintf("From beginning to end both lives are the same to the last digit. %s", p.unmoved())
	if a.left != never {
		text += " Under both they leave creative work. " + a.why(values{})
	}
	p.say(End, text+" "+upper(a.whole())+".", "", "")
	p.add((*half).total)
}

// unmoved says why no policy moves anything of a creative's.
func (p *pairing) unmoved() string {
	a, b := p.arms[0], p.arms[1]
	begins := p.begins()
	reached := len(a.reached)+len(b.reached) > 0
	switch {
	case begins == never:
		return "No policy is in force in either arm before the run ends."
	case a.left < begins:
		return fmt.Sprintf("They leave before the first policy starts, in %s.", finding.Month(begins))
	case reached:
		return "Policies reach them, and neither these nor what they change for others moves anything of theirs in time."
	}
	return fmt.Sprintf("No policy reaches them or their employer in one arm only, and what policies change for others from %s on does not come to them in time.", finding.Month(begins))
}

// total are the numbers of a whole life.
func (l *half) total() values {
	v := l.sums()
	t := l.life
	v["months_at_work"], v["earned_usd"], v["paid_by_policies_usd"], v["retrainings"] = float64(t.months-t.idle-gone(l)), t.earned, t.paid, float64(t.retrained)
	return v
}

// gone is 1 if the last month told is that of leaving.
func gone(l *half) int {
	if l.left != never {
		return 1
	}
	return 0
}

// whole sums a life up in a line.
func (l *half) whole() string {
	t := l.life
	var parts []string
	parts = append(parts, fmt.Sprintf("at work in %s", months(t.months-t.idle-gone(l))))
	if t.idle > 0 {
		parts = append(parts, fmt.Sprintf("without a job in %d", t.idle))
	}
	parts = append(parts, sumsOf(t), number(t.courses, "course")+" in AI")
	if t.retrained > 0 {
		parts = append(parts, number(t.retrained, "retraining"))
	}
	if l.left != never {
		parts = append(parts, "left in "+finding.Month(l.left))
	} else if f := l.now.After; f.Here {
		parts = append(parts, "at the end "+l.rank(f)+", "+where(f))
	}
	return strings.Join(parts, ", ")
}
