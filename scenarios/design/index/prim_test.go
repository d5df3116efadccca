package index

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/design"
)

// planted is 1 within a box and 0 elsewhere.
func planted(p design.Point) float64 {
	if p[0] >= 0.2 && p[0] < 0.5 && p[2] >= 0.6 && p[1] < 0.7 {
		return 1
	}
	return 0
}

func one(y float64) bool { return y == 1 }

func TestPrimFindsAPlantedBox(t *testing.T) {
	points, err := design.LatinHypercube(4000, 6, 1)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Prim(points, play(points, planted), one, Peeling{Alpha: 0.05, Least: 0.02})
	if err != nil {
		t.Fatal(err)
	}
	before := d.Boxes[0]
	if before.Coverage != 1 || before.Support != 1 || before.Points != 4000 || len(before.Limits()) != 0 {
		t.Errorf("the first box is not the whole cube: %+v", before)
	}
	for _, b := range d.Boxes[1:] {
		if b.Points >= before.Points || b.Coverage > before.Coverage || math.Abs(b.Density*float64(b.Points)-float64(b.Found)) > 1e-9 {
			t.Errorf("%+v does not lie in %+v", b, before)
		}
		if float64(b.Points) < 0.95*float64(before.Points)-1 {
			t.Errorf("a peel takes %d of %d points", before.Points-b.Points, before.Points)
		}
		before = b
	}
	box, err := d.Paste(len(d.Boxes) - 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("coverage %.3f, density %.3f, low %.2f, high %.2f", box.Coverage, box.Density, box.Low, box.High)
	if box.Coverage < 0.9 || box.Density < 0.95 {
		t.Errorf("coverage %v and density %v", box.Coverage, box.Density)
	}
	low, high := []float64{0.2, 0, 0.6, 0, 0, 0}, []float64{0.5, 0.7, 1, 1, 1, 1}
	for j := range low {
		if math.Abs(box.Low[j]-low[j]) > 0.03 || math.Abs(box.High[j]-high[j]) > 0.03 {
			t.Errorf("factor %d: %v to %v, want %v to %v", j, box.Low[j], box.High[j], low[j], high[j])
		}
	}
	d.Boxes = append(d.Boxes, d.weighed(box.with(0, 0.3, 0.4))) // peeled too far
	if again, err := d.Paste(len(d.Boxes) - 1); err != nil || again.Coverage < 0.95 || again.Density < 0.99 {
		t.Errorf("pasting mends it to %+v, %v", again, err)
	}
	for at, p := range d.ByChance(box) {
		if j := box.Limits()[at]; j < 3 && p > 1e-6 {
			t.Errorf("the limits of factor %d may be chance: %v", j, p)
		}
	}
}

// On a grid equal values go together, and the box is found by its levels.
func TestPrimOnAGridTakesWholeLevels(t *testing.T) {
	points, err := design.Grid([]int{10, 10, 4})
	if err != nil {
		t.Fatal(err)
	}
	at := func(p design.Point) float64 { return map[bool]float64{true: 1}[p[0] > 0.6 && p[1] < 0.3] }
	d, err := Prim(points, play(points, at), one, Peeling{Alpha: 0.05, Least: 0.01})
	if err != nil {
		t.Fatal(err)
	}
	if last := d.Boxes[len(d.Boxes)-1]; last.Coverage != 1 || last.Density != 1 {
		t.Errorf("peeling ends at %+v", last)
	}
	box, err := d.Paste(len(d.Boxes) - 1)
	if err != nil {
		t.Fatal(err)
	}
	if box.Coverage != 1 || box.Density != 1 || len(box.Limits()) != 2 {
		t.Errorf("%+v", box)
	}
	// Pasting from the middle of the path ends, whatever values are equal.
	for i := range d.Boxes {
		larger, err := d.Paste(i)
		if err != nil || larger.Density < d.Boxes[i].Density || larger.Coverage < d.Boxes[i].Coverage {
			t.Errorf("box %d: %+v, pasted %+v, %v", i, d.Boxes[i], larger, err)
		}
	}
}

func TestBinomialTails(t *testing.T) {
	for _, c := range []struct {
		k, n    int
		p, want float64
	}{
		{0, 5, 0.3, 1}, {1, 1, 0.3, 0.3}, {2, 3, 0.5, 0.5}, {3, 3, 0.1, 0.001}, {8, 10, 0.6, 0.1672897536}, {1, 4, 0, 0}, {3, 4, 1, 1},
	} {
		if got := atLeast(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%d or more of %d at %v: %v, want %v", c.k, c.n, c.p, got, c.want)
		}
	}
}
