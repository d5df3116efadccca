package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Frame is the table column by column, the leading columns first, as files hold it:
// replicate without a number in rows of statistics, a date beside each month. It is an error if a row has not a value for each column.
func (s *Series) Frame() (Frame, error) {
	f := FrameFor(s.Columns, len(s.Rows))
	if err := f.Add(s.Rows); err != nil {
		return nil, err
	}
	return f, nil
}

// FrameFor is a frame without rows of a table with some columns, with room for so many.
func FrameFor(columns []string, room int) Frame {
	f := NewFrame(slices.Concat(leading, finding.Each(columns, func(name string) Head { return Head{Name: name} })), 0)
	for c := range f {
		if f[c].Content == Text {
			f[c].Texts = slices.Grow(f[c].Texts, room)
		} else {
			f[c].Numbers = slices.Grow(f[c].Numbers, room)
		}
	}
	return f
}

// Add puts rows of a table behind those of a frame that FrameFor made. It is an error if one has
// not a value for each column.
func (f Frame) Add(rows []Row) error {
	for i := range rows {
		r := &rows[i]
		if len(r.Values) != len(f)-len(leading) {
			return fmt.Errorf("row %d of the table has %d values for %d columns", f.Rows(), len(r.Values), len(f)-len(leading))
		}
		replicate, statistic := math.NaN(), r.Replicate
		if n, single := number(r.Replicate); single {
			replicate, statistic = float64(n), ""
		}
		month := float64(r.Month)
		f[0].Numbers, f[2].Numbers, f[3].Numbers = append(f[0].Numbers, replicate), append(f[2].Numbers, month), append(f[3].Numbers, month)
		f[1].Texts, f[4].Texts, f[5].Texts = append(f[1].Texts, statistic), append(f[4].Texts, r.By), append(f[5].Texts, r.Group)
		for c, v := range r.Values {
			f[len(leading)+c].Numbers = append(f[len(leading)+c].Numbers, v)
		}
	}
	return nil
}

// Empty lets go of the rows of a frame, whose room others take.
func (f Frame) Empty() {
	for c := range f {
		f[c].Numbers, f[c].Texts = f[c].Numbers[:0], f[c].Texts[:0]
	}
}

// SeriesOf is the table that a frame holds. It is an error, which names row and
// column, if the frame is not as Series.Frame makes it.
func SeriesOf(f Frame) (*Series, error) {
	if heads := f.Heads(); len(heads) < len(leading) || !slices.EqualFunc(heads[:len(leading)], leading, sameHead) {
		return nil, notATable()
	}
	measures := f[len(leading):]
	s := &Series{}
	for _, c := range measures {
		if c.Content != Number {
			return nil, fmt.Errorf("column %s holds no numbers", c.Name)
		}
		s.Columns = append(s.Columns, c.Name)
	}
	return s, s.Append(f)
}

// Append puts the rows of a frame of the same columns behind those of the table. It is an
// error, which names the row, if one is not as Series.Frame makes it.
func (s *Series) Append(f Frame) error {
	measures := f[len(leading):]
	rows, err := f.Named(len(s.Rows))
	if err != nil {
		return err
	}
	values := make([]float64, len(rows)*len(measures))
	for i := range rows {
		row := &rows[i]
		row.Values, values = values[:len(measures):len(measures)], values[len(measures):]
		for c := range measures {
			row.Values[c] = measures[c].Numbers[i]
		}
	}
	s.Rows = append(s.Rows, rows...)
	return nil
}

// Named are the rows of a frame of a table without their values: what its leading columns,
// which may be all it has, say of each. It is an error, which names the row behind so many
// others, if one is not as Series.Frame makes it.
func (f Frame) Named(behind int) ([]Row, error) {
	rows := make([]Row, f.Rows())
	for i := range rows {
		var err error
		if rows[i], err = f.row(i); err != nil {
			return nil, fmt.Errorf("row %d: %w", behind+i+1, err)
		}
	}
	return rows, nil
}

// row is what the leading columns say of a row.
func (f Frame) row(i int) (Row, error) {
	replicate, month := "", f[2].Numbers[i]
	if n := f[0].Numbers[i]; !math.IsNaN(n) {
		replicate = strconv.Itoa(int(n))
	}
	name, err := nameOf(replicate, f[1].Texts[i])
	switch {
	case err != nil:
		return Row{}, err
	case !(month >= 0 && month <= maxMonth):
		return Row{}, fmt.Errorf("column month: %v is not a whole number from 0 to %d", month, maxMonth)
	case f[3].Numbers[i] != month:
		return Row{}, fmt.Errorf("column date: it is not that of month %v", month)
	}
	return Row{Replicate: name, Month: int(month), By: f[4].Texts[i], Group: f[5].Texts[i]}, nil
}

// sameHead tells whether two columns have one name and content.
func sameHead(a, b Head) bool { return a.Name == b.Name && a.Content == b.Content }
