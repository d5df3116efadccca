package design

import (
	"slices"
	"testing"
)

func TestGridHasAllCombinationsFirstFactorSlowest(t *testing.T) {
	points, err := Grid([]int{2, 1, 3})
	if err != nil {
		t.Fatal(err)
	}
	sixth, half := 0.5/3, 0.5
	want := []Point{
		{0.25, half, sixth}, {0.25, half, half}, {0.25, half, 2.5 / 3},
		{0.75, half, sixth}, {0.75, half, half}, {0.75, half, 2.5 / 3},
	}
	if !equal(points, want) {
		t.Errorf("got %v, want %v", points, want)
	}
	if n, err := GridSize([]int{2, 1, 3}); n != len(points) || err != nil {
		t.Errorf("the size is said to be %d, %v", n, err)
	}
}

func TestOneAtATimeMovesOneFactorFromTheBase(t *testing.T) {
	points, err := OneAtATime(Point{0.1, 0.2}, []int{2, 1})
	if err != nil {
		t.Fatal(err)
	}
	want := []Point{{0.1, 0.2}, {0.25, 0.2}, {0.75, 0.2}, {0.1, 0.5}}
	if !equal(points, want) {
		t.Errorf("got %v, want %v", points, want)
	}
	if n, err := OneAtATimeSize([]int{2, 1}); n != len(points) || err != nil {
		t.Errorf("the size is said to be %d, %v", n, err)
	}
}

func TestKeepLeavesOutWhatIsForbidden(t *testing.T) {
	points, err := Grid([]int{4, 4})
	if err != nil {
		t.Fatal(err)
	}
	kept := Keep(points, func(p Point) bool { return p[0] < p[1] })
	if len(kept) != 6 || !equal(Keep(points, nil), points) {
		t.Errorf("%d of 16 points lie above the diagonal, %d without a constraint", len(kept), len(Keep(points, nil)))
	}
}

// equal tells whether two designs have the same points.
func equal(a, b []Point) bool {
	return slices.EqualFunc(a, b, func(p, q Point) bool { return slices.Equal(p, q) })
}
