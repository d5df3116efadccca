package lesson

import (
	"context"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Listed is a lesson as a list of them has it.
type Listed struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Minutes int    `json:"minutes"`
	Assumed bool   `json:"assumed"`
}

// Asked is what a page asks of a lesson: one step of it, told to who has bet so.
type Asked struct {
	ID   string `json:"id"`
	Step int    `json:"step"` // its place among Told.Steps
	Bet  string `json:"bet"`  // as links hold it
}

// Told is one step of a lesson.
type Told struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Minutes int      `json:"minutes"`
	Assumed bool     `json:"assumed"`
	Steps   []string `json:"steps"` // their headings
	Step    int      `json:"step"`
	HTML    string   `json:"html"` // links to futures are buttons of class lesson-choice
	// Choices are what the buttons choose, and Watch the pictures that tell the lesson.
	Choices []Future `json:"choices"`
	Watch   []string `json:"watch"`
	Bets    []Asking `json:"bets"` // of this step; in the reveal all, with what came of them
	Say     []string `json:"say"`  // what is asked of one's own words
}

// Asking is a bet as a page draws it.
type Asking struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Options []Option `json:"options"`
	Bins    []Option `json:"bins"`
	Years   []int    `json:"years"` // draw: those that are drawn
	Axes    []Axis   `json:"axes"`  // place: across and up; draw: up
	// Outcome is what came of it; before the run it has what is given and nothing else.
	Outcome Outcome `json:"outcome"`
	HTML    string  `json:"html"` // in the reveal, what is said to who has bet so
}

// Axis is a measure along which is bet.
type Axis struct {
	Label string  `json:"label"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Teach lets a desk tell lessons: asked for "lessons" it lists them, asked for a "lesson" it
// fills in a step. Nobody but who serves the page says which lessons there are.
func Teach(d *page.Desk, list []*Lesson) {
	page.Teach(d, "lessons", func(context.Context, struct{}) ([]Listed, error) {
		return finding.Each(list, func(l *Lesson) Listed { return Listed{l.ID, l.Title, l.Minutes, l.Assumed} }), nil
	})
	page.Teach(d, "lesson", func(ctx context.Context, q Asked) (*Told, error) {
		l, err := Find(list, q.ID)
		if err != nil {
			return nil, err
		}
		return l.told(ctx, d, q)
	})
}

// stride is one step of a page: a section, of bets one.
type stride struct {
	step  string
	which int
}

// strides are the steps of a page in their order; what is for the teacher is not among them.
func (l *Lesson) strides() []stride {
	var list []stride
	for _, step := range Steps {
		switch step {
		case stepTeacher:
		case stepBet:
			for k := range l.Bets {
				list = append(list, stride{step, k})
			}
		default:
			list = append(list, stride{step, 0})
		}
	}
	return list
}

func (l *Lesson) told(ctx context.Context, d *page.Desk, q Asked) (*Told, error) {
	list := l.strides()
	if q.Step < 0 || q.Step >= len(list) {
		return nil, scenarios.Mistake("%s: a lesson has steps 0 to %d", file.Shown(l.ID, true), len(list)-1)
	}
	r, at := Tell(ctx, d, l, l.Stakes(q.Bet)), list[q.Step]
	t := &Told{ID: l.ID, Title: l.Title, Minutes: l.Minutes, Assumed: l.Assumed, Step: q.Step, Choices: l.Futures, Watch: l.Watch,
		Steps: finding.Each(list, func(s stride) string { return s.step })}
	body, err := l.body(at).fill(r)
	if err != nil {
		return nil, err
	}
	text, err := html(l.Futures, body)
	if err != nil {
		return nil, err
	}
	t.HTML = string(text)
	switch at.step {
	case stepBet:
		a, err := r.asking(l.Bets[at.which], false)
		t.Bets = []Asking{a}
		return t, err
	case stepReveal:
		for _, b := range l.Bets {
			a, err := r.asking(b, true)
			if err != nil {
				return nil, err
			}
			t.Bets = append(t.Bets, a)
		}
	case stepSay:
		t.Say, t.HTML = l.say, ""
	}
	return t, nil
}

// body is the text of a step.
func (l *Lesson) body(s stride) *text {
	if s.step == stepBet {
		return l.Bets[s.which].prose
	}
	return l.steps[s.step]
}

// asking is a bet as a page draws it, with what came of it where that is revealed.
func (r *Reading) asking(b *Bet, reveal bool) (Asking, error) {
	a := Asking{Name: b.Name, Type: b.Type, Options: b.Options, Bins: b.Bins}
	for _, name := range b.Of {
		m := scenarios.MeasureOf(sim.MeasureOf(name))
		axis := Axis{m.Label + ", %", 0, 100}
		if !m.Share() {
			axis = Axis{m.Label + ", % against no AI", -60, 40}
		}
		a.Axes = append(a.Axes, axis)
	}
	if !reveal && b.Type != draw {
		return a, nil
	}
	o, err := r.Outcome(b)
	if err != nil {
		return a, err
	}
	for i := range o.Curve {
		a.Years = append(a.Years, b.From+i)
	}
	if !reveal {
		a.Outcome = Outcome{Given: o.Given}
		return a, nil
	}
	a.Outcome = o
	if own := r.Lesson.answer(b.Name, o.Verdict); own != nil {
		said, err := own.fill(r)
		if err != nil {
			return a, err
		}
		text, err := html(r.Lesson.Futures, said)
		a.HTML = string(text)
		return a, err
	}
	return a, nil
}
