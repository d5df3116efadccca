package finding

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"
	"unicode/utf8"
)

// FirstYear is the calendar year of months 0 to 11.
const FirstYear = 2021

// Month is a month number in words: "December 2035" for 179.
func Month(month int) string {
	year, in := yearMonth(month)
	return time.Month(in+1).String() + " " + strconv.Itoa(year)
}

// Moment is a month number as a headline says it: the year alone if it is a
// December, for what holds at the end of a year is meant by the year.
func Moment(month int) string {
	if year, in := yearMonth(month); in == 11 {
		return strconv.Itoa(year)
	}
	return Month(month)
}

// Date is a month number as tables write it: "2021-01" for 0, "2020-12" for -1.
func Date(month int) string { return string(AppendDate(nil, month)) }

// FirstDay is the first day of a month number, at midnight UTC.
func FirstDay(month int) time.Time {
	year, in := yearMonth(month)
	return time.Date(year, time.Month(in+1), 1, 0, 0, 0, 0, time.UTC)
}

// Dated is the first day of the month that a table writes so; false for a text
// that is no such date.
func Dated(text string) (time.Time, bool) {
	day, err := time.Parse("2006-01", text)
	return day, err == nil
}

// AppendDate appends the date of a month as tables write it.
func AppendDate(to []byte, month int) []byte {
	year, in := yearMonth(month)
	to = strconv.AppendInt(to, int64(year), 10)
	return append(to, '-', byte('0'+(in+1)/10), byte('0'+(in+1)%10))
}

// yearMonth splits a month number, which may lie before January 2021.
func yearMonth(month int) (year, in int) {
	year, in = FirstYear+month/12, month%12
	if in < 0 {
		return year - 1, in + 12
	}
	return year, in
}

// Year is a month number as a decimal year: 2021 for month 0.
func Year(month int) float64 { return FirstYear + float64(month)/12 }

// Span is the months from the first to the last: "January 2027 to December
// 2035".
func Span(first, last int) string {
	if first >= last {
		return Month(last)
	}
	return Month(first) + " to " + Month(last)
}

// Each is what is said of each of a list, in its order.
func Each[T, U any](list []T, said func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = said(x)
	}
	return out
}

// And joins words: "a", "a and b", "a, b and c"; Or likewise.
func And(words []string) string { return joined(words, " and ") }

// Or joins words with "or" before the last.
func Or(words []string) string { return joined(words, " or ") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + last + words[n]
}

// Capital gives a sentence its first capital.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Lower takes the capital off a title within a sentence; that of an
// abbreviation stays: "AI levy".
func Lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[size:]); size == 0 || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// Sentence joins the parts of a sentence that are not empty and closes it.
func Sentence(parts ...string) string {
	said := Paragraph(parts...)
	if said == "" || strings.HasSuffix(said, ".") {
		return Capital(said)
	}
	return Capital(said) + "."
}

// Paragraph joins what is not empty.
func Paragraph(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " ")
}

// Marked is a name with a dagger where it rests on an assumed effect.
func Marked(name string, assumed bool) string {
	if assumed {
		return name + Dagger
	}
	return name
}

// Human is a key as words: "visual_art" is "Visual art".
func Human(key string) string { return Capital(strings.ReplaceAll(key, "_", " ")) }

// Count is a whole number with commas between thousands.
func Count(n int) string {
	if n < 0 {
		return Minus + commas(strconv.Itoa(n)[1:])
	}
	return commas(strconv.Itoa(n))
}

