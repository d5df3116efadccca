//go:build race

package studytest

import "testing"

// Unraced leaves a test out of the short form under the race detector, which makes it ten times
// as slow: one that says nothing about who writes where, because others play the same code at once.
func Unraced(t testing.TB) {
	t.Helper()
	if !testing.Short() {
		return
	}
	t.Skip("other tests play the same code under the race detector")
}
