package explain

import (
	"fmt"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// never is a month that does not come.
const never = math.MaxInt

// pairing is two lives of one creative beside each other, and what has been
// told of them so far.
type pairing struct {
	arms   [2]*half // the reference first
	month  int
	split  int // first month in which something of theirs differs
	told   map[string]bool
	events []PairEvent
}

// half is the creative under one arm.
type half struct {
	*story
	scenario *scenarios.Scenario
	reached  map[string]bool // policies told to reach them
	left     int             // month of leaving creative work
}

func (l *half) name() string { return l.scenario.Name }

// comes is the month at whose end the creative is there first: never, if
// nowhere, and -1 for those of the very start.
func (l *half) comes() int {
	if l.first.Here {
		return -1
	}
	for i := range l.months {
		if l.months[i].After.Here {
			return i
		}
	}
	return never
}

// lived is what is a creative's own in a month. Two lives are the same as long
// as it is equal in every bit.
type lived struct {
	mind, between, after     Facts
	course                   bool
	basic, levies, insurance float64
}

func (m *Month) lived() lived {
	return lived{m.Mind, m.Between, m.After, m.Course, m.Basic, m.Levies, m.Insurance}
}

// tell tells both lives, in the order of months.
func (p *pairing) tell() []PairEvent {
	a, b := p.arms[0], p.arms[1]
	p.told = map[string]bool{}
	if from := [2]int{a.comes(), b.comes()}; from[0] == never || from[1] == never {
		p.oneOnly(from)
		return p.events
	}
	for i := range a.months {
		if a.months[i].lived() != b.months[i].lived() || i == 0 && a.first != b.first {
			p.split = i
			break
		}
	}
	for i := range a.months {
		p.at(i)
		p.begin()
		if p.begun() {
			p.play()
		}
		if a.left != never && b.left != never {
			break
		}
	}
	p.end()
	return p.events
}

// at turns both stories to a month.
func (p *pairing) at(month int) {
	p.month = month
	for _, l := range p.arms {
		l.now = &l.months[month]
	}
}

// begun tells whether somebody is there to be told of.
func (p *pairing) begun() bool { return len(p.events) > 0 }

// begin tells once who the creative is.
func (p *pairing) begin() {
	if p.begun() {
		return
	}
	for _, l := range p.arms {
		f := l.first
		if !f.Here {
			f = l.now.After
		}
		if f.Here {
			p.say(Start, l.who(f), "", "")
			return
		}
	}
}

// play tells a month.
func (p *pairing) play() {
	for _, l := range p.arms {
		if l.now.Before.Here {
			l.year.add(l.now)
			l.life.add(l.now)
		}
	}
	if p.month == p.split {
		p.part()
	}
	p.reach()
	if p.month >= p.split {
		p.differ()
	}
	p.leave()
	if p.month%12 == 11 {
		if p.month >= p.split {
			p.december()
		}
		p.arms[0].year, p.arms[1].year = tally{}, tally{}
	}
}

// say adds an event of this month with the lines of both arms, which may be
// empty, and the numbers of the moment.
func (p *pairing) say(kind, text, first, second string) {
	e := PairEvent{Month: p.month, Kind: kind, Text: text, Values: values{}}
	for i, l := range p.arms {
		v := values{}
		f := l.now.After
		if kind == Start && l.first.Here {
			f = l.first
		}
		if f.Here {
			v = l.standing(f)
			v["paid_usd"] = l.now.paid()
		}
		e.Arms[i] = Side{l.name(), [2]string{first, second}[i], v}
	}
	p.events = append(p.events, e)
	p.subtract()
}

// add adds numbers of each arm to the last event.
func (p *pairing) add(of func(*half) values) {
	e := &p.events[len(p.events)-1]
	for i, l := range p.arms {
		for key, x := range of(l) {
			e.Arms[i].Values[key] = x
		}
	}
	p.subtract()
}

// subtract sets the differences of the last event.
func (p *pairing) subtract() {
	e := &p.events[len(p.events)-1]
	for key, x := range e.Arms[1].Values {
		if base, both := e.Arms[0].Values[key]; both {
			e.Values[key] = x - base
		}
	}
}

// under is "Under skills-first they take a course." of the sentence of an arm.
func (p *pairing) under(i int, text string) string {
	return "Under " + p.arms[i].name() + " " + strings.TrimSuffix(finding.Lower(text), ".") + "."
}

// both tells what each does, the arm that has more to tell first.
func (p *pairing) both(first int, does, others string) string {
	return p.under(first, does) + " " + p.under(1-first, others)
}

// oneOnly tells of a creative who comes later, and under one arm only.
func (p *pairing) oneOnly(from [2]int) {
	i := 0
	if from[0] == never {
		i = 1
	}
	l := p.arms[i]
	p.at(max(0, from[i]))
	f := l.now.After
	if from[i] < 0 {
		f = l.first
	}
	p.say(Start, fmt.Sprintf("This creative is there under %s only: under %s there is no place for them. %s", l.name(), p.arms[1-i].name(), l.who(f)), "", "")
	for m := p.month; m < len(l.months); m++ {
		p.at(m)
		if !l.now.Before.Here {
			continue // they have just come
		}
		l.life.add(l.now)
		if !l.now.After.Here {
			l.left = m
			break
		}
	}
	texts := [2]string{"never there", "never there"}
	texts[i] = l.whole()
	text := "The story ends here."
	if l.left != never {
		text = "They leave creative work. " + l.why(values{})
	}
	p.say(End, text, texts[0], texts[1])
	p.add(func(x *half) values {
		if x != l {
			return nil
		}
		return x.total()
	})
}

// leave tells who leaves creative work this month, and why.
func (p *pairing) leave() {
	var gone []int
	for i, l := range p.arms {
		if l.left == never && l.now.Before.Here && !l.now.After.Here {
			l.left = p.month
			gone = append(gone, i)
		}
	}
	if p.month < p.split { // both, and the end says so
		return
	}
	why := func(i int) string { return p.arms[i].why(values{}) }
	switch {
	case len(gone) == 1:
		p.say(Left, p.under(gone[0], "they leave creative work")+" "+why(gone[0]), "", "")
	case len(gone) == 2 && why(0) == why(1):
		p.say(Left, "Under both they leave creative work. "+why(0), "", "")
	case len(gone) == 2:
		p.say(Left, "Under both they leave creative work.", why(0), why(1))
	}
}

// here tells whether both are in creative work, as the month began and ended.
func (p *pairing) here() bool {
	for _, l := range p.arms {
		if !l.now.Before.Here || !l.now.After.Here {
			return false
		}
	}
	return true
}

// idle tells whether a creative is without a job.
func idle(f Facts) bool { return f.Here && f.State == sim.Unemployed }
