package calibrate

import "math"

// A factor is the lower triangle L of a positive definite matrix L Lᵀ, row by row. Sums are
// taken in one order and products are rounded first, so that it is the same on every machine.
type factor [][]float64

// cholesky factors the lower triangle of a symmetric matrix in place; false where it is
// not positive definite to the digits at hand.
func cholesky(a [][]float64) (factor, bool) {
	for i, row := range a {
		for j := 0; j <= i; j++ {
			sum := row[j] - dot(row[:j], a[j][:j])
			if i > j {
				row[j] = sum / a[j][j]
				continue
			}
			if !(sum > 0) {
				return nil, false
			}
			row[i] = math.Sqrt(sum)
		}
	}
	return factor(a), true
}

// dot is the sum of products of two lists of one length: four sums side by side, for speed,
// that are added in one order.
func dot(a, b []float64) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float64(a[i] * b[i])
		s1 += float64(a[i+1] * b[i+1])
		s2 += float64(a[i+2] * b[i+2])
		s3 += float64(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float64(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}

// forward solves L x = b in place.
func (l factor) forward(b []float64) {
	for i, row := range l {
		b[i] = (b[i] - dot(row[:i], b[:i])) / row[i]
	}
}

// solve solves L Lᵀ x = b in place.
func (l factor) solve(b []float64) {
	l.forward(b)
	for i := len(l) - 1; i >= 0; i-- {
		row := l[i]
		b[i] /= row[i]
		for j := range i {
			b[j] -= float64(row[j] * b[i])
		}
	}
}
