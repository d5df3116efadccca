package num

import (
	"math"
	"math/big"
	"testing"
)

// The true values come from math/big at 200 bits: slow, independent of this package and of package
// math.

const bigBits = 200

func big64(x float64) *big.Float { return new(big.Float).SetPrec(bigBits).SetFloat64(x) }

// bigExp returns e**x by the Taylor series of x/2^16, squared 16 times, for |x| < 2000.
func bigExp(x *big.Float) *big.Float {
	prec := x.Prec() + 64
	r := new(big.Float).SetPrec(prec).Set(x)
	r.SetMantExp(r, -16)
	sum := new(big.Float).SetPrec(prec).SetInt64(1)
	term := new(big.Float).SetPrec(prec).SetInt64(1)
	for k := int64(1); k < 400; k++ {
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetPrec(prec).SetInt64(k))
		if term.Sign() == 0 || term.MantExp(nil) < -int(prec)-1 {
			break
		}
		sum.Add(sum, term)
	}
	for range 16 {
		sum.Mul(sum, sum)
	}
	return sum.SetPrec(x.Prec())
}

// bigLog returns log x for positive normal x: two steps of Halley's iteration.
func bigLog(x *big.Float) *big.Float {
	mantissa := new(big.Float)
	exponent := x.MantExp(mantissa)
	m, _ := mantissa.Float64()
	y := new(big.Float).SetPrec(bigBits).SetFloat64(math.Log(m) + float64(exponent)*math.Ln2)
	for range 2 {
		e := bigExp(y)
		step := new(big.Float).SetPrec(bigBits).Sub(x, e)
		step.Quo(step, e.Add(e, x))
		y.Add(y, step.SetMantExp(step, 1))
	}
	return y
}

// ulps returns by how many units in the last place got differs from the true value.
func ulps(got float64, want *big.Float) float64 {
	if want.Sign() == 0 {
		return math.Abs(got) / math.SmallestNonzeroFloat64
	}
	unit := max(want.MantExp(nil)-53, -1074)
	d := new(big.Float).SetPrec(bigBits).Sub(big64(got), want)
	off, _ := d.SetMantExp(d, -unit).Float64()
	return math.Abs(off)
}

// points is a small generator, so that the tests' points are the same everywhere.
type points uint64

func (p *points) unit() float64 {
	*p = *p*6364136223846793005 + 1442695040888963407
	return float64(*p>>11) * 0x1p-53
}

func (p *points) between(lo, hi float64) float64 { return lo + p.unit()*(hi-lo) }

// number returns a positive float64 with a uniform exponent between 2^lo and 2^hi.
func (p *points) number(lo, hi float64) float64 {
	return math.Ldexp(1+p.unit(), int(math.Floor(p.between(lo, hi))))
}

// worst returns the largest error of f in ulps over n points.
func worst(n int, point func(p *points) float64, f func(float64) float64, truth func(*big.Float) *big.Float) (float64, float64) {
	p, most, at := points(1), 0.0, 0.0
	for range n {
		x := point(&p)
		if e := ulps(f(x), truth(big64(x))); e > most {
			most, at = e, x
		}
	}
	return most, at
}

func one() *big.Float { return big64(1) }

// tiny tells whether log(1+x) is x to far more than 53 bits.
func tiny(x *big.Float) bool { return x.MantExp(nil) < -120 }

func bigLog1p(x *big.Float) *big.Float {
	if tiny(x) {
		return x
	}
	return bigLog(new(big.Float).SetPrec(bigBits).Add(x, one()))
}

func bigLogistic(x *big.Float) *big.Float {
	e := bigExp(new(big.Float).Neg(x))
	return new(big.Float).SetPrec(bigBits).Quo(one(), e.Add(e, one()))
}

func bigLogit(p *big.Float) *big.Float {
	q := one()
	return bigLog(q.Quo(p, new(big.Float).SetPrec(bigBits).Sub(one(), p)))
}

func TestErrorsAreAsDocumented(t *testing.T) {
	any := func(lo, hi float64) func(*points) float64 {
		return func(p *points) float64 { return p.between(lo, hi) }
	}
	small := func(p *points) float64 { return p.number(-60, -1) }
	for _, c := range []struct {
		name  string
		limit float64
		point func(*points) float64
		f     func(float64) float64
		truth func(*big.Float) *big.Float
	}{
		{"Exp near 0", 1, any(-1, 1), Exp, bigExp},
		{"Exp", 1, any(-745, 709), Exp, bigExp},
		{"Logistic", 2.5, any(-40, 40), Logistic, bigLogistic},
		{"Logistic far", 2.5, any(-745, 700), Logistic, bigLogistic},
		{"Log near 1", 1, any(0.5, 2), Log, bigLog},
		{"Log", 1, func(p *points) float64 { return p.number(-1022, 1023) }, Log, bigLog},
		{"Log subnormal", 1, func(p *points) float64 { return p.number(-1070, -1022) }, Log, bigLog},
		{"Log1p", 1, any(-0.999, 3), Log1p, bigLog1p},
		{"Log1p small", 1, small, Log1p, bigLog1p},
		{"Log1p large", 1, func(p *points) float64 { return p.number(1, 60) }, Log1p, bigLog1p},
		{"Logit", 2, any(0, 1), Logit, bigLogit},
		{"Logit near 1/2", 2, func(p *points) float64 { return 0.5 + p.number(-50, -3) }, Logit, bigLogit},
		{"Logit near 0", 2, small, Logit, bigLogit},
	} {
		n := 4000
		if testing.Short() {
			n = 1000
		}
		most, at := worst(n, c.point, c.f, c.truth)
		t.Logf("%-16s largest error %.3f ulp, at %g", c.name, most, at)
		if most > c.limit {
			t.Errorf("%s: %.3f ulp off at %g, documented limit %g", c.name, most, at, c.limit)
		}
	}
}

