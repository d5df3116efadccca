// Package slurm plays a sweep on a cluster whose batch system is Slurm: a job array with
// a task for each shard.
//
// Submit plans the sweep and puts its shards into the queue; Wait looks at the parts on
// the disk and at the queue, submits shards again that were lost, and collects. What is
// where is never noted down: the disk says which runs are done, and the queue, by the
// name of the job, which shards are on their way. So the same command, given again, goes
// on wherever it was.
package slurm

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// Ask is how a sweep is to be played.
type Ask struct {
	Dir     string // folder; "" for the experiment's own
	Model   string // fingerprint
	Program string // that tasks run; nodes must see it under this path
	Shards  int    // 0: as planned before, or by how long the sweep takes
	Args    string // more options for sbatch, as a shell would split them
}

// Files of the folder of a sweep that are Slurm's.
const (
	scriptName = "slurm.sh"
	logsName   = "logs"
)

// Array is a sweep as an array of jobs.
type Array struct {
	shared    *sweep.Shared
	name      string   // of the job, for this folder alone
	args      []string // for sbatch, as the user gave them
	begun     time.Time
	before    int   // runs that were done when it began
	jobs      []int // that were submitted or found in the queue
	submitted []int // shards that were submitted at the start
	shards    []state

	pause func(since time.Duration) time.Duration // between two looks
	grace time.Duration                           // a shard that is in no queue may be on its way to the disk
}

// state is what is known of a shard.
type state struct {
	missing int       // runs, when it was last submitted; 0: it was not
	tries   int       // submissions since runs of it were last seen to come
	lost    time.Time // since when it is neither in the queue nor done
}

// tries is how often a shard is submitted of which no run comes.
const tries = 3

// Submit plans a sweep and submits the shards of which runs are missing and that are not
// in the queue yet.
func Submit(ctx context.Context, e *sweep.Experiment, ask Ask) (*Array, error) {
	args, err := split(ask.Args)
	if err != nil {
		return nil, err
	}
	if err := installed(); err != nil {
		return nil, err
	}
	if err := lasting(ask.Program); err != nil {
		return nil, err
	}
	most, err := largest(ctx)
	if err != nil {
		return nil, err
	}
	if ask.Shards > most {
		return nil, scenarios.Mistake("--shards: value %d: Slurm takes %s here in one array (its MaxArraySize is %d)", ask.Shards, finding.Counted(most, "task", "tasks"), most+1)
	}
	shared, err := sweep.Lay(e, ask.Dir, ask.Model, ask.Shards, most)
	if err != nil {
		return nil, err
	}
	a := &Array{shared: shared, args: args, begun: time.Now(), grace: 10 * time.Second, shards: make([]state, shared.Shards()), pause: func(since time.Duration) time.Duration {
		return min(15*time.Second, max(time.Second, since/20))
	}}
	if a.name, err = jobName(shared.Dir(), e.Name); err != nil {
		return nil, err
	}
	if err := a.script(ctx, ask.Program); err != nil {
		return nil, err
	}
	done, lacking, err := shared.Look()
	if err != nil {
		return nil, err
	}
	a.before = done.Done
	queue, err := tasks(ctx, a.name)
	if err != nil {
		return nil, err
	}
	a.known(queue)
	var due []sweep.Lacking
	for _, l := range lacking {
		if !queue.has(l.Number) {
			due = append(due, l)
		}
	}
	a.submitted = finding.Each(due, func(l sweep.Lacking) int { return l.Number })
	return a, a.submit(ctx, due)
}

// jobName is the name of the job of a folder: that of the experiment, and what tells
// the folder from all others.
func jobName(dir, experiment string) (string, error) {
	place, err := filepath.Abs(dir)
	if err == nil {
		place, err = filepath.EvalSymlinks(place)
	}
	return fmt.Sprintf("atelier-%s-%x", experiment, sha256.Sum256([]byte(place)))[:len("atelier-")+len(experiment)+1+12], err
}

