package serve

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// mostWaiting is how many questions may wait: two for each of a class of thirty, which is
// the newest of each page and one that its page has given up but that is not gone yet. The
// last of them waits for about ten seconds on two cores.
const mostWaiting = 64

// errFull and errStopping refuse a question that would have to wait.
var (
	errFull     = errors.New("many people ask at once, and the line is full: ask again in a few seconds")
	errStopping = errors.New("the server stops, and plays nothing more")
)

// A line is where questions wait for a seat: those for a picture that is wanted at once before
// those for more of it, and each of them first come, first served. As many play at once as
// there are seats.
type line struct {
	most int // that may wait

	mu      sync.Mutex
	seats   int // free
	waiting []*turn
	closed  bool
}

// turn is one who waits. Both channels hold one, so that nobody who tells waits for who is
// told.
type turn struct {
	hasty  bool
	seated chan error    // nil with a seat, errStopping where there will be none
	moved  chan struct{} // the place is another
}

func newLine(seats, most int) *line { return &line{seats: seats, most: most} }

// enter waits for a seat, tells the place whenever it is another, 1 being the next, and
// returns how the seat is left. It fails with errFull, with errStopping, with what telling
// fails with, or as ctx does; then there is no seat to leave.
func (l *line) enter(ctx context.Context, hasty bool, tell func(place int) error) (leave func(), err error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	l.mu.Lock()
	switch {
	case l.closed:
		l.mu.Unlock()
		return nil, errStopping
	case l.seats > 0:
		l.seats--
		l.mu.Unlock()
		return l.leave, nil
	case len(l.waiting) >= l.most:
		l.mu.Unlock()
		return nil, errFull
	}
	t := &turn{hasty, make(chan error, 1), make(chan struct{}, 1)}
	k := len(l.waiting)
	if before := slices.IndexFunc(l.waiting, func(w *turn) bool { return !w.hasty }); hasty && before >= 0 {
		k = before
	}
	l.waiting = slices.Insert(l.waiting, k, t)
	l.tell(k)
	l.mu.Unlock()
	for {
		select {
		case err := <-t.seated:
			if err != nil {
				return nil, err
			}
			return l.leave, nil
		case <-t.moved:
			if place := l.place(t); place > 0 {
				err = tell(place)
			}
		case <-ctx.Done():
			err = context.Cause(ctx)
		}
		if err != nil {
			l.withdraw(t)
			return nil, err
		}
	}
}

// place is that of one who waits; 0 for who does no longer.
func (l *line) place(t *turn) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Index(l.waiting, t) + 1
}

// withdraw takes out one who waits, or gives back the seat that it was given meanwhile.
func (l *line) withdraw(t *turn) {
	l.mu.Lock()
	k := slices.Index(l.waiting, t)
	if k >= 0 {
		l.waiting = slices.Delete(l.waiting, k, k+1)
		l.tell(k)
	}
	l.mu.Unlock()
	if k < 0 && <-t.seated == nil {
		l.leave()
	}
}

// leave gives a seat to the first who waits.
func (l *line) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		l.seats++
		return
	}
	l.waiting[0].seated <- nil
	l.waiting = slices.Delete(l.waiting, 0, 1)
	l.tell(0)
}

// tell tells all from a place on that they moved.
func (l *line) tell(from int) {
	for _, t := range l.waiting[from:] {
		select {
		case t.moved <- struct{}{}:
		default: // it has not looked yet
		}
	}
}

// close sends away all who wait, and whoever comes. Who has a seat keeps it.
func (l *line) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, t := range l.waiting {
		t.seated <- errStopping
	}
	l.waiting = nil
}

// length is how many wait.
func (l *line) length() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting)
}
