package num

import (
	"hash/fnv"
	"math"
	"math/big"
	"testing"
)

// apart returns by how many floats a and b differ; 0 if both are NaN.
func apart(a, b float64) uint64 {
	if a != a || b != b {
		if a != a && b != b {
			return 0
		}
		return math.MaxUint64
	}
	x, y := ordered(a), ordered(b)
	if x < y {
		x, y = y, x
	}
	return uint64(x) - uint64(y)
}

// ordered maps floats to integers in the same order, both zeros to 0.
func ordered(x float64) int64 {
	u := math.Float64bits(x)
	if u>>63 == 1 {
		return -int64(u &^ signBit)
	}
	return int64(u)
}

func TestAgreesWithMathOnAMillionPoints(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 100_000
	}
	for _, c := range []struct {
		name    string
		f, math func(float64) float64
		limit   uint64
		point   func(p *points) float64
	}{
		{"Exp", Exp, math.Exp, 2, func(p *points) float64 { return p.between(-708, 709) }},
		{"Exp near 0", Exp, math.Exp, 2, func(p *points) float64 { return p.between(-3, 3) }},
		{"Log", Log, math.Log, 2, func(p *points) float64 { return p.number(-1022, 1024) }},
		{"Log near 1", Log, math.Log, 2, func(p *points) float64 { return p.between(0.3, 3) }},
		{"Log1p", Log1p, math.Log1p, 2, func(p *points) float64 { return p.between(-1, 4) }},
		{"Logistic", Logistic, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, 4, // up to 3 ulp from the truth
			func(p *points) float64 { return p.between(-700, 40) }},
		{"Logit", Logit, func(x float64) float64 { return 2 * math.Atanh(2*x-1) }, 2,
			func(p *points) float64 { return p.between(0.45, 0.55) }},
	} {
		p, most := points(4), uint64(0)
		for range n {
			x := c.point(&p)
			if d := apart(c.f(x), c.math(x)); d > most {
				most = d
				if most > c.limit {
					t.Fatalf("%s(%g) = %g, math has %g: %d ulp apart", c.name, x, c.f(x), c.math(x), d)
				}
			}
		}
		t.Logf("%-10s at most %d ulp from math's", c.name, most)
	}
}

// unusual are the arguments at which branches meet, and those that are no ordinary numbers.
var unusual = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, -2.5, 0.25, 0.75, 1e-300, -1e-300, 1e300, -1e300,
	math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 0x1p-1022, -0x1p-1022, math.MaxFloat64, -math.MaxFloat64,
	math.Inf(1), math.Inf(-1), math.NaN(), 708, -708, math.Nextafter(708, 709), -math.Nextafter(708, 709),
	709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412, -745.1332191019413, 710, -746,
	math.Ln2, -math.Ln2, math.Ln2 / 2, -math.Ln2 / 2, math.Sqrt2, math.Sqrt2 / 2, -0.29, 0.41, -0.3, 0.42,
	1 - 0x1p-53, 1 + 0x1p-52, 0x1p53, 0x1p53 - 1, 1 - 0x1p53, -0x1p53, 0x1p54, 0x1p64, -0x1p64, 0x1p65, -0x1p65, 0x1p-54,
}

// special tells whether x is zero, infinite or no number.
func special(x float64) bool { return x == 0 || x-x != 0 }

// Package math is the reference where a result is zero, infinite or NaN. Between these it is not:
// on some processors math.Exp overflows at 709.6 instead of 709.78 and math.Log is wrong for
// subnormal arguments, and math.Pow is many ulp off. There the reference is math/big.
func TestEdgesAreThoseOfMath(t *testing.T) {
	for _, c := range []struct {
		name    string
		f, math func(float64) float64
		lo, hi  float64 // where the true result is an ordinary number
		truth   func(*big.Float) *big.Float
	}{
		{"Exp", Exp, math.Exp, -745.1332191019411, 709.7827128933841, bigExp},
		{"Log", Log, math.Log, math.SmallestNonzeroFloat64, math.MaxFloat64, bigLog},
		{"Log1p", Log1p, math.Log1p, -1 + 0x1p-53, math.MaxFloat64, bigLog1p},
	} {
		for _, x := range unusual {
			got, want := c.f(x), c.math(x)
			switch ordinary := x >= c.lo && x < c.hi; {
			case ordinary && (got != 0 || want != 0):
				if e := ulps(got, c.truth(big64(x))); !(e < 2) {
					t.Errorf("%s(%g) = %g, %g ulp from the truth", c.name, x, got, e)
				}
			case apart(got, want) != 0 || math.Signbit(got) != math.Signbit(want):
				t.Errorf("%s(%g) = %g, math has %g", c.name, x, got, want)
			}
		}
	}
}

