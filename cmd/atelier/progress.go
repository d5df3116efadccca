package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// progress is a line on the screen that is written over until the runs are
// done. Its zero value is silent.
type progress struct {
	out  io.Writer // nil: silent
	runs int
	now  func() time.Time

	mu      sync.Mutex
	started time.Time
	written time.Time
	ended   bool
}

// interval is how often the line is written anew.
const interval = 100 * time.Millisecond

// start begins the clock.
func (p *progress) start() { p.started = p.now() }

// report says how many months of all runs are done. Several goroutines may
// call it at once.
func (p *progress) report(done, total int64) {
	if p.out == nil || total <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.ended || now.Sub(p.written) < interval && done < total {
		return
	}
	p.written = now
	fmt.Fprintf(p.out, "\r\033[K%s", p.line(done, total, now.Sub(p.started)))
}

// line is what the screen shows.
func (p *progress) line(done, total int64, spent time.Duration) string {
	const width = 24
	filled := int(width * done / total)
	bar := strings.Repeat("#", filled) + strings.Repeat(".", width-filled)
	text := fmt.Sprintf("[%s] %3d%%  month %d of %d in %d runs", bar, 100*done/total, done, total, p.runs)
	if done > 0 && done < total && spent > time.Second {
		left := time.Duration(float64(spent) * float64(total-done) / float64(done))
		text += ", " + finding.Clock(left) + " left"
	}
	return text
}

// clear removes the line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out != nil && !p.written.IsZero() && !p.ended {
		fmt.Fprint(p.out, "\r\033[K")
	}
	p.ended = true
}
