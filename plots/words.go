package plots

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
}

// firstYear is the calendar year of months 0 to 11.
const firstYear = 2021

// yearOf is a month number as a decimal year: 2021 for month 0.
func yearOf(month int) float64 { return firstYear + float64(month)/12 }

// monthName is a month number in words: "December 2035".
func monthName(month int) string {
	year, in := month/12, month%12
	return monthNames[in] + " " + strconv.Itoa(firstYear+year)
}

// moment is a month number as a headline says it: the year alone if it is a
// December, for what holds at the end of a year is meant by the year.
func moment(month int) string {
	if month%12 == 11 {
		return strconv.Itoa(firstYear + month/12)
	}
	return monthName(month)
}

// list joins words: "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// capital gives a sentence its first capital.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// lowerFirst takes the capital from a word inside a sentence.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// sentence joins the parts of a sentence that are not empty and closes it.
func sentence(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return capital(strings.Join(said, " ")) + "."
}

// paragraph joins sentences that are not empty.
func paragraph(sentences ...string) string {
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// comparison says an estimate of a difference as captions do: "12% lower (−14
// to −10%)". One that could be luck is said to be, one without an interval is
// said without brackets.
func comparison(e Estimate, lower, higher string) string {
	word := higher
	if e.Value < 0 {
		word = lower
	}
	between := " (" + e.interval() + e.Unit + ")"
	switch {
	case !defined(e.Value):
		return "is not defined"
	case e.Value == 0 && e.Low == 0 && e.High == 0:
		return "no difference at all"
	case e.N < 2 || e.interval() == "":
		return atPlace(math.Abs(e.Value), place(e.Value, e.Low, e.High)) + e.Unit + " " + word
	case !e.sure():
		return "no difference that " + luck + between
	}
	return e.size(e.Unit) + " " + word + between
}
