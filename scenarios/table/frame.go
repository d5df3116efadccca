package table

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Content is what the values of a column of a frame are.
type Content int

// The contents of columns.
const (
	Number Content = iota // a number in full precision; NaN where it is not defined
	Whole                 // a whole number; NaN where there is none
	Text
	Dated // a month, its number counted from January 2021; told as its date
)

// Head is a column of a frame without its values.
type Head struct {
	Name    string  `json:"name"`
	Content Content `json:"content"`
	Doc     string  `json:"doc"`
	Unit    string  `json:"unit,omitzero"` // of numbers, "" where that says nothing
}

// Column holds the values of a head, row by row.
type Column struct {
	Head
	Numbers []float64
	Texts   []string
}

// Frame is a table with a row for whatever it is of, column by column.
type Frame []Column

// NewFrame is a frame of so many rows in which nothing is defined (dates are set
// before it is written).
func NewFrame(heads []Head, rows int) Frame {
	f := make(Frame, len(heads))
	for c, h := range heads {
		f[c].Head = h
		if h.Content == Text {
			f[c].Texts = make([]string, rows)
			continue
		}
		f[c].Numbers = make([]float64, rows)
		for i := range f[c].Numbers {
			f[c].Numbers[i] = math.NaN()
		}
	}
	return f
}

// Rows is how many the frame has.
func (f Frame) Rows() int {
	if len(f) == 0 {
		return 0
	}
	return max(len(f[0].Numbers), len(f[0].Texts))
}

// Set copies a row of a frame with the same columns into a row.
func (f Frame) Set(row int, from Frame, at int) {
	for c := range f {
		if f[c].Content == Text {
			f[c].Texts[row] = from[c].Texts[at]
		} else {
			f[c].Numbers[row] = from[c].Numbers[at]
		}
	}
}

// Part is the rows from, up to but not including to, of a frame.
func (f Frame) Part(from, to int) Frame {
	part := make(Frame, len(f))
	for c := range f {
		part[c].Head = f[c].Head
		if f[c].Content == Text {
			part[c].Texts = f[c].Texts[from:to]
		} else {
			part[c].Numbers = f[c].Numbers[from:to]
		}
	}
	return part
}

// FrameCSV writes frames below each other as comma-separated values: numbers with
// nine digits, nothing where nothing is defined.
type FrameCSV struct {
	out *csv.Writer
	row []string
}

// NewFrameCSV begins with a line of names.
func NewFrameCSV(w io.Writer, heads []Head) (*FrameCSV, error) {
	c := &FrameCSV{csv.NewWriter(w), make([]string, len(heads))}
	for i, h := range heads {
		c.row[i] = h.Name
	}
	return c, c.out.Write(c.row)
}

// WriteCSV writes the frame as CSV, with a first line of names.
func (f Frame) WriteCSV(w io.Writer) error {
	c, err := NewFrameCSV(w, f.Heads())
	if err != nil {
		return err
	}
	return errors.Join(c.Write(f), c.Close())
}

// Write writes all rows of a frame.
func (c *FrameCSV) Write(f Frame) error {
	for i := range f.Rows() {
		for k := range f {
			switch x := &f[k]; {
			case x.Content == Text:
				c.row[k] = x.Texts[i]
			case math.IsNaN(x.Numbers[i]):
				c.row[k] = ""
			case x.Content == Whole:
				c.row[k] = strconv.FormatInt(int64(x.Numbers[i]), 10)
			case x.Content == Dated:
				c.row[k] = finding.Date(int(x.Numbers[i]))
			default:
				c.row[k] = string(AppendNumber(nil, x.Numbers[i]))
			}
		}
		if err := c.out.Write(c.row); err != nil {
			return err
		}
	}
	return nil
}

// Close writes what is left.
func (c *FrameCSV) Close() error {
	c.out.Flush()
	return c.out.Error()
}

// Heads are the columns without their values.
func (f Frame) Heads() []Head {
	heads := make([]Head, len(f))
	for c := range f {
		heads[c] = f[c].Head
	}
	return heads
}
