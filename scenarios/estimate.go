package scenarios

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// Number is a float64 that JSON shows as null where it is not defined (NaN).
type Number float64

// MarshalJSON writes the shortest digits that give the number back, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if f := float64(n); math.IsNaN(f) || math.IsInf(f, 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads null as NaN.
func (n *Number) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	return json.Unmarshal(text, (*float64)(n))
}

// Estimate is a number and how sure it is. Low and High are the ends of an
// interval; both are undefined where there are fewer than two runs.
type Estimate struct {
	Value  Number `json:"value"`
	Low    Number `json:"low"`
	High   Number `json:"high"`
	N      int    `json:"n"`      // runs behind the estimate
	Method string `json:"method"` // how value and interval came about
	// Assumed: it rests on a parameter without a field estimate.
	Assumed bool `json:"assumed"`
}

// Verdict is what may be said of an estimate of a difference.
type Verdict int

// The verdicts, from the headline rule: luck when the interval covers zero,
// wide when its ends are of one sign but more than threefold apart, clear when
// they are nearer, single when there is no interval, absent when there is no
// value or it is exactly zero in every run.
const (
	Absent Verdict = iota
	Single
	Luck
	Wide
	Clear
)

// Verdict tells how much may be said of a difference.
func (e Estimate) Verdict() Verdict {
	v, low, high := float64(e.Value), float64(e.Low), float64(e.High)
	switch {
	case math.IsNaN(v), v == 0 && (math.IsNaN(low) || low == 0 && high == 0):
		return Absent
	case math.IsNaN(low) || math.IsNaN(high):
		return Single
	case low <= 0 && high >= 0:
		return Luck
	}
	near, far := math.Abs(low), math.Abs(high)
	if near > far {
		near, far = far, near
	}
	if far > 3*near {
		return Wide
	}
	return Clear
}

// Step is the unit to which the estimate may be rounded: two significant
// figures of the value, more only where the ends of a narrow interval would
// look alike, and never finer than the first digit of half the interval or than four
// figures: 4,123
// with 3,567 to 4,640 has step 100. It is 0 where nothing can be shown.
func (e Estimate) Step() float64 {
	v, half := math.Abs(float64(e.Value)), float64(e.High-e.Low)/2
	if math.IsNaN(half) {
		half = 0
	}
	if far := math.Max(math.Abs(float64(e.Low)), math.Abs(float64(e.High))); v == 0 && far > 0 {
		v = far
	}
	if !(v > 0) || math.IsInf(v, 0) || math.IsInf(half, 0) {
		return 0
	}
	top := math.Floor(math.Log10(v))
	place := top - 1
	if half > 0 {
		first := math.Max(top-3, math.Floor(math.Log10(half)))
		for place > first && e.alike(math.Pow(10, place)) {
			place--
		}
		place = math.Max(place, first)
	}
	return math.Pow(10, place)
}

// alike reports whether both ends are the same when rounded to a step.
func (e Estimate) alike(step float64) bool {
	return math.Round(float64(e.Low)/step) == math.Round(float64(e.High)/step)
}

// Scaled returns the estimate in another unit: every number times factor.
func (e Estimate) Scaled(factor float64) Estimate {
	f := Number(factor)
	e.Value, e.Low, e.High = e.Value*f, e.Low*f, e.High*f
	if factor < 0 {
		e.Low, e.High = e.High, e.Low
	}
	return e
}

// rounded writes x to a step, with commas, a true minus sign, and a plus where
// signed is set.
func rounded(x, step float64, signed bool) string {
	if math.IsNaN(x) {
		return "not defined"
	}
	decimals := 0
	if step > 0 {
		x = math.Round(x/step) * step
		if step < 1 {
			decimals = int(math.Ceil(-math.Log10(step) - 1e-9))
		}
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	units, rest, _ := strings.Cut(s, ".")
	if n, err := strconv.ParseInt(units, 10, 64); err == nil {
		units = commas(n)
	}
	if rest != "" {
		units += "." + rest
	}
	switch zero := strings.Trim(s, "0.") == ""; {
	case x < 0 && !zero:
		return "−" + units
	case signed && !zero:
		return "+" + units
	}
	return units
}