// lasting refuses a program that goes with the process that built it.
func lasting(program string) error {
	parts := strings.Split(filepath.ToSlash(program), "/")
	if n := len(parts); n > 3 && parts[n-2] == "exe" && strings.HasPrefix(parts[n-4], "go-build") {
		return scenarios.Mistake("--engine slurm: go run deletes the program when it ends, and no other machine sees it: build it with CGO_ENABLED=0 go build -o atelier ./cmd/atelier on a disk that all nodes see, and run that")
	}
	return nil
}

// script writes what a task does, and makes the folder in which it says how it went.
func (a *Array) script(ctx context.Context, program string) error {
	dir, err := filepath.Abs(a.shared.Dir())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, logsName), 0o777); err != nil {
		return err
	}
	text := fmt.Sprintf(`#!/bin/sh
# Plays one shard of the sweep in this folder: a task of an array from 1 to %d.
exec %s sweep worker %s --shard "${SLURM_ARRAY_TASK_ID:?}/%d" --workers "${SLURM_CPUS_PER_TASK:-1}"
`, a.shared.Shards(), quoted(program), quoted(dir), a.shared.Shards())
	return a.shared.Write(ctx, scriptName, []byte(text))
}

// quoted is a text that a shell takes as it is.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// submit puts shards into the queue.
func (a *Array) submit(ctx context.Context, due []sweep.Lacking) error {
	if len(due) == 0 {
		return nil
	}
	dir, err := filepath.Abs(a.shared.Dir())
	if err != nil {
		return err
	}
	job, err := submit(ctx, append([]string{
		"--parsable", "--array=" + sweep.Ranges(finding.Each(due, func(l sweep.Lacking) int { return l.Number })), "--job-name=" + a.name,
		"--output=" + strings.ReplaceAll(filepath.Join(dir, logsName), "%", "%%") + "/%a.log", "--open-mode=append",
	}, append(slices.Clone(a.args), filepath.Join(dir, scriptName))...))
	if err != nil {
		return err
	}
	a.jobs = append(a.jobs, job)
	for _, l := range due {
		s := &a.shards[l.Number-1]
		if s.missing == 0 || l.Missing < s.missing {
			s.tries = 0
		}
		s.tries, s.missing, s.lost = s.tries+1, l.Missing, time.Time{}
	}
	return nil
}

// known notes the jobs of a queue.
func (a *Array) known(queue queue) {
	for _, t := range queue {
		if !slices.Contains(a.jobs, t.job) {
			a.jobs = append(a.jobs, t.job)
		}
	}
}

// Submitted says what was put into the queue, and how to go on.
func (a *Array) Submitted() string {
	dir := a.shared.Dir()
	if len(a.submitted) == 0 {
		return fmt.Sprintf("Nothing had to be submitted: all shards of %s are done or in the queue of Slurm.\n", finding.Named(dir))
	}
	job := a.jobs[len(a.jobs)-1]
	return fmt.Sprintf("Job %d of Slurm: %s of %d, for the sweep in %s.\natelier sweep status %s tells how far it is; the same command without --detach waits, and collects.\n",
		job, finding.Counted(len(a.submitted), "shard", "shards"), a.shared.Shards(), finding.Named(dir), finding.Named(dir))
}

// Wait waits until all shards are done and collects. Shards that leave the queue without
// their runs are submitted again. When ctx ends, what is in the queue is cancelled.
func (a *Array) Wait(ctx context.Context, report func(sweep.Progress)) (*sweep.Outcome, error) {
	out, err := a.wait(ctx, report)
	if ctx.Err() != nil {
		return nil, a.cancel(ctx)
	}
	if err != nil {
		return nil, err
	}
	if rest, err := tasks(ctx, a.name); err == nil && len(rest) > 0 { // shards that were played twice have nothing to do
		a.jobs = nil
		a.known(rest)
		_ = cancel(ctx, a.jobs)
	}
	out.Before, out.Seconds = a.before, time.Since(a.begun).Seconds()
	out.Mode = finding.Counted(a.shared.Shards(), "shard", "shards") + " on Slurm"
	return out, nil
}

