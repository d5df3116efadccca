package ensemble

import (
	"context"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/atelier-sim/atelier/sim"
)

// inUse is the memory of what is there, needed or not, in bytes.
func inUse() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// percent is how much garbage may gather now.
func percent() int {
	p := debug.SetGCPercent(100)
	debug.SetGCPercent(p)
	return p
}

func TestGarbageIsHeldLowWhileLargeWorldsArePlayedAndNoLonger(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(80))
	holdGarbage(withinFrom - 1)()
	first := holdGarbage(withinFrom)
	second := holdGarbage(2 * withinFrom)
	if percent() != garbage {
		t.Errorf("large worlds are played with %d %% of garbage", percent())
	}
	first()
	if percent() != garbage {
		t.Errorf("one of two has ended, and the other is played with %d %%", percent())
	}
	runtime.GC() // what other tests left
	idle, world := inUse(), make([]byte, 50e6)
	if inUse()-idle < 45e6 {
		t.Error("a world takes no memory")
	}
	runtime.KeepAlive(world)
	second()
	if more := inUse() - idle; more > 10e6 {
		t.Errorf("behind large worlds %.0f MB of them are there", more/1e6)
	}
	if percent() != 80 {
		t.Errorf("behind large worlds %d %% stand, before them 80", percent())
	}
	holdGarbage(withinFrom - 1)
	if percent() != 80 {
		t.Errorf("a small world is played with %d %%", percent())
	}
	debug.SetGCPercent(5)
	end := holdGarbage(withinFrom)
	if percent() != 5 {
		t.Errorf("somebody wants 5 %% at most, and there are %d", percent())
	}
	end()
}

// Both ways to a world of so many hold it: the player's, and that of who steps worlds.
func TestLargeWorldsAreMadeAndPlayedWithLittleGarbage(t *testing.T) {
	if testing.Short() {
		t.Skip("makes large worlds")
	}
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates, p.Options.Counterfactual = withinFrom, 1, 1, false
	usual, ways := percent(), map[string]func(context.Context, Progress) error{
		"Play":           func(ctx context.Context, r Progress) error { _, err := Play(ctx, p, r); return err },
		"StartReplicate": func(ctx context.Context, r Progress) error { _, _, err := StartReplicate(ctx, p, 1, r); return err },
	}
	for name, play := range ways {
		ctx, stop := context.WithCancel(context.Background())
		months := 0
		err := play(ctx, func(done, _ int64) {
			if months++; done < sim.BurnInMonths && percent() != garbage {
				t.Errorf("%s: %d %% in month %d", name, percent(), done)
			}
			stop()
		})
		if err == nil || months == 0 || percent() != usual {
			t.Errorf("%s: stopped with %v after %d months, and %d %% stand, before %d", name, err, months, percent(), usual)
		}
	}
}
