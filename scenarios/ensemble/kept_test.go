package ensemble

import (
	"errors"
	"math"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// cellared plays a small plan whose tables lie in memory up to most bytes, and beyond in a
// scratch.
func cellared(t *testing.T, p Plan, most int64, scratch Scratch) *Futures {
	t.Helper()
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	f.Keep, f.cellar = true, &cellar{most: most}
	if scratch != nil {
		f.cellar.scratches = func() (Scratch, error) { return scratch, nil }
	}
	if err := f.Play(t.Context(), p.Options.Replicates, nil); err != nil {
		t.Fatal(err)
	}
	return f
}

// onDisk is a scratch of a test.
func onDisk(t *testing.T) *os.File {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Tables in memory, in a scratch, and partly in each give the same bits as statistics that
// are made of all tables at once.
func TestStatisticsAreTheSameFromMemoryAndScratch(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 4, 3
	month := int64(Groups() * len(sim.Columns) * 8)
	for _, most := range []int64{math.MaxInt64, 0, 9 * month} {
		f := cellared(t, p, most, onDisk(t))
		inScratch := 0
		for arm := range 2 {
			for _, o := range f.Of(0, arm) {
				for _, k := range o.Kept {
					if k.Groups == nil {
						inScratch++
					}
				}
			}
		}
		if all := most == 0; all != (inScratch == 24) || (most == math.MaxInt64) != (inScratch == 0) {
			t.Errorf("with %d bytes in memory %d of 24 tables lie in the scratch", most, inScratch)
		}
		own, other := f.Series(0, 1), f.Series(0, 0)
		levels, err := f.Summarise(own)
		if err != nil {
			t.Fatal(err)
		}
		gaps, err := f.paired(own, other)
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.Run(0, false)
		if err != nil {
			t.Fatal(err)
		}
		full, err := f.Run(0, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range []struct{ got, want *table.Series }{{r.Series, levels.Brief()}, {r.Contrast, gaps.Brief()}, {full.Series, levels}, {full.Contrast, gaps}} {
			if d := difference(x.got, x.want); d != "" {
				t.Errorf("with %d bytes in memory: %s", most, d)
			}
		}
	}
}

// With a scratch a replicate more takes the memory of its rows of all creatives, its end and
// its means, as Work says, and no more: tables of months do not count.
func TestMemoryOfTablesIsFlatInReplicates(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays a dozen replicates")
	}
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Workers = 200, 6, 2
	used := func(n int) (bytes, held float64, end int64) {
		p.Options.Replicates = n
		idle := heap()
		f := cellared(t, p, 0, onDisk(t))
		r, err := f.Run(0, false)
		if err != nil {
			t.Fatal(err)
		}
		bytes = heap() - idle
		end = f.cellar.end
		w, err := p.Work()
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Contrast.Rows) == 0 {
			t.Fatal("nothing was played")
		}
		return bytes, float64(w.Held() * int64(8*len(sim.Columns))), end
	}
	few, heldFew, _ := used(2)
	many, heldMany, end := used(10)
	row, held := (many-few)/8, (heldMany-heldFew)/8
	if row > 1.35*held || row < 0.7*held {
		t.Errorf("a replicate more takes %.0f bytes of memory, by Work %.0f", row, held)
	}
	tables := 2 * 10 * float64(p.Options.Months) * float64(Groups()) * float64(len(sim.Columns)) * 8
	if share := float64(end) / tables; share > PackedShare || share < 0.5*PackedShare {
		t.Errorf("packing leaves %.2f of tables, by PackedShare %.2f", share, PackedShare)
	}
}

// Work knows how many groups a table has.
func TestWorkCountsTheGroups(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 1, 1
	if f := cellared(t, p, 0, onDisk(t)); len(f.Groups) != Groups() {
		t.Errorf("a table has %d groups, Work counts %d", len(f.Groups), Groups())
	}
}

// full is a scratch that fails from some call on.
type full struct {
	*os.File
	left atomic.Int64
	why  error
}

func (f *full) WriteAt(p []byte, at int64) (int, error) {
	if f.left.Add(-1) < 0 {
		return 0, f.why
	}
	return f.File.WriteAt(p, at)
}

func (f *full) ReadAt(p []byte, at int64) (int, error) {
	if f.left.Add(-1) < 0 {
		return 0, f.why
	}
	return f.File.ReadAt(p, at)
}

// A scratch that fails stops the play, or what is made of its tables, with its own error.
func TestAScratchThatFailsIsTold(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 3, 2
	why := errors.New("the disk is full; free some space")
	for _, calls := range []int64{0, 5, 12, 20} { // 12 tables are written
		scratch := &full{File: onDisk(t), why: why}
		scratch.left.Store(calls)
		c := p.Contest()
		f, err := New(c.Arms, c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		f.Keep, f.cellar = true, &cellar{scratches: func() (Scratch, error) { return scratch, nil }}
		if err = f.Play(t.Context(), 2, nil); err == nil {
			_, err = f.Run(0, false)
		}
		if err == nil || err.Error() != why.Error() || strings.Contains(err.Error(), "\n") {
			t.Errorf("a scratch that fails after %d calls gives %v", calls, err)
		}
	}
}

// What a recorder keeps of a month is its own: the row of all creatives, which stays when
// the table goes, and the room in which a table is packed, which a copy would write over.
func TestARecorderSharesNothingThatChanges(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months = 200, 2
	w, _, err := StartReplicate(t.Context(), p, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	disk := onDisk(t)
	r := recorder{watch: func(*sim.World) {}, cellar: &cellar{scratches: func() (Scratch, error) { return disk, nil }}}
	w.Step()
	if err := r.record(w, 0); err != nil {
		t.Fatal(err)
	}
	row := w.Now.Groups[0].Values
	before := row[0]
	if row[0]++; r.all[0][0] != before {
		t.Error("the row of all creatives is part of the world's table")
	}
	c := r.clone()
	if err := errors.Join(r.record(w, 0), c.record(w, 0)); err != nil {
		t.Fatal(err)
	}
	if &r.room[0] == &c.room[0] {
		t.Error("a recorder and its copy pack tables in one place")
	}
}
