package ensemble

import (
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// replicates are the rows of the first n replicates, without statistics.
func replicates(s *table.Series, n int) *table.Series {
	names := s.Replicates()
	return s.Only(func(r *table.Row) bool {
		k := slices.Index(names, r.Replicate)
		return k >= 0 && k < n
	})
}

func TestReplicateIsTheSameAmongMore(t *testing.T) {
	p := small()
	p.Options.Replicates = 5
	many := play(t, p)
	for _, n := range []int{1, 2, 4} {
		p.Options.Replicates = n
		few := play(t, p)
		if d := difference(replicates(few.Series, n), replicates(many.Series, n)); d != "" {
			t.Errorf("%d replicates are not the first of five: series: %s", n, d)
		}
		if d := difference(replicates(few.Contrast, n), replicates(many.Contrast, n)); d != "" {
			t.Errorf("%d replicates are not the first of five: contrast: %s", n, d)
		}
		if !slices.Equal(few.Seeds, many.Seeds[:n]) {
			t.Errorf("the seeds of %d replicates are %v, of five %v", n, few.Seeds, many.Seeds)
		}
	}
}

func TestLongerRunBeginsAsAShorterOne(t *testing.T) {
	long(t)
	p := small()
	p.Options.Months = 120
	long := play(t, p)
	for _, months := range []int{1, 13, 60} {
		p.Options.Months = months
		short := play(t, p)
		early := func(r *table.Row) bool { return r.Month < months }
		if d := difference(short.Series, long.Series.Only(early)); d != "" {
			t.Errorf("%d months of 120: series: %s", months, d)
		}
		if d := difference(short.Contrast, long.Contrast.Only(early)); d != "" {
			t.Errorf("%d months of 120: contrast: %s", months, d)
		}
	}
}

func TestSeedsAreAPrefixAndAllDifferent(t *testing.T) {
	seen := map[uint64]bool{}
	for master := range uint64(20) {
		seeds := Seeds(master, 1000)
		for n := range 10 {
			if !slices.Equal(Seeds(master, n), seeds[:n]) {
				t.Errorf("master seed %d: the first %d seeds depend on how many there are", master, n)
			}
		}
		for _, s := range seeds {
			if seen[s] {
				t.Errorf("master seed %d repeats the seed %d", master, s)
			}
			seen[s] = true
		}
	}
}

// Replicates of one plan, and plans with another seed, differ in luck.
func TestReplicatesDiffer(t *testing.T) {
	p := small()
	p.Options.Months = 6
	p.Options.Replicates = 3
	r := play(t, p)
	p.Options.Seed = 2
	other := play(t, p)
	for _, column := range []string{"employed", "trust", "pay_usd"} {
		var last []float64
		for _, s := range []*table.Series{r.Series, other.Series} {
			for _, name := range []string{"1", "2", "3"} {
				line := s.Line(name, table.All, table.All, column)
				if slices.Equal(line, last) {
					t.Errorf("%s of replicate %s is that of the one before", column, name)
				}
				last = line
			}
		}
	}
}

// A replicate that is played without those before it has the seed, the number and the
// rows that it has among them.
func TestAReplicateIsPlayedWithoutThoseBeforeIt(t *testing.T) {
	p := small()
	p.Options.Replicates = 3
	all := play(t, p)
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	f.Skip, f.Keep = 1, true
	if err := f.Play(t.Context(), 2, nil); err != nil {
		t.Fatal(err)
	}
	alone, err := f.Run(c.Against, p.Options.Full)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(f.Seeds, all.Seeds[1:2]) || f.Replicates() != 1 {
		t.Errorf("the seeds are %v of %v, the replicates %d", f.Seeds, all.Seeds, f.Replicates())
	}
	for _, x := range []struct{ alone, all *table.Series }{{alone.Series, all.Series}, {alone.Contrast, all.Contrast}} {
		if d := difference(x.alone.OfReplicate(2), x.all.OfReplicate(2)); d != "" {
			t.Error(d)
		}
	}
	if err := f.Play(t.Context(), 3, nil); err != nil {
		t.Fatal(err)
	}
	next, err := f.Run(c.Against, p.Options.Full)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(next.Series.OfReplicate(3), all.Series.OfReplicate(3)); d != "" || f.Replicates() != 2 {
		t.Errorf("the next one: %s", d)
	}
}
