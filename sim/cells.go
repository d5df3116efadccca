package sim

import (
	"math"
	"sync/atomic"
)

// Sums over the staff of a cell are integers, added by whichever worker comes
// by; two facts share a word, so that a creative costs two additions.
//
//	SumYield: (y - 1) in 2^-16 below bit 40, users above
//	SumSkill: K in 2^-10 below bit 32, heads above
//
// Heads are those that production counted: staff comes and goes afterwards, and
// a mean needs the same people above and below.
const (
	yieldUnit = 1 << 16
	skillUnit = 1 << 10
	userShift = 40
	headShift = 32
)

// add counts one member of staff; a worker alone needs no atomic addition.
func (c *Cells) add(k int32, yield, skill float64, uses, alone bool) {
	y := int64(float64((yield-1)*yieldUnit) + 0.5)
	if uses {
		y += 1 << userShift
	}
	s := int64(float64(skill*skillUnit)+0.5) | 1<<headShift
	if alone {
		c.SumYield[k] += y
		c.SumSkill[k] += s
		return
	}
	atomic.AddInt64(&c.SumYield[k], y)
	atomic.AddInt64(&c.SumSkill[k], s)
}

// yield is the mean output of the cell's staff, 1 without staff.
func (c *Cells) yield(k int32) float64 {
	sum := c.SumYield[k] & (1<<userShift - 1)
	if sum == 0 {
		return 1
	}
	return 1 + float64(sum)/(yieldUnit*c.heads(k))
}

// heads, users and skill are sums over the staff that production counted.
func (c *Cells) heads(k int32) float64 { return float64(c.SumSkill[k] >> headShift) }

func (c *Cells) users(k int32) float64 { return float64(c.SumYield[k] >> userShift) }

func (c *Cells) skill(k int32) float64 {
	return float64(float64(c.SumSkill[k]&math.MaxUint32) / skillUnit)
}

// clearSums empties the sums before production fills them.
func (c *Cells) clearSums() {
	clear(c.SumYield)
	clear(c.SumSkill)
}
