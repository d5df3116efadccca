package infer

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/studytest"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// ODD.md tells what was written down, and it is of parameters that are.
func TestODDHasWhatSignsRestOn(t *testing.T) {
	s, err := ReadSigns()
	if err != nil {
		t.Fatal(err)
	}
	oddTable(t, "signs", s.Markdown())
	for _, h := range s.Headlines {
		for _, x := range h.Hinges {
			if p, ok := sim.Lookup(x.Parameter); !ok || p.Low != x.LowEnd || p.High != x.HighEnd {
				t.Errorf("%s from %v to %v is none: run atelier validate --signs --json > scenarios/infer/signs.json", x.Parameter, x.LowEnd, x.HighEnd)
			}
		}
	}
	if got := finding.Each(s.Headlines, func(h Headline) string { return h.Effect.Column }); !slices.Equal(got, Headlines) {
		t.Errorf("headlines %v, want %v", got, Headlines)
	}
}

// What a parameter does not touch is played once, and that shows in no number: each end is what its scenario gives played
// alone. One parameter moves the burn-in, one what is found of the trend, one neither.
func TestEndsArePlayedAsIfAlone(t *testing.T) {
	studytest.Unraced(t)
	const months, start = 36, sim.BurnInMonths + evidence.LastObserved
	p := brief(months)
	p.Options.Replicates = 3
	var asked []sim.Parameter
	for _, path := range []string{"craft.practice", "employees.trend_layoff", "attitude.bad"} {
		q, _ := sim.Lookup(path)
		asked = append(asked, q)
	}
	x := &hinges{trials: newTrials(p, Headlines, nil)}
	x.base = make([]base, 3)
	for seed := range 3 {
		if err := x.playBase(context.Background(), seed); err != nil {
			t.Fatal(err)
		}
	}
	for i, q := range asked {
		var saved int64
		x.report = func(done, _ int64) {
			if done-x.total > 1 {
				saved += done - x.total
			}
			x.total = done
		}
		x.done, x.total = 0, 0
		got, err := x.playEnd(context.Background(), q, q.High)
		if err != nil {
			t.Fatal(err)
		}
		if want := []int64{0, 0, 2 * (start + months)}[i]; saved != want || x.done != 3*(start+2*months) {
			t.Errorf("%s: %d months of %d need not be played, want %d", q.Path, saved, x.done, want)
		}
		alone := p
		alone.Scenario = p.Scenario.Clone()
		alone.Scenario.Parameters = map[string]float64{q.Path: q.High}
		alone.Options.Counterfactual = true
		r, err := ensemble.Play(context.Background(), alone, nil)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range 3 {
			now, then := r.Across(0, 1, ensemble.AtEnd, 0)[seed], r.Across(0, 0, ensemble.AtEnd, 0)[seed]
			for k, m := range x.measures {
				want := 100 * (m.In(now)/m.In(then) - 1)
				if m.Name == "fear" {
					want = 100 * (m.In(now) - m.In(then))
				}
				if math.Abs(got[seed][k]-want) > 1e-9 {
					t.Errorf("%s, %s: %v, alone %v", q.Path, m.Name, got[seed][k], want)
				}
			}
		}
	}
}

func TestSignsOfATinyWorld(t *testing.T) {
	studytest.Unraced(t)
	p := brief(60)
	var asked []sim.Parameter
	for _, path := range []string{"attitude.bad", "freelancers.excess", "clients.own", "attitude.base"} {
		q, _ := sim.Lookup(path)
		asked = append(asked, q)
	}
	var done, total int64
	s, err := PlaySigns(context.Background(), p, asked, func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if done != total || total != 2*9*(sim.BurnInMonths+evidence.LastObserved+2*60) || s.Asked != 4 || s.Played != (Played{"expected", 300, 2, 60, 1}) {
		t.Errorf("%d of %d months, %+v", done, total, s.Played)
	}
	p.Options.Workers = 2
	again, err := PlaySigns(context.Background(), p, asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if s.WriteJSON(&a) != nil || again.WriteJSON(&b) != nil || a.String() != b.String() {
		t.Error("two workers find something else")
	}
	orders := s.Headlines[2]
	if x := orders.Hinges[0]; x.Parameter != "clients.own" || !(x.AtLow.Value > orders.Effect.Value && x.AtHigh.Value < orders.Effect.Value) {
		t.Errorf("orders hang on %+v", orders.Hinges)
	}
	if fear := s.Headlines[6].Effect; fear.Unit != " points" || fear.Column != "fear" || !(fear.Value > 5) || orders.Effect.Unit != "%" {
		t.Errorf("fear %+v, orders in %s", fear, orders.Effect.Unit)
	}
}

func TestOnlyAssumedParametersThatLiveAreAsked(t *testing.T) {
	s := scenarios.Default()
	paths := func() []string {
		return finding.Each(AssumedParameters(s), func(p sim.Parameter) string { return p.Path })
	}
	for path, want := range map[string]bool{
		"trust.forgetting": true, "technology.ceiling_max": true, "trust.confidence": false, "trust.susceptibility_low": true,
		"liability.fear": false, "training.subsidy": false, "clients.disclosure": false, "feedback.gain": false,
	} {
		if got := slices.Contains(paths(), path); got != want {
			t.Errorf("%s is asked %v", path, got)
		}
	}
	s.Policies = []policy.Setting{policy.Find("training_subsidy").Setting()}
	s.Parameters = map[string]float64{"liability.worker": 0.3}
	for path, want := range map[string]bool{"training.subsidy": true, "liability.fear": true, "liability.cost": false} {
		if got := slices.Contains(paths(), path); got != want {
			t.Errorf("with a subsidy and liability, %s is asked %v", path, got)
		}
	}
}

func TestWhatARangeDoes(t *testing.T) {
	plain := []float64{-10, -11, -9}
	same := func(x float64) []float64 { return []float64{x - 1, x, x + 0.9} }
	for _, c := range []struct {
		low, high []float64
		want      Doing
	}{
		{plain, plain, Moves},
		{same(-9), same(-14), Moves},
		{same(-4.9), plain, Halves},
		{plain, same(-4.9), Halves},
		{same(-5.1), same(-30), Moves},
		{same(-4.9), same(6), Flips},
		{same(0.2), plain, Halves},                  // the sign is not sure
		{[]float64{-30, 20, 3}, plain, Moves},       // luck
		{[]float64{-4.8, -4.9, -5}, same(5), Flips}, // the worse counts
		{same(5), same(-4.9), Flips},
	} {
		if got := doing(plain, c.low, c.high); got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.low, c.high, got, c.want)
		}
	}
}

