package sweep

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Shared is the folder of a sweep that is played by processes which know nothing of each
// other, here and on other machines. Each plays a shard; that a part is there is all
// that they tell. A shard may be played twice, or be cut otherwise by another process:
// its runs are the same, and every run is used once.
type Shared struct {
	*Plan
	folder *store.Sweep
	shards []stretch // empty where the sweep was not planned in shards
}

// shardTime is how long a shard takes one worker of this machine, unless it is said how
// many there are: long beside the start of a task, short beside a working day.
const shardTime = 10 * time.Minute

// Lay plans an experiment in a folder, in so many shards: 0 for as many as were planned
// there before, or by how long it takes. There are never more than most, unless that is
// 0, and never more than runs.
func Lay(e *Experiment, dir, model string, shards, most int) (*Shared, error) {
	p, err := NewPlan(e)
	if err != nil {
		return nil, err
	}
	digest, dir, files, err := p.ground(dir)
	if err != nil {
		return nil, err
	}
	if shards > p.Runs() {
		return nil, scenarios.Mistake("--shards: value %d: the sweep has %s, and each shard at least one", shards, finding.Runs(p.Runs()))
	}
	if old, err := store.ReadPlan(dir); err == nil && shards == 0 {
		shards = old.Shards
	}
	if shards == 0 {
		pace, err := p.pace()
		if err != nil {
			return nil, err
		}
		shards = int(min(1000, 1+time.Duration(p.months(p.whole()))*pace/shardTime))
	}
	if most == 0 {
		most = shards
	}
	folder, err := store.PlanSweep(dir, p.stored(digest, model, min(shards, most, p.Runs())), files)
	if err != nil {
		return nil, store.Mistaken(err)
	}
	return p.share(folder), nil
}

// Take opens the folder of a planned sweep. One of another experiment or of another
// version of the model is refused.
func Take(dir, model string) (*Shared, error) {
	e, plan, err := load(dir)
	if err != nil {
		return nil, err
	}
	p, err := NewPlan(e)
	if err != nil {
		return nil, err
	}
	folder, err := store.JoinSweep(dir, p.stored(plan.Digest, model, 0))
	if err != nil {
		return nil, store.Mistaken(err)
	}
	return p.share(folder), nil
}

// share is a folder with the shards that it was planned in.
func (p *Plan) share(folder *store.Sweep) *Shared {
	s := &Shared{Plan: p, folder: folder}
	if n := folder.Plan.Shards; n > 0 {
		s.shards = p.cut(min(n, p.Runs()))
	}
	return s
}

// whole are all places.
func (p *Plan) whole() []stretch { return []stretch{{0, p.Runs()}} }

// Dir is the folder.
func (s *Shared) Dir() string { return s.folder.Dir() }

// Shards is how many the sweep was planned in, 0 where nobody said.
func (s *Shared) Shards() int { return len(s.shards) }

