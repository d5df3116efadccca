package report

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// WriteWorkbook writes the study as one workbook (.xlsx): the key results, the
// contents with links to every sheet, who loses most, and the tables. A number is a
// number in the format of its unit, a month a date, one that is not defined an empty
// cell. Its date is that of the run, so that the same report gives the same bytes.
func (r *Report) WriteWorkbook(w io.Writer) error {
	leaves := append([]leaf{r.keyLeaf(), {}, r.aboutLeaf(), r.loserLeaf()}, r.tableLeaves()...)
	leaves[1] = contentsLeaf(leaves)
	return writeWorkbook(w, r.Study.Title, r.Run.Manifest.Started, leaves)
}

// writeWorkbook writes sheets as one workbook of numbers made at some time; sheets
// without a row are left out.
func writeWorkbook(w io.Writer, title string, made time.Time, leaves []leaf) error {
	b := &book{File: excelize.NewFile(), title: title, styles: map[style]int{}}
	defer b.Close()
	date := made.UTC().Format(time.RFC3339)
	if err := b.SetDocProps(&excelize.DocProperties{Title: title, Creator: "Atelier", Created: date, Modified: date}); err != nil {
		return fmt.Errorf("the workbook cannot be made: %w", err)
	}
	first := true
	for _, l := range leaves {
		if len(l.Rows) == 0 {
			continue
		}
		if err := b.add(l, first); err != nil {
			return fmt.Errorf("the sheet %s of the workbook cannot be made: %w", l.Name, err)
		}
		first = false
	}
	b.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		z := zip.NewWriter(w)
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
		return z
	})
	return b.Write(w)
}

// leaf is one sheet of the workbook: a title, what it holds, a row of the names that
// columns have in the tables as CSV, one of what readers call them, and the rows.
type leaf struct {
	Name    string   // unlike any other, of at most 31 characters
	Title   string   // heading; "" for its name
	Lead    []string // what is said first
	About   string   // what it holds, one sentence
	Intro   []string // what is said below that
	Columns []columnHead
	Rows    [][]any // strings, ints, numbers, dates (time.Time), links; nil is an empty cell
	Blocks  []int   // rows that begin a block, which a line parts from the one above
	Fixed   int     // columns that stay in view
	Archive bool    // rows are to be searched and computed with: they are not printed
	Aside   int     // last columns that are not printed
	Parts   []block // blocks that the contents name one by one
}

// columnHead is a column: what readers call it, its name as CSV, "" where it is not
// there, and how wide it becomes at most, 0 for as all.
type columnHead struct {
	Head, Code string
	Widest     int
}

// block is a stretch of rows of a sheet, from the first on.
type block struct {
	Name, About string
	First, Rows int
}

// formatted is a number, the format in which a spreadsheet shows it, and how many
// characters it then has.
type formatted struct {
	Value  float64
	Format string
	Wide   int
}

// link is a text that leads to a cell of a sheet.
type link struct{ Text, Sheet, Cell string }

// book is a workbook in the making, with the styles that it has.
type book struct {
	*excelize.File
	title  string
	styles map[style]int
}

// style is how a cell looks.
type style struct {
	format string // of a number; "" for none
	as     role
	line   bool // above it
	wrap   bool
	indent bool // a text beside numbers
	right  bool // a head above numbers
}

// role is what a cell is.
type role int

const (
	plain role = iota
	titled
	answer
	named // what files call a column
	headOf
	linked
)

const (
	lightGrey, midGrey = "EEEEEE", "767676"
	linkBlue           = "0B5394"
)

