package page_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/atelier-sim/atelier/plots/browsertest"
	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/plots/page/lesson"
)

// quickly is how the tests play: a few creatives, up to two years after policies begin.
const quickly = "population=200&months=96&replicates=4&parameters=central"

// strict is what a page may do: nothing but what is its own.
const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"

// A host shows a desk's page as a server does, and can be told to be away.
type host struct {
	url  string
	away atomic.Bool
}

var hosted = sync.OnceValue(func() *host {
	h := &host{}
	desk := page.NewDesk("0123456789abcdef", "of tests", 64<<20)
	lesson.Teach(desk, lessonsOfTests())
	files := http.FileServerFS(page.Assets())
	h.url = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", strict)
		what, asks := strings.CutPrefix(r.URL.Path, "/do/")
		switch {
		case asks && h.away.Load():
			panic(http.ErrAbortHandler)
		case asks:
			body, _ := io.ReadAll(r.Body)
			answer, err := desk.Do(r.Context(), what, body)
			if err != nil {
				w.WriteHeader(http.StatusUnprocessableEntity)
				answer, _ = json.Marshal(map[string]string{"error": err.Error()})
			}
			_, _ = w.Write(answer)
		case r.URL.Path == "/":
			text, err := desk.HTML(r.Context(), r.URL.RawQuery, 2)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(text)
		default:
			files.ServeHTTP(w, r)
		}
	})).URL
	return h
})

func TestMain(m *testing.M) { browsertest.Main(m) }

// A tab is the page, open.
type tab struct{ browsertest.Tab }

// open opens a link of the page on a screen of a size, in a theme.
func open(t *testing.T, query string, width, height int64, scheme string) tab {
	t.Helper()
	p := tab{browsertest.Open(t, hosted().url+"/?"+query, width, height, scheme)}
	p.Until(`document.documentElement.classList.contains('ready')`)
	return p
}

// value evaluates an expression in a tab.
func value[T any](p tab, expression string) T {
	p.Helper()
	return browsertest.Value[T](p.Tab, expression)
}

// done waits until all runs of the choice are shown.
func (p tab) done() {
	p.Helper()
	p.Until(`Atelier.answer().runs === Atelier.answer().of && Atelier.answer().link === Atelier.link() && document.getElementById('figures').ariaBusy !== 'true'`)
}

// Pictures of the page in every width and theme, and none of them scrolls sideways.
func TestThePageFitsEveryScreen(t *testing.T) {
	for _, size := range [][2]int64{{1280, 800}, {390, 844}, {1920, 1080}} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%d %s", size[0], scheme), func(t *testing.T) {
				p := open(t, quickly+"&policy=training_subsidy=0.5", size[0], size[1], scheme)
				p.done()
				if wide := value[int64](p, `document.documentElement.scrollWidth`); wide > size[0] {
					t.Errorf("the page is %d px wide on a screen of %d", wide, size[0])
				}
				p.Photograph(fmt.Sprintf("page-%d-%s.png", size[0], scheme))
			})
		}
	}
}

// press presses keys on what has the focus.
func (p tab) press(keys ...string) {
	p.Helper()
	for _, key := range keys {
		p.Do(chromedp.KeyEvent(key))
	}
}

// focus gives an element the focus.
func (p tab) focus(selector string) {
	p.Helper()
	value[any](p, `document.querySelector(`+quoted(selector)+`).focus()`)
}

func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

// The pictures of a tab, and what its address says.
func (p tab) pictures() string {
	p.Helper()
	return value[string](p, `[...document.querySelectorAll('#figures .drawing')].map((d) => d.firstElementChild.innerHTML).join('')`)
}

func (p tab) address() string {
	p.Helper()
	return value[string](p, `decodeURIComponent(location.search)`)
}

const slider = "#dose-training_subsidy"

