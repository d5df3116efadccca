package sweep

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// childFolder is the variable that makes the test binary sweep into a folder until it
// is killed.
const childFolder = "ATELIER_SWEEP_CHILD"

// childShard is the variable that makes it play a shard there instead.
const childShard = "ATELIER_SWEEP_SHARD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		shard := os.Getenv(childShard)
		os.Unsetenv(childFolder)
		os.Unsetenv(childShard)
		if shard != "" {
			os.Exit(workAsChild(dir, shard))
		}
		e, _, err := parse("small.yaml", []byte(small), scenarios.Layers{})
		if err == nil {
			_, err = Play(context.Background(), e, dir, model, nil)
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// workAsChild is a process that plays a shard.
func workAsChild(dir, text string) int {
	s, err := Take(dir, model)
	var shard Shard
	if err == nil {
		shard, err = ParseShard(text, s.Shards())
	}
	if err == nil {
		_, err = s.Work(context.Background(), shard, 2, nil)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// model stands for a fingerprint.
var model = strings.Repeat("0123456789abcdef", 4)

// small is an experiment of everything that may be shared and that may not: a dose, a
// parameter that the burn-in asks for and one that it does not.
const small = `
name: small
scenario: laissez-faire
factors:
  - {factor: policy.training_subsidy, values: [0, 1]}
  - {factor: clients.own, low: 1, high: 4}
  - {factor: employees.exit, values: [0.003, 0.004]}
design: {kind: grid, levels: 2}
replicates: 2
measures:
  - {column: employed, against: frozen_percent}
  - {column: orders, summary: mean, from: 2027-01}
  - {column: skill, by: stage, group: junior, against: frozen}
  - {column: public_cost_usd, summary: sum}
options: {population: 300, months: 84}
`

// read reads the text of an experiment.
func read(t *testing.T, text string) *Experiment {
	t.Helper()
	e, _, err := parse("small.yaml", []byte(text), scenarios.Layers{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// played plays an experiment into a folder of its own.
func played(t *testing.T, e *Experiment) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Play(context.Background(), e, dir, model, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tables are the final tables of a folder, as one text.
func tables(t *testing.T, dir string) string {
	t.Helper()
	all, err := tablesIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func tablesIn(dir string) (string, error) {
	var all []byte
	for _, name := range []string{"runs.parquet", "runs.csv", "points.parquet", "points.csv", "columns.csv"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		all = append(all, text...)
	}
	return string(all), nil
}

// However often it is stopped, with whatever workers it goes on: the same bytes.
func TestASweepThatWasStoppedEndsWithTheSameBytes(t *testing.T) {
	e := read(t, small)
	want := tables(t, played(t, e))
	dir := filepath.Join(t.TempDir(), "out")
	stops, done := 0, 0
	for n := int64(1); ; n = n*5/3 + 7 {
		e.Scenario.Options.Workers = 1 + int(n)%3
		ctx, stop := context.WithCancel(context.Background())
		_, err := Play(ctx, e, dir, model, func(p Progress) {
			done = max(done, p.Done)
			if p.Months >= n {
				stop()
			}
		})
		stop()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stops++
	}
	if tables(t, dir) != want {
		t.Error("the tables are others")
	}
	if stops < 5 {
		t.Errorf("it was stopped %d times only", stops)
	}
}

// Killed by the system at any time, it goes on to the same bytes.
func TestASweepThatWasKilledEndsWithTheSameBytes(t *testing.T) {
	e := read(t, small)
	want := tables(t, played(t, e))
	dir := filepath.Join(t.TempDir(), "out")
	kills := 0
	for after := 40 * time.Millisecond; ; after = after*4/3 + 10*time.Millisecond {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childFolder+"="+dir)
		var said strings.Builder
		child.Stdout = &said
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(after, func() { child.Process.Kill() })
		err := child.Wait()
		timer.Stop()
		if said.Len() > 0 {
			t.Fatalf("the process says %s", said.String())
		}
		if err == nil {
			break
		}
		kills++
	}
	if tables(t, dir) != want {
		t.Error("the tables are others")
	}
	t.Logf("killed %d times", kills)
	if kills < 2 {
		t.Errorf("killed %d times only", kills)
	}
}

// Two processes do not play one folder, and it is no mistake of either's runs.
func TestASecondProcessIsRefused(t *testing.T) {
	e := read(t, small)
	dir := filepath.Join(t.TempDir(), "out")
	refused := false
	_, err := Play(context.Background(), e, dir, model, func(p Progress) {
		if p.Done == 1 && !refused {
			_, err := Play(context.Background(), e, dir, model, nil)
			refused = errors.Is(err, scenarios.ErrInput) && strings.Contains(err.Error(), "another process is playing the sweep in "+dir)
		}
	})
	if err != nil || !refused {
		t.Errorf("refused %v, %v", refused, err)
	}
}

// A process that plays keeps another out, and one that is killed does not.
func TestAKilledProcessKeepsNobodyOut(t *testing.T) {
	e := read(t, small)
	dir := filepath.Join(t.TempDir(), "out")
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childFolder+"="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	for !store.Played(dir) {
		select {
		case err := <-ended:
			t.Fatalf("it ended before it was seen: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	if err := child.Process.Signal(syscall.SIGSTOP); err != nil { // so that it is not done too soon
		t.Skip(err)
	}
	if _, err := Play(context.Background(), e, dir, model, nil); !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "another process is playing the sweep in "+dir) {
		t.Errorf("while another process plays: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-ended
	if out, err := Play(context.Background(), e, dir, model, nil); err != nil || out.Runs != 16 {
		t.Errorf("after that was killed: %+v, %v", out, err)
	}
}

// Runs of a damaged part are played again, and the part is named.
func TestRunsOfADamagedPartArePlayedAgain(t *testing.T) {
	e := read(t, small)
	dir := played(t, e)
	want := tables(t, dir)
	parts, err := filepath.Glob(filepath.Join(dir, "parts", "*.parquet"))
	if err != nil || len(parts) < 2 {
		t.Fatal(parts, err)
	}
	for k, part := range parts[:2] {
		data, err := os.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/(k+2)] ^= 1
		if err := os.WriteFile(part, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, err := Play(context.Background(), e, dir, model, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Damaged) != 2 || out.Damaged[0] != parts[0] || out.Before == out.Runs || tables(t, dir) != want {
		t.Errorf("damaged %v, %d of %d before", out.Damaged, out.Before, out.Runs)
	}
	if out, err = Play(context.Background(), e, dir, model, nil); err != nil || out.Before != out.Runs || len(out.Damaged) > 0 {
		t.Errorf("afterwards %+v, %v", out, err)
	}
}

// A run that fails is recorded, and the others go on.
func TestAFailedRunIsRecorded(t *testing.T) {
	e := read(t, small)
	_, whole := runsOf(t, e, played(t, e))
	p, err := NewPlan(e)
	if err != nil {
		t.Fatal(err)
	}
	p.step = func(w *sim.World) {
		if w.Params.Clients.Own == 4 && w.Month == 50 && w.Seed == p.seeds[1] {
			w.Orgs.Leadership = nil
		}
		w.Step()
	}
	dir := filepath.Join(t.TempDir(), "out")
	out, err := p.play(context.Background(), dir, model, nil)
	if err != nil {
		t.Fatal(err)
	}
	if out.Failed != 4 || out.Failures() == nil {
		t.Errorf("%d failed, %v", out.Failed, out.Failures())
	}
	_, rows := runsOf(t, e, dir)
	last := len(rows) - len(tail)
	for i := range rows.Rows() {
		if rows[e.lead()+1].Numbers[i] == 4 && rows[1].Numbers[i] == 2 {
			if rows[last].Numbers[i] != 50 || rows[last+1].Texts[i] != "organisations" || rows[last+2].Texts[i] == "" {
				t.Errorf("run %d failed in month %v, in %q: %q", i, rows[last].Numbers[i], rows[last+1].Texts[i], rows[last+2].Texts[i])
			}
			continue
		}
		for c := e.lead() + len(e.Factors); c < last; c++ {
			if rows[c].Numbers[i] != whole[c].Numbers[i] {
				t.Errorf("run %d is another beside a failed one", i)
			}
		}
	}
	failures, err := os.ReadFile(filepath.Join(dir, "failures.csv"))
	if err != nil || strings.Count(string(failures), "\n") != 5 {
		t.Errorf("%v\n%s", err, failures)
	}
}

// What would not fit on the disk is refused before anything is written.
func TestASweepThatDoesNotFitIsRefused(t *testing.T) {
	machine.Free = func(string) (int64, bool) { return 1_000_000, true }
	defer func() { machine = cost.This }()
	dir := filepath.Join(t.TempDir(), "a", "out")
	_, err := Play(context.Background(), read(t, small), dir, model, nil)
	if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "where 1.0 MB are free") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(filepath.Dir(dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was written: %v", err)
	}
	machine.Memory = func() (int64, string) { return 40_000_000, "this machine" }
	for _, played := range []func() error{
		func() error { _, err := Play(context.Background(), read(t, small), dir, model, nil); return err },
		func() error { _, err := Run(context.Background(), read(t, small), nil); return err },
	} {
		if err := played(); !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "this machine allows 40 MB") || strings.Contains(err.Error(), "--force") {
			t.Errorf("%v", err)
		}
	}
}
