package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// A ticker is a line on the screen that is written over until what it tells of is done.
type ticker struct {
	out io.Writer // nil: silent
	now func() time.Time

	mu      sync.Mutex
	started time.Time
	written time.Time
	ended   bool
}

// interval is how often the line is written anew.
const interval = 100 * time.Millisecond

// newTicker begins a line and its clock, silent where nobody would see it.
func newTicker(cmd *cobra.Command, r *scenarios.Run) *ticker {
	s := &ticker{now: time.Now, started: time.Now()}
	if f := terminal(cmd, r); f != nil {
		s.out = f
	}
	return s
}

// terminal is the screen on which a command may tell how it goes; nil for none.
func terminal(cmd *cobra.Command, r *scenarios.Run) *os.File {
	if f, ok := cmd.ErrOrStderr().(*os.File); ok && !r.Quiet && !r.JSON && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}

// show writes the line anew, which line gives for the time spent, unless it was written
// just now; the last one always. Several goroutines may call it at once.
func (s *ticker) show(last bool, line func(spent time.Duration) string) {
	if s.out == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if s.ended || now.Sub(s.written) < interval && !last {
		return
	}
	s.written = now
	fmt.Fprintf(s.out, "\r\033[K%s", line(now.Sub(s.started)))
}

// say writes a sentence in the place of the line, which is written anew below it.
func (s *ticker) say(to io.Writer, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.out != nil && !s.written.IsZero() && !s.ended {
		fmt.Fprint(s.out, "\r\033[K")
	}
	s.written = time.Time{}
	fmt.Fprintln(to, text)
}

// clear removes the line.
func (s *ticker) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.out != nil && !s.written.IsZero() && !s.ended {
		fmt.Fprint(s.out, "\r\033[K")
	}
	s.ended = true
}

// progress is the line of some runs.
type progress struct {
	*ticker
	runs int

	found atomic.Int64 // months that a checkpoint had
}

// newBar is that of a command.
func newBar(cmd *cobra.Command, r *scenarios.Run, runs int) *progress {
	return &progress{ticker: newTicker(cmd, r), runs: runs}
}

// report says how many months of all runs are done.
func (p *progress) report(done, total int64) {
	if total > 0 {
		p.show(done >= total, func(spent time.Duration) string { return p.line(done, total, spent) })
	}
}

// line is what the screen shows.
func (p *progress) line(done, total int64, spent time.Duration) string {
	share := float64(done) / float64(total)
	text := fmt.Sprintf("%s  month %d of %d in %d runs", finding.Bar(share), done, total, p.runs)
	if played := done - p.found.Load(); played > 0 && done < total && spent > time.Second {
		left := time.Duration(float64(spent) * float64(total-done) / float64(played))
		text += ", " + finding.Clock(left) + " left"
	}
	return text
}

// sweepBar is the line of a sweep.
type sweepBar struct{ *ticker }

func newSweepBar(cmd *cobra.Command, r *scenarios.Run) *sweepBar {
	return &sweepBar{newTicker(cmd, r)}
}

// sweep says how far the sweep is.
func (b *sweepBar) sweep(p sweep.Progress) { b.show(p.Done >= p.Runs, p.Line) }
