package explain

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// reasons are the terms of the use decision in words, for and against.
var reasons = [sim.UseTerms][2]string{
	{"its price", "its price"},
	{"their AI skill", "want of AI skill"},
	{"trust in it", "want of trust in it"},
	{"little fear of losing work", "fear of losing work"},
	{"rights and privacy", "rights and privacy"},
	{"peers and workplace", "want of peers and a workplace that use it"},
	{"what is usual in the occupation", "the usual reserve"},
	{"what AI can do in the work", "how little AI can do in the work"},
	{"no great wish for autonomy", "a wish for autonomy"},
	{"thinking it good for the field", "thinking it bad for the field"},
	{"a lasting taste for it", "a lasting distaste for it"},
}

// barriers are what holds a non-user back, by term: each is reckoned against
// the middle of those who thought about AI in the month before.
var barriers = [sim.Barriers]string{"a price that is high for their income", "less AI skill", "less trust in it", "more fear of losing work", "more concern for rights and privacy", "fewer peers and workplaces that use it"}

// decided tells of starting and stopping, and of what holds a non-user back
// when that is new.
func (s *story) decided() {
	m := s.now
	if !m.Again {
		return
	}
	started := m.Weighing.Sum()+m.Mood > 0
	v := values{"mood": m.Mood, "sum": m.Weighing.Sum()}
	for k, x := range m.Terms {
		v[sim.TermNames[k]] = x
	}
	switch {
	case started && !s.said.used:
		text := "They think about AI again and start to use it"
		if !s.usedBefore() {
			text = "They think about AI and start to use it"
		}
		s.say(Decided, v, "%s. %s%s", text, s.weighed(true), luckOf(m, " Without the good mood of the month (%s) they would not have."))
	case !started && s.said.used:
		s.say(Decided, v, "They think about AI again and stop using it. %s%s %s", s.weighed(false), luckOf(m, " But for the bad mood of the month (%s) they would have gone on."), s.held())
	case !started && s.now.Mind.Barrier != s.said.barrier:
		s.say(Decided, v, "They think about AI and stay without it. %s %s", s.weighed(false), s.held())
	}
	if !started {
		s.said.barrier = s.now.Mind.Barrier
	} else {
		s.said.barrier = -2
	}
}

// usedBefore tells whether they ever did.
func (s *story) usedBefore() bool { return s.life.tried > 0 || s.origin().Uses }

// held tells the barrier.
func (s *story) held() string {
	if b := s.now.Mind.Barrier; b >= 0 {
		return "What holds them back, compared with others, is " + barriers[b] + "."
	}
	return "Nothing that others have more of holds them back."
}

// weighed names the two terms that weighed most on each side, the side that
// won first.
func (s *story) weighed(forFirst bool) string {
	pro, con := s.named(0, 1), s.named(1, -1)
	if forFirst {
		return fmt.Sprintf("For it weighed most %s; against it %s.", pro, con)
	}
	return fmt.Sprintf("Against it weighed most %s; for it %s.", con, pro)
}

// named lists at most two terms of a side with its sign.
func (s *story) named(side int, sign float64) string {
	return weightiest(sim.UseTerms, sign, func(k int) float64 { return s.now.Terms[k] }, func(k int) string { return reasons[k][side] })
}

// weightiest lists at most two of n terms with a sign, each with its weight, the
// largest first.
func weightiest(n int, sign float64, of func(term int) float64, word func(term int) string) string {
	var list []string
	for _, k := range ordered(n, func(k int) float64 { return sign * of(k) }) {
		if x := of(k); x*sign >= 0.005 && len(list) < 2 {
			list = append(list, fmt.Sprintf("%s (%s)", word(k), logit(x)))
		}
	}
	if len(list) == 0 {
		return "nothing"
	}
	return finding.And(list)
}

// ordered are n terms of a decision, the largest first.
func ordered(n int, of func(term int) float64) []int {
	order := make([]int, n)
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(of(b), of(a)) })
	return order
}

// luckOf tells of the mood where it turned the decision.
func luckOf(m *Month, format string) string {
	if (m.Weighing.Sum() > 0) == (m.Weighing.Sum()+m.Mood > 0) {
		return ""
	}
	return fmt.Sprintf(format, logit(m.Mood))
}
