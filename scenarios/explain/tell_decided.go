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
	case !started && s.barrier() != s.said.barrier:
		s.say(Decided, v, "They think about AI and stay without it. %s %s", s.weighed(false), s.held())
	}
	if !started {
		s.said.barrier = s.barrier()
	} else {
		s.said.barrier = -2
	}
}

// usedBefore tells whether they ever did.
func (s *story) usedBefore() bool { return s.life.tried > 0 || s.said.start.Uses }

// barrier is that of this month's decision.
func (s *story) barrier() int { return s.now.Mind.Barrier }

// held tells the barrier.
func (s *story) held() string {
	if b := s.barrier(); b >= 0 {
		return "What holds them back, compared with others, is " + barriers[b] + "."
	}
	return "Nothing that others have more of holds them back."
}

// weighed names the two terms that weighed most on each side, the side that
// won first.
func (s *story) weighed(forFirst bool) string {
	order := make([]int, sim.UseTerms)
	for k := range order {
		order[k] = k
	}
	t := s.now.Terms
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(t[b], t[a]) })
	pro, con := s.named(order, 1), s.named(reversed(order), -1)
	if forFirst {
		return fmt.Sprintf("For it weighed most %s; against it %s.", pro, con)
	}
	return fmt.Sprintf("Against it weighed most %s; for it %s.", con, pro)
}

// named lists at most two terms with a sign.
func (s *story) named(order []int, sign float64) string {
	side := 0
	if sign < 0 {
		side = 1
	}
	var list []string
	for _, k := range order {
		if x := s.now.Terms[k]; x*sign >= 0.005 && len(list) < 2 {
			list = append(list, fmt.Sprintf("%s (%s)", reasons[k][side], signed(x, 2)))
		}
	}
	if len(list) == 0 {
		return "nothing"
	}
	return finding.And(list)
}

func reversed(order []int) []int {
	back := slices.Clone(order)
	slices.Reverse(back)
	return back
}

// luckOf tells of the mood where it turned the decision.
func luckOf(m *Month, format string) string {
	if (m.Weighing.Sum() > 0) == (m.Weighing.Sum()+m.Mood > 0) {
		return ""
	}
	return fmt.Sprintf(format, signed(m.Mood, 2))
}
