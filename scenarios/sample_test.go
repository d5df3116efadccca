package scenarios

import (
	"slices"
	"strings"
	"testing"
)

// A sample is that of its digest: the first is the remainder, the others lie evenly behind
// it, each once, and no more than there are.
func TestASampleFollowsFromTheDigest(t *testing.T) {
	digest := "000000000000007" + strings.Repeat("f", 49) // 7 and what does not count
	for _, c := range []struct {
		n, of int
		want  []int
	}{
		{1, 5, []int{2}},
		{2, 5, []int{2, 4}},
		{3, 10, []int{0, 3, 7}},
		{5, 5, []int{0, 1, 2, 3, 4}},
		{99, 3, []int{0, 1, 2}},
		{1, 1, []int{0}},
	} {
		if got := Sample(digest, c.n, c.of); !slices.Equal(got, c.want) {
			t.Errorf("%d of %d: %v, want %v", c.n, c.of, got, c.want)
		}
	}
	if got := Sample("", 1, 4); !slices.Equal(got, []int{0}) {
		t.Errorf("without a digest: %v", got)
	}
	if Sample(strings.Repeat("a", 64), 1, 1000)[0] == Sample(strings.Repeat("b", 64), 1, 1000)[0] {
		t.Error("two digests give one sample")
	}
}
