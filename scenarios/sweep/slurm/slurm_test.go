package slurm

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// text is a sweep of four runs.
const text = `
name: four
factors: [{factor: clients.own, values: [1, 4]}]
replicates: 2
measures: [orders]
options: {population: 200, months: 6}
`

// four is the experiment, and a folder with an awkward name for it.
func four(t *testing.T) (*sweep.Experiment, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "it's 100% mine")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	place := filepath.Join(dir, "four.yaml")
	if err := os.WriteFile(place, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	e, _, err := sweep.Find(place, scenarios.Layers{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	return e, filepath.Join(dir, "out")
}

// submitted submits the experiment in four shards, and hurries.
func submitted(t *testing.T, e *sweep.Experiment, dir, args string) *Array {
	t.Helper()
	a, err := Submit(t.Context(), e, Ask{Dir: dir, Model: model, Program: self(t), Shards: 4, Args: args})
	if err != nil {
		t.Fatal(err)
	}
	a.grace, a.pause = 0, func(time.Duration) time.Duration { return time.Millisecond }
	return a
}

// self is this program, by its whole path.
func self(t *testing.T) string {
	t.Helper()
	place, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return place
}

// An array plays what one process would; a shard that is lost is submitted again; and
// given again the same command has nothing to do.
func TestAnArrayEndsWithTheBytesOfOneProcess(t *testing.T) {
	state := fake(t)
	e, dir := four(t)
	if _, err := sweep.Play(t.Context(), e, dir+"-alone", model, nil); err != nil {
		t.Fatal(err)
	}
	put(state, "lose", "2", "4", "2")
	a := submitted(t, e, dir, `--partition=short --comment "a b"`)
	told := map[string]bool{}
	out, err := a.Wait(t.Context(), func(p sweep.Progress) { told[p.Jobs] = true })
	if err != nil {
		t.Fatal(err)
	}
	if out.Runs != 4 || out.Before != 0 || out.Mode != "4 shards on Slurm" || !told["shard 1 running, shards 2-4 waiting"] {
		t.Errorf("%+v, told %v", out, told)
	}
	for _, name := range []string{"runs.parquet", "runs.csv", "points.csv", "columns.csv"} {
		want, bad := os.ReadFile(filepath.Join(dir+"-alone", name))
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || bad != nil || string(got) != string(want) {
			t.Errorf("%s is another, %v, %v", name, err, bad)
		}
	}
	jobs := lines(state, "jobs")
	if !strings.HasPrefix(jobs[0], "--parsable --array=1-4 --job-name=atelier-four-") ||
		!strings.Contains(jobs[0], "/it's 100%% mine/out/logs/%a.log --open-mode=append --partition=short --comment a b /") {
		t.Errorf("submitted %q", jobs)
	}
	arrays := finding.Each(jobs, func(job string) string {
		array, _, _ := strings.Cut(strings.TrimPrefix(job, "--parsable --array="), " ")
		return array
	})
	if want := []string{"1-4", "2", "4", "2"}; !slices.Equal(arrays, want) {
		t.Errorf("submitted %q, want %q", arrays, want)
	}
	again := submitted(t, e, dir, "")
	if out, err := again.Wait(t.Context(), func(sweep.Progress) {}); err != nil || out.Before != 4 || len(lines(state, "jobs")) != len(jobs) {
		t.Errorf("given again: %+v, %v", out, err)
	}
}

// What is in the queue is not submitted twice, and status tells of it.
func TestWhatIsInTheQueueIsWaitedFor(t *testing.T) {
	state := fake(t)
	e, dir := four(t)
	if said := submitted(t, e, dir, "").Submitted(); !strings.HasPrefix(said, "Job 41 of Slurm: 4 shards of 4, for the sweep in "+dir) {
		t.Error(said)
	}
	if said := Jobs(t.Context(), dir, "four"); said != "shard 1 running, shards 2-4 waiting" {
		t.Error(said)
	}
	a := submitted(t, e, dir, "")
	if said := a.Submitted(); len(lines(state, "jobs")) != 1 || !strings.HasPrefix(said, "Nothing had to be submitted") {
		t.Errorf("%q, %s", lines(state, "jobs"), said)
	}
	if out, err := a.Wait(t.Context(), func(sweep.Progress) {}); err != nil || out.Runs != 4 {
		t.Errorf("%+v, %v", out, err)
	}
}

// A shard of which no run ever comes ends the waiting, with what its log says.
func TestAShardThatIsAlwaysLostIsGivenUp(t *testing.T) {
	state := fake(t)
	e, dir := four(t)
	put(state, "lose", "3", "3", "3")
	a := submitted(t, e, dir, "")
	put(filepath.Join(dir, logsName), "3.log", "first", "out of \x1b[31mmemory")
	_, err := a.Wait(t.Context(), func(sweep.Progress) {})
	if err == nil || !strings.Contains(err.Error(), "shard 3 of 4 was submitted 3 times and no run came of it; ") || !strings.Contains(err.Error(), "3.log tells why: out of  [31mmemory;") {
		t.Errorf("%v", err)
	}
}

// Who stops waiting cancels what is in the queue, and is told so.
func TestStoppedItCancelsItsJobs(t *testing.T) {
	state := fake(t)
	e, dir := four(t)
	a := submitted(t, e, dir, "")
	ctx, stop := context.WithCancel(t.Context())
	_, err := a.Wait(ctx, func(sweep.Progress) { stop() })
	if !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "interrupted: job 41 of Slurm is cancelled; finished runs are kept") || !slices.Equal(lines(state, "cancelled"), []string{"41"}) {
		t.Errorf("%v, cancelled %q", err, lines(state, "cancelled"))
	}
}

// What cannot be submitted is one sentence, before anything is written or with a folder
// that can be gone on with.
func TestWhatCannotBeSubmittedIsASentence(t *testing.T) {
	state := fake(t)
	e, dir := four(t)
	refuse := func(want string, ask Ask) {
		t.Helper()
		ask.Dir, ask.Model = dir, model
		_, err := Submit(t.Context(), e, ask)
		if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", want, err)
		}
	}
	refuse("one array (its MaxArraySize is 1001)", Ask{Program: self(t), Shards: 1001})
	refuse("go run deletes the program", Ask{Program: "/tmp/go-build12/b001/exe/atelier"})
	refuse("--slurm-args: --array=1-9: atelier says this itself (--array)", Ask{Program: self(t), Args: "--array=1-9"})
	put(state, "most", "0")
	refuse("takes no arrays of jobs here", Ask{Program: self(t)})
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made")
	}
	if _, err := sweep.Lay(e, dir, model, 4, 0); err != nil {
		t.Fatal(err)
	}
	put(state, "most", "3")
	put(state, "refuse", "sbatch: error: invalid partition specified: fast")
	refuse("sbatch failed: sbatch: error: invalid partition specified: fast", Ask{Program: self(t)})
	if s, err := sweep.Take(dir, model); err != nil || s.Shards() != 2 {
		t.Errorf("more shards than an array takes: %+v, %v", s, err)
	}
	t.Setenv("PATH", t.TempDir())
	refuse("there is no sbatch on this machine", Ask{Program: self(t)})
}

func TestOptionsForSbatchAreSplitAsAShellWould(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, "  ": nil, "-p short": {"-p", "short"}, "--a=b  --c='d e'\"f g\"": {"--a=b", "--c=d ef g"}, `--comment ''`: {"--comment", ""},
		`--constraint='a&b|$c'`: {"--constraint=a&b|$c"}, "--time=0:30:00\t--mem=2G": {"--time=0:30:00", "--mem=2G"}, "--wait-all-nodes=1": {"--wait-all-nodes=1"},
	} {
		got, err := split(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"--a; rm x": `";" has a meaning to a shell`, "--a=$HOME": `"$" has a meaning`, "--a=`b`": "has a meaning", `--a="$b"`: `"$" has a meaning`, "--a\n--b": "has a meaning",
		"--a='b": "a quote is not closed", "short": "give options of sbatch", "-a1-4": "atelier says this itself (-a)", "--ar=1": "atelier says this itself (--array)",
		"-p x --wrap=ls": "atelier says this itself (--wrap)", "-- x": "give options of sbatch", "-Jmine": "atelier says this itself",
	} {
		if got, err := split(text); !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}
