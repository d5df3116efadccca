package sweep

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Status is how far the sweep in a folder is, by its parts.
type Status struct {
	Plan    store.Plan
	Done    int
	Failed  int
	Played  bool          // a process is playing it
	Since   time.Duration // the last part was written
	Left    time.Duration // as its last parts went; 0 where that is not known
	Written bool          // the final tables are there
}

// StatusOf looks at a folder and changes nothing in it. What a running process has not
// yet written does not count.
func StatusOf(dir string, now time.Time) (*Status, error) {
	plan, err := store.ReadPlan(dir)
	if err != nil {
		return nil, scenarios.Mistake("%v", err)
	}
	parts, err := store.PartsOf(dir)
	if err != nil {
		return nil, err
	}
	s := &Status{Plan: *plan, Done: plan.Runs, Played: store.Played(dir)}
	for _, m := range missing(parts, plan.Runs) {
		s.Done -= m.to - m.from
	}
	var first, last time.Time
	counted := 0
	for _, p := range parts {
		s.Failed += p.Failed
		if p.Written.After(last) {
			last = p.Written
		}
	}
	for _, p := range parts { // those of the last minutes tell how fast it goes
		if last.Sub(p.Written) < 5*time.Minute {
			counted += p.To - p.From
			if first.IsZero() || p.Written.Before(first) {
				first = p.Written
			}
		}
	}
	if len(parts) > 0 {
		s.Since = now.Sub(last)
	}
	if took := last.Sub(first); took > 0 && counted > 0 {
		s.Left = time.Duration(float64(took) / float64(counted) * float64(plan.Runs-s.Done))
	}
	_, err = os.Stat(filepath.Join(dir, "runs.parquet"))
	s.Written = err == nil
	return s, nil
}

// Tell writes the status in words.
func (s *Status) Tell(w io.Writer) error {
	text := fmt.Sprintf("%s: %s of %s done (%d%%), %s failed.\n", s.Plan.Experiment, finding.Count(s.Done), finding.Counted(s.Plan.Runs, "run", "runs"),
		100*s.Done/max(1, s.Plan.Runs), file.Brief(float64(s.Failed)))
	switch {
	case s.Played && s.Left > 0:
		text += fmt.Sprintf("It is being played; the last part was written %s ago, about %s left.\n", finding.Clock(s.Since), finding.Clock(s.Left))
	case s.Played:
		text += "It is being played.\n"
	case s.Done == s.Plan.Runs && s.Written:
		text += "It is finished: see runs.parquet and runs.csv.\n"
	default:
		text += "Nobody is playing it: give the same command again, and it goes on.\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
