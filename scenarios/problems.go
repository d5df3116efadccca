package scenarios

import "github.com/atelier-sim/atelier/scenarios/file"

// What is wrong with what the user gave is told as package file tells it.
type (
	Problem  = file.Problem
	Problems = file.Problems
)

// ErrInput is what every mistake in what the user gave wraps.
var ErrInput = file.ErrInput

// Mistake returns an error for bad input with one sentence.
func Mistake(format string, args ...any) error { return file.Mistake(format, args...) }
