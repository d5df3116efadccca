package design

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestBadArgumentsAreNamedWithTheirValue(t *testing.T) {
	size := func(_ int, err error) error { return err }
	made := func(_ []Point, err error) error { return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{made(Grid(nil)), "levels is empty, and must have at least 1 factor"},
		{made(Grid([]int{3, 0})), "levels[1] is 0, and must be at least 1"},
		{made(Grid([]int{1 << 14, 1 << 14})), "a grid has 268435456 points of 2 factors, and a design may hold 134217728 numbers at most"},
		{size(GridSize([]int{1 << 40, 1 << 40})), "a grid has about 2^80 points, more than can be counted"},
		{size(OneAtATimeSize([]int{math.MaxInt, 1})), "a design of one factor at a time has about 2^63 points, more than can be counted"},
		{made(OneAtATime(Point{0}, []int{1, 1})), "base has 1 coordinates and levels has 2 factors, and they must agree"},
		{made(OneAtATime(Point{math.NaN()}, []int{1})), "base[0] is NaN, and must lie in [0, 1)"},
		{made(OneAtATime(Point{1}, []int{1})), "base[0] is 1, and must lie in [0, 1)"},
		{made(LatinHypercube(0, 1, 0)), "n is 0, and a Latin hypercube has at least 1 point"},
		{made(LatinHypercube(1, -1, 0)), "k is -1, and a Latin hypercube has at least 1 factor"},
		{made(LatinHypercube(math.MaxInt, math.MaxInt, 0)), "a Latin hypercube has 9223372036854775807 points of 9223372036854775807 factors, and a design may hold 134217728 numbers at most"},
		{made(Sobol(-3, 1)), "n is -3, and Sobol's sequence has at least 1 point"},
		{made(Sobol(1, 1025)), "k is 1025, and Sobol's sequence has 1024 dimensions here"},
		{made(ScrambledSobol(1<<27, 2, 0)), "a scrambled Sobol design has 134217728 points of 2 factors, and a design may hold 134217728 numbers at most"},
		{made(Morris(0, 1, 4, 0)), "trajectories is 0, and must be at least 1"},
		{made(Morris(1, 0, 4, 0)), "k is 0, and must be at least 1"},
		{made(Morris(1, 1, 5, 0)), "levels is 5, and must be even and at least 2"},
		{size(MorrisSize(math.MaxInt, 3)), "a Morris design has about 2^65 points, more than can be counted"},
		{made(MorrisGroups(1, []int{0, 2}, 4, 0)), "groups[1] is 2, and must lie in 0 to 1"},
		{made(MorrisGroups(1, []int{0, 2, 2}, 4, 0)), "groups has 3 groups, and no factor is in group 1"},
		{made(MorrisGroups(1, []int{-1}, 4, 0)), "groups[0] is -1, and must lie in 0 to 0"},
		{made(Saltelli(0, []int{0}, false, 0)), "n is 0 and groups is 1, and both must be at least 1"},
		{made(Saltelli(1, nil, false, 0)), "groups is empty, and must name the group of at least 1 factor"},
		{made(Saltelli(1, Singles(513), false, 0)), "groups has 513 factors, and a Saltelli design has 512 at most"},
		{size(SaltelliSize(math.MaxInt, 2, true)), "a Saltelli design has about 2^65 points, more than can be counted"},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("got %v\nwant %s", c.err, c.want)
		}
	}
}

// Whatever the arguments, a design is made or refused; and what is made lies in the cube.
func TestAnyArgumentsMakeADesignOrAnError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.OneOf(rapid.IntRange(-2, 40), rapid.Int())
		n, k, seed := small.Draw(t, "n"), small.Draw(t, "k"), rapid.Uint64().Draw(t, "seed")
		list := rapid.SliceOfN(rapid.OneOf(rapid.IntRange(-1, 4), rapid.Int()), 0, 5).Draw(t, "list")
		n, k = quick(n), quick(k)
		for j := range list {
			list[j] = quick(list[j])
		}
		base := Point(rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 1), rapid.Float64()), 0, 5).Draw(t, "base"))
		var points []Point
		var err error
		switch rapid.IntRange(0, 7).Draw(t, "design") {
		case 0:
			points, err = Grid(list)
		case 1:
			points, err = OneAtATime(base, list)
		case 2:
			points, err = LatinHypercube(n, k, seed)
		case 3:
			points, err = Sobol(n, k)
		case 4:
			points, err = ScrambledSobol(n, k, seed)
		case 5:
			points, err = Morris(n, k, small.Draw(t, "levels"), seed)
		case 6:
			points, err = MorrisGroups(n, list, small.Draw(t, "levels"), seed)
		case 7:
			points, err = Saltelli(n, list, rapid.Bool().Draw(t, "second"), seed)
		}
		if (err == nil) != (len(points) > 0) {
			t.Fatalf("%d points and error %v", len(points), err)
		}
		if err != nil && (strings.Contains(err.Error(), "\n") || !strings.ContainsAny(err.Error(), "0123456789")) {
			t.Fatalf("the error %q is not a sentence with a value", err)
		}
		for i, p := range points {
			for j, x := range p {
				if !(x >= 0 && x < 1) {
					t.Fatalf("points[%d][%d] is %v", i, j, x)
				}
			}
		}
	})
}

// quick makes a count that would neither be refused nor be quick a quick one.
func quick(n int) int {
	if n > 40 && n < 1<<28 {
		return 40
	}
	return n
}
