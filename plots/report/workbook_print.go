package report

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Paper is A4, upright unless that would make letters too small; a footer of eight points
// says what it is and which page.
const (
	paperA4   = 9
	upright   = 180 // characters of a line that can be read on an upright page
	footerMax = 100 // characters of the title in a footer
)

// printed sets a sheet up for paper: as wide as a page, its heads on each page, of an
// archive only what it holds.
func (b *book) printed(l leaf) error {
	heads, top := l.top()
	last := top + len(l.Rows) - 1
	if l.Archive {
		last = heads - 1
		if l.coded() {
			last--
		}
	}
	room, columns := 0.0, 0
	for _, width := range l.widths()[:len(l.Columns)-l.Aside] {
		if l.Archive && room > upright/2 {
			break
		}
		room, columns = room+width, columns+1
	}
	size, turned, wide, tall := paperA4, "portrait", 1, 0
	if room > upright {
		turned = "landscape"
	}
	if err := b.SetPageLayout(l.Name, &excelize.PageLayoutOptions{Size: &size, Orientation: &turned, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	fit := true
	if err := b.SetSheetProps(l.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	margin, edge := 0.5, 0.3 // inches
	if err := b.SetPageMargins(l.Name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin, Footer: &edge, Header: &edge}); err != nil {
		return err
	}
	grows := false // a footer has its size whatever that of the sheet
	if err := b.SetHeaderFooter(l.Name, &excelize.HeaderFooterOptions{ScaleWithDoc: &grows, OddFooter: footer(b.title)}); err != nil {
		return err
	}
	names := []excelize.DefinedName{{Name: "_xlnm.Print_Area", RefersTo: sheetRef(l.Name) + "!" + area(0, columns-1, last)}}
	if !l.Archive {
		names = append(names, excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", sheetRef(l.Name), heads+1, heads+1)})
	}
	for _, n := range names {
		n.Scope = l.Name
		if err := b.SetDefinedName(&n); err != nil {
			return err
		}
	}
	return nil
}

// area is the cells from a first row to a last one, as a print area says it.
func area(first, column, row int) string {
	absolute := func(column, row int) string {
		name, err := excelize.ColumnNumberToName(column + 1)
		if err != nil {
			panic(err) // no table is so wide
		}
		return fmt.Sprintf("$%s$%d", name, row+1)
	}
	return absolute(0, first) + ":" + absolute(column, row)
}

// footer is what stands below each page: the title, as text and no command of a
// footer's, and the page.
func footer(title string) string {
	title = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, title)
	if letters := []rune(title); len(letters) > footerMax {
		title = string(letters[:footerMax]) + "…"
	}
	return "&L&8 " + strings.ReplaceAll(title, "&", "&&") + "&R&8 &A, page &P of &N"
}

// lowToHigh says what the ends of an interval hold, and luck alone.
func (r *Report) lowToHigh() string {
	s := r.Study
	switch {
	case s.Replicates < 2:
		return "One run was played: no difference can be told from luck."
	case s.Ensemble():
		return finding.Sentence("Low to high is what is not known: " + s.Span() + ". Luck alone is what the same set does if it is played again")
	}
	return finding.Sentence("Low to high is the 95% interval of the mean of " + finding.Count(s.Replicates) + " runs; of levels it is " + finding.Spread(s.Replicates))
}
