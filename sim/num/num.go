// Package num holds the few functions of analysis that the model needs, written so that every
// machine computes the same bits.
//
// The standard library's exponential and logarithm use whatever the processor offers: assembly on
// some architectures, fused multiply-adds where the processor has them. One binary can give
// different last digits on two computers, and a model with thresholds turns a last digit into a
// different history. Here only + - * /, the square root and operations on bits are used: IEEE 754
// fixes their results. The Go compiler may fuse a product with a sum into one rounding, unless the
// product is converted explicitly; therefore every product that is added is written float64(a*b),
// which looks redundant and is not.
//
// Accuracy: see each function; most are less than 1 unit in the last place (ulp) away from the true
// value. Edge cases are those of package math.
//
// The coefficients were computed for this package: polynomials and rational functions fitted
// at Chebyshev nodes (for Exp by Remez exchange) with 50 to 60 decimal digits and then rounded to
// float64. A comment beside each set states its range and error.
package num

import "math"

const (
	signBit = 1 << 63
	infBits = 0x7ff << 52

	// ln 2 in two parts. The first has 33 significant bits, so that its product with any exponent
	// of a float64 is exact.
	ln2High = 0x1.62e42fefp-1
	ln2Low  = 7.440617110012397e-11

	// shifter is 1.5 x 2^52: adding it rounds a number below 2^51 to an integer, which then stands
	// in the low bits of the sum.
	shifter = 0x1.8p52
)

// powerOfTwo returns 2^k for -1022 <= k <= 1023.
func powerOfTwo(k int64) float64 { return math.Float64frombits(uint64(k+1023) << 52) }
