package ensemble

import (
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
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
		for _, bytes := range []int{1, int(bytesOfRow()) * 6 * 4} { // group by group, and four of them
			few, fewGaps := f.statistics(0, 1, 0, bytes)
			all, allGaps := f.statistics(0, 1, 0, inBand)
			for _, x := range [][2][]table.Row{{few, all}, {fewGaps, allGaps}} {
				if d := difference(&table.Series{Columns: f.Columns, Rows: x[0]}, &table.Series{Columns: f.Columns, Rows: x[1]}); d != "" {
					t.Errorf("with %d bytes of a month in memory: %s", bytes, d)
				}
			}
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

// With a scratch a replicate more takes next to no memory: neither tables of months nor its rows of
// all creatives, its end and its means, which Work counts.
func TestMemoryOfTablesIsFlatInReplicates(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays a dozen replicates")
	}
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Workers = 200, 6, 2
	used := func(n int) (bytes, held float64, end int64) {
		t.Helper()
		p.Options.Replicates = n
		idle := heap()
		f := cellared(t, p, 0, onDisk(t))
		months := 0
		levels, gaps := f.Tables(0, 1, 0, false)
		for _, s := range []*Table{levels, gaps} {
			if err := s.Each(func(rows []table.Row) error { months += len(rows); return nil }); err != nil || f.Err() != nil {
				t.Fatal(err, f.Err())
			}
		}
		if months != p.Options.Months*(2*n+8*Groups()) {
			t.Fatalf("%d rows are handed on of %d replicates", months, n)
		}
		bytes = heap() - idle
		end = f.cellar.end
		w, err := p.Work()
		if err != nil {
			t.Fatal(err)
		}
		runtime.KeepAlive(levels)
		return bytes, float64(w.Held() * int64(8*len(sim.Columns))), end
	}
	few, heldFew, _ := used(2)
	many, heldMany, end := used(10)
	if row, held := (many-few)/8, (heldMany-heldFew)/8; row > 0.1*held {
		t.Errorf("a replicate more takes %.0f bytes of memory, its rows %.0f", row, held)
	}
	tables := 2 * 10 * float64(p.Options.Months) * float64(Groups()) * float64(len(sim.Columns)) * 8
	if share := (float64(end) - heldMany) / tables; share > PackedShare || share < 0.5*PackedShare {
		t.Errorf("packing leaves %.2f of tables, by PackedShare %.2f", share, PackedShare)
	}
}

// Rows that outcomes hold are to the bit the same in memory, in a scratch, and partly in each: of
// a run, and of a comparison, of which no tables are kept.
func TestRowsAreTheSameFromMemoryAndScratch(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 30, 3 // worlds differ from month 22 on
	future := (int64(p.Options.Months) + 2*int64(Groups())) * bytesOfRow()
	for _, keep := range []bool{true, false} {
		var want string
		for _, most := range []int64{math.MaxInt64, 0, 2 * future} {
			c, disk := p.Contest(), onDisk(t)
			f, err := New(c.Arms, []string{"expected", "slow"}, c.Options)
			if err != nil {
				t.Fatal(err)
			}
			f.Keep, f.cellar = keep, &cellar{most: most, scratches: func() (Scratch, error) { return disk, nil }}
			for _, n := range []int{1, 3} { // what was at hand of fewer replicates is not that of all
				if err := f.Play(t.Context(), n, nil); err != nil {
					t.Fatal(err)
				}
				if rows := f.Across(1, 1, AtEnd, 0); len(rows) != n {
					t.Fatalf("%d rows across %d replicates", len(rows), n)
				}
			}
			got, there := fmt.Sprint(f.Groups), 0
			for world := range 2 {
				for arm := range 2 {
					for i, o := range f.Of(world, arm) {
						for part, rows := range map[Part]Rows{InMonth: o.All, AtEnd: o.End, OverPeriod: o.Mean} {
							whole := f.Read(rows)
							if rows.here == nil {
								there++
							}
							if len(whole) != rows.Len() || rows.Len() != map[Part]int{InMonth: 30, AtEnd: Groups(), OverPeriod: Groups()}[part] {
								t.Fatalf("%d rows of %d", len(whole), rows.Len())
							}
							for row := range whole {
								if one := f.Across(world, arm, part, row)[i]; !slices.EqualFunc(one, whole[row], bits) {
									t.Fatalf("row %d of part %d of replicate %d in world %d, arm %d is another alone", row, part, i, world, arm)
								}
							}
						}
						got += fmt.Sprint(f.Read(o.All), f.Read(o.End), f.Read(o.Mean), f.Row(o, 2, table.All, table.All), f.Row(o, 2, "domain", "music"))
					}
				}
			}
			if a, b := f.Across(0, 1, AtEnd, 0)[0], f.Across(1, 1, AtEnd, 0)[0]; slices.EqualFunc(a, b, bits) {
				t.Error("in two worlds the end is the same")
			}
			if n := len(f.sheets.rows); n != mostSheets || len(f.sheets.order) != n {
				t.Errorf("%d sheets are at hand", n)
			}
			if want == "" {
				want = got
			}
			if got != want || f.Err() != nil || (most == 0) != (there == 36) || (most == math.MaxInt64) != (there == 0) {
				t.Errorf("with %d bytes in memory, of 36 lists %d in the scratch, rows are others, or %v", most, there, f.Err())
			}
			if f.Forget(); f.Of(0, 0)[0].All.Len() != 0 || len(f.sheets.rows) != 0 {
				t.Error("rows are there after Forget")
			}
		}
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

// Rows that cannot be read are not defined, and why is told, also of one row across replicates.
func TestRowsThatCannotBeReadAreTold(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 200, 3, 2
	for name, read := range map[string]func(f *Futures) [][]float64{
		"all rows of one":      func(f *Futures) [][]float64 { return f.Read(f.Of(0, 1)[1].All) },
		"one row of each":      func(f *Futures) [][]float64 { return f.Across(0, 0, OverPeriod, 5) },
		"a table of replicate": func(f *Futures) [][]float64 { return [][]float64{f.SeriesOf(0, 0, 1, 3).Rows[0].Values} },
	} {
		scratch := &full{File: onDisk(t), why: errors.New("the disk is gone")}
		scratch.left.Store(math.MaxInt64)
		f := cellared(t, p, 0, scratch)
		if rows := read(f); math.IsNaN(rows[0][0]) || f.Err() != nil {
			t.Fatalf("%s: %v, %v", name, rows[0][0], f.Err())
		}
		f.sheets.clear()
		scratch.left.Store(0)
		for _, row := range read(f) {
			if !slices.ContainsFunc(row, math.IsNaN) || slices.ContainsFunc(row, func(v float64) bool { return v == v }) {
				t.Errorf("%s: values of what could not be read", name)
			}
		}
		if err := f.Err(); err == nil || err.Error() != "the disk is gone" {
			t.Errorf("%s: %v", name, err)
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
	r := recorder{watch: func(*sim.World) {}, tables: true, cellar: &cellar{scratches: func() (Scratch, error) { return disk, nil }}}
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
