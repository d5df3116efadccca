package ensemble

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/sim"
)

// timed plays the small plan with times and returns its tables and the months that were told.
func timed(t *testing.T, t0 *Times, workers int, without ...string) (*Result, int64) {
	t.Helper()
	p := small()
	p.Scenario.Options.Workers, p.Scenario.Options.Without = workers, without
	p.Options = p.Scenario.Options
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	f.Keep, f.Times = true, t0
	var told int64
	if err := f.Play(context.Background(), p.Options.Replicates, func(done, _ int64) { told = done }); err != nil {
		t.Fatal(err)
	}
	r, err := f.Run(c.Against, true)
	if err != nil {
		t.Fatal(err)
	}
	return r, told
}

// Times are those of the months that are played, and mechanisms have all that is traced between
// them, however workers are spread.
func TestTimesAreOfTheMonthsThatArePlayed(t *testing.T) {
	const months = 2 * (2*42 - sim.FirstRelease) // up to which a run and its twin are one
	for _, workers := range []int{1, 2, 5} {
		var times Times
		_, told := timed(t, &times, workers)
		if times.BurnIn.Months != 2*sim.BurnInMonths || times.Collecting.Months != months || int64(times.BurnIn.Months+times.Played.Months) != told {
			t.Errorf("%d months of burn-in, %d of the run, %d collected, and %d were told", times.BurnIn.Months, times.Played.Months, times.Collecting.Months, told)
		}
		if want := months / TracedEvery; times.Traced.Months != want {
			t.Errorf("%d months were traced, want %d", times.Traced.Months, want)
		}
		var sum time.Duration
		for _, m := range sim.Schedule {
			if times.Mechanisms[m.Name] <= 0 {
				t.Errorf("%s took %v", m.Name, times.Mechanisms[m.Name])
			}
			sum += times.Mechanisms[m.Name]
		}
		if len(times.Mechanisms) != len(sim.Schedule) || sum != times.Traced.Took {
			t.Errorf("%d mechanisms took %v of the %v traced", len(times.Mechanisms), sum, times.Traced.Took)
		}
		within := max(1, time.Duration(workers/2)) // of each run, two of which are played side by side
		if times.BurnIn.Took <= 0 || times.Collecting.Took <= 0 || sum > within*times.Played.Took {
			t.Errorf("burn-in %v, collecting %v, mechanisms %v of months of %v", times.BurnIn.Took, times.Collecting.Took, sum, times.Played.Took)
		}
	}
}

// To be timed changes no number, and neither does it to be looked at inside of months.
func TestTimesChangeNoNumber(t *testing.T) {
	plain, _ := timed(t, nil, 2)
	with, _ := timed(t, &Times{}, 2)
	if text := difference(with.Series, plain.Series); text != "" {
		t.Error(text)
	}
	if text := difference(with.Contrast, plain.Contrast); text != "" {
		t.Error(text)
	}
}

func TestWhatIsLeftOutHasNoTime(t *testing.T) {
	var times Times
	timed(t, &times, 2, "training", "fear")
	for _, name := range slices.Sorted(maps.Keys(times.Mechanisms)) {
		if out := name == "training" || name == "fear"; out != (times.Mechanisms[name] == 0) {
			t.Errorf("%s took %v", name, times.Mechanisms[name])
		}
	}
}
