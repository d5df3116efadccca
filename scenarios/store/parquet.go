package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// rowGroup is the number of rows written together: what a reader must hold in
// memory at least, and the unit it can skip.
const rowGroup = 1 << 16

// compression is shared by all columns and so are its buffers.
var compression = &zstd.Codec{}

// WriteParquet writes a table as Parquet, which most data tools read as it stands,
// with the columns that its CSV has: replicate and month as whole numbers, date as a
// date, statistic, by and group as texts, every measure as an optional double in full
// precision; units are those of measures by name. See [FrameWriter].
func WriteParquet(w io.Writer, s *table.Series, units map[string]string, about About) error {
	out, err := NewTableWriter(w, s.Columns, units, about)
	if err != nil {
		return err
	}
	if err := out.Write(s.Rows); err != nil {
		return err
	}
	return out.Close()
}

// TableWriter writes rows below each other as WriteParquet does, for who has not all of them at
// once: to the byte what it writes of all.
type TableWriter struct {
	out   *FrameWriter
	some  table.Frame // rows that are not handed on yet
	group int         // rows of the group that are
	any   bool        // a group is ended
}

// NewTableWriter begins a table.
func NewTableWriter(w io.Writer, columns []string, units map[string]string, about About) (*TableWriter, error) {
	t := &TableWriter{some: table.FrameFor(columns, 0)}
	heads := t.some.Heads()
	for i := range heads {
		heads[i].Unit = units[heads[i].Name]
	}
	var err error
	t.out, err = NewFrameWriter(w, heads, about)
	return t, err
}

// Write writes some rows.
func (t *TableWriter) Write(rows []table.Row) error {
	for len(rows) > 0 {
		n := min(len(rows), atOnce-t.some.Rows())
		if err := t.some.Add(rows[:n]); err != nil {
			return err
		}
		if rows = rows[n:]; t.some.Rows() == atOnce {
			if err := t.hand(); err != nil {
				return err
			}
		}
		if t.group == rowGroup {
			if err := t.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// hand hands on what is there.
func (t *TableWriter) hand() error {
	defer t.some.Empty()
	t.group += t.some.Rows()
	return t.out.add(t.some)
}

// flush ends a group of rows.
func (t *TableWriter) flush() error {
	t.group, t.any = 0, true
	return t.out.flush()
}

// Close ends the file.
func (t *TableWriter) Close() error {
	if err := t.hand(); err != nil {
		return err
	}
	if t.group > 0 || !t.any {
		if err := t.flush(); err != nil {
			return err
		}
	}
	return t.out.Close()
}

// ReadParquet reads a table that WriteParquet wrote, to the bit, but that minus zero
// is zero.
func ReadParquet(data []byte) (*table.Series, error) {
	var s *table.Series
	err := readGroups(bytes.NewReader(data), int64(len(data)), nil, func(heads []table.Head, rows int, group parquet.RowGroup) (err error) {
		if group == nil {
			s, err = table.SeriesOf(table.NewFrame(heads, 0))
			return err
		}
		s.Rows = slices.Grow(s.Rows, rows-len(s.Rows))
		f := table.NewFrame(heads, int(group.NumRows()))
		if err := readGroup(group, f, 0); err != nil {
			return err
		}
		return s.Append(f)
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// readExcerpt reads of such a table the rows over replicates, those of the first replicate for all
// creatives, and of every replicate some measures of all creatives: a table of many replicates is
// never whole in memory.
func readExcerpt(data io.ReaderAt, size int64, columns []string) (s *table.Series, singles *table.Lines, err error) {
	leading := len(table.Leading)
	err = readGroups(data, size, nil, func(heads []table.Head, rows int, group parquet.RowGroup) (err error) {
		if group == nil {
			if s, err = table.SeriesOf(table.NewFrame(heads, 0)); err == nil {
				columns = slices.DeleteFunc(slices.Clone(columns), func(name string) bool { return s.Index(name) < 0 })
				singles = table.NewLines(columns)
			}
			return err
		}
		n := int(group.NumRows())
		names := table.NewFrame(heads[:leading], n)
		if err := readGroup(group, names, 0); err != nil {
			return err
		}
		all, err := names.Named(len(s.Rows))
		if err != nil {
			return err
		}
		lines := make([][]float64, n) // of singles, by row
		for i := range all {
			r := &all[i]
			lines[i] = singles.Add(r)
			if !r.Single() || r.Replicate == "1" && r.By == table.All {
				r.Values = make([]float64, len(s.Columns))
			}
		}
		column := table.NewFrame([]table.Head{{}}, n)
		for c, name := range s.Columns {
			for i := range column[0].Numbers {
				column[0].Numbers[i] = math.NaN()
			}
			if err := readColumn(group, leading+c, &column[0], 0); err != nil {
				return err
			}
			at := slices.Index(columns, name)
			for i, v := range column[0].Numbers {
				if at >= 0 && lines[i] != nil {
					lines[i][at] = v
				}
				if all[i].Values != nil {
					all[i].Values[c] = v
				}
			}
		}
		s.Rows = append(s.Rows, slices.DeleteFunc(all, func(r table.Row) bool { return r.Values == nil })...)
		return nil
	})
	return s, singles, err
}

// CheckProcessor refuses, in one sentence, a processor on which Parquet tables would
// hold wrong numbers. Of those that put the highest byte of a number first the library
// knows only s390x; on others (mips, mips64, ppc64) its numbers would be read as
// different ones, so there nothing is played that ends in such a table.
func CheckProcessor() error { return checkBytes(&parquet.Plain) }

// checkBytes tries whether an encoding puts the lowest byte of a number first, as
// Parquet asks.
func checkBytes(e encoding.Encoding) error {
	const number = 0x0102030405060708
	wrote, err := e.EncodeDouble(nil, []float64{math.Float64frombits(number)})
	if err == nil && !bytes.Equal(wrote, binary.LittleEndian.AppendUint64(nil, number)) {
		err = fmt.Errorf("a Parquet table would hold wrong numbers on this processor (%s), so none is written; play on another machine", runtime.GOARCH)
	}
	return err
}
