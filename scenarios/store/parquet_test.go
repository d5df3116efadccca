package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

func TestParquetGivesBackEveryBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &table.Series{Columns: rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z0-9_]{1,9}`), 0, 4, rapid.ID).
			Filter(func(names []string) bool {
				return !slices.ContainsFunc(names, func(name string) bool { return slices.Contains(table.Leading, name) })
			}).Draw(t, "columns")}
		name := rapid.StringMatching(`[a-z0-9+, -]{0,6}`)
		replicate := rapid.OneOf(rapid.SampledFrom([]string{"1", "12", table.Mean, table.Low95}), rapid.StringMatching(`[a-z+, -]{1,6}`))
		for range rapid.IntRange(0, 20).Draw(t, "rows") {
			r := table.Row{Replicate: replicate.Draw(t, "replicate"), Month: rapid.IntRange(0, 500).Draw(t, "month"), By: name.Draw(t, "by"), Group: name.Draw(t, "group")}
			for range s.Columns {
				r.Values = append(r.Values, rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN())).Draw(t, "v"))
			}
			s.Rows = append(s.Rows, r)
		}
		data := parquetOf(t, s)
		if difference := firstDifference(s, readByOthers(t, data)); difference != "" {
			t.Fatal("as other readers see it:", difference)
		}
		back, err := ReadParquet(data)
		if err != nil {
			t.Fatal(err)
		}
		if difference := firstDifference(s, back); difference != "" {
			t.Fatal(difference)
		}
	})
}

func TestParquetOfManyRowGroupsIsTheSameBytesTwice(t *testing.T) {
	s := &table.Series{Columns: []string{"people", "trust"}}
	for i := range 2*rowGroup + 17 {
		s.Rows = append(s.Rows, table.Row{Replicate: fmt.Sprint(i%7 + 1), Month: i / 1000, By: "domain", Group: fmt.Sprint("g", i%13),
			Values: []float64{math.Copysign(float64(i%5), -1), math.Sqrt(float64(i % 4096))}})
	}
	first := parquetOf(t, s)
	parquetOf(t, example()) // another file in between must leave no trace
	if second := parquetOf(t, s); !bytes.Equal(first, second) {
		t.Error("the same table gives different bytes")
	}
	if difference := firstDifference(s, readByOthers(t, first)); difference != "" {
		t.Error(difference)
	}
}

// Rows that come some at a time are the same bytes, whatever the pieces; also none.
func TestRowsThatComeSomeAtATimeAreTheSameBytes(t *testing.T) {
	for _, n := range []int{0, 5, rowGroup - 1, rowGroup, rowGroup + 1, 2*rowGroup + 17} {
		s := &table.Series{Columns: []string{"people", "trust"}}
		for i := range n {
			s.Rows = append(s.Rows, table.Row{Replicate: fmt.Sprint(i%7 + 1), Month: i / 1000, By: "domain", Group: fmt.Sprint("g", i%13), Values: []float64{float64(i), math.NaN()}})
		}
		var b bytes.Buffer
		out, err := NewTableWriter(&b, s.Columns, map[string]string{"trust": "0 to 1"}, About{Digest: ours, Note: "a table"})
		if err != nil {
			t.Fatal(err)
		}
		for from, some := 0, 3; from < n; from, some = from+some, 2*some {
			if err := out.Write(s.Rows[from:min(from+some, n)]); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Close(); err != nil || !bytes.Equal(b.Bytes(), parquetOf(t, s)) {
			t.Errorf("%d rows: other bytes than at once (%v)", n, err)
		}
		var groups []int64
		if err := readGroups(bytes.NewReader(b.Bytes()), int64(b.Len()), nil, func(_ []table.Head, _ int, group parquet.RowGroup) error {
			if group != nil {
				groups = append(groups, group.NumRows())
			}
			return nil
		}); err != nil || len(groups) != max(1, (n+rowGroup-1)/rowGroup) && n > 0 || slices.ContainsFunc(groups[:max(0, len(groups)-1)], func(n int64) bool { return n != rowGroup }) {
			t.Errorf("%d rows stand in groups of %v (%v)", n, groups, err)
		}
	}
}

// An excerpt of a table has what the whole table has of it, over groups of rows, and leaves the
// rest: single replicates but for the first, and groups of them all.
func TestAnExcerptIsPartOfTheTable(t *testing.T) {
	s := &table.Series{Columns: []string{"people", "trust", "fear"}}
	for replicate := 1; replicate <= 12; replicate++ {
		for month := range 3000 {
			for g, by := range []string{table.All, "domain"} {
				v := float64(replicate*100_000 + 10*month + g)
				s.Rows = append(s.Rows, table.Row{Replicate: strconv.Itoa(replicate), Month: month, By: by, Group: []string{table.All, "music"}[g], Values: []float64{v, -v, math.NaN()}})
			}
		}
	}
	for month := range 3000 {
		for g, by := range []string{table.All, "domain"} {
			s.Rows = append(s.Rows, table.Row{Replicate: table.Mean, Month: month, By: by, Group: []string{table.All, "music"}[g], Values: []float64{float64(month), math.NaN(), 7}})
		}
	}
	if len(s.Rows) < rowGroup+100 {
		t.Fatal("one group of rows is no test")
	}
	data := parquetOf(t, s)
	got, singles, err := readExcerpt(bytes.NewReader(data), int64(len(data)), []string{"trust", "strange", "people"})
	if err != nil {
		t.Fatal(err)
	}
	want := s.Only(func(r *table.Row) bool { return r.Replicate == table.Mean || r.Replicate == "1" && r.By == table.All })
	if d := firstDifference(want, got); d != "" {
		t.Error(d)
	}
	months := make([]int, 3000)
	for i := range months {
		months[i] = i
	}
	if all := singles.Replicates(); !slices.Equal(all, s.Replicates()) {
		t.Errorf("the replicates are %v", all)
	}
	for _, replicate := range s.Replicates() {
		for _, column := range []string{"people", "trust"} {
			if !slices.Equal(singles.Line(replicate, column, months), s.Line(replicate, table.All, table.All, column)) {
				t.Errorf("replicate %s has another line of %s", replicate, column)
			}
		}
	}
	if singles.Line("1", "strange", months) != nil || singles.Line("1", "fear", months) != nil {
		t.Error("there are lines that nobody asked for, or that the table lacks")
	}
	if _, _, err := readExcerpt(bytes.NewReader(data[:len(data)-9]), int64(len(data)-9), nil); err == nil || !strings.HasPrefix(err.Error(), "it is no Parquet table") {
		t.Errorf("a table that was cut off: %v", err)
	}
}

// The checksum is that of every processor. A column of months and groups in
// which four of one follow four of another is where processors with AVX2 found
// other runs when there was a dictionary.
func TestParquetIsTheSameBytesOnEveryMachine(t *testing.T) {
	s := &table.Series{Columns: []string{"people", "trust"}}
	for i := range 20_000 {
		s.Rows = append(s.Rows, table.Row{Replicate: fmt.Sprint(i/10_000 + 1), Month: i / 4 % 180, By: "domain", Group: fmt.Sprint("g", i/4%13),
			Values: []float64{float64(i % 700), math.Sqrt(float64(i % 4096))}})
	}
	for i := range 10_000 { // rows without a number, and runs of undefined values
		s.Rows = append(s.Rows, table.Row{Replicate: []string{table.Mean, table.P10}[i/4%2], Month: i / 4 % 180, By: "domain", Group: fmt.Sprint("g", i/4%13),
			Values: []float64{[]float64{float64(i % 700), math.NaN()}[i/8%2], -1 / float64(i+1)}})
	}
	back, err := ReadParquet(parquetOf(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if difference := firstDifference(s, back); difference != "" {
		t.Error(difference)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(parquetOf(t, s))); got != "8b4f51f76ed040be947038dc4c52472b0731d09c9491022a48e85f4c54a70d89" {
		t.Errorf("the file has the checksum %s", got)
	}
}

// swapped is an encoding that puts the highest byte first.
type swapped struct{ encoding.NotSupported }

func (s *swapped) EncodeDouble(dst []byte, src []float64) ([]byte, error) {
	for _, v := range src {
		dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(v))
	}
	return dst, nil
}

func TestNoParquetWhereNumbersWouldBeWrong(t *testing.T) {
	if err := checkBytes(&parquet.Plain); err != nil {
		t.Error(err)
	}
	if err := checkBytes(&swapped{}); err == nil || !strings.Contains(err.Error(), "wrong numbers on this processor") {
		t.Errorf("numbers with the highest byte first: %v", err)
	}
}

func TestParquetRefusesOtherTables(t *testing.T) {
	for _, columns := range [][]string{{"group"}, {"people", "people"}, {""}, {"a,b"}} {
		if err := WriteParquet(&bytes.Buffer{}, &table.Series{Columns: columns}, nil, About{}); err == nil {
			t.Errorf("columns %q are written", columns)
		}
	}
	short := example()
	short.Rows[1].Values = short.Rows[1].Values[:1]
	if err := WriteParquet(&bytes.Buffer{}, short, nil, About{}); err == nil {
		t.Error("a row without all its values is written")
	}
	full := errors.New("no space left on device")
	if err := WriteParquet(failing{full}, example(), nil, About{}); !errors.Is(err, full) {
		t.Errorf("a full disk is reported as %v", err)
	}
}

// readByOthers reads a table as any reader of Parquet would, by the names of
// its columns.
func readByOthers(t interface{ Fatal(...any) }, data []byte) *table.Series {
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range file.Metadata().RowGroups {
		for _, column := range group.Columns {
			if column.MetaData.Codec != format.Zstd {
				t.Fatal("a column is not compressed with zstd:", column.MetaData.PathInSchema)
			}
		}
	}
	s := &table.Series{}
	for _, field := range file.Schema().Fields()[len(table.Leading):] {
		s.Columns = append(s.Columns, field.Name())
	}
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		defer rows.Close()
		for buffer := make([]parquet.Row, 512); ; {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				s.Rows = append(s.Rows, rowOf(row))
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

// rowOf is a row of the table, whose date is the first day of its month.
func rowOf(row parquet.Row) table.Row {
	r := table.Row{Replicate: row[1].String(), Month: int(row[2].Int64()), By: row[4].String(), Group: row[5].String()}
	if !row[0].IsNull() {
		r.Replicate += strconv.FormatInt(row[0].Int64(), 10)
	}
	if day := time.Unix(0, 0).UTC().AddDate(0, 0, int(row[3].Int32())).Format(time.DateOnly); day != finding.Date(r.Month)+"-01" {
		r.By = "the date " + day
	}
	for _, v := range row[len(table.Leading):] {
		value := math.NaN()
		if !v.IsNull() {
			value = v.Double()
		}
		if math.IsNaN(value) && !v.IsNull() {
			r.By = "a number that is none" // and should be null
		}
		r.Values = append(r.Values, value)
	}
	return r
}

// failing is a writer whose disk is full.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// parquetOf is the table as a file.
func parquetOf(t interface{ Fatal(...any) }, s *table.Series) []byte {
	var b bytes.Buffer
	if err := WriteParquet(&b, s, map[string]string{"trust": "0 to 1"}, About{Digest: ours, Note: "a table"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// firstDifference compares two tables to the bit, minus zero being zero and
// any NaN being NaN.
func firstDifference(a, b *table.Series) string {
	if fmt.Sprint(a.Columns) != fmt.Sprint(b.Columns) || len(a.Rows) != len(b.Rows) {
		return fmt.Sprintf("%d rows of %q, want %d of %q", len(b.Rows), b.Columns, len(a.Rows), a.Columns)
	}
	for i, r := range a.Rows {
		q := b.Rows[i]
		if r.Replicate != q.Replicate || r.Month != q.Month || r.By != q.By || r.Group != q.Group || len(q.Values) != len(r.Values) {
			return fmt.Sprintf("row %d is %v, want %v", i, q, r)
		}
		for c, v := range r.Values {
			if math.Float64bits(v+0) != math.Float64bits(q.Values[c]) && !(math.IsNaN(v) && math.IsNaN(q.Values[c])) {
				return fmt.Sprintf("row %d, column %s is %v, want %v", i, a.Columns[c], q.Values[c], v)
			}
		}
	}
	return ""
}

func BenchmarkWriteParquet(b *testing.B) {
	s := &table.Series{}
	for c := range 80 {
		s.Columns = append(s.Columns, fmt.Sprint("measure", c))
	}
	for i := range 30_000 {
		r := table.Row{Replicate: fmt.Sprint(i/10_000 + 1), Month: i % 200, By: "occupation", Group: fmt.Sprint(i / 200 % 50)}
		for c := range s.Columns {
			r.Values = append(r.Values, math.Sqrt(float64(i*80+c))*1.2345e-3)
		}
		s.Rows = append(s.Rows, r)
	}
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(parquetOf(b, s))))
	}
}

// A table says which set of parameters each replicate played, and says nothing of it where
// none was.
func TestATableSaysWhichSetsWerePlayed(t *testing.T) {
	for want, about := range map[string]About{"[3,1,3]": {Sets: []int{3, 1, 3}}, "": {Digest: ours}} {
		var b bytes.Buffer
		if err := WriteParquet(&b, example(), nil, about); err != nil {
			t.Fatal(err)
		}
		f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if got, there := f.Lookup("atelier.sets"); got != want || there != (want != "") {
			t.Errorf("the table says %q, want %q", got, want)
		}
	}
}
