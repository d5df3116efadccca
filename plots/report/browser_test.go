package report

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/atelier-sim/atelier/plots/browsertest"
)

//go:embed testdata/check.js
var checkPage string

func TestMain(m *testing.M) { browsertest.Main(m) }

// served puts a page behind a server that sends the strict policy too.
func served(t *testing.T, text string) string {
	t.Helper()
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(text)[1]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", Policy(style))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/" {
			fmt.Fprint(w, text)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// shown is a page in a tab of its own, and what its console said.
type shown struct {
	ctx     context.Context
	console func() []string
}

// show opens a page in a width and a theme, with every table open and the
// whole page in view.
func show(t *testing.T, ctx context.Context, url string, width int64, scheme string) shown {
	t.Helper()
	ctx, stop := chromedp.NewContext(ctx)
	t.Cleanup(stop)
	console := browsertest.Console(t, ctx)
	browsertest.Prefer(t, ctx, "screen", scheme)
	do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url))
	height := value[int64](t, ctx, `document.querySelectorAll('details').forEach((d) => d.open = true), document.documentElement.scrollHeight`)
	do(t, ctx, chromedp.EmulateViewport(width, height+50))
	return shown{ctx, console}
}

// do does things in a tab.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value evaluates an expression in a tab.
func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// verdict is what check.js found.
type verdict struct {
	Wrong    []string `json:"wrong"`
	Texts    int      `json:"texts"`
	Figures  int      `json:"figures"`
	Least    float64  `json:"least"`
	Smallest float64  `json:"smallest"`
}

// The page of a run and that of a comparison are read at a desk and on a phone, in
// light and in the dark, under a strict policy, without one complaint.
func TestThePageIsFlawlessInABrowser(t *testing.T) {
	ctx := browsertest.Browser(t)
	for _, name := range []string{"run", "comparison", "six"} {
		r := reported(t, name)
		url := served(t, page(t, name))
		for _, width := range []int64{1280, 390} {
			for _, scheme := range []string{"light", "dark"} {
				if name == "six" && (scheme == "dark" || width == 1280) {
					continue // the same colours; more columns are a matter of narrow pages
				}
				t.Run(fmt.Sprintf("%s %d %s", name, width, scheme), func(t *testing.T) {
					tab := show(t, ctx, url, width, scheme)
					found := value[verdict](t, tab.ctx, checkPage)
					for _, wrong := range append(found.Wrong, tab.console()...) {
						t.Error(wrong)
					}
					if want := len(r.Figures()); found.Figures != want {
						t.Errorf("%d figures, want %d", found.Figures, want)
					}
					if found.Smallest < 10.9 {
						t.Errorf("text of %.1f px", found.Smallest)
					}
					t.Logf("%d texts, contrast at least %.2f, text of at least %.1f px", found.Texts, found.Least, found.Smallest)
					photograph(t, tab.ctx, fmt.Sprintf("%s-%d-%s.png", name, width, scheme))
				})
			}
		}
	}
}

// photograph keeps a picture of the page, its tables closed, where somebody
// asked for it.
func photograph(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if browsertest.Looking() == "" {
		return
	}
	value[any](t, ctx, `document.querySelectorAll('details').forEach((d) => d.open = false)`)
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Logf("no picture %s: %v", name, err) // it may be taller than a browser's picture can be
		return
	}
	browsertest.Keep(t, name, picture)
}

// The check would notice: a page with an inline style, a script, small grey
// text, a heading out of order and a dead link does not pass.
func TestTheCheckOfThePageFindsFaults(t *testing.T) {
	bad := strings.Replace(page(t, "run"), "</header>",
		`<h4 id="answer">Too deep</h4><svg role="img"><text y="9" font-size="9" fill="#aaaaaa">small and faint</text></svg><p style="color:#999">grey</p><script>1</script><a href="#nowhere">x</a></header>`, 1)
	tab := show(t, browsertest.Browser(t), served(t, bad), 390, "light")
	found := strings.Join(value[verdict](t, tab.ctx, checkPage).Wrong, "\n")
	for _, want := range []string{"inline styles or scripts", "h4 after h1", "the id answer stands twice", "#nowhere", "contrast 2.32", "without title"} {
		if !strings.Contains(found, want) {
			t.Errorf("the check does not find %q among %s", want, found)
		}
	}
	if said := tab.console(); len(said) < 2 {
		t.Errorf("the policy lets inline styles or scripts pass: %q", said)
	}
}

