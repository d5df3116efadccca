package scenarios

import (
	"slices"
	"strconv"
)

// Sample is which n of so many things, from 0, are looked at again, by the digest of the
// results: the first is the remainder of its first 15 hexadecimal digits, the others lie
// evenly behind it, going round. So nobody chooses, and everybody who looks at the same
// results looks at the same. n is at most all of them; a digest that is none counts as 0.
func Sample(digest string, n, of int) []int {
	start, _ := strconv.ParseUint(digest[:min(15, len(digest))], 16, 64)
	n = min(n, of)
	list := make([]int, n)
	for k := range list {
		list[k] = int((start%uint64(of) + uint64(k)*uint64(of)/uint64(n)) % uint64(of))
	}
	slices.Sort(list)
	return list
}
