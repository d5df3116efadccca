package evidence

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// table reads one CSV file row by row and keeps the first error, so that a
// loader reads as a list of columns. After an error every reading of the row
// returns a zero.
type table struct {
	name    string
	columns []string
	rows    [][]string
	lines   []int // line of the file on which a row starts
	row     int   // current row
	seen    []string
	err     error
}

// rows reads a file with these columns and calls read on each of its rows, until
// there is an error.
func rows(folder fs.FS, name, columns string, read func(t *table)) error {
	t, err := open(folder, name, strings.Split(columns, ",")...)
	if err != nil {
		return err
	}
	for t.row = range t.rows {
		if read(t); t.err != nil {
			return t.err
		}
	}
	return nil
}

// open reads a file whole and demands exactly these columns in this order.
func open(folder fs.FS, name string, columns ...string) (*table, error) {
	return read(folder, name, func([]string) []string { return columns })
}

// read reads a file whole, which has the columns that are expected of its first line.
func read(folder fs.FS, name string, expected func(header []string) []string) (*table, error) {
	f, err := folder.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: the folder has no such table; it says %s, and every country needs it", name, tableSays(name))
		}
		return nil, fmt.Errorf("%s: cannot be read (%v)", name, err)
	}
	defer f.Close()
	t := &table{name: name}
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	for {
		record, err := r.Read()
		if err != nil {
			if parse, ok := err.(*csv.ParseError); ok {
				return nil, fmt.Errorf("%s:%d: %v", name, parse.Line, parse.Err)
			}
			break
		}
		line, _ := r.FieldPos(0)
		for i, field := range record {
			if odd := finding.Oddity(field, false); odd != "" {
				return nil, fmt.Errorf("%s:%d: the field %d %s", name, line, i+1, odd)
			}
		}
		if t.columns == nil {
			t.columns = expected(record)
		}
		if len(record) != len(t.columns) {
			return nil, fmt.Errorf("%s:%d: %d fields instead of %d; put text that holds a comma in double quotes", name, line, len(record), len(t.columns))
		}
		t.rows = append(t.rows, record)
		t.lines = append(t.lines, line)
	}
	if len(t.rows) == 0 || !slices.Equal(t.rows[0], t.columns) {
		return nil, fmt.Errorf("%s:1: the first line must be %v", name, expected(nil))
	}
	t.rows, t.lines = t.rows[1:], t.lines[1:]
	if len(t.rows) == 0 {
		return nil, fmt.Errorf("%s:2: there are no rows below the header", name)
	}
	return t, nil
}

// failf keeps the first error, with its file, line and column.
func (t *table) failf(column, format string, args ...any) {
	if t.err == nil {
		t.err = fmt.Errorf("%s:%d: %s: %s", t.name, t.lines[t.row], column, fmt.Sprintf(format, args...))
	}
}

// optional returns a field that may be empty.
func (t *table) optional(column string) string {
	return t.rows[t.row][slices.Index(t.columns, column)]
}

// text returns a field that may not be empty.
func (t *table) text(column string) string {
	s := t.optional(column)
	if s == "" {
		t.failf(column, "is empty; write a value")
	}
	return s
}

// one returns one of some words.
func (t *table) one(column string, words ...string) string {
	s := t.text(column)
	if s != "" && !slices.Contains(words, s) {
		t.failf(column, "%q is none of %s", s, strings.Join(words, ", "))
	}
	return s
}

// newKey returns a key that no earlier row of the file has.
func (t *table) newKey(column string) string {
	key := t.text(column)
	if slices.Contains(t.seen, key) {
		t.failf(column, "%q stands twice; remove one of the two rows", key)
	}
	t.seen = append(t.seen, key)
	return key
}

// number returns a finite number within [low, high].
func (t *table) number(column string, low, high float64) float64 {
	return t.parsed(column, t.text(column), low, high)
}

// parsed is the finite number within [low, high] that a field of a column says.
func (t *table) parsed(column, s string, low, high float64) float64 {
	if t.err != nil {
		return 0
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		t.failf(column, "%q is not a number", s)
		return 0
	}
	if x < low || x > high {
		t.failf(column, "%v is outside %v to %v", x, low, high)
		return 0
	}
	return x
}

// share returns a number from 0 to 1.
func (t *table) share(column string) float64 { return t.number(column, 0, 1) }

// whole returns a whole number within [low, high].
func (t *table) whole(column string, low, high int) int {
	x := t.number(column, float64(low), float64(high))
	if x != math.Trunc(x) {
		t.failf(column, "%v is not a whole number", x)
	}
	return int(x)
}