// Counted is "1 run", "8 runs".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Word is one or many of something, without the number.
func Word(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Runs is "1 run", "8 runs".
func Runs(n int) string { return Counted(n, "run", "runs") }

// Cardinal is a small number in words, a larger one in digits.
func Cardinal(n int) string {
	words := strings.Fields("none one two three four five six seven eight nine ten eleven twelve")
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return Count(n)
}

// People is a number of people in words: "2.16 million", "16,000".
func People(v float64) string {
	if v >= 1e6 {
		return strings.TrimRight(strings.TrimRight(Decimal(v/1e6, 2), "0"), ".") + " million"
	}
	return Decimal(v, 0)
}

// portions are shares that have a name, the largest first.
var portions = []struct {
	share float64
	name  string
}{
	{3.0 / 4, "three quarters"}, {2.0 / 3, "two thirds"}, {1.0 / 2, "half"}, {1.0 / 3, "a third"}, {1.0 / 4, "a quarter"}, {1.0 / 5, "a fifth"},
	{1.0 / 6, "a sixth"}, {1.0 / 7, "a seventh"}, {1.0 / 8, "an eighth"}, {1.0 / 9, "a ninth"}, {1.0 / 10, "a tenth"},
}

// Portion says a share from 0 to 1 as one would aloud, "a seventh", where a name lies
// within a twentieth of it; else in per cent, as Share writes it.
func Portion(share float64) string {
	for _, p := range portions {
		if math.Abs(share-p.share) <= p.share/20 {
			return p.name
		}
	}
	return Share(share)
}

// Dollars is an amount in words, to two figures: "USD 1.2 billion", "USD 340
// million".
func Dollars(usd float64) string { return DollarsAt(usd, Magnitude(usd)-1) }

// DollarsAt is an amount in words, rounded to a power of ten.
func DollarsAt(usd float64, place int) string {
	for _, u := range []struct {
		place int
		name  string
	}{{9, " billion"}, {6, " million"}} {
		if math.Abs(usd) >= 0.9995*math.Pow10(u.place) {
			return "USD " + At(usd/math.Pow10(u.place), place-u.place) + u.name
		}
	}
	return "USD " + At(usd, max(place, 0))
}

// DollarsAYear is an amount a year in words, with its interval in the same unit: "USD 41
// million a year (35 to 47)".
func DollarsAYear(e Estimate) string {
	for _, u := range []struct {
		place int
		name  string
	}{{9, " billion"}, {6, " million"}, {0, ""}} {
		if math.Abs(e.Value) < 0.9995*math.Pow10(u.place) && u.place > 0 {
			continue
		}
		x := e.Scaled(1 / math.Pow10(u.place)).Spell(Unsigned)
		said := "USD " + x.Value + u.name + " a year"
		if x.Low == "" || x.Low == x.High {
			return "about " + said
		}
		return said + " (" + x.Interval() + ")"
	}
	return ""
}

// ByLuck says how often differences of so many runs would all lie on one side of
// zero if there were none: once in 2^(n-1) times.
func ByLuck(n int) string {
	if n > 40 {
		return "hardly ever"
	}
	return "1 time in " + Count(1<<(n-1))
}

// Spread says what the ends of a level over n runs hold: all of them where they
// are few, else the middle 8 of 10.
func Spread(n int) string {
	switch {
	case n < 2:
		return "one run"
	case n < Few:
		return "all " + Count(n) + " runs"
	}
	return "8 of 10 runs"
}

// Few is the number of runs below which all are named: eight of ten make no
// sense of four.
const Few = 10

// Wrapped breaks a paragraph into lines of at most width characters.
func Wrapped(text string, width int) string { return Indented(text, 0, width) }

// Indented breaks a paragraph into lines of at most width characters after some
// blanks. A word that is longer stands alone.
func Indented(text string, blanks, width int) string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		at := &lines[len(lines)-1]
		switch {
		case *at == "":
			*at = word
		case len([]rune(*at))+1+len([]rune(word)) > width:
			lines = append(lines, word)
		default:
			*at += " " + word
		}
	}
	indent := strings.Repeat(" ", blanks)
	return indent + strings.Join(lines, "\n"+indent)
}

// Columns sets the cells of rows under each other, two blanks apart.
func Columns(rows [][]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		w.Write([]byte(strings.Join(row, "\t") + "\n"))
	}
	w.Flush()
	return b.String()
}

// Clock writes a duration as minutes and seconds, or hours, minutes, seconds.
func Clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// Results is the digest of the numbers of a run, a comparison or a sweep as it is written
// wherever it stands: the same digest, the same numbers.
func Results(digest string) string { return "Results digest " + digest }

// Bar is a share as a bar on a screen, and in whole per cent: "[######......] 50%".
func Bar(share float64) string {
	const width = 24
	filled := int(width * share)
	return fmt.Sprintf("[%s%s] %3d%%", strings.Repeat("#", filled), strings.Repeat(".", width-filled), int(100*share))
}
