package file

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

var (
	plainWhole  = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	plainNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	plainWord   = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
)

// Value reads what was written for k. It returns a string, []string, int64,
// float64 or bool by the kind of k, or the end of a sentence that begins with
// the value: "must be ...". For names it is the whole sentence, since it is
// about one of them.
func (k *Key) Value(raw string) (any, string) { return k.value(raw, Meant) }

// value is Value where meant guesses which of some names a word was meant to be.
func (k *Key) value(raw string, meant func(word string, names []string) string) (any, string) {
	switch k.Kind {
	case Choice:
		return k.chosen(raw, meant)
	case Names:
		return k.list(strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ' ' }), meant)
	case Text:
		if odd := finding.Oddity(raw, k.Lines); odd != "" {
			return nil, odd
		}
	}
	if value, ok := k.plain(raw); ok {
		return value, ""
	}
	return nil, k.rule()
}

// plain reads a value of a kind that has no choices, and tells whether it may
// stand at k.
func (k *Key) plain(raw string) (any, bool) {
	switch k.Kind {
	case Whole:
		n, err := strconv.ParseInt(raw, 10, 64)
		return n, err == nil && plainWhole.MatchString(raw) && float64(n) >= k.Low && float64(n) <= k.High
	case Number:
		x, err := strconv.ParseFloat(raw, 64)
		return x + 0, err == nil && plainNumber.MatchString(raw) && x >= k.Low && x <= k.High // -0 becomes 0
	case Truth:
		yes := strings.EqualFold(raw, "true")
		return yes, yes || strings.EqualFold(raw, "false")
	case Month:
		return k.month(raw)
	case Word:
		return raw, plainWord.MatchString(raw) && len(raw) <= k.Longest
	}
	return raw, utf8.RuneCountInString(raw) <= k.Longest
}

// chosen returns the choice of k that raw is, or is called.
func (k *Key) chosen(raw string, meant func(word string, names []string) string) (any, string) {
	if slices.Contains(k.Choices, raw) {
		return raw, ""
	}
	if k.Called != nil {
		if name := k.Called(raw, k.Choices); name != "" {
			return name, ""
		}
	}
	guess := meant(raw, k.Choices)
	switch {
	case k.Lister == "" && (k.Noun == "" || guess == ""):
		return nil, k.rule() + guess
	case guess == "":
		guess = "; " + k.Lister + " lists them"
	}
	return nil, "no " + k.Noun + " has this name" + guess
}

// Read is Value for flags and variables: all complaints are whole sentences.
func (k *Key) Read(raw string) (any, string) {
	v, wrong := k.Value(raw)
	if wrong != "" && k.Kind != Names {
		wrong = "value " + Shown(raw, true) + ": " + wrong
	}
	return v, wrong
}

// list returns the names if each is a choice of k and none stands twice.
func (k *Key) list(given []string, meant func(word string, names []string) string) (any, string) {
	list := make([]string, 0, len(given))
	for _, name := range given {
		choice, wrong := k.chosen(name, meant)
		if wrong != "" {
			return nil, "value " + Shown(name, true) + ": " + wrong
		}
		if slices.Contains(list, choice.(string)) {
			return nil, fmt.Sprintf("%q stands twice: name each once", choice)
		}
		list = append(list, choice.(string))
	}
	return list, ""
}

// rule says what may stand at k: "must be a whole number from 1 to 600".
func (k *Key) rule() string {
	switch k.Kind {
	case Whole:
		if k.High == Unbounded {
			return fmt.Sprintf("must be a whole number, %s or more", Brief(k.Low))
		}
		return "must be a whole number from " + k.Range()
	case Number:
		if k.High == Unbounded {
			return "must be a number"
		}
		return "must be a number from " + k.Range()
	case Truth:
		return "must be true or false"
	case Choice:
		if k.Lister != "" {
			return "must be the name of a " + k.Noun + "; " + k.Lister + " lists them"
		}
		return "must be " + finding.Or(k.Choices)
	case Names:
		return "must be among " + strings.Join(k.Choices, ", ")
	case Word:
		return fmt.Sprintf("must be 1 to %d of a-z, 0-9, - and _, a letter first", k.Longest)
	case Month:
		return fmt.Sprintf("must be a month from %s to %s, such as 2028-06 or June 2028, or a year", finding.Date(0), finding.Date(k.latest()))
	case Numbers:
		return "must be a list of numbers, such as [0, 1]"
	case Texts:
		return "must be a list, such as [a, b]"
	case Text:
		return fmt.Sprintf("must be text of at most %s characters", finding.Count(k.Longest))
	default:
		return "must hold keys of its own: " + some(k.childNames())
	}
}

// Range is "1 to 600", or "" where a number has none.
func (k *Key) Range() string {
	switch {
	case k.Kind != Whole && k.Kind != Number || k.High == Unbounded:
		return ""
	case k.Kind == Whole:
		return finding.Count(int(k.Low)) + " to " + finding.Count(int(k.High))
	}
	return Brief(k.Low) + " to " + Brief(k.High)
}

// some returns up to eight names, and how many more there are.
func some(list []string) string {
	const most = 8
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}

// Shown is a value as it appears in a sentence: numbers as written, all
// else in quotes, cut after forty characters.
func Shown(raw string, quote bool) string {
	const longest = 40
	if utf8.RuneCountInString(raw) > longest {
		raw = string([]rune(raw)[:longest]) + "…"
		quote = true
	}
	if quote {
		return finding.Quoted(raw)
	}
	return finding.Named(raw)
}

// Brief writes a number as people do: a large whole one with commas (but not a
// year), the rest in the fewest digits.
func Brief(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) >= 10_000 && math.Abs(x) < 1e15 {
		return finding.Count(int(x))
	}
	return Exact(x)
}

// latestMonth is the last month that a file may name.
const latestMonth = 600

// latest is the last month that k may name.
func (k *Key) latest() int { return cmp.Or(k.Latest, latestMonth) }

// month reads "2027-01", "January 2027" or "Jan 2027", and a year as one of its ends.
func (k *Key) month(text string) (int, bool) {
	for _, form := range [...]string{"2006-01", "January 2006", "Jan 2006", "2006"} {
		at, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		n := 12*(at.Year()-finding.FirstYear) + int(at.Month()) - 1
		if form == "2006" && k.Last {
			n += 11
		}
		return n, n >= 0 && n <= k.latest()
	}
	return 0, false
}
