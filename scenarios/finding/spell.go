package finding

import (
	"math"
	"strconv"
	"strings"
)

// Marks in texts.
const (
	Minus  = "\u2212"
	Dagger = "\u2020" // rests on an assumed effect
	None   = "\u2013" // stands where there is no number
	Glued  = "\u00a0" // a space at which no line breaks
)

// Places to which numbers are rounded, as powers of ten.
const (
	finest   = -9
	coarsest = 12
)

// Place10 is the power of ten to which the estimate is rounded, value and ends
// alike: two significant figures of the value, more only where the ends of a
// narrow interval would read alike, and never finer than the first digit of half
// the interval or the value's fourth figure; but never so coarse that the value
// would be written as zero, nor, if two figures more can help it, an end: whether
// an interval covers zero is what a reader looks for. 4,123 with 3,567 to 4,640
// has place 2; 38,400 with 20,000 to 230,000 has place 4. Over an ensemble the ends are
// what is told, not how sure a mean is: half an interval that begins with 1 has a
// second figure, so that 14.5 with 8.2 to 31.3 is 15 with 8 to 31, and an end that would
// be written as zero has its own first figure without making the others finer.
func (e Estimate) Place10() int {
	e = e.settled()
	v, half := math.Abs(e.Value), (e.High-e.Low)/2
	far := math.Max(math.Abs(e.Low), math.Abs(e.High))
	if v == 0 && Defined(far) {
		v = far
	}
	if !(v > 0) || !Defined(v) {
		return 0
	}
	top := Magnitude(v)
	p := top - 1
	if Defined(half) && half > 0 {
		if e.Ensemble() {
			half /= 2
		}
		first := max(top-3, Magnitude(half))
		for p > first && At(e.Low, p) == At(e.High, p) {
			p--
		}
		p = max(p, first)
	}
	if e.Value != 0 {
		p = min(p, Magnitude(e.Value))
	}
	for last := p - 2; !e.Ensemble() && p > last && (vanishes(e.Low, p) || vanishes(e.High, p)); {
		p--
	}
	return min(max(p, finest), coarsest)
}

// settled is the estimate without what only rounding left of a sum: beside an
// interval a billion times as wide a number is zero, and so is one below the
// finest place.
func (e Estimate) settled() Estimate {
	least := math.Pow10(finest) / 2
	if e.Bounded() {
		least = math.Max(least, 1e-9*math.Max(math.Abs(e.Low), math.Abs(e.High)))
	}
	for _, v := range []*float64{&e.Value, &e.Low, &e.High} {
		if math.Abs(*v) < least {
			*v = 0
		}
	}
	return e
}

// Magnitude is the place of a number's first figure: 3 for 4,123; 0 for zero.
func Magnitude(v float64) int {
	if v == 0 || !Defined(v) {
		return 0
	}
	_, place, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e") // logarithms differ between processors
	magnitude, _ := strconv.Atoi(place)
	return magnitude
}

// vanishes tells whether a number would be written as zero though it is not.
func vanishes(v float64, place int) bool {
	return Defined(v) && v != 0 && math.Abs(v) < math.Pow10(place)/2
}

// At writes a number rounded to a power of ten, with commas between thousands,
// a true minus sign, never "-0", and a dash where it is not defined: 4,130 at
// place 2 is "4,100".
func At(v float64, place int) string {
	if !Defined(v) {
		return None
	}
	v = rounded(v, place)
	s := strconv.FormatFloat(math.Abs(v), 'f', max(-place, 0), 64)
	zero := strings.Trim(s, "0.") == ""
	whole, fraction, _ := strings.Cut(s, ".")
	whole = commas(whole)
	if fraction != "" {
		whole += "." + fraction
	}
	if v < 0 && !zero {
		return Minus + whole
	}
	return whole
}

// rounded is a number at a power of ten, as it is written.
func rounded(v float64, place int) float64 {
	if place > 0 {
		unit := math.Pow10(place)
		return math.Round(v/unit) * unit
	}
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'f', -place, 64), 64)
	return v
}

// commas puts a comma between the thousands of digits.
func commas(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// SignedAt is At with a plus sign before a positive number.
func SignedAt(v float64, place int) string {
	s := At(v, place)
	if v > 0 && strings.Trim(s, "0.,"+None) != "" {
		return "+" + s
	}
	return s
}

// Decimal writes a number with so many decimals.
func Decimal(v float64, digits int) string { return At(v, -digits) }

// Figures writes a number with so many significant figures: 4,127 with three is
// "4,130", 0.5771 is "0.577".
func Figures(v float64, figures int) string {
	if v == 0 {
		return "0"
	}
	return At(v, Magnitude(v)-figures+1)
}

// Plain writes a number with as few digits as it needs, six at most.
func Plain(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'g', 6, 64), "-", Minus, 1)
}

// A Sign is how the sign of a number is written.
type Sign int

// How signs are written.
const (
	Unsigned Sign = iota // a minus where it is negative
	Signed               // a plus too
	Size                 // none: how large a difference is, the nearer end first
)

// Spelling is an estimate as text, all three numbers to one place. Low and High
// are "" where there is no interval.
type Spelling struct{ Value, Low, High string }

// Interval is "low to high", or "" where there is none.
func (s Spelling) Interval() string {
	if s.Low == "" {
		return ""
	}
	return s.Low + " to " + s.High
}

