package table

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// leading are the columns of every file before the measures.
var leading = []Head{
	{Name: "replicate", Content: Whole}, {Name: "statistic", Content: Text}, {Name: "month", Content: Whole},
	{Name: "date", Content: Dated}, {Name: "by", Content: Text}, {Name: "group", Content: Text},
}

// Leading are the names of the columns of every file before the measures.
var Leading = finding.Each(leading, func(h Head) string { return h.Name })

// flushAt is the number of bytes collected before they are handed on.
const flushAt = 1 << 16

// WriteCSV writes the table as comma-separated values (RFC 4180, lines end in
// \n): the header replicate,statistic,month,date,by,group and the columns, then a
// line a row: of a replicate with its number, of a statistic over replicates with
// its name, the other of the two being empty. Numbers have nine significant digits, a minus zero is 0, and a value
// that is not defined is an empty field. The only errors are those of w, and a
// row whose number of values is not the number of columns.
func (s *Series) WriteCSV(w io.Writer) error {
	out := NewCSV(w, s.Columns)
	if err := out.Write(s.Rows); err != nil {
		return err
	}
	return out.Close()
}

// CSV writes rows below each other as WriteCSV does, for who has not all of them at once.
type CSV struct {
	to      io.Writer
	columns int
	rows    int
	line    []byte
}

// NewCSV begins with the header.
func NewCSV(w io.Writer, columns []string) *CSV {
	return &CSV{to: w, columns: len(columns), line: appendHeader(make([]byte, 0, flushAt+4096), columns)}
}

// Write writes some rows.
func (c *CSV) Write(rows []Row) error {
	for i := range rows {
		r := &rows[i]
		if len(r.Values) != c.columns {
			return fmt.Errorf("row %d of the table has %d values for %d columns", c.rows, len(r.Values), c.columns)
		}
		c.rows++
		c.line = r.appendCSV(c.line)
		if len(c.line) < flushAt {
			continue
		}
		if _, err := c.to.Write(c.line); err != nil {
			return err
		}
		c.line = c.line[:0]
	}
	return nil
}

// Close writes what is left.
func (c *CSV) Close() error {
	_, err := c.to.Write(c.line)
	return err
}

// appendHeader appends the first line of a file.
func appendHeader(to []byte, columns []string) []byte {
	for i, name := range Leading {
		if i > 0 {
			to = append(to, ',')
		}
		to = append(to, name...)
	}
	for _, name := range columns {
		to = appendText(append(to, ','), name)
	}
	return append(to, '\n')
}

// appendCSV appends the row as a line.
func (r *Row) appendCSV(to []byte) []byte {
	replicate, statistic := r.named()
	to = append(append(to, replicate...), ',')
	if statistic != "" {
		to = appendText(to, statistic)
	}
	to = append(to, ',')
	to = append(strconv.AppendInt(to, int64(r.Month), 10), ',')
	to = append(finding.AppendDate(to, r.Month), ',')
	to = append(appendText(to, r.By), ',')
	to = appendText(to, r.Group)
	for _, v := range r.Values {
		to = AppendNumber(append(to, ','), v)
	}
	return append(to, '\n')
}

// AppendNumber appends a value with nine significant digits, as
// strconv.AppendFloat(to, v, 'g', 9, 64) does, but whole numbers of up to nine
// digits (counts of people, and the many zeros) the quick way.
func AppendNumber(to []byte, v float64) []byte {
	switch {
	case v == 0:
		return append(to, '0')
	case math.IsNaN(v):
		return to
	case math.Abs(v) < 1e9 && v == math.Trunc(v):
		return strconv.AppendInt(to, int64(v), 10)
	}
	return strconv.AppendFloat(to, v, 'g', 9, 64)
}

// appendText appends a name, in quotes if it would otherwise be misread.
func appendText(to []byte, text string) []byte {
	if text != "" && !strings.ContainsAny(text, ",\"\r\n") && text[0] != ' ' {
		return append(to, text...)
	}
	return append(to, `"`+strings.ReplaceAll(text, `"`, `""`)+`"`...)
}
