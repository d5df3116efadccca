package num

import "math"

// plainBits are the bits of 708, the largest |x| whose exponential needs no care at either end of
// the range. Positive floats are ordered as their bits are, and the infinities and NaN come last,
// so one comparison of integers finds all that is unusual.
const plainBits = 0x4086200000000000

// Exp returns e**x, less than 1 ulp from the true value.
//
// Special cases: Exp(+Inf) = +Inf, Exp(-Inf) = 0, Exp(NaN) = NaN; results above the largest float64
// are +Inf; very small results lose digits gradually and end at 0.
func Exp(x float64) float64 {
	if math.Float64bits(x)&^signBit > plainBits {
		return expEdge(x)
	}
	k, high, low := reduce(x)
	y := 1 + (high + (expRest(high-low) - low))
	return math.Float64frombits(math.Float64bits(y) + k<<52)
}

// Logistic returns 1/(1+e**-x), less than 2.5 ulp from the true value. It keeps its relative
// accuracy for very negative x, where it approaches e**x.
//
// Special cases: Logistic(+Inf) = 1, Logistic(-Inf) = 0, Logistic(NaN) = NaN.
func Logistic(x float64) float64 {
	if math.Float64bits(x)&^signBit > plainBits {
		return logisticEdge(x)
	}
	// 1/(1+e) or e/(1+e) with e = exp(-|x|): by the sign bit, not by a branch, since signs in a
	// population are as good as random.
	u := math.Float64bits(x)
	negative := uint64(int64(u) >> 63)
	k, high, low := reduce(math.Float64frombits(u | signBit))
	y := 1 + (high + (expRest(high-low) - low))
	e := math.Float64bits(y) + k<<52
	over := oneBits ^ (oneBits^e)&negative
	return math.Float64frombits(over) / (1 + math.Float64frombits(e))
}

const oneBits = 0x3ff << 52

// reduce splits x = k ln 2 + high - low with |high - low| <= 0.3466; high is exact. The integer k
// is meant modulo 2^12, as it stands in the low bits of the shifted sum.
func reduce(x float64) (k uint64, high, low float64) {
	n := float64(x*(1/math.Ln2)) + shifter
	k = math.Float64bits(n)
	n -= shifter
	return k, x - float64(n*ln2High), float64(n * ln2Low)
}

// expRest returns e**r - 1 - r for |r| <= 0.3466: r^2/2 + r^3 P(r), P of degree 8. The error
// relative to e**r is below 6e-18. Terms are grouped in pairs so that the processor can work on
// several at once.
func expRest(r float64) float64 {
	const (
		c3  = 0.16666666666666433
		c4  = 0.04166666666660385
		c5  = 0.008333333333500318
		c6  = 0.0013888888926846085
		c7  = 0.00019841269465749943
		c8  = 2.4801508613382546e-05
		c9  = 2.7557641128724327e-06
		c10 = 2.762521680927084e-07
		c11 = 2.4978353134187615e-08
	)
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	low := float64(r*c3) + 0.5 + float64(r2*(float64(r*c5)+c4))
	high := float64(r*c7) + c6 + float64(r2*(float64(r*c9)+c8)) + float64(r4*(float64(r*c11)+c10))
	return float64(r2 * (low + float64(r4*high)))
}

// expEdge is Exp for |x| > 708, infinities and NaN.
func expEdge(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.782712893384:
		return math.Inf(1)
	case x < -745.1332191019412:
		return 0
	}
	return expParts(x, 0)
}

// expParts returns e**(x+rest) for a small rest, rounding gradually where the result is subnormal.
func expParts(x, rest float64) float64 {
	n, high, low := reduce(x)
	low -= rest
	y := 1 + (high + (expRest(high-low) - low))
	k := int64(n<<52) >> 52
	return float64(float64(y*powerOfTwo(k/2)) * powerOfTwo(k-k/2))
}

// logisticEdge is Logistic for |x| > 708, infinities and NaN.
func logisticEdge(x float64) float64 {
	if x > 0 {
		return 1
	}
	return expEdge(x) // NaN too
}
