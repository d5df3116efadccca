package page_test

import (
	"encoding/base64"
	"testing"

	"github.com/atelier-sim/atelier/plots/browsertest"
	"github.com/atelier-sim/atelier/plots/page"
)

// TestLook writes every usual figure in both sizes, as futures and as a difference, to the
// folder of -look.
func TestLook(t *testing.T) {
	if browsertest.Looking() == "" {
		t.Skip("figures are written with -look FOLDER only")
	}
	d := page.NewDesk("0123456789", "test", 1<<30)
	for name, q := range map[string]page.FileQuestion{
		"policy": {Link: "policy=ai_levy=0.3&policy=training_subsidy=0.9", Before: "policy=ai_levy=0.1"}, "none": {Link: "world=fast"}, "central": {Link: "policy=training_subsidy=0.9&replicates=4&parameters=central"},
	} {
		for _, q.ID = range append(page.Usual, page.Whom) {
			for _, q.Narrow = range []bool{false, true} {
				for _, q.Difference = range []bool{false, true} {
					for _, q.Format = range []string{"png", "svg"} {
						f, err := d.File(t.Context(), q)
						if err != nil {
							t.Fatal(err)
						}
						content, _ := base64.StdEncoding.DecodeString(f.Base64)
						at := name + "-" + map[bool]string{false: "wide", true: "narrow"}[q.Narrow] + map[bool]string{true: "-gap"}[q.Difference] + "-" + f.Name
						browsertest.Keep(t, at, content)
					}
				}
			}
		}
		a, err := d.Answer(t.Context(), page.Question{Link: q.Link, Before: q.Before})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: live %s\nnothing %s\ncommand %s\n%+v %+v", name, a.Live, a.Nothing, a.Command, a.Policies, a.Payers)
		for _, f := range a.Figures {
			t.Logf("%s | %s | %s | %s | %s | %v | %v", f.Title, f.Unit, f.Caption, f.Footer, f.Lines[0].Said[99], f.Table.Head, f.Table.Rows[14])
		}
	}
}
