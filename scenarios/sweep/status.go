package sweep

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

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

	Dir     string
	Shards  int       // that it was planned in, 0 where nobody said
	Lacking []Lacking // shards of which runs are missing
	Jobs    string    // what a batch system has of it, in words
}

// StatusOf looks at a folder and changes nothing in it. What a running process has not
// yet written does not count.
func StatusOf(dir string, now time.Time) (*Status, error) {
	plan, err := store.ReadPlan(dir)
	if err != nil {
		return nil, store.Mistaken(err)
	}
	parts, err := store.PartsOf(dir)
	if err != nil {
		return nil, err
	}
	lost := missing(parts, stretch{0, plan.Runs})
	s := &Status{Plan: *plan, Done: plan.Runs - length(lost), Played: store.Played(dir), Dir: filepath.Clean(dir)}
	if s.Shards = plan.Shards; s.Shards > 0 {
		if s.Lacking, err = lackingIn(dir, lost); err != nil {
			return nil, err
		}
	}
	var first, last time.Time
	counted := 0
	s.Failed = failedBy(parts)
	for _, p := range parts {
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
		s.Since = max(0, now.Sub(last)) // a clock may have been set back
	}
	if took := last.Sub(first); took > 0 && counted > 0 {
		s.Left = time.Duration(float64(took) / float64(counted) * float64(plan.Runs-s.Done))
	}
	_, err = os.Stat(filepath.Join(dir, "runs.parquet"))
	s.Written = err == nil
	return s, nil
}

// lackingIn are the shards of the sweep in a folder in which missing runs lie.
func lackingIn(dir string, lost []stretch) ([]Lacking, error) {
	e, plan, err := load(dir)
	if err != nil {
		return nil, err
	}
	p, err := NewPlan(e)
	if err != nil {
		return nil, err
	}
	s := &Shared{Plan: p, shards: p.cut(min(plan.Shards, p.Runs()))}
	return s.lacking(lost), nil
}

// Tell writes the status in words.
func (s *Status) Tell(w io.Writer) error {
	text := fmt.Sprintf("%s: %s of %s done (%d%%), %s failed.\n", s.Plan.Experiment, finding.Count(s.Done), finding.Counted(s.Plan.Runs, "run", "runs"),
		100*s.Done/max(1, s.Plan.Runs), file.Brief(float64(s.Failed)))
	text += s.shards()
	again := fmt.Sprintf("atelier sweep %s --out %s", finding.Named(filepath.Join(s.Dir, experimentFile)), finding.Named(s.Dir))
	switch {
	case s.Played && s.Left > 0:
		text += fmt.Sprintf("It is being played; the last part was written %s ago, about %s left.\n", finding.Clock(s.Since), finding.Clock(s.Left))
	case s.Played:
		text += "It is being played.\n"
	case s.Done == s.Plan.Runs && s.Written:
		text += "It is finished: see runs.parquet and runs.csv.\n"
	case s.Done == s.Plan.Runs && s.Shards > 0:
		text += fmt.Sprintf("All runs are there: atelier sweep collect %s writes the tables.\n", finding.Named(s.Dir))
	case s.Jobs != "":
		text += "In the queue of Slurm: " + s.Jobs + ".\n"
	case s.Shards > 0:
		text += fmt.Sprintf("Whether workers play it only their parts tell%s. %s plays what is missing here.\n", s.last(), again)
	default:
		text += "Nobody is playing it: give the same command again, and it goes on.\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

// shards tells of shards, where there are any and not all are done.
func (s *Status) shards() string {
	if s.Shards == 0 || len(s.Lacking) == 0 {
		return ""
	}
	var begun, not []int
	for _, l := range s.Lacking {
		if l.Missing < l.Runs {
			begun = append(begun, l.Number)
		} else {
			not = append(not, l.Number)
		}
	}
	text := fmt.Sprintf("Of %s %s done", finding.Counted(s.Shards, "shard", "shards"), finding.Count(s.Shards-len(s.Lacking)))
	if len(begun) > 0 {
		text += "; begun: " + Ranges(begun)
	}
	if len(not) > 0 {
		text += "; nothing written yet: " + Ranges(not)
	}
	return text + ".\n"
}

// last says when the last part was written.
func (s *Status) last() string {
	if s.Done == 0 {
		return ", and there is none"
	}
	return ", the last " + finding.Clock(s.Since) + " ago"
}