// The first picture is in the page as it is served, with its words and its table, and whoever
// has no scripts is told what they cannot do.
func TestTheFirstPictureNeedsNoScript(t *testing.T) {
	reply, err := http.Get(hosted().url + "/?" + quickly + "&policy=work_sharing=1")
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(text), "<script")
	if n := strings.Count(before, "<svg "); n != 2*len(page.Usual) {
		t.Errorf("%d drawings stand before the first script, want %d in two sizes", n, len(page.Usual))
	}
	for _, want := range []string{"<noscript>", "Training subsidy", "<caption>", "atelier run --population 200 --months 96"} {
		if !strings.Contains(before, want) {
			t.Errorf("%s is not in the page as it is served", want)
		}
	}
}

// A slider that is moved moves the picture; where it was stays as a ghost,
// what moved is said, and the address holds it.
func TestASliderMovesThePicture(t *testing.T) {
	p := open(t, quickly, 1280, 800, "light")
	p.done()
	was := p.pictures()
	p.focus(slider)
	p.press(kb.ArrowRight)
	p.Until(`Atelier.answer().link.includes('training_subsidy=0.0')`)
	p.done()
	if p.pictures() == was {
		t.Error("the picture did not move")
	}
	if before := value[string](p, `Atelier.answer().before`); before != quickly {
		t.Errorf("the picture before is that of %q, want %q", before, quickly)
	}
	if at := p.address(); !strings.Contains(at, "policy=training_subsidy=0.01,") || !strings.Contains(at, "before=") || !strings.Contains(at, "model=01234567") {
		t.Errorf("the address is %s", at)
	}
	if said := value[string](p, `document.querySelector('`+slider+`').getAttribute('aria-valuetext')`); said != "1% of the course fee" {
		t.Errorf("the slider says %q", said)
	}
	if title := value[string](p, `document.title`); title != "Expected AI, one policy – Atelier" {
		t.Errorf("the title is %q", title)
	}
	p.press(kb.PageUp) // ten steps
	p.Until(`document.querySelector('` + slider + `').value === '11'`)
	p.done()
}

// The box beside a slider takes the dose as a number, 0 is off, and no answer that is older
// than the last choice stays.
func TestTheBoxBesideASlider(t *testing.T) {
	p := open(t, quickly, 1280, 800, "light")
	box := `document.querySelector('[data-policy=basic_income] .box')`
	set := func(text string) {
		value[any](p, `(() => { const b = `+box+`; b.value = `+quoted(text)+`; b.dispatchEvent(new Event('input')); b.dispatchEvent(new Event('change')); })()`)
	}
	for _, dose := range []string{"100", "200", "352"} { // as fast as one can
		set(dose)
	}
	p.Until(`Atelier.link().includes('basic_income=352') && Atelier.answer().link === Atelier.link()`)
	p.done()
	if said := value[string](p, `document.querySelector('[data-policy=basic_income] .said').textContent`); said != "USD 352 a week" {
		t.Errorf("the dose in words is %q", said)
	}
	set("5000")
	p.Until(`Atelier.link().includes('basic_income=1000')`)
	p.done()
	if shown := value[string](p, box+`.value`); shown != "1000" {
		t.Errorf("beyond its range the box shows %s", shown)
	}
	set("0")
	p.Until(`Atelier.link() === ` + quoted(quickly))
	p.done()
	if on := value[bool](p, `document.querySelector('.policy.on') !== null`); on {
		t.Error("a policy at 0 is still in force")
	}
}

