package scenarios

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	plainWhole  = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)
	plainNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	plainWord   = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
)

// value reads what was written for k. It returns a string, []string, int64,
// float64 or bool by the kind of k, or the end of a sentence that begins with
// the value: "must be ...". For names it is the whole sentence, since it is
// about one of them.
func (k *key) value(raw string) (any, string) {
	switch k.kind {
	case whole:
		n, err := strconv.ParseInt(raw, 10, 64)
		if err != nil || !plainWhole.MatchString(raw) || float64(n) < k.low || float64(n) > k.high {
			return nil, k.rule()
		}
		return n, ""
	case number:
		x, err := strconv.ParseFloat(raw, 64)
		if err != nil || !plainNumber.MatchString(raw) || !(x >= k.low && x <= k.high) {
			return nil, k.rule()
		}
		return x + 0, "" // -0 becomes 0
	case truth:
		switch strings.ToLower(raw) {
		case "true":
			return true, ""
		case "false":
			return false, ""
		}
		return nil, k.rule()
	case choice:
		return k.chosen(raw)
	case month:
		if m, ok := parseMonth(raw); ok {
			return m, ""
		}
		return nil, k.rule()
	case names:
		return k.list(strings.FieldsFunc(raw, func(r rune) bool { return r == ',' || r == ' ' }))
	case word:
		if !plainWord.MatchString(raw) || len(raw) > k.longest {
			return nil, k.rule()
		}
		return raw, ""
	default:
		if !utf8.ValidString(raw) || utf8.RuneCountInString(raw) > k.longest {
			return nil, k.rule()
		}
		return raw, ""
	}
}

// chosen returns raw if it is one of the choices of k.
func (k *key) chosen(raw string) (any, string) {
	for _, c := range k.choices {
		if c == raw {
			return c, ""
		}
	}
	if k.lister == "" {
		return nil, k.rule() + meant(raw, k.choices)
	}
	guess := meant(raw, k.choices)
	if guess == "" {
		guess = "; " + k.lister + " lists them"
	}
	return nil, "no " + k.noun + " has this name" + guess
}

// read is value for flags and variables: all complaints are whole sentences.
func (k *key) read(raw string) (any, string) {
	v, wrong := k.value(raw)
	if wrong != "" && k.kind != names {
		wrong = "value " + shownValue(raw, true) + ": " + wrong
	}
	return v, wrong
}

// list returns the names if each is a choice of k and none stands twice.
func (k *key) list(given []string) (any, string) {
	seen := make(map[string]bool, len(given))
	for _, name := range given {
		if _, wrong := k.chosen(name); wrong != "" {
			return nil, "value " + shownValue(name, true) + ": " + wrong
		}
		if seen[name] {
			return nil, fmt.Sprintf("%q stands twice: name each once", name)
		}
		seen[name] = true
	}
	return given, ""
}

// rule says what may stand at k: "must be a whole number from 1 to 600".
func (k *key) rule() string {
	switch k.kind {
	case whole:
		return fmt.Sprintf("must be a whole number from %s to %s", commas(int64(k.low)), commas(int64(k.high)))
	case number:
		if k.high == unbounded {
			return "must be a number"
		}
		return fmt.Sprintf("must be a number from %s to %s", brief(k.low), brief(k.high))
	case truth:
		return "must be true or false"
	case choice:
		if k.lister != "" {
			return "must be the name of a " + k.noun + "; " + k.lister + " lists them"
		}
		return "must be " + oneOf(k.choices)
	case names:
		return "must be among " + strings.Join(k.choices, ", ")
	case word:
		return fmt.Sprintf("must be 1 to %d of a-z, 0-9, - and _, a letter first", k.longest)
	case month:
		return fmt.Sprintf("must be a month from %s to %s", MonthText(0), MonthText(latestMonth))
	case text:
		return fmt.Sprintf("must be text of at most %s characters", commas(int64(k.longest)))
	default:
		return "must hold keys of its own: " + some(k.childNames())
	}
}

// some returns up to eight names, and how many more there are.
func some(list []string) string {
	const most = 8
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}

// shownValue is a value as it appears in a sentence: numbers as written, all
// else in quotes, cut after forty characters.
func shownValue(raw string, quote bool) string {
	const longest = 40
	if utf8.RuneCountInString(raw) > longest {
		raw = string([]rune(raw)[:longest]) + "…"
		quote = true
	}
	if quote {
		return strconv.Quote(raw)
	}
	return raw
}

// brief writes a number as people do: a large whole one with commas (but not a
// year), the rest in the fewest digits.
func brief(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) >= 10_000 && math.Abs(x) < 1e15 {
		return commas(int64(x))
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// commas writes a whole number with a comma between thousands.
func commas(n int64) string {
	if n < 0 {
		return "-" + commas(-n)
	}
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
