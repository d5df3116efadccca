package infer

import (
	"context"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// A line ends where the study does, with the same numbers; what is not kept has none.
func TestLinesEndAsTheStudySays(t *testing.T) {
	for _, parameters := range scenarios.ParameterChoices {
		c := contest(t, []string{"expected"}, "reference", "basic_income")
		c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Parameters = 300, 96, 4, parameters
		for _, arm := range c.Arms {
			arm.Options = c.Options
		}
		f, err := ensemble.New(c.Played(), c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		f.Keep, f.Groupings = true, []string{"size"}
		if err := f.Play(context.Background(), 4, nil); err != nil {
			t.Fatal(err)
		}
		study := Study(c, f)
		for _, m := range []sim.Measure{sim.MeasureOf(sim.AtWork), sim.MeasureOf("fear")} {
			gap := GapLine(f, 1, 0, "all", "all", m)
			if n := len(Line(f, 1, "all", "all", m)); n != 96 || len(gap) != 96 {
				t.Fatalf("lines of %d and %d months", n, len(gap))
			}
			want := study.Effect("expected", "basic_income", m.Name, finding.AtEnd)
			if got := gap[95]; want == nil || !near(got.Value, want.Value) || m.Unit != "persons" && (!near(got.Low, want.Low) || !near(got.High, want.High)) {
				t.Errorf("%s: the difference ends at %+v, the study says %+v", m.Name, got.Value, want)
			}
			if gap[95].When != finding.Date(95) || gap[0].Value != 0 {
				t.Errorf("%s: month %s, first %v", m.Name, gap[95].When, gap[0].Value)
			}
			x := &reader{c: f, arms: f.Arms, sets: f.Sets()}
			if got, want := Line(f, 1, "all", "all", m)[95], x.spread(1, 0, m, finding.AtEnd); !near(got.Value, want.Value) || !near(got.Low, want.Low) || !near(got.High, want.High) {
				t.Errorf("%s: the line ends at %v, the level is %v", m.Name, got, want)
			}
		}
		const size = "50-249"
		large := Line(f, 0, "size", size, sim.MeasureOf("org_adoption"))
		if len(large) != 96 || large[95].Group != size || !(large[95].Value > 0) {
			t.Errorf("organisations of a size: %d months, last %+v", len(large), large[95:])
		}
		if Line(f, 0, "domain", "music", sim.MeasureOf("fear")) != nil || GapLine(f, 1, 0, "size", "giant", sim.MeasureOf("fear")) != nil {
			t.Error("there are lines of groups that were not kept")
		}
	}
}
