//go:build !race

package studytest

import "testing"

// Unraced does nothing without the race detector.
func Unraced(testing.TB) {}
