package sim

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/atelier-sim/atelier/sim/par"
)

// A large world that gets more rows has its columns moved one after another, not all of them
// twice, and no view of a month keeps those of before.
func TestAWorldThatGrowsIsNotThereTwice(t *testing.T) {
	w := &World{Workers: 2, tallies: newTallies(2)}
	rows := 150 * par.Chunk
	w.Creatives.Grow(rows)
	w.passRows(func(*Rows, int) {})
	size := 0
	w.Creatives.each(func(x column) { size += x.bytes() })
	debug.FreeOSMemory() // what other tests have left and given back in part
	had := inUse()
	w.Creatives.Grow(rows / 20)
	if got := inUse() - had; got > size/4 {
		t.Errorf("a world of %d kB has taken %d kB more to grow by a twentieth", size>>10, got>>10)
	}
	if w.Rows() != rows+rows/20 {
		t.Errorf("%d rows, want %d", w.Rows(), rows+rows/20)
	}
	runtime.KeepAlive(w)
}

// inUse is the memory that was asked of the system for the heap, at most, less what was given back.
func inUse() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapSys - m.HeapReleased)
}
