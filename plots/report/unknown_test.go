package report

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// A run over parameter sets says what each outcome hangs on; one with the model's own
// parameters, and a comparison, whose outcomes are others, do not.
func TestARunOverSetsSaysWhatOutcomesHangOn(t *testing.T) {
	known := []evidence.Known{
		{Outcome: "at_work", Low: -20, Middle: -12, High: -5, Unknowns: []evidence.Unknown{{Path: "clients.own", Share: 0.4}, {Path: "fear.leave", Share: 0.1}}},
		{Outcome: "fear", Low: 10, Middle: 20, High: 30},
	}
	r := &Report{Study: &scenarios.Study{Kind: scenarios.KindRun, Replicates: 2, Sets: []int{4, 9}}, known: known}
	tables := r.unknownTables()
	if len(tables) != 1 || len(tables[0].Rows) != 2 || r.unknownLead() == "" {
		t.Fatalf("%d tables: %+v", len(tables), tables)
	}
	work, fear := tables[0].Rows[0], tables[0].Rows[1]
	if work.Title != "People at work" || !strings.HasSuffix(work.Cells[0].Text, "%") || work.Cells[0].Interval != "−20 to −5" || work.Cells[1].Text != "clients.own (40%), fear.leave (10%)" {
		t.Errorf("%+v", work)
	}
	if !strings.HasSuffix(fear.Cells[0].Text, " points") || fear.Cells[1].Text != "" {
		t.Errorf("%+v", fear)
	}
	for _, s := range []*scenarios.Study{{Kind: scenarios.KindRun, Replicates: 2}, {Kind: scenarios.KindComparison, Replicates: 2, Sets: []int{4, 9}}} {
		r.Study = s
		if r.unknownTables() != nil || r.unknownLead() != "" {
			t.Errorf("a %s with %d sets says what outcomes hang on", s.Kind, len(s.Sets))
		}
	}
}
