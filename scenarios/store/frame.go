package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
	"unique"

	"github.com/parquet-go/parquet-go"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// FrameWriter writes frames with the same columns below each other as Parquet, each as
// a group of rows: whole numbers as 64-bit integers, others as doubles in full
// precision (null = not defined, no minus zero), texts as strings, months as the date
// of their first day, compressed with zstd. The same frames give the same bytes on
// every machine: nothing in the file tells of time or processor.
type FrameWriter struct {
	out   *parquet.GenericWriter[any]
	heads []table.Head
}

// About is what a file of a table says of itself in its metadata, under the keys
// atelier.digest, atelier.note, atelier.sets (JSON: the number of the set of parameters of
// each replicate) and atelier.units (JSON: column -> unit). What is empty
// is left out. Which model played it is not in it, so that equal numbers of two versions
// are equal files, with one digest of results; the manifest tells.
type About struct {
	Digest string // of what was played
	Note   string // what the table is
	Sets   []int  // by replicate; nil with central parameters
}

// options are the metadata of a file with some columns.
func (a About) options(heads []table.Head) ([]parquet.WriterOption, error) {
	units := map[string]string{}
	for _, h := range heads {
		if h.Unit != "" {
			units[h.Name] = h.Unit
		}
	}
	list, err := json.Marshal(units)
	if err != nil {
		return nil, err
	}
	if len(units) == 0 {
		list = nil
	}
	var sets []byte
	if len(a.Sets) > 0 {
		if sets, err = json.Marshal(a.Sets); err != nil {
			return nil, err
		}
	}
	options := []parquet.WriterOption{parquet.CreatedBy("atelier", "1", "")}
	for _, x := range []struct{ key, value string }{{"digest", a.Digest}, {"note", a.Note}, {"sets", string(sets)}, {"units", string(list)}} {
		if x.value != "" {
			options = append(options, parquet.KeyValueMetadata("atelier."+x.key, x.value))
		}
	}
	return options, nil
}

// NewFrameWriter begins a file. Where the library would write other bytes for
// numbers, none is begun.
//
// Nothing has a dictionary: the library finds runs in one by other instructions where
// the processor has AVX2, and then finds others, so that the bytes would differ
// between processors. Compressed, files are no larger without.
func NewFrameWriter(w io.Writer, heads []table.Head, about About) (*FrameWriter, error) {
	if err := CheckProcessor(); err != nil {
		return nil, err
	}
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
			leaf = parquet.Encoded(parquet.String(), &parquet.Plain)
		case table.Dated:
			leaf = parquet.Encoded(parquet.Date(), &parquet.Plain)
		}
		fields[h.Name] = parquet.Compressed(leaf, compression)
	}
	names := finding.Each(heads, func(h table.Head) string { return h.Name })
	options, err := about.options(heads)
	if err != nil {
		return nil, err
	}
	options = append(options, parquet.NewSchema("table", inOrder{fields, names}))
	return &FrameWriter{parquet.NewGenericWriter[any](w, options...), heads}, nil
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

// atOnce is how many rows are handed to a column at once. Where pages end hangs on it: the bytes are
// the same for whoever hands on as many.
const atOnce = 4096

// Write writes a frame as a group of rows.
func (f *FrameWriter) Write(rows table.Frame) error {
	if err := f.add(rows); err != nil {
		return err
	}
	return f.flush()
}

