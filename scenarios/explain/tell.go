package explain

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// never is a month that does not come.
const never = math.MaxInt

// story is what was noted of a life under one arm, and what has been told so far.
type story struct {
	world    *sim.World // for names and parameters
	scenario *scenarios.Scenario
	id       uint64
	first    Facts   // before January 2021; not Here if the creative came later
	months   []Month // all months of the run

	events  []Event
	now     *Month
	said    said
	year    tally           // since the last December
	life    tally           // since the start
	left    int             // month of leaving creative work
	reached map[string]bool // policies told to reach them
}

// newStory is that of a creative of whom no month has been seen.
func newStory(w *sim.World, s *scenarios.Scenario, id uint64, first Facts) *story {
	return &story{world: w, scenario: s, id: id, first: first, left: never, reached: map[string]bool{}}
}

// said is what need not be said again.
type said struct {
	peersUse, peersLost int
	barrier             int
	encouraged, used    bool
	encourager          int32   // the employer who did, or did not, last month
	steady              float64 // income that this spell of freelancing is compared with
	steadySince         int     // month of it
	fallen              int     // steps of income below it that were told
	last                Facts   // as the year began
}

// tally counts what is told in sums.
type tally struct {
	months, uses, again, tried, succeeded, courses, applied, idle, jobsLost, retrained int
	came, went, toAI                                                                   int     // clients
	own, sent                                                                          float64 // orders of own clients, and sent on
	earned, paid                                                                       float64 // USD; paid by policies
}

func (t *tally) add(m *Month) {
	t.months++
	t.earned += m.After.Income
	t.paid += m.paid()
	t.came, t.went, t.own, t.sent = t.came+len(m.Came), t.went+len(m.Left), t.own+m.Work.Own, t.sent+m.Work.Sent
	for i := range m.Left {
		t.toAI += one(m.Left[i].After.Channel == sim.ToSelf)
	}
	t.uses += one(m.After.Uses)
	t.again += one(m.Again)
	t.tried += one(m.Tried)
	t.succeeded += one(m.Success)
	t.courses += one(m.Course)
	t.applied += one(m.Before.State == sim.Unemployed && m.Applies)
	t.idle += one(m.After.State == sim.Unemployed)
	t.retrained += one(m.retrains())
	t.jobsLost += one(m.Before.State == sim.Employed && m.Between.State == sim.Unemployed)
}

// retrains tells whether a retraining begins.
func (m *Month) retrains() bool {
	return m.Before.State == sim.Unemployed && m.Before.Aid == 0 && m.Between.State == sim.Unemployed && m.Between.Aid > 0
}

// values are the numbers behind a sentence.
type values map[string]float64

// say adds an event of this month that is about this arm alone.
func (s *story) say(kind string, v values, format string, a ...any) {
	if v == nil {
		v = values{}
	}
	s.events = append(s.events, Event{Month: s.now.Number, Kind: kind, Text: fmt.Sprintf(format, a...), Values: v})
}

// comes is the month at whose end the creative is there first: never, if
// nowhere, and -1 for those of the very start.
func (s *story) comes() int {
	if s.first.Here {
		return -1
	}
	if i := slices.IndexFunc(s.months, func(m Month) bool { return m.After.Here }); i >= 0 {
		return i
	}
	return never
}

// origin is who they were at first.
func (s *story) origin() Facts {
	if at := s.comes(); at >= 0 && at != never {
		return s.months[at].After
	}
	return s.first
}

// who is who the creative is at the start.
func (s *story) who() string {
	f, is := s.origin(), "is"
	if !s.first.Here {
		is = "comes into creative work as"
	}
	at := s.place(f)
	if f.State == sim.Freelancing {
		at += ", and wants to work " + wanted(f.Hours) + ". " + strings.TrimSuffix(f.patrons(), ".")
	}
	already := ""
	if f.Uses { // newcomers are people of their own year
		already = " They use AI already, for " + finding.Share(f.Depth) + " of their work."
	}
	return fmt.Sprintf("Creative %d %s %s, %s. On scales of 0 to 1 their trust in AI is %s, their fear of losing work %s, their view of what AI does to the field %s, their AI skill %s and their craft %s.%s",
		s.id, is, s.rank(f), at, scale(f.Trust), scale(f.Fear), scale(f.Attitude), scale(f.Skill), scale(f.Craft), already)
}

// standing are the numbers of a moment.
func standing(f Facts) values {
	v := values{"trust": f.Trust, "fear": f.Fear, "attitude": f.Attitude, "ai_skill": f.Skill, "craft": f.Craft,
		"stage": float64(f.Stage), "uses": float64(one(f.Uses)), "depth": f.Depth, "state": float64(f.State)}
	if f.State != sim.Unemployed {
		v["income_usd"] = f.Income
	}
	if f.State == sim.Freelancing {
		v["clients"] = float64(f.Clients.all())
	}
	return v
}

