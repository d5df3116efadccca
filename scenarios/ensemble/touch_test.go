package ensemble

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
)

// sameWorld tells whether two worlds are the same to the bit, whatever their parameters.
func sameWorld(a, b *sim.World) bool {
	x, y := a.Clone(), b.Clone()
	x.Params, y.Params = sim.Params{}, sim.Params{}
	for _, w := range []*sim.World{x, y} {
		w.Now = sim.Month{}             // holds what is not defined
		w.Capability, w.Reliable = 0, 0 // each month begins with finding them
		for o := range w.Occupations {
			w.Occupations[o].Quality, w.Occupations[o].Reliability, w.Occupations[o].Reach = 0, 0, 0
		}
	}
	return reflect.DeepEqual(x, y)
}

// moved are the parameters of a setup at random ends of their ranges, those that touch
// something as they are.
func moved(t *testing.T, from setup, seed uint64, touches func(sim.Parameter) bool) setup {
	t.Helper()
	luck, n := draw.Source(seed, "ends"), 0
	for _, q := range sim.Parameters() {
		if touches(q) {
			continue
		}
		n++
		end := q.Low
		if luck.Uint64()&1 == 1 {
			end = q.High
		}
		if err := from.params.Set(q.Path, end); err != nil {
			t.Fatal(err)
		}
	}
	if n < 100 {
		t.Fatalf("only %d parameters are moved", n)
	}
	return from
}

// corners are how many random corners of all parameters at once are played.
const corners = 3

func TestTheBurnInAsksForNoParameterThatIsListed(t *testing.T) {
	for _, path := range append(untouchedPaths(), withoutAI...) {
		if _, known := sim.Lookup(path); !known {
			t.Errorf("there is no parameter %s", path)
		}
	}
	plain, err := setupOf(scenarios.Default())
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(corners) {
		people := 400 + 800*int(seed)
		burnt := func(s setup) *sim.World {
			w, err := s.start(context.Background(), people, seed, 1, func() {})
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		if !sameWorld(burnt(plain), burnt(moved(t, plain, seed, TouchesBurnIn))) {
			t.Errorf("%d creatives, corner %d: the burn-in is another", people, seed)
		}
		other := plain
		other.params.Employees.Exit *= 1.1
		if sameWorld(burnt(plain), burnt(other)) {
			t.Error("a burn-in with other exits is the same")
		}
	}
}

func TestATwinAsksForNoParameterThatIsListed(t *testing.T) {
	plain, err := setupOf(scenarios.Default())
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(corners) {
		base, err := plain.start(context.Background(), 600, seed, 1, func() {})
		if err != nil {
			t.Fatal(err)
		}
		trend, err := plain.trend(context.Background(), base, 53, func() {})
		if err != nil {
			t.Fatal(err)
		}
		w, v := base.Clone(), base.Clone()
		w.Effects, v.Effects = trend, trend
		v.Params = moved(t, plain, seed, touchesTwin).params
		w.Params.Technology.Access, v.Params.Technology.Access = 0, 0
		for w.Month < 180 {
			w.Step()
			v.Step()
			for g := range w.Now.Groups {
				if !sameBits(w.Now.Groups[g].Values, v.Now.Groups[g].Values) {
					t.Fatalf("corner %d: month %d differs in %s %s", seed, w.Month-1, w.Now.Groups[g].By, w.Now.Groups[g].Name)
				}
			}
		}
		if !sameWorld(w, v) {
			t.Errorf("corner %d: the twin is another", seed)
		}
	}
}

// sameBits tells whether two rows hold the same numbers; what is not defined is the same.
func sameBits(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.Float64bits(x) == math.Float64bits(y) || math.IsNaN(x) && math.IsNaN(y)
	})
}
