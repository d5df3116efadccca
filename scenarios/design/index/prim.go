package index

import (
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design"
)

// A Peeling says how boxes are looked for.
type Peeling struct {
	// Alpha is the share of a box that one peel takes away, and one paste puts back, at most where the
	// coordinates allow it: 0.05 is patient.
	Alpha float64
	// Least is the share of all points that a box must keep: 0.05.
	Least float64
}

// Box is a part of the cube, low <= x < high in each factor, with what it holds.
type Box struct {
	Low, High []float64 // [0, 1) for a factor that does not limit the box
	Points    int       // points within
	Found     int       // of these, points of interest
	Coverage  float64   // share of all points of interest that lie within
	Density   float64   // share of the points within that are of interest
	Support   float64   // share of all points that lie within
}

// Discovery is the trade-off that was found. Boxes begin with the whole cube, and each of the others is
// the one before with one peel less: density rises along them as coverage falls, more or less. Which one
// to take is a choice of who asks.
type Discovery struct {
	Boxes       []Box
	Left        int // points left out for an undefined output
	Points      int // points that count
	Interesting int // of these, points of interest

	points []design.Point
	hits   []bool
	peel   Peeling
}

// Prim looks for boxes of the cube in which outputs are of interest, by the patient rule induction method
// (Friedman and Fisher 1999, Statistics and Computing 9, 123-143) as it is used to discover scenarios
// (Bryant and Lempert 2010, Technological Forecasting and Social Change 77, 34-49). Each step takes the
// thin slice at one end of one factor whose loss raises the density most; where slices differ in size, as
// on a grid, most by point lost. It ends when all points within are of interest or the next box would be
// too small. Points with an undefined output are left out: to find where those lie, give outputs that are 1
// there and 0 elsewhere.
func Prim(points []design.Point, y []float64, interest func(float64) bool, peel Peeling) (*Discovery, error) {
	if !(peel.Alpha > 0 && peel.Alpha < 1) {
		return nil, fmt.Errorf("peeling: Alpha is %v, and must lie between 0 and 1", peel.Alpha)
	}
	if !(peel.Least > 0 && peel.Least < 1) {
		return nil, fmt.Errorf("peeling: Least is %v, and must lie between 0 and 1", peel.Least)
	}
	if interest == nil {
		return nil, fmt.Errorf("interest is nil, and must tell which outputs are of interest")
	}
	if len(points) == 0 || len(points[0]) == 0 {
		return nil, fmt.Errorf("points has no coordinates, and must have at least 1 point of 1 factor")
	}
	if err := checkOutputs(points, y, len(points[0])); err != nil {
		return nil, err
	}
	d := &Discovery{peel: peel}
	d.points, y = defined(points, y)
	d.Points, d.Left = len(y), len(points)-len(y)
	for _, v := range y {
		d.hits = append(d.hits, interest(v))
		if d.hits[len(d.hits)-1] {
			d.Interesting++
		}
	}
	if d.Interesting == 0 {
		return nil, fmt.Errorf("y has %d outputs that are defined, and none of them is of interest", d.Points)
	}
	k := len(points[0])
	whole := Box{Low: make([]float64, k), High: slices.Repeat([]float64{1}, k)}
	for box, more := d.weighed(whole), true; more; box, more = d.peeled(box) {
		d.Boxes = append(d.Boxes, box)
	}
	return d, nil
}

// holds tells whether a point lies in a box; apart from a factor, unless that is negative.
func (b Box) holds(p design.Point, apart int) bool {
	for j, x := range p {
		if j != apart && (x < b.Low[j] || x >= b.High[j]) {
			return false
		}
	}
	return true
}

// Limits lists the factors that limit the box.
func (b Box) Limits() []int {
	var list []int
	for j := range b.Low {
		if b.Low[j] != 0 || b.High[j] != 1 {
			list = append(list, j)
		}
	}
	return list
}

// with is a copy of the box with one factor between other ends.
func (b Box) with(j int, low, high float64) Box {
	b.Low, b.High = slices.Clone(b.Low), slices.Clone(b.High)
	b.Low[j], b.High[j] = low, high
	return b
}

// within lists the points that a box holds apart from a factor, by their number.
func (d *Discovery) within(b Box, apart int) []int {
	var list []int
	for i, p := range d.points {
		if b.holds(p, apart) {
			list = append(list, i)
		}
	}
	return list
}

// found is how many of the listed points are of interest.
func (d *Discovery) found(list []int) int {
	n := 0
	for _, i := range list {
		if d.hits[i] {
			n++
		}
	}
	return n
}

// weighed is the box with what it holds.
func (d *Discovery) weighed(b Box) Box {
	inside := d.within(b, -1)
	b.Points, b.Found = len(inside), d.found(inside)
	b.Coverage = ratio(float64(b.Found), float64(d.Interesting))
	b.Density = ratio(float64(b.Found), float64(b.Points))
	b.Support = ratio(float64(b.Points), float64(d.Points))
	return b
}

// peeled returns the best box that is one peel smaller, and whether there is one. Of equally good ones it
// is the larger, then that of the first factor, then that with a higher low end.
func (d *Discovery) peeled(b Box) (best Box, ok bool) {
	if b.Found == b.Points {
		return b, false
	}
	inside := d.within(b, -1)
	least, gain, kept := float64(d.peel.Least*float64(d.Points)), 0.0, 0
	for j := range b.Low {
		low, high := d.ends(b, j, inside)
		for _, smaller := range []Box{b.with(j, low, b.High[j]), b.with(j, b.Low[j], high)} {
			points, found := 0, 0
			for _, i := range inside {
				if x := d.points[i][j]; x >= smaller.Low[j] && x < smaller.High[j] {
					points++
					if d.hits[i] {
						found++
					}
				}
			}
			if points == b.Points || float64(points) < least {
				continue
			}
			g := (ratio(float64(found), float64(points)) - b.Density) / float64(b.Points-points)
			if !ok || g > gain || g == gain && points > kept {
				best, gain, kept, ok = smaller, g, points, true
			}
		}
	}
	if ok {
		best = d.weighed(best)
	}
	return best, ok
}

// ends returns the low end of a factor after a peel from below and its high end after a peel from above:
// half-way between the last value taken and the first kept. Equal values go together, so a slice may be
// thicker than Alpha; an end stays where no value would be left.
func (d *Discovery) ends(b Box, j int, inside []int) (low, high float64) {
	values := make([]float64, len(inside))
	for at, i := range inside {
		values[at] = d.points[i][j]
	}
	slices.Sort(values)
	n := len(values)
	cut := d.slice(n)
	low, high = b.Low[j], b.High[j]
	for c := cut; c < n; c++ {
		if values[c] > values[c-1] {
			low = middle(values[c-1], values[c])
			break
		}
	}
	for c := n - cut; c > 0; c-- {
		if values[c] > values[c-1] {
			high = middle(values[c-1], values[c])
			break
		}
	}
	return low, high
}

// slice is how many of n points a peel takes.
func (d *Discovery) slice(n int) int { return max(1, int(d.peel.Alpha*float64(n))) }

// middle is half-way between a < b, above a and not above b.
func middle(a, b float64) float64 {
	if m := a + float64((b-a)/2); m > a {
		return m
	}
	return b
}
