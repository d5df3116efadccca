package table

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

func TestContrastsPairReplicates(t *testing.T) {
	a, b := example(), example()
	slices.Reverse(b.Rows)
	for i := range b.Rows {
		b.Rows[i].Values[0] -= 5
	}
	b.Rows[0].Values[1] = math.NaN() // replicate 1, month 1, domain design
	d, err := Contrast(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Rows) != len(a.Rows) {
		t.Fatalf("%d rows of %d", len(d.Rows), len(a.Rows))
	}
	for _, r := range d.Rows {
		undefined := r.Replicate == "1" && r.Month == 1 && r.Group == "design"
		if r.Values[0] != 5 || undefined != math.IsNaN(r.Values[1]) || !undefined && r.Values[1] != 0 {
			t.Errorf("%s is %v", r.place(), r.Values)
		}
	}
	if a.Rows[0].Values[0] != 200 {
		t.Error("the contrast changed its first table")
	}
}

func TestContrastsRefuseWhatIsNotPaired(t *testing.T) {
	cut := func(s *Series, lo, hi int) *Series { return &Series{s.Columns, s.Rows[lo:hi]} }
	twice := example()
	twice.Rows = append(twice.Rows, twice.Rows[2])
	for _, c := range []struct {
		a, b *Series
		want string
	}{
		{example(), cut(example(), 1, 18), "replicate 2, month 0 (2021-01), all all is not in the second table"},
		{cut(example(), 0, 17), example(), "replicate 1, month 1 (2021-02), domain design is in the second table only"},
		{twice, example(), "replicate 2, month 0 (2021-01), domain design is not in the second table or stands twice"},
		{example(), twice, "in the second table, replicate 2, month 0 (2021-01), domain design stands twice"},
		{&Series{Columns: []string{"people"}}, example(), "different columns"},
		{cut(example(), 0, 0), cut(example(), 0, 0), "no replicate to compare"},
	} {
		if _, err := Contrast(c.a, c.b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	for _, bad := range [][]*Series{nil, {twice}, {example(), example()}, {example(), {Columns: []string{"people"}}}, {{[]string{"people"}, []Row{{Replicate: "1"}}}}} {
		if _, err := Summarise(bad...); err == nil {
			t.Errorf("%d bad tables are summarised", len(bad))
		}
	}
}

func TestIntervalOfTheMeanIsStudents(t *testing.T) {
	x := []float64{0.3, -1.2, 0.8, 2.1, 0.05, 1.4}
	s := &Series{Columns: []string{"fear"}}
	for i, v := range x {
		s.Rows = append(s.Rows, Row{fmt.Sprint(i + 1), 0, All, All, []float64{v}})
	}
	d, err := SummariseContrast(s)
	if err != nil {
		t.Fatal(err)
	}
	mean, sd := stat.MeanStdDev(x, nil)
	half := distuv.StudentsT{Sigma: 1, Nu: 5}.Quantile(0.975) * stat.StdErr(sd, 6)
	band := d.Interval(All, All, "fear")
	for _, c := range [][2]float64{{band.Mean[0], mean}, {band.Low[0], mean - half}, {band.High[0], mean + half}} {
		if math.Abs(c[0]-c[1]) > 1e-12 {
			t.Errorf("got %v, want %v", c[0], c[1])
		}
	}
	one, err := SummariseContrast(&Series{s.Columns, s.Rows[:1]})
	if err != nil {
		t.Fatal(err)
	}
	if band := one.Interval(All, All, "fear"); band.Mean[0] != 0.3 || !math.IsNaN(band.Low[0]) || !math.IsNaN(band.High[0]) {
		t.Errorf("one replicate has the interval %v", band)
	}
}

func TestIntervalCoversTheTruthNineteenTimesInTwenty(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	const trials = 20_000
	covered := 0
	for range trials {
		x := make([]float64, 5)
		for i := range x {
			x[i] = rng.NormFloat64()
		}
		if math.Abs(Average(x)) <= T95(4)*StandardError(x) {
			covered++
		}
	}
	if share := float64(covered) / trials; math.Abs(share-0.95) > 4.5*math.Sqrt(0.95*0.05/trials) {
		t.Errorf("covered %v of the time", share)
	}
}

func TestStudentsQuantileIsThatOfGonum(t *testing.T) {
	for df := 1; df <= 3000; df++ {
		want := distuv.StudentsT{Sigma: 1, Nu: float64(df)}.Quantile(0.975)
		if got := T95(df); math.Abs(got/want-1) > 2e-8 {
			t.Fatalf("t with %d degrees of freedom is %.12g, want %.12g", df, got, want)
		}
	}
}