// On paper the page is light even in the dark, and its contents are gone. The brief
// closes what is folded and leaves the appendix out; the whole has all of it. No figure
// and no card of a policy is split, no head of a table stands without a row, and
// nothing is printed in letters smaller than 8 points.
func TestThePageOnPaper(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	for _, name := range []string{"run", "comparison"} {
		for _, whole := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s %v", name, whole), func(t *testing.T) { onPaper(t, name, whole) })
		}
	}
}

func onPaper(t *testing.T, name string, whole bool) {
	t.Helper()
	text := page(t, name)
	if whole {
		text = strings.Replace(text, "<body>", `<body class="whole">`, 1)
	}
	tab := show(t, browsertest.Browser(t), served(t, text), 711, "dark") // as wide as the paper between its margins
	value[any](t, tab.ctx, `document.querySelectorAll('details').forEach((d) => d.open = false)`)
	browsertest.Prefer(t, tab.ctx, "print", "dark")
	for expression, want := range map[string]bool{
		`getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'`:                                                                          true,
		`getComputedStyle(document.querySelector('figure .narrow svg text')).fill === 'rgb(31, 35, 40)'`:                                                    true,
		`[...document.querySelectorAll('main details table')].filter((t) => !t.closest('.plate')).every((t) => t.checkVisibility() && t.offsetHeight > 30)`: whole,
		`[...document.querySelectorAll('main details:not(.point details),#appendix,.box')].some((d) => d.checkVisibility())`:                                whole,
		`document.querySelector('nav').checkVisibility()`:                                                                                                   false,
		`[...document.querySelectorAll('.plate,.card,tr')].every((f) => getComputedStyle(f).breakInside === 'avoid')`:                                       true,
		`[...document.querySelectorAll('thead')].every((f) => getComputedStyle(f).breakAfter === 'avoid')`:                                                  true,
		`[...document.querySelectorAll('tbody tr:first-child')].every((f) => getComputedStyle(f).breakBefore === 'avoid')`:                                  true,
	} {
		if got := value[bool](t, tab.ctx, expression); got != want {
			t.Errorf("%s is %v on paper", expression, got)
		}
	}
	if small := value[[]string](t, tab.ctx, smallOnPaper); len(small) > 0 {
		t.Errorf("less than 8 points high are %d texts: %q", len(small), small[:min(3, len(small))])
	}
	printed(t, tab.ctx, name, whole)
}

// printed prints the page of a tab: the brief on eight pages at most.
func printed(t *testing.T, ctx context.Context, name string, whole bool) {
	t.Helper()
	paper, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil || len(paper) < 50_000 {
		t.Errorf("%d bytes of paper, %v", len(paper), err)
	}
	sheets := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(paper, -1))
	if sheets < 2 || !whole && sheets > 8 {
		t.Errorf("%s, whole %v: printed on %d pages", name, whole, sheets)
	}
	t.Logf("%s, whole %v: %d pages", name, whole, sheets)
	browsertest.Keep(t, fmt.Sprintf("%s-%v.pdf", name, whole), paper)
}

// smallOnPaper are the texts that are printed smaller than 8 points: a pixel is
// three quarters of one, and the tab is as wide as the paper.
const smallOnPaper = `(() => {
  const small = [], judge = (el, size) => { if (el.checkVisibility() && el.getClientRects().length && size * 0.75 < 7.99) small.push(size.toFixed(2) + ' px: ' + el.textContent.trim().slice(0, 40)); };
  for (const el of document.querySelectorAll('svg text')) {
    const svg = el.ownerSVGElement;
    judge(el, +el.getAttribute('font-size') * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
  }
  for (const el of document.querySelectorAll('body *:not(svg *)')) if ([...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) judge(el, parseFloat(getComputedStyle(el).fontSize));
  return small;
})()`
