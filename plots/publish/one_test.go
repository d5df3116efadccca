package publish

import (
	"bytes"
	"encoding/json"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/scenarios"
)

var (
	unread = regexp.MustCompile(`(?s)<(style|svg|head)\b.*?</(style|svg|head)>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
)

// readable is a page as its reader sees it, and one line is a text without its
// line breaks.
func readable(page string) string {
	return oneLine(html.UnescapeString(tags.ReplaceAllString(unread.ReplaceAllString(page, ""), "")))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// The headline of a study is one: the terminal, its JSON, the report and the
// workbook say the same sentences, of one measure at one time.
func TestTheHeadlineIsOne(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run and a comparison")
	}
	for _, arms := range [][]string{{"baseline"}, {"laissez-faire", "skills-first", "safety-net"}} {
		dir := filepath.Join(t.TempDir(), "told")
		a := played(t, asked(t, "0", arms...), dir)
		text := readFile(t, filepath.Join(dir, studyFile(a.Study.Kind)))
		said, err := scenarios.ReadStudy(strings.NewReader(text))
		if err != nil || len(said.Headline) < 2 {
			t.Fatalf("%v: the headline is %q (%v)", arms, said.Headline, err)
		}
		var terminal, printed bytes.Buffer
		if err := a.Tell(&terminal, &scenarios.Run{}, 80); err != nil {
			t.Fatal(err)
		}
		if err := a.Tell(&printed, &scenarios.Run{JSON: true}, 80); err != nil || printed.String() != text || !json.Valid(printed.Bytes()) {
			t.Errorf("%v: what is printed as JSON is not what the folder holds (%v)", arms, err)
		}
		page := readable(readFile(t, filepath.Join(dir, reportFile)))
		for i, sentence := range append(said.Headline, said.Sentences...) {
			if !strings.Contains(oneLine(terminal.String()), sentence) {
				t.Errorf("%v: the terminal lacks %q", arms, sentence)
			}
			if i < len(said.Headline) && !strings.Contains(page, sentence) {
				t.Errorf("%v: the report lacks %q", arms, sentence)
			}
		}
		if got := firstSheet(t, filepath.Join(dir, workbookFile)); !slices.Contains(got, said.Brief.Finding) || said.Headline[0] != said.Brief.Finding {
			t.Errorf("%v: the workbook says %q, %s %q", arms, got[:min(5, len(got))], studyFile(a.Study.Kind), said.Headline)
		}
	}
}

// firstSheet is every text of the first sheet of a workbook.
func firstSheet(t *testing.T, name string) (texts []string) {
	t.Helper()
	book, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(rows...)
}
