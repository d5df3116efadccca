package index

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/design"
)

// twoBoxes is 1 in two boxes of about one size, and undefined in a corner.
func twoBoxes(p design.Point) float64 {
	switch {
	case p[3] > 0.95 && p[2] > 0.9:
		return math.NaN()
	case p[0] > 0.75, p[1] > 0.6 && p[2] < 0.5:
		return 1
	}
	return 0
}

func TestCoverFindsWhatOneBoxCannotHold(t *testing.T) {
	points, err := design.LatinHypercube(3000, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	y := play(points, twoBoxes)
	before := append([]float64(nil), y...)
	c := Covering{Peeling: Peeling{Alpha: 0.05, Least: 0.05}, Floor: 0.8, Gain: 0.05, Most: 5}
	list, err := Cover(points, y, one, c)
	if err != nil {
		t.Fatal(err)
	}
	for i := range y {
		if y[i] != before[i] && before[i] == before[i] {
			t.Fatalf("output %d is changed from %v to %v", i, before[i], y[i])
		}
	}
	if len(list) != 2 {
		t.Fatalf("%d boxes, and there are 2: %+v", len(list), list)
	}
	coverage := list[0].Coverage + list[1].Coverage
	if coverage < 0.9 || coverage > 1 || list[0].Coverage > 0.7 || list[1].Coverage < 0.25 {
		t.Errorf("boxes cover %v and %v", list[0].Coverage, list[1].Coverage)
	}
	for k, b := range list {
		if len(b.Chance) != len(b.Limits()) || b.Density < 0.9 {
			t.Errorf("box %d: %+v", k, b)
		}
		if k == 1 && math.Abs(b.Low[0]-0.75) > 0.03 || k == 0 && (math.Abs(b.Low[1]-0.6) > 0.03 || math.Abs(b.High[2]-0.5) > 0.03) {
			t.Errorf("box %d: low %.2f, high %.2f", k, b.Low, b.High)
		}
		held, inside := 0, 0
		for i, p := range points {
			if b.holds(p, -1) && before[i] == before[i] && !(k == 1 && list[0].holds(p, -1)) {
				if inside++; before[i] == 1 {
					held++
				}
			}
		}
		if held != b.Found || inside != b.Points {
			t.Errorf("box %d holds %d of %d, and says %d of %d", k, held, inside, b.Found, b.Points)
		}
	}
	c.Most = 1
	if list, err = Cover(points, y, one, c); err != nil || len(list) != 1 {
		t.Errorf("at most one box: %d, %v", len(list), err)
	}
	c.Most, c.Gain = 5, 0.7
	if list, err = Cover(points, y, one, c); err != nil || len(list) != 1 {
		t.Errorf("a box that adds less than is asked: %d, %v", len(list), err)
	}
	c.Gain = 0
	if _, err = Cover(points, y, one, c); err == nil {
		t.Error("a gain of nothing is taken")
	}
}

// Where it holds anywhere alike, there is no box; a floor that no further box reaches ends it.
func TestCoverEndsWhereThereIsNothingToTell(t *testing.T) {
	points, err := design.LatinHypercube(400, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	c := Covering{Peeling: Peeling{Alpha: 0.05, Least: 0.05}, Floor: 1, Gain: 0.05, Most: 5}
	list, err := Cover(points, play(points, func(design.Point) float64 { return 1 }), one, c)
	if err != nil || len(list) != 0 {
		t.Errorf("it holds at all points, and there are %d boxes, %v", len(list), err)
	}
	noisy := func(p design.Point) float64 {
		if p[0] < 0.3 || math.Mod(1e4*p[1], 1) < 0.3 {
			return 1
		}
		return 0
	}
	if list, err = Cover(points, play(points, noisy), one, c); err != nil || len(list) != 1 || math.Abs(list[0].High[0]-0.3) > 0.03 {
		t.Errorf("%+v, %v", list, err)
	}
}
