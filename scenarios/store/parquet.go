package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// rowGroup is the number of rows written together: what a reader must hold in
// memory at least, and the unit it can skip.
const rowGroup = 1 << 16

// compression is shared by all columns and so are its buffers.
var compression = &zstd.Codec{}

// WriteParquet writes a table as Parquet, which most data tools read as it
// stands: replicate, date, by and group as strings, month as a 32-bit integer,
// every measure as an optional double in full precision (null = not defined, no
// minus zero), compressed with zstd. The same table gives the same bytes on
// every machine: nothing in the file tells of time or processor. Where the
// library would write other bytes for numbers, nothing is written.
func WriteParquet(w io.Writer, s *table.Series) error {
	if err := checkBytes(&parquet.Plain); err != nil {
		return err
	}
	schema, err := schemaOf(s.Columns)
	if err != nil {
		return err
	}
	out := parquet.NewGenericWriter[any](w, schema, parquet.CreatedBy("atelier", "1", ""))
	for rows := range slices.Chunk(s.Rows, rowGroup) {
		if err := writeGroup(out, rows, len(s.Columns)); err != nil {
			return err
		}
	}
	return out.Close()
}

// checkBytes tries whether an encoding puts the lowest byte of a number first,
// as Parquet asks. Of processors with the highest first the library knows only
// s390x; on others (mips, mips64, ppc64) its numbers are read as different ones.
func checkBytes(e encoding.Encoding) error {
	const number = 0x0102030405060708
	wrote, err := e.EncodeDouble(nil, []float64{math.Float64frombits(number)})
	if err == nil && !bytes.Equal(wrote, binary.LittleEndian.AppendUint64(nil, number)) {
		err = fmt.Errorf("a Parquet table would hold wrong numbers on this processor (%s), so none is written", runtime.GOARCH)
	}
	return err
}

// schemaOf is the Parquet schema of a table with some measures. Text and months
// have no dictionary: the library finds runs in one by other instructions where
// the processor has AVX2, and then finds others, so that the bytes would differ
// between processors. Compressed, the file is no larger without.
func schemaOf(columns []string) (*parquet.Schema, error) {
	text := parquet.Encoded(parquet.String(), &parquet.Plain)
	fields := parquet.Group{
		"replicate": text, "date": text, "by": text, "group": text,
		"month": parquet.Encoded(parquet.Int(32), &parquet.Plain),
	}
	for _, name := range columns {
		if fields[name] != nil || name == "" || strings.ContainsAny(name, ",`\"\\") {
			return nil, fmt.Errorf("a Parquet table cannot have the column %q: names are plain and differ", name)
		}
		fields[name] = parquet.Compressed(parquet.Optional(parquet.Leaf(parquet.DoubleType)), compression)
	}
	for _, name := range table.Leading {
		fields[name] = parquet.Compressed(fields[name], compression)
	}
	return parquet.NewSchema("series", inOrder{fields, slices.Concat(table.Leading, columns)}), nil
}

// inOrder is a group of columns in the order of names; parquet.Group itself
// sorts them by name.
type inOrder struct {
	parquet.Group
	names []string
}

// Fields lists the columns.
func (g inOrder) Fields() []parquet.Field {
	fields := slices.Clone(g.Group.Fields())
	rank := make(map[string]int, len(g.names))
	for i, name := range g.names {
		rank[name] = i
	}
	slices.SortFunc(fields, func(a, b parquet.Field) int { return rank[a.Name()] - rank[b.Name()] })
	return fields
}

// writeGroup writes rows column by column and closes their group.
func writeGroup(out *parquet.GenericWriter[any], rows []table.Row, columns int) error {
	texts := []func(*table.Row) parquet.Value{
		func(r *table.Row) parquet.Value { return parquet.ByteArrayValue([]byte(r.Replicate)) },
		func(r *table.Row) parquet.Value { return parquet.Int32Value(int32(r.Month)) },
		func(r *table.Row) parquet.Value { return parquet.ByteArrayValue([]byte(finding.Date(r.Month))) },
		func(r *table.Row) parquet.Value { return parquet.ByteArrayValue([]byte(r.By)) },
		func(r *table.Row) parquet.Value { return parquet.ByteArrayValue([]byte(r.Group)) },
	}
	for i := range rows {
		if len(rows[i].Values) != columns {
			return fmt.Errorf("a row of the table has %d values for %d columns", len(rows[i].Values), columns)
		}
	}
	values := make([]parquet.Value, len(rows))
	for c, column := range out.ColumnWriters() {
		for i := range rows {
			if c < len(table.Leading) {
				values[i] = texts[c](&rows[i]).Level(0, 0, c)
			} else {
				values[i] = measure(rows[i].Values[c-len(table.Leading)], c)
			}
		}
		for part := range slices.Chunk(values, 4096) {
			if _, err := column.WriteRowValues(part); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// measure is a value as an optional double.
func measure(v float64, column int) parquet.Value {
	if math.IsNaN(v) {
		return parquet.NullValue().Level(0, 0, column)
	}
	if v == 0 {
		v = 0 // of either sign
	}
	return parquet.DoubleValue(v).Level(0, 1, column)
}

// IsParquet tells whether a file is Parquet, by its name.
func IsParquet(name string) bool { return strings.HasSuffix(name, ".parquet") }

// readParquet reads a table that WriteParquet wrote, in full precision.
func readParquet(from io.ReaderAt, size int64) (*table.Series, error) {
	file, err := parquet.OpenFile(from, size)
	if err != nil {
		return nil, err
	}
	names := finding.Each(file.Schema().Columns(), func(path []string) string { return strings.Join(path, ".") })
	if len(names) < len(table.Leading) || !slices.Equal(names[:len(table.Leading)], table.Leading) {
		return nil, fmt.Errorf("a table starts with the columns %s", strings.Join(table.Leading, ","))
	}
	s := &table.Series{Columns: names[len(table.Leading):]}
	for _, group := range file.RowGroups() {
		if err := readRows(group, s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// readRows reads a group of rows into a table.
func readRows(group parquet.RowGroup, s *table.Series) error {
	rows := group.Rows()
	defer rows.Close()
	for buffer := make([]parquet.Row, 512); ; {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			r := table.Row{Replicate: row[0].String(), Month: int(row[1].Int32()), By: row[3].String(), Group: row[4].String()}
			if date := row[2].String(); date != finding.Date(r.Month) {
				return fmt.Errorf("column date: month %d is %s, not %q", r.Month, finding.Date(r.Month), date)
			}
			for _, v := range row[len(table.Leading):] {
				value := math.NaN()
				if !v.IsNull() {
					value = v.Double()
				}
				r.Values = append(r.Values, value)
			}
			s.Rows = append(s.Rows, r)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