// patience is how many looks in a row the queue may stay silent.
const patience = 20

func (a *Array) wait(ctx context.Context, report func(sweep.Progress)) (*sweep.Outcome, error) {
	for silent := 0; ; {
		queue, err := tasks(ctx, a.name) // before the disk, so that what has just left the queue is on it
		if err == nil {
			silent = 0
			a.known(queue)
		} else if silent++; silent == patience || ctx.Err() != nil {
			return nil, fmt.Errorf("%w; jobs that are in the queue go on, and the same command waits for them", err)
		}
		progress, lacking, lost := a.shared.Look()
		if lost != nil {
			return nil, lost
		}
		if len(lacking) == 0 {
			out, err := a.shared.Collect(ctx)
			if lack := new(sweep.Lack); !errors.As(err, &lack) {
				return out, err
			} // else parts were damaged, and are set aside now
		}
		progress.Before, progress.Jobs = a.before, queue.text()
		report(progress)
		if err == nil {
			if err := a.again(ctx, queue, lacking); err != nil {
				return nil, err
			}
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(a.pause(time.Since(a.begun))):
		}
	}
}

// again submits shards that were lost. It ends where there is nothing left to wait for
// and shards were submitted often enough.
func (a *Array) again(ctx context.Context, queue queue, lacking []sweep.Lacking) error {
	now := time.Now()
	var due []sweep.Lacking
	var given []int
	for _, l := range lacking {
		switch s := &a.shards[l.Number-1]; {
		case queue.has(l.Number):
			s.lost = time.Time{}
		case s.lost.IsZero():
			s.lost = now
		case now.Sub(s.lost) < a.grace:
		case s.tries < tries || l.Missing < s.missing:
			due = append(due, l)
		default:
			given = append(given, l.Number)
		}
	}
	if len(given) > 0 && len(queue) == 0 && len(given) == len(lacking) {
		log := filepath.Join(a.shared.Dir(), logsName, fmt.Sprintf("%d.log", given[0]))
		return fmt.Errorf("%s %s of %d %s submitted %d times and no run came of it; %s tells why%s; the same command submits again",
			finding.Word(len(given), "shard", "shards"), sweep.Ranges(given), a.shared.Shards(), finding.Word(len(given), "was", "were"), tries, log, lastLine(log))
	}
	return a.submit(ctx, due)
}

// cancel takes out of the queue what is there, and says so.
func (a *Array) cancel(ctx context.Context) error {
	const kept = "finished runs are kept, and the same command goes on from there"
	ctx = context.WithoutCancel(ctx)
	if queue, err := tasks(ctx, a.name); err == nil {
		a.jobs = nil
		a.known(queue)
	}
	if len(a.jobs) == 0 {
		return &stop{"interrupted: " + kept}
	}
	what := finding.Word(len(a.jobs), "job ", "jobs ") + finding.And(finding.Each(a.jobs, strconv.Itoa))
	if err := cancel(ctx, a.jobs); err != nil {
		return &stop{fmt.Sprintf("interrupted, and %s of Slurm could not be cancelled (%v): scancel does it; %s", what, err, kept)}
	}
	return &stop{fmt.Sprintf("interrupted: %s of Slurm %s cancelled; %s", what, finding.Word(len(a.jobs), "is", "are"), kept)}
}

// stop is the end of waiting by the user.
type stop struct{ sentence string }

// Error is the sentence.
func (s *stop) Error() string { return s.sentence }

// Unwrap is the cause.
func (s *stop) Unwrap() error { return context.Canceled }

// Jobs is what is in the queue of the sweep in a folder, in words: "" where nothing is,
// where there is no Slurm, and where it does not answer.
func Jobs(ctx context.Context, dir, experiment string) string {
	name, err := jobName(dir, experiment)
	if err != nil || installed() != nil {
		return ""
	}
	queue, err := tasks(ctx, name)
	if err != nil {
		return ""
	}
	return queue.text()
}
