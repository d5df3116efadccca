package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unique"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// ReadCSV reads a table that WriteCSV wrote. Numbers come back with the nine
// digits that were written. An error names the line and the column, and what
// was expected there; a date that is not that of its month is one, since it
// tells of an edited file.
func ReadCSV(from io.Reader) (*Series, error) {
	lines := csv.NewReader(from)
	lines.ReuseRecord = true
	header, err := lines.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the table is empty; its first line must name the columns")
	}
	if err != nil {
		return nil, fmt.Errorf("the table cannot be read: %w", err)
	}
	s, err := columnsOf(header)
	if err != nil {
		return nil, err
	}
	for {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the table cannot be read: %w", err)
		}
		row, err := s.parse(fields)
		if err != nil {
			line, _ := lines.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		s.Rows = append(s.Rows, row)
	}
}

// columnsOf is the table without rows that a header describes.
func columnsOf(header []string) (*Series, error) {
	if len(header) < len(Leading) || !slices.Equal(header[:len(Leading)], Leading) {
		return nil, fmt.Errorf("line 1: %w", notATable())
	}
	s := &Series{}
	for _, name := range header[len(Leading):] {
		if odd := finding.Oddity(name, false); odd != "" {
			return nil, fmt.Errorf("line 1: the name of a column %s", odd)
		}
		if s.Index(name) >= 0 {
			return nil, fmt.Errorf("line 1: column %q stands twice", name)
		}
		s.Columns = append(s.Columns, strings.Clone(name))
	}
	return s, nil
}

// notATable is the refusal of a file whose first columns are others.
func notATable() error {
	return errors.New("a table starts with the columns " + strings.Join(Leading, ","))
}

// parse reads the fields of one line. A few dozen names are repeated in
// thousands of rows, and none may hold the whole line it was cut from: each is
// kept once.
func (s *Series) parse(fields []string) (Row, error) {
	name, err := nameOf(fields[0], fields[1])
	if err != nil {
		return Row{}, err
	}
	month, err := strconv.Atoi(fields[2])
	if err != nil || month < 0 || month > maxMonth {
		return Row{}, fmt.Errorf("column month: %q is not a whole number from 0 to %d", fields[2], maxMonth)
	}
	if fields[3] != finding.Date(month) {
		return Row{}, fmt.Errorf("column date: month %d is %s, not %q", month, finding.Date(month), fields[3])
	}
	for i, field := range fields[:len(Leading)] {
		if odd := finding.Oddity(field, false); odd != "" {
			return Row{}, fmt.Errorf("column %s %s", Leading[i], odd)
		}
	}
	row := Row{
		Replicate: unique.Make(name).Value(),
		Month:     month,
		By:        unique.Make(fields[4]).Value(),
		Group:     unique.Make(fields[5]).Value(),
		Values:    make([]float64, len(s.Columns)),
	}
	for i, field := range fields[len(Leading):] {
		if row.Values[i], err = parseNumber(field); err != nil {
			return Row{}, fmt.Errorf("column %s: %w", s.Columns[i], err)
		}
	}
	return row, nil
}

// nameOf is what a row is of, from its first two columns: a replicate by number, or
// a statistic over replicates by name.
func nameOf(replicate, statistic string) (string, error) {
	_, single := number(replicate)
	switch {
	case replicate != "" && !single:
		return "", fmt.Errorf("column replicate: %q is not the number of a replicate; a statistic over replicates stands in the column statistic", replicate)
	case single && statistic != "" || !single && statistic == "":
		return "", fmt.Errorf("columns replicate and statistic: %q and %q: a row is of one replicate or a statistic over them", replicate, statistic)
	}
	if _, numbered := number(statistic); numbered {
		return "", fmt.Errorf("column statistic: %q is a number", statistic)
	}
	return replicate + statistic, nil
}

// maxMonth keeps a mistyped month from asking for a line of billions of values.
const maxMonth = 99_999

// parseNumber reads one value; an empty field is NaN.
func parseNumber(field string) (float64, error) {
	if field == "" {
		return math.NaN(), nil
	}
	v, err := strconv.ParseFloat(field, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number", field)
	}
	return v, nil
}
