package page_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/atelier-sim/atelier/plots/page/lesson"
)

// ofTests is a lesson with a bet of every kind, on a world that is played at once.
const ofTests = `---
id: kinds
title: Bets of <b>every</b> kind
minutes: 10
world: expected
parameters: central
population: 200
months: 96
replicates: 2
watch: [org_adoption]
also:
  - fast = world=fast
---

## Question

**Who** is first?

## Bet
name: first
type: choose
profile: training_by_fear
options:
  - people = people
  - firms = organisations
answers: ['{{if below (reaches "ai_use" 20) (reaches "org_adoption" 20)}}people{{else}}firms{{end}}']

Choose.

## Bet
name: curve
type: draw
of: [org_adoption]
from: 2023
tolerance: 5

Draw.

## Bet
name: where
type: place
of: [ai_use, orders]
among: domain
tolerance: 90
options:
  - design = designers
  - music = musicians

Place.

## Bet
name: ranks
type: order
options:
  - one = the first
  - two = the second
answers: ['{{months (reaches "ai_use" 5)}}', '{{months (reaches "ai_use" 15)}}']

Order.

## Bet
name: sides
type: sort
options:
  - use = use of AI
bins:
  - gain = more
  - loss = less
  - neither = cannot be told
answers: ['{{side (byPolicy "ai_use" "end")}}']

Sort.

## Run

[Play it](run)

## Reveal

In 2028 it is {{level "ai_use" "2028"}}.

### if first = people, firms
Said to a choice.

### if curve = near, above, below
Said to a curve.

### if where = near, far
Said to dots.

### if ranks = right
Said to the right order.

### if ranks = wrong
Said to the wrong order.

### if sides = right, wrong
Said to bins.

## Change

[Play a fast world](fast), see https://example.org.

## Say why

1. Why one?
2. Why two?
3. Why three?

## Sandbox

Play.

## For the teacher

- Notes.

## Check

- people use AI: {{above (level "ai_use" "2028") 0}}
`

// lessonsOfTests are those that the page of the tests has.
func lessonsOfTests() []*lesson.Lesson {
	l, err := lesson.Read("kinds.md", []byte(ofTests))
	if err != nil {
		panic(err)
	}
	return []*lesson.Lesson{l}
}

// at waits for a step of the lesson, by its number from 1 on.
func (p tab) at(step string) {
	p.Helper()
	p.Until(`document.querySelector('#lesson .lesson-step')?.textContent.startsWith('` + step + ` of ') && !document.querySelector('#lesson').hasAttribute('aria-busy')`)
}

