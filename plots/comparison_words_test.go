package plots

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

func TestHeadlinesOfComparisonsAreShortAndClaimNoMoreThanRunsCanShow(t *testing.T) {
	for name, s := range shapes {
		for _, f := range All(compared(s)) {
			if n := words(f.Title); n > longest || n == 0 {
				t.Errorf("%s: %s: %d words: %q", name, f.ID, n, f.Title)
			}
			for _, text := range []string{f.Title, f.Subtitle, f.Caption, f.Alt, f.Footer} {
				if word := forbidden.FindString(text); word != "" {
					t.Errorf("%s: %s says %q in %q", name, f.ID, word, text)
				}
				if strings.Contains(text, "NaN") {
					t.Errorf("%s: %s says NaN in %q", name, f.ID, text)
				}
			}
		}
	}
}

// onlyLuckCompared widens every interval until it covers zero.
func onlyLuckCompared() Data {
	return usualComparison().with(func(s *scenarios.Study) {
		cover := func(e *finding.Estimate) {
			half := 1.5*math.Abs(e.Value) + 1e-9
			e.Low, e.High = e.Value-half, e.Value+half
		}
		for i := range s.Effects {
			e := &s.Effects[i]
			cover(&e.Estimate)
			cover(&e.PerCent)
			e.Runs = nil
		}
		for i := range s.Paths {
			p := &s.Paths[i]
			p.Low, p.High = make([]float64, len(p.Mean)), make([]float64, len(p.Mean))
			for m, v := range p.Mean {
				half := 1.5*math.Abs(v) + 1e-9
				p.Low[m], p.High[m] = v-half, v+half
			}
		}
	})
}