// Write writes a file beside those of the sweep.
func (s *Shared) Write(ctx context.Context, name string, text []byte) error {
	return s.folder.Write(ctx, name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// Worked is what came of a shard.
type Worked struct {
	Dir     string   `json:"folder"`
	Shard   int      `json:"shard"`
	Of      int      `json:"of"`
	Runs    int      `json:"runs"`
	Before  int      `json:"before"` // done when this process began
	Failed  int      `json:"failed"`
	Damaged []string `json:"damaged"` // parts that were not used, and whose runs were played again
	Mode    string   `json:"mode"`    // how runs were spread over workers
	Seconds float64  `json:"seconds"`
}

// Work plays what is missing of a shard into parts, with so many workers, 0 for all.
// When ctx ends, finished runs are kept. report, which may be nil, is told often.
func (s *Shared) Work(ctx context.Context, shard Shard, workers int, report func(Progress)) (*Worked, error) {
	begun := time.Now()
	if shard.Of > s.Runs() {
		return nil, scenarios.Mistake("--shard: value %d/%d: the sweep has %s, and each shard at least one", shard.Number, shard.Of, finding.Runs(s.Runs()))
	}
	shards := s.shards
	if shard.Of != len(shards) {
		shards = s.cut(shard.Of)
	}
	s.Scenario.Options.Workers = workers
	w, damaged, err := newWork(s.Plan, s.folder, shards[shard.Number-1], report)
	if err != nil {
		return nil, err
	}
	w.least = 30 * time.Second // a folder that many write to
	out := &Worked{Dir: s.Dir(), Shard: shard.Number, Of: shard.Of, Runs: w.progress.Runs, Before: w.progress.Before, Damaged: damaged}
	if err := w.play(ctx); err != nil {
		return nil, err
	}
	out.Failed, out.Mode, out.Seconds = w.progress.Failed, w.mode, time.Since(begun).Seconds()
	return out, nil
}

// Lack is the error for a sweep of which runs are missing.
type Lack struct{ sentence string }

// Error is the sentence.
func (l *Lack) Error() string { return l.sentence }

// Collect writes the final tables, those that one process alone would have written. It
// is a Lack if runs are missing.
func (s *Shared) Collect(ctx context.Context) (*Outcome, error) {
	begun := time.Now()
	if err := s.folder.Clear(); err != nil {
		return nil, err
	}
	w, damaged, err := newWork(s.Plan, s.folder, stretch{0, s.Runs()}, nil)
	if err != nil {
		return nil, err
	}
	if len(w.missing) > 0 {
		return nil, s.lack(w.missing, damaged)
	}
	out := &Outcome{Dir: s.Dir(), Name: s.Name, Digest: s.folder.Plan.Digest, Points: s.Points.Count(), Runs: s.Runs(), Before: s.Runs(), Failed: w.progress.Failed, Damaged: damaged}
	if out.Files, out.Results, err = w.finish(ctx); err != nil {
		return nil, err
	}
	out.Seconds = time.Since(begun).Seconds()
	return out, nil
}

// lack says which runs are missing, and what to do.
func (s *Shared) lack(missing []stretch, damaged []string) *Lack {
	var b strings.Builder
	for _, name := range damaged {
		fmt.Fprintf(&b, "%s was damaged and set aside; ", name)
	}
	fmt.Fprintf(&b, "%s of %s are missing in %s", finding.Count(length(missing)), finding.Runs(s.Runs()), finding.Named(s.Dir()))
	all := fmt.Sprintf("atelier sweep %s --out %s plays them here", finding.Named(filepath.Join(s.Dir(), experimentFile)), finding.Named(s.Dir()))
	if list, n := s.lacking(missing), len(s.shards); n > 0 {
		fmt.Fprintf(&b, ", of %s %s of %d: atelier sweep worker %s --shard %d/%d plays %s, or", finding.Word(len(list), "shard", "shards"), Ranges(numbers(list)), n, finding.Named(s.Dir()), list[0].Number, n, finding.Word(len(list), "it", "one of them"))
	} else {
		b.WriteString(":")
	}
	return &Lack{b.String() + " " + all}
}

// Lacking is a shard of which runs are missing: how many, and of how many.
type Lacking struct{ Number, Missing, Runs int }

// lacking are the shards in which missing runs lie, in order.
func (s *Shared) lacking(missing []stretch) []Lacking {
	var list []Lacking
	for k, shard := range s.shards {
		l := Lacking{Number: k + 1, Runs: shard.to - shard.from}
		for _, m := range missing {
			l.Missing += max(0, min(m.to, shard.to)-max(m.from, shard.from))
		}
		if l.Missing > 0 {
			list = append(list, l)
		}
	}
	return list
}

// numbers are those of shards.
func numbers(list []Lacking) []int {
	return finding.Each(list, func(l Lacking) int { return l.Number })
}

// Look is how far the sweep is by the names of its parts, and which shards lack runs.
func (s *Shared) Look() (Progress, []Lacking, error) {
	parts, err := store.PartsOf(s.Dir())
	if err != nil {
		return Progress{}, nil, err
	}
	lost := missing(parts, stretch{0, s.Runs()})
	done := s.Runs() - length(lost)
	return Progress{Runs: s.Runs(), Done: done, Failed: failedBy(parts)}, s.lacking(lost), nil
}

// failedBy is how many runs failed by the names of parts: of those that overlap in part
// a failed run may count twice.
func failedBy(parts []store.Part) (failed int) {
	at := 0
	for _, p := range parts {
		if p.To > at {
			failed, at = failed+p.Failed, p.To
		}
	}
	return failed
}

// Laid is what a plan says of itself.
type Laid struct {
	Dir     string  `json:"folder"`
	Name    string  `json:"experiment"`
	Digest  string  `json:"digest"`
	Points  int     `json:"points"`
	Runs    int     `json:"runs"`
	Shards  int     `json:"shards"`
	Seconds float64 `json:"seconds"` // that all shards take one worker of this machine, as estimated
	Longest float64 `json:"longest"` // that the longest takes
	Bytes   int64   `json:"bytes"`   // that are written, at most
}

// Laid says how long and how large the sweep will be.
func (s *Shared) Laid() (*Laid, error) {
	pace, err := s.pace()
	if err != nil {
		return nil, err
	}
	l := &Laid{Dir: s.Dir(), Name: s.Name, Digest: s.folder.Plan.Digest, Points: s.Points.Count(), Runs: s.Runs(), Shards: len(s.shards), Bytes: s.bytesOf()}
	months := finding.Each(s.shards, func(shard stretch) int64 { return s.months([]stretch{shard}) })
	for _, m := range months { // each shard plays for itself what it shares with others
		l.Seconds += (time.Duration(m) * pace).Seconds()
	}
	l.Longest = (time.Duration(slices.Max(months)) * pace).Seconds()
	return l, nil
}

// Tell writes what was planned: as JSON and nothing else, or, unless quiet, in words.
func (l *Laid) Tell(w io.Writer, json, quiet bool) error {
	switch {
	case json:
		return file.WriteJSON(w, l)
	case quiet:
		return nil
	}
	clock := func(seconds float64) string { return finding.Clock(time.Duration(seconds * float64(time.Second))) }
	_, err := fmt.Fprintf(w, `%s at %s, experiment %s with digest %s, planned in %s: %s.
One core of this machine takes about %s for all of it and %s for the longest shard; up to %s are written.
Play each shard, anywhere: atelier sweep worker %s --shard 1/%d
Then, once: atelier sweep collect %s
`, finding.Runs(l.Runs), finding.Counted(l.Points, "point", "points"), l.Name, l.Digest[:8], l.Dir, finding.Counted(l.Shards, "shard", "shards"),
		clock(l.Seconds), clock(l.Longest), cost.Bytes(l.Bytes), l.Dir, l.Shards, l.Dir)
	return err
}

// Tell writes what came of a shard: as JSON and nothing else, or, unless quiet, in words.
func (o *Worked) Tell(w io.Writer, json, quiet bool) error {
	switch {
	case json:
		return file.WriteJSON(w, o)
	case quiet:
		return nil
	}
	text := damagedText(o.Damaged) + fmt.Sprintf("Shard %d of %d: %s, %s of them played before, %s failed.\n", o.Shard, o.Of, finding.Runs(o.Runs), finding.Count(o.Before), file.Brief(float64(o.Failed)))
	if o.Runs > o.Before {
		text += fmt.Sprintf("Played in %s, %s.\n", finding.Clock(time.Duration(o.Seconds*float64(time.Second))), o.Mode)
	}
	_, err := io.WriteString(w, text)
	return err
}
