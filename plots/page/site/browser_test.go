package site

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/browsertest"
	"github.com/atelier-sim/atelier/plots/page"
)

var moves = flag.Int("moves", 0, "how many moves of a slider at full size are timed, by http and from a disk; 0 for none")

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
			p := browsertest.Open(t, url, 1280, 900, "light")
			if n := browsertest.Value[int](p, `document.querySelectorAll('#figures svg').length`); n < 6 {
				t.Errorf("%d drawings before anything was played", n)
			}
			got := browsertest.Value[string](p, `Atelier.ask('answer', {link: '`+small+`&policy=training_subsidy=0.5', runs: 2}).then(JSON.stringify)`)
			fresh := page.NewDesk(atelier.Fingerprint(), "of tests", 64<<20) // it says how many months it played
			want, err := fresh.Do(t.Context(), "answer", []byte(`{"link":"`+small+`&policy=training_subsidy=0.5","runs":2}`))
			if err != nil {
				t.Fatal(err)
			}
			if same := browsertest.Value[string](p, `JSON.stringify(JSON.parse(`+fmt.Sprintf("%q", want)+`))`); got != same {
				t.Errorf("the browser answers %d bytes, the program %d, and not the same", len(got), len(same))
			}
			browsertest.Value[any](p, `void Atelier.choose('`+small+`')`)
			p.Until(`Atelier.answer().link.includes('population=300') && Atelier.answer().runs === 2`)
			before := browsertest.Value[string](p, `document.getElementById('figures').innerHTML`)
			browsertest.Value[any](p, `(() => { const s = document.getElementById('dose-training_subsidy'); s.value = s.max; s.dispatchEvent(new Event('input', {bubbles: true})); s.dispatchEvent(new Event('change', {bubbles: true})); })()`)
			p.Until(`Atelier.answer().link.includes('training_subsidy') && Atelier.answer().runs === 2`)
			if browsertest.Value[string](p, `document.getElementById('figures').innerHTML`) == before {
				t.Error("a slider moved, and no picture")
			}
			if trouble := browsertest.Value[bool](p, `!document.getElementById('trouble').hidden`); trouble {
				t.Errorf("the page is in trouble: %s", browsertest.Value[string](p, `document.getElementById('trouble').textContent`))
			}
			p.Photograph("site-" + way + ".png")
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
	p := browsertest.Tab{T: t, Ctx: ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate(host.URL)); err != nil {
		t.Fatal(err)
	}
	ask := `Atelier.ask('answer', {link: 'population=200&months=12&replicates=1'}).then(() => 'answered', (e) => e.message)`
	if said := browsertest.Value[string](p, ask); said != "The simulation could not be started in this browser: atelier.bin: 503" {
		t.Errorf("away: %q", said)
	}
	away = false
	if said := browsertest.Value[string](p, ask); said != "answered" {
		t.Errorf("there again: %q", said)
	}
	ask = `(() => { const c = new AbortController(), a = Atelier.ask('answer', {link: 'population=6000'}, {signal: c.signal}); setTimeout(() => c.abort(), 100); return a.then(() => 'answered', (e) => e.name); })()`
	if said := browsertest.Value[string](p, ask); said != "AbortError" {
		t.Errorf("taken back: %q", said)
	}
	if said := browsertest.Value[string](p, `Atelier.ask('answer', {link: 'population=200&months=12&replicates=1'}).then(() => 'answered', (e) => e.message)`); said != "answered" {
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
		p := browsertest.Open(t, url, 1280, 900, "light")
		ask := func(dose float64, runs int) float64 {
			return browsertest.Value[float64](p, fmt.Sprintf(`(async () => { const t = performance.now(); await Atelier.ask('answer', {link: 'policy=training_subsidy=%v', before: 'policy=training_subsidy=0.5', runs: %d}); return performance.now() - t; })()`, dose, runs))
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
