package report

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
)

var nan = math.NaN()

func TestTheHeadlineSaysNoMoreThanItsInterval(t *testing.T) {
	sub := subject{"Employees", "fewer employees", "more employees", "employees"}
	for _, c := range []struct {
		name             string
		value, low, high float64
		n                int
		want             string
	}{
		{"clear", -5.21, -5.32, -5.1, 8, "about 5.2% fewer employees (5.1 to 5.3%)"},
		{"clear and up", 4.98, 4.91, 5.06, 8, "about 5.0% more employees (4.9 to 5.1%)"},
		{"wide", -3, -5.2, -0.9, 8, "between 1 and 5% fewer employees"},
		{"luck", 0.4, -0.8, 1.5, 8, "no difference in employees that could be told from luck (−1 to +2%)"},
		{"luck at the edge", -0.31, -0.64, 0.02, 8, "no difference in employees that could be told from luck (−0.64 to +0.02%)"},
		{"single", -5.2, nan, nan, 1, "5.2% fewer employees"},
		{"same", 0, 0, 0, 8, "no difference at all in employees"},
		{"undefined", nan, nan, nan, 8, "no defined difference in employees"},
	} {
		e := plots.Estimate{Value: c.value, Low: c.low, High: c.high, N: c.n}
		if got := clause(estimate(e), sub); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatRestsOnAnAssumptionSaysSoInTheHeadline(t *testing.T) {
	clear := plots.Estimate{Measure: "Employees", Value: -5.2, Low: -5.3, High: -5.1, N: 8}
	assumed := plots.Estimate{Measure: "Freelance orders", Value: -13.2, Low: -13.3, High: -13.1, N: 8, Assumed: true}
	f := &plots.Figure{Sheet: canvas.Sheet{ID: "seeds"}, Values: []plots.Estimate{clear, assumed}}
	want := "It shows about 5.2% fewer employees (5.1 to 5.3%) and, if the assumed effects hold†, about 13.2% fewer freelance orders (13.1 to 13.3%)."
	if got := statement("It shows", sentences[0].subjects, f); got.Text != want || len(got.Values) != 2 {
		t.Errorf("%q, want %q", got.Text, want)
	}
	clear.Assumed, assumed.Assumed = true, false
	f.Values = []plots.Estimate{clear, assumed}
	want = "It shows, if the assumed effects hold†, about 5.2% fewer employees (5.1 to 5.3%) and about 13.2% fewer freelance orders (13.1 to 13.3%)."
	if got := statement("It shows", sentences[0].subjects, f); got.Text != want {
		t.Errorf("%q, want %q", got.Text, want)
	}
}

func TestNumbersAreWrittenToThePlaceThatTheirIntervalSupports(t *testing.T) {
	for _, c := range []struct {
		value, low, high float64
		signed           bool
		want             Spelling
	}{
		{4123, 3567, 4640, false, Spelling{"4,100", "3,600", "4,600"}},
		{-0.0412, -0.0498, -0.0331, true, Spelling{"−0.041", "−0.050", "−0.033"}},
		{10.0000004, 10.00000039, 10.00000041, false, Spelling{"10.00", "10.00", "10.00"}},
		{1234567, nan, nan, true, Spelling{"+1,200,000", "", ""}},
		{0, 0, 0, true, Spelling{"0", "0", "0"}},
		{nan, 1, 2, true, Spelling{absent, "", ""}},
		{math.Inf(1), 1, 2, true, Spelling{absent, "", ""}},
	} {
		if got := spell(estimate(plots.Estimate{Value: c.value, Low: c.low, High: c.high, N: 8}), c.signed); got != c.want {
			t.Errorf("%v (%v to %v): %+v, want %+v", c.value, c.low, c.high, got, c.want)
		}
	}
}