// style is the number of a style, which is made when it is first asked for.
func (b *book) style(s style) (int, error) {
	if id, there := b.styles[s]; there {
		return id, nil
	}
	x := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: s.wrap}}
	if s.indent {
		x.Alignment.Horizontal, x.Alignment.Indent = "left", 1
	}
	if s.right {
		x.Alignment.Horizontal = "right"
	}
	if s.format != "" {
		x.CustomNumFmt = &s.format
	}
	if s.line {
		x.Border = append(x.Border, excelize.Border{Type: "top", Style: 1, Color: midGrey})
	}
	switch s.as {
	case titled:
		x.Font = &excelize.Font{Bold: true, Size: 14}
	case answer:
		x.Font = &excelize.Font{Bold: true}
	case named:
		x.Font = &excelize.Font{Size: 8, Color: midGrey}
	case linked:
		x.Font = &excelize.Font{Color: linkBlue, Underline: "single"}
	case headOf:
		x.Font = &excelize.Font{Bold: true}
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{lightGrey}}
		x.Border = append(x.Border, excelize.Border{Type: "bottom", Style: 1, Color: midGrey})
	}
	id, err := b.NewStyle(x)
	if err == nil {
		b.styles[s] = id
	}
	return id, err
}

// top is how many rows stand above the heads of a sheet, and above its rows.
func (l leaf) top() (heads, rows int) {
	heads = 2 + len(l.said()) // title and link
	if l.coded() {
		heads++
	}
	return heads, heads + 1
}

// coded tells whether a column has a name as CSV.
func (l leaf) coded() bool {
	for _, f := range l.Columns {
		if f.Code != "" {
			return true
		}
	}
	return false
}

// said is what stands below the title, broken to the width of the sheet: a text that
// runs over its neighbours needs no merged cells.
func (l leaf) said() []string { return l.broken(slices.Concat(l.Lead, []string{l.About}, l.Intro)) }

// broken are texts as lines of the width of the sheet; those that are empty are left out.
func (l leaf) broken(texts []string) []string {
	room := 0.0
	for _, width := range l.widths() {
		room += width
	}
	var lines []string
	for _, text := range texts {
		if text == "" {
			continue
		}
		lines = append(lines, strings.Split(finding.Wrapped(text, int(min(max(room, 40), 150))), "\n")...)
	}
	return lines
}

// add writes one sheet. It does not write it as a stream: the library would then put
// the sheets into the file in random order.
func (b *book) add(l leaf, first bool) error {
	if first {
		if err := b.SetSheetName("Sheet1", l.Name); err != nil {
			return err
		}
	} else if _, err := b.NewSheet(l.Name); err != nil {
		return err
	}
	if err := b.head(l); err != nil {
		return err
	}
	_, top := l.top()
	for i, row := range l.Rows {
		values := make([]any, len(row))
		for k, c := range row {
			values[k] = valueOf(c)
		}
		if err := b.SetSheetRow(l.Name, cell(0, top+i), &values); err != nil {
			return err
		}
	}
	if err := b.dressCells(l, top); err != nil {
		return err
	}
	if err := b.frame(l); err != nil {
		return err
	}
	return b.printed(l)
}

// head writes what stands above the columns of a sheet, and their heads.
func (b *book) head(l leaf) error {
	at := 0
	put := func(text string, s style) error {
		err := b.SetCellValue(l.Name, cell(0, at), text)
		if err == nil {
			err = b.dress(l.Name, s, 0, at, at)
		}
		at++
		return err
	}
	title := l.Title
	if title == "" {
		title = l.Name
	}
	if err := put(title, style{as: titled}); err != nil {
		return err
	}
	for i, text := range l.said() {
		s := style{}
		if i < len(l.broken(l.Lead)) {
			s.as = answer
		}
		if err := put(text, s); err != nil {
			return err
		}
	}
	back := link{"All sheets", contentsName, "A1"}
	if l.Name == contentsName {
		back = link{"Key results", keyName, "A1"}
	}
	if err := put(back.Text, style{as: linked}); err != nil {
		return err
	}
	if err := b.SetCellHyperLink(l.Name, cell(0, at-1), back.location(), "Location"); err != nil {
		return err
	}
	return b.heads(l, at)
}

