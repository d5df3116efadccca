package calibrate

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// sampled are values of a function at points of a hypercube, with normal luck of so much.
func sampled(t *testing.T, n, k int, seed uint64, luck float64, f func(design.Point) float64) ([]design.Point, []float64) {
	t.Helper()
	points, err := design.LatinHypercube(n, k, seed)
	if err != nil {
		t.Fatal(err)
	}
	stream := draw.New(seed, draw.Named("test: luck"), 0)
	values := make([]float64, n)
	for i, p := range points {
		values[i] = f(p) + luck*stream.Normal(uint64(i))
	}
	return points, values
}

func quadratic(p design.Point) float64 { return 2 + 3*p[0] - 4*p[1]*p[1] + 5*p[0]*p[2] }

func curved(p design.Point) float64 { return num.Exp(2*p[0]) + 4*math.Abs(p[1]-0.4) + p[2]*p[3] }

// A quadratic without luck is known almost to the digit where nothing was run.
func TestEmulatorIsExactOnAQuadratic(t *testing.T) {
	points, values := sampled(t, 80, 4, 1, 0, quadratic)
	e, ok := Emulate(points, values)
	if !ok {
		t.Fatal("no emulator")
	}
	fresh, truth := sampled(t, 200, 4, 2, 0, quadratic)
	for i, p := range fresh {
		if off := math.Abs(e.Mean(p) - truth[i]); off > 0.01 {
			t.Errorf("at %.3v it says %.4f, and the function %.4f", p, e.Mean(p), truth[i])
		}
	}
}

// Where nothing was run, errors are as large as the emulator says: those of the mean where
// there is luck, those of a run with luck and without; and the check says so too.
func TestEmulatorsVarianceIsHonest(t *testing.T) {
	for _, luck := range []float64{0, 0.5, 2} {
		mean, doubt, run, beyond, nugget, runs := 0.0, 0.0, 0.0, 0, 0.0, 10
		for seed := range uint64(runs) {
			points, values := sampled(t, 100, 6, 10+seed, luck, curved)
			e, ok := Emulate(points, values)
			if !ok {
				t.Fatal("no emulator")
			}
			if c := e.Check(); !c.Passed() || c.Explained < 0.2 {
				t.Errorf("luck %v, seed %d: %+v", luck, seed, c)
			}
			nugget += e.Nugget() / float64(runs)
			fresh, played := sampled(t, 100, 6, 50+seed, luck, curved)
			for i, p := range fresh {
				off := e.Mean(p) - curved(p)
				mean += off * off
				doubt += e.Variance(p) + max(0, e.Nugget()-luck*luck)
				far := (e.Mean(p) - played[i]) * (e.Mean(p) - played[i]) / (e.Variance(p) + e.Nugget())
				if run += far / float64(100*runs); far > 9 {
					beyond++
				}
			}
		}
		if run < 0.7 || run > 1.4 || beyond > 20 {
			t.Errorf("luck %v: mean square of standardised errors of runs %.2f, %d of %d beyond 3", luck, run, beyond, 100*runs)
		}
		t.Logf("luck %v: runs %.2f, means %.2f, nugget %.3f", luck, run, mean/doubt, nugget)
		if luck > 0 && (mean < 0.4*doubt || mean > 1.6*doubt) {
			t.Errorf("luck %v: mean square of errors of the mean %.2f of what is said", luck, mean/doubt)
		}
		if want := luck * luck; luck > 0 && (nugget < 0.8*want || nugget > 1.6*want) {
			t.Errorf("luck %v: nugget %.3f, want about %.3f", luck, nugget, want)
		}
	}
}

// The bits of an emulator are those noted, on every machine.
func TestEmulatorIsTheSameOnEveryMachine(t *testing.T) {
	points, values := sampled(t, 40, 3, 5, 0.1, curvedThree)
	e, _ := Emulate(points, values)
	p := design.Point{0.3, 0.6, 0.9}
	got := [3]uint64{math.Float64bits(e.Mean(p)), math.Float64bits(e.Variance(p)), math.Float64bits(e.Check().RMS)}
	if got != emulatorBits {
		t.Errorf("%#x", got)
	}
}

// curvedThree has products rounded before they are added, unlike the others.
func curvedThree(p design.Point) float64 {
	return num.Exp(float64(2*p[0])) + float64(4*math.Abs(p[1]-0.4)) + float64(p[2]*p[1])
}

// An emulator that is surer than it may be fails its check.
func TestCheckFailsWhatIsTooSure(t *testing.T) {
	for _, c := range []struct {
		check Check
		want  bool
	}{
		{Check{Runs: 100, RMS: 1, Beyond: 2}, true},
		{Check{Runs: 100, RMS: 1.5, Beyond: 2}, false},
		{Check{Runs: 100, RMS: 0.5}, false},
		{Check{Runs: 100, RMS: 1, Beyond: 6}, false},
		{Check{}, false},
	} {
		if c.check.Passed() != c.want {
			t.Errorf("%+v passed %v", c.check, !c.want)
		}
	}
	points, values := sampled(t, 60, 2, 3, 0, func(p design.Point) float64 { // one cliff in a flat plain
		if p[0] > 0.97 {
			return 100
		}
		return p[1]
	})
	if e, ok := Emulate(points, values); ok && e.Check().Passed() && e.Check().Explained > 0.5 {
		t.Errorf("a cliff is emulated: %+v", e.Check())
	}
}

// What is all alike, or too little, is not emulated.
func TestNothingIsEmulatedOfNothing(t *testing.T) {
	points, values := sampled(t, 20, 2, 3, 0, func(design.Point) float64 { return 7 })
	if _, ok := Emulate(points, values); ok {
		t.Error("an output that never moves has an emulator")
	}
	points, values = sampled(t, fewest-1, 2, 3, 0, func(p design.Point) float64 { return p[0] })
	if _, ok := Emulate(points, values); ok {
		t.Error("too few runs make an emulator")
	}
}

// Factors are chosen that move a figure, most first; of those that move figures alike
// two are fitted and the third is told to trade off with them.
func TestChoiceLeavesOutWhatDoesNothingAndWhatTradesOff(t *testing.T) {
	names := []string{"a", "nothing", "b", "c", "other", "little"}
	points, _ := design.LatinHypercube(400, len(names), 9)
	values := make([][]float64, 2)
	for _, p := range points {
		values[0] = append(values[0], 3*p[0]+2*p[2]+1.5*p[3]+0.5*p[5])
		values[1] = append(values[1], p[4]*p[4])
	}
	values[1][7] = math.NaN()
	list := Choose(points, values, names, []string{"F1", "F2"}, 40)
	var fitted []string
	for _, c := range list {
		if c.Fitted {
			fitted = append(fitted, c.Name)
		}
	}
	if want := []string{"a", "b", "other"}; !slices.Equal(fitted, want) {
		t.Errorf("fitted %v, want %v: %+v", fitted, want, list)
	}
	if c := list[3]; !slices.Equal(c.Beside, []string{"a", "b"}) || c.Figure != "F1" {
		t.Errorf("%+v", c)
	}
	if c := list[1]; c.Score != 0 || c.Fitted {
		t.Errorf("%+v", c)
	}
	if one := Choose(points, values, names, []string{"F1", "F2"}, 1); !one[4].Fitted || one[0].Fitted {
		t.Errorf("the one that moves most is not the one chosen: %+v", one)
	}
}

// emulatorBits are a mean, its variance and a check, as they were first.
var emulatorBits = [3]uint64{0x4006eafe2ced55a8, 0x3f86f67a4f3eb4d0, 0x3ff2ac8797c7f785}
