package sim

import (
	"math"
	"sync/atomic"
)

// Sums over the staff of a cell are integers, added by whichever worker comes
// by; two facts share a word, so that a creative costs two additions.
//
//	SumYield: (y - 1) in 2^-16 below bit 40, users above
//	SumSkill: K in 2^-10 below bit 32, machine share m in 2^-10 above
const (
	yieldUnit = 1 << 16
	skillUnit = 1 << 10
	userShift = 40
	depthBit  = 32
)

// add counts one member of staff.
func (c *Cells) add(k int32, yield, skill, depth float64, uses bool) {
	y := int64(float64((yield-1)*yieldUnit) + 0.5)
	if uses {
		y += 1 << userShift
	}
	atomic.AddInt64(&c.SumYield[k], y)
	atomic.AddInt64(&c.SumSkill[k], int64(float64(skill*skillUnit)+0.5)|int64(float64(depth*skillUnit)+0.5)<<depthBit)
}

// yield is the mean output of the cell's staff, 1 without staff.
func (c *Cells) yield(k int32, staff int32) float64 {
	if staff == 0 {
		return 1
	}
	return 1 + float64(c.SumYield[k]&(1<<userShift-1))/(float64(yieldUnit)*float64(staff))
}

// users, skill and depth are sums over the cell's staff.
func (c *Cells) users(k int32) float64 { return float64(c.SumYield[k] >> userShift) }

func (c *Cells) skill(k int32) float64 {
	return float64(float64(c.SumSkill[k]&math.MaxUint32) / skillUnit)
}

func (c *Cells) depth(k int32) float64 { return float64(c.SumSkill[k]>>depthBit) / skillUnit }

// clearSums empties the sums before production fills them.
func (c *Cells) clearSums() {
	clear(c.SumYield)
	clear(c.SumSkill)
}
