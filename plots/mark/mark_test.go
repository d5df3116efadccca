package mark

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"

	"github.com/atelier-sim/atelier/plots/canvas"
)

func TestLabelsAreMovedApartAndNoFurther(t *testing.T) {
	for _, c := range []struct {
		middles, want []float64
	}{
		{[]float64{10, 50, 90}, []float64{10, 50, 90}},
		{[]float64{50, 50}, []float64{42, 58}},
		{[]float64{58, 42}, []float64{58, 42}},
		{[]float64{50, 52, 54}, []float64{36, 52, 68}},
		{[]float64{0, 0, 100}, []float64{8, 24, 92}},
		{[]float64{99, 98}, []float64{92, 76}},
	} {
		heights := make([]float64, len(c.middles))
		for i := range heights {
			heights[i] = 16
		}
		got := spread(c.middles, heights, 0, 100)
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("%v is spread to %v, want %v", c.middles, got, c.want)
				break
			}
		}
	}
}

func TestRunsAreStackedWhereTheyWouldOverlap(t *testing.T) {
	at, level, top := stack([]float64{10, 1, 2, math.NaN(), 1}, 3, func(v float64) float64 { return v })
	if !slices.Equal(at, []float64{1.5, 1.5, 1.5, 10}) || !slices.Equal(level, []int{0, 1, 2, 0}) || top != 2 {
		t.Errorf("at %v, level %v, top %d", at, level, top)
	}
	if at, _, top := stack(nil, 3, nil); len(at) != 0 || top != 0 {
		t.Errorf("no runs are stacked at %v, %d", at, top)
	}
}

func TestNamesStandNearestToTheirOwnDot(t *testing.T) {
	luck := rand.New(rand.NewPCG(1, 2))
	lost := 0
	for range 500 {
		n := naming{area: canvas.BoxOf(0, 0, 560, 220)}
		for range 6 {
			x, y := 20+500*luck.Float64(), 20+180*luck.Float64()
			n.dots = append(n.dots, [2]float64{x, y})
			n.take(vg.Length(x), vg.Length(y), vg.Length(x), vg.Length(y), 5)
		}
		for i := range n.dots {
			if at := n.place(i, 70+60*luck.Float64(), 9); !n.own(i, at) {
				lost++
			}
		}
	}
	if lost > 15 { // crowded into a corner, some have no such place: a line ties them
		t.Errorf("%d of 3000 names stand as near to another dot", lost)
	}
}
