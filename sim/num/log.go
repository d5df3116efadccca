package num

import "math"

const (
	minNormalBits = 1 << 52
	rootHalfBits  = 0x3fe6a09e667f3bcd // sqrt(1/2)
)

// Log returns the natural logarithm of x, less than 1 ulp from the true value.
//
// Special cases: Log(+Inf) = +Inf, Log(0) = -Inf, Log(x < 0) = NaN, Log(NaN) = NaN.
func Log(x float64) float64 {
	u := math.Float64bits(x)
	if u-minNormalBits >= infBits-minNormalBits {
		return logEdge(x)
	}
	m, k := split(u)
	return logNear(m-1, float64(k), 0)
}

// split returns m and k such that the positive normal number with bits u is m 2^k and sqrt(1/2) <=
// m < sqrt(2).
func split(u uint64) (m float64, k int64) {
	t := u - rootHalfBits
	return math.Float64frombits(u - t&(0xfff<<52)), int64(t) >> 52
}

// logNear returns log(1+f) + k ln 2 + c for sqrt(1/2) <= 1+f < sqrt(2), c being a small correction.
//
// With s = f/(2+f), log(1+f) = 2 atanh(s) = 2s + s z P(z), z = s^2; P has degree 6 and the error is
// below 9e-18. As 2s = f - s f, this is f - (f^2/2 - s (f^2/2 + z P)): the exact f leads and only
// small terms carry rounding errors.
func logNear(f, k, c float64) float64 {
	const (
		c1 = 0.666666666666667
		c2 = 0.39999999999899444
		c3 = 0.2857142862600327
		c4 = 0.22222211130259878
		c5 = 0.18182889455674947
		c6 = 0.15331710618210773
		c7 = 0.14616585424888623
	)
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	odd := float64(z * (c1 + float64(w*(c3+float64(w*(c5+float64(w*c7)))))))
	even := float64(w * (c2 + float64(w*(c4+float64(w*c6)))))
	half := float64(0.5 * float64(f*f))
	small := float64(s*(half+(odd+even))) + (float64(k*ln2Low) + c)
	return float64(k*ln2High) - ((half - small) - f)
}

// logEdge is Log for zero, negative, subnormal and infinite x and NaN.
func logEdge(x float64) float64 {
	switch {
	case x != x || x > math.MaxFloat64:
		return x
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	}
	m, k := split(math.Float64bits(x * 0x1p54))
	return logNear(m-1, float64(k-54), 0)
}

// Log1p returns log(1+x) with full relative accuracy near zero, less than 1 ulp from the true
// value.
//
// Special cases: Log1p(+Inf) = +Inf, Log1p(-1) = -Inf, Log1p(x < -1) = NaN, Log1p(NaN) = NaN,
// Log1p(-0) = -0.
func Log1p(x float64) float64 {
	switch {
	case x > -0.29 && x < 0.41: // 1+x stays within the range of logNear
		if x == 0 {
			return x
		}
		return logNear(x, 0, 0)
	case !(x > -1 && x <= math.MaxFloat64):
		return Log(1 + x)
	}
	// The sum 1+x is rounded; what it lost is added again, divided by the derivative.
	sum := 1 + x
	lost := x - (sum - 1)
	if x > 1 {
		lost = 1 - (sum - x)
	}
	m, k := split(math.Float64bits(sum))
	return logNear(m-1, float64(k), lost/sum)
}

// Logit returns log(p/(1-p)), the inverse of Logistic, less than 2 ulp from the true value, also
// near p = 1/2 where it is zero.
//
// Special cases: Logit(0) = -Inf, Logit(1) = +Inf, Logit(p < 0 or p > 1) = NaN, Logit(NaN) = NaN.
//
// With k the whole number nearest to the result in units of ln 2 (roughly: as told by the
// exponents) and s = (p - (1-p) 2^k) / (p + (1-p) 2^k) it is k ln 2 + 2 atanh(s), and 2 atanh(s) =
// 2s + s z P(z), z = s^2 <= 0.0403. P has degree 7 and the relative error is below 1e-18. The
// difference in s is exact, so nothing is lost near 1/2.
func Logit(p float64) float64 {
	const (
		c1 = 0.6666666666666666
		c2 = 0.4000000000000823
		c3 = 0.2857142856714695
		c4 = 0.22222223069772148
		c5 = 0.18181735949669697
		c6 = 0.1538893460259468
		c7 = 0.13208398002781363
		c8 = 0.13619066042830322
	)
	if !(p >= 0x1p-1022 && p < 1) {
		return Log(p / (1 - p))
	}
	q := 1 - p
	lost := (1 - q) - p // what q lacks
	k := (int64(math.Float64bits(p)-math.Float64bits(q)) + 1<<51) >> 52
	scale := powerOfTwo(k)
	q = float64(q * scale)
	s := ((p - q) - float64(lost*scale)) / (p + q)
	z := float64(s * s)
	w := float64(z * z)
	odd := float64(z * (c1 + float64(w*(c3+float64(w*(c5+float64(w*c7)))))))
	even := float64(w * (c2 + float64(w*(c4+float64(w*(c6+float64(w*c8)))))))
	n := float64(k)
	return float64(n*ln2High) + (float64(2*s) + (float64(s*(odd+even)) + float64(n*ln2Low)))
}
