package infer

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// A study holds its run against the same figures, with the same numbers, as a validation
// that has the whole tables; what summary.json says of them is read again as it was.
func TestAStudyHoldsItsRunAgainstPublishedFigures(t *testing.T) {
	play := func(twin bool) (*scenarios.Study, Report) {
		s := scenarios.Default()
		s.Options.Population, s.Options.Months, s.Options.Replicates, s.Options.Workers, s.Options.Counterfactual = 300, 70, 3, 2, twin
		c := scenarios.RunContest(s)
		study, f, err := PlayContest(context.Background(), c, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.Run(c.Against, true)
		if err != nil {
			t.Fatal(err)
		}
		return study, Validate(r.Series, r.Contrast, 300, evidence.US().Targets).Over(r.Sets())
	}
	study, whole := play(true)
	if len(study.Held) < 25 {
		t.Errorf("only %d figures", len(study.Held))
	}
	if d := cmp.Diff(whole.Compared, study.Held, cmpopts.EquateNaNs()); d != "" {
		t.Errorf("a validation says otherwise:\n%s", d)
	}
	if d := cmp.Diff(whole.Families, ReportOf(study).Families); d != "" {
		t.Errorf("votes of families:\n%s", d)
	}
	var text bytes.Buffer
	if err := study.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	back, err := scenarios.ReadStudy(&text)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(study.Held, back.Held, cmpopts.EquateNaNs()); d != "" {
		t.Errorf("read again:\n%s", d)
	}
	alone, _ := play(false)
	if n := len(alone.Held); n == 0 || n >= len(study.Held) {
		t.Errorf("without the world without AI %d figures, with it %d", n, len(study.Held))
	}
}
