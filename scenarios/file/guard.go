package file

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// largest is the size of the largest file that is read, in bytes: 1 MiB. A
// scenario that sets every parameter and explains each takes a tenth of it.
const largest = 1 << 20

// guard looks at a file as bytes, before YAML does, for what would make lines
// and columns doubtful or is never meant: a file too large, bytes that are not
// UTF-8, tabs (YAML forbids them only as indentation, where they cannot be
// seen), control characters and line ends that editors do not count.
func guard(name string, file []byte) Problems {
	if len(file) > largest {
		return Problems{{Source: name, Line: 1, Column: 1,
			Text: fmt.Sprintf("the file is larger than %s bytes, the most a scenario may have", finding.Count(largest))}}
	}
	var found Problems
	line := 1
	for rest := bytes.TrimPrefix(file, []byte("\ufeff")); len(rest) > 0; line++ {
		var row []byte
		row, rest, _ = bytes.Cut(rest, []byte("\n"))
		row = bytes.TrimSuffix(row, []byte("\r"))
		if column, text := oddity(row); text != "" {
			found = append(found, Problem{Source: name, Line: line, Column: column, Text: text})
		}
	}
	return found
}

// oddity returns the column and the complaint for the first character of a
// line that a scenario may not hold.
func oddity(row []byte) (column int, text string) {
	column = 1
	for len(row) > 0 {
		r, size := utf8.DecodeRune(row)
		switch {
		case r == utf8.RuneError && size == 1:
			return column, fmt.Sprintf("byte 0x%02x is not UTF-8: save the file as UTF-8", row[0])
		case r == '\t':
			return column, "a tab: indent and space with blanks"
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff', r == '\ufffe', r == '\uffff':
			return column, fmt.Sprintf("the invisible character U+%04X: delete it", r)
		}
		row = row[size:]
		column++
	}
	return 0, ""
}