// Each change is a step: undo and the browser's own way back are one, and redo goes forward.
func TestUndoRedoAndBack(t *testing.T) {
	p := open(t, quickly, 1280, 800, "light")
	p.done()
	first := p.pictures()
	click := func(what string) { value[any](p, `document.querySelector(`+quoted(what)+`).click()`) }
	click("#worlds input[value=fast]")
	p.Until(`Atelier.link().includes('world=fast')`)
	p.done()
	fast := p.pictures()
	click(".package[data-policies*=wage_insurance]")
	p.Until(`Atelier.link().includes('wage_insurance')`)
	p.done()
	if pressed := value[int](p, `document.querySelectorAll('.package[aria-pressed=true]').length`); pressed != 1 {
		t.Errorf("%d packages are in force", pressed)
	}
	click("#undo")
	p.Until(`!Atelier.link().includes('wage_insurance')`)
	p.done()
	if p.pictures() != fast {
		t.Error("undone, the picture is another one")
	}
	value[any](p, `history.back()`)
	p.Until(`!Atelier.link().includes('fast')`)
	p.done()
	if p.pictures() != first {
		t.Error("back at the start, the picture is another one")
	}
	if can := value[bool](p, `!document.getElementById('undo').disabled`); can {
		t.Error("there is something left to undo")
	}
	click("#redo")
	p.Until(`document.querySelector('#worlds input[value=fast]').checked`)
	p.done()
	if p.pictures() != fast {
		t.Error("redone, the picture is another one")
	}
	click("#replay")
	p.Until(`document.querySelector('.old')`)
	p.Until(`!document.querySelector('.old')`)
	click("#reset")
	p.Until(`Atelier.link() === ''`)
}

// A link gives the same picture in another tab, byte for byte, with the ghost, the difference
// and the pictures that were chosen.
func TestALinkGivesTheSamePicture(t *testing.T) {
	p := open(t, quickly+"&policy=training_subsidy=0.5", 1280, 800, "light")
	p.done()
	value[any](p, `document.querySelector('#measures input[value=employed]').click()`)
	p.Until(`document.querySelector('#figures [data-id=employed]')`)
	value[any](p, `document.querySelector('#worlds input[value=slow]').click()`)
	p.Until(`Atelier.link().includes('world=slow')`)
	p.done()
	mine := p.pictures()
	other := open(t, strings.TrimPrefix(value[string](p, `location.search`), "?"), 1280, 800, "light")
	other.done()
	value[any](other, `dispatchEvent(new Event('resize'))`)
	if !other.same(mine) {
		t.Errorf("the link %s gives another picture", p.address())
	}
	value[any](p, `document.getElementById('difference').click()`)
	p.Until(`Atelier.seen('view') === 'difference'`)
	p.done()
	if p.same(mine) {
		t.Error("the difference looks as the futures do")
	}
}

// same tells whether the pictures come to be these.
func (p tab) same(pictures string) bool {
	for end := time.Now().Add(time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if p.pictures() == pictures {
			return true
		}
	}
	return false
}

// What a link asks for that is not there is named, and there is a picture all the same.
func TestALinkOfAnotherTime(t *testing.T) {
	p := open(t, quickly+"&polcy=ai_levy&model=fedcba98&world=fasst", 1280, 800, "light")
	p.done()
	said := value[string](p, `document.getElementById('notes').innerText`)
	for _, want := range []string{"polcy", "policy", "fasst", "fedcba98", "01234567"} {
		if !strings.Contains(said, want) {
			t.Errorf("the notes do not name %s: %s", want, said)
		}
	}
	if n := value[int](p, `document.querySelectorAll('#figures svg').length`); n == 0 {
		t.Error("there is no picture")
	}
}

// When the program is gone the page says so, keeps its picture, and goes on once it is back.
func TestTheProgramMayGoAndComeBack(t *testing.T) {
	p := open(t, quickly, 1280, 800, "light")
	p.done()
	was := p.pictures()
	hosted().away.Store(true)
	defer hosted().away.Store(false)
	p.focus(slider)
	p.press(kb.ArrowRight)
	p.Until(`!document.getElementById('trouble').hidden`)
	if said := value[string](p, `document.getElementById('trouble').innerText`); !strings.Contains(said, "does not answer") {
		t.Errorf("it says %q", said)
	}
	if p.pictures() != was {
		t.Error("the last picture is gone")
	}
	hosted().away.Store(false)
	value[any](p, `document.getElementById('retry').click()`)
	p.Until(`document.getElementById('trouble').hidden`)
	p.done()
	p.Console() // a browser tells of each request that failed
}