func TestNoHeadlineOfAComparisonClaimsWhatCouldBeLuck(t *testing.T) {
	for _, f := range All(onlyLuckCompared()) {
		switch f.ID {
		case "who-pays": // of money, which was not touched
			continue
		case "cost-and-effect":
			if f.Title != "No policy is surely both cheaper and more effective" {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		case "causes-by-policy": // without single runs the sum has no interval
			if f.Title != causesByPolicy.Shows {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		case "winners": // where the whole interval is within the threshold
			if !strings.HasPrefix(f.Title, "No occupation surely gains or loses") || strings.Contains(f.Title, finding.Dagger) {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		case "worlds-work":
			if !strings.HasPrefix(f.Title, "No policy surely has") {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		default:
			if !strings.Contains(f.Title, "luck") || strings.Contains(f.Title, finding.Dagger) {
				t.Errorf("%s claims %q though every interval covers zero", f.ID, f.Title)
			}
		}
	}
}

func TestOneRunOfEachPolicyClaimsNothing(t *testing.T) {
	for i, f := range All(compared(shapes["one run"])) {
		if f.ID == "who-pays" {
			continue // amounts, not differences
		}
		if k := Kinds(scenarios.KindComparison)[i]; f.Title != k.Shows {
			t.Errorf("%s claims %q from one run", f.ID, f.Title)
		}
	}
}

// What is so of every figure, what brackets and daggers mean, a page says once.
func TestCaptionsOfComparisonsAreShort(t *testing.T) {
	for name, s := range shapes {
		for _, f := range All(compared(s)) {
			if n := words(f.Caption); f.Err() == nil && (n > 40 || n < 5) {
				t.Errorf("%s: %s: %d words: %q", name, f.ID, n, f.Caption)
			}
			for _, boilerplate := range []string{"In brackets", "rests on an assumed", "looked at"} {
				if !strings.HasPrefix(f.ID, "groups") && !strings.HasPrefix(f.ID, "occupations") && strings.Contains(f.Caption, boilerplate) {
					t.Errorf("%s: %s says %q in %q", name, f.ID, boilerplate, f.Caption)
				}
			}
		}
	}
}

func TestAPolicyOfWhichTheSignDependsOnTheWorldIsTheHeadline(t *testing.T) {
	d := usualComparison().with(func(s *scenarios.Study) {
		for i := range s.Effects {
			e := &s.Effects[i]
			sign := map[string]float64{"expected": 1, "slow": -1, "fast": 1}[e.World]
			if e.Arm == "skills-first" {
				sign = 1
			}
			e.PerCent.Value, e.PerCent.Low, e.PerCent.High, e.Assumed = sign, sign-0.1, sign+0.1, true
			if e.Arm != "rights-first" && e.Arm != "skills-first" {
				e.PerCent.Low, e.PerCent.High = -2, 2
			}
		}
	})
	f, err := One(d, "worlds-work")
	if err != nil || f.Title != "Rights first: the sign depends on the world"+finding.Dagger {
		t.Errorf("%q, %v", f.Title, err)
	}
}

func TestOnlyAnOfferBeatenInBothByMoreThanLuckIsHollow(t *testing.T) {
	e := func(v, half float64) finding.Estimate {
		return finding.Estimate{Value: v, Low: v - half, High: v + half, N: 12}
	}
	nan := math.NaN()
	for _, c := range []struct {
		name string
		a, b offer
		want int
	}{
		{"cheaper and better", offer{cost: e(1, 0.1), effect: e(9, 1)}, offer{cost: e(2, 0.1), effect: e(3, 1)}, 1},
		{"cost overlaps", offer{cost: e(1, 0.6), effect: e(9, 1)}, offer{cost: e(2, 0.6), effect: e(3, 1)}, 0},
		{"effect overlaps", offer{cost: e(1, 0.1), effect: e(4, 1)}, offer{cost: e(2, 0.1), effect: e(3, 1)}, 0},
		{"dearer and better", offer{cost: e(3, 0.1), effect: e(9, 1)}, offer{cost: e(2, 0.1), effect: e(3, 1)}, 0},
		{"no interval", offer{cost: finding.Estimate{Value: 1, Low: nan, High: nan}, effect: finding.Estimate{Value: 9, Low: nan, High: nan}}, offer{cost: e(2, 0), effect: e(3, 0)}, 0},
	} {
		if got := len(beat([]offer{c.a, c.b})); got != c.want {
			t.Errorf("%s: %d are beaten, want %d", c.name, got, c.want)
		}
	}
}

func TestAPolicyKeepsItsColourWhateverItStandsBeside(t *testing.T) {
	of := func(names ...string) []policy {
		study := &scenarios.Study{Against: "laissez-faire", Arms: []scenarios.Arm{{Name: "laissez-faire"}}}
		for _, n := range names {
			study.Arms = append(study.Arms, scenarios.Arm{Name: n})
		}
		return policiesOf(study)
	}
	for _, c := range []struct {
		names []string
		want  []string
	}{
		{[]string{"safety-net"}, []string{canvas.Light.Series[2]}},
		{[]string{"other", "skills-first"}, []string{canvas.Light.Series[1], canvas.Light.Series[0]}},
		{[]string{"supportive-ecosystem", "a", "b", "rights-first"}, []string{canvas.Light.Series[3], canvas.Light.Series[0], canvas.Light.Series[2], canvas.Light.Series[1]}},
		{[]string{"skills-first", "a", "b", "c", "d"}, slices.Repeat([]string{canvas.Light.Ink}, 5)},
	} {
		for i, p := range of(c.names...) {
			if p.colour != canvas.Hex(c.want[i]) {
				t.Errorf("%q: %s is %v, want %s", c.names, p.key, p.colour, c.want[i])
			}
		}
	}
}

func TestCausesOfEachPolicyAddUpToItsTotal(t *testing.T) {
	f, err := One(usualComparison(), "causes-by-policy")
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, e := range f.Values {
		if e.Label != "All together" {
			sum += e.Value
			continue
		}
		if math.Abs(sum-e.Value) > 1e-9 || !(e.Low < e.Value && e.Value < e.High) {
			t.Errorf("%s: parts add up to %v, the total is %v (%v to %v)", e.Arm, sum, e.Value, e.Low, e.High)
		}
		sum = 0
	}
}

func TestValuesOfComparisonsSayPolicyWorldRunsAndMethod(t *testing.T) {
	for _, f := range All(usualComparison()) {
		if len(f.Values) == 0 {
			t.Errorf("%s has no values", f.ID)
		}
		for _, e := range f.Values {
			if e.Arm == "" || e.World == "" || e.Label == "" || e.Method == "" || e.N == 0 || !finding.Defined(e.Value) {
				t.Errorf("%s: %+v", f.ID, e)
			}
		}
	}
}

func TestNumbersOfHeadlinesAreNumbersOfValues(t *testing.T) {
	number := regexp.MustCompile(`\d+(\.\d+)?`)
	f, err := One(usualComparison(), "who-pays")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range number.FindAllString(f.Title, -1) {
		said, _ := strconv.ParseFloat(m, 64)
		if !slices.ContainsFunc(f.Values, func(e finding.Estimate) bool { return math.Abs(e.Value/1e9-said) < 0.05 }) {
			t.Errorf("%q says %s, which is no cost", f.Title, m)
		}
	}
}
