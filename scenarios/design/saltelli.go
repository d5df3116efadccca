package design

import (
	"fmt"
	"math"
)

// BlockSize returns how many rows of a Saltelli design stand together: A, B and one a group, or with
// second two a group.
func BlockSize(groups int, second bool) int {
	if second {
		return 2 + 2*groups
	}
	return 2 + groups
}

// SaltelliSize returns how many points Saltelli makes: n blocks.
func SaltelliSize(n, groups int, second bool) (int, error) {
	if n < 1 || groups < 1 {
		return 0, fmt.Errorf("n is %d and groups is %d, and both must be at least 1", n, groups)
	}
	if groups > math.MaxInt/4 {
		return 0, fmt.Errorf("groups is %d, more than can be counted", groups)
	}
	return product("a Saltelli design", n, BlockSize(groups, second))
}

// Saltelli returns the rows from which indices of variance are estimated (Saltelli and others 2010,
// Computer Physics Communications 181, 259-270). groups[j], from 0, is the group of factor j; Singles
// gives each factor its own. The n base rows are those of ScrambledSobol in twice as many dimensions as
// there are factors; a power of two is the best n. The first half of a base row is A, the second half
// B, and each makes a block of rows, blocks one after another:
//
//	A
//	B
//	A but for the factors of group 0, which are those of B; then of group 1 ...
//	with second: B but for the factors of group 0, which are those of A; then of group 1 ...
//
// Without second it gives first-order and total indices, with it those of pairs as well (Saltelli 2002,
// Computer Physics Communications 145, 280-297).
func Saltelli(n int, groups []int, second bool, seed uint64) ([]Point, error) {
	several, err := Groups(groups)
	if err != nil {
		return nil, err
	}
	size, err := SaltelliSize(n, several, second)
	if err != nil {
		return nil, err
	}
	k := len(groups)
	if 2*k > Dimensions {
		return nil, fmt.Errorf("groups has %d factors, and a Saltelli design has %d at most", k, Dimensions/2)
	}
	points, err := rows("a Saltelli design", size, k)
	if err != nil {
		return nil, err
	}
	base, err := ScrambledSobol(n, 2*k, seed)
	if err != nil {
		return nil, err
	}
	length := BlockSize(several, second)
	for i, row := range base {
		block(points[i*length:(i+1)*length], row[:k], row[k:], groups, several)
	}
	return points, nil
}

// block fills the rows that one base row makes.
func block(points []Point, a, b Point, groups []int, several int) {
	copy(points[0], a)
	copy(points[1], b)
	for at, p := range points[2:] {
		whole, other := a, b
		if at >= several {
			whole, other = b, a
		}
		copy(p, whole)
		for j, g := range groups {
			if g == at%several {
				p[j] = other[j]
			}
		}
	}
}
