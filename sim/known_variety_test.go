package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// Equation 19 against vectors: n people have own directions of similarity rho
// to each other and to the machine's; person i mixes in m_i of the machine.
// The mean similarity of two works is their inner product over the mean square.
func TestSimilarityOfWorksMatchesVectors(t *testing.T) {
	const n, dimension, rho, replicates = 300, 48, 0.38, 40
	r := draw.NewRand(3, "vectors")
	for _, top := range []float64{0, 0.5, 1} {
		var gaps []float64
		for range replicates {
			machine := direction(r, dimension)
			var sum [dimension + 1]float64
			squares, m1, m2 := 0.0, 0.0, 0.0
			for range n {
				m := top * r.Float64()
				m1, m2 = m1+m/n, m2+m*m/n
				own := direction(r, dimension)
				square := 0.0
				for k := range own {
					own[k] = (1-m)*math.Sqrt(1-rho)*own[k] + m*math.Sqrt(1-rho)*machine[k]
					sum[k] += own[k]
					square += own[k] * own[k]
				}
				// what all have in common is an axis of its own
				sum[dimension] += math.Sqrt(rho)
				squares += square + rho
			}
			pairs := -squares
			for _, x := range sum {
				pairs += x * x
			}
			gaps = append(gaps, pairs/(n*(n-1))/(squares/n)-Similarity(rho, m1, m2))
		}
		mean, se := meanAndError(gaps)
		unsurprising(t, "similarity of vectors minus the closed form", mean, 0, se)
	}
	within(t, "without machines", Similarity(rho, 0, 0), rho, 0)
	within(t, "machines alone", Similarity(rho, 1, 1), 1, 0)
}

// direction is a random unit vector.
func direction(r *draw.Rand, dimension int) []float64 {
	x := make([]float64, dimension)
	square := 0.0
	for k := range x {
		for range 12 {
			x[k] += r.Float64() - 0.5
		}
		square += x[k] * x[k]
	}
	for k := range x {
		x[k] /= math.Sqrt(square)
	}
	return x
}

// The more of their ideas people take from the machine, the more alike are
// their works; at every share variety stays a share.
func TestVarietyFallsAsIdeasComeFromTheMachine(t *testing.T) {
	for _, rho := range []float64{0.1, 0.38, 0.7} {
		last := rho
		for m := 0.05; m <= 1.0001; m += 0.05 {
			s := Similarity(rho, m, m*m)
			if !(s > last && s <= 1+1e-12) {
				t.Errorf("rho %v: similarity %v at a machine share of %v, after %v", rho, s, m, last)
			}
			last = s
		}
	}
}
