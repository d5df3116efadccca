package slurm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// programs are the only ones that are run.
var programs = []string{"sbatch", "squeue", "scontrol", "scancel"}

// installed refuses a machine without Slurm.
func installed() error {
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			return scenarios.Mistake("--engine slurm: there is no %s on this machine; log in where Slurm takes jobs, or leave --engine out", name)
		}
	}
	return nil
}

// answer is how long a program may take.
const answer = 2 * time.Minute

// run runs one of the programs, without a shell, and returns what it prints. What the
// environment says of the form of a listing is left out.
func run(ctx context.Context, name string, args ...string) (string, error) {
	ctx, done := context.WithTimeout(ctx, answer)
	defer done()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(e string) bool {
		return strings.HasPrefix(e, "SQUEUE_") || strings.HasPrefix(e, "SCANCEL_") || strings.HasPrefix(e, "SBATCH_WAIT=")
	})
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err == nil {
		return string(out), nil
	}
	if text := strings.TrimSpace(said.String()); text != "" {
		err = errors.New(printable(text))
	}
	return "", fmt.Errorf("%s failed: %w", name, err)
}

// printable is what another program said, on one line, with nothing that a terminal
// would act on.
func printable(text string) string {
	const longest = 300
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ReplaceAll(strings.TrimSpace(text), "\n", "; "))
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}

// largest is how many tasks an array may have.
func largest(ctx context.Context) (int, error) {
	out, err := run(ctx, "scontrol", "show", "config")
	if err != nil {
		return 0, scenarios.Mistake("--engine slurm: %v", err)
	}
	for line := range strings.Lines(out) {
		key, value, _ := strings.Cut(line, "=")
		if strings.TrimSpace(key) != "MaxArraySize" {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 2 {
			break
		}
		return n - 1, nil // it is one more than the largest number of a task
	}
	return 0, scenarios.Mistake("--engine slurm: Slurm takes no arrays of jobs here (scontrol show config: MaxArraySize)")
}

// submit submits a job and returns its number.
func submit(ctx context.Context, args []string) (int, error) {
	out, err := run(ctx, "sbatch", args...)
	if err != nil {
		return 0, scenarios.Mistake("--engine slurm: %v", err)
	}
	number, _, _ := strings.Cut(strings.TrimSpace(out), ";") // a cluster's name may follow
	job, err := strconv.Atoi(number)
	if err != nil {
		return 0, scenarios.Mistake("--engine slurm: sbatch answers %s, and not with the number of a job", file.Shown(strings.TrimSpace(out), true))
	}
	return job, nil
}

// task is one of an array in the queue.
type task struct {
	job, shard int
	running    bool
}

// queue is the tasks of a sweep that are in the queue.
type queue []task

// tasks reads the queue.
func tasks(ctx context.Context, name string) (queue, error) {
	out, err := run(ctx, "squeue", "--noheader", "--array", "--name="+name, "--format=%i|%T")
	if err != nil {
		return nil, err
	}
	var list queue
	for line := range strings.Lines(out) { // such as 12_3|PENDING
		id, state, _ := strings.Cut(strings.TrimSpace(line), "|")
		first, second, _ := strings.Cut(id, "_")
		job, bad := strconv.Atoi(first)
		shard, err := strconv.Atoi(second)
		if err := errors.Join(bad, err); err != nil {
			return nil, fmt.Errorf("squeue answers %q, and not with a task of an array", printable(line))
		}
		list = append(list, task{job, shard, state == "RUNNING" || state == "COMPLETING"})
	}
	return list, nil
}

// has tells whether a shard is in the queue.
func (q queue) has(shard int) bool {
	return slices.ContainsFunc(q, func(t task) bool { return t.shard == shard })
}

// text says how many tasks run and wait, "" where there are none.
func (q queue) text() string {
	var running, waiting []int
	for _, t := range q {
		if t.running {
			running = append(running, t.shard)
		} else {
			waiting = append(waiting, t.shard)
		}
	}
	var words []string
	for _, list := range []struct {
		shards []int
		does   string
	}{{running, "running"}, {waiting, "waiting"}} {
		if n := len(list.shards); n > 0 {
			slices.Sort(list.shards)
			words = append(words, fmt.Sprintf("%s %s %s", finding.Word(n, "shard", "shards"), sweep.Ranges(slices.Compact(list.shards)), list.does))
		}
	}
	return strings.Join(words, ", ")
}

// cancel takes jobs out of the queue.
func cancel(ctx context.Context, jobs []int) error {
	var args []string
	for _, job := range jobs {
		args = append(args, strconv.Itoa(job))
	}
	_, err := run(ctx, "scancel", args...)
	return err
}

// lastLine is how a log ends, "" where it is empty.
func lastLine(name string) string {
	text, err := os.ReadFile(name)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if last := lines[len(lines)-1]; err == nil && last != "" {
		return ": " + printable(last)
	}
	return ""
}