// heads writes the names of the columns from a row on: those in files, and below them
// those of readers.
func (b *book) heads(l leaf, at int) error {
	if l.coded() {
		for k, c := range l.Columns {
			if err := b.SetCellValue(l.Name, cell(k, at), c.Code); err != nil {
				return err
			}
			if err := b.dress(l.Name, style{as: named}, k, at, at); err != nil {
				return err
			}
		}
		at++
	}
	for k, c := range l.Columns {
		if err := b.SetCellValue(l.Name, cell(k, at), c.Head); err != nil {
			return err
		}
		numeric := slices.ContainsFunc(l.Rows, func(row []any) bool { return row[k] != nil && !textual(row[k]) })
		if err := b.dress(l.Name, style{as: headOf, wrap: true, right: numeric, indent: !numeric && !l.Archive}, k, at, at); err != nil {
			return err
		}
	}
	return nil
}

// dressCells gives the cells of a sheet their formats and links, as many cells of a
// column at once as look alike.
func (b *book) dressCells(l leaf, top int) error {
	begins, widths := map[int]bool{}, l.widths()
	for _, i := range l.Blocks {
		begins[i] = true
	}
	for k := range l.Columns {
		wraps := !l.Archive && slices.ContainsFunc(l.Rows, func(row []any) bool { return lines(row[k], widths[k]) > 1 })
		from, was := 0, style{}
		for i := 0; i <= len(l.Rows); i++ {
			var s style
			if i < len(l.Rows) {
				s = styleOf(l.Rows[i][k])
				s.line, s.wrap, s.indent = begins[i], wraps, !l.Archive && textual(l.Rows[i][k])
				if x, is := l.Rows[i][k].(link); is {
					if err := b.SetCellHyperLink(l.Name, cell(k, top+i), x.location(), "Location"); err != nil {
						return err
					}
				}
			}
			if i > 0 && (i == len(l.Rows) || s != was) {
				if err := b.dress(l.Name, was, k, top+from, top+i-1); err != nil {
					return err
				}
				from = i
			}
			was = s
		}
	}
	return nil
}

// dress gives cells of a column a style; plain ones need none.
func (b *book) dress(sheet string, s style, column, from, to int) error {
	if s == (style{}) {
		return nil
	}
	id, err := b.style(s)
	if err != nil {
		return err
	}
	return b.SetCellStyle(sheet, cell(column, from), cell(column, to), id)
}

// frame gives a sheet its widths, heads that stay in view and a filter.
func (b *book) frame(l leaf) error {
	widths := l.widths()
	for k, width := range widths {
		column, err := excelize.ColumnNumberToName(k + 1)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(l.Name, column, column, width); err != nil {
			return err
		}
	}
	heads, top := l.top()
	if err := b.heights(l, widths, heads); err != nil {
		return err
	}
	panes := &excelize.Panes{Freeze: true, XSplit: l.Fixed, YSplit: top, TopLeftCell: cell(l.Fixed, top), ActivePane: "bottomLeft"}
	if l.Fixed > 0 {
		panes.ActivePane = "bottomRight"
	}
	if err := b.SetPanes(l.Name, panes); err != nil {
		return err
	}
	return b.AutoFilter(l.Name, cell(0, heads)+":"+cell(len(l.Columns)-1, top+len(l.Rows)-1), nil)
}

// heights makes rows as high as their broken texts, the heads among them: not every
// program does so by itself.
func (b *book) heights(l leaf, widths []float64, heads int) error {
	for i := -1; i < len(l.Rows); i++ {
		most := 1
		for k, c := range l.Columns {
			if i < 0 {
				most = max(most, lines(c.Head, widths[k]-2)) // room for the button of the filter
			} else if !l.Archive {
				most = max(most, lines(l.Rows[i][k], widths[k]))
			}
		}
		if most > 1 {
			if err := b.SetRowHeight(l.Name, heads+2+i, float64(line*most)); err != nil {
				return err
			}
		}
		if i < 0 && l.Archive {
			break
		}
	}
	return nil
}