// Everything that can be done can be done by keyboard, each thing has a name, and what has the
// focus is seen to have it.
func TestByKeyboardOnly(t *testing.T) {
	p := open(t, quickly, 1280, 800, "light")
	p.done()
	var order []string
	for range 60 {
		p.press(kb.Tab)
		order = append(order, value[string](p, `(() => { const e = document.activeElement, s = getComputedStyle(e.matches('#worlds input') ? e.nextElementSibling : e);
			const name = e.ariaLabel || e.labels?.[0]?.textContent.trim() || e.textContent.trim();
			return (e.id || e.className || e.name || e.tagName) + (name ? '' : ' NAMELESS') + (s.outlineStyle === 'none' ? ' UNSEEN' : ''); })()`))
	}
	said := strings.Join(order, "\n")
	if strings.Contains(said, "NAMELESS") || strings.Contains(said, "UNSEEN") {
		t.Errorf("the focus is unseen, or what has it has no name:\n%s", said)
	}
	at := -1
	for _, want := range []string{"skip", "reset", "world", "dose-basic_income", "box", "dose-training_subsidy", "package", "difference", "month"} {
		k := strings.Index(said, want)
		if k <= at {
			t.Fatalf("%s comes too early or not at all:\n%s", want, said)
		}
		at = k
	}
}

// A month is read out by keyboard and under the pointer, in words, with a line over every
// picture, and Esc ends it.
func TestAMonthIsReadOut(t *testing.T) {
	p := open(t, quickly+"&policy=training_subsidy=0.5", 1280, 800, "light")
	p.done()
	const first = `document.querySelector('#figures .month')`
	p.focus("#figures .month")
	p.press(kb.ArrowLeft, kb.ArrowLeft)
	p.Until(first + `.getAttribute('aria-valuetext').startsWith('October 2028. ')`)
	said := value[string](p, first+`.getAttribute('aria-valuetext')`)
	for _, want := range []string{"your choice: ", "no policy: ", "without AI: "} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	if lines := value[int](p, `document.querySelectorAll('.cross').length`); lines != len(page.Usual) {
		t.Errorf("a line stands over %d pictures", lines)
	}
	p.Photograph("month.png")
	p.press(kb.Escape)
	p.Until(`document.querySelector('.cross') === null`)
	if still := value[bool](p, `document.querySelector('.reading') !== null`); still {
		t.Error("after Esc a month is still read out")
	}
	// A pointer in the middle of the months.
	value[any](p, `(() => { const f = document.querySelector('#figures .field').getBoundingClientRect();
		document.querySelector('#figures svg').dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: f.x + f.width / 2, clientY: f.y + 9 })); })()`)
	if at := value[string](p, first+`.value`); at != "48" {
		t.Errorf("in the middle of 96 months stands month %s", at)
	}
}

