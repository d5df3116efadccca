package report

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Every row that carries an estimate says how sure it is, from how many runs,
// by which method, and whether it is assumed.
func TestEveryRowOfATableSaysHowSureItIs(t *testing.T) {
	var all []Sheet
	for name := range contests {
		all = append(all, reported(t, name).Sheets()...)
	}
	for _, s := range all {
		if len(s.Rows) == 0 {
			t.Errorf("%s is empty", s.Name)
		}
		at := slices.Index(s.Header, "value") - 1
		if at < 0 || s.Name == "parameters" {
			continue
		}
		if got := s.Header[at:]; !slices.Equal(got, estimated) {
			t.Errorf("%s ends with %v, want %v", s.Name, got, estimated)
		}
		for _, row := range s.Rows {
			v, n, method := row[at+1].(float64), row[at+4].(int), row[at+5].(string)
			if n < 1 && finding.Defined(v) && !strings.HasPrefix(method, "observed") || method == "" || len(row) != len(s.Header) {
				t.Errorf("%s: %v", s.Name, row)
			}
		}
	}
}

// The workbook holds the tables, cell by cell.
// The table of a figure holds each of its values, and what readers call its group.
func TestTheTableOfAFigureHoldsItsValues(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		sheets := r.Sheets()
		for _, f := range r.Figures() {
			i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == "figure-"+f.ID })
			if i < 0 || len(sheets[i].Rows) != len(f.Values) || len(f.Values) == 0 {
				t.Fatalf("%s: the table of %s does not hold %d values", name, f.ID, len(f.Values))
			}
			for k, row := range sheets[i].Rows {
				e := f.Values[k]
				if row[4] != r.Study.GroupTitle(e.Group) || row[2] != e.Label || e.Value == e.Value && row[7] != e.Value {
					t.Errorf("%s: %s: %v of %+v", name, f.ID, row, e)
				}
			}
		}
	}
}

func TestTheWorkbookHoldsTheSameTables(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		sameTables(t, reported(t, name))
	}
}

// sameTables compares a workbook with the files of the tables, cell by cell.
func sameTables(t *testing.T, r *Report) {
	t.Helper()
	book, sheets := opened(t, r), r.Sheets()
	if got, want := len(book.GetSheetList()), len(sheets)+1; got != want {
		t.Errorf("%d sheets, want %d", got, want)
	}
	for _, s := range sheets {
		var text bytes.Buffer
		if err := s.WriteCSV(&text); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&text).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		rows, err := book.GetRows(sheetName(s), excelize.Options{RawCellValue: true})
		if err != nil || len(rows) != len(lines) {
			t.Fatalf("%s: %d rows in the workbook, %d in the file, %v", s.Name, len(rows), len(lines), err)
		}
		for i := range lines {
			for j := range lines[i] {
				cell := slices.Concat(rows[i], make([]string, 20))[j]
				if day, dated := finding.Dated(lines[i][j]); dated {
					cell = monthShown(t, book, s, i, j, cell, day)
				}
				if !alike(cell, lines[i][j]) {
					t.Fatalf("%s, row %d, %s: %q in the workbook, %q in the file", s.Name, i+1, s.Header[j], cell, lines[i][j])
				}
			}
		}
	}
}

// monthShown is a cell as its reader sees it, which holds a day.
func monthShown(t *testing.T, book *excelize.File, s Sheet, row, column int, raw string, day time.Time) string {
	t.Helper()
	if days, err := strconv.Atoi(raw); err != nil || !time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC).Equal(day) {
		t.Errorf("%s, row %d holds %q, not the day %v", s.Name, row+1, raw, day)
	}
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		t.Fatal(err)
	}
	text, err := book.GetCellValue(sheetName(s), at)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// opened is the workbook of a report.
func opened(t *testing.T, r *Report) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	if err := r.WriteWorkbook(&file); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

// Who opens the workbook or a figure as PDF is told whose it is, what of, and
// when the numbers were played.
func TestTheWorkbookAndPDFsSayWhatTheyAreAndWhenTheyWerePlayed(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		book := opened(t, r)
		said, err := book.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if said.Title == "" || said.Creator != "Atelier" || !strings.HasPrefix(said.Created, "2026-11-2") || !strings.HasSuffix(said.Created, "T12:00:00Z") || said.Modified != said.Created {
			t.Errorf("the workbook says %+v", said)
		}
		figures := r.Figures()
		for _, f := range []Figure{figures[0], figures[len(figures)-1]} {
			page, err := f.PDF(canvas.Wide)
			if err != nil {
				t.Fatal(err)
			}
			played := "Date (D:" + strings.NewReplacer("-", "", "T", "", ":", "", "Z", "").Replace(said.Created) + ")"
			if strings.Count(string(page), played) != 2 || !strings.Contains(string(page), "/Creator ") {
				t.Errorf("%s as PDF does not say that it was played on %s", f.ID, said.Created)
			}
		}
	}
}

// alike compares a raw cell of a workbook with a field of a file: truths are 0
// and 1 there, and numbers have all their digits.
func alike(cell, field string) bool {
	if cell == field || cell == "1" && field == "true" || cell == "0" && field == "false" {
		return true
	}
	x, errX := strconv.ParseFloat(cell, 64)
	y, errY := strconv.ParseFloat(field, 64)
	return errX == nil && errY == nil && (x-y <= 1e-8*max(y, -y) && y-x <= 1e-8*max(y, -y))
}
