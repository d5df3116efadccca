package page

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/atelier-sim/atelier/plots/browsertest"
)

// stand is a page of look-inside alone, with the least of what the classroom's own script
// offers; the policy that the classroom has must do for it.
const stand = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/stand.css"><link rel="stylesheet" href="/inside.css"></head>
<body><main><section id="inside"></section></main><script src="/stand.js"></script><script src="/inside.js"></script></body></html>`

const standScript = `const Atelier = {words: %s, said: [], keys: new URLSearchParams(location.search), listeners: []};
Atelier.link = () => { const q = new URLSearchParams(Atelier.keys); q.delete("inside"); return q.toString(); };
Atelier.see = (k, v) => { Atelier.keys.set(k, v); };
Atelier.seen = (k) => Atelier.keys.get(k);
Atelier.say = (s) => { Atelier.said.push(s); };
Atelier.onAnswer = (fn) => { Atelier.listeners.push(fn); };
Atelier.ask = async (what, question, {signal} = {}) => {
  const r = await fetch("/do/" + what, {method: "POST", body: JSON.stringify(question), signal});
  if (!r.ok) throw new Error((await r.json()).error);
  return r.json();
};
globalThis.Atelier = Atelier;`

// standing serves the stand, under the policy that scripts, styles and connections come from
// it alone.
func standing(t *testing.T) string {
	t.Helper()
	d := NewDesk("0123456789", "test", 1<<26)
	words, err := fs.ReadFile(Assets(), "words.json")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	send := func(path, kind, text string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'")
			_, _ = io.WriteString(w, text)
		})
	}
	send("/{$}", "text/html; charset=utf-8", stand)
	send("/stand.js", "text/javascript", fmt.Sprintf(standScript, words))
	send("/stand.css", "text/css", "body{margin:16px;font:16px/1.45 'Liberation Sans',Arial,sans-serif;background:#fff;color:#1F2328}@media (prefers-color-scheme: dark){body{background:#14181D;color:#E8EAED}}")
	mux.Handle("GET /", http.FileServerFS(Assets()))
	mux.HandleFunc("POST /do/{what}", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		answer, err := d.Do(r.Context(), r.PathValue("what"), body)
		if err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			answer, _ = json.Marshal(map[string]string{"error": err.Error()})
		}
		_, _ = w.Write(answer)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// seat is a tab that somebody sits before.
type seat struct {
	t   *testing.T
	ctx context.Context
}

// sit opens a page in a tab of its own, as wide as a window, with what is to be preferred.
func sit(t *testing.T, ctx context.Context, url string, width int64, prefers map[string]string) seat {
	t.Helper()
	ctx, stop := chromedp.NewContext(ctx)
	t.Cleanup(stop)
	s := seat{t, ctx}
	var features []*emulation.MediaFeature
	for name, value := range prefers {
		features = append(features, &emulation.MediaFeature{Name: name, Value: value})
	}
	s.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	}), chromedp.EmulateViewport(width, 900), chromedp.Navigate(url))
	return s
}

func (s seat) do(steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	if err := chromedp.Do(s.ctx, steps...); err != nil {
		s.t.Fatal(err)
	}
}

// is the value of an expression in the tab.
func is[T any](s seat, expression string) T {
	s.t.Helper()
	v, err := chromedp.Run(s.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		s.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for something to be so.
func (s seat) until(condition string) {
	s.t.Helper()
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(40 * time.Millisecond) {
		if is[bool](s, "!!("+condition+")") {
			return
		}
	}
	s.t.Fatalf("never so: %s; the section says: %s", condition, is[string](s, `document.getElementById("inside").innerText.slice(0, 400)`))
}

// picture takes one of the whole page, where pictures are asked for.
func (s seat) picture(name string) {
	s.t.Helper()
	if browsertest.Looking() == "" {
		return
	}
	width, height := is[int64](s, "innerWidth"), is[int64](s, "document.documentElement.scrollHeight")
	s.do(chromedp.EmulateViewport(width, height+20))
	time.Sleep(300 * time.Millisecond)
	shot, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		s.t.Fatal(err)
	}
	browsertest.Keep(s.t, name+".png", shot)
	s.do(chromedp.EmulateViewport(width, 900))
}

// smallWorld is a link to a world that is soon played.
const smallWorld = "population=300&months=48&policy=ai_levy%3D0.3,start%3D2023-01"

// The section opens, plays, steps and scrubs; the keyboard alone goes from person to person
// and has a life told; Esc closes it; the link brings all of it back.
func TestLookingInsideInABrowser(t *testing.T) {
	ctx := browsertest.Browser(t)
	url := standing(t)
	s := sit(t, ctx, url+"?"+smallWorld, 1280, nil)
	s.until(`document.querySelector("#inside button")`)
	is[any](s, `document.querySelector("#inside button").click()`)
	s.until(`document.querySelectorAll(".inside-panel canvas").length === 2`)
	when := `document.querySelector(".inside-when").textContent`
	if got := is[string](s, when); got != "January 2021, before the policy" {
		t.Errorf("it opens in %q", got)
	}
	if n := is[int](s, `(() => { const g = document.querySelector(".inside-panel canvas"), d = g.getContext("2d").getImageData(0, 0, g.width, g.height).data, seen = new Set(); for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 250) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size; })()`); n < 4 {
		t.Errorf("%d colours are drawn", n)
	}
	button := func(text string) string {
		return `[...document.querySelectorAll("#inside button")].find((b) => b.textContent === "` + text + `")`
	}
	is[any](s, button("Play")+`.click()`)
	s.until(when + `.startsWith("April 2021")`)
	is[any](s, button("Pause")+`.click()`)
	at := is[string](s, when)
	is[any](s, button("Next month")+`.click()`)
	if next := is[string](s, when); next == at || is[string](s, `Atelier.said.at(-1)`) != next {
		t.Errorf("a step from %q goes to %q, and %q is said", at, next, is[string](s, `Atelier.said.at(-1)`))
	}
	is[any](s, `(() => { const r = document.querySelector(".inside-track input"); r.value = 30; r.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	if got := is[string](s, when); got != "July 2023, with the policy in force" {
		t.Errorf("the scrubber goes to %q", got)
	}
	s.numbers()
	s.keyboard()
	s.link(ctx, url)
	s.picture("inside-wide")
}

// numbers holds what the table says of a month against what the desk told.
func (s seat) numbers() {
	s.t.Helper()
	body, err := ask(s.t, 0, "inside", InsideQuestion{Link: smallWorld})
	if err != nil {
		s.t.Fatal(err)
	}
	var a Inside
	if err := json.Unmarshal(body, &a); err != nil {
		s.t.Fatal(err)
	}
	for film, column := range []int{3, 4} {
		for row, want := range a.Films[film].World[30] {
			said := is[string](s, fmt.Sprintf(`document.querySelector(".inside-counts tbody").rows[%d].cells[%d].textContent`, row, column))
			if got, _, _ := strings.Cut(said, " "); got != fmt.Sprint(want) {
				s.t.Errorf("row %d of %s says %q, want %d", row, a.Films[film].Title, said, want)
			}
		}
	}
	inView := `[1, 2, 3].map((r) => parseInt(document.querySelector(".inside-counts tbody").rows[r].cells[2].textContent)).reduce((a, b) => a + b)`
	if all, parts := is[string](s, `document.querySelector(".inside-counts tbody").rows[0].cells[2].textContent`), is[int](s, inView); all != fmt.Sprint(parts) {
		s.t.Errorf("%s are in view, and %d of them stand somewhere", all, parts)
	}
}

// keyboard goes through people without a pointer.
func (s seat) keyboard() {
	s.t.Helper()
	list := `document.querySelectorAll(".inside-people")[1]`
	press := func(key string) {
		s.t.Helper()
		is[any](s, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "`+key+`", bubbles: true, cancelable: true}))`)
	}
	is[any](s, list+`.focus()`)
	active := `document.getElementById(` + list + `.getAttribute("aria-activedescendant")).textContent`
	first := is[string](s, active)
	if !strings.Contains(first, "AI") || !strings.Contains(first, "employed in an organisation of ") {
		s.t.Errorf("the first is called %q", first)
	}
	from := is[string](s, list+`.getAttribute("aria-activedescendant")`)
	press("ArrowRight")
	if to := is[string](s, list+`.getAttribute("aria-activedescendant")`); to == from {
		s.t.Errorf("the right arrow stays at %s", to)
	}
	press("ArrowLeft")
	if to := is[string](s, list+`.getAttribute("aria-activedescendant")`); to != from {
		s.t.Errorf("right and left lead from %s to %s", from, to)
	}
	press("End")
	press("Enter")
	s.until(`document.querySelectorAll(".inside-told li").length > 2`)
	if text := is[string](s, `document.querySelector(".inside-told").innerText`); !strings.Contains(text, "is a ") && !strings.Contains(text, "comes into creative work") && !strings.Contains(text, "is an ") || !strings.Contains(text, "No policy") {
		s.t.Errorf("the story is %.300s", text)
	}
	if !is[bool](s, `document.querySelector(".inside-story").contains(document.activeElement)`) {
		s.t.Error("the story has no focus")
	}
	s.picture("inside-story")
	press("Escape")
	if !is[bool](s, `document.querySelector(".inside-story").hidden && document.activeElement === `+list) {
		s.t.Error("Esc does not close the story and give the focus back")
	}
	press("Enter")
	s.until(`document.querySelectorAll(".inside-told li").length > 2`)
}

// link opens what the page would share, in another tab.
func (s seat) link(ctx context.Context, url string) {
	s.t.Helper()
	shared := is[string](s, `Atelier.keys.toString()`)
	person := is[string](s, `document.querySelector(".inside-head h3").textContent`)
	other := sit(s.t, ctx, url+"?"+shared, 390, map[string]string{"prefers-color-scheme": "dark", "prefers-reduced-motion": "reduce"})
	other.until(`document.querySelectorAll(".inside-told li").length > 2`)
	if month, who := is[string](other, `document.querySelector(".inside-when").textContent`), is[string](other, `document.querySelector(".inside-head h3").textContent`); month != "July 2023, with the policy in force" || who != person {
		s.t.Errorf("%s opens in %s with %s, want %s", shared, month, who, person)
	}
	if wide := is[int](other, `document.documentElement.scrollWidth`); wide > 390 {
		s.t.Errorf("a phone shows a page %d wide", wide)
	}
	if is[bool](other, `[...document.querySelectorAll("#inside button")].some((b) => b.textContent === "Play" && !b.hidden)`) {
		s.t.Error("where little motion is asked for, there is a button that plays")
	}
	other.picture("inside-phone-dark")
}

// A question that cannot be answered is a sentence on the page, and the offer stands.
func TestWhatFailsInsideIsSaid(t *testing.T) {
	ctx := browsertest.Browser(t)
	s := sit(t, ctx, standing(t)+"?population=200&months=3", 800, nil)
	is[any](s, `Atelier.ask = () => Promise.reject(new Error("<b>no</b> more than 3 & so on"))`)
	is[any](s, `document.querySelector("#inside button").click()`)
	s.until(`document.querySelector("#inside [role=alert]")`)
	if text := is[string](s, `document.querySelector("#inside [role=alert]").textContent`); !strings.Contains(text, "<b>no</b> more than 3 & so on") {
		t.Errorf("it says %q", text)
	}
	if !is[bool](s, `!document.querySelector("#inside > button").disabled`) {
		t.Error("it cannot be tried again")
	}
}
