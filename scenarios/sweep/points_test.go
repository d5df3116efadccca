package sweep

import (
	"context"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// A distribution's quantiles are at its ends, in order, and where they are known.
func TestDistributionsOfFactors(t *testing.T) {
	for _, c := range []struct {
		f    Factor
		u, x float64
	}{
		{Factor{Low: 2, High: 6, Distribution: "uniform"}, 0.25, 3},
		{Factor{Low: 1, High: 100, Log: true, Distribution: "uniform"}, 0.5, 10},
		{Factor{Low: 0, High: 1, Mode: 0.5, Distribution: "triangular"}, 0.5, 0.5},
		{Factor{Low: 0, High: 4, Mode: 1, Distribution: "triangular"}, 0.25, 1},
		{Factor{Low: 0, High: 10, Mean: 5, SD: 2, Distribution: "normal"}, 0.5, 5},
		{Factor{Low: 0, High: 1e3, Mean: 500, SD: 10, Distribution: "normal"}, 0.975, 519.5996398},
	} {
		if got := c.f.value(c.u, false, Design{}); math.Abs(got-c.x) > 1e-6 {
			t.Errorf("%+v: %v at %v, want %v", c.f, got, c.u, c.x)
		}
		before := math.Inf(-1)
		for i := range 1000 {
			x := c.f.value(float64(i)/1000, false, Design{})
			if x < before || x < c.f.Low || x > c.f.High {
				t.Fatalf("%+v: %v after %v", c.f, x, before)
			}
			before = x
		}
		if c.f.SD == 10 { // the ends are fifty standard deviations away
			continue
		}
		if c.f.value(0, false, Design{}) != c.f.Low || math.Abs(c.f.value(1-1e-16, false, Design{})-c.f.High) > (c.f.High-c.f.Low)/1000 {
			t.Errorf("%+v does not reach from end to end", c.f)
		}
	}
}

// Every choice is played under every assumption, and a grid goes from end to end.
func TestChoicesAreCrossedWithAssumptions(t *testing.T) {
	p, err := read(t, small).Points()
	if err != nil {
		t.Fatal(err)
	}
	var got [][]float64
	for i := range p.Count() {
		var row []float64
		for _, v := range p.values(i) {
			row = append(row, v.number)
		}
		got = append(got, row)
		s := p.Scenario(i)
		if s.Policies[0].Dose != row[0] || s.Parameters["clients.own"] != row[1] || s.Parameters["employees.exit"] != row[2] {
			t.Errorf("point %d: %+v", i, s)
		}
	}
	want := [][]float64{{0, 1, 0.003}, {1, 1, 0.003}, {0, 1, 0.004}, {1, 1, 0.004}, {0, 4, 0.003}, {1, 4, 0.003}, {0, 4, 0.004}, {1, 4, 0.004}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The order of play puts runs that share together, and holds every run once.
func TestTheOrderOfPlayHoldsEveryRunOnce(t *testing.T) {
	p, err := NewPlan(read(t, small))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.family)-1 != 2 || len(p.kin)-1 != 4 || !slices.Equal(p.forks, []int16{72, 72, 72, 72}) {
		t.Errorf("burn-ins %v, pasts %v, forks %v", p.family, p.kin, p.forks)
	}
	seen := make([]bool, p.Runs())
	changes := 0
	for place := range p.Runs() {
		s := p.at(place)
		if row := p.row(s); seen[row] {
			t.Errorf("run %d comes twice", row)
		} else {
			seen[row] = true
		}
		if from, to := p.seat(s.family, s.replicate); place < from || place >= to {
			t.Errorf("place %d is not in %d to %d", place, from, to)
		}
		from, to := p.stretch(s)
		if place < from || place >= to || to-from != 2 {
			t.Errorf("place %d is not in the stretch %d to %d", place, from, to)
		}
		if place > 0 && p.at(place-1).family != s.family {
			changes++
		}
	}
	if changes != 1 || slices.Contains(seen, false) {
		t.Errorf("the burn-in changes %d times", changes)
	}
}

// What runs have in common is played once: so many months, and no more.
func TestSharedMonthsArePlayedOnce(t *testing.T) {
	e := read(t, small)
	var last Progress
	if _, err := Play(context.Background(), e, t.TempDir(), model, func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	// two burn-ins, four pasts and eight points, on two seeds; runs and twins
	want := int64(2 * (2*sim.BurnInMonths + 4*2*72 + 8*2*12))
	if last.Months != want || last.All != want {
		t.Errorf("%d months were played, %d estimated, want %d", last.Months, last.All, want)
	}
	e.Measures = e.Measures[1:2] // no twin, and half the months
	e.Measures[0].From, e.Measures[0].To = 20, 39
	if _, err := Play(context.Background(), e, t.TempDir(), model, func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	// the doses come later than what is asked for, and both are one run
	if want := int64(2 * (2*sim.BurnInMonths + 4*40)); last.Months != want {
		t.Errorf("%d months were played, want %d", last.Months, want)
	}
}

// All presets can be played, and what a folder keeps of them is read back to the same.
func TestPresetsAreReadBack(t *testing.T) {
	for _, name := range Presets() {
		e, _, err := Find(name, scenarios.Layers{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Points()
		if err != nil || e.Name != name || e.Question == "" || e.Description == "" {
			t.Fatalf("%s: %v", name, err)
		}
		t.Logf("%s: %d points, %d runs", name, p.Count(), p.Count()*e.Replicates)
		text, err := e.YAML()
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := parse("again/experiment", []byte(replaced(string(text), scenarios.ScenarioFile, e.Called)), scenarios.Layers{Flags: map[string][]string{"months": {"180"}}})
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		a, _ := e.Digest()
		if b, err := again.Digest(); err != nil || a != b {
			t.Errorf("%s: read back it has another digest, %v", name, err)
		}
	}
}

// replaced is a text with one word for another.
func replaced(text, word, other string) string { return strings.ReplaceAll(text, word, other) }

// Points at which assumptions do not go together are left out, and no others.
func TestConstraintsLeavePointsOut(t *testing.T) {
	const text = `
name: bound
factors: [{factor: liability.worker, values: [0, 0.5, 1]}, {factor: liability.firm, values: [0, 0.4, 0.6]}]
constraints: [{factor: liability.worker, plus: liability.firm, at_most: 1}, {factor: liability.firm, below: liability.worker}]
measures: [orders]
`
	p, err := read(t, text).Points()
	if err != nil {
		t.Fatal(err)
	}
	var got [][2]float64
	for i := range p.Count() {
		v := p.values(i)
		got = append(got, [2]float64{v[0].number, v[1].number})
	}
	if d := cmp.Diff([][2]float64{{0.5, 0}, {0.5, 0.4}, {1, 0}}, got); d != "" {
		t.Error(d)
	}
	for _, wrong := range []string{"design: {kind: morris, size: 2, levels: 4}", "constraints: [{factor: liability.worker, below: fear.base}]"} {
		changed := text
		if strings.HasPrefix(wrong, "constraints") {
			changed = text[:strings.Index(text, "constraints")] + wrong + "\nmeasures: [orders]\n"
		} else {
			changed += wrong + "\n"
		}
		if _, err := read(t, changed).Points(); err == nil {
			t.Errorf("not refused: %s", wrong)
		}
	}
}

func TestReadmeShowsTheDigestOfItsSweep(t *testing.T) {
	e, _, err := Find("policy-grid", scenarios.Layers{})
	if err != nil {
		t.Fatal(err)
	}
	digest, err := e.Digest()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../README.md")
	if err != nil || !strings.Contains(string(text), "experiment policy-grid with digest "+digest[:8]+".") {
		t.Errorf("README.md does not show the digest %s, %v", digest[:8], err)
	}
}
