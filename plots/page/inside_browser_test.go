package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/atelier-sim/atelier/plots/page"
)

// crowded is a choice whose people are looked at: the policy starts in month 72.
const crowded = quickly + "&policy=ai_levy=0.3"

// The section's own parts, for scripts.
const (
	month   = `document.querySelector('.inside-when').textContent`
	options = `document.querySelectorAll('.inside-people')[1]`
	story   = `document.querySelectorAll('.inside-told li').length > 2`
)

// insideButton is one of the section's buttons by what it says.
func insideButton(text string) string {
	return `[...document.querySelectorAll('#inside button')].find((b) => b.textContent === ` + quoted(text) + `)`
}

// The section opens, plays, steps and scrubs; the numbers beside it are the desk's; the
// keyboard alone goes from person to person and has a life told; Esc closes it; the link
// brings all of it back.
func TestLookingInside(t *testing.T) {
	p := open(t, crowded, 1280, 900, "light")
	p.done()
	value[any](p, insideButton("Look inside")+`.click()`)
	p.Until(`document.querySelector('.inside-panel canvas')`)
	if got := value[string](p, month); got != "January 2021, before the policy" {
		t.Errorf("it opens in %q", got)
	}
	value[any](p, `(() => { const s = [...document.querySelectorAll('#inside select')].find((s) => s.options[2]?.value === 'both'); s.value = 'both'; s.dispatchEvent(new Event('change')); })()`)
	p.Until(`document.querySelectorAll('.inside-panel canvas').length === 2`)
	if n := value[int](p, `(() => { const c = document.querySelector('.inside-panel canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set(); for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 250) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size; })()`); n < 4 {
		t.Errorf("%d colours are drawn", n)
	}
	value[any](p, insideButton("Play")+`.click()`)
	p.Until(month + `.startsWith('April 2021')`)
	value[any](p, insideButton("Pause")+`.click()`)
	at := value[string](p, month)
	value[any](p, insideButton("Next month")+`.click()`)
	if next, said := value[string](p, month), value[string](p, `document.getElementById('live').textContent`); next == at || said != next {
		t.Errorf("a step from %q goes to %q, and %q is said", at, next, said)
	}
	value[any](p, `(() => { const r = document.querySelector('.inside-track input'); r.value = 90; r.dispatchEvent(new Event('input', {bubbles: true})); })()`)
	if got := value[string](p, month); got != "July 2028, with the policy in force" {
		t.Errorf("the scrubber goes to %q", got)
	}
	p.insideNumbers()
	p.insideKeyboard()
	p.Photograph("inside-1280-light.png")
	p.insideLink()
}

// insideNumbers holds what the table says of month 90 against what the desk tells.
func (p tab) insideNumbers() {
	p.Helper()
	body, err := page.NewDesk("0123456789", "of tests", 1<<20).Do(context.Background(), "inside", []byte(`{"link":`+quoted(crowded)+`}`))
	if err != nil {
		p.Fatal(err)
	}
	var a page.Inside
	if err := json.Unmarshal(body, &a); err != nil {
		p.Fatal(err)
	}
	rows := value[[][]string](p, `[...document.querySelector('.inside-counts tbody').rows].map((r) => [...r.cells].map((c) => c.textContent.split(' ')[0].replace(',', '')))`)
	for film, column := range []int{3, 4} {
		for row, want := range a.Films[film].World[90] {
			if got := rows[row][column]; got != fmt.Sprint(want) {
				p.Errorf("row %d of %s says %q, want %d", row, a.Films[film].Title, got, want)
			}
		}
		sum := 0
		for row := 1; row <= 3; row++ {
			var n int
			if _, err := fmt.Sscan(rows[row][film+1], &n); err != nil {
				p.Fatal(err)
			}
			sum += n
		}
		if rows[0][film+1] != fmt.Sprint(sum) {
			p.Errorf("%s are in view, and %d of them stand somewhere", rows[0][film+1], sum)
		}
	}
}

// insideKeyboard goes through people without a pointer, and leaves a life open.
func (p tab) insideKeyboard() {
	p.Helper()
	value[any](p, options+`.focus()`)
	active := func() string { return value[string](p, options+`.getAttribute('aria-activedescendant')`) }
	from := active()
	if name := value[string](p, `document.getElementById(`+quoted(from)+`).textContent`); !strings.Contains(name, ", employed in an organisation of ") || !strings.Contains(name, "AI") {
		p.Errorf("the first is called %q", name)
	}
	p.press(kb.ArrowRight)
	if active() == from {
		p.Errorf("the right arrow stays at %s", from)
	}
	p.press(kb.ArrowLeft)
	if to := active(); to != from {
		p.Errorf("right and left lead from %s to %s", from, to)
	}
	p.press(kb.End, kb.Enter)
	p.Until(story)
	if text := value[string](p, `document.querySelector('.inside-told').innerText`); !strings.Contains(text, "On scales of 0 to 1 their trust in AI is") || !strings.Contains(text, "The story ends here") && !strings.Contains(text, "leave creative work") && !strings.Contains(text, "same to the last digit") {
		p.Errorf("the story is %.300s", text)
	}
	if !value[bool](p, `document.querySelector('.inside-story').contains(document.activeElement)`) {
		p.Error("the story has no focus")
	}
	p.press(kb.Escape)
	if !value[bool](p, `document.querySelector('.inside-story').hidden && document.activeElement === `+options) {
		p.Error("Esc does not close the story and give the focus back")
	}
	p.press(kb.Enter)
	p.Until(story)
}

