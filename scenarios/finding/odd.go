package finding

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostMarks is how many marks a letter may carry: pointed Hebrew has four, Tibetan eight.
const mostMarks = 10

// Odd finds the first character that no text may hold, one of one line without lines: at is
// its place, from 1, and what says what it is, "" where there is none. What is odd cannot be
// seen, or makes other text look like what it is not: controls, escapes and tabs, ends of
// lines, marks of direction, blanks without width, soft hyphens, tags, fillers, private
// characters, U+FFFD, and bytes that are not UTF-8.
//
// Scripts of all directions, marks on letters and emoji are not odd. A joiner (U+200C,
// U+200D) may stand between two characters of which neither is Latin, Greek, Cyrillic or
// ASCII, as Persian, Hindi and emoji have it, and a selector of a variant behind a
// character that may have one.
func Odd(text string, lines bool) (at int, what string) {
	_, _, at, what = oddity(text, lines)
	return at, what
}

// Oddity is the first of a text as the end of a sentence, "" where there is none.
func Oddity(text string, lines bool) string {
	at, what := Odd(text, lines)
	if what == "" {
		return ""
	}
	return fmt.Sprintf("holds %s as its character %s: delete it", what, Count(at))
}

// oddity is Odd with the bytes of the character: offset and size.
func oddity(text string, lines bool) (offset, size, at int, what string) {
	before, marks := ' ', 0 // what stands before, and how many marks end there
	for at := 1; offset < len(text); at++ {
		r, size := utf8.DecodeRuneInString(text[offset:])
		if r == utf8.RuneError && size == 1 {
			return offset, size, at, fmt.Sprintf("the byte 0x%02x, which is not UTF-8,", text[offset])
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		next, _ := utf8.DecodeRuneInString(text[offset+size:])
		if what := odd(before, r, next); what != "" && !(lines && r == '\n') {
			return offset, size, at, what
		}
		if marks > mostMarks {
			return offset, size, at, fmt.Sprintf("%s, one mark too many on a letter,", code(r))
		}
		before, offset = r, offset+size
	}
	return 0, 0, 0, ""
}

// odd says what is wrong with a character between two others, "" for nothing.
func odd(before, r, next rune) string {
	switch {
	case r == '\t':
		return "a tab"
	case strings.ContainsRune("\n\r\u0085\u2028\u2029", r):
		return "an end of a line (" + code(r) + ")"
	case unicode.IsControl(r):
		return "the control character " + code(r)
	case unicode.Is(unicode.Bidi_Control, r):
		return "the mark of direction " + code(r)
	case r == utf8.RuneError:
		return code(r) + ", which stands for a character that was lost,"
	case unicode.Is(unicode.Co, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return "the private character " + code(r)
	case r == '\u200c', r == '\u200d':
		if joins(before) && joins(next) {
			return ""
		}
	case unicode.Is(unicode.Variation_Selector, r):
		if varies(before, r) {
			return ""
		}
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // a sign, whatever its class
		return ""
	case !unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point) && r != '\u2800':
		return ""
	}
	return "the invisible character " + code(r)
}

// joins tells whether a character is of those that are joined to others.
func joins(r rune) bool {
	return r > unicode.MaxASCII && unicode.In(r, unicode.L, unicode.M, unicode.S) &&
		!unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Other_Default_Ignorable_Code_Point) && r != utf8.RuneError
}

// varies tells whether a character may have a selector: one of an ideograph, or that of
// how a sign or a digit looks.
func varies(before, selector rune) bool {
	if selector >= 0xE0100 {
		return unicode.Is(unicode.Han, before)
	}
	return unicode.In(before, unicode.Han, unicode.Mongolian, unicode.Myanmar, unicode.S, unicode.N) || strings.ContainsRune("#*‼⁉〰ℹ", before)
}

// code is a character by its number, which can be read whatever it looks like.
func code(r rune) string { return fmt.Sprintf("U+%04X", r) }

// Named is a name that somebody else gave (of a file, a folder, a key), as a sentence has
// it: as it is, or, where it holds what is odd, in quotes and plain letters.
func Named(name string) string {
	if _, what := Odd(name, false); what == "" {
		return name
	}
	return strconv.QuoteToASCII(name)
}

// NamedAll are the arguments of a sentence with every text of them named, and every error
// legible.
func NamedAll(args []any) []any {
	shown := make([]any, len(args))
	for i, arg := range args {
		switch v := arg.(type) {
		case string:
			shown[i] = Named(v)
		case error:
			shown[i] = arg
			if text := v.Error(); text != Legible(text) {
				shown[i] = Legible(text)
			}
		default:
			shown[i] = arg
		}
	}
	return shown
}

// Quoted is a text in quotes, which cannot be taken for more than it is.
func Quoted(text string) string {
	if _, what := Odd(text, false); what == "" {
		return strconv.Quote(text)
	}
	return strconv.QuoteToASCII(text)
}

// Legible is a text of some lines with escapes in place of what is odd: whatever is in it,
// a screen shows letters.
func Legible(text string) string {
	var b strings.Builder
	for {
		offset, size, _, what := oddity(text, true)
		if what == "" {
			b.WriteString(text)
			return b.String()
		}
		escaped := strconv.QuoteToASCII(text[offset : offset+size])
		b.WriteString(text[:offset] + escaped[1:len(escaped)-1])
		text = text[offset+size:]
	}
}
