package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// longestName is the number of characters that the name of a sheet may have.
const longestName = 31

// WriteWorkbook writes all sheets as one workbook (.xlsx): a first sheet that
// says what the others are, then one each, with a header that stays in view
// and a filter. An undefined number is an empty cell. Its date is that of the
// run, so that the same report gives the same bytes.
func (r *Report) WriteWorkbook(w io.Writer) error {
	sheets := r.Sheets()
	return writeWorkbook(w, r.Study.Title, r.Run.Manifest.Started, append([]Sheet{r.contents(sheets)}, sheets...))
}

// writeWorkbook writes sheets as one workbook of numbers made at some time.
func writeWorkbook(w io.Writer, title string, made time.Time, sheets []Sheet) error {
	book := excelize.NewFile()
	defer book.Close()
	date := made.UTC().Format(time.RFC3339)
	if err := book.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Atelier", Created: date, Modified: date}); err != nil {
		return fmt.Errorf("the workbook cannot be made: %w", err)
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return fmt.Errorf("the workbook cannot be made: %w", err)
	}
	month, err := book.NewStyle(&excelize.Style{CustomNumFmt: &monthFormat})
	if err != nil {
		return fmt.Errorf("the workbook cannot be made: %w", err)
	}
	for _, s := range sheets {
		if err := addSheet(book, s, bold, month); err != nil {
			return fmt.Errorf("the sheet %s of the workbook cannot be made: %w", s.Name, err)
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	book.SetActiveSheet(0)
	return book.Write(w)
}

// contents is the first sheet: what was asked and found, and what the other
// sheets hold.
func (r *Report) contents(sheets []Sheet) Sheet {
	s := Sheet{Name: "contents", Header: []string{"what", "text"}, Rows: [][]any{{"title", r.Study.Title}}}
	add := func(what string, texts ...string) {
		for _, text := range texts {
			s.Rows = append(s.Rows, []any{what, text})
		}
	}
	for _, fact := range r.Box {
		add(fact.Name, fact.Text)
	}
	add("callout", r.Callouts...)
	add("headline", r.Study.Headline...)
	add("sentence", r.Study.Sentences...)
	add("intervals", r.Basis)
	add("digest", r.Study.Digest)
	add("command", r.Run.Command)
	for _, x := range sheets {
		add("sheet "+sheetName(x), x.About)
	}
	return s
}

// sheetName is the name of a sheet, which may be shorter than its file's.
func sheetName(s Sheet) string { return s.Name[:min(len(s.Name), longestName)] }

// monthFormat shows a date as its month.
var monthFormat = "yyyy-mm"

// addSheet writes one sheet, months in its column "when" as dates. It does not write
// it as a stream: the library would then put the sheets into the file in random order.
func addSheet(book *excelize.File, s Sheet, bold, month int) error {
	name := sheetName(s)
	if _, err := book.NewSheet(name); err != nil {
		return err
	}
	if err := book.SetSheetRow(name, "A1", &s.Header); err != nil {
		return err
	}
	when := slices.Index(s.Header, "when")
	for i, row := range s.Rows {
		cells := defined(row)
		if err := book.SetSheetRow(name, fmt.Sprintf("A%d", i+2), &cells); err != nil {
			return err
		}
		if when >= 0 {
			if err := dateCell(book, name, when+1, i+2, row[when], month); err != nil {
				return err
			}
		}
	}
	return dress(book, name, s, bold)
}

// dateCell makes a date of a cell that tells a month; others stay as they are.
func dateCell(book *excelize.File, sheet string, column, row int, cell any, month int) error {
	text, _ := cell.(string)
	day, dated := finding.Dated(text)
	if !dated {
		return nil
	}
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if err := book.SetCellValue(sheet, at, day); err != nil {
		return err
	}
	return book.SetCellStyle(sheet, at, at, month)
}

// dress gives a sheet a header that stays in view, columns as wide as their
// texts, and a filter.
func dress(book *excelize.File, name string, s Sheet, bold int) error {
	for i, width := range s.widths() {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := book.SetColWidth(name, column, column, width); err != nil {
			return err
		}
	}
	if err := book.SetRowStyle(name, 1, 1, bold); err != nil {
		return err
	}
	if err := book.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(s.Header), len(s.Rows)+1)
	if err != nil {
		return err
	}
	return book.AutoFilter(name, "A1:"+last, nil)
}

// defined is a row with nothing where a number is not defined.
func defined(row []any) []any {
	out := make([]any, len(row))
	for i, cell := range row {
		if v, number := cell.(float64); !number || !math.IsNaN(v) && !math.IsInf(v, 0) {
			out[i] = cell
		}
	}
	return out
}

// widths are the widths of the columns in characters: that of the longest
// text, within reason.
func (s Sheet) widths() []float64 {
	widths := make([]float64, len(s.Header))
	for i, h := range s.Header {
		widths[i] = float64(len(h) + 4)
		for _, row := range s.Rows {
			if text, ok := row[i].(string); ok {
				widths[i] = min(max(widths[i], float64(utf8.RuneCountInString(text)+1)), 70)
			} else {
				widths[i] = max(widths[i], 12)
			}
		}
	}
	return widths
}
