package ensemble

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"github.com/atelier-sim/atelier/sim"
)

// A play that is cancelled ends with the month that each run is in, in the
// burn-in, in the world and in its twin, and leaves no goroutine behind.
func TestCancellingStopsWithinAMonth(t *testing.T) {
	for _, side := range []int{1, 3} {
		for _, at := range []int64{1, 60, sim.BurnInMonths + 1, sim.BurnInMonths + 42 + 7} {
			p := small()
			p.Options.Replicates, p.Options.Workers = 6, side
			at *= int64(side)
			ctx, cancel := context.WithCancel(context.Background())
			var after atomic.Int64
			r, err := Play(ctx, p, func(done, total int64) {
				if ctx.Err() != nil {
					after.Add(1)
				}
				if done == at {
					cancel()
				}
			})
			if r != nil || !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled at %d: result %v, error %v", at, r, err)
			}
			if n := after.Load(); n >= int64(side) {
				t.Errorf("cancelled at %d: %d runs side by side went on for %d months", at, side, n)
			}
			goleak.VerifyNone(t)
			cancel()
		}
	}
}

// What is cancelled beforehand plays nothing.
func TestCancelledPlayDoesNotBegin(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Play(ctx, small(), func(int64, int64) { t.Error("a month was played") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	late, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	if _, err := Play(late, small(), nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after the deadline: error %v", err)
	}
}

// Progress rises by a month a call, over all runs together, and ends at the
// total. The callers are made to wait so that they overtake each other if they
// can.
func TestProgressNeverFallsAndEndsAtTheTotal(t *testing.T) {
	for _, twins := range []bool{true, false} {
		p := small()
		p.Options.Population, p.Options.Months, p.Options.Replicates, p.Options.Workers = 200, 6, 12, 12
		p.Options.Counterfactual = twins
		want := int64(12 * (sim.BurnInMonths + 6))
		if twins {
			want += 12 * 6
		}
		var mu sync.Mutex
		var last, falls int64
		if _, err := Play(context.Background(), p, func(done, total int64) {
			runtime.Gosched()
			mu.Lock()
			defer mu.Unlock()
			if done != last+1 {
				falls++
			}
			last = max(last, done)
			if total != want || done > total {
				t.Errorf("%d of %d months, want %d in all", done, total, want)
			}
		}); err != nil {
			t.Fatal(err)
		}
		if falls > 0 {
			t.Errorf("progress did not rise by one %d times", falls)
		}
		if last != want {
			t.Errorf("progress ended at %d of %d", last, want)
		}
	}
}

// What panics in a replicate can be caught by whoever called Play. The others
// stop soon: they would go on for 800 months.
func TestPanicReachesTheCaller(t *testing.T) {
	for _, side := range []int{1, 3} {
		p := small()
		p.Options.Months, p.Options.Replicates, p.Options.Workers = 180, 6, side
		var last atomic.Int64
		caught := func() (value any) {
			defer func() { value = recover() }()
			_, err := Play(context.Background(), p, func(done, _ int64) {
				last.Store(done)
				if done == 200 {
					panic("the month is broken")
				}
			})
			return err
		}()
		if caught != "the month is broken" {
			t.Errorf("%d side by side: caught %v", side, caught)
		}
		if done := last.Load(); done > 500 {
			t.Errorf("%d side by side: the others played %d months after the panic", side, done-200)
		}
		goleak.VerifyNone(t)
	}
}
