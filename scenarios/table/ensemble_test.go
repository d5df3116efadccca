package table

import (
	"math"
	"strings"
	"testing"

	"golang.org/x/exp/rand"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// doubled are the sets of n replicates: three sets each once, then the first of them
// again with other luck, and so on.
func doubled(n int) []int {
	sets := make([]int, n)
	for r := range sets {
		k, j := r/4, r%4
		if sets[r] = 3*k + j + 1; j == 3 {
			sets[r] = 3*k + 1
		}
	}
	return sets
}

func TestAnEnsembleHasTwoParts(t *testing.T) {
	sets := doubled(8) // 1 2 3 1 4 5 6 4
	values := []float64{3, -1, 8, 5, 2, 7, 4, 8}
	e := Estimate(values, sets)
	// First seeds 3 -1 8 2 7 4; pairs 3 and 5, 2 and 8: half the squares are 2 and 18.
	want := finding.Estimate{Value: 23.0 / 6, Low: -1, High: 8, N: 8, Sets: 6, Pairs: 2, Dice: NormalTail * math.Sqrt(10), Above: 5, Below: 1}
	if math.Abs(e.Value-want.Value) > 1e-12 || math.Abs(e.Dice-want.Dice) > 1e-12 {
		t.Errorf("%v with dice %v, should be %v with %v", e.Value, e.Dice, want.Value, want.Dice)
	}
	if e.Value, e.Dice, want.Value, want.Dice = 0, 0, 0, 0; e != want {
		t.Errorf("%+v, should be %+v", e, want)
	}
}

func TestWhatIsNotDefinedDoesNotCountInAnEnsemble(t *testing.T) {
	nan := math.NaN()
	for what, c := range map[string]struct {
		values      []float64
		sets, pairs int
		value       float64
		n           int
		interval    bool
	}{
		"the first of a pair":  {[]float64{nan, 1, 2, 9}, 3, 0, 4, 3, true}, // its second tells of the set
		"the second of a pair": {[]float64{9, 1, 2, nan}, 3, 0, 4, 3, true},
		"a set":                {[]float64{3, nan, 5, 4}, 2, 1, 4, 3, true},
		"all but one set":      {[]float64{3, nan, nan, 4}, 1, 1, 3, 2, false},
		"everything":           {[]float64{nan, nan, nan, nan}, 0, 0, nan, 0, false},
	} {
		e := Estimate(c.values, doubled(4))
		if e.Sets != c.sets || e.Pairs != c.pairs || e.N != c.n || e.Value != c.value && !math.IsNaN(c.value) || e.Bounded() != c.interval || math.IsNaN(e.Dice) != (c.pairs == 0) {
			t.Errorf("%s is not defined: %+v", what, e)
		}
	}
}

func TestWithoutSetsAnEstimateIsThatOfTheDice(t *testing.T) {
	x := []float64{1, 2, 4, 8}
	mean, low, high, n := MeanInterval(x)
	if e := Estimate(x, nil); e != (finding.Estimate{Value: mean, Low: low, High: high, N: n}) {
		t.Errorf("%+v", e)
	}
}

// coverage draws many ensembles of 21 sets with 27 replicates, whose sets have a
// standard deviation of 3 and whose dice one of 1: how often a run of a new set lies
// in the interval, and what Dice is, in the mean square, of what it should be.
func coverage(estimate func(values []float64, sets []int) finding.Estimate) (within, dice float64) {
	const ensembles, news = 2000, 20
	source := rand.New(draw.Source(7, "ensembles"))
	normal := func() float64 { return num.Quantile(min(max(source.Float64(), 1e-12), 1-1e-12)) }
	sets := doubled(27)
	hits, squares := 0, 0.0
	for range ensembles {
		level, values := map[int]float64{}, make([]float64, len(sets))
		for r, set := range sets {
			if _, known := level[set]; !known {
				level[set] = 50 + 3*normal()
			}
			values[r] = level[set] + normal()
		}
		e := estimate(values, sets)
		for range news {
			if v := 50 + 3*normal() + normal(); e.Low <= v && v <= e.High {
				hits++
			}
		}
		squares += e.Dice * e.Dice
	}
	return float64(hits) / (ensembles * news), math.Sqrt(squares/ensembles) / NormalTail
}

// right tells whether both parts are what they should be: the sampling error of the
// first is 0.15 % and of the second 0.7 %.
func right(within, dice float64) bool {
	return math.Abs(within-0.9) < 0.01 && math.Abs(dice-1) < 0.03
}

func TestBothPartsOfAnEnsembleCoverWhatTheyShould(t *testing.T) {
	if within, dice := coverage(Estimate); !right(within, dice) {
		t.Errorf("the interval holds %v of new runs, should hold 0.9; the dice are %v of what they are", within, dice)
	}
}

// Faults that the test above is there to notice.
func TestAWrongPartOfAnEnsembleIsNoticed(t *testing.T) {
	for what, faulty := range map[string]func(values []float64, sets []int) finding.Estimate{
		"the interval of the mean": func(values []float64, sets []int) finding.Estimate {
			e := Estimate(values, sets)
			_, e.Low, e.High, _ = MeanInterval(values)
			return e
		},
		"quantiles that lie too far within": func(values []float64, sets []int) finding.Estimate {
			e := Estimate(values, sets)
			first := append([]float64{}, Firsts(values, sets)...)
			first = sorted(first)
			e.Low, e.High = Quantile(first, 0.05), Quantile(first, 0.95)
			return e
		},
		"pairs of different sets": func(values []float64, sets []int) finding.Estimate {
			e, wrong := Estimate(values, sets), append(sets[1:len(sets):len(sets)], sets[0])
			e.Dice = Estimate(values, wrong).Dice
			return e
		},
		"the whole square of a pair": func(values []float64, sets []int) finding.Estimate {
			e := Estimate(values, sets)
			e.Dice *= math.Sqrt2
			return e
		},
	} {
		if within, dice := coverage(faulty); right(within, dice) {
			t.Errorf("%s is not noticed: %v within, dice %v", what, within, dice)
		}
	}
}

func TestTablesAreSummarisedOverSets(t *testing.T) {
	runs := &Series{Columns: []string{"x", "y"}}
	values := [][]float64{{3, 1}, {-1, math.NaN()}, {8, 2}, {5, 4}}
	for r, v := range values {
		runs.Rows = append(runs.Rows, Row{Replicate: string(rune('1' + r)), By: All, Group: All, Values: v})
	}
	out, err := SummariseSets(doubled(4), runs)
	if err != nil {
		t.Fatal(err)
	}
	for c := range runs.Columns {
		column := make([]float64, len(values))
		for r := range values {
			column[r] = values[r][c]
		}
		e := Estimate(column, doubled(4))
		for name, want := range map[string]float64{Mean: e.Value, P05: e.Low, P95: e.High, Dice: e.Dice} {
			if got := out.Line(name, All, All, runs.Columns[c])[0]; got != want {
				t.Errorf("%s of %s is %v, should be %v", name, runs.Columns[c], got, want)
			}
		}
	}
	if _, err := SummariseSets(doubled(3), runs); err == nil || !strings.Contains(err.Error(), "4 replicates and 3") {
		t.Errorf("a set is lacking: %v", err)
	}
}
