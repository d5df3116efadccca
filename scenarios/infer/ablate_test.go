package infer

import (
	"bytes"
	"context"
	"encoding/json"
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
)

// brief is the expected world, played tiny: 300 creatives on two seeds.
func brief(months int) ensemble.Plan {
	s := scenarios.Default()
	o := s.Options
	o.Population, o.Months, o.Replicates, o.Workers = 300, months, 2, 1
	return ensemble.Plan{Scenario: s, Options: o}
}

// ODD.md tells what was written down, of every interaction that there is.
func TestODDHasWhatInteractionsAreWorth(t *testing.T) {
	w, err := ReadWorths()
	if err != nil {
		t.Fatal(err)
	}
	oddTable(t, "ablation", w.Markdown())
	if names := finding.Each(w.Rows, func(r Worth) string { return r.Name }); !slices.Equal(names, AblationNames()) {
		t.Errorf("written down: %q; there are %q: run atelier validate --ablation --json > scenarios/infer/ablations.json", names, AblationNames())
	}
}

// What is said of an interaction is what two worlds say that are stepped by hand.
func TestAnAblationIsTheDifferenceOfPairs(t *testing.T) {
	studytest.Unraced(t)
	const learning, shock = "clients' learning frozen", "nobody uses AI in 2025"
	p := brief(63)
	var done, total int64
	w, err := PlayAblations(context.Background(), p, []string{learning, shock}, func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if done != total || total != 2*(2*(sim.BurnInMonths+evidence.LastObserved+2*63)+15) {
		t.Errorf("%d of %d months told", done, total)
	}
	p.Options.Workers = 2
	again, err := PlayAblations(context.Background(), p, []string{learning, shock}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if w.WriteJSON(&a) != nil || again.WriteJSON(&b) != nil || a.String() != b.String() {
		t.Error("two workers find something else")
	}
	byHand := func(seed int, change func(*sim.World) error) []float64 {
		p.Options.Counterfactual = true
		p.Change = change
		now, then, err := ensemble.StartReplicate(context.Background(), p, seed+1, nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 63 {
			now.Step()
			then.Step()
		}
		var effects []float64
		for _, name := range Headlines[:4] {
			m := sim.MeasureOf(name)
			effects = append(effects, 100*(m.In(now.Now.Groups[0].Values)/m.In(then.Now.Groups[0].Values)-1))
		}
		return effects
	}
	for seed := range 2 {
		plain := byHand(seed, nil)
		for r, name := range []string{learning, shock} {
			ablated := byHand(seed, func(w *sim.World) error { return w.Ablate(name) })
			for k := range plain {
				if got, want := w.Rows[r].Changes[k].Values[seed], ablated[k]-plain[k]; math.Abs(got-want) > 1e-9 {
					t.Errorf("%s, %s: %v, by hand %v", name, Headlines[k], got, want)
				}
			}
		}
		if plain[2] == 0 {
			t.Error("AI changes nothing")
		}
	}
	for k, e := range w.Plain {
		c := w.Rows[0].Changes[k]
		if mean := (c.Values[0] + c.Values[1]) / 2; math.Abs(c.Value-mean) > 1e-9 || math.Abs(c.StandardError-math.Abs(c.Values[0]-c.Values[1])/2) > 1e-9 || math.Abs(c.InLuck*c.StandardError-mean) > 1e-9 {
			t.Errorf("%s: %+v", e.Column, c)
		}
		if e.Unit != "%" || c.Unit != " points" || e.N != 2 || e.Column != Headlines[k] {
			t.Errorf("%+v, %+v", e, c)
		}
	}
}

func TestAblationsThatCannotBePlayed(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"peers"}, `there is no ablation "peers": there are peers shuffled, `},
		{[]string{"nobody uses AI in 2025"}, "--months: value 59: nobody uses AI in 2025 needs at least 60"},
	} {
		if _, err := PlayAblations(context.Background(), brief(59), c.names, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v", c.names, err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	months := int64(0)
	_, err := PlayAblations(ctx, brief(63), []string{"mean field"}, func(done, _ int64) {
		if months = done; done == 130 {
			stop()
		}
	})
	if err != context.Canceled || months > 140 {
		t.Errorf("stopped after %d months: %v", months, err)
	}
}

// worth is a made-up ablation that moves one headline by a value, with a standard error over five seeds.
func worth(name string, kind sim.AblationKind, value, se float64) Worth {
	e := finding.Estimate{Value: value, Low: value - 2.776*se, High: value + 2.776*se, N: 5, Place: finding.Place{Unit: " points"}}
	return Worth{Name: name, Does: "does", Kind: kind, Changes: []Change{{e, se, value / se, []float64{value}}, {Estimate: finding.Certain(0), StandardError: 0, InLuck: math.NaN()}}}
}

func TestWhatIsWorthNothingIsSaidPlainly(t *testing.T) {
	plain := []finding.Estimate{{Value: -11.234, Place: finding.Place{Label: "People"}, Assumed: true}, {Value: 1, Place: finding.Place{Label: "Orders"}}}
	w := Worths{Played: Played{"expected", 2000, 5, 180, 1}, Plain: plain, Rows: []Worth{
		worth("much", sim.Interaction, 0.51, 0.1), worth("less", sim.Interaction, -0.49, 0.05), worth("luckier", sim.Interaction, -0.7, 0.15), worth("luck", sim.Interaction, 0.1, 0.1),
		worth("pushed", sim.Shock, 0.1, 0.1),
	}}
	want := "Of four interactions these move a headline by over half a point and five standard errors: much. These move one surely, but by less than that: less and luckier. " +
		"These are worth nothing that can be told from luck: luck. Of the shocks of 2025 none moves a headline by over half a point and five standard errors. " +
		"These are worth nothing that can be told from luck: pushed."
	if got := w.Verdict(); got != want {
		t.Errorf("got %s", got)
	}
	var b bytes.Buffer
	if err := w.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"December 2035 against no AI, expected world, 2,000 creatives, 5 seeds from 1 on: ", "people† ", "everything, effect in %  \u221211.23 ", "much                     +0.51 (0.10) 5.1 ", "less                     \u22120.49 (0.05) 9.8 ", " 0.00 (0.00) –\n", "\nluckier: does\n"} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no %q in\n%s", line, b.String())
		}
	}
	if md := w.Markdown(); !strings.Contains(md, "|  | people† | orders |\n|---|---|---|\n| everything, effect in % | \u221211.23 | +1.00 |\n") || !strings.Contains(md, "\n- **luck**: does\n") {
		t.Errorf("got %s", md)
	}
	w.Rows = w.Rows[4:]
	if got := w.Verdict(); !strings.HasPrefix(got, "Of the shocks") {
		t.Errorf("got %s", got)
	}
}

// The text of what was written down fits a screen, and JSON gives it back.
func TestWorthsAreReadable(t *testing.T) {
	w, err := ReadWorths()
	if err != nil {
		t.Fatal(err)
	}
	var text, data bytes.Buffer
	if w.WriteText(&text) != nil || w.WriteJSON(&data) != nil {
		t.Fatal("it cannot be written")
	}
	for line := range strings.Lines(text.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 120 {
			t.Errorf("%d letters: %s", n, line)
		}
	}
	if !json.Valid(data.Bytes()) || !bytes.Equal(data.Bytes(), ablations) {
		t.Error("it is not written as it was read")
	}
}
