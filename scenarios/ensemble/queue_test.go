package ensemble

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// counted are jobs that count what is done of them, of so many first and later tasks each.
type counted struct {
	mu                 sync.Mutex
	under, most        int
	first, then, overs []int // by job: done of the first, of the later; times it was over
	fault              string
}

func (c *counted) note(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f()
}

// check notes what should not be.
func (c *counted) check(holds bool, what string, i int) {
	if !holds {
		c.fault = fmt.Sprintf("job %d: %s", i, what)
	}
}

func (c *counted) job(i, first, then int) *job {
	c.note(func() { c.under++; c.most = max(c.most, c.under) })
	j := &job{
		between: func() { c.note(func() { c.check(c.first[i] == first && c.then[i] == 0, "between is not between", i) }) },
		over: func() {
			c.note(func() { c.check(c.then[i] == then, "over before its end", i); c.under--; c.overs[i]++ })
		},
	}
	for range first {
		j.first = append(j.first, func(context.Context) error { c.note(func() { c.first[i]++ }); return nil })
	}
	for range then {
		j.then = append(j.then, func(context.Context) error {
			c.note(func() { c.check(c.first[i] == first, "a later task before the first", i); c.then[i]++ })
			return nil
		})
	}
	return j
}

// Every task is done once and in its step, and no more jobs are under way than may be.
func TestJobsAreDoneInTheirSteps(t *testing.T) {
	for _, across := range []int{0, 1, 2, 3, 8} {
		for _, n := range []int{0, 1, 2, 7, 40} {
			c := &counted{first: make([]int, n), then: make([]int, n), overs: make([]int, n)}
			steps := func(i int) (first, then int) { return i % 3, (i / 2) % 4 }
			err := inTurn(t.Context(), across, n, nil, func(i int) *job { first, then := steps(i); return c.job(i, first, then) })
			if err != nil || c.fault != "" || c.most > max(1, across) {
				t.Fatalf("%d jobs, %d at a time: %v, %s, %d under way", n, across, err, c.fault, c.most)
			}
			for i := range n {
				if first, then := steps(i); c.first[i] != first || c.then[i] != then || c.overs[i] != 1 {
					t.Errorf("%d jobs, %d at a time: of job %d were done %d of %d and %d of %d tasks, and it was over %d times", n, across, i, c.first[i], first, c.then[i], then, c.overs[i])
				}
			}
		}
	}
}

// A job that takes long keeps nobody but itself: another begins as soon as one is over.
func TestNobodyWaitsForTheLongestJob(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	last := make(chan bool)
	err := inTurn(ctx, 2, 5, nil, func(i int) *job {
		do := func(ctx context.Context) error { return nil }
		switch i {
		case 0:
			do = func(ctx context.Context) error {
				select {
				case <-last:
					return nil
				case <-ctx.Done():
					return errors.New("the last job had to wait for the first")
				}
			}
		case 4:
			do = func(ctx context.Context) error { close(last); return nil }
		}
		return &job{then: []task{do}, between: func() {}, over: func() {}}
	})
	if err != nil {
		t.Error(err)
	}
}

// An error or a panic of one ends all, also those who wait for its job's next step.
func TestAFailedTaskEndsTheQueue(t *testing.T) {
	failure := errors.New("failed")
	for _, panics := range []bool{false, true} {
		done := 0
		run := func() (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = p.(error)
				}
			}()
			return inTurn(t.Context(), 3, 2, nil, func(i int) *job {
				fails := func(context.Context) error {
					time.Sleep(20 * time.Millisecond) // until others wait
					if panics {
						panic(failure)
					}
					return failure
				}
				then := func(context.Context) error { done++; return nil }
				first := []task{fails}
				if i > 0 {
					first = nil
				}
				return &job{first: first, then: []task{then}, between: func() {}, over: func() {}}
			})
		}
		if err := run(); !errors.Is(err, failure) || done > 1 {
			t.Errorf("panic %v: %v, and %d tasks were done", panics, err, done)
		}
	}
}

// After a signal no task begins.
func TestNoTaskBeginsOnceItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	begun := 0
	err := inTurn(ctx, 1, 3, nil, func(i int) *job {
		return &job{first: []task{func(context.Context) error { begun++; stop(); return nil }}, between: func() {}, over: func() {}}
	})
	if !errors.Is(err, context.Canceled) || begun != 1 {
		t.Errorf("%v, and %d tasks began", err, begun)
	}
}
