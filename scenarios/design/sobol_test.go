package design

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/bits"
	"testing"
)

// The first ten points in ten dimensions, as SciPy 1.10.1 gives them without scrambling
// (scipy.stats.qmc.Sobol), and, in three, as Joe and Kuo print them.
var published = []Point{
	{0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
	{0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
	{0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.75, 0.75},
	{0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25, 0.25, 0.25},
	{0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875, 0.875, 0.625},
	{0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375, 0.375, 0.125},
	{0.625, 0.125, 0.875, 0.625, 0.625, 0.875, 0.125, 0.125, 0.125, 0.375},
	{0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625, 0.625, 0.875},
	{0.1875, 0.3125, 0.9375, 0.4375, 0.5625, 0.3125, 0.4375, 0.9375, 0.9375, 0.3125},
	{0.6875, 0.8125, 0.4375, 0.9375, 0.0625, 0.8125, 0.9375, 0.4375, 0.4375, 0.8125},
}

func TestSobolStartsWithThePublishedPoints(t *testing.T) {
	points, err := Sobol(len(published), len(published[0]))
	if err != nil {
		t.Fatal(err)
	}
	if !equal(points, published) {
		t.Errorf("got %v", points)
	}
}

// The digests were made with SciPy 1.10.1, which has an implementation of its own: of all 32 direction
// numbers of each dimension, and of the first 1,024 points.
func TestSobolInAllDimensionsIsThatOfAnotherImplementation(t *testing.T) {
	const (
		numbers = "e9f8c7de7b80c13fce58dd4f8fed873a0c11205fd4d70609faf5f9468945d9ab"
		first   = "ad52614bcc65f9eae177d39856731a6b2daccb94110a21e39ef781e72d5a711f"
	)
	points, err := Sobol(1024, Dimensions)
	if err != nil {
		t.Fatal(err)
	}
	if got := digest(table()[:]); got != numbers {
		t.Errorf("direction numbers: digest %s, want %s", got, numbers)
	}
	if got := digest(points); got != first {
		t.Errorf("points: digest %s, want %s", got, first)
	}
}

// digest is the SHA-256 of rows of numbers in order, lowest byte first.
func digest[row any](rows []row) string {
	var out bytes.Buffer
	sum := sha256.New()
	for _, r := range rows {
		out.Reset()
		if err := binary.Write(&out, binary.LittleEndian, r); err != nil {
			panic(err)
		}
		sum.Write(out.Bytes())
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func TestPolynomialsArePrimitiveAndInOrder(t *testing.T) {
	list := polynomials()
	if len(list) != Dimensions-1 {
		t.Fatalf("%d polynomials", len(list))
	}
	before := polynomial{}
	for j, p := range list {
		if p.degree < before.degree || p.degree == before.degree && j > 0 && p.inner <= before.inner {
			t.Errorf("dimension %d: degree %d, inner %d comes after degree %d, inner %d", j+2, p.degree, p.inner, before.degree, before.inner)
		}
		before = p
		if !primitive(p) {
			t.Errorf("dimension %d: degree %d, inner %d is not primitive", j+2, p.degree, p.inner)
		}
		if len(p.first) != p.degree {
			t.Errorf("dimension %d: %d direction numbers for degree %d", j+2, len(p.first), p.degree)
		}
		for i, m := range p.first {
			if m%2 == 0 || bits.Len32(m) > i+1 {
				t.Errorf("dimension %d: direction number %d is %d", j+2, i+1, m)
			}
		}
	}
	if primitive(polynomial{degree: 4, inner: 7}) { // x^4+x^3+x^2+x+1 divides x^5+1
		t.Error("a polynomial of order 5 passes for primitive")
	}
}

// primitive tells whether the powers of x run through all polynomials of a lower degree but zero.
func primitive(p polynomial) bool {
	whole := 1<<p.degree | p.inner<<1 | 1
	order, x := 0, uint32(1)
	for {
		if x <<= 1; x>>p.degree == 1 {
			x ^= whole
		}
		if order++; x == 1 || order > 1<<p.degree {
			return order == 1<<p.degree-1
		}
	}
}

// Property A of Sobol (1976): in d dimensions the first 2^d points lie one in each of the 2^d parts that
// halving every coordinate makes. It holds if the first digits of the first d direction numbers of d
// dimensions are independent modulo 2; Joe and Kuo state it up to dimension 1,111.
func TestAllDimensionsHavePropertyA(t *testing.T) {
	if got := propertyA(polynomials()); got != Dimensions {
		t.Errorf("property A holds up to dimension %d", got)
	}
	list := polynomials()
	list[200].first[5] ^= 1 << 5
	if got := propertyA(list); got == Dimensions {
		t.Error("property A does not see a changed table")
	}
}

// propertyA returns up to which dimension the property holds.
func propertyA(list []polynomial) int {
	const words = Dimensions / 64
	echelon := make([][words]uint64, Dimensions)
	pivot := make([]int, Dimensions) // of which column a row is the pivot
	for j := range Dimensions {
		var digit [Dimensions]bool
		digit[0] = true
		if j > 0 {
			p := list[j-1]
			for i, m := range p.first {
				digit[i] = m>>i&1 == 1
			}
			for i := p.degree; i < Dimensions; i++ {
				digit[i] = digit[i-p.degree]
				for k := 1; k < p.degree; k++ {
					digit[i] = digit[i] != (p.inner>>(p.degree-1-k)&1 == 1 && digit[i-k])
				}
			}
		}
		row := &echelon[j]
		for i, d := range digit {
			if d {
				row[i/64] |= 1 << (i % 64)
			}
		}
		for before := range j {
			if c := pivot[before]; row[c/64]>>(c%64)&1 == 1 {
				for w := range row {
					row[w] ^= echelon[before][w]
				}
			}
		}
		c := 0
		for c < Dimensions && row[c/64]>>(c%64)&1 == 0 {
			c++
		}
		if c > j { // the digits within the first j+1 columns depend on the rows before
			return j
		}
		pivot[j] = c
	}
	return Dimensions
}

// quality returns t of the (t,m,2)-net that 2^m points make in dimensions a and b: the smallest for which
// every box with sides 2^-i and 2^-(m-t-i) holds 2^t points.
func quality(points []Point, a, b int) int {
	m := bits.Len(uint(len(points))) - 1
	for t := range m {
		if even(points, a, b, m-t) {
			return t
		}
	}
	return m
}

// even tells whether all boxes of area 2^-r hold the same number of points.
func even(points []Point, a, b, r int) bool {
	for i := range r + 1 {
		count := make([]int, 1<<r)
		for _, p := range points {
			x, y := int(p[a]*float64(int(1)<<i)), int(p[b]*float64(int(1)<<(r-i)))
			count[x<<(r-i)|y]++
		}
		for _, c := range count {
			if c<<r != len(points) {
				return false
			}
		}
	}
	return true
}

func TestSobolIsANetAndScramblingKeepsItOne(t *testing.T) {
	const m, k = 10, 40
	plain, err := Sobol(1<<m, k)
	if err != nil {
		t.Fatal(err)
	}
	scrambled, err := ScrambledSobol(1<<m, k, 3)
	if err != nil {
		t.Fatal(err)
	}
	if got := quality(plain, 0, 1); got != 0 {
		t.Errorf("dimensions 1 and 2 have t = %d, want 0", got)
	}
	worst := 0
	for a := range k {
		if s := strata(scrambled, a, 1<<m); s >= 0 {
			t.Errorf("dimension %d, scrambled: stratum %d does not hold one point", a+1, s)
		}
		for b := range a {
			before, after := quality(plain, a, b), quality(scrambled, a, b)
			if before != after {
				t.Errorf("dimensions %d and %d: t = %d, scrambled %d", b+1, a+1, before, after)
			}
			worst = max(worst, before)
		}
	}
	// Joe and Kuo chose the direction numbers so that t stays small for pairs; the bound of a polynomial's
	// degree less one, summed for both, would be 12.
	if worst > 7 {
		t.Errorf("t = %d in the worst pair", worst)
	}
}

// discrepancy is the L2 star discrepancy (Warnock 1972).
func discrepancy(points []Point) float64 {
	n, k := float64(len(points)), len(points[0])
	cross, pairs := 0.0, 0.0
	for _, p := range points {
		one := 1.0
		for _, x := range p {
			one *= (1 - x*x) / 2
		}
		cross += one
		for _, q := range points {
			two := 1.0
			for j, x := range p {
				two *= 1 - max(x, q[j])
			}
			pairs += two
		}
	}
	return math.Sqrt(math.Pow(3, -float64(k)) - 2*cross/n + pairs/(n*n))
}

func TestDiscrepancyFallsNearlyAsTheNumberOfPoints(t *testing.T) {
	for name, of := range map[string]func(n int) ([]Point, error){
		"plain":     func(n int) ([]Point, error) { return Sobol(n, 4) },
		"scrambled": func(n int) ([]Point, error) { return ScrambledSobol(n, 4, 5) },
	} {
		few, err := of(1 << 6)
		if err != nil {
			t.Fatal(err)
		}
		many, err := of(1 << 11)
		if err != nil {
			t.Fatal(err)
		}
		// Chance alone would give an exponent of a half.
		fall := math.Log2(discrepancy(few)/discrepancy(many)) / 5
		if t.Logf("%s: as n^-%.2f", name, fall); fall < 0.75 || fall > 1.3 {
			t.Errorf("%s: the discrepancy falls as n^-%.2f", name, fall)
		}
	}
}

func TestScramblingIsUnbiasedAndBeatsChance(t *testing.T) {
	const seeds, n, k = 400, 64, 5
	sum, squares := 0.0, 0.0
	first := make([]float64, k)
	for seed := range uint64(seeds) {
		points, err := ScrambledSobol(n, k, seed)
		if err != nil {
			t.Fatal(err)
		}
		mean := 0.0
		for _, p := range points {
			f := 1.0
			for _, x := range p {
				f *= 1 + (x - 0.5) // of mean 1
			}
			mean += f / n
		}
		sum, squares = sum+mean-1, squares+(mean-1)*(mean-1)
		for j, x := range points[0] {
			first[j] += x / seeds
		}
	}
	spread := math.Sqrt(squares / seeds)
	if bias := sum / seeds; math.Abs(bias) > 4*spread/math.Sqrt(seeds) {
		t.Errorf("bias %v with a spread of %v", bias, spread)
	}
	chance := math.Sqrt((math.Pow(1+1.0/12, k) - 1) / n)
	if t.Logf("spread %.5f, of chance %.5f", spread, chance); spread > chance/5 {
		t.Errorf("spread %v, and chance has %v", spread, chance)
	}
	for j, x := range first { // the origin goes anywhere
		if math.Abs(x-0.5) > 4/math.Sqrt(12*seeds) {
			t.Errorf("the first point has mean %v in dimension %d", x, j+1)
		}
	}
}

// Owen's scrambling is nested: what happens to a digit depends on the digits before it, and one dimension
// has nothing to do with another. A shift of all points alike would be a net and unbiased too.
func TestCoinsBelongToTheDigitsBeforeAndToTheDimension(t *testing.T) {
	const keys = 2000
	var equal [4]int
	for key := range uint64(keys) {
		one, other := newScramble(key, 0), newScramble(key, 1)
		digit := func(s *scramble, x uint32, d int) bool { return uint64(s.place(x)*0x1p53)>>(53-d)&1 == 1 }
		for at, same := range [4]bool{
			digit(one, 0, 2) == digit(one, 1<<31, 2),
			digit(one, 0, 2) == digit(other, 0, 2),
			digit(one, 0, 2) == digit(one, 0, 1),
			digit(one, 0, 50) == digit(one, 1, 50),
		} {
			if same {
				equal[at]++
			}
		}
		if digit(one, 0, 2) == digit(one, 1<<30, 2) {
			t.Fatal("two points that part at a digit no longer do")
		}
	}
	for at, n := range equal {
		if math.Abs(float64(n)/keys-0.5) > 2/math.Sqrt(keys) {
			t.Errorf("pair %d of coins agrees in %d of %d", at, n, keys)
		}
	}
}

func TestSequencesGoOn(t *testing.T) {
	short, err := ScrambledSobol(100, 3, 9)
	if err != nil {
		t.Fatal(err)
	}
	long, err := ScrambledSobol(1000, 6, 9)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range short {
		if !equal([]Point{p}, []Point{long[i][:3]}) {
			t.Fatalf("point %d moves when the sequence goes on", i)
		}
	}
}
