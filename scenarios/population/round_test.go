package population

import (
	"math"
	"testing"
)

// sample is a table with a whole sum, zeros and whole entries among others.
func sample(luck *luck, rows, cols int) [][]float64 {
	table := make([][]float64, rows)
	sum := 0.0
	for i := range table {
		for j := range cols {
			x := 7 * luck.uniform()
			if (i+j)%5 == 0 {
				x = math.Floor(x)
			}
			table[i] = append(table[i], x)
			sum += x
		}
	}
	table[rows-1][cols-1] += math.Ceil(sum) - sum
	return table
}

func TestRoundingKeepsEveryMargin(t *testing.T) {
	luck := newLuck(1, 1, 0)
	for n := range 200 {
		table := sample(luck, 2+n%7, 2+n%5)
		got := round(table, luck)
		around := func(what string, whole int, exact float64) {
			t.Helper()
			if math.Abs(float64(whole)-exact) > 1-1e-6 && math.Abs(float64(whole)-exact) > 1e-3 {
				t.Fatalf("table %d: %s of %v became %d", n, what, exact, whole)
			}
		}
		total, columns, whole := 0.0, make([]float64, len(table[0])), make([]int, len(table[0]))
		all := 0
		for i, row := range table {
			sum, rounded := 0.0, 0
			for j, x := range row {
				around("entry", got[i][j], x)
				sum, rounded = sum+x, rounded+got[i][j]
				columns[j], whole[j] = columns[j]+x, whole[j]+got[i][j]
			}
			around("sum of a row", rounded, sum)
			total, all = total+sum, all+rounded
		}
		for j := range columns {
			around("sum of a column", whole[j], columns[j])
		}
		if math.Abs(total-float64(all)) > 1e-3 {
			t.Fatalf("table %d: sum of %v became %d", n, total, all)
		}
	}
}

func TestRoundingIsFairOnAverage(t *testing.T) {
	table := [][]float64{{0.3, 1.9, 0.05}, {2.2, 0.1, 0.45}, {0.5, 1, 0.5}}
	const tries = 20_000
	var sum [3][3]float64
	luck := newLuck(2, 1, 0)
	for range tries {
		for i, row := range round(table, luck) {
			for j, n := range row {
				sum[i][j] += float64(n)
			}
		}
	}
	for i, row := range table {
		for j, x := range row {
			if mean := sum[i][j] / tries; math.Abs(mean-x) > 0.015 {
				t.Errorf("entry %v became %v on average", x, mean)
			}
		}
	}
}

func TestWholeTablesStay(t *testing.T) {
	got := round([][]float64{{3, 0}, {1, 50_000_000}}, newLuck(3, 1, 0))
	if got[0][0] != 3 || got[0][1] != 0 || got[1][0] != 1 || got[1][1] != 50_000_000 {
		t.Errorf("whole counts became %v", got)
	}
}

func TestRanksAreAPermutationInOrder(t *testing.T) {
	score := []float64{0.9, 0.2, 0.5, 0.5, 1 - 0x1p-53, 0}
	for k, want := range []int32{4, 1, 2, 3, 5, 0} {
		if got := ranks(len(score), func(k int) float64 { return score[k] })[k]; got != want {
			t.Errorf("score %v has rank %d, want %d", score[k], got, want)
		}
	}
}

func TestEvenSequencesAreEven(t *testing.T) {
	for _, step := range []float64{goldenStep, silverStep} {
		for _, start := range []int{0, 1000, 12_345_678} {
			below := 0
			for n := range 200 {
				if even(0.7, start+n, step) < 0.3 {
					below++
				}
			}
			if below < 58 || below > 62 {
				t.Errorf("%d of 200 places from %d lie below 0.3, want 60", below, start)
			}
		}
	}
}
