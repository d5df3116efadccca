package serve

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/sim/policy"
)

var load = flag.Bool("load", false, "play the load of a class in full: 30 clients for a minute, 1,000 slow ones, 10,000 malformed requests")

// move is a choice with the slider of one policy somewhere.
func move(rest string, which, where int) string {
	all := policy.All()
	p := all[which%len(all)]
	dose := p.Dose.Low + (p.Dose.High-p.Dose.Low)*float64(1+where%97)/100
	return fmt.Sprintf("%s&policy=%s=%.9g", rest, p.Name, dose)
}

// class is what a class measured.
type class struct {
	mu             sync.Mutex
	waits          []time.Duration // from the last move to its picture
	asked, refused int
	unseen         int // last moves without a picture
}

// pupil moves a slider every quarter of a second for a while, aborting what was asked before as
// the page does, then waits for the picture of the last move, and begins anew.
func (c *class) pupil(t *testing.T, r *running, k int, until time.Time, rest string) {
	before := rest
	for n := 0; time.Now().Before(until); n++ {
		var abort context.CancelFunc = func() {}
		var last chan bool
		var moved time.Time
		chosen := before // the ghost is what was chosen before the slider was taken hold of
		for step := range 4 + (k+n)%6 {
			abort()
			link := move(rest, k+n, 7*k+13*n+step)
			ctx, stop := context.WithCancel(t.Context())
			abort, last, moved = stop, make(chan bool, 1), time.Now()
			go func(seen chan bool, before string) { seen <- c.look(t, ctx, r, link, before) }(last, before)
			chosen = link
			time.Sleep(250 * time.Millisecond)
		}
		seen := <-last
		abort()
		before = chosen
		c.mu.Lock()
		if c.waits = append(c.waits, time.Since(moved)); !seen {
			c.unseen++
		}
		c.mu.Unlock()
		time.Sleep(time.Duration(300+100*(k%5)) * time.Millisecond)
	}
}

// look asks for the first picture of a link until there is room, and tells whether it came.
func (c *class) look(t *testing.T, ctx context.Context, r *running, link, before string) bool {
	body, err := json.Marshal(map[string]any{"link": link, "before": before, "runs": page.FirstRuns})
	if err != nil {
		t.Error(err)
	}
	for {
		a, err := r.post(t, ctx, "answer", string(body), "Accept", lines)
		if err != nil {
			return false // a newer one was asked
		}
		text, err := io.ReadAll(a.Body)
		a.Body.Close()
		if err != nil {
			return false
		}
		full := a.StatusCode == http.StatusTooManyRequests
		c.mu.Lock()
		if c.asked++; full {
			c.refused++
		}
		c.mu.Unlock()
		if !full {
			seen := a.StatusCode == 200 && strings.Contains(string(text), `\u003csvg`) && strings.Contains(string(text), `"notes":null`)
			if !seen && ctx.Err() == nil {
				t.Errorf("%s: %d %.300s", link, a.StatusCode, text)
			}
			return seen
		}
		time.Sleep(time.Second)
	}
}

// heap is what is in use once all that is not is gone.
func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// A class of thirty that moves sliders at once: each has its picture within 5 s of its last move,
// less than a fifth of the questions are refused, and memory is as before but for the shelf, and
// after a rest as before.
func TestAClassMovesSlidersAtOnce(t *testing.T) {
	pupils, length, rest, shelf := 8, 2*time.Second, tiny, 64.0
	if *load {
		pupils, length, rest, shelf = 30, time.Minute, "world=fast", ShelfBytes>>20
	}
	r := start(t, func(s *Server) {
		s.Link = rest
		s.Desk = page.NewDesk("model", "version", int64(shelf)<<20)
		s.patience = usual
		s.patience.rest = 2 * time.Second
	})
	before, goroutines := heap(), runtime.NumGoroutine()
	c, until := &class{}, time.Now().Add(length)
	var group sync.WaitGroup
	for k := range pupils {
		group.Go(func() { c.pupil(t, r, k, until, rest) })
	}
	group.Wait()
	r.client.CloseIdleConnections()
	r.waits(t, 0)
	held, goroutinesThen := heap(), runtime.NumGoroutine()
	time.Sleep(r.patience.rest + time.Second)
	after := heap()
	slices.Sort(c.waits)
	share := float64(c.refused) / float64(c.asked)
	at := func(q float64) time.Duration { return c.waits[int(q*float64(len(c.waits)-1))].Round(time.Millisecond) }
	t.Logf("%d clients for %v: %d questions were answered, %d last moves; last move to picture: median %v, 95%% %v, longest %v; refused with 429: %.1f%%; heap %.0f MB before, %.0f MB at once, %.0f MB after a rest; %d goroutines before, %d after",
		pupils, length, c.asked, len(c.waits), at(0.5), at(0.95), at(1), 100*share, before, held, after, goroutines, goroutinesThen)
	if c.unseen > 0 || share > 0.2 {
		t.Errorf("%d last moves have no picture, %.0f%% of questions were refused", c.unseen, 100*share)
	}
	if at(1) > 5*time.Second {
		t.Errorf("somebody waited for %v", at(1))
	}
	if held > before+shelf+16 || after > before+16 {
		t.Errorf("%.0f MB are in use, and %.0f after a rest; %.0f were before", held, after, before)
	}
}
