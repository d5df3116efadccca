package sweep

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// tiny is an experiment of sixteen runs that share two burn-ins a seed.
const tiny = `
name: tiny
scenario: laissez-faire
factors:
  - {factor: policy.training_subsidy, values: [0, 1]}
  - {factor: clients.own, low: 1, high: 4}
  - {factor: employees.exit, values: [0.003, 0.004]}
design: {kind: grid, levels: 2}
replicates: 2
measures:
  - {column: orders, against: frozen}
  - {column: skill, summary: mean, from: 2027-01}
options: {population: 200, months: 74}
`

// byOne are the tables of tiny by one process.
var byOne = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "atelier-sweep")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	e, _, err := parse("tiny.yaml", []byte(tiny), scenarios.Layers{})
	if err != nil {
		return "", err
	}
	if _, err := Play(context.Background(), e, filepath.Join(dir, "out"), model, nil); err != nil {
		return "", err
	}
	return tablesIn(filepath.Join(dir, "out"))
})

// laid is a folder of tiny that is planned in n shards.
func laid(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	s, err := Lay(read(t, tiny), dir, model, n, 0)
	if err != nil || s.Shards() != n {
		t.Fatal(err)
	}
	return dir
}

// taken is a folder as a worker opens it.
func taken(t *testing.T, dir string) *Shared {
	t.Helper()
	s, err := Take(dir, model)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// work plays a shard as a worker does.
func worked(t *testing.T, dir string, number, of, workers int) *Worked {
	t.Helper()
	out, err := taken(t, dir).Work(context.Background(), Shard{number, of}, workers, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// collected holds that a folder collects to the bytes of one process.
func collected(t *testing.T, dir string) {
	t.Helper()
	want, err := byOne()
	if err != nil {
		t.Fatal(err)
	}
	out, err := taken(t, dir).Collect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if tables(t, dir) != want || out.Runs != 16 || out.Failed != 0 {
		t.Errorf("collected %+v to other tables than those of one process", out)
	}
}

// Every place is in one shard, no shard is empty, and where there are as many shards as
// burn-ins nothing is played twice; otherwise they are about as long as each other.
func TestShardsAreCutWhereThereIsLittleToShare(t *testing.T) {
	p, err := NewPlan(read(t, tiny))
	if err != nil {
		t.Fatal(err)
	}
	alone := p.months([]stretch{{0, p.Runs()}})
	for n := 1; n <= p.Runs(); n++ {
		at, sum, longest := 0, int64(0), int64(0)
		for k, s := range p.cut(n) {
			if s.from != at || s.to <= s.from {
				t.Fatalf("%d shards: %d is %v, after %d", n, k+1, s, at)
			}
			if past, _ := p.stretch(p.at(s.from)); (n <= 5 || n == 8) && past != s.from {
				t.Errorf("%d shards: %d begins at %d, within the past from %d", n, k+1, s.from, past)
			}
			m := p.months([]stretch{s})
			at, sum, longest = s.to, sum+m, max(longest, m)
		}
		if at != p.Runs() {
			t.Errorf("%d shards end at %d", n, at)
		}
		if n <= 4 && sum != alone {
			t.Errorf("%d shards play %d months, and one process %d", n, sum, alone)
		}
		if n > 4 && longest > 2*alone/4 {
			t.Errorf("%d shards: one plays %d of %d months", n, longest, alone)
		}
	}
}

// However it is cut, in whatever order, twice, stopped and gone on with, overlapping:
// the tables are those of one process, and until then what is missing is named.
func TestAnyShardsEndWithTheBytesOfOneProcess(t *testing.T) {
	for _, n := range []int{3, 7} {
		dir := laid(t, n)
		order := make([]int, n)
		for i := range order {
			order[i] = int(bits.Reverse8(uint8(i*37+n))) % n // any order, some twice, some not at all
		}
		for k, i := range order {
			ctx, stop := context.WithCancel(context.Background())
			_, err := taken(t, dir).Work(ctx, Shard{i + 1, n}, 1+k%3, func(p Progress) {
				if k%2 == 0 && p.Months > p.All/2 {
					stop()
				}
			})
			stop()
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
		worked(t, dir, 2, 4, 2) // a cut of somebody else
		if n == 7 {
			_, err := taken(t, dir).Collect(context.Background())
			if lack := new(Lack); !errors.As(err, &lack) || !strings.Contains(err.Error(), " of 16 runs are missing in "+dir+", of shards ") {
				t.Errorf("collected with %v", err)
			}
			if _, err := os.Stat(filepath.Join(dir, "runs.csv")); err == nil {
				t.Error("tables of some of the runs were written")
			}
		}
		for i := range n {
			worked(t, dir, i+1, n, 2)
		}
		if again := worked(t, dir, 1, n, 1); again.Before != again.Runs {
			t.Errorf("a shard that was played is played again: %+v", again)
		}
		collected(t, dir)
	}
}

// Workers of overlapping shards and a sweep of the whole play side by side in a folder.
func TestWorkersShareAFolderWithoutALock(t *testing.T) {
	dir := laid(t, 2)
	var all sync.WaitGroup
	for _, shard := range []Shard{{1, 2}, {2, 3}} {
		s := taken(t, dir)
		all.Go(func() {
			if _, err := s.Work(context.Background(), shard, 1, nil); err != nil {
				t.Errorf("shard %v: %v", shard, err)
			}
		})
	}
	all.Go(func() {
		if _, err := Play(context.Background(), read(t, tiny), dir, model, nil); err != nil {
			t.Errorf("the sweep beside them: %v", err)
		}
	})
	all.Wait()
	collected(t, dir)
	if left, _ := filepath.Glob(filepath.Join(dir, "parts", ".*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// Workers that are killed by the system lose what they had not written, and nothing else.
func TestAWorkerThatIsKilledLosesNothingWritten(t *testing.T) {
	dir := laid(t, 2)
	kills := 0
	for after := 30 * time.Millisecond; ; after = after*3/2 + 10*time.Millisecond {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childFolder+"="+dir, childShard+"=1/1")
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
	collected(t, dir)
	if kills < 2 {
		t.Errorf("killed %d times only", kills)
	}
}

// A part with a flipped bit is named and not used; its runs are missing, and played again.
func TestADamagedPartOfAShardIsPlayedAgain(t *testing.T) {
	dir := laid(t, 4)
	for i := range 4 {
		worked(t, dir, i+1, 4, 2)
	}
	parts, err := filepath.Glob(filepath.Join(dir, "parts", "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(parts[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/3] ^= 16
	if err := os.WriteFile(parts[0], data, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err = taken(t, dir).Collect(context.Background())
	if err == nil || !strings.Contains(err.Error(), parts[0]+" was damaged and set aside; 1 of 16 runs are missing in "+dir+", of shard 1 of 4: ") {
		t.Errorf("collected with %v", err)
	}
	if out := worked(t, dir, 1, 4, 1); out.Before != out.Runs-1 {
		t.Errorf("played again: %+v", out)
	}
	collected(t, dir)
}

// brokenly plays tiny, with a fault in four of its runs, and returns its folder and its
// runs in the order of play.
func brokenly(t *testing.T) (*Shared, table.Frame) {
	t.Helper()
	s := taken(t, laid(t, 1))
	broken := s.seeds[1]
	s.step = func(w *sim.World) {
		if w.Month == 70 && w.Seed == broken && w.Params.Clients.Own == 4 {
			w.Orgs.Leadership = nil
		}
		w.Step()
	}
	if out, err := s.Work(context.Background(), Shard{1, 1}, 2, nil); err != nil || out.Failed != 4 {
		t.Fatalf("%+v, %v", out, err)
	}
	parts, _, err := s.folder.Parts(0, 16)
	if err != nil {
		t.Fatal(err)
	}
	all := table.NewFrame(s.heads, 16)
	for _, p := range parts {
		rows, err := s.folder.ReadPart(p)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows.Rows() {
			all.Set(p.From+i, rows, i)
		}
	}
	failed := all[len(all)-len(tail)].Numbers
	for place, want := range map[int]bool{5: false, 6: true, 7: true, 14: true, 15: true} { // what follows is cut there
		if math.IsNaN(failed[place]) == want {
			t.Fatalf("failed in %v", failed)
		}
	}
	return s, all
}

// However parts overlap, each run is used and counted once; parts that do not agree on a
// run are refused.
func TestOfPartsThatOverlapEachRunIsUsedOnce(t *testing.T) {
	whole, runs := brokenly(t)
	if _, err := whole.Collect(context.Background()); err != nil {
		t.Fatal(err)
	}
	s := taken(t, laid(t, 2))
	write := func(from, to int, rows table.Frame) store.Part {
		t.Helper()
		p, err := s.folder.WritePart(context.Background(), from, onlyFailed(rows).Rows(), rows)
		if err != nil || p.To != to {
			t.Fatal(p, err)
		}
		return p
	}
	for _, part := range []stretch{{0, 7}, {5, 10}, {3, 4}, {9, 15}, {0, 3}, {13, 16}, {15, 16}} {
		write(part.from, part.to, runs.Part(part.from, part.to))
	}
	out, err := s.Collect(context.Background())
	if err != nil || out.Failed != 4 || tables(t, s.Dir()) != tables(t, whole.Dir()) {
		t.Fatalf("%+v, %v", out, err)
	}
	for _, name := range []string{"runs.csv", "failures.csv"} {
		text, err := os.ReadFile(filepath.Join(s.Dir(), name))
		if want := map[string]int{"runs.csv": 17, "failures.csv": 5}[name]; err != nil || strings.Count(string(text), "\n") != want {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
	if p, lacking, err := s.Look(); err != nil || p.Done != 16 || len(lacking) > 0 {
		t.Errorf("%+v, %v, %v", p, lacking, err)
	}
	other := table.NewFrame(s.heads, 4)
	for i := range 4 {
		other.Set(i, runs, 5+i)
	}
	last := len(other) - len(tail)
	other[last+1].Texts[1] = "somewhere" // where a run failed is not always known
	write(5, 9, other)
	if _, err := s.Collect(context.Background()); err != nil {
		t.Error(err)
	}
	other[last-2].Numbers[0]++
	forged := write(5, 9, other)
	_, err = s.Collect(context.Background())
	if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), forged.Name) || !strings.Contains(err.Error(), "do not agree on orders_change at point ") {
		t.Errorf("a part that says otherwise: %v", err)
	}
}

// A folder of something else is refused, by whoever would play it or collect from it.
func TestAWorkerRefusesAnotherFolder(t *testing.T) {
	dir := laid(t, 2)
	other := strings.Repeat("f", 64)
	experiment := filepath.Join(dir, experimentFile)
	text, err := os.ReadFile(experiment)
	if err != nil {
		t.Fatal(err)
	}
	_, ofModel := Take(dir, other)
	_, ofLay := Lay(read(t, tiny), dir, other, 3, 0)
	_, ofRun := Lay(read(t, strings.Replace(tiny, "own, low: 1", "own, low: 2", 1)), dir, model, 3, 0)
	t.Setenv("ATELIER_POPULATION", "900") // what was planned is not changed by it
	_, fine := Take(dir, model)
	if err := os.WriteFile(experiment, []byte(strings.Replace(string(text), "replicates: 2", "replicates: 3", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	_, changed := Take(dir, model)
	_, nowhere := Take(t.TempDir(), model)
	for want, err := range map[string]error{
		"holds runs of another version of the model": ofModel, "another version of the model": ofLay, "holds another experiment": ofRun,
		"experiment.yaml is not the experiment that was played": changed, "holds no sweep": nowhere,
	} {
		if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	if fine != nil {
		t.Error(fine)
	}
}

// Planned again, a folder keeps its runs, in other shards.
func TestPlannedAgainAFolderKeepsItsRuns(t *testing.T) {
	dir := laid(t, 2)
	worked(t, dir, 1, 2, 2)
	for _, c := range []struct{ asked, most, want int }{{0, 0, 2}, {8, 0, 8}, {0, 5, 5}} {
		s, err := Lay(read(t, tiny), dir, model, c.asked, c.most)
		if err != nil || s.Shards() != c.want {
			t.Fatalf("%+v: %v", c, err)
		}
	}
	status, err := StatusOf(dir, time.Now())
	if err != nil || status.Done != 8 || status.Shards != 5 || len(status.Lacking) < 2 || len(status.Lacking) > 4 {
		t.Errorf("%+v, %v", status, err)
	}
	for i := range 5 {
		worked(t, dir, i+1, 5, 2)
	}
	collected(t, dir)
	if _, err := Lay(read(t, tiny), dir, model, 17, 0); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("17 shards of 16 runs: %v", err)
	}
}

func TestShardsAreNamedOnTheCommandLineOrByTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		text, environment string
		planned           int
		want              string
	}{
		{"3/12", "", 0, "{3 12}"}, {"3/12", "SLURM_ARRAY_TASK_ID=9", 20, "{3 12}"}, {"3", "", 12, "{3 12}"},
		{"", "SLURM_ARRAY_TASK_ID=12", 12, "{12 12}"}, {"", "JOB_COMPLETION_INDEX=0", 12, "{1 12}"}, {"", "JOB_COMPLETION_INDEX=11", 12, "{12 12}"},
		{"0/12", "", 0, "numbered from 1 to 12"}, {"13/12", "", 0, "numbered from 1 to 12"}, {"3/0", "", 5, "such as 1/12"}, {"x/2", "", 5, "such as 1/12"},
		{"3", "", 0, "not planned in shards"}, {"", "", 12, "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX"}, {"", "SLURM_ARRAY_TASK_ID=3", 0, "not planned in shards"},
		{"", "SLURM_ARRAY_TASK_ID=0", 12, "from 1 to 12"}, {"", "JOB_COMPLETION_INDEX=12", 12, "from 0 to 11"}, {"", "JOB_COMPLETION_INDEX=a", 12, "from 0 to 11"},
	} {
		name, value, _ := strings.Cut(c.environment, "=")
		s, err := ShardOf(c.text, c.planned, func(asked string) string {
			if asked == name {
				return value
			}
			return ""
		})
		got := fmt.Sprint(s)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) || err != nil && !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%+v: %s", c, got)
		}
	}
	for want, list := range map[string][]int{"": nil, "4": {4}, "1-3,5,8-9": {1, 2, 3, 5, 8, 9}} {
		if got := Ranges(list); got != want {
			t.Errorf("%v: %q", list, got)
		}
	}
}

// Which parts are used does not depend on how they overlap.
func TestMissingPlacesAreThoseOfNoPart(t *testing.T) {
	for n := range 200 {
		var parts []store.Part
		held := make([]bool, 12)
		for k := range 4 {
			from := (n*7 + k*k*5) % 12
			to := min(12, from+1+(n/(k+1))%5)
			parts = append(parts, store.Part{From: from, To: to})
			for i := from; i < to; i++ {
				held[i] = true
			}
		}
		slices.SortFunc(parts, func(a, b store.Part) int { return a.From - b.From })
		within := stretch{n % 5, 12 - n%3}
		for _, m := range missing(parts, within) {
			for i := m.from; i < m.to; i++ {
				if held[i] || i < within.from || i >= within.to {
					t.Fatalf("%v: place %d is missing of %v", parts, i, within)
				}
				held[i] = true
			}
		}
		if slices.Contains(held[within.from:within.to], false) {
			t.Fatalf("%v: not all of %v", parts, within)
		}
	}
}
