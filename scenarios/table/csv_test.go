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

func TestBadTablesAreRefusedWithLineAndColumn(t *testing.T) {
	const header = "replicate,statistic,month,date,by,group,people,trust\n"
	for _, c := range []struct{ text, want string }{
		{"", "the table is empty; its first line must name the columns"},
		{"year,people\n", "line 1: a table starts with the columns replicate,statistic,month,date,by,group"},
		{"replicate,statistic,month,date,by,group,people,people\n", `line 1: column "people" stands twice`},
		{header + "1,,x,2021-01,all,all,1,2\n", `line 2: column month: "x" is not a whole number from 0 to 99999`},
		{header + "1,,-1,2020-12,all,all,1,2\n", `line 2: column month: "-1" is not a whole number from 0 to 99999`},
		{header + "1,,1000000000,2020-12,all,all,1,2\n", `line 2: column month: "1000000000" is not a whole number from 0 to 99999`},
		{header + "1,,0,2021-01,all,all,1,2\n1,,1,2021-01,all,all,1,2\n", `line 3: column date: month 1 is 2021-02, not "2021-01"`},
		{header + "mean,,0,2021-01,all,all,1,2\n", `line 2: column replicate: "mean" is not the number of a replicate; a statistic over replicates stands in the column statistic`},
		{header + "01,,0,2021-01,all,all,1,2\n", `line 2: column replicate: "01" is not the number of a replicate; a statistic over replicates stands in the column statistic`},
		{header + "1,mean,0,2021-01,all,all,1,2\n", `line 2: columns replicate and statistic: "1" and "mean": a row is of one replicate or a statistic over them`},
		{header + ",,0,2021-01,all,all,1,2\n", `line 2: columns replicate and statistic: "" and "": a row is of one replicate or a statistic over them`},
		{header + ",2,0,2021-01,all,all,1,2\n", `line 2: column statistic: "2" is a number`},
		{header + "1,,0,2021-01,all,all,1,much\n", `line 2: column trust: "much" is not a number`},
		{header + "1,,0,2021-01,all,all,1\n", "the table cannot be read: record on line 2: wrong number of fields"},
		{header + "1,,0,2021-01,all,\"all,1,2\n", `the table cannot be read: parse error on line 2, column 27: extraneous or missing " in quoted-field`},
	} {
		_, err := ReadCSV(strings.NewReader(c.text))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q:\n got %v\nwant %s", c.text, err, c.want)
		}
	}
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
