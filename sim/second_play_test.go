package sim

import (
	"fmt"
	"testing"
)

// The second model plays random small scenarios beside the first.
func TestTheSecondModelGivesTheSameBits(t *testing.T) {
	for n := range 3 {
		w := busy(300+n, seed(uint64(n)))
		sideBySide(t, fmt.Sprintf("scenario %d", n), w, 12)
	}
}

// sideBySide plays both models from one world. Where they differ at the end of a month, it is
// played again with a look behind each mechanism.
func sideBySide(t *testing.T, name string, w *World, months int) {
	t.Helper()
	s := secondOf(w)
	for range months {
		before := w.Clone()
		w.Step()
		s.month(func(string) {})
		if s.difference(w, true) == "" {
			continue
		}
		w, s = before.Clone(), secondOf(before)
		w.openBooks()
		k := 0
		s.month(func(mechanism string) {
			w.run(k, k+1, nil)
			k++
			w.Month += k / len(Schedule)
			if found := s.difference(w, k == len(Schedule)); found != "" {
				t.Fatalf("%s, month %d, %s: %s", name, before.Month, mechanism, found)
			}
		})
		t.Fatalf("%s, month %d: the difference is not within a mechanism", name, before.Month)
	}
}
