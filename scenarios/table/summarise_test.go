package table

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestQuantilesAreTypeSeven(t *testing.T) {
	for _, c := range []struct {
		x       []float64
		p, want float64
	}{
		{[]float64{3}, 0.1, 3},
		{[]float64{1, 2}, 0.1, 1.1},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 0.1, 2},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 0.9, 10},
		{[]float64{1, 2, 4, 8}, 0.9, 6.8}, // quantile(c(1,2,4,8), .9) in R
		{[]float64{1, 2, 4, 8}, 1, 8},
		{[]float64{1, 2, 4, 8}, 0, 1},
		{[]float64{math.Inf(-1), math.Inf(-1), 5}, 0.1, math.Inf(-1)},
	} {
		if got := Quantile(c.x, c.p); got != c.want && math.Abs(got-c.want) > 1e-15 {
			t.Errorf("quantile %v of %v is %v, want %v", c.p, c.x, got, c.want)
		}
	}
	if !math.IsNaN(Quantile(nil, 0.5)) || !math.IsNaN(Average(nil)) {
		t.Error("nothing has a quantile or a mean")
	}
}

func TestStatisticsAreOverReplicates(t *testing.T) {
	var tables []*Series
	for n := 1; n <= 11; n++ {
		values := []float64{float64(n * n), math.NaN()}
		if n > 9 {
			values[1] = float64(n)
		}
		tables = append(tables, &Series{[]string{"people", "depth"}, []Row{{fmt.Sprint(n), 3, All, All, values}}})
	}
	s, err := Summarise(tables...)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		statistic     string
		people, depth float64
	}{{Mean, 46, 10.5}, {P10, 4, 10.1}, {P90, 100, 10.9}, {"11", 121, 11}} {
		people, depth := s.Line(c.statistic, All, All, "people")[3], s.Line(c.statistic, All, All, "depth")[3]
		if people != c.people || math.Abs(depth-c.depth) > 1e-14 {
			t.Errorf("%s is %v and %v, want %v and %v", c.statistic, people, depth, c.people, c.depth)
		}
	}
	if again, err := Summarise(s); err != nil || text(t, again) != text(t, s) {
		t.Errorf("summarising again gives another table (%v)", err)
	}
}

func TestAMeasureDefinedInNoReplicateHasNoStatistic(t *testing.T) {
	s, err := Summarise(&Series{[]string{"depth"}, []Row{{"1", 0, All, All, []float64{math.NaN()}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{Mean, P10, P90} {
		if v := s.Line(name, All, All, "depth"); len(v) != 1 || !math.IsNaN(v[0]) {
			t.Errorf("%s is %v", name, v)
		}
	}
}

func TestSameStatisticsInAnyOrderOfRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		var rows []Row
		for n := 1; n <= 13; n++ {
			rows = append(rows, Row{fmt.Sprint(n), 0, All, All, []float64{rng.NormFloat64(), math.Copysign(0, rng.Float64()-0.5)}})
		}
		first, err := Summarise(&Series{[]string{"trust", "zero"}, slices.Clone(rows)})
		if err != nil {
			t.Fatal(err)
		}
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		second, err := Summarise(&Series{[]string{"trust", "zero"}, rows[:5]}, &Series{[]string{"trust", "zero"}, rows[5:]})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{Mean, P10, P90} {
			for _, column := range []string{"trust", "zero"} {
				a, b := first.Line(name, All, All, column), second.Line(name, All, All, column)
				if !same(a, b) {
					t.Fatalf("%s of %s is %v or %v", name, column, a, b)
				}
			}
		}
	})
}

// text is the table as a file.
func text(t *testing.T, s *Series) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
