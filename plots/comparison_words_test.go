package plots

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/madeup"
)

func TestHeadlinesOfComparisonsAreShortAndClaimNoMoreThanRunsCanShow(t *testing.T) {
	for name, s := range shapes {
		for _, f := range Compare(compared(s)) {
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
func onlyLuckCompared() ComparisonData {
	d := compared(madeup.Usual)
	cover := func(e *scenarios.Estimate) {
		half := scenarios.Number(1.5 * math.Abs(float64(e.Value)))
		e.Low, e.High = e.Value-half, e.Value+half
	}
	for i := range d.Comparison.Effects {
		e := &d.Comparison.Effects[i]
		cover(&e.Estimate)
		cover(&e.PerCent)
		e.Runs = nil
	}
	for i := range d.Comparison.Paths {
		p := &d.Comparison.Paths[i]
		for m, v := range p.Mean {
			half := scenarios.Number(1.5 * math.Abs(float64(v)))
			p.Low[m], p.High[m] = v-half, v+half
		}
	}
	return d
}

func TestNoHeadlineOfAComparisonClaimsWhatCouldBeLuck(t *testing.T) {
	for _, f := range Compare(onlyLuckCompared()) {
		switch f.ID {
		case "who-pays", "regret": // of money and regrets, which were not touched
			continue
		case "cost-and-effect":
			if f.Title != "No policy is surely both cheaper and more effective" {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		case "causes-by-policy": // without single runs the sum has no interval
			if f.Title != causesByPolicy.Shows {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		case "worlds-work":
			if !strings.HasPrefix(f.Title, "No policy surely has") {
				t.Errorf("%s claims %q", f.ID, f.Title)
			}
		default:
			if !strings.Contains(f.Title, "luck") || strings.Contains(f.Title, dagger) {
				t.Errorf("%s claims %q though every interval covers zero", f.ID, f.Title)
			}
		}
	}
}

func TestOneRunOfEachPolicyClaimsNothing(t *testing.T) {
	for i, f := range Compare(compared(shapes["one run"])) {
		if f.ID == "who-pays" {
			continue // amounts, not differences
		}
		if k := CompareKinds()[i]; f.Title != k.Shows {
			t.Errorf("%s claims %q from one run", f.ID, f.Title)
		}
	}
}

// No policy is named as first where several may be.
func TestARegretNamesNoPolicyWhereSeveralMayBeFirst(t *testing.T) {
	d := compared(madeup.Usual)
	for i := range d.Comparison.Best {
		d.Comparison.Best[i].Arms = []int{3, 4}
	}
	f, err := CompareOne(d, "regret")
	if err != nil {
		t.Fatal(err)
	}
	if f.Title != "Two policies may have the smallest worst-case regret" {
		t.Errorf("%q", f.Title)
	}
	if strings.Contains(f.Caption, "comes out first.") || !strings.Contains(f.Caption, "cannot be told apart") {
		t.Errorf("%q", f.Caption)
	}
}

func TestTheLargestRegretIsTheLargestOfItsRow(t *testing.T) {
	d := compared(madeup.Usual)
	for i := range d.Comparison.Regrets { // a world with half the people: the same regret is twice the per cent there
		if r := &d.Comparison.Regrets[i]; r.World == "slow" {
			r.PerCent *= 2
		}
	}
	f, err := CompareOne(d, "regret")
	if err != nil {
		t.Fatal(err)
	}
	most, shown := map[string]float64{}, map[string]float64{}
	for _, e := range f.Values {
		if e.World == "largest" {
			shown[e.Arm] = e.Value
		} else {
			most[e.Arm] = max(most[e.Arm], e.Value)
		}
	}
	if len(shown) != len(d.Comparison.Arms) {
		t.Errorf("%d policies of %d have a largest regret", len(shown), len(d.Comparison.Arms))
	}
	for arm, v := range shown {
		if math.Abs(v-most[arm]) > 1e-12 {
			t.Errorf("the largest regret of %s is %v, that of one world %v", arm, v, most[arm])
		}
	}
}

func TestAPolicyOfWhichTheSignDependsOnTheWorldIsTheHeadline(t *testing.T) {
	f, err := CompareOne(usualComparison(), "worlds-work")
	if err != nil || f.Title != "Rights first: the sign depends on the world"+dagger {
		t.Errorf("%q, %v", f.Title, err)
	}
}

func TestOnlyAnOfferBeatenInBothByMoreThanLuckIsHollow(t *testing.T) {
	e := func(v, half float64) Estimate { return Estimate{Value: v, Low: v - half, High: v + half, N: 12} }
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
		{"no interval", offer{cost: Estimate{Value: 1, Low: nan, High: nan}, effect: Estimate{Value: 9, Low: nan, High: nan}}, offer{cost: e(2, 0), effect: e(3, 0)}, 0},
	} {
		if got := len(beat([]offer{c.a, c.b})); got != c.want {
			t.Errorf("%s: %d are beaten, want %d", c.name, got, c.want)
		}
	}
}

func TestAPolicyKeepsItsColourWhateverItStandsBeside(t *testing.T) {
	of := func(names ...string) []policy {
		c := &scenarios.Comparison{Worlds: []string{"expected"}, Arms: []scenarios.Arm{{Name: "laissez-faire"}}, Months: 1}
		for _, n := range names {
			c.Arms = append(c.Arms, scenarios.Arm{Name: n})
		}
		return newLedger(ComparisonData{Comparison: c}).arms
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
	f, err := CompareOne(usualComparison(), "causes-by-policy")
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, e := range f.Values {
		if e.Measure != "All together" {
			sum += e.Value
			continue
		}
		if math.Abs(sum-e.Value) > 1e-9 || !(e.Low < e.Value && e.Value < e.High) {
			t.Errorf("%s: parts add up to %v, the total is %v (%v to %v)", e.Arm, sum, e.Value, e.Low, e.High)
		}
		sum = 0
	}
}

// A cost that has no bill of its own is added from two, with an interval that
// is rather too wide.
func TestCostIsTakenFromItsBillOrAddedFromTwo(t *testing.T) {
	d := compared(madeup.Usual)
	l := newLedger(d)
	added := l.cost("expected", l.arms[0])
	public, firms := l.bill("expected", l.arms[0], scenarios.PayerPublic), l.bill("expected", l.arms[0], scenarios.PayerFirms)
	if added.Low != public.Low+firms.Low || added.High != public.High+firms.High || added.Method != CostSum {
		t.Errorf("%+v", added)
	}
	both := d.Comparison.Bills[0]
	both.Payer, both.Value, both.Method = scenarios.PayerBoth, 7e9, scenarios.MethodPaired
	d.Comparison.Bills = append(d.Comparison.Bills, both)
	if got := newLedger(d).cost("expected", l.arms[0]); got.Value != 7e9 || got.Method != scenarios.MethodPaired {
		t.Errorf("%+v", got)
	}
}

func TestValuesOfComparisonsSayPolicyWorldRunsAndMethod(t *testing.T) {
	for _, f := range Compare(usualComparison()) {
		var out bytes.Buffer
		if err := f.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		head, _, _ := strings.Cut(out.String(), "\n")
		if lines := strings.Count(out.String(), "\n"); lines != len(f.Values)+1 || len(f.Values) == 0 || head != "arm,world,measure,group,date,unit,value,low,high,n,method,assumed" {
			t.Errorf("%s: %d lines for %d values under %q", f.ID, lines, len(f.Values), head)
		}
		for _, e := range f.Values {
			if e.Arm == "" || e.World == "" || e.Measure == "" || e.Method == "" || e.N == 0 || !defined(e.Value) {
				t.Errorf("%s: %+v", f.ID, e)
			}
		}
	}
}

func TestNumbersOfHeadlinesAreNumbersOfValues(t *testing.T) {
	number := regexp.MustCompile(`\d+(\.\d+)?`)
	f, err := CompareOne(usualComparison(), "who-pays")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range number.FindAllString(f.Title, -1) {
		said, _ := strconv.ParseFloat(m, 64)
		if !slices.ContainsFunc(f.Values, func(e Estimate) bool { return math.Abs(e.Value/1e9-said) < 0.05 }) {
			t.Errorf("%q says %s, which is no cost", f.Title, m)
		}
	}
}
