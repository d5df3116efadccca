package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/plots"
)

// Every row that carries an estimate says how sure it is, from how many runs,
// by which method, and whether it is assumed.
func TestEveryRowOfATableSaysHowSureItIs(t *testing.T) {
	for _, s := range usualReport(t).Sheets() {
		if len(s.Rows) == 0 {
			t.Errorf("%s is empty", s.Name)
		}
		at := slices.Index(s.Header, "value")
		if at < 0 || s.Name == "parameters" {
			continue
		}
		if got := s.Header[at:]; !slices.Equal(got, estimated) {
			t.Errorf("%s ends with %v, want %v", s.Name, got, estimated)
		}
		for _, row := range s.Rows {
			n, isNumber := row[at+3].(int)
			method := row[at+4].(string)
			if !isNumber || n < 1 && !strings.HasPrefix(method, "observed") || method == "" {
				t.Errorf("%s: %v", s.Name, row)
			}
		}
	}
}

// The workbook holds the tables, cell by cell.
func TestTheWorkbookHoldsTheSameTables(t *testing.T) {
	r := usualReport(t)
	var file bytes.Buffer
	if err := r.WriteWorkbook(&file); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheets := r.Sheets()
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
		rows, err := book.GetRows(s.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(lines) {
			t.Fatalf("%s: %d rows in the workbook, %d in the file", s.Name, len(rows), len(lines))
		}
		for i := range lines {
			for j := range lines[i] {
				if cell := slices.Concat(rows[i], make([]string, 20))[j]; !alike(cell, lines[i][j]) {
					t.Fatalf("%s, row %d, %s: %q in the workbook, %q in the file", s.Name, i+1, s.Header[j], cell, lines[i][j])
				}
			}
		}
	}
}

// Who opens the workbook or a figure as PDF is told whose it is, what of, and
// when the numbers were played.
func TestTheWorkbookAndPDFsSayWhatTheyAreAndWhenTheyWerePlayed(t *testing.T) {
	for _, r := range []interface {
		WriteWorkbook(io.Writer) error
		Figures() []Figure
	}{usualReport(t), usualComparison()} {
		var file bytes.Buffer
		if err := r.WriteWorkbook(&file); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&file)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		said, err := book.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if said.Title == "" || said.Creator != "Atelier" || !strings.HasPrefix(said.Created, "2026-11-2") || !strings.HasSuffix(said.Created, "T12:00:00Z") || said.Modified != said.Created {
			t.Errorf("the workbook says %+v", said)
		}
		figures := r.Figures()
		for _, f := range []Figure{figures[0], figures[len(figures)-1]} {
			page, err := f.PDF(plots.Wide)
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
