package sweep

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/store/disktest"
	"github.com/atelier-sim/atelier/sim"
)

// twoRuns is an experiment that is played in a moment.
const twoRuns = `
name: two
factors: [{factor: clients.own, values: [1, 4]}]
design: {kind: grid}
replicates: 1
measures: [{column: orders, month: 2021-01}]
options: {population: 200, months: 24}
`

// quick is a plan of twoRuns for one worker, and so one order of its calls to the disk,
// that does not play a burn-in twice.
var quick = func() func(t *testing.T) *Plan {
	var mu sync.Mutex
	known := map[ensemble.Key]*sim.World{}
	return func(t *testing.T) *Plan {
		t.Helper()
		p, err := NewPlan(read(t, twoRuns))
		if err != nil {
			t.Fatal(err)
		}
		p.Scenario.Options.Workers = 1
		p.start = func(c *ensemble.Course, ctx context.Context, seed uint64, within int, tick func()) (*sim.World, error) {
			mu.Lock()
			defer mu.Unlock()
			if w := known[c.BurnIn()]; w != nil {
				return w.Clone(), nil
			}
			w, err := c.Start(ctx, seed, within, tick)
			if err == nil {
				known[c.BurnIn()] = w.Clone()
			}
			return w, err
		}
		return p
	}
}()

// whole plays twoRuns in one process.
func whole(t *testing.T, dir string) error {
	_, err := quick(t).play(context.Background(), dir, model, nil)
	return err
}

// sharded plays it as two workers do one after the other, and collects.
func sharded(t *testing.T, dir string) error {
	p := quick(t)
	digest, dir, files, err := p.ground(dir)
	if err != nil {
		return err
	}
	folder, err := store.PlanSweep(dir, p.stored(digest, model, 2), files)
	if err != nil {
		return store.Mistaken(err)
	}
	s := p.share(folder)
	for n := range 2 {
		if _, err := s.Work(context.Background(), Shard{n + 1, 2}, 1, nil); err != nil {
			return err
		}
	}
	_, err = s.Collect(context.Background())
	return err
}

// Whatever call to the disk fails, once or from then on, a sweep and the workers of a
// shared one say so in a sentence, finished parts hold, and the same command ends with
// the same files and bytes.
func TestWhicheverCallToTheDiskFailsTheSweepGoesOn(t *testing.T) {
	for name, play := range map[string]func(*testing.T, string) error{"one process": whole, "shards": sharded} {
		t.Run(name, func(t *testing.T) {
			disktest.EachCall(t, 7, func(dir string) error { return play(t, dir) })
		})
	}
}

// Two workers that play the same shard at once, as a scheduler has it that takes one for
// dead, write the same parts or parts of the same runs, and collect to the same bytes.
func TestTwoWorkersOfOneShardCollectToTheSameBytes(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	if err := whole(t, one); err != nil {
		t.Fatal(err)
	}
	p := quick(t)
	digest, dir, files, err := p.ground(two)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := store.PlanSweep(dir, p.stored(digest, model, 1), files)
	if err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	for range 2 {
		s := quick(t).share(folder)
		both.Go(func() {
			if _, err := s.Work(context.Background(), Shard{1, 1}, 1, nil); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if _, err := p.share(folder).Collect(context.Background()); err != nil {
		t.Fatal(err)
	}
	files1, files2 := disktest.Files(t, one), disktest.Files(t, two)
	delete(files1, ".atelier-sweep") // who shares a folder locks nothing
	disktest.Same(t, "a shard that two played", files2, files1)
}

// swappedParts is a sweep whose two parts have changed their ranges: each is what it was,
// and its checksum holds.
func swappedParts(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if err := whole(t, dir); err != nil {
		t.Fatal(err)
	}
	parts, err := store.PartsOf(dir)
	if err != nil || len(parts) != 2 {
		t.Fatal(parts, err)
	}
	for i, p := range parts {
		other := parts[1-i]
		name := fmt.Sprintf("%08d-%08d-%s", other.From, other.To, strings.SplitN(p.Name, "-", 3)[2])
		if err := os.Rename(filepath.Join(dir, "parts", p.Name), filepath.Join(dir, "parts", name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A part under the name of other runs is not taken for them: not where the sweep goes on,
// and not where it is verified.
func TestAPartUnderTheNameOfOtherRunsIsNotTaken(t *testing.T) {
	dir := swappedParts(t)
	err := whole(t, dir)
	if err == nil || !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), filepath.Join(dir, "runs.parquet")+": part 0000000") || !strings.HasSuffix(err.Error(), " does not hold the runs of its name; delete it and sweep again") {
		t.Errorf("going on: %v", err)
	}
	if p := verified(t, dir).Problems; len(p) != 2 || !strings.Contains(p[0].Error(), "the runs of part ") {
		t.Errorf("verified: %q", p)
	}
}

// A table that changed since it was written is not read for a finding.
func TestAChangedTableIsNotRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := whole(t, dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	for name, step := range map[string]int{"runs.parquet": 487, "outcome.json": 487} {
		place := filepath.Join(dir, name)
		held, err := os.ReadFile(place)
		if err != nil {
			t.Fatal(err)
		}
		for bit := 0; bit < 8*len(held); bit += step {
			flipped := []byte(string(held))
			flipped[bit/8] ^= 1 << (bit % 8)
			write(t, place, flipped)
			if _, err := Open(dir); err == nil || !strings.HasPrefix(err.Error(), place+" has changed since ") {
				t.Fatalf("%s, bit %d: %v", name, bit, err)
			}
		}
		write(t, place, held)
	}
}

// Parts of a clock that is ahead are told of as written just now.
func TestPartsOfTheFutureAreToldOf(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := whole(t, dir); err != nil {
		t.Fatal(err)
	}
	parts, err := filepath.Glob(filepath.Join(dir, "parts", "*.parquet"))
	if err != nil || len(parts) != 2 {
		t.Fatal(parts, err)
	}
	for _, off := range []time.Duration{-20 * 365 * 24 * time.Hour, 20 * 365 * 24 * time.Hour} {
		at := time.Now().Add(off)
		if err := os.Chtimes(parts[0], at, at); err != nil {
			t.Fatal(err)
		}
		s, err := StatusOf(dir, time.Now())
		if err != nil || s.Done != 2 || s.Since < 0 || s.Left < 0 {
			t.Errorf("%v from now: %+v, %v", off, s, err)
		}
		if err := whole(t, dir); err != nil {
			t.Errorf("%v from now: %v", off, err)
		}
	}
}
