package finding

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func TestStudentIsThatOfTheTables(t *testing.T) {
	for _, df := range []int{1, 2, 3, 4, 5, 7, 9, 19, 30, 99, 400, 1000} {
		for _, tail := range []float64{0.025, 0.0125, 0.025 / 7, 0.025 / 60, 0.025 / 1000} {
			got, want := student(df, tail), distuv.StudentsT{Sigma: 1, Nu: float64(df)}.Quantile(1-tail)
			if !(math.Abs(got-want) <= 1e-9*want) {
				t.Errorf("t of %d degrees of freedom exceeds %v in %v of cases, want %v", df, got, tail, want)
			}
		}
	}
}

func TestStudentIsTheSameBitsOnEveryMachine(t *testing.T) {
	for _, c := range []struct {
		df   int
		tail float64
		want uint64
	}{{1, 0.025, 0x40296993aacc4d25}, {4, 0.025 / 12, 0x40178a8d6a54f09e}, {19, 0.025 / 60, 0x400fb4b0586e6c71}, {250, 0.0125, 0x40020a34b24f0a53}} {
		if got := math.Float64bits(student(c.df, c.tail)); got != c.want {
			t.Errorf("student(%d, %v) has the bits %#x, want %#x", c.df, c.tail, got, c.want)
		}
	}
}
