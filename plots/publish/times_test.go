package publish

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// The manifests of a run and of a comparison tell how long its parts took, and each mechanism,
// by name; and the numbers are those that are played without times.
func TestManifestsTellHowLongEachMechanismTook(t *testing.T) {
	for name, c := range map[string]*scenarios.Contest{"run": shortly(t), "comparison": asked(t, "2", "laissez-faire", "safety-net")} {
		dir := t.TempDir() + "/" + name
		if _, err := Play(t.Context(), Question{Contest: c, Out: dir, Files: scenarios.FilesNone}); err != nil {
			t.Fatal(err)
		}
		found, err := store.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		m := found.Manifest
		if m.Times == nil {
			t.Fatalf("%s: no times", name)
		}
		clocks, times := m.Times.PlayingClock+m.Times.TablesClock+m.Times.FiguresClock, m.Times
		if min(times.PlayingClock, times.TablesClock, times.FiguresClock) <= 0 || clocks > m.WallSeconds {
			t.Errorf("%s: parts of %v s take %+v", name, m.WallSeconds, times)
		}
		if times.Months.Months < times.Collecting.Months || times.Collecting.Months == 0 || times.BurnIn.Months%sim.BurnInMonths != 0 || times.BurnIn.Seconds <= 0 {
			t.Errorf("%s: months %+v", name, times)
		}
		if n := times.Collecting.Months; times.Traced.Every < 2 || times.Traced.Months*times.Traced.Every < n || times.Traced.Months > n/2 {
			t.Errorf("%s: of %d months %+v were traced", name, n, times.Traced)
		}
		seconds, shares := 0.0, 0.0
		for _, mechanism := range sim.Schedule {
			part, there := times.Mechanisms[mechanism.Name]
			if !there {
				t.Errorf("%s: no time of %s", name, mechanism.Name)
			}
			seconds += part.Seconds
			shares += part.Share
		}
		if len(times.Mechanisms) != len(sim.Schedule) || math.Abs(seconds-times.Traced.Seconds) > 1e-6*float64(len(sim.Schedule)) || math.Abs(shares-1) > 1e-4*float64(len(sim.Schedule)) {
			t.Errorf("%s: mechanisms took %v s, %v of it all, and %v were traced", name, seconds, shares, times.Traced.Seconds)
		}
		if v := verdict(t, dir, "all"); len(v.Problems) > 0 || v.Differs != "" || v.Results != m.Results {
			t.Errorf("%s: played again without times it is %+v", name, v)
		}
	}
}
