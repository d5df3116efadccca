package site

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/browsertest"
	"github.com/atelier-sim/atelier/plots/page"
)

var moves = flag.Int("moves", 0, "how many moves of a slider at full size are timed, by http and from a disk; 0 for none")

// A tab is a page that is open.
type tab struct {
	*testing.T
	ctx context.Context
}

// open opens the page at an address. What its console says fails the test.
func open(t *testing.T, url string) tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browsertest.Browser(t))
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(stop)
	messages := chromedp.Console(ctx)
	p := tab{t, ctx}
	t.Cleanup(func() {
		if ctx.Err() != nil || t.Failed() {
			return
		}
		value[any](p, `console.log('that was all')`)
		for m, err := range messages {
			if err != nil || m.Text == "that was all" {
				break
			}
			t.Errorf("the console says %s", m.String())
		}
	})
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	return p
}

// value evaluates an expression in a tab, and waits where it is a promise.
func value[V any](p tab, expression string) V {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[V](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits until something is so in a tab.
func (p tab) until(expression string) {
	p.Helper()
	for end := time.Now().Add(time.Minute); !value[bool](p, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.photograph("failed.png")
			p.Fatalf("it does not come: %s; the page says %q", expression, value[string](p, `document.getElementById('trouble').textContent`))
		}
	}
}

// photograph keeps a picture of what is seen where somebody asked for it.
func (p tab) photograph(name string) {
	p.Helper()
	if browsertest.Looking() == "" {
		return
	}
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	browsertest.Keep(p.T, name, picture)
}

// ways are the addresses of the site: by a web host, and by a double click.
func ways(t *testing.T) map[string]string {
	dir := folder(t)
	host := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(host.Close)
	return map[string]string{"http": host.URL + "/", "file": "file://" + filepath.ToSlash(filepath.Join(dir, Index))}
}

// Without a server the page is there with its first picture, and a change is played within the
// browser, to the bytes that the program gives.
func TestThePageRunsWithoutAServer(t *testing.T) {
	for way, url := range ways(t) {
		t.Run(way, func(t *testing.T) {
			p := open(t, url)
			if n := value[int](p, `document.querySelectorAll('#figures svg').length`); n < 6 {
				t.Errorf("%d drawings before anything was played", n)
			}
			got := value[string](p, `Atelier.ask('answer', {link: '`+small+`&policy=training_subsidy=0.5', runs: 2}).then(JSON.stringify)`)
			fresh := page.NewDesk(atelier.Fingerprint(), "of tests", 64<<20) // it says how many months it played
			want, err := fresh.Do(t.Context(), "answer", []byte(`{"link":"`+small+`&policy=training_subsidy=0.5","runs":2}`))
			if err != nil {
				t.Fatal(err)
			}
			if same := value[string](p, `JSON.stringify(JSON.parse(`+fmt.Sprintf("%q", want)+`))`); got != same {
				t.Errorf("the browser answers %d bytes, the program %d, and not the same", len(got), len(same))
			}
			value[any](p, `void Atelier.choose('`+small+`')`)
			p.until(`Atelier.answer().link.includes('population=300') && Atelier.answer().runs === 2`)
			before := value[string](p, `document.getElementById('figures').innerHTML`)
			value[any](p, `(() => { const s = document.getElementById('dose-training_subsidy'); s.value = s.max; s.dispatchEvent(new Event('input', {bubbles: true})); s.dispatchEvent(new Event('change', {bubbles: true})); })()`)
			p.until(`Atelier.answer().link.includes('training_subsidy') && Atelier.answer().runs === 2`)
			if value[string](p, `document.getElementById('figures').innerHTML`) == before {
				t.Error("a slider moved, and no picture")
			}
			if trouble := value[bool](p, `!document.getElementById('trouble').hidden`); trouble {
				t.Errorf("the page is in trouble: %s", value[string](p, `document.getElementById('trouble').textContent`))
			}
			p.photograph("site-" + way + ".png")
		})
	}
}

// A page that is asked while its module is away says so in a sentence, and starts when it is
// there again.
func TestAModuleThatIsAwayIsToldAndAskedForAgain(t *testing.T) {
	files, away := http.FileServer(http.Dir(folder(t))), true
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if away && r.URL.Path == "/"+packedFile {
			http.Error(w, "away", http.StatusServiceUnavailable)
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer host.Close()
	ctx, stop := chromedp.NewContext(browsertest.Browser(t)) // the console may say what is away
	defer stop()
	p := tab{t, ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate(host.URL)); err != nil {
		t.Fatal(err)
	}
	ask := `Atelier.ask('answer', {link: 'population=200&months=12&replicates=1'}).then(() => 'answered', (e) => e.message)`
	if said := value[string](p, ask); said != "The simulation could not be started in this browser: atelier.bin: 503" {
		t.Errorf("away: %q", said)
	}
	away = false
	if said := value[string](p, ask); said != "answered" {
		t.Errorf("there again: %q", said)
	}
	ask = `(() => { const c = new AbortController(), a = Atelier.ask('answer', {link: 'population=6000'}, {signal: c.signal}); setTimeout(() => c.abort(), 100); return a.then(() => 'answered', (e) => e.name); })()`
	if said := value[string](p, ask); said != "AbortError" {
		t.Errorf("taken back: %q", said)
	}
	if said := value[string](p, `Atelier.ask('answer', {link: 'population=200&months=12&replicates=1'}).then(() => 'answered', (e) => e.message)`); said != "answered" {
		t.Errorf("after one was taken back: %q", said)
	}
}

// How long a move of a slider takes at full size, where somebody asks: to the first picture,
// and to the whole band.
func TestMovesOfASlider(t *testing.T) {
	if *moves == 0 {
		t.Skip("times nothing; -moves 20 does")
	}
	for way, url := range ways(t) {
		p := open(t, url)
		ask := func(dose float64, runs int) float64 {
			return value[float64](p, fmt.Sprintf(`(async () => { const t = performance.now(); await Atelier.ask('answer', {link: 'policy=training_subsidy=%v', before: 'policy=training_subsidy=0.5', runs: %d}); return performance.now() - t; })()`, dose, runs))
		}
		ask(0.5, 8)
		var first, whole []float64
		for k := range *moves {
			dose := 0.25 + float64(k)/100
			first = append(first, ask(dose, 2))
			whole = append(whole, first[k]+ask(dose, 8))
		}
		slices.Sort(first)
		slices.Sort(whole)
		t.Logf("%s: first picture %.0f ms in the middle, %.0f at most; whole band %.0f ms, %.0f at most", way, first[len(first)/2], first[len(first)-1], whole[len(whole)/2], whole[len(whole)-1])
	}
}
