package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
)

// Marks of what is said about a number.
const (
	dagger = "†" // rests on an assumed effect
	absent = "–" // there is no number
	minus  = "−"
)

// Spelling is an estimate as text: all three numbers to the place that the
// interval supports. Low and High are "" where there is no interval.
type Spelling struct{ Value, Low, High string }

// Interval is "low to high", or "" where there is none.
func (s Spelling) Interval() string {
	if s.Low == "" {
		return ""
	}
	return s.Low + " to " + s.High
}

// spell writes an estimate by the rule of every headline and figure: two
// figures of the value, fewer where the interval is wide, more (four at most)
// where its ends would look alike or an end that is not zero would be written
// as zero.
func spell(e scenarios.Estimate, signed bool) Spelling {
	value, low, high := float64(e.Value), float64(e.Low), float64(e.High)
	if !finite(value) {
		return Spelling{Value: absent}
	}
	step := math.Max(e.Step(), finest(value))
	for finer := 0; finer < 2 && (vanishes(low, step) || vanishes(high, step)); finer++ {
		step /= 10
	}
	s := Spelling{Value: atStep(value, step, signed)}
	if finite(low) && finite(high) {
		s.Low, s.High = atStep(low, step, signed), atStep(high, step, signed)
	}
	return s
}

// finest is the place of a number's fourth figure.
func finest(x float64) float64 {
	if x == 0 {
		return 0
	}
	return math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-3)
}

// finite tells whether a number can be said.
func finite(x float64) bool { return math.Abs(x) < 1e15 }

// vanishes tells whether a number would be written as zero though it is not.
func vanishes(x, step float64) bool { return finite(x) && x != 0 && math.Abs(x) < step/2 }

// atStep writes a number rounded to a power of ten, with commas and a true
// minus sign, and a plus where signed asks for it.
func atStep(x, step float64, signed bool) string {
	decimals := 0
	if step > 0 {
		x = math.Round(x/step) * step
		if step < 1 {
			decimals = int(math.Round(-math.Log10(step)))
		}
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	zero := strings.Trim(s, "0.") == ""
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	switch {
	case x < 0 && !zero:
		return minus + whole
	case signed && !zero:
		return "+" + whole
	}
	return whole
}

// commas writes a whole number with commas between thousands.
func commas(n int) string { return atStep(float64(n), 1, false) }

// estimate is a figure's estimate in the type that knows the headline rule.
func estimate(e plots.Estimate) scenarios.Estimate {
	return scenarios.Estimate{
		Value: scenarios.Number(e.Value), Low: scenarios.Number(e.Low), High: scenarios.Number(e.High),
		N: e.N, Method: e.Method, Assumed: e.Assumed,
	}
}
