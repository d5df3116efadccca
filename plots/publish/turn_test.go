package publish

import (
	"io"
	"path/filepath"
	"slices"
	"testing"
)

// One worker writes files in their turn: those that take long first, others in the order
// in which they are named, and none twice.
func TestFilesThatTakeLongAreBegunFirst(t *testing.T) {
	folder, err := layout.Create(filepath.Join(t.TempDir(), "run"), aKey())
	if err != nil {
		t.Fatal(err)
	}
	w := &writer{ctx: t.Context(), folder: folder, question: Question{Contest: alone(t, 1)}}
	w.question.Contest.Options.Workers = 1
	var begun []string
	note := func(name string) part {
		return part{name, func(io.Writer) error { begun = append(begun, name); return nil }}
	}
	asked := []part{note("figures/a.svg"), note("figures/a.png"), note(workbookFile), note("tables/a.csv"), note(reportFile), note(seriesTable), note("figures/b.svg")}
	for range 2 {
		if err := w.put(asked); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{workbookFile, reportFile, seriesTable, "figures/a.png", "figures/a.svg", "tables/a.csv", "figures/b.svg"}
	if !slices.Equal(begun, want) {
		t.Errorf("begun were %v, want %v", begun, want)
	}
	if asked[0].name != "figures/a.svg" {
		t.Error("the list of files, which the study tells in its order, was put in another")
	}
	if err := folder.Abort(); err != nil {
		t.Fatal(err)
	}
}
