package index

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// A Covering says how many boxes are looked for, one after another.
type Covering struct {
	Peeling
	Floor float64 // density that each box after the first must have: 0 to 1
	Gain  float64 // share of all points of interest that each box after the first must add
	Most  int     // boxes at most
}

// Covered is one box of a covering. Coverage, Density and Support of the box count only points that
// no box before it holds; shares are of all points and of all points of interest.
type Covered struct {
	Box
	Chance []float64 // by limit, in the order of Limits: see ByChance
}

// Cover looks for box after box, as Friedman and Fisher (1999, section 9) cover what one box does not:
// Prim, and of the boxes of its trade-off that are as dense as Floor, or of all where none is, that with
// the largest harmonic mean of coverage and density, pasted; then the same among the points that no box
// holds. It ends where the next box would add less than Gain, or be
// less dense than Floor. A box without a limit says nothing and ends it as well: there may be none.
func Cover(points []design.Point, y []float64, interest func(float64) bool, c Covering) ([]Covered, error) {
	if !(c.Floor >= 0 && c.Floor <= 1) || !(c.Gain > 0 && c.Gain < 1) || c.Most < 1 {
		return nil, fmt.Errorf("covering: Floor is %v, Gain %v and Most %d, and must lie in 0 to 1, between 0 and 1, and be at least 1", c.Floor, c.Gain, c.Most)
	}
	var list []Covered
	var all *Discovery
	for len(list) < c.Most {
		d, err := Prim(points, y, interest, c.Peeling)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = d
			y = append([]float64(nil), y...)
		}
		box, err := d.Paste(d.balanced(c.Floor))
		if err != nil {
			return nil, err
		}
		chance := d.ByChance(box)
		box.Coverage = ratio(float64(box.Found), float64(all.Interesting))
		box.Support = ratio(float64(box.Points), float64(all.Points))
		if len(box.Limits()) == 0 || len(list) > 0 && (box.Coverage < c.Gain || box.Density < c.Floor) {
			break
		}
		list = append(list, Covered{box, chance})
		left := 0
		for i, p := range points {
			if box.holds(p, -1) {
				y[i] = ratio(0, 0)
			} else if finding.Defined(y[i]) && interest(y[i]) {
				left++
			}
		}
		if left == 0 {
			break
		}
	}
	return list, nil
}

// balanced is the box of the trade-off with the largest harmonic mean of coverage and density, by its
// number, among those as dense as the floor if there are any; of equal ones the first, which is the largest.
func (d *Discovery) balanced(floor float64) int {
	best, at, dense := -1.0, 0, false
	for i, b := range d.Boxes {
		mean := ratio(float64(2*float64(b.Coverage*b.Density)), b.Coverage+b.Density)
		if now := b.Density >= floor; now && !dense || now == dense && mean > best {
			best, at, dense = mean, i, now
		}
	}
	return at
}
