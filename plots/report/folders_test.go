package report

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/atelier-sim/atelier/plots/browsertest"
)

var (
	folders = flag.String("folders", "", "folders of runs and comparisons, with commas between them, whose pages are looked at as they are")
	axe     = flag.String("axe", "", "file of axe-core, which looks at these pages too")
)

// beside finds links to files beside a page.
var beside = regexp.MustCompile(`href="((?:figures|tables)/[^"]+|tables\.xlsx|dictionary\.md)"`)

// Pages of full size are small and short, answer on the first screen, are printed on
// a few pages, and lead to files that are there.
func TestPagesOfFolders(t *testing.T) {
	if *folders == "" {
		t.Skip("no folder is named with -folders")
	}
	for _, dir := range strings.Split(*folders, ",") {
		t.Run(filepath.Base(dir), func(t *testing.T) { ofFolder(t, dir) })
	}
}

func ofFolder(t *testing.T, dir string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	words, figures := before(page)
	if len(page) > mostBytes || len(words) > mostWords || figures > mostFigures {
		t.Errorf("%d bytes, and before the appendix %d words and %d figures", len(page), len(words), figures)
	}
	t.Logf("%d bytes, %d words, %d figures", len(page), len(words), figures)
	links := beside.FindAllStringSubmatch(page, -1)
	for _, m := range links {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("the page leads to %v", err)
		}
	}
	if len(links) < 3*figures {
		t.Errorf("%d links to files", len(links))
	}
	ctx, url := browsertest.Browser(t), served(t, page)
	for width, least := range map[int64]float64{1280: 700, 390: 900} {
		answers(t, ctx, url, width, least)
	}
	tab := show(t, ctx, url, 711, "light")
	browsertest.Prefer(t, tab.ctx, "print", "light")
	printed(t, tab.ctx, filepath.Base(dir), false)
	judged(t, ctx, url)
}

// answers checks that the answer ends within so many pixels of a screen: finding and
// points, of a narrow one how much and how sure.
func answers(t *testing.T, ctx context.Context, url string, width int64, most float64) {
	t.Helper()
	ctx, stop := chromedp.NewContext(ctx)
	defer stop()
	do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url))
	parts := `h1,.point`
	if width < 400 {
		parts = `h1,.point.size,.point.sure`
	}
	ends := value[float64](t, ctx, `Math.max(...[...document.querySelectorAll('`+parts+`')].map((p) => p.getBoundingClientRect().bottom))`)
	if ends > most {
		t.Errorf("%d px wide: the answer ends at %.0f px", width, ends)
	}
	t.Logf("%d px wide: the answer ends at %.0f px", width, ends)
}

// judged lets axe-core look at a page at a desk in light, and on a phone in the dark.
func judged(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	if *axe == "" {
		t.Log("axe-core was not looked with: no -axe")
		return
	}
	script, err := os.ReadFile(*axe)
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	await := func(p *runtime.EvaluateParams) { p.AwaitPromise = &yes }
	for _, x := range []struct {
		width  int64
		scheme string
	}{{1280, "light"}, {390, "dark"}} {
		tab := show(t, ctx, url, x.width, x.scheme)
		value[any](t, tab.ctx, string(script)+"\n;null")
		found, err := chromedp.Run(tab.ctx, chromedp.Evaluate[[]string](`axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then((r) =>
			r.violations.map((v) => v.id + ': ' + v.help + ', ' + v.nodes.length + ' times, first ' + v.nodes[0].html.slice(0, 160)))`, await))
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range found {
			t.Errorf("%d px wide, %s: %s", x.width, x.scheme, wrong)
		}
	}
}
