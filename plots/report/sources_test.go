package report

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
)

func TestEverySourceIsCitedWithItsLicence(t *testing.T) {
	page := page(t, "run")
	for _, x := range evidence.US().Sources {
		said := cite(x)
		if !strings.Contains(said, x.Title) || !strings.Contains(said, "Licence: "+x.Licence+".") || strings.Contains(said, "see the row") {
			t.Errorf("%s is cited as %q", x.Key, said)
		}
		if !strings.Contains(page, strings.ReplaceAll(said, "&", "&amp;")) {
			t.Errorf("the page does not cite %s", x.Key)
		}
	}
	want := "Eurostat: Artificial intelligence in enterprises (2024). Licence: reuse. Source: Eurostat."
	if got := cite(evidence.Source{Title: "Artificial intelligence in enterprises", Publisher: "Eurostat", Edition: "2024", Licence: "reuse", Credit: "Source: Eurostat"}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
