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
	var out *FrameWriter
	for from := 0; from == 0 || from < len(s.Rows); from += rowGroup {
		part := &table.Series{Columns: s.Columns, Rows: s.Rows[from:min(from+rowGroup, len(s.Rows))]}
		f, err := part.Frame()
		if err != nil {
			return err
		}
		if out == nil {
			heads := f.Heads()
			for i := range heads {
				heads[i].Unit = units[heads[i].Name]
			}
			if out, err = NewFrameWriter(w, heads, about); err != nil {
				return err
			}
		}
		if err := out.Write(f); err != nil {
			return err
		}
	}
	return out.Close()
}

// ReadParquet reads a table that WriteParquet wrote, to the bit, but that minus zero
// is zero.
func ReadParquet(data []byte) (*table.Series, error) {
	var s *table.Series
	err := readGroups(data, nil, func(heads []table.Head, rows int, group parquet.RowGroup) (err error) {
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