func TestPowEdgesAreThoseOfMath(t *testing.T) {
	for _, x := range unusual {
		for _, y := range unusual {
			got, want := Pow(x, y), math.Pow(x, y)
			if special(got) || special(want) || special(x) || special(y) {
				if apart(got, want) != 0 || got == got && math.Signbit(got) != math.Signbit(want) {
					t.Errorf("Pow(%g, %g) = %g, math has %g", x, y, got, want)
				}
				continue
			}
			z := bigLog(big64(math.Abs(x)))
			truth := bigExp(z.Mul(z, big64(y)))
			if e := ulps(math.Abs(got), truth); !(e < 1) || math.Signbit(got) != math.Signbit(want) {
				t.Errorf("Pow(%g, %g) = %g, math has %g; %g ulp from the truth", x, y, got, want, e)
			}
		}
	}
}

func TestEndsOfProbabilities(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"Logistic", Logistic, 0, 0.5}, {"Logistic", Logistic, inf, 1}, {"Logistic", Logistic, -inf, 0},
		{"Logistic", Logistic, nan, nan}, {"Logistic", Logistic, 800, 1}, {"Logistic", Logistic, -800, 0},
		{"Logistic", Logistic, -720, math.Exp(-720)},
		{"Logit", Logit, 0.5, 0}, {"Logit", Logit, 0, -inf}, {"Logit", Logit, 1, inf}, {"Logit", Logit, -0.1, nan},
		{"Logit", Logit, 1.1, nan}, {"Logit", Logit, nan, nan}, {"Logit", Logit, inf, nan}, {"Logit", Logit, -inf, nan},
		{"Quantile", Quantile, 0.5, 0}, {"Quantile", Quantile, 0, -inf}, {"Quantile", Quantile, 1, inf},
		{"Quantile", Quantile, -0.1, nan}, {"Quantile", Quantile, 1.1, nan}, {"Quantile", Quantile, nan, nan},
		{"Quantile", Quantile, inf, nan}, {"Quantile", Quantile, -inf, nan}, {"Quantile", Quantile, 0.975, 1.959963984540054},
		{"Quantile", Quantile, math.SmallestNonzeroFloat64, -38.46740561714434},
	} {
		if got := c.f(c.x); apart(got, c.want) > 1 {
			t.Errorf("%s(%g) = %g, want %g", c.name, c.x, got, c.want)
		}
	}
}

func TestSymmetricWhereTheFunctionIs(t *testing.T) {
	p := points(5)
	for range 10_000 {
		x := math.Ldexp(math.Floor(p.unit()*0x1p30), -30) // 1-x is exact
		if a, b := Quantile(x), Quantile(1-x); a != -b {
			t.Fatalf("Quantile(%g) = %g but Quantile(1-p) = %g", x, a, b)
		}
		if a, b := Logit(x), Logit(1-x); a != -b {
			t.Fatalf("Logit(%g) = %g but Logit(1-p) = %g", x, a, b)
		}
	}
}

func TestRisesEverywhere(t *testing.T) {
	for _, c := range []struct {
		name   string
		f      func(float64) float64
		lo, hi float64
	}{
		{"Exp", Exp, -20, 20}, {"Log", Log, 0, 20}, {"Logistic", Logistic, -30, 30}, {"Logit", Logit, 0, 1},
		{"Quantile", Quantile, 0, 1}, {"Log1p", Log1p, -1, 2},
	} {
		before := math.Inf(-1)
		for i := range 200_000 {
			x := c.lo + (c.hi-c.lo)*float64(i)/200_000
			y := c.f(x)
			if y < before {
				t.Fatalf("%s falls at %g", c.name, x)
			}
			before = y
		}
	}
}

// TestSameBitsOnEveryMachine holds a digest of 60,000 results. It must never change: a different
// digest on another processor or Go release means that results of the model are no longer
// comparable.
func TestSameBitsOnEveryMachine(t *testing.T) {
	digest := fnv.New64a()
	add := func(x float64) {
		u := math.Float64bits(x)
		digest.Write([]byte{byte(u), byte(u >> 8), byte(u >> 16), byte(u >> 24), byte(u >> 32), byte(u >> 40), byte(u >> 48), byte(u >> 56)})
	}
	p := points(6)
	for range 10_000 {
		u := p.unit()
		x := float64(u*60) - 30
		add(Exp(x))
		add(Logistic(x))
		add(Log(u))
		add(Logit(u))
		add(Quantile(u))
		add(Pow(u, x))
	}
	const want = 0x60a76c5abdbb3e1a
	if got := digest.Sum64(); got != want {
		t.Errorf("digest %#x, want %#x", got, uint64(want))
	}
}
