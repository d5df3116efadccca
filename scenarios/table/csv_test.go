package table

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/scenarios/badtest"
)

func TestTheFileIsAsDocumented(t *testing.T) {
	s := &Series{
		Columns: []string{"people", "trust"},
		Rows: []Row{
			{"1", 0, All, All, []float64{1000, 0.1234567891}},
			{"1", 11, "size", "250+", []float64{math.Copysign(0, -1), math.NaN()}},
			{Mean, 12, "sector", `film, "video"`, []float64{-1e-7, 123456789012}},
		},
	}
	want := "replicate,statistic,month,date,by,group,people,trust\n" +
		"1,,0,2021-01,all,all,1000,0.123456789\n" +
		"1,,11,2021-12,size,250+,0,\n" +
		",mean,12,2022-01,sector,\"film, \"\"video\"\"\",-1e-07,1.23456789e+11\n"
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// Rows that come some at a time are the same file, and one that lacks a value is told by its place
// in the table.
func TestRowsThatComeSomeAtATimeAreTheSameFile(t *testing.T) {
	s := &Series{Columns: []string{"people", "trust"}}
	for i := range 9_000 { // more than is collected before it is handed on
		s.Rows = append(s.Rows, Row{strconv.Itoa(1 + i/100), i % 100, "size", "250+", []float64{float64(i), math.Sqrt(float64(i))}})
	}
	var whole, parts bytes.Buffer
	if err := s.WriteCSV(&whole); err != nil {
		t.Fatal(err)
	}
	out := NewCSV(&parts, s.Columns)
	for from, n := 0, 1; from < len(s.Rows); from, n = from+n, n+13 {
		if err := out.Write(s.Rows[from:min(from+n, len(s.Rows))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Write([]Row{{"1", 0, All, All, []float64{1}}}); err == nil || err.Error() != "row 9000 of the table has 1 values for 2 columns" {
		t.Errorf("a row that lacks a value: %v", err)
	}
	if err := out.Close(); err != nil || !bytes.Equal(whole.Bytes(), parts.Bytes()) {
		t.Errorf("%d bytes are not the %d of the whole table (%v)", parts.Len(), whole.Len(), err)
	}
}

// TestStrangeNamesAreRefused: what cannot be seen does not come in by a table.
func TestStrangeNamesAreRefused(t *testing.T) {
	for table, want := range map[string]string{
		"replicate,statistic,month,date,by,group,\"pay\u202e\"\n":               "line 1: the name of a column holds the mark of direction U+202E as its character 4: delete it",
		"replicate,statistic,month,date,by,group\n1,,0,2021-01,all,\"a\nb\"\n":  "line 2: column group holds an end of a line (U+000A) as its character 2: delete it",
		"replicate,statistic,month,date,by,group\n,\x1b[1m,0,2021-01,all,all\n": "line 2: column statistic holds the control character U+001B as its character 1: delete it",
	} {
		if _, err := ReadCSV(strings.NewReader(table)); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", table, err, want)
		}
	}
}

func TestNumbersReadAsStrconvWritesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.OneOf(rapid.Float64(), rapid.Map(rapid.Int64Range(-2e9, 2e9), func(n int64) float64 { return float64(n) })).Draw(t, "v")
		want := strconv.FormatFloat(v+0, 'g', 9, 64)
		if v == 0 {
			want = "0"
		}
		if got := string(AppendNumber(nil, v)); got != want {
			t.Fatalf("%v is written %s, want %s", v, got, want)
		}
	})
}

func TestReadingGivesBackWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(rapid.SampledFrom([]rune("ab ,\"é+-")))
		replicate := rapid.OneOf(rapid.SampledFrom([]string{"1", "2", "13", Mean, "01", "+1", "0"}), name.Filter(func(s string) bool { return s != "" }))
		s := &Series{Columns: rapid.SliceOfNDistinct(name, 1, 4, rapid.ID).Draw(t, "columns")}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			r := Row{replicate.Draw(t, "replicate"), rapid.IntRange(0, 500).Draw(t, "month"), name.Draw(t, "by"), name.Draw(t, "group"), nil}
			for range s.Columns {
				r.Values = append(r.Values, rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN())).Draw(t, "v"))
			}
			s.Rows = append(s.Rows, r)
		}
		var first, second bytes.Buffer
		if err := s.WriteCSV(&first); err != nil {
			t.Fatal(err)
		}
		back, err := ReadCSV(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("%v in\n%s", err, first.String())
		}
		if err := back.WriteCSV(&second); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Fatalf("wrote\n%s\nand after reading\n%s", first.String(), second.String())
		}
		for i := range s.Rows {
			if a, b := s.Rows[i], back.Rows[i]; a.place() != b.place() {
				t.Fatalf("row %d came back as %s, was %s", i, b.place(), a.place())
			}
		}
	})
}

// Every table that was edited badly gets the exact message that stands beside it.
func TestBadTablesAreRefusedWithLineAndColumn(t *testing.T) {
	badtest.Check(t, "../testdata/bad/tables.txt", func(t *testing.T, c badtest.Case) error {
		_, err := ReadCSV(strings.NewReader(c.Input))
		return err
	})
}

func TestFailingDisksAreReported(t *testing.T) {
	full := errors.New("no space left on device")
	s := example()
	if err := s.WriteCSV(failing{full}); !errors.Is(err, full) {
		t.Errorf("writing a small table: %v", err)
	}
	for range 12 {
		s.Rows = append(s.Rows, s.Rows...)
	}
	if err := s.WriteCSV(failing{full}); !errors.Is(err, full) {
		t.Errorf("writing a large table: %v", err)
	}
	if _, err := ReadCSV(iotest.ErrReader(full)); !errors.Is(err, full) {
		t.Errorf("reading: %v", err)
	}
	s.Rows[3].Values = nil
	if err := s.WriteCSV(&bytes.Buffer{}); err == nil {
		t.Error("a row without values is written")
	}
}

// failing is a writer whose disk is full.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func FuzzReadCSV(f *testing.F) {
	var b bytes.Buffer
	if err := example().WriteCSV(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("replicate,statistic,month,date,by,group\n,mean,0,2021-01,,\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ReadCSV(bytes.NewReader(data))
		if err != nil {
			return
		}
		var first, second bytes.Buffer
		if err := s.WriteCSV(&first); err != nil {
			t.Fatal(err)
		}
		again, err := ReadCSV(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("%v in %q", err, first.String())
		}
		if err := again.WriteCSV(&second); err != nil || first.String() != second.String() {
			t.Fatalf("%v: %q is not %q", err, second.String(), first.String())
		}
	})
}

// large is as many rows and columns as a long run with all groups has.
func large() *Series {
	s := &Series{}
	for c := range 80 {
		s.Columns = append(s.Columns, "measure"+strconv.Itoa(c))
	}
	for i := range 30_000 {
		values := make([]float64, len(s.Columns))
		for c := range values {
			values[c] = math.Sqrt(float64(i*80+c)) * 1.2345e-3
		}
		s.Rows = append(s.Rows, Row{strconv.Itoa(i/10_000 + 1), i % 200, "occupation", strconv.Itoa(i / 200 % 50), values})
	}
	return s
}

func BenchmarkWriteCSV(b *testing.B) {
	s := large()
	b.ReportAllocs()
	for b.Loop() {
		if err := s.WriteCSV(discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

// discard is a writer that keeps nothing.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func BenchmarkReadCSV(b *testing.B) {
	var file bytes.Buffer
	if err := large().WriteCSV(&file); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		if _, err := ReadCSV(bytes.NewReader(file.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSummarise(b *testing.B) {
	s := large()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Summarise(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	s := large()
	for b.Loop() {
		s.Line("2", "occupation", "7", "measure3")
	}
}
