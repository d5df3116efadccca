package ensemble

import (
	"sync"
	"time"

	"github.com/atelier-sim/atelier/sim"
)

// TracedEvery is in which of the months of a run it is looked how long each mechanism takes:
// the first, and every so-manieth behind it. The clock is asked before and after each part of a
// mechanism in each chunk, some 100 times in a month of 2,000 creatives and 230 in one of 10,000,
// which takes 0.2 to 0.4 % of it, and more in smaller worlds; a seventh of that is no matter. It
// is no divisor of a year, so each month of a year is looked at alike.
const TracedEvery = 7

// Span is how many months something took, and how long, in worlds that are played side by
// side added up.
type Span struct {
	Months int
	Took   time.Duration
}

// Times are how long it took to play futures. Several goroutines add to them.
type Times struct {
	mu         sync.Mutex
	BurnIn     Span // populations made and burnt in
	Played     Span // months of history and future, those played for a trend among them
	Collecting Span // what is read of a month behind it: measures, checks, a panel
	Traced     Span // of Played: months in which mechanisms were timed, and what these took of workers
	Mechanisms map[string]time.Duration
}

// spend adds what a span of months took since a time. Nobody may ask for times, which are nil then.
func (t *Times) spend(of func(*Times) *Span, months int, since time.Time) {
	if t == nil {
		return
	}
	took := time.Since(since)
	t.mu.Lock()
	defer t.mu.Unlock()
	s := of(t)
	s.Months += months
	s.Took += took
}

func burnIn(t *Times) *Span     { return &t.BurnIn }
func played(t *Times) *Span     { return &t.Played }
func collecting(t *Times) *Span { return &t.Collecting }

// step plays a month of a world, and looks at its mechanisms where it is one of those.
func (t *Times) step(w *sim.World) {
	if t == nil {
		w.Step()
		return
	}
	since := time.Now()
	if w.Month%TracedEvery != 0 {
		w.Step()
	} else {
		t.trace(w)
	}
	t.spend(played, 1, since)
}

// trace plays a month and adds what its mechanisms took.
func (t *Times) trace(w *sim.World) {
	month := sim.Schedule
	if w.Own != nil {
		month = w.Own
	}
	spent := make([]time.Duration, len(month))
	StepTimed(w, spent)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.Mechanisms == nil {
		t.Mechanisms = map[string]time.Duration{}
	}
	t.Traced.Months++
	for k, took := range spent {
		t.Mechanisms[month[k].Name] += took
		t.Traced.Took += took
	}
}

// StepTimed plays a month of a world and adds to spent, by the place of the mechanism, what
// each took of the workers' time.
func StepTimed(w *sim.World, spent []time.Duration) {
	workers := make([]struct {
		begun time.Time
		spent []time.Duration
	}, w.Workers)
	for i := range workers {
		workers[i].spent = make([]time.Duration, len(spent))
	}
	w.StepTraced(func(worker, mechanism int, begin bool) {
		if own := &workers[worker]; begin {
			own.begun = time.Now()
		} else {
			own.spent[mechanism] += time.Since(own.begun)
		}
	})
	for i := range workers {
		for k, took := range workers[i].spent {
			spent[k] += took
		}
	}
}
