package report

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// The page of a comparison is read at a desk and on a phone, in light and in
// the dark, under a strict policy, without one complaint.
func TestThePageOfAComparisonIsFlawlessInABrowser(t *testing.T) {
	ctx := browser(t)
	for name, s := range comparisonShapes {
		if name != "usual" && name != "six" {
			continue
		}
		r := comparisonOf(s, nil)
		url := served(t, comparisonHTML(t, r, 2))
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
					if found.Figures != len(r.Figures()) {
						t.Errorf("%d figures, want %d", found.Figures, len(r.Figures()))
					}
					if found.Smallest < 11 {
						t.Errorf("text of %.1f px", found.Smallest)
					}
					t.Logf("%d texts, contrast at least %.2f, text of at least %.1f px", found.Texts, found.Least, found.Smallest)
					if name == "six" {
						return // taller than a browser's picture can be
					}
					photograph(t, tab.ctx, fmt.Sprintf("comparison-%s-%d-%s.png", name, width, scheme))
				})
			}
		}
	}
}

// On paper the page is light even in the dark, its tables are open, and no
// figure and no card of a policy is split.
func TestThePageOfAComparisonOnPaper(t *testing.T) {
	tab := show(t, browser(t), served(t, comparisonHTML(t, usualComparison(), 2)), 794, "dark")
	value[any](t, tab.ctx, `document.querySelectorAll('details').forEach((d) => d.open = false)`)
	media(t, tab.ctx, "print", "dark")
	for expression, want := range map[string]bool{
		`getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'`:                                      true,
		`[...document.querySelectorAll('main details table')].every((t) => t.checkVisibility() && t.offsetHeight > 30)`: true,
		`document.querySelector('nav').checkVisibility()`:                                                               false,
		`[...document.querySelectorAll('.plate,.card')].every((f) => getComputedStyle(f).breakInside === 'avoid')`:      true,
	} {
		if got := value[bool](t, tab.ctx, expression); got != want {
			t.Errorf("%s is %v on paper", expression, got)
		}
	}
	paper, err := chromedp.Run(tab.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil || len(paper) < 50_000 {
		t.Errorf("%d bytes of paper, %v", len(paper), err)
	}
	if *look != "" {
		keep(t, "comparison.pdf", paper)
	}
}
