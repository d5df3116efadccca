package report

import (
	"slices"
	"strings"
	"testing"

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

// Who opens the workbook or a figure as PDF is told whose it is, what of, and
// when the numbers were played.
func TestTheWorkbookAndPDFsSayWhatTheyAreAndWhenTheyWerePlayed(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
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
