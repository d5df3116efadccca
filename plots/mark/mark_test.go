package mark

import (
	"math"
	"slices"
	"testing"
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
