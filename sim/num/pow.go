package num

import "math"

// Pow returns x**y, less than 1 ulp from the true value where that is a normal number.
//
// Special cases are those of math.Pow: Pow(x, 0) = 1 and Pow(1, y) = 1 for any x and y, even NaN;
// a negative x needs a whole y, otherwise the result is NaN; Pow(0, y) is 0 for y > 0 and infinite
// for y < 0, with the sign of x for odd y.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return nan()
	case x < 0 || x == 0 || x > math.MaxFloat64 || y > 0x1p64 || y < -0x1p64:
		return powEdge(x, y)
	}
	u, extra := math.Float64bits(x), int64(0)
	if u < minNormalBits {
		u, extra = math.Float64bits(x*0x1p54), 54
	}
	m, k := split(u)
	z := times(logPair(m, float64(k-extra)), pair{y, 0})
	switch {
	case z.high > 710:
		return inf(1)
	case z.high < -746:
		return 0
	}
	return expPair(z)
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
			p = inf(1)
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
	return nan()
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

// A pair is an unevaluated sum of two float64, the second far smaller: about 100 bits.
type pair struct{ high, low float64 }

// fastSum returns a+b exactly, for |a| >= |b| or a = 0.
func fastSum(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

// product returns a*b exactly, by splitting both factors in halves of 26 bits (Dekker 1971).
func product(a, b float64) pair {
	const splitter = 1<<27 + 1
	p := float64(a * b)
	t := float64(splitter * a)
	a1 := t - (t - a)
	a2 := a - a1
	t = float64(splitter * b)
	b1 := t - (t - b)
	b2 := b - b1
	return pair{p, ((float64(a1*b1) - p) + float64(a1*b2) + float64(a2*b1)) + float64(a2*b2)}
}

// times returns a*b to about 100 bits.
func times(a, b pair) pair {
	p := product(a.high, b.high)
	return fastSum(p.high, p.low+(float64(a.high*b.low)+float64(a.low*b.high)))
}

// logPair returns log(m) + k ln 2 to about 64 bits, for sqrt(1/2) <= m < sqrt(2).
//
// With s = (m-1)/(m+1) and z = s^2 it is 2s (1 + z/3 + z^2 (1/5 + z Q(z))); the terms that matter beyond 53 bits
// are pairs. Q has degree 6 and adds an error below 3e-21.
func logPair(m, k float64) pair {
	const (
		q0 = 0.142857142857143
		q1 = 0.11111111111070332
		q2 = 0.0909090911304029
		q3 = 0.07692303194530649
		q4 = 0.06667101024572636
		q5 = 0.05860905995273481
		q6 = 0.05783180209405219
	)
	third := pair{0x1.5555555555555p-2, 0x1.5555555555555p-56}
	s := quotient(m-1, fastSum(1, m))
	z := times(s, s)
	x := z.high
	q := float64(x*(float64(x*(float64(x*(float64(x*(float64(x*(float64(x*q6)+q5))+q4))+q3))+q2))+q1)) + q0
	tail := float64(float64(x*x) * (0.2 + float64(x*q)))
	zThird := times(z, third)
	t := fastSum(1, zThird.high)
	t.low += zThird.low + tail
	near := times(s, t)
	sum := fastSum(float64(k*ln2High), 2*near.high)
	sum.low += float64(2*near.low) + float64(k*ln2Low)
	return fastSum(sum.high, sum.low)
}

// quotient returns a/b to about 100 bits.
func quotient(a float64, b pair) pair {
	q := a / b.high
	p := product(q, b.high)
	return pair{q, (((a - p.high) - p.low) - float64(q*b.low)) / b.high}
}
