package infer

import (
	"context"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// TestCoursesPerHundred: each run is set against its own start, differences of two futures
// played apart are those of arms played together, and what cannot be paired is seen.
func TestCoursesPerHundred(t *testing.T) {
	c := contest(t, []string{"expected"}, "reference", "basic_income")
	c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Parameters = 300, 96, 3, scenarios.Central
	for _, arm := range c.Arms {
		arm.Options = c.Options
	}
	play := func(arms ...*scenarios.Scenario) *ensemble.Futures {
		f, err := ensemble.New(arms, c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Play(context.Background(), 3, nil); err != nil {
			t.Fatal(err)
		}
		return f
	}
	both, with, without := play(c.Arms...), play(c.Arms[1]), play(c.Arms[0])
	work := Course{By: "all", Group: "all", Measure: sim.MeasureOf(sim.AtWork), Index: true}
	line, mean := work.Of(both, 1), 0.0
	for _, o := range both.Of(0, 1) {
		mean += 100 * work.Measure.In(o.All[95]) / work.Measure.In(o.All[0]) / 3
	}
	if first := line[0]; first.Value != 100 || first.Low != 100 || first.High != 100 || !near(line[95].Value, mean) {
		t.Errorf("the line begins at %+v and ends at %v, not at %v", first, line[95].Value, mean)
	}
	together, apart := work.Gap(both, 1, both, 0), work.Gap(with, 0, without, 0)
	ends, sum := work.Ends(both, 1, both, 0), 0.0
	for _, d := range ends {
		sum += d / 3
	}
	if last := together[95]; last.Value == 0 || last.Value != apart[95].Value || last.Low != apart[95].Low || !near(last.Value, sum) {
		t.Errorf("together %+v, apart %+v, runs %v", last, apart[95], ends)
	}
	if least := 100 * both.Weight / 3e6; together[95].High-together[95].Low < least {
		t.Errorf("the difference is known to less than a row: %+v", together[95])
	}
	if !Same(both, 1, with, 0) || Same(both, 1, both, 0) || !Pairs(both, with) {
		t.Error("the arm played alone is not taken for the same, or another is")
	}
	c.Options.Seed++
	if Pairs(both, play(c.Arms[1])) {
		t.Error("futures of other seeds are paired")
	}
	if work.Indexable(both, 1) == (Course{By: "all", Group: "all", Measure: sim.MeasureOf("ai_use")}).Indexable(both, 1) {
		t.Error("what begins at zero is set to 100")
	}
	if Unused(both, 1) {
		t.Error("it is said that nobody uses AI")
	}
}
