package index

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

func TestUndefinedOutputsAreLeftOutAndCounted(t *testing.T) {
	f, b := ishigami(), Bootstrap{Resamples: 20, Level: 0.9}
	holes := func(points []design.Point) []float64 {
		y := play(points, f.at)
		for i := 3; i < len(y); i += 50 {
			y[i] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[i%3]
		}
		return y
	}
	points, err := design.Saltelli(1<<12, design.Singles(3), true, 1)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Sobol(holes(points), 3, true, b)
	if err != nil {
		t.Fatal(err)
	}
	if s.Blocks+s.Left != 1<<12 || s.Left != (len(points)-4)/50+1 || s.First[0].N != s.Blocks {
		t.Errorf("%d blocks count and %d are left out, of which N says %d", s.Blocks, s.Left, s.First[0].N)
	}
	if worst(s.First, f.first) > 0.05 || worst(s.Total, f.total) > 0.05 {
		t.Errorf("first %v, total %v", s.First, s.Total)
	}
	points, err = design.Morris(100, 3, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	list, err := Morris(points, holes(points), design.Singles(3), b)
	if err != nil {
		t.Fatal(err)
	}
	effects := 0
	for _, s := range list {
		effects += s.MuStar.N
	}
	// Every hole is the end of two effects, or of one at the end of a trajectory.
	ends := 0
	for i := 3; i < len(points); i += 50 {
		if ends += 2; i%4 == 0 || i%4 == 3 {
			ends--
		}
	}
	if effects != 300-ends {
		t.Errorf("%d effects count, want %d", effects, 300-ends)
	}
	cube, err := design.LatinHypercube(500, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	main, err := MainEffects(cube, holes(cube), []int{5, 5, 5}, b)
	if err != nil || main[0].Share.N != 490 || !finding.Defined(main[0].Share.Value) {
		t.Errorf("main effects of %d points, %v", main[0].Share.N, err)
	}
	d, err := Prim(cube, holes(cube), func(y float64) bool { return y > 8 }, Peeling{0.05, 0.05})
	if err != nil || d.Left != 10 || d.Points != 490 {
		t.Errorf("boxes of %d points without %d, %v", d.Points, d.Left, err)
	}
}

func TestNothingIsClaimedOfNothing(t *testing.T) {
	b := Bootstrap{Resamples: 10, Level: 0.9}
	for name, y := range map[string]float64{"undefined": math.NaN(), "constant": 3} {
		saltelli, err := design.Saltelli(8, design.Singles(2), true, 1)
		if err != nil {
			t.Fatal(err)
		}
		same := func(design.Point) float64 { return y }
		s, err := Sobol(play(saltelli, same), 2, true, b)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range []finding.Estimate{s.First[0], s.Total[1], s.Second[0][1]} {
			if !math.IsNaN(e.Value) || !math.IsNaN(e.Low) || !math.IsNaN(e.High) {
				t.Errorf("%s: %v", name, e)
			}
		}
		cube, err := design.LatinHypercube(8, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		list, err := MainEffects(cube, play(cube, same), []int{2, 2}, b)
		if err != nil || !math.IsNaN(list[0].Share.Value) {
			t.Errorf("%s: %v, %v", name, list, err)
		}
	}
}

func TestPointsThatWereTakenAwayAreRefused(t *testing.T) {
	points, err := design.Morris(10, 3, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	kept := design.Keep(points, func(design.Point) bool { calls++; return calls < 5 || calls > 8 })
	if _, err := Morris(kept, make([]float64, len(kept)), design.Singles(3), Bootstrap{}); err != nil {
		t.Errorf("a whole trajectory may go: %v", err)
	}
	calls = 0
	kept = design.Keep(points, func(design.Point) bool { calls++; return calls%10 != 2 })
	if _, err := Morris(kept, make([]float64, len(kept)), design.Singles(3), Bootstrap{}); err == nil {
		t.Error("a trajectory without its middle passes")
	}
}

func TestBadArgumentsOfIndicesAreNamed(t *testing.T) {
	points := []design.Point{{0.1}, {0.9}}
	y := []float64{1, 0}
	prim := func(points []design.Point, y []float64, of func(float64) bool, p Peeling) error {
		_, err := Prim(points, y, of, p)
		return err
	}
	sobol := func(y []float64, groups int, b Bootstrap) error { _, err := Sobol(y, groups, false, b); return err }
	morris := func(points []design.Point, y []float64, groups []int) error {
		_, err := Morris(points, y, groups, Bootstrap{})
		return err
	}
	effects := func(y []float64, levels []int) error {
		_, err := MainEffects(points, y, levels, Bootstrap{})
		return err
	}
	good := Peeling{0.05, 0.05}
	for _, c := range []struct {
		err  error
		want string
	}{
		{sobol(y, 0, Bootstrap{}), "groups is 0, and must lie in 1 to 512"},
		{sobol(y, 1, Bootstrap{}), "y has 2 outputs, and blocks of 1 groups have 3 each"},
		{sobol(y, 1, Bootstrap{Resamples: -1}), "bootstrap: Resamples is -1, and must be at least 0"},
		{sobol(y, 1, Bootstrap{Resamples: 1, Level: 95}), "bootstrap: Level is 95, and must lie between 0 and 1"},
		{morris(points, y[:1], []int{0}), "points has 2 points and y has 1 outputs, and they must agree"},
		{morris(points, y, []int{0, 1}), "points[0] has 1 factors, and must have 2"},
		{morris(points[:1], y[:1], []int{0}), "points has 1 points, and trajectories of 1 groups have 2 each"},
		{morris([]design.Point{{0}, {1}}, y, []int{0}), "points[1][0] is 1, and must lie in [0, 1)"},
		{morris([]design.Point{{0}, {0}}, y, []int{0}), "points[0] to points[1] is no step of a Morris design: exactly one group moves, and once in a trajectory"},
		{morris([]design.Point{{0, 0}, {0.5, 0}, {0, 0}}, []float64{1, 2, 3}, []int{0, 1}), "points[1] to points[2] is no step of a Morris design: exactly one group moves, and once in a trajectory"},
		{effects(y, []int{3}), "levels[0] is 3, and must lie in 1 to 2, the number of points"},
		{prim(points, y, nil, good), "interest is nil, and must tell which outputs are of interest"},
		{prim(points, y, one, Peeling{0, 0.1}), "peeling: Alpha is 0, and must lie between 0 and 1"},
		{prim(points, y, one, Peeling{0.1, 1}), "peeling: Least is 1, and must lie between 0 and 1"},
		{prim(nil, nil, one, good), "points has no coordinates, and must have at least 1 point of 1 factor"},
		{prim(points, []float64{0, 0}, one, good), "y has 2 outputs that are defined, and none of them is of interest"},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("got %v\nwant %s", c.err, c.want)
		}
	}
}

// Whatever is handed over, there is an answer or an error.
func TestAnyOutputsMakeAnAnswerOrAnError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), 0, 1, 0.5}))
		coordinate := rapid.OneOf(rapid.SampledFrom([]float64{0, 0.25, 0.5, 0.75, 0.5, 0.75}), rapid.Float64Range(0, 0.99))
		y := rapid.SliceOfN(number, 0, 24).Draw(t, "y")
		k := rapid.IntRange(0, 3).Draw(t, "k")
		points := make([]design.Point, len(y))
		for i := range points {
			points[i] = rapid.SliceOfN(coordinate, k, k).Draw(t, "point")
		}
		list := rapid.SliceOfN(rapid.IntRange(-1, 3), 0, 4).Draw(t, "list")
		b := Bootstrap{Resamples: rapid.IntRange(-1, 5).Draw(t, "resamples"), Level: 0.9}
		if s, err := Sobol(y, rapid.IntRange(-1, 4).Draw(t, "groups"), rapid.Bool().Draw(t, "second"), b); err == nil && s.Blocks+s.Left == 0 {
			t.Fatal("shares of no block")
		}
		if s, err := Morris(points, y, list, b); err == nil && len(s) == 0 {
			t.Fatal("no screening and no error")
		}
		if e, err := MainEffects(points, y, list, b); err == nil && len(e) == 0 {
			t.Fatal("no effects and no error")
		}
		d, err := Prim(points, y, func(y float64) bool { return y >= 0.5 }, Peeling{Alpha: 0.1, Least: 0.1})
		if err != nil {
			return
		}
		for i, box := range d.Boxes {
			larger, err := d.Paste(i)
			if err != nil || larger.Density < box.Density {
				t.Fatalf("%+v, pasted %+v, %v", box, larger, err)
			}
			d.ByChance(larger)
		}
	})
}
