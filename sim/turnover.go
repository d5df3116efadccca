package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// smallestStaff is the mean staff of firms with 1 to 4 (Census SUSB 2022), whose
// rate of closing is the parameter.
const smallestStaff = 2.1

// turnOver closes organisations and opens others in their place (equation 50): with
// closing (staff/2.1)^-closing_size a year, staff as it is now. What opens is of
// like size and kind and takes row, staff and clients over, so no head is gained or
// lost: the flow from jobs to unemployment is that of the record, in which those
// whose employer closed are counted already. New are leadership, openness, silos and
// luck e_f, and that it begins without AI and looks at once, with the index of its own day. Luck is drawn
// among those that would have had the AI of 2021, or would not, as whoever closed: so
// legacy, and with it the world without AI, stands still.
func (w *World) turnOver(lo, hi int) {
	if w.BurnIn {
		return
	}
	p := &w.Params.Organisations
	luck, most := w.Stream(drawClose), w.closing(1)
	for f := lo; f < hi; f++ {
		if u := luck.Uniform(uint64(f)); u < most && p.Closing > 0 && u < w.closing(w.staffNow(f)) {
			w.open(f)
		}
	}
}

// closing is the monthly chance that an organisation with so many staff closes.
func (w *World) closing(staff float64) float64 {
	p := &w.Params.Organisations
	return p.Closing / 12 * num.Pow(max(1, staff)/smallestStaff, -p.ClosingSize)
}

// staffNow is the staff of an organisation in the measure in which its creatives have
// become more or fewer than wanted at the start.
func (w *World) staffNow(f int) float64 {
	o, c := &w.Orgs, &w.Cells
	var base, now float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		base += float64(c.Base[k])
		now += float64(c.Star[k])
	}
	if base == 0 {
		return float64(o.Staff[f])
	}
	return float64(o.Staff[f]) * (now / base)
}

// open puts a new organisation in the place of one that closed.
func (w *World) open(f int) {
	o, luck, id := &w.Orgs, w.Stream(drawFound), uint64(f)
	o.Founded[f] = w.founding()
	o.Stage[f], o.Age[f], o.Depth[f], o.Encouragement[f] = NoAI, 0, 0, 0
	o.Leadership[f], o.Openness[f], o.Silos[f] = middling(luck, id), middling(luck, id|1<<40), middling(luck, id|2<<40)
	had := num.Logistic(w.Sectors[o.Sector[f]].Base + w.Params.SizeLogit(float64(o.Staff[f])))
	u := luck.Open(id | 3<<40)
	if o.Legacy[f] != 0 {
		u = 1 - float64(had*u)
	} else {
		u *= 1 - had
	}
	o.Luck[f] = float32(num.Logit(max(0x1p-40, min(1-0x1p-40, u))))
}

// founding is this month as Founded counts them.
func (w *World) founding() uint16 { return uint16(min(w.Month+1, math.MaxUint16)) }

// openedWithin tells whether an organisation opened within so many months, this one
// among them.
func (w *World) openedWithin(f, months int) bool {
	founded := int(w.Orgs.Founded[f])
	return founded > 0 && founded+months > int(w.founding())
}

// middling is a trait between 0 and 1, most often about a half.
func middling(luck draw.Stream, id uint64) float32 { return float32(autonomy(luck, id)) }
