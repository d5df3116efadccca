package report

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Sizes: texts wider than so many characters are broken, those of a sheet that is not
// printed cut; a line is so many points high.
const (
	widest   = 60
	archived = 28
	narrow   = 9
	line     = 15
)

// monthFormat shows the first day of a month as its month.
const monthFormat = "mmm yyyy"

// cell is the name of a cell by column and row, both from 0.
func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		panic(fmt.Sprintf("column %d of row %d is in no sheet", column, row)) // no table is so large
	}
	return name
}

// sheetRef is the name of a sheet as references write it.
func sheetRef(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// location is where a link leads.
func (x link) location() string { return sheetRef(x.Sheet) + "!" + x.Cell }

// valueOf is what a cell holds: a number with as many digits as the tables as CSV
// have.
func valueOf(c any) any {
	switch v := c.(type) {
	case formatted:
		if !finding.Defined(v.Value) {
			return nil
		}
		short, _ := strconv.ParseFloat(string(table.AppendNumber(nil, v.Value)), 64)
		return short
	case link:
		return v.Text
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case float64:
		return valueOf(formatted{Value: v})
	}
	return c
}

// styleOf is how a cell looks by what it is.
func styleOf(c any) style {
	switch v := c.(type) {
	case formatted:
		return style{format: v.Format}
	case time.Time:
		return style{format: monthFormat}
	case int:
		return style{format: "#,##0"}
	case link:
		return style{as: linked}
	}
	return style{}
}

// amountOf is one number of an estimate as a cell: its value, an end, or a width. Shares
// and per cent are fractions that a spreadsheet shows as per cent, sums are in US
// dollars; all have as many decimals as the estimate has places.
func amountOf(e finding.Estimate, v float64, signed bool) formatted {
	place, said, head, tail := e.Place10(), v, "", ""
	if v != 0 && math.Abs(v) < math.Pow10(place)/2 {
		place = finding.Magnitude(v) // an end that is not zero is not shown as zero
	}
	switch {
	case e.Unit == "%" || e.Unit == pointsUnit:
		v, tail = v/100, "%"
	case strings.HasPrefix(e.Unit, "share"):
		said, place, tail = 100*v, place+2, "%"
	case strings.Contains(e.Unit, "USD"):
		head = "USD "
		if finding.Magnitude(e.Value) >= 8 {
			said, place, tail = v/1e6, place-6, "m"
		}
	}
	decimals := max(min(-place, 6), 0)
	width := len(head) + len(finding.Decimal(said, decimals)) + len(tail) + 2
	format := "#,##0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	switch {
	case tail == "m":
		format = `"USD "` + format + `,,"m"` // shown in millions, held in full
	case head != "":
		format = `"USD "` + format
	default:
		format += tail
	}
	if signed {
		format = "+" + format + ";-" + format + ";0"
	}
	return formatted{v, format, width}
}

// pointsUnit is the unit of differences of shares, as they are shown.
const pointsUnit = " points"

// unitWords are units as a column of units says them; a difference of shares is in
// percentage points.
func unitWords(unit string, difference bool) string {
	unit = strings.TrimSpace(unit)
	switch {
	case unit == "points", unit == "share" && difference:
		return "percentage points"
	case unit == "%", unit == "share":
		return "per cent"
	case unit == "share of start":
		return "per cent of the start"
	}
	return unit
}

// long is the number of characters of a cell as it is shown.
func long(c any) int {
	switch v := c.(type) {
	case string:
		return utf8.RuneCountInString(v)
	case link:
		return utf8.RuneCountInString(v.Text)
	case formatted:
		if finding.Defined(v.Value) {
			return v.Wide
		}
	}
	return 0
}

// widths are the widths of the columns in characters: that of the longest text, within
// reason. Numbers are never cut.
func (l leaf) widths() []float64 {
	widths := make([]float64, len(l.Columns))
	for k, c := range l.Columns {
		most := cmp.Or(c.Widest, widest)
		if l.Archive {
			most = archived
		}
		text, number := narrow, narrow
		for _, word := range strings.Fields(c.Head) {
			number = max(number, utf8.RuneCountInString(word)+3)
		}
		for _, row := range l.Rows {
			if n := long(row[k]); textual(row[k]) {
				text = max(text, n+3)
			} else {
				number = max(number, n)
			}
		}
		widths[k] = float64(max(min(text, most), number))
	}
	return widths
}

// textual tells whether a cell holds a text.
func textual(c any) bool {
	switch c.(type) {
	case string, link, bool:
		return true
	}
	return false
}

// lines is how many lines a text takes in a column of a width: letters are narrower than
// the digits in which a width is told.
func lines(c any, width float64) int {
	if !textual(c) {
		return 1
	}
	return max(1, strings.Count(finding.Wrapped(valueOf(c).(string), int(1.1*width)), "\n")+1)
}
