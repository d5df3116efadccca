package serve

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"
)

// joined waits in a line from another goroutine.
type joined struct {
	places chan int
	seat   chan func()
	failed chan error
	stop   func()
}

func join(t *testing.T, l *line, want int) *joined { return hurry(t, l, false, want) }

func hurry(t *testing.T, l *line, hasty bool, want int) *joined {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	j := &joined{make(chan int, 100), make(chan func(), 1), make(chan error, 1), stop}
	t.Cleanup(stop)
	go func() {
		leave, err := l.enter(ctx, hasty, func(place int) error { j.places <- place; return nil })
		if err != nil {
			j.failed <- err
			return
		}
		j.seat <- leave
	}()
	j.at(t, want)
	return j
}

// at waits until a place is told.
func (j *joined) at(t *testing.T, want int) {
	t.Helper()
	select {
	case got := <-j.places:
		if got != want {
			t.Fatalf("told place %d, want %d", got, want)
		}
	case <-time.After(5 * time.Second):
		t.Fatalf("place %d was not told", want)
	}
}

func none(int) error { return nil }

// A picture that is wanted at once is served before more of one that stands already, and among
// themselves each come in their order.
func TestTheHastyGoFirst(t *testing.T) {
	l := newLine(1, 10)
	first, err := l.enter(t.Context(), false, none)
	if err != nil {
		t.Fatal(err)
	}
	a, b := join(t, l, 1), hurry(t, l, true, 1)
	a.at(t, 2)
	c := hurry(t, l, true, 2)
	a.at(t, 3)
	first()
	for _, j := range []*joined{b, c, a} {
		select {
		case leave := <-j.seat:
			leave()
		case <-time.After(5 * time.Second):
			t.Fatal("one is not served in its turn")
		}
	}
}

// First come, first served; each is told its place whenever it is another.
func TestALineKeepsItsOrder(t *testing.T) {
	l := newLine(1, 10)
	first, err := l.enter(t.Context(), false, none)
	if err != nil {
		t.Fatal(err)
	}
	a, b, c := join(t, l, 1), join(t, l, 2), join(t, l, 3)
	first()
	next := <-a.seat
	b.at(t, 1)
	c.at(t, 2)
	b.stop() // gives up
	if err := <-b.failed; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up got %v", err)
	}
	c.at(t, 1)
	next()
	(<-c.seat)()
	if l.seats != 1 || l.length() != 0 {
		t.Errorf("in the end %d seats are free and %d wait", l.seats, l.length())
	}
}

// A full line refuses, a closed one sends all away, and neither takes a seat.
func TestALineHasAnEnd(t *testing.T) {
	l := newLine(1, 2)
	first, err := l.enter(t.Context(), false, none)
	if err != nil {
		t.Fatal(err)
	}
	a, b := join(t, l, 1), join(t, l, 2)
	if _, err := l.enter(t.Context(), false, none); !errors.Is(err, errFull) {
		t.Errorf("the third to wait got %v", err)
	}
	l.close()
	for _, j := range []*joined{a, b} {
		if err := <-j.failed; !errors.Is(err, errStopping) {
			t.Errorf("got %v", err)
		}
	}
	first()
	if _, err := l.enter(t.Context(), false, none); !errors.Is(err, errStopping) {
		t.Errorf("after the end: %v", err)
	}
	if l.seats != 1 {
		t.Errorf("%d seats are free", l.seats)
	}
}

// Whoever cannot be told leaves; with a hundred who come, wait and give up at any moment no seat
// is lost and never more play than there are seats.
func TestNoSeatIsLost(t *testing.T) {
	l := newLine(3, 50)
	var mu sync.Mutex
	playing, most, refused := 0, 0, 0
	var group sync.WaitGroup
	for i := range 200 {
		group.Go(func() {
			ctx, stop := context.WithTimeout(context.Background(), time.Duration(i%7)*time.Millisecond)
			defer stop()
			leave, err := l.enter(ctx, false, func(int) error {
				if i%5 == 0 {
					return errors.New("gone")
				}
				return nil
			})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				refused++
				return
			}
			playing++
			most = max(most, playing)
			mu.Unlock()
			time.Sleep(time.Millisecond)
			mu.Lock()
			playing--
			leave()
		})
	}
	group.Wait()
	if l.seats != 3 || l.length() != 0 || most > 3 || refused == 0 {
		t.Errorf("%d seats free, %d wait, %d played at once, %d were refused", l.seats, l.length(), most, refused)
	}
}

// The page of a link is made once, however many ask; what failed is made again, and the page
// used least lately goes first.
func TestPagesAreMadeOnce(t *testing.T) {
	p := newPages()
	times := 0
	make := func(query string) func() (*held, error) {
		return func() (*held, error) {
			times++
			time.Sleep(20 * time.Millisecond)
			return hold("index.html", []byte(query))
		}
	}
	var group sync.WaitGroup
	for range 30 {
		group.Go(func() {
			if h, err := p.get(t.Context(), "a", make("a")); err != nil || string(h.plain) != "a" {
				t.Errorf("%v, %v", h, err)
			}
		})
	}
	group.Wait()
	if times != 1 {
		t.Errorf("made %d times", times)
	}
	if _, err := p.get(t.Context(), "b", func() (*held, error) { return nil, errFull }); !errors.Is(err, errFull) {
		t.Error(err)
	}
	if _, err := p.get(t.Context(), "b", make("b")); err != nil || times != 2 {
		t.Errorf("%v, made %d times", err, times)
	}
	for i := range mostPages - 1 {
		query := "c" + string(rune('0'+i))
		_, _ = p.get(t.Context(), query, func() (*held, error) { return hold("x.html", nil) })
		_, _ = p.get(t.Context(), "a", make("a")) // stays, being used
	}
	if len(p.by) != mostPages || slices.Contains(p.order, "b") || times != 2 {
		t.Errorf("%d pages are kept: %q, made %d times", len(p.by), p.order, times)
	}
}

// Who waits for a page that another one makes is not let down when that one goes away.
func TestAPageOutlivesWhoAskedFirst(t *testing.T) {
	p := newPages()
	begun := make(chan bool)
	go func() {
		_, _ = p.get(context.Background(), "a", func() (*held, error) {
			begun <- true
			time.Sleep(20 * time.Millisecond)
			return nil, context.Canceled
		})
	}()
	<-begun
	h, err := p.get(t.Context(), "a", func() (*held, error) { return hold("x.html", []byte("mine")) })
	if err != nil || string(h.plain) != "mine" {
		t.Errorf("%v, %v", h, err)
	}
}
