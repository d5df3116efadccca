package store

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// ReadParquet reads a table that WriteParquet wrote, of size bytes, with every
// value as it was but minus zero, which is 0. A file that is cut short or holds
// another table is an error. Verify the checksum of a file first, as Open does:
// the decoder believes the sizes it reads, and one flipped bit in them can ask
// for all memory.
func ReadParquet(r io.ReaderAt, size int64) (*table.Series, error) {
	file, err := parquet.OpenFile(r, size)
	if err != nil {
		return nil, fmt.Errorf("the Parquet table is damaged: %w", err)
	}
	s := &table.Series{}
	if s.Columns, err = measuresOf(file.Schema()); err != nil {
		return nil, err
	}
	for _, group := range file.RowGroups() {
		if err := readGroup(s, group); err != nil {
			return nil, fmt.Errorf("the Parquet table is damaged: %w", err)
		}
	}
	return s, nil
}

// measuresOf checks that a schema is one of schemaOf's and lists its measures.
func measuresOf(schema *parquet.Schema) ([]string, error) {
	var names []string
	for _, field := range schema.Fields() {
		names = append(names, field.Name())
	}
	if len(names) >= len(leading) && slices.Equal(names[:len(leading)], leading) {
		want, err := schemaOf(names[len(leading):])
		if err == nil && parquet.EqualNodes(want, schema) {
			return names[len(leading):], nil
		}
	}
	return nil, errors.New("the Parquet file holds another table; give one that this program wrote")
}

// readGroup adds the rows of a group to the table.
func readGroup(s *table.Series, group parquet.RowGroup) error {
	rows := make([]table.Row, group.NumRows())
	for i := range rows {
		rows[i].Values = make([]float64, len(s.Columns))
	}
	for c, chunk := range group.ColumnChunks() {
		i := 0
		names := map[string]string{}
		err := eachValue(chunk, func(v parquet.Value) error {
			if i >= len(rows) {
				return errors.New("a column has too many values")
			}
			set(&rows[i], c, v, names)
			i++
			return nil
		})
		if err != nil {
			return err
		}
		if i < len(rows) {
			return errors.New("a column has too few values")
		}
	}
	s.Rows = append(s.Rows, rows...)
	return nil
}

// set puts a value of the c-th column into its row; names keeps one copy of
// each text.
func set(r *table.Row, c int, v parquet.Value, names map[string]string) {
	text := func() string {
		kept, ok := names[string(v.ByteArray())]
		if !ok {
			kept = string(v.ByteArray())
			names[kept] = kept
		}
		return kept
	}
	switch {
	case c >= len(leading) && v.IsNull():
		r.Values[c-len(leading)] = math.NaN()
	case c >= len(leading):
		r.Values[c-len(leading)] = v.Double()
	case leading[c] == "replicate":
		r.Replicate = text()
	case leading[c] == "month":
		r.Month = int(v.Int32())
	case leading[c] == "by":
		r.By = text()
	case leading[c] == "group":
		r.Group = text()
	}
}

// eachValue calls f with every value of a column, page by page.
func eachValue(chunk parquet.ColumnChunk, f func(parquet.Value) error) error {
	pages := chunk.Pages()
	defer pages.Close()
	buffer := make([]parquet.Value, 1024)
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for values := page.Values(); ; {
			n, err := values.ReadValues(buffer)
			for _, v := range buffer[:n] {
				if err := f(v); err != nil {
					return err
				}
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
		}
		parquet.Release(page)
	}
}
