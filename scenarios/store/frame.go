package store

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// FrameWriter writes frames with the same columns below each other as Parquet, each as
// a group of rows: whole numbers as 64-bit integers, others as doubles in full
// precision (null = not defined, no minus zero), texts with a dictionary. The same
// frames give the same bytes.
type FrameWriter struct {
	out   *parquet.GenericWriter[any]
	heads []table.Head
}

// NewFrameWriter begins a file.
func NewFrameWriter(w io.Writer, heads []table.Head) (*FrameWriter, error) {
	fields := parquet.Group{}
	for _, h := range heads {
		if fields[h.Name] != nil || h.Name == "" || strings.ContainsAny(h.Name, ",`\"\\") {
			return nil, fmt.Errorf("a Parquet table cannot have the column %q: names are plain and differ", h.Name)
		}
		leaf := parquet.Optional(parquet.Leaf(parquet.DoubleType))
		switch h.Content {
		case table.Whole:
			leaf = parquet.Optional(parquet.Int(64))
		case table.Text:
			leaf = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		}
		fields[h.Name] = parquet.Compressed(leaf, compression)
	}
	names := finding.Each(heads, func(h table.Head) string { return h.Name })
	schema := parquet.NewSchema("runs", inOrder{fields, names})
	return &FrameWriter{parquet.NewGenericWriter[any](w, schema, parquet.CreatedBy("atelier", "1", "")), heads}, nil
}

// Write writes a frame as a group of rows.
func (f *FrameWriter) Write(rows table.Frame) error {
	n := rows.Rows()
	values := make([]parquet.Value, n)
	for c, column := range f.out.ColumnWriters() {
		for i := range n {
			values[i] = framed(&rows[c], i, c)
		}
		for part := range slices.Chunk(values, 4096) {
			if _, err := column.WriteRowValues(part); err != nil {
				return err
			}
		}
	}
	return f.out.Flush()
}

// Close ends the file.
func (f *FrameWriter) Close() error { return f.out.Close() }

// framed is a value of a column as Parquet has it.
func framed(x *table.Column, row, column int) parquet.Value {
	switch {
	case x.Content == table.Text:
		return parquet.ByteArrayValue([]byte(x.Texts[row])).Level(0, 0, column)
	case x.Content == table.Whole && !math.IsNaN(x.Numbers[row]):
		return parquet.Int64Value(int64(x.Numbers[row])).Level(0, 1, column)
	}
	return measure(x.Numbers[row], column)
}

// ReadFrame reads a file that FrameWriter wrote with these columns.
func ReadFrame(data []byte, heads []table.Head) (table.Frame, error) {
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	names := finding.Each(file.Schema().Columns(), func(path []string) string { return strings.Join(path, ".") })
	if want := finding.Each(heads, func(h table.Head) string { return h.Name }); !slices.Equal(names, want) {
		return nil, fmt.Errorf("it has the columns %s, not %s", strings.Join(names, ", "), strings.Join(want, ", "))
	}
	f := table.NewFrame(heads, int(file.NumRows()))
	from := 0
	for _, group := range file.RowGroups() {
		for c, chunk := range group.ColumnChunks() {
			if err := readChunk(chunk, &f[c], from); err != nil {
				return nil, err
			}
		}
		from += int(group.NumRows())
	}
	return f, nil
}

// readChunk reads the values of a column from a row on.
func readChunk(chunk parquet.ColumnChunk, into *table.Column, row int) error {
	pages := chunk.Pages()
	defer pages.Close()
	values := make([]parquet.Value, 1024)
	for {
		page, err := pages.ReadPage()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		for reader := page.Values(); ; {
			n, err := reader.ReadValues(values)
			for _, v := range values[:n] {
				unframe(v, into, row)
				row++
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
		}
		parquet.Release(page)
	}
}

// unframe puts a value where it belongs; one that is not defined is so already.
func unframe(v parquet.Value, into *table.Column, row int) {
	switch {
	case into.Content == table.Text:
		into.Texts[row] = string(v.ByteArray())
	case v.IsNull():
	case into.Content == table.Whole:
		into.Numbers[row] = float64(v.Int64())
	default:
		into.Numbers[row] = v.Double()
	}
}