// insideLink opens what the page shares on a phone, in the dark, where little may move.
func (p tab) insideLink() {
	p.Helper()
	p.Until(`decodeURIComponent(location.search).includes('inside=90,use,both,') && !location.search.endsWith(',0,')`)
	person, query := value[string](p, `document.querySelector('.inside-head h3').textContent`), value[string](p, `location.search.slice(1)`)
	other := open(p.T, query, 390, 844, "dark")
	other.Until(story)
	if when, who := value[string](other, month), value[string](other, `document.querySelector('.inside-head h3').textContent`); when != "July 2028, with the policy in force" || who != person {
		p.Errorf("%s opens in %s with %s, want %s", query, when, who, person)
	}
	if wide := value[int](other, `document.documentElement.scrollWidth`); wide > 390 {
		p.Errorf("a phone shows a page %d wide", wide)
	}
	value[any](other, `document.querySelector('.inside-stage').scrollIntoView()`)
	other.Photograph("inside-390-dark.png")
	plays := `[...document.querySelectorAll('#inside button')].some((b) => b.textContent === 'Play' && !b.hidden)`
	if !value[bool](other, plays) {
		p.Error("nothing plays")
	}
	other.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return err
	}))
	other.Until(`!` + plays)
}

// Another choice is looked into as soon as it is played, in the same month.
func TestLookingInsideFollowsTheChoice(t *testing.T) {
	p := open(t, crowded+"&inside=80,fear,choice,0,", 1280, 900, "light")
	p.Until(`document.querySelectorAll('.inside-panel canvas').length === 1`)
	before := value[string](p, `document.querySelector('.inside-counts tbody').textContent`)
	value[any](p, `Atelier.choose(`+quoted(quickly+"&policy=ai_levy=0.9,start=2022-01&policy=training_subsidy=1,start=2022-01")+`, {})`)
	p.done()
	p.Until(`document.querySelector('.inside-counts tbody').textContent !== ` + quoted(before))
	if got := value[string](p, month); got != "September 2027, with the policy in force" {
		t.Errorf("it is shown in %q", got)
	}
	if got := value[string](p, `document.querySelector('.inside-mark').textContent`); got != "policy starts, January 2022" {
		t.Errorf("the mark says %q", got)
	}
}

// What cannot be answered is a sentence on the page, and may be asked again.
func TestWhatFailsInsideIsSaid(t *testing.T) {
	p := open(t, quickly, 800, 900, "light")
	p.done()
	value[any](p, `Atelier.ask = () => Promise.reject(new Error('<b>no</b> more than 3 & so on'))`)
	value[any](p, insideButton("Look inside")+`.click()`)
	p.Until(`document.querySelector('#inside [role=alert]')`)
	if text := value[string](p, `document.querySelector('#inside [role=alert]').textContent`); !strings.Contains(text, "<b>no</b> more than 3 & so on") {
		t.Errorf("it says %q", text)
	}
	if !value[bool](p, `!`+insideButton("Look inside")+`.disabled`) {
		t.Error("it cannot be tried again")
	}
}

// Text of the section is read on its ground in both themes.
func TestInsideIsReadInBothThemes(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		p := open(t, crowded+"&inside=80,state,choice,0,", 1280, 900, scheme)
		p.Until(`document.querySelector('.inside-panel canvas')`)
		low := value[[]string](p, `[...document.querySelectorAll('#inside p, #inside span, #inside th, #inside td, #inside caption, #inside summary, #inside output')].filter((e) => e.textContent && e.getClientRects().length).map((e) => {
			const light = (c) => { const [r, g, b] = c.match(/[\d.]+/g).slice(0, 3).map((x) => { x /= 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
			let ground = e; while (ground && /rgba\(0, 0, 0, 0\)|transparent/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
			const [a, b] = [light(getComputedStyle(e).color), ground ? light(getComputedStyle(ground).backgroundColor) : `+map[string]string{"light": "1", "dark": "0.01"}[scheme]+`].sort((x, y) => y - x);
			return (a + 0.05) / (b + 0.05) < 4.5 ? e.className + ' ' + e.textContent.slice(0, 30) : ''; }).filter(Boolean)`)
		if len(low) > 0 {
			t.Errorf("%s: %v", scheme, slices.Compact(low))
		}
		time.Sleep(200 * time.Millisecond) // dots come to rest
		value[any](p, `document.querySelector('#inside').scrollIntoView()`)
		p.Photograph("inside-state-" + scheme + ".png")
	}
}
