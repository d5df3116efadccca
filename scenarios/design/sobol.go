package design

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"sync"
)

// Dimensions is how many dimensions Sobol's sequence has here.
const Dimensions = 1024

// digits is how many binary digits a plain point has, and 2^digits how many points differ.
const digits = 32

// directions are the direction numbers of one dimension, as 32-bit fractions. The first n points use
// the first log2 n of them.
type directions [digits]uint32

// table holds the direction numbers of all dimensions. It is worked out when it is first asked for.
var table = sync.OnceValue(func() *[Dimensions]directions {
	all := new([Dimensions]directions)
	for i := range all[0] {
		all[0][i] = 1 << (digits - 1 - i) // dimension 1 is van der Corput's sequence
	}
	for j, p := range polynomials() {
		all[j+1] = p.directions()
	}
	return all
})

// A polynomial is a line of the table of Joe and Kuo: the primitive polynomial modulo 2
// x^degree + a_1 x^(degree-1) + ... + a_(degree-1) x + 1, whose a are the digits of inner from the
// highest on, and the first direction numbers of its dimension, odd and below 2, 4, 8 ...
type polynomial struct {
	degree int
	inner  uint32
	first  []uint32
}

// polynomials reads the table. A line that cannot be read is a mistake in joekuo.go.
func polynomials() []polynomial {
	var list []polynomial
	for line := range strings.Lines(strings.TrimSpace(joeKuo)) {
		var numbers []uint32
		for _, word := range strings.Fields(line) {
			x, err := strconv.ParseUint(word, 10, 32)
			if err != nil {
				panic("design: the table of direction numbers: " + err.Error())
			}
			numbers = append(numbers, uint32(x))
		}
		list = append(list, polynomial{int(numbers[0]), numbers[1], numbers[2:]})
	}
	return list
}

// directions continues the first direction numbers by the recurrence of the polynomial (Bratley and
// Fox 1988, ACM Transactions on Mathematical Software 14, 88-100), here as fractions.
func (p polynomial) directions() (v directions) {
	s := p.degree
	for i, m := range p.first {
		v[i] = m << (digits - 1 - i)
	}
	for i := s; i < digits; i++ {
		v[i] = v[i-s] ^ v[i-s]>>s
		for k := 1; k < s; k++ {
			if p.inner>>(s-1-k)&1 == 1 {
				v[i] ^= v[i-k]
			}
		}
	}
	return v
}

// checkSequence returns an error if the sequence has no such points.
func checkSequence(n, k int) error {
	if err := checkSize("Sobol's sequence", n, k); err != nil {
		return err
	}
	if k > Dimensions {
		return fmt.Errorf("k is %d, and Sobol's sequence has %d dimensions here", k, Dimensions)
	}
	return nil
}

// walk visits the first n points of dimension j (from 0) in the order of Gray's code, in which one
// direction number leads from a point to the next (Antonov and Saleev 1979).
func walk(n, j int, visit func(i int, x uint32)) {
	v, x := &table()[j], uint32(0)
	for i := range n {
		if i > 0 {
			x ^= v[bits.TrailingZeros(uint(i))]
		}
		visit(i, x)
	}
}

// Sobol returns the first n points of Sobol's sequence in k dimensions, k at most Dimensions, from the
// origin on, with the direction numbers and in the order of Joe and Kuo (2008, see joekuo.go). Any
// 2^m points from a multiple of 2^m on have one in each interval of length 2^-m of each coordinate; a
// number of points that is no power of two wastes part of that. The sequence is the same always: its
// error can only be told from ScrambledSobol under several seeds. Coordinates are multiples of 2^-32.
func Sobol(n, k int) ([]Point, error) {
	if err := checkSequence(n, k); err != nil {
		return nil, err
	}
	points, err := rows("a Sobol design", n, k)
	if err != nil {
		return nil, err
	}
	for j := range k {
		walk(n, j, func(i int, x uint32) { points[i][j] = float64(float64(x) * 0x1p-32) })
	}
	return points, nil
}
