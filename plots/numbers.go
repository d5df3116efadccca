package plots

import (
	"math"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
)

const (
	minus  = "\u2212"
	dagger = "\u2020"
	absent = "\u2013" // stands where there is no number
	glued  = "\u00a0" // a space at which no line breaks
)

// defined tells whether a number can be drawn and said; NaN, infinities and
// numbers beyond any measure of the model cannot.
func defined(v float64) bool { return canvas.Defined(v) }

// decimal is a number in words of a figure: so many decimals, commas between
// thousands, a true minus sign, never "-0", and a dash where it is undefined.
func decimal(v float64, digits int) string {
	if !defined(v) {
		return absent
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', max(digits, 0), 64)
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if v < 0 && strings.Trim(whole, "0.,") != "" {
		return minus + whole
	}
	return whole
}

// signed is decimal with a plus sign before a positive number.
func signed(v float64, digits int) string {
	s := decimal(v, digits)
	if v > 0 && strings.Trim(s, "0.,"+absent) != "" {
		return "+" + s
	}
	return s
}

// place is the power of ten down to which an estimate may be written: two
// figures of the value, more only where the ends of a narrow interval would
// read alike, and never finer than the first digit of half the interval. It is
// the rule by which a run's summary is written, but for an end that would be
// written as zero though it is not: whether an interval covers zero is what a
// reader looks for, so that end gets a figure more.
func place(value, low, high float64) int {
	v, half := math.Abs(value), (high-low)/2
	if !defined(half) {
		half = 0
	}
	if far := max(math.Abs(low), math.Abs(high)); v == 0 && defined(far) {
		v = far
	}
	if !(v > 0) || !defined(v) {
		return 0
	}
	p := int(math.Floor(math.Log10(v))) - 1
	if half > 0 {
		first := int(math.Floor(math.Log10(half)))
		for p > first && atPlace(low, p) == atPlace(high, p) {
			p--
		}
		p = max(p, first)
	}
	p = min(max(p, -6), 11)
	for finest := max(p-2, -6); p > finest && (vanishes(low, p) || vanishes(high, p)); {
		p--
	}
	return p
}

// vanishes tells whether a number would be written as zero though it is not.
func vanishes(v float64, place int) bool {
	return defined(v) && v != 0 && math.Abs(v) < 0.5*math.Pow(10, float64(place))
}

// atPlace rounds to a power of ten: 4,130 at place 2 is "4,100".
func atPlace(v float64, place int) string {
	if place <= 0 {
		return decimal(v, -place)
	}
	unit := math.Pow(10, float64(place))
	return decimal(math.Round(v/unit)*unit, 0)
}

// signedAt is atPlace with a plus sign before a positive number.
func signedAt(v float64, place int) string {
	s := atPlace(v, place)
	if v > 0 && strings.Trim(s, "0.,"+absent) != "" {
		return "+" + s
	}
	return s
}

// interval is an estimate's interval at the place of the estimate:
// "−5.0 to −3.3"; empty if it has none.
func (e Estimate) interval() string {
	if !defined(e.Low) || !defined(e.High) {
		return ""
	}
	p := place(e.Value, e.Low, e.High)
	return signedAt(e.Low, p) + " to " + signedAt(e.High, p)
}

// signed is the estimate's value, signed, at the place its interval supports.
func (e Estimate) signed() string { return signedAt(e.Value, place(e.Value, e.Low, e.High)) }

// size is how large a difference is, without its sign: one number, or, where
// the interval is so wide that its ends differ threefold, both ends. It is
// for estimates that are sure.
func (e Estimate) size(unit string) string {
	low, high := math.Abs(e.Low), math.Abs(e.High)
	if low > high {
		low, high = high, low
	}
	p := place(e.Value, e.Low, e.High)
	if high > 3*low {
		return "between " + atPlace(low, p) + " and " + atPlace(high, p) + unit
	}
	return atPlace(math.Abs(e.Value), p) + unit
}

// share is a share from 0 to 1 in whole per cent, with one decimal below 10 %
// and "<0.1%" for what is there but too small to be told.
func share(v float64) string {
	switch {
	case !defined(v):
		return absent
	case v != 0 && math.Abs(v) < 0.0005:
		return "<0.1%"
	case math.Abs(v) < 0.0995:
		return strings.TrimSuffix(decimal(100*v, 1), ".0") + "%"
	}
	return decimal(100*v, 0) + "%"
}

// portion is a share as a sentence says it.
func portion(v float64) string {
	if !defined(v) {
		return "an unknown share"
	}
	return share(v)
}

// million is a number of people in words: "2.16 million", "16,000".
func million(v float64) string {
	if v >= 1e6 {
		return strings.TrimRight(strings.TrimRight(decimal(v/1e6, 2), "0"), ".") + " million"
	}
	return decimal(v, 0)
}

// cardinal is a small number in words, a larger one in digits.
func cardinal(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return decimal(float64(n), 0)
}