func TestPowErrorIsAsDocumented(t *testing.T) {
	p := points(2)
	most, atX, atY := 0.0, 0.0, 0.0
	n := 4000
	if testing.Short() {
		n = 1000
	}
	for i := range n {
		x, y := p.between(0, 5), p.between(-4, 4)
		switch i % 3 {
		case 1: // large exponents
			x, y = p.between(0.5, 2), p.between(-900, 900)
		case 2: // anything whose result is finite
			x = p.number(-1000, 1000)
			y = p.between(-700, 700) / math.Log(x)
		}
		z := bigLog(big64(x))
		want := bigExp(z.Mul(z, big64(y)))
		if e := ulps(Pow(x, y), want); e > most {
			most, atX, atY = e, x, y
		}
	}
	t.Logf("Pow largest error %.3f ulp, at (%g, %g)", most, atX, atY)
	if most > 1 {
		t.Errorf("Pow: %.3f ulp off at (%g, %g)", most, atX, atY)
	}
}

func TestQuantileInvertsTheNormalDistribution(t *testing.T) {
	p := points(3)
	most, at := 0.0, 0.0
	check := func(prob float64) {
		x := Quantile(prob)
		if e := quantileError(x, prob); e > most {
			most, at = e, prob
		}
	}
	for range 1500 {
		check(p.unit())
		check(p.between(0.02, 0.03)) // where centre and tail meet
		check(p.number(-64, -1))
	}
	for range 20 {
		check(p.number(-1060, -60))
	}
	t.Logf("Quantile largest error %.3f ulp, at %g", most, at)
	if most > 5 {
		t.Errorf("Quantile: %.3f ulp off at p = %g", most, at)
	}
}

// quantileError returns the distance in ulps of x from the true quantile of p, by one Newton step
// from x. The distribution function is 1/2 + density x (x + x^3/3 + x^5/15 + ...); in the tail its
// leading digits cancel, so the precision grows with x^2.
func quantileError(x, p float64) float64 {
	prec := uint(bigBits + 3*int(x*x))
	z := new(big.Float).SetPrec(prec).SetFloat64(x)
	square := new(big.Float).SetPrec(prec).Mul(z, z)
	term := new(big.Float).SetPrec(prec).Set(z)
	sum := new(big.Float).SetPrec(prec).Set(z)
	for k := int64(3); term.Sign() != 0 && term.MantExp(nil) > sum.MantExp(nil)-int(prec); k += 2 {
		term.Mul(term, square)
		term.Quo(term, new(big.Float).SetPrec(prec).SetInt64(k))
		sum.Add(sum, term)
	}
	inverse := bigExp(new(big.Float).SetPrec(prec).SetMantExp(square, -1)) // 1 / e^(-x^2/2)
	root := new(big.Float).SetPrec(prec).SetFloat64(2)
	root.Sqrt(root.Mul(root, bigPi(prec)))
	inverse.Mul(inverse, root)
	// (cdf - p)/density = sum - (p - 1/2)/density
	off := new(big.Float).SetPrec(prec).SetFloat64(p)
	off.Sub(off, new(big.Float).SetFloat64(0.5))
	off.Mul(off, inverse)
	off.Sub(off, sum)
	_, exponent := math.Frexp(x)
	ulp, _ := off.SetMantExp(off, 53-exponent).Float64()
	return math.Abs(ulp)
}

// bigPi returns pi by Machin's formula, 16 atan(1/5) - 4 atan(1/239).
func bigPi(prec uint) *big.Float {
	atan := func(inverse int64) *big.Float {
		sum := new(big.Float).SetPrec(prec + 32)
		power := new(big.Float).SetPrec(prec+32).Quo(big.NewFloat(1).SetPrec(prec+32), new(big.Float).SetInt64(inverse))
		square := new(big.Float).SetInt64(inverse * inverse)
		for k := int64(1); power.MantExp(nil) > -int(prec)-32; k += 2 {
			term := new(big.Float).SetPrec(prec+32).Quo(power, new(big.Float).SetInt64(k))
			if k&2 == 2 {
				term.Neg(term)
			}
			sum.Add(sum, term)
			power.Quo(power, square)
		}
		return sum
	}
	a, b := atan(5), atan(239)
	a.SetMantExp(a, 4)
	return a.Sub(a, b.SetMantExp(b, 2)).SetPrec(prec)
}
