package store

import (
	"encoding/binary"
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// A Parquet file says of itself how long its parts are, and the library makes room for
// what it is told. So a file of a kilobyte could ask for all memory there is, and a Go
// program that gets none cannot go on. Here each claim is held against the bytes that
// are there, before the library believes it.

// Memory that a table may take: a little for any file, and more for each of its bytes. The
// densest that this program writes, columns of one value, take 1,700 times their bytes.
const (
	roomAnyway  = 64 << 20
	roomForByte = 2048
)

// errClaims refuses a file that says something of itself which cannot be.
var errClaims = errors.New("it is no Parquet table as this program writes them: what it says of its own size cannot be")

// believeFooter fails unless the lengths in the footer of a file fit into it.
func believeFooter(data io.ReaderAt, bytes int64) error {
	const magic, length = 4, 4
	if bytes < magic+length+magic {
		return errors.New("it is no Parquet table: it is too short for one")
	}
	end := bytes - magic - length
	tail, err := bytesAt(data, end, length)
	if err != nil {
		return err
	}
	size := int64(binary.LittleEndian.Uint32(tail))
	if size > end-magic {
		return errClaims
	}
	footer, err := bytesAt(data, end-size, size)
	if err != nil {
		return err
	}
	w := walker{rest: footer}
	// A description of a column, or of rows, takes more than the bytes asked for here.
	if !w.structure(0) || w.structures > 1+len(footer)/4 {
		return errClaims
	}
	return nil
}

// bytesAt are so many bytes of a file from a place on, all of which it has.
func bytesAt(data io.ReaderAt, from, count int64) ([]byte, error) {
	part := make([]byte, count)
	_, err := io.ReadFull(io.NewSectionReader(data, from, count), part)
	return part, err
}

// believeTable fails unless the tables that a file says it holds are there: rows, columns
// and pages, and no more of them than its bytes may hold.
func believeTable(file *parquet.File, data io.ReaderAt, bytes int64) error {
	about := file.Metadata()
	columns := int64(len(file.Schema().Fields()))
	room := roomAnyway + roomForByte*bytes
	const cell = 16 // bytes that a value takes at most, a text besides its letters
	if about.NumRows < 0 || columns > 0 && about.NumRows > room/cell/columns {
		return errClaims
	}
	rows := int64(0)
	for i := range about.RowGroups {
		group := &about.RowGroups[i]
		if int64(len(group.Columns)) != columns || group.NumRows < 0 || group.NumRows > about.NumRows-rows {
			return errClaims
		}
		rows += group.NumRows
		for c := range group.Columns {
			unpacked, err := believeChunk(&group.Columns[c].MetaData, data, bytes, group.NumRows)
			if room -= unpacked; err == nil && room < 0 {
				err = errClaims
			}
			if err != nil {
				return err
			}
		}
	}
	if rows != about.NumRows {
		return errClaims
	}
	return nil
}

// believeChunk fails unless the pages of a column hold so many values. It returns how many
// bytes they are unpacked.
func believeChunk(chunk *format.ColumnMetaData, data io.ReaderAt, bytes, rows int64) (unpacked int64, err error) {
	from, size := chunk.DataPageOffset, chunk.TotalCompressedSize
	if chunk.DictionaryPageOffset != 0 || from < 0 || size < 0 || from > bytes || size > bytes-from ||
		chunk.Codec != format.Zstd && chunk.Codec != format.Uncompressed {
		return 0, errClaims
	}
	rest, err := bytesAt(data, from, size)
	if err != nil {
		return 0, err
	}
	for len(rest) > 0 {
		w := walker{rest: rest}
		if !w.structure(0) {
			return 0, errClaims
		}
		var page format.PageHeader
		if err := thrift.Unmarshal(new(thrift.CompactProtocol), rest[:len(rest)-len(w.rest)], &page); err != nil {
			return 0, errClaims
		}
		packed, plain := int64(page.CompressedPageSize), int64(page.UncompressedPageSize)
		if packed < 0 || packed > int64(len(w.rest)) || plain < 0 {
			return 0, errClaims
		}
		body := w.rest[:packed]
		rest = w.rest[packed:]
		var values, levels int64
		var encoding format.Encoding
		squeezed := chunk.Codec == format.Zstd
		switch v1, v2 := &page.DataPageHeader, &page.DataPageHeaderV2; {
		case page.Type == format.DataPage && v1.Valid:
			values, encoding = int64(v1.V.NumValues), v1.V.Encoding
		case page.Type == format.DataPageV2 && v2.Valid:
			values, encoding = int64(v2.V.NumValues), v2.V.Encoding
			levels = int64(v2.V.DefinitionLevelsByteLength) + int64(v2.V.RepetitionLevelsByteLength)
			squeezed = squeezed && (!v2.V.IsCompressed.Valid || v2.V.IsCompressed.V)
		default: // a dictionary, or an index
			return 0, errClaims
		}
		if encoding != format.Plain || values < 0 || values > rows || levels < 0 || levels > packed {
			return 0, errClaims
		}
		if squeezed && !frameHolds(body[levels:], plain) {
			return 0, errClaims
		}
		rows -= values
		unpacked += plain
	}
	if rows != 0 {
		return 0, errClaims
	}
	return unpacked, nil
}
