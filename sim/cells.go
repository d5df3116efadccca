package sim

import (
	"math"
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/par"
)

// Sums over the staff of a cell are integers, added by whichever worker comes
// by; two facts share a word, and the words of a cell lie together, for who works
// where is as good as random.
//
//	sumsYield: (y - 1) in 2^-16 below bit 40, users above
//	sumsSkill: K in 2^-10 below bit 32, heads above
//	sumsFear:  Q - H in 2^-14 below bit 32, with its sign, F in 2^-10 above
//
// Q - H is below one half a head, and no cell of 50 million people has 260,000. Heads are
// those that production counted: staff comes and goes afterwards, and
// a mean needs the same people above and below.
const (
	sumsYield = iota
	sumsSkill
	sumsFear
)

const (
	yieldUnit = 1 << 16
	skillUnit = 1 << 10
	liftUnit  = 1 << 14
	userShift = 40
	headShift = 32
)

// fewWorkers have sums of their own, 24 bytes a cell and worker, added up
// afterwards; more than these share one set with atomic additions, which cost
// twice the time and no memory. Both give the same integers.
const fewWorkers = 4

// cellSums are where a worker adds.
type cellSums struct {
	sums   []int64
	shared bool
}

// sumsOf is where a worker adds up the staff of cells.
func (w *World) sumsOf(worker int) cellSums {
	c := &w.Cells
	if w.Workers > fewWorkers || worker == 0 {
		return cellSums{c.Sums, w.Workers > fewWorkers}
	}
	t := &w.tallies[worker]
	if n := len(c.Sums); len(t.sums) != n {
		t.sums = make([]int64, n)
	}
	return cellSums{t.sums, false}
}

// add counts one member of staff; lift is what the machine adds to the quality of
// the member's works, and may be negative.
func (s *cellSums) add(k int32, yield, lift, skill, fear float64, uses uint8) {
	y := int64(float64((yield-1)*yieldUnit)+0.5) + int64(uses)<<userShift
	l := int64(float64((lift+1)*liftUnit)+0.5) - liftUnit
	x := int64(float64(skill*skillUnit)+0.5) | 1<<headShift
	f := int64(float64(fear*skillUnit)+0.5)<<headShift + l
	sums := (*[CellSums]int64)(s.sums[int(k)*CellSums:])
	if s.shared {
		atomic.AddInt64(&sums[sumsYield], y)
		atomic.AddInt64(&sums[sumsSkill], x)
		atomic.AddInt64(&sums[sumsFear], f)
		return
	}
	sums[sumsYield] += y
	sums[sumsSkill] += x
	sums[sumsFear] += f
}

// joinSums adds the workers' own sums to the cells' and empties them.
func (w *World) joinSums() {
	c := &w.Cells
	for j := range w.tallies[1:] {
		t := &w.tallies[1+j]
		if t.sums == nil {
			continue
		}
		par.Chunks(w.Workers, len(c.Sums), func(_, _, lo, hi int) {
			par.AddInts(c.Sums[lo:hi], t.sums[lo:hi])
			clear(t.sums[lo:hi])
		})
	}
}

// sum is one of the sums of a cell.
func (c *Cells) sum(k int32, which int) int64 { return c.Sums[int(k)*CellSums+which] }

// yield is the mean output of the cell's staff, 1 without staff.
func (c *Cells) yield(k int32) float64 {
	sum := c.sum(k, sumsYield) & (1<<userShift - 1)
	if sum == 0 {
		return 1
	}
	return 1 + float64(sum)/(yieldUnit*c.heads(k))
}

// lift is what machines add to the mean quality of the cell's works, exactly 0
// without AI.
func (c *Cells) lift(k int32) float64 {
	sum := int32(c.sum(k, sumsFear))
	if sum == 0 {
		return 0
	}
	return float64(sum) / (liftUnit * c.heads(k))
}

// heads, users, skill and fear are sums over the staff that production counted.
func (c *Cells) heads(k int32) float64 { return float64(c.sum(k, sumsSkill) >> headShift) }

func (c *Cells) users(k int32) float64 { return float64(c.sum(k, sumsYield) >> userShift) }

func (c *Cells) skill(k int32) float64 {
	return float64(float64(c.sum(k, sumsSkill)&math.MaxUint32) / skillUnit)
}

func (c *Cells) fear(k int32) float64 {
	sum := c.sum(k, sumsFear)
	return float64(float64((sum-int64(int32(sum)))>>headShift) / skillUnit)
}

// clearSums empties the sums before production fills them.
func (c *Cells) clearSums() {
	clear(c.Sums)
}
