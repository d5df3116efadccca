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
	heads := slices.Concat(leading, finding.Each(s.Columns, func(name string) Head { return Head{Name: name} }))
	f := NewFrame(heads, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		if len(r.Values) != len(s.Columns) {
			return nil, fmt.Errorf("row %d of the table has %d values for %d columns", i, len(r.Values), len(s.Columns))
		}
		if n, single := number(r.Replicate); single {
			f[0].Numbers[i] = float64(n)
		} else {
			f[1].Texts[i] = r.Replicate
		}
		f[2].Numbers[i], f[3].Numbers[i], f[4].Texts[i], f[5].Texts[i] = float64(r.Month), float64(r.Month), r.By, r.Group
		for c, v := range r.Values {
			f[len(leading)+c].Numbers[i] = v
		}
	}
	return f, nil
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
	s.Rows = slices.Grow(s.Rows, f.Rows())
	values := make([]float64, f.Rows()*len(measures))
	for i := range f.Rows() {
		row, err := f.row(i)
		if err != nil {
			return fmt.Errorf("row %d: %w", len(s.Rows)+1, err)
		}
		row.Values, values = values[:len(measures):len(measures)], values[len(measures):]
		for c := range measures {
			row.Values[c] = measures[c].Numbers[i]
		}
		s.Rows = append(s.Rows, row)
	}
	return nil
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
