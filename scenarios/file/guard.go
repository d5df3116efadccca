package file

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// largest is the size of the largest file that is read, in bytes: 1 MiB. A
// scenario that sets every parameter and explains each takes a tenth of it.
const largest = 1 << 20

// Guard looks at a file as bytes, before it is read as YAML or Markdown, for what
// would make lines and columns doubtful or is never meant: a file too large or no
// text at all, bytes that are not UTF-8, tabs (YAML forbids them only as
// indentation, where they cannot be seen), and what [finding.Odd] refuses.
func Guard(name string, file []byte) Problems {
	whole := Problem{Source: name, Line: 1, Column: 1}
	if whole.Text = noText(file); whole.Text != "" {
		return Problems{whole}
	}
	if len(file) > largest {
		whole.Text = fmt.Sprintf("the file is larger than %s bytes, the most a scenario may have", finding.Count(largest))
		return Problems{whole}
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
	column, what := finding.Odd(string(row), false)
	if what == "" {
		return 0, ""
	}
	before := string([]rune(string(row))[:column-1])
	switch r, size := utf8.DecodeRune(row[len(before):]); {
	case r == utf8.RuneError && size == 1:
		return column, fmt.Sprintf("byte 0x%02x is not UTF-8: save the file as UTF-8", row[len(before)])
	case r == '\t':
		return column, "a tab: indent and space with blanks"
	}
	return column, strings.TrimSuffix(what, ",") + ": delete it"
}

// noText says what a file is that holds no text, by its first bytes or by zeros in
// it; "" of one that does.
func noText(file []byte) string {
	for _, k := range [...]struct{ head, what string }{
		{"\xff\xfe", ""}, {"\xfe\xff", ""},
		{"\x89PNG", "a picture (PNG)"}, {"\xff\xd8\xff", "a picture (JPEG)"}, {"GIF8", "a picture (GIF)"}, {"%PDF-", "a PDF"},
		{"PK\x03\x04", "a workbook or another ZIP archive"}, {"\x1f\x8b", "packed (gzip)"}, {"\x28\xb5\x2f\xfd", "packed (zstd)"},
		{"PAR1", "a table in Parquet"}, {"\x7fELF", "a program"}, {"SQLite format 3\x00", "a database"},
	} {
		switch {
		case !bytes.HasPrefix(file, []byte(k.head)):
		case k.what == "":
			return "the file is UTF-16: save it as UTF-8"
		default:
			return "not a text file but " + k.what + ": name a file of text"
		}
	}
	if bytes.IndexByte(file, 0) >= 0 {
		return "not a text file, there are zeros in it: name a file of text"
	}
	return ""
}
