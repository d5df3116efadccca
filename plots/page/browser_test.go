package page_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/atelier-sim/atelier/plots/page"
)

var look = flag.String("look", "", "folder to which pictures of the page are written, to be looked at")

// small is how the tests play: a few creatives, up to two years after policies begin.
const small = "population=200&months=96&replicates=4&parameters=central"

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

var shared = struct {
	sync.Once
	ctx context.Context
	why string
}{}

// browser is a browser that all tests share, each in tabs of its own; without one they skip.
func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("opens a browser")
	}
	shared.Do(func() {
		path := ""
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if found, err := exec.LookPath(name); err == nil && path == "" {
				path = found
			}
		}
		if path == "" {
			shared.why = "no browser on this machine; on Debian, apt-get install chromium"
			return
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
		ctx, _ := chromedp.NewExecAllocator(context.Background(), options...)
		shared.ctx, closing = chromedp.NewContext(ctx)
		if err := chromedp.Do(shared.ctx); err != nil {
			shared.why = fmt.Sprintf("the browser %s does not start here: %v", path, err)
		}
	})
	if shared.why != "" {
		t.Skip(shared.why)
	}
	return shared.ctx
}

var closing = context.CancelFunc(func() {})

func TestMain(m *testing.M) {
	code := m.Run()
	closing()
	os.Exit(code)
}

// A tab is a page that is open, and what its console said.
type tab struct {
	*testing.T
	ctx     context.Context
	console func() []string
}

// open opens a link of the page on a screen of a size, in a theme.
func open(t *testing.T, query string, width, height int64, scheme string) tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser(t))
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	messages := chromedp.Console(ctx)
	p := tab{T: t, ctx: ctx}
	p.console = func() []string {
		value[any](p, `console.log('that was all')`)
		var said []string
		for m, err := range messages {
			if err != nil {
				t.Fatal(err)
			}
			if m.Text == "that was all" {
				break
			}
			said = append(said, m.String())
		}
		return said
	}
	t.Cleanup(func() {
		if ctx.Err() != nil || t.Failed() {
			return
		}
		for _, said := range p.console() {
			t.Errorf("the console says %s", said)
		}
	})
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}), chromedp.EmulateViewport(width, height), chromedp.Navigate(hosted().url+"/?"+query))
	p.until(`document.documentElement.classList.contains('ready')`)
	return p
}

// do does things in a tab.
func (p tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// value evaluates an expression in a tab.
func value[T any](p tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits until something is so in a tab, five seconds at most.
func (p tab) until(expression string) {
	p.Helper()
	for end := time.Now().Add(5 * time.Second); !value[bool](p, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.photograph("failed.png")
			p.Fatalf("it does not come: %s", expression)
		}
	}
}

// done waits until all runs of the choice are shown.
func (p tab) done() {
	p.Helper()
	p.until(`Atelier.answer().runs === Atelier.answer().of && document.getElementById('progress').textContent === ''`)
}

// photograph keeps a picture of what is seen where somebody asked for it.
func (p tab) photograph(name string) {
	p.Helper()
	if *look == "" {
		return
	}
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*look, name), picture, 0o644); err != nil {
		p.Fatal(err)
	}
}

// Pictures of the page in every width and theme, and none of them scrolls sideways.
func TestThePageFitsEveryScreen(t *testing.T) {
	for _, size := range [][2]int64{{1280, 800}, {390, 844}, {1920, 1080}} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%d %s", size[0], scheme), func(t *testing.T) {
				p := open(t, small+"&policy=training_subsidy=0.5", size[0], size[1], scheme)
				p.done()
				if wide := value[int64](p, `document.documentElement.scrollWidth`); wide > size[0] {
					t.Errorf("the page is %d px wide on a screen of %d", wide, size[0])
				}
				p.photograph(fmt.Sprintf("page-%d-%s.png", size[0], scheme))
			})
		}
	}
}
