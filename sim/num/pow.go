package num

import "math"

// Pow returns x**y, less than 1 ulp from the true value where that is a normal number.
//
// Special cases are those of math.Pow: Pow(x, 0) = 1 and Pow(1, y) = 1 for any x and y, even NaN; a
// negative x needs a whole y, otherwise the result is NaN; Pow(0, y) is 0 for y > 0 and infinite
// for y < 0, with the sign of x for odd y.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return math.NaN()
	case x < 0 || x == 0 || x > math.MaxFloat64 || y > 0x1p64 || y < -0x1p64:
		return powEdge(x, y)
	}
	u, extra := math.Float64bits(x), int64(0)
	if u < minNormalBits {
		u, extra = math.Float64bits(x*0x1p54), 54
	}
	m, k := split(u)
	high, low := logParts(m, float64(k-extra))
	z := top(y)
	rest := float64(y*low) + float64((y-z)*high)
	z = float64(z * high)
	switch {
	case z > 710:
		return math.Inf(1)
	case z < -746:
		return 0
	}
	return expParts(z, rest)
}

// powEdge is Pow for x that is not positive and finite, and for very large y.
func powEdge(x, y float64) float64 {
	size := math.Abs(x)
	var p float64
	switch {
	case size == 1: // x = -1: one beyond the largest odd y
		p = 1
	case math.Abs(y) > 0x1p64 || size == 0 || size > math.MaxFloat64:
		if size > 1 == (y > 0) {
			p = math.Inf(1)
		}
	default:
		p = Pow(size, y)
	}
	if !math.Signbit(x) {
		return p
	}
	whole, odd := parity(y)
	switch {
	case odd:
		return -p
	case whole || x == 0 || size > math.MaxFloat64:
		return p
	}
	return math.NaN()
}

// parity tells whether y is a whole number and whether it is an odd one. Numbers of 2^53 and more
// are even, infinities too.
func parity(y float64) (whole, odd bool) {
	if math.Abs(y) >= 0x1p53 {
		return true, false
	}
	n := int64(y)
	return float64(n) == y, n&1 == 1 && float64(n) == y
}

// top returns the leading 26 bits of x. The product of two such numbers is exact.
func top(x float64) float64 { return math.Float64frombits(math.Float64bits(x) &^ (1<<27 - 1)) }

// logParts returns log(m) + k ln 2 in two parts for sqrt(1/2) <= m < sqrt(2), to about 68 bits;
// high has 26.
//
// With s = (m-1)/(m+1) and z = s^2 it is k ln 2 + 2/3 s (3 + z + z^2 Q(z)). Q has degree 7 and adds
// an error below 1e-20. Each quantity is kept as its top and the rest; products of tops are exact.
func logParts(m, k float64) (high, low float64) {
	const (
		q0 = 0.6
		q1 = 0.4285714285714405
		q2 = 0.3333333333248383
		q3 = 0.272727275030892
		q4 = 0.23076892443777647
		q5 = 0.20002207040770967
		q6 = 0.1755935450923681
		q7 = 0.17584767935814777

		twoThirds     = 2.0 / 3
		twoThirdsHigh = 0x1.555555p-1 // 25 bits
		twoThirdsLow  = twoThirds - twoThirdsHigh
	)
	f, d := m-1, m+1
	inverse := 1 / d
	dHigh := top(d)
	dLow := m - (dHigh - 1)
	s := float64(f * inverse)
	sHigh := top(s)
	sLow := float64(((f - float64(sHigh*dHigh)) - float64(sHigh*dLow)) * inverse)

	z := float64(s * s)
	zHigh := float64(sHigh * sHigh)
	zLow := float64(sLow * (s + sHigh))
	w := float64(z * z)
	even := q0 + float64(w*(q2+float64(w*(q4+float64(w*q6)))))
	odd := float64(z * (q1 + float64(w*(q3+float64(w*(q5+float64(w*q7)))))))
	tail := float64(w * (even + odd))

	tHigh := top(3 + (zHigh + tail))
	tLow := (tail + zLow) - ((tHigh - 3) - zHigh)
	p := float64(sHigh * tHigh)
	pLow := float64(sLow*tHigh) + float64(s*tLow)
	pHigh := top(p + pLow)
	pLow -= pHigh - p

	near := float64(twoThirdsHigh * pHigh)
	low = (float64(twoThirdsLow*pHigh) + float64(twoThirds*pLow)) + float64(k*ln2Low)
	far := float64(k * ln2High)
	high = top(far + (near + low))
	return high, low - ((high - far) - near)
}