// add adds a frame to a group of rows, which flush ends: of as many rows as are handed on at once,
// or a multiple, but for the last of the group.
func (f *FrameWriter) add(rows table.Frame) error {
	values := make([]parquet.Value, rows.Rows())
	for c, column := range f.out.ColumnWriters() {
		framed(&rows[c], c, values)
		for part := range slices.Chunk(values, atOnce) {
			if _, err := column.WriteRowValues(part); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush ends a group of rows.
func (f *FrameWriter) flush() error { return f.out.Flush() }

// Close ends the file.
func (f *FrameWriter) Close() error { return f.out.Close() }

// framed fills in the values of a column as Parquet has them: no minus zero, null for a
// number that is not defined.
func framed(x *table.Column, column int, values []parquet.Value) {
	null := parquet.NullValue().Level(0, 0, column)
	switch x.Content {
	case table.Text:
		for i, text := range x.Texts {
			values[i] = parquet.ByteArrayValue([]byte(text)).Level(0, 0, column)
		}
	case table.Dated:
		for i, month := range x.Numbers {
			values[i] = parquet.Int32Value(daysOf(int(month))).Level(0, 0, column)
		}
	case table.Whole:
		for i, v := range x.Numbers {
			if values[i] = null; v == v {
				values[i] = parquet.Int64Value(int64(v)).Level(0, 1, column)
			}
		}
	default:
		for i, v := range x.Numbers {
			if v == 0 {
				v = 0 // of either sign
			}
			if values[i] = null; v == v {
				values[i] = parquet.DoubleValue(v).Level(0, 1, column)
			}
		}
	}
}

// secondsADay is the length of a day.
const secondsADay = 24 * 60 * 60

// daysOf is the first day of a month as Parquet has it, in days since 1970, and
// monthOf the month of such a day, NaN if it is not the first of one.
func daysOf(month int) int32 { return int32(finding.FirstDay(month).Unix() / secondsADay) }

func monthOf(days int32) float64 {
	day := time.Unix(int64(days)*secondsADay, 0).UTC()
	if day.Day() != 1 {
		return math.NaN()
	}
	return float64((day.Year()-finding.FirstYear)*12 + int(day.Month()) - 1)
}

// ReadFrame reads a file that FrameWriter wrote, with these columns if they are
// given. Of any other file it says what is wrong.
func ReadFrame(data []byte, heads []table.Head) (f table.Frame, err error) {
	from := 0
	err = readGroups(bytes.NewReader(data), int64(len(data)), heads, func(heads []table.Head, rows int, group parquet.RowGroup) error {
		if f == nil {
			f = table.NewFrame(heads, rows)
		}
		if group == nil {
			return nil
		}
		defer func() { from += int(group.NumRows()) }()
		return readGroup(group, f, from)
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// readGroups shows the groups of rows of such a file one after another, with its columns
// and how many rows it has in all, first nil for none.
func readGroups(data io.ReaderAt, size int64, heads []table.Head, show func(heads []table.Head, rows int, group parquet.RowGroup) error) (err error) {
	defer func() {
		if wrong := recover(); wrong != nil { // the library trusts what a file says of itself
			err = fmt.Errorf("it is no Parquet table as this program writes them: %v", wrong)
		}
	}()
	if err := believeFooter(data, size); err != nil {
		return err
	}
	file, err := parquet.OpenFile(data, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("it is no Parquet table (%w)", err)
	}
	found, err := headsOf(file.Schema())
	if err == nil {
		err = believeTable(file, data, size)
	}
	if err != nil {
		return err
	}
	name := func(h table.Head) string { return h.Name }
	switch names := finding.Each(found, name); {
	case heads == nil:
		heads = found
	case !slices.Equal(names, finding.Each(heads, name)):
		return fmt.Errorf("it has the columns %s, not %s", finding.Legible(strings.Join(names, ", ")), strings.Join(finding.Each(heads, name), ", "))
	case !slices.EqualFunc(found, heads, func(a, b table.Head) bool { return a.Content == b.Content }):
		return errors.New("its columns have other contents")
	}
	for _, group := range slices.Concat([]parquet.RowGroup{nil}, file.RowGroups()) {
		if err := show(heads, int(file.NumRows()), group); err != nil {
			return err
		}
	}
	return nil
}

// readGroup reads a group of rows into a frame from a row on.
func readGroup(group parquet.RowGroup, f table.Frame, from int) error {
	for c := range f {
		if err := readColumn(group, c, &f[c], from); err != nil {
			return err
		}
	}
	return unseen(f.Part(from, from+int(group.NumRows())))
}

// readColumn reads a column of a group of rows from a row on.
func readColumn(group parquet.RowGroup, column int, into *table.Column, from int) error {
	n, err := readChunk(group.ColumnChunks()[column], into, from)
	if err == nil && n != int(group.NumRows()) {
		err = errClaims
	}
	return err
}

// unseen refuses a table in which a text holds what no text may hold. A few
// texts stand in thousands of rows: each is looked at once.
func unseen(f table.Frame) error {
	for _, c := range f {
		seen, last := map[string]bool{}, ""
		for _, text := range c.Texts {
			if text == last || seen[text] {
				continue
			}
			if odd := finding.Oddity(text, true); odd != "" {
				return fmt.Errorf("a text of the column %s %s", c.Name, odd)
			}
			last, seen[text] = text, true
		}
	}
	return nil
}

// headsOf are the columns of a file by name and content.
func headsOf(schema *parquet.Schema) ([]table.Head, error) {
	var heads []table.Head
	for _, field := range schema.Fields() {
		h := table.Head{Name: field.Name()}
		odd := finding.Oddity(h.Name, false)
		switch {
		case odd != "":
			return nil, fmt.Errorf("the name of a column %s", odd)
		case !field.Leaf() || field.Repeated():
			return nil, fmt.Errorf("the column %s is no plain column", finding.Named(h.Name))
		case field.Type().String() == parquet.Date().Type().String():
			h.Content = table.Dated
		case field.Type().Kind() == parquet.ByteArray:
			h.Content = table.Text
		case field.Type().Kind() == parquet.Int64:
			h.Content = table.Whole
		case field.Type().Kind() != parquet.Double:
			return nil, fmt.Errorf("the column %s is of the type %s", finding.Named(h.Name), field.Type())
		}
		heads = append(heads, h)
	}
	return heads, nil
}

// readChunk reads the values of a column from a row on, and tells how many there are.
func readChunk(chunk parquet.ColumnChunk, into *table.Column, row int) (n int, err error) {
	pages := chunk.Pages()
	defer pages.Close()
	values := make([]parquet.Value, 1024)
	for from := row; ; {
		page, err := pages.ReadPage()
		if err == io.EOF {
			return row - from, nil
		}
		if err != nil {
			return 0, err
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
				return 0, err
			}
		}
		parquet.Release(page)
	}
}

// unframe puts a value where it belongs; one that is not defined is so already.
func unframe(v parquet.Value, into *table.Column, row int) {
	switch {
	case into.Content == table.Text:
		into.Texts[row] = unique.Make(string(v.ByteArray())).Value() // a few names stand in thousands of rows
	case v.IsNull():
	case into.Content == table.Dated:
		into.Numbers[row] = monthOf(v.Int32())
	case into.Content == table.Whole:
		into.Numbers[row] = float64(v.Int64())
	default:
		into.Numbers[row] = v.Double()
	}
}