// hinge is a made-up parameter that moves an effect to two values.
func hinge(name string, does Doing, low, high float64) Hinge {
	return Hinge{name, does, 0, 2.5, finding.Estimate{Value: low, Place: finding.Place{Unit: "%"}}, finding.Estimate{Value: high, Place: finding.Place{Unit: "%"}}}
}

func TestTheFewThatDecideAreTold(t *testing.T) {
	names := func(list []Hinge) string {
		return strings.Join(finding.Each(list, func(h Hinge) string { return h.Parameter }), "")
	}
	a, b, c, d, e := hinge("a", Moves, -9, -10), hinge("b", Moves, -10, -13), hinge("c", Halves, -4, -10), hinge("d", Flips, -10, 1), hinge("e", Flips, -40, 1)
	f := hinge("f", Halves, -10, -4)
	for _, x := range []struct {
		list []Hinge
		want string
	}{
		{[]Hinge{a, b, c, d, e}, "edc"}, {[]Hinge{a, b, c, d, e, f}, "edcf"}, {[]Hinge{f, d, e, c}, "edcf"}, {[]Hinge{a, b, c}, "cba"},
		{[]Hinge{a, b, hinge("g", Moves, 0, 1), hinge("h", Moves, -10, -10)}, "gba"}, {[]Hinge{a}, "a"}, {nil, ""},
	} {
		if got := names(hanging(slices.Clone(x.list), -10)); got != x.want {
			t.Errorf("%s: told %s, want %s", names(x.list), got, x.want)
		}
	}
}

func TestSignsAreSaid(t *testing.T) {
	effect := func(label string, value, half float64) finding.Estimate {
		return finding.Estimate{Value: value, Low: value - half, High: value + half, N: 4, Place: finding.Place{Label: label, Unit: "%"}}
	}
	s := Signs{Played: Played{"expected", 2000, 4, 180, 1}, Asked: 156, Headlines: []Headline{
		{effect("People", -11.24, 1), []Hinge{hinge("a.b", Moves, -9.03, -12)}},
		{effect("Orders", -13, 1), []Hinge{hinge("c.d", Flips, -20, 5), hinge("e.f", Halves, -13, -4)}},
		{effect("Quality", 2, 1), []Hinge{hinge("g.h", Halves, 1, 2)}},
		{effect("Income", 0.2, 1), nil},
	}}
	want := "Single ranges flip the sign of orders (1 range). No single range flips or halves the effect on people. These effects are luck with every parameter at its default: income."
	if got := s.Verdict(); got != want {
		t.Errorf("got %s", got)
	}
	text := "| outcome, effect | parameter | range | low end | high end | the range |\n|---|---|---|---|---|---|\n" +
		"| People, \u221211.2% | a.b | 0 to 2.5 | \u22129.0 | \u221212.0 | moves most |\n| Orders, \u221213.0% | c.d | 0 to 2.5 | \u221220.0 | +5.0 | flips |\n" +
		"|  | e.f | 0 to 2.5 | \u221213.0 | \u22124.0 | halves |\n| Quality, +2.0% | g.h | 0 to 2.5 | +1.0 | +2.0 | halves |\n| Income, +0.2% |  |  |  |  |  |\n"
	if md := s.Markdown(); !strings.Contains(md, text) || !strings.HasPrefix(md, "December 2035 against no AI, expected world, 2,000 creatives, 4 seeds from 1 on: ") || !strings.Contains(md, "each of 156") {
		t.Errorf("got %s", md)
	}
	s.Headlines = s.Headlines[2:3]
	if got := s.Verdict(); got != "No single range flips a sign." {
		t.Errorf("got %s", got)
	}
}

// The text of what was written down fits a screen, and JSON gives it back.
func TestSignsAreReadable(t *testing.T) {
	s, err := ReadSigns()
	if err != nil {
		t.Fatal(err)
	}
	var text, data bytes.Buffer
	if s.WriteText(&text) != nil || s.WriteJSON(&data) != nil {
		t.Fatal("it cannot be written")
	}
	for line := range strings.Lines(text.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 120 {
			t.Errorf("%d letters: %s", n, line)
		}
	}
	if !bytes.Equal(data.Bytes(), signs) {
		t.Error("it is not written as it was read")
	}
}
