package sweep

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Line is the progress of a sweep in a line: how much is done, how fast, how long it
// still takes, how many failed. The rate is that of this process.
func (p Progress) Line(spent time.Duration) string {
	share := float64(p.Done) / float64(p.Runs)
	if p.Done < p.Runs && p.All > 0 { // within a long run, too
		begun := float64(p.Before) / float64(p.Runs)
		share = begun + float64((1-begun)*min(1, float64(p.Months)/float64(p.All)))
	}
	text := fmt.Sprintf("%s  %s of %s runs", finding.Bar(share), finding.Count(p.Done), finding.Count(p.Runs))
	if now := p.Done - p.Before; now > 0 && spent > time.Second {
		text += ", " + finding.Plain(float64(now)/spent.Minutes()) + " a minute"
	}
	if p.Months > 0 && p.Months < p.All && spent > time.Second {
		text += ", " + finding.Clock(time.Duration(float64(spent)*float64(p.All-p.Months)/float64(p.Months))) + " left"
	}
	if p.Jobs != "" {
		text += ", " + p.Jobs
	}
	if p.Failed > 0 {
		text += ", " + finding.Count(p.Failed) + " failed"
	}
	return text
}

// damagedText names parts that were found damaged.
func damagedText(names []string) string {
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "%s was damaged: it was set aside, and its runs were played again or taken from another part.\n", name)
	}
	return b.String()
}

// Tell writes what came of a sweep: as JSON and nothing else, or, unless quiet, in words.
func (o *Outcome) Tell(w io.Writer, json, quiet bool) error {
	switch {
	case json:
		return file.WriteJSON(w, o)
	case quiet:
		return nil
	}
	var b strings.Builder
	b.WriteString(damagedText(o.Damaged))
	fmt.Fprintf(&b, "%s at %s, experiment %s with digest %s.\n", finding.Counted(o.Runs, "run", "runs"), finding.Counted(o.Points, "point", "points"), o.Name, o.Digest[:8])
	switch now := o.Runs - o.Before; {
	case now == 0:
		b.WriteString("All of them were played before.\n")
	case o.Before > 0:
		fmt.Fprintf(&b, "%s were played before, %s now.\n", finding.Count(o.Before), finding.Count(now))
	}
	if o.Runs > o.Before {
		fmt.Fprintf(&b, "Played in %s, %s.\n", finding.Clock(time.Duration(o.Seconds*float64(time.Second))), o.Mode)
	}
	fmt.Fprintf(&b, "Written to %s: %s, what columns hold in columns.csv.\n", finding.Named(o.Dir), finding.And([]string{"runs.parquet", "runs.csv", "points.csv"}))
	b.WriteString(finding.Results(o.Results) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// Failures is an error where some runs failed.
func (o *Outcome) Failures() error {
	if o.Failed == 0 {
		return nil
	}
	return fmt.Errorf("%s of %s failed: failures.csv in %s tells point, seed, month and why; the others are whole", finding.Counted(o.Failed, "run", "runs"), finding.Count(o.Runs), finding.Named(o.Dir))
}