// The numbers, the drawing and the picture of a figure can be taken along, and the numbers are
// those that are shown.
func TestFilesAreTakenAlong(t *testing.T) {
	p := open(t, quickly+"&policy=training_subsidy=0.5", 1280, 800, "light")
	p.done()
	value[any](p, `(() => { window.kept = {}; const url = URL.createObjectURL;
		URL.createObjectURL = (blob) => (window.blob = blob, url(blob));
		HTMLAnchorElement.prototype.click = function () { window.kept[this.download] = window.blob; }; })()`)
	for _, format := range []string{"csv", "svg", "png"} {
		value[any](p, `document.querySelector('[data-id=skill] [data-format=`+format+`]').click()`)
		p.Until(`window.kept['skill.` + format + `']`)
	}
	await := func(expression string) string {
		v, err := chromedp.Run(p.Ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	numbers := await(`window.kept['skill.csv'].text()`)
	rows, err := csv.NewReader(strings.NewReader(numbers)).ReadAll()
	if err != nil || len(rows) < 3*96 {
		t.Fatalf("%d rows of numbers, %v", len(rows), err)
	}
	last := rows[len(rows)-1]
	mean, err := strconv.ParseFloat(last[slices.Index(rows[0], "mean")], 64)
	if err != nil {
		t.Fatal(err)
	}
	shown := value[string](p, `document.querySelector('[data-id=skill] .month').getAttribute('aria-valuetext')`)
	if want := fmt.Sprintf("your choice: %.0f ", 100*mean); !strings.Contains(shown, want) {
		t.Errorf("the file ends with %v, shown is %s", mean, shown)
	}
	if svg := await(`window.kept['skill.svg'].text()`); !strings.HasPrefix(svg, "<svg ") {
		t.Errorf("the drawing begins with %.40s", svg)
	}
	if kind := value[string](p, `window.kept['skill.png'].type`); kind != "image/png" {
		t.Errorf("the picture is %s", kind)
	}
	value[any](p, `document.querySelector('[data-id=skill] .numbers summary').click()`)
	p.Until(`document.querySelectorAll('[data-id=skill] tbody tr').length >= 8`)
	value[any](p, `document.querySelector('[data-id=skill] .every').click()`)
	p.Until(`document.querySelectorAll('[data-id=skill] tbody tr').length === 96`)
}

// Every text is read on its ground, in light and in the dark, with everything open.
func TestContrast(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			p := open(t, quickly+"&policy=ai_levy=0.1", 1280, 800, scheme)
			p.done()
			value[any](p, `document.querySelectorAll('details').forEach((d) => (d.open = true))`)
			faint := value[[]string](p, contrast)
			if len(faint) == 0 || faint[0] != "judged" {
				t.Fatal("nothing was judged")
			}
			for _, text := range faint[1:] {
				t.Error(text)
			}
		})
	}
}

// contrast lists texts whose contrast to their ground is below 4.5, those of disabled controls
// and of pictures left out: a disabled one is exempt, and pictures have a test of their own.
const contrast = `(() => {
	const parse = (colour) => { const n = colour.match(/[\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
	const linear = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
	const luminance = (c) => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
	const ground = (el) => { for (; el; el = el.parentElement) { const c = parse(getComputedStyle(el).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255]; };
	const faint = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let texts = 0;
	while (walk.nextNode()) {
		const el = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || el.closest('svg,script,template,noscript') || el.disabled || !el.checkVisibility()) continue;
		texts++;
		const [a, b] = [luminance(parse(getComputedStyle(el).color)), luminance(ground(el))].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
		if (ratio < 4.5) faint.push('contrast ' + ratio.toFixed(2) + ': ' + el.textContent.trim().slice(0, 40));
	}
	return [texts > 300 ? 'judged' : 'few', ...new Set(faint)];
})()`

// Esc closes what is open, and the focus goes back to what opened it.
func TestEscCloses(t *testing.T) {
	p := open(t, quickly, 1280, 800, "light")
	for _, what := range []string{"#measures", "[data-policy=ai_levy] details"} {
		value[any](p, `(() => { const d = document.querySelector(`+quoted(what)+`); for (let e = d; e; e = e.parentElement.closest('details')) e.open = true; d.querySelector('input').focus(); })()`)
		p.press(kb.Escape)
		p.Until(`!document.querySelector(` + quoted(what) + `).open && document.activeElement === document.querySelector(` + quoted(what+" summary") + `)`)
	}
}

// Who asks for less motion is told what a replay would show, and nothing moves.
func TestReplayWithoutMotion(t *testing.T) {
	p := open(t, quickly+"&policy=training_subsidy=1&before="+url.QueryEscape(quickly), 1280, 800, "light")
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return err
	}))
	p.done()
	said := value[string](p, `document.getElementById('live').textContent = '', document.getElementById('replay').click(), document.getElementById('live').textContent`)
	if said == "" || value[bool](p, `document.querySelector('.old') !== null`) {
		t.Errorf("it says %q, or something moves", said)
	}
}
