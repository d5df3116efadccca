package ensemble

import (
	"context"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// What is counted beforehand is what the clock counts to, whatever is shared: burn-ins, pasts,
// trends, a twin.
func TestWorkCountsTheMonthsThatArePlayed(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 14, 3
	run := p.Contest()
	alone := run.Arms[len(run.Arms)-1:]
	three := packages(t, "laissez-faire", "skills-first", "safety-net")
	for i := range three[1].Policies {
		three[1].Policies[i].Start = 5
	}
	for _, c := range []struct {
		arms   []*scenarios.Scenario
		worlds []string
	}{{run.Arms, run.Worlds}, {alone, run.Worlds}, {three, []string{"expected", "slow"}}} {
		o := run.Options
		f, err := New(c.arms, c.worlds, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{2, 3} { // replicates are added to those there are
			w, err := f.Work(n)
			if err != nil {
				t.Fatal(err)
			}
			var done, total int64
			if err := f.Play(context.Background(), n, func(d, of int64) { done, total = d, of }); err != nil {
				t.Fatal(err)
			}
			if w.Months != total || w.Months != done || w.Months <= w.BurnIn || w.BurnIn <= 0 {
				t.Errorf("%d arms in %d worlds up to replicate %d: counted %d months, %d of them before history; %d of %d were played", len(c.arms), len(c.worlds), n, w.Months, w.BurnIn, done, total)
			}
			if w, err = f.Work(n); err != nil || w.Months != 0 || w.Replicates != 0 {
				t.Errorf("nothing is left to play: %+v, %v", w, err)
			}
		}
	}
}

// The rows that are counted are those of the tables of every future.
func TestWorkCountsTheRowsThatAreKept(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 3, 2
	w, err := p.Work()
	if err != nil {
		t.Fatal(err)
	}
	r := play(t, p)
	if len(r.Groups) != Groups() {
		t.Errorf("%d groups, counted %d", len(r.Groups), Groups())
	}
	rows := int64(0)
	for arm := range r.Arms {
		for _, o := range r.Of(0, arm) {
			rows += int64(o.End.Len() + o.Mean.Len())
		}
		rows += int64(len(r.Futures.Series(0, arm).Rows))
	}
	if w.Kept != rows {
		t.Errorf("%d rows are kept, counted %d", rows, w.Kept)
	}
}
