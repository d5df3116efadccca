package scenarios

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// tables makes a run of n replicates over 180 months in which every measure
// stands at base in the frozen world and is moved by effect(column, replicate).
func tables(t *testing.T, n int, base float64, effect func(column string, replicate int) float64) (series, contrast *table.Series) {
	t.Helper()
	build := func(scale float64) *table.Series {
		s := &table.Series{}
		for _, c := range sim.Columns {
			s.Columns = append(s.Columns, c.Name)
		}
		for r := 1; r <= n; r++ {
			for month := range 180 {
				row := table.Row{Replicate: strconv.Itoa(r), Month: month, By: table.All, Group: table.All}
				for _, c := range sim.Columns {
					row.Values = append(row.Values, base+scale*effect(c.Name, r))
				}
				s.Rows = append(s.Rows, row)
			}
		}
		return s
	}
	series, err := table.Summarise(build(1))
	if err != nil {
		t.Fatal(err)
	}
	difference, err := table.Contrast(series, build(0))
	if err != nil {
		t.Fatal(err)
	}
	contrast, err = table.SummariseContrast(difference)
	if err != nil {
		t.Fatal(err)
	}
	return series, contrast
}

// summaryOf summarises a run in which every measure is moved alike.
func summaryOf(t *testing.T, base float64, effects ...float64) *Summary {
	t.Helper()
	s := Default()
	s.Name, s.Options.Replicates = "test", len(effects)
	series, contrast := tables(t, len(effects), base, func(_ string, r int) float64 { return effects[r-1] })
	sum, err := Summarise(s, series, contrast)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// The headline rule: what is said depends on where the interval lies.
func TestTheHeadlineSaysNoMoreThanItsInterval(t *testing.T) {
	for _, c := range []struct {
		name    string
		effects []float64
		want    string
	}{
		{"clear", []float64{-12, -11, -13, -12}, "By December 2035 the number of people in creative work is about 12% lower than in the frozen world (11 to 13%; 95%, 4 paired runs), a difference of −12 persons (−13 to −11)"},
		{"clear and up", []float64{12, 11, 13, 12}, "is about 12% higher than in the frozen world (11 to 13%; 95%, 4 paired runs)"},
		{"wide", []float64{-2, -6, -7, -3}, "is between 1 and 8% lower than in the frozen world (95%, 4 paired runs)"},
		{"luck", []float64{-2, 2, 1, -2}, "no difference in the number of people in creative work could be told from luck (−4 to +3% of the frozen world's; 95%, 4 paired runs)"},
		{"one run", []float64{-12}, "is 12% lower than in the frozen world in the one run played"},
		{"nothing", []float64{0, 0, 0}, "is the same as in the frozen world in every run"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sum := summaryOf(t, 100, c.effects...)
			if !strings.Contains(sum.Headline, c.want) || !strings.HasSuffix(sum.Headline, "Not calibrated: a what-if, no forecast.") {
				t.Errorf("headline %q\nwant %q", sum.Headline, c.want)
			}
		})
	}
}

func TestWhatRestsOnAnAssumptionIsMarked(t *testing.T) {
	sum := summaryOf(t, 0.5, 0.1, 0.11, 0.12)
	var text bytes.Buffer
	if err := sum.WriteText(&text, 80); err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(text.String()), " ")
	for _, c := range sim.Columns {
		if sum.Find(c.Name) != nil && c.Assumed && !strings.Contains(said, c.Label+"†") {
			t.Errorf("%s is not marked in the table", c.Name)
		}
	}
	for _, want := range []string{"if the assumed effects hold†", "† rests on an assumed effect", "Not calibrated"} {
		if !strings.Contains(said, want) {
			t.Errorf("the text does not say %q", want)
		}
	}
}

func TestWithoutACounterfactualNothingIsCompared(t *testing.T) {
	series, _ := tables(t, 3, 0.5, func(string, int) float64 { return 0.1 })
	s := Default()
	s.Options.Replicates = 3
	sum, err := Summarise(s, series, nil)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := sum.WriteText(&text, 80); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), "frozen") {
		t.Errorf("compares with a world that was not played:\n%s", text.String())
	}
	if !strings.HasPrefix(sum.Headline, "By December 2035 60% of creatives use generative AI in a month") {
		t.Errorf("headline %q", sum.Headline)
	}
}

func TestASummaryReadsBackTheSame(t *testing.T) {
	sum := summaryOf(t, 0, -1, 2, -3) // a base of zero: nothing relative is defined
	sum.Paths = []string{"series.csv"}
	var text bytes.Buffer
	if err := sum.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(text.Bytes()) || !strings.Contains(text.String(), `"low": null`) {
		t.Errorf("JSON without null where nothing is defined:\n%s", text.String())
	}
	back, err := ReadSummary(&text)
	if err != nil {
		t.Fatal(err)
	}
	same := cmp.Comparer(func(a, b Number) bool {
		return a == b || math.IsNaN(float64(a)) && math.IsNaN(float64(b))
	})
	if d := cmp.Diff(sum, back, same); d != "" {
		t.Error(d)
	}
}

func TestDigitsGoNoFurtherThanTheInterval(t *testing.T) {
	for _, c := range []struct {
		value, low, high float64
		want             string
	}{
		{4123, 3567, 4640, "+4,100 (+3,600 to +4,600)"},
		{4123, 4122, 4124, "+4,123 (+4,122 to +4,124)"},
		{-176543, -179876, -175432, "−177,000 (−180,000 to −175,000)"},
		{-1234567, -2234567, -234567, "−1,000,000 (−2,000,000 to 0)"},
		{0.01234, 0.0119, 0.0127, "+0.012 (+0.012 to +0.013)"},
		{-0.4, -0.9, 0.1, "−0.4 (−0.9 to +0.1)"},
		{0, -3, 3, "0 (−3 to +3)"},
		{12.4, math.NaN(), math.NaN(), "+12"},
	} {
		e := Estimate{Value: Number(c.value), Low: Number(c.low), High: Number(c.high), N: 5}
		if got := e.amount(""); got != c.want {
			t.Errorf("%v (%v to %v): %s, want %s", c.value, c.low, c.high, got, c.want)
		}
	}
}

func TestMilestonesEndWithTheRun(t *testing.T) {
	for months, want := range map[int][]int{
		1: {0}, 6: {5}, 12: {11}, 13: {11, 12}, 60: {11, 59}, 180: {11, 59, 119, 179}, 190: {11, 59, 119, 179, 189},
	} {
		if got := milestones(months); !cmp.Equal(got, want) {
			t.Errorf("%d months: %v, want %v", months, got, want)
		}
	}
}

func TestParametersAreSelectedByMechanismOrPath(t *testing.T) {
	list, err := SelectParameters([]string{"trust", "fear.base"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if p.Mechanism != "trust" && p.Path != "fear.base" {
			t.Errorf("%s was not asked for", p.Path)
		}
	}
	if _, err := SelectParameters([]string{"trsut"}); err == nil || err.Error() != `"trsut": no parameter and no mechanism has this name; did you mean "trust"?` {
		t.Errorf("got %v", err)
	}
}