// A lesson is gone through by keys alone: bets of every kind, the run, what came of them; the
// link keeps them, and whoever opens it stands where the other stood.
func TestALessonByKeysAlone(t *testing.T) {
	p := open(t, small, 1280, 900, "light")
	p.done()
	p.focus(`nav a[href="#lesson"]`)
	p.press(kb.Enter)
	p.Until(`document.querySelector('#lesson .lesson-list button')`)
	if title := value[string](p, `document.querySelector('#lesson .lesson-list button').textContent`); title != "Bets of <b>every</b> kind" {
		t.Errorf("the title is %q", title)
	}
	p.focus("#lesson .lesson-list button")
	p.press(kb.Enter)
	p.at("1")
	if on := value[string](p, `document.activeElement.className`); on != "lesson-step" {
		t.Errorf("the focus is on %q, not on the step", on)
	}
	next := func(step string) {
		t.Helper()
		p.focus("#lesson .lesson-next")
		p.press(kb.Enter)
		p.at(step)
	}
	next("2")
	p.focus("#lesson .lesson-next") // without a bet
	p.press(kb.Enter)
	p.Until(`document.querySelector('#lesson .lesson-trouble')`)
	p.focus("#lesson input[type=radio]")
	p.press(" ")
	next("3")
	p.Photograph("lesson-draw.png")
	p.focus("#lesson .lesson-years input")
	p.press(kb.ArrowUp, kb.ArrowUp)
	next("4")
	p.focus("#lesson .lesson-point input")
	p.press(kb.ArrowRight)
	p.Photograph("lesson-place.png")
	next("5")
	p.focus("#lesson .lesson-bet li:first-child button:enabled") // the first goes down
	p.press(kb.Enter)
	next("6")
	p.focus("#lesson select")
	p.press("m") // more
	next("7")
	p.focus("#lesson .lesson-choice")
	p.press(kb.Enter)
	p.Until(`Atelier.seen('show') === 'org_adoption' && Atelier.answer().figures.length === 1`)
	next("8")
	for _, said := range []string{"Said to a choice.", "Said to a curve.", "Said to dots.", "Said to the wrong order.", "Said to bins."} {
		if !strings.Contains(value[string](p, `document.querySelector('#lesson').textContent`), said) {
			t.Errorf("the reveal does not say: %s", said)
		}
	}
	for selector, n := range map[string]int{"path.run": 1, "path.mine": 1, "rect.run": 10, "circle.run": 2, "circle.mine": 2} {
		if got := value[int](p, `document.querySelectorAll('#lesson .lesson-revealed `+selector+`').length`); got != n {
			t.Errorf("%d of %s in the pictures, not %d", got, selector, n)
		}
	}
	p.Photograph("lesson-reveal.png")
	p.Until(`location.search.includes('kinds%2F7') || location.search.includes('kinds/7')`)
	at := p.address()
	link := value[string](p, `location.search.slice(1)`)
	for _, part := range []string{"lesson=kinds/7", "bet=first:people~curve:", "~where:34/0,67/0~ranks:two,one~sides:gain"} {
		if !strings.Contains(at, part) {
			t.Errorf("%s is not in the address %s", part, at)
		}
	}
	next("9")
	p.focus("#lesson .lesson-choice")
	p.press(kb.Enter)
	p.Until(`Atelier.link().includes('world=fast')`)
	next("10")
	p.focus("#lesson textarea")
	p.press("S", "o")
	p.press(kb.Tab)
	p.focus("#lesson .lesson-steps button")
	p.press(kb.Enter)
	p.at("1")
	p.focus("#lesson .lesson-steps li:nth-child(10) button")
	p.press(kb.Enter)
	p.at("10")
	if kept := value[string](p, `document.querySelector('#lesson textarea').value`); kept != "So" {
		t.Errorf("what was written is %q", kept)
	}

	q := open(t, link, 390, 844, "dark")
	q.at("8")
	if !strings.Contains(value[string](q, `document.querySelector('#lesson').textContent`), "Said to the wrong order.") {
		t.Error("the link has lost a bet")
	}
	if wide := value[int64](q, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("the page is %d px wide on a screen of 390", wide)
	}
	q.Photograph("lesson-reveal-390-dark.png")
}

// A pointer draws the curve as the boxes do.
func TestACurveIsDrawnByAPointer(t *testing.T) {
	p := open(t, small+"&lesson=kinds/2", 1280, 900, "light")
	p.at("3")
	value[any](p, `(() => {
		const svg = document.querySelector('#lesson svg.lesson-picture'), box = svg.getBoundingClientRect();
		const event = (name, x, y) => svg.dispatchEvent(new PointerEvent(name, { pointerId: 1, bubbles: true, clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
		svg.setPointerCapture = () => {};
		event('pointerdown', 0.9, 0.5);
		event('pointermove', 0.97, 0.3);
		event('pointerup', 0.97, 0.3);
	})()`)
	last := value[int](p, `Number([...document.querySelectorAll('#lesson .lesson-years input')].at(-1).value)`)
	if last < 60 || last > 90 {
		t.Errorf("the last year is at %d", last)
	}
	q := open(t, small+"&lesson=nobody", 1280, 900, "light")
	q.Until(`document.querySelector('#lesson .lesson-trouble')?.textContent.includes('nobody')`)
}
