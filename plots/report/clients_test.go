package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// The tables of clients say of each kind what the tables of the run say: the mean
// over runs in the last month, and the paired difference from the frozen world.
func TestTheTablesOfClientsAreThoseOfTheRun(t *testing.T) {
	r := reported(t, "run")
	at := r.Study.Last()
	grid := r.table(t, "clients-kind")
	if want := []string{"Households", "Small firms", "Large organisations", "Runs"}; !slices.EqualFunc(grid.Heads, want, func(h Head, s string) bool { return h.Label == s }) {
		t.Fatalf("heads %+v", grid.Heads)
	}
	if len(grid.Rows) != 2*len(sim.MeasuresAt(sim.ByClient)) {
		t.Errorf("%d rows for %d measures", len(grid.Rows), len(sim.MeasuresAt(sim.ByClient)))
	}
	looked := 0
	for i, m := range sim.MeasuresAt(sim.ByClient) {
		row, change := grid.Rows[2*i], grid.Rows[2*i+1]
		if !change.Part || row.Part || row.Cells[3].Text != "4" {
			t.Errorf("%s: %+v and %+v", m.Name, row, change)
		}
		for k, kind := range sim.KindNames {
			value := r.Run.Series.Line(table.Mean, "client_kind", kind, m.Name)[at]
			less := r.Run.Contrast.Line(table.Mean, "client_kind", kind, m.Name)[at]
			shown := value
			switch {
			case m.Unit == "share":
				shown = 100 * value
			case strings.HasSuffix(row.Title, ", thousand"):
				shown = value / 1000
			}
			if got := number(row.Cells[k].Text); math.Abs(got-shown) > 0.5*math.Pow(10, math.Floor(math.Log10(shown)))+1e-9 {
				t.Errorf("%s of %s: %q, want about %v", m.Name, kind, row.Cells[k].Text, shown)
			}
			e := r.Study.GroupEffect("expected", "baseline", "client_kind", kind, m.Name, finding.AtEnd)
			if l := r.Study.GroupLevel("expected", "baseline", "client_kind", kind, m.Name, finding.AtEnd); math.Abs(l.Value-value) > 1e-9*math.Abs(value) || math.Abs(e.Value-less) > 1e-9*math.Abs(value) {
				t.Errorf("%s of %s: the study has %v and %v, the tables %v and %v", m.Name, kind, l.Value, e.Value, value, less)
			}
			if x := e.Shown(); change.Cells[k].Class == "less" && x.Value >= 0 || change.Cells[k].Class == "more" && x.Value <= 0 {
				t.Errorf("%s of %s: %+v of %+v", m.Name, kind, change.Cells[k], x)
			}
			looked++
		}
	}
	if looked != 3*len(sim.MeasuresAt(sim.ByClient)) {
		t.Errorf("%d cells", looked)
	}
}

// Only what clients buy is told of clients, and it stands in the tables of every
// kind of study that has something to compare.
func TestOfClientsOnlyWhatTheyBuyIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	for name := range contests {
		r := reported(t, name)
		for _, e := range r.Study.Effects {
			if slices.Contains(sim.ClientGroupings, e.By) && !sim.MeasureOf(e.Column).At(sim.ByClient) {
				t.Errorf("%s: %+v is told of clients", name, e.Place)
			}
		}
		at := slices.IndexFunc(r.Sections, func(s Section) bool { return s.ID == "clients" })
		if at < 0 != !r.Study.Paired() {
			t.Errorf("%s: paired %v, section of clients at %d", name, r.Study.Paired(), at)
		}
		if at < 0 {
			continue
		}
		for _, table := range r.Sections[at].Tables {
			if len(table.Rows) == 0 || len(table.Rows[0].Cells) != len(table.Heads) {
				t.Errorf("%s: %s has %d rows", name, table.ID, len(table.Rows))
			}
		}
	}
	policies := reported(t, "comparison").table(t, "clients-client_ai_share")
	if len(policies.Rows) != 3 || policies.Rows[0].Title != "Households" || policies.Folded != true {
		t.Errorf("%+v", policies.Rows)
	}
}
