package store

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// A bomb is a small Parquet file that asks for much memory.
type bomb struct {
	name string
	data []byte
}

// bombs are files that say of themselves what cannot be.
func bombs(t interface{ Fatal(...any) }) []bomb {
	whole := parquetOf(t, example())
	long := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(long[len(long)-8:], 1<<31)
	all := []bomb{{"a footer longer than the file", long}}
	footer := func(name string, open []byte) {
		data := append([]byte("PAR1"), open...)
		data = binary.LittleEndian.AppendUint32(data, uint32(len(open)))
		all = append(all, bomb{name, append(data, "PAR1"...)})
	}
	footer("a list of two thousand million columns", []byte{0x15, 2, 0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 7, 0})
	footer("a text of two thousand million letters", []byte{0x15, 2, 0x18, 0xff, 0xff, 0xff, 0xff, 7, 0})
	footer("lists in lists", append([]byte{0x15, 2, 0x19}, bytes.Repeat([]byte{0x19}, 1<<20)...))
	footer("a list of a million empty columns", append([]byte{0x15, 2, 0x19, 0xfc, 0x80, 0x80, 0x40}, make([]byte, 1<<20)...))
	said := func(name string, change func(m *format.FileMetaData)) {
		all = append(all, bomb{name, rewritten(t, whole, change)})
	}
	said("rows without end", func(m *format.FileMetaData) { m.NumRows = 1 << 60 })
	said("ten million rows", func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = 1e7, 1e7 })
	said("fewer rows than none", func(m *format.FileMetaData) { m.NumRows = -1 })
	said("rows that no page holds", func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = 3, 3 })
	said("a group without columns", func(m *format.FileMetaData) { m.RowGroups[0].Columns = nil })
	said("a column beyond the end", func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.TotalCompressedSize = 1 << 40 })
	said("a column before the beginning", func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.DataPageOffset = -9 })
	all = append(all, bomb{"a page that unpacks to more than it says", unpacking(t)})
	return all
}

// rewritten is a Parquet file with something else in its footer.
func rewritten(t interface{ Fatal(...any) }, data []byte, change func(*format.FileMetaData)) []byte {
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	about := file.Metadata()
	change(about)
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), about)
	if err != nil {
		t.Fatal(err)
	}
	end := len(data) - 8
	end -= int(binary.LittleEndian.Uint32(data[end:]))
	out := append(bytes.Clone(data[:end]), footer...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(footer)))
	return append(out, "PAR1"...)
}

// unpacking is a table of which one page holds a thousand frames, each of a million zeros.
func unpacking(t interface{ Fatal(...any) }) []byte {
	frame, err := compression.Encode(nil, make([]byte, 1<<20))
	if err != nil {
		t.Fatal(err)
	}
	body := bytes.Repeat(frame, 1000)
	page, err := thrift.Marshal(new(thrift.CompactProtocol), &format.PageHeader{Type: format.DataPage, UncompressedPageSize: 16, CompressedPageSize: int32(len(body)),
		DataPageHeader: thrift.Null[format.DataPageHeader]{Valid: true, V: format.DataPageHeader{NumValues: 2}}})
	if err != nil {
		t.Fatal(err)
	}
	data := parquetOf(t, example())
	at, end := int64(len(data)), len(data)-8
	footer := end - int(binary.LittleEndian.Uint32(data[end:]))
	// the page stands where the footer began, and the footer behind it
	long := append(append(append(bytes.Clone(data[:footer]), page...), body...), data[footer:]...)
	at = int64(footer)
	return rewritten(t, long, func(m *format.FileMetaData) {
		c := &m.RowGroups[0].Columns[0].MetaData
		c.DataPageOffset, c.TotalCompressedSize = at, int64(len(page)+len(body))
	})
}

// No file is given the memory that it asks for, where its bytes cannot fill it: it is
// refused, and none of it is asked for.
func TestAFileIsNotGivenTheMemoryItAsksFor(t *testing.T) {
	for _, b := range bombs(t) {
		frugal(t, func() {
			if _, err := ReadFrame(b.data, nil); err == nil || !strings.HasPrefix(err.Error(), "it is no Parquet table") {
				t.Errorf("%s (%d bytes): %v", b.name, len(b.data), err)
			}
		})
	}
	dense := &table.Series{Columns: make([]string, 20)}
	for c := range dense.Columns {
		dense.Columns[c] = string(rune('a' + c))
	}
	for range rowGroup + 1 {
		dense.Rows = append(dense.Rows, table.Row{Replicate: "1", By: "all", Group: "all", Values: make([]float64, len(dense.Columns))})
	}
	if back, err := ReadParquet(parquetOf(t, dense)); err != nil || len(back.Rows) != len(dense.Rows) {
		t.Errorf("a table of one value all over is refused: %v", err)
	}
}
