package browsertest

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long a test may keep a tab, and how long it waits for one thing there: both
// are for machines that have other things to do.
const (
	patience = 4 * time.Minute
	wait     = time.Minute
)

// A Tab is a page that is open, for one test. What its console says fails the test at its end.
type Tab struct {
	*testing.T
	Ctx     context.Context
	Console func() []string // what the console said up to now, since it was asked last
}

// Open opens an address on a screen of a size, in a theme, "light" or "dark".
func Open(t *testing.T, url string, width, height int64, scheme string) Tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(Browser(t))
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, patience)
	t.Cleanup(stop)
	p := Tab{T: t, Ctx: ctx, Console: Console(t, ctx)}
	t.Cleanup(func() {
		if ctx.Err() != nil || t.Failed() {
			return
		}
		for _, said := range p.Console() {
			t.Errorf("the console says %s", said)
		}
	})
	Prefer(t, ctx, "", scheme)
	p.Do(chromedp.EmulateViewport(width, height), chromedp.Navigate(url))
	return p
}

// Console listens to the console of a tab from now on; what it returns tells what was said.
func Console(t *testing.T, ctx context.Context) func() []string {
	messages := chromedp.Console(ctx)
	const end = "that was all"
	return func() (said []string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](`console.log('`+end+`')`)); err != nil {
			t.Fatal(err)
		}
		for m, err := range messages {
			if err != nil {
				t.Fatal(err)
			}
			if m.Text == end {
				break
			}
			said = append(said, m.String())
		}
		return said
	}
}

// Prefer makes a tab believe in a medium, "" for its own, and a theme.
func Prefer(t *testing.T, ctx context.Context, medium, scheme string) {
	t.Helper()
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
}

// Do does things in a tab.
func (p Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.Ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// Value evaluates an expression in a tab, and waits where it is a promise.
func Value[T any](p Tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.Ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Until waits until something is so in a tab.
func (p Tab) Until(expression string) {
	p.Helper()
	for end := time.Now().Add(wait); !Value[bool](p, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.Photograph("failed.png")
			p.Fatalf("it does not come: %s; the page says %q", expression, Value[string](p, `document.querySelector('[role=alert]')?.textContent ?? ''`))
		}
	}
}

// Photograph keeps a picture of what is seen where somebody asked for it.
func (p Tab) Photograph(name string) {
	p.Helper()
	if Looking() == "" {
		return
	}
	picture, err := chromedp.Run(p.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Fatal(err)
	}
	Keep(p.T, name, picture)
}
