package sim

import (
	"math"
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/par"
)

// Sums over the staff of a cell are integers, added by whichever worker comes
// by; two facts share a word, so that a creative costs three additions.
//
//	SumYield: (y - 1) in 2^-16 below bit 40, users above
//	SumSkill: K in 2^-10 below bit 32, heads above
//	SumFear:  F in 2^-10
//	SumLift:  Q - H in 2^-14, in 32 bits: below one half a head, and no cell of 50 million people has 260,000
//
// Heads are those that production counted: staff comes and goes afterwards, and
// a mean needs the same people above and below.
const (
	yieldUnit = 1 << 16
	skillUnit = 1 << 10
	liftUnit  = 1 << 14
	userShift = 40
	headShift = 32
)

// fewWorkers have sums of their own, 20 bytes a cell and worker, added up
// afterwards; more than these share one set with atomic additions, which cost
// twice the time and no memory. Both give the same integers.
const fewWorkers = 4

// cellSums are where a worker adds.
type cellSums struct {
	yield, skill []int64
	fear, lift   []int32
	shared       bool
}

// sumsOf is where a worker adds up the staff of cells.
func (w *World) sumsOf(worker int) cellSums {
	c := &w.Cells
	if w.Workers > fewWorkers {
		return cellSums{c.SumYield, c.SumSkill, c.SumFear, c.SumLift, true}
	}
	if worker == 0 {
		return cellSums{c.SumYield, c.SumSkill, c.SumFear, c.SumLift, false}
	}
	t := &w.tallies[worker]
	if n := len(c.SumYield); len(t.sumYield) != n {
		t.sumYield, t.sumSkill, t.sumFear, t.sumLift = make([]int64, n), make([]int64, n), make([]int32, n), make([]int32, n)
	}
	return cellSums{t.sumYield, t.sumSkill, t.sumFear, t.sumLift, false}
}

// add counts one member of staff; lift is what the machine adds to the quality of
// the member's works, and may be negative.
func (s *cellSums) add(k int32, yield, lift, skill, fear float64, uses bool) {
	y := int64(float64((yield-1)*yieldUnit) + 0.5)
	l := int32(float64((lift+1)*liftUnit)+0.5) - liftUnit
	if uses {
		y += 1 << userShift
	}
	x := int64(float64(skill*skillUnit)+0.5) | 1<<headShift
	f := int32(float64(fear*skillUnit) + 0.5)
	if s.shared {
		atomic.AddInt64(&s.yield[k], y)
		atomic.AddInt64(&s.skill[k], x)
		atomic.AddInt32(&s.fear[k], f)
		if l != 0 {
			atomic.AddInt32(&s.lift[k], l)
		}
		return
	}
	s.yield[k] += y
	s.skill[k] += x
	s.fear[k] += f
	s.lift[k] += l
}

// joinSums adds the workers' own sums to the cells' and empties them.
func (w *World) joinSums() {
	c := &w.Cells
	for j := range w.tallies[1:] {
		t := &w.tallies[1+j]
		if t.sumYield == nil {
			continue
		}
		par.Chunks(w.Workers, len(c.SumYield), func(_, _, lo, hi int) {
			for k := lo; k < hi; k++ {
				c.SumYield[k] += t.sumYield[k]
				c.SumSkill[k] += t.sumSkill[k]
				c.SumFear[k] += t.sumFear[k]
				c.SumLift[k] += t.sumLift[k]
				t.sumYield[k], t.sumSkill[k], t.sumFear[k], t.sumLift[k] = 0, 0, 0, 0
			}
		})
	}
}

// yield is the mean output of the cell's staff, 1 without staff.
func (c *Cells) yield(k int32) float64 {
	sum := c.SumYield[k] & (1<<userShift - 1)
	if sum == 0 {
		return 1
	}
	return 1 + float64(sum)/(yieldUnit*c.heads(k))
}

// lift is what machines add to the mean quality of the cell's works, exactly 0
// without AI.
func (c *Cells) lift(k int32) float64 {
	sum := c.SumLift[k]
	if sum == 0 {
		return 0
	}
	return float64(sum) / (liftUnit * c.heads(k))
}

// heads, users, skill and fear are sums over the staff that production counted.
func (c *Cells) heads(k int32) float64 { return float64(c.SumSkill[k] >> headShift) }

func (c *Cells) users(k int32) float64 { return float64(c.SumYield[k] >> userShift) }

func (c *Cells) skill(k int32) float64 {
	return float64(float64(c.SumSkill[k]&math.MaxUint32) / skillUnit)
}

func (c *Cells) fear(k int32) float64 { return float64(float64(c.SumFear[k]) / skillUnit) }

// clearSums empties the sums before production fills them.
func (c *Cells) clearSums() {
	clear(c.SumYield)
	clear(c.SumSkill)
	clear(c.SumFear)
	clear(c.SumLift)
}
