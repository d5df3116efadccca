package infer

import (
	"context"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/studytest"
	"github.com/atelier-sim/atelier/sim"
)

// TestCoursesPerHundred: each run is set against its own start, differences of two futures
// played apart are those of arms played together, and what cannot be paired is seen.
func TestCoursesPerHundred(t *testing.T) {
	studytest.Unraced(t)
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
		all := both.Read(o.All)
		mean += 100 * work.Measure.In(all[95]) / work.Measure.In(all[0]) / 3
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

// A course ends where the study does, with the same numbers; what is not kept has none.
func TestCoursesEndAsTheStudySays(t *testing.T) {
	studytest.Unraced(t)
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
			course := Course{By: "all", Group: "all", Measure: m}
			gap := course.Gap(f, 1, f, 0)
			if n := len(course.Of(f, 1)); n != 96 || len(gap) != 96 {
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
			if got, want := course.Of(f, 1)[95], x.spread(1, 0, m, finding.AtEnd); !near(got.Value, want.Value) || !near(got.Low, want.Low) || !near(got.High, want.High) {
				t.Errorf("%s: the line ends at %v, the level is %v", m.Name, got, want)
			}
		}
		const size = "50-249"
		large := Course{By: "size", Group: size, Measure: sim.MeasureOf("org_adoption")}.Of(f, 0)
		if len(large) != 96 || large[95].Group != size || !(large[95].Value > 0) {
			t.Errorf("organisations of a size: %d months, last %+v", len(large), large[95:])
		}
		fear := sim.MeasureOf("fear")
		music, giants := Course{By: "domain", Group: "music", Measure: fear}, Course{By: "size", Group: "giant", Measure: fear}
		if music.Of(f, 0) != nil || giants.Gap(f, 1, f, 0) != nil {
			t.Error("there are lines of groups that were not kept")
		}
	}
}