// Spell writes an estimate to the place that its interval supports.
func (e Estimate) Spell(sign Sign) Spelling { return e.SpellAt(e.Place10(), sign) }

// SpellAt writes an estimate to a place. An end that would be written as zero
// though it is not keeps its first figure.
func (e Estimate) SpellAt(place int, sign Sign) Spelling {
	if sign == Size && e.Value < 0 {
		e = e.Scaled(-1)
	}
	e = e.settled()
	write := At
	if sign == Signed {
		write = SignedAt
	}
	end := func(v float64) string {
		if vanishes(v, place) {
			return write(v, max(Magnitude(v), finest))
		}
		return write(v, place)
	}
	s := Spelling{Value: end(e.Value)}
	if e.Bounded() {
		s.Low, s.High = end(e.Low), end(e.High)
	}
	return s
}

// SpellLarge is Spell for numbers of people and years of work as a sentence says
// them: from a million on in millions, and unit is then " million", else "".
func (e Estimate) SpellLarge(sign Sign) (s Spelling, unit string) {
	far := math.Abs(e.Value)
	if e.Bounded() {
		far = max(far, math.Abs(e.Low), math.Abs(e.High))
	}
	if far < 1e6 {
		return e.Spell(sign), ""
	}
	return e.Scaled(1e-6).Spell(sign), " million"
}

// Extent says how large a difference is, without its sign, as its verdict among so
// many looks lets it be said: "between 7 and 20% of it" of one whose ends are far apart
// or that is not known, "about 12% of it (11 to 13%)" of one that is clear, "12% of it"
// of a single run. noun is what is counted behind the unit; it is "" or begins with a blank.
func (e Estimate) Extent(noun string, looks int) string {
	x, unit := e.SpellLarge(Size)
	unit += unitText(e.Unit)
	switch v := e.VerdictAmong(looks); {
	case x.Low == "" || v <= Single:
		return x.Value + unit + noun
	case e.Ensemble() && x.Low == x.High:
		return "about " + x.Low + unit + noun
	case e.Ensemble() || v != Clear:
		return "between " + x.Low + " and " + x.High + unit + noun
	}
	inside := ""
	if e.Unit == "%" || e.Unit == " points" {
		inside = e.Unit
	}
	return "about " + x.Value + unit + noun + " (" + x.Interval() + inside + ")"
}

// Text is "4,100 persons (3,600 to 4,600)": the value with its unit, the
// interval in brackets where there is one.
func (e Estimate) Text(sign Sign) string { return e.Spell(sign).with(unitText(e.Unit)) }

// Reading is what a spelling says of a month, as somebody reads it off a line: "March 2029:
// 93 of 100, 90 to 96", "March 2029: USD 4,100 a month, 3,900 to 4,300". before and behind
// are what stands around the number.
func (s Spelling) Reading(month int, before, behind string) string {
	said := Month(month) + ": " + before + s.Value + behind
	switch {
	case s.Value == None:
		return Month(month) + ": not defined"
	case s.Low == "":
		return said
	case behind == "%":
		return said + ", " + s.Interval() + behind
	}
	return said + ", " + s.Interval()
}

// SpellDice is how much the dice alone move an estimate over an ensemble, to its
// first figure, two where that is a one: "0.3". It is "" where that is not known.
func (e Estimate) SpellDice() string {
	low, high := e.DiceEnds()
	half := max(high-e.Value, e.Value-low)
	if !Defined(half) {
		return ""
	}
	figures := 1
	if s := Figures(half, 1); strings.Trim(s, "0.,") == "1" {
		figures = 2
	}
	return Figures(half, figures)
}

// with is the spelling with a unit behind the value.
func (s Spelling) with(unit string) string {
	if s.Low == "" || s.Value == None {
		return s.Value + unit
	}
	return s.Value + unit + " (" + s.Interval() + ")"
}

// unitText is a unit as it follows a number.
func unitText(unit string) string {
	if unit == "" || unit == "%" || strings.HasPrefix(unit, " ") {
		return unit
	}
	return " " + unit
}

// Together is the place to which the numbers of one row are written: the finest
// that any of them asks for, so that one row has one precision.
func Together(row ...Estimate) int {
	place, any := coarsest, false
	for _, e := range row {
		if Defined(e.Value) && e.Value != 0 {
			place, any = min(place, e.Place10()), true
		}
	}
	if !any {
		return 0
	}
	return place
}

// Adding is the place from so coarse a one on at which parts, as they are
// written, add up to their sum, as it is written: 1.04 and 7.63 are not said to
// be 1.0 and 7.6 of 8.7. Three places finer nothing is better, and it stays.
func Adding(place int, sum float64, parts ...float64) int {
	for p := place; p >= place-3; p-- {
		unit := math.Pow10(p)
		rest := math.Round(rounded(sum, p) / unit)
		for _, x := range parts {
			rest -= math.Round(rounded(x, p) / unit)
		}
		if rest == 0 {
			return p
		}
	}
	return place
}

// Share is a share from 0 to 1 in whole per cent, with one decimal below 10 %
// and "<0.1%" for what is there but too small to be told.
func Share(v float64) string {
	switch {
	case !Defined(v):
		return None
	case v != 0 && math.Abs(v) < 0.0005:
		return "<0.1%"
	case math.Abs(v) < 0.0995:
		return strings.TrimSuffix(Decimal(100*v, 1), ".0") + "%"
	}
	return Decimal(100*v, 0) + "%"
}
