package lesson

import (
	"fmt"
	"io"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// List lists lessons, one a line.
func List(w io.Writer, list []*Lesson) error {
	var rows [][]string
	for _, l := range list {
		rows = append(rows, []string{l.ID, finding.Marked(l.Title, l.Assumed), fmt.Sprintf("%d minutes", l.Minutes)})
	}
	_, err := fmt.Fprintln(w, finding.Columns(rows))
	return err
}

// Print writes slides and sheet.
func (r *Reading) Print(dir string, slides, sheet bool) ([]string, error) { return nil, nil }