// one is 1 for what holds, else 0: a count, or the arm that has more to tell.
func one(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// telling is a life under two arms beside each other, or under one, and what has
// been told of it so far.
type telling struct {
	arms  []*story // the reference first
	alone bool     // all of the last arm is told; else what differs
	month int
	split int // first month in which something of theirs differs
	told  map[string]bool
}

// own is the arm that is told of: the last, if the creative is ever there.
func (t *telling) own() *story {
	if l := t.arms[len(t.arms)-1]; l.comes() != never {
		return l
	}
	return t.arms[0]
}

// absent is the arm under which the creative is never there, nil for none.
func (t *telling) absent() *story {
	if i := slices.IndexFunc(t.arms, func(l *story) bool { return l.comes() == never }); i >= 0 {
		return t.arms[i]
	}
	return nil
}

// tell tells the months in their order.
func (t *telling) tell() []Event {
	t.told, t.split = map[string]bool{}, t.parting()
	s := t.own()
	for i := max(0, s.comes()); i < len(s.months); i++ {
		t.at(i)
		if len(s.events) == 0 {
			t.begin()
		}
		t.count()
		switch {
		case t.alone && s.now.Before.Here:
			s.month()
		case t.absent() == nil && !t.alone:
			t.compare()
		}
		if i%12 == 11 {
			t.december()
		}
		if !slices.ContainsFunc(t.arms, func(l *story) bool { return l.left == never }) {
			break
		}
	}
	t.end()
	return s.events
}

// parting is the first month in which anything of the creative's own differs.
func (t *telling) parting() int {
	if len(t.arms) < 2 || t.absent() != nil {
		return never
	}
	a, b := t.arms[0], t.arms[1]
	for i := range a.months {
		if a.months[i].lived() != b.months[i].lived() || i == 0 && a.first != b.first {
			return i
		}
	}
	return never
}

// lived is what is a creative's own in a month. Two lives are the same as long
// as it is equal in every bit.
func (m *Month) lived() any {
	return [...]any{m.Mind, m.Between, m.After, m.Course, m.Work, m.Basic, m.Levies, m.Insurance}
}

// at turns the stories to a month.
func (t *telling) at(month int) {
	t.month = month
	for _, l := range t.arms {
		l.now = &l.months[month]
	}
}

// count adds the month to the sums of each arm, and notes who leaves.
func (t *telling) count() {
	for _, l := range t.arms {
		if !l.now.Before.Here {
			continue
		}
		l.year.add(l.now)
		l.life.add(l.now)
		if !l.now.After.Here {
			l.left = t.month
		}
	}
}

// begin tells who the creative is.
func (t *telling) begin() {
	s := t.own()
	f := s.origin()
	s.said = said{barrier: -2, steady: f.Income, steadySince: s.began(), last: f, used: f.Uses}
	text := s.who()
	if l := t.absent(); l != nil {
		text = fmt.Sprintf("This creative is there under %s only: under %s there is no place for them. %s", s.scenario.Name, l.scenario.Name, text)
	}
	t.say(Start, standing(f), text)
}

// began is the month of the start.
func (s *story) began() int { return max(0, s.comes()) }

// month tells one month in the order in which it happened.
func (s *story) month() {
	s.sawPeers()
	s.learned()
	s.sawEmployer()
	s.decided()
	s.trading()
	if s.now.After.Here {
		s.working()
		s.orders()
	}
	s.said.used = s.now.After.Uses
}

// compare tells what differs in a month.
func (t *telling) compare() {
	if t.month == t.split {
		t.part()
	}
	t.reach()
	if t.month >= t.split {
		t.differ()
		t.leave()
	}
}

// say adds an event of this month with a line for each arm, if there are any, and
// the numbers of the moment. v are those of the arm that is told of.
func (t *telling) say(kind string, v values, text string, lines ...string) {
	s := t.own()
	s.say(kind, v, "%s", text)
	if len(t.arms) < 2 || t.alone && len(lines) == 0 {
		return
	}
	e := &s.events[len(s.events)-1]
	for i, l := range t.arms {
		side := Side{Arm: l.scenario.Name, Values: values{}}
		f := l.now.After
		if kind == Start && l.first.Here {
			f = l.first
		}
		if f.Here {
			side.Values = standing(f)
			side.Values["paid_usd"] = l.now.paid()
		}
		if i < len(lines) {
			side.Text = lines[i]
		}
		e.Arms = append(e.Arms, side)
	}
	t.subtract(e)
}

// add adds numbers of each arm to the last event.
func (t *telling) add(of func(*story) values) {
	s := t.own()
	e := &s.events[len(s.events)-1]
	for i := range e.Arms {
		maps.Copy(e.Arms[i].Values, of(t.arms[i]))
	}
	t.subtract(e)
}

// subtract sets the differences of an event of a comparison.
func (t *telling) subtract(e *Event) {
	if t.alone || len(e.Arms) < 2 {
		return
	}
	e.Values = values{}
	for key, x := range e.Arms[1].Values {
		if base, both := e.Arms[0].Values[key]; both {
			e.Values[key] = x - base
		}
	}
}

// under is "Under skills-first they take a course." of the sentence of an arm.
func (t *telling) under(i int, text string) string {
	return "Under " + t.arms[i].scenario.Name + " " + strings.TrimSuffix(finding.Lower(text), ".") + "."
}

// both tells what each does, the arm that has more to tell first.
func (t *telling) both(first int, does, others string) string {
	return t.under(first, does) + " " + t.under(1-first, others)
}

// leave tells who leaves creative work this month, and why.
func (t *telling) leave() {
	var gone []int
	var why []string
	for i, l := range t.arms {
		if l.left == t.month {
			gone, why = append(gone, i), append(why, l.why(values{}))
		}
	}
	switch {
	case len(gone) == 1:
		t.say(Left, nil, t.under(gone[0], "they leave creative work")+" "+why[0])
	case len(gone) == 2 && why[0] == why[1]:
		t.say(Left, nil, "Under both they leave creative work. "+why[0])
	case len(gone) == 2:
		t.say(Left, nil, "Under both they leave creative work.", why...)
	}
}

// here tells whether both are in creative work, as the month began and ended.
func (t *telling) here() bool {
	return !slices.ContainsFunc(t.arms, func(l *story) bool { return !l.now.Before.Here || !l.now.After.Here })
}
