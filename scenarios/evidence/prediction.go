package evidence

import (
	"errors"
	"io/fs"
	"regexp"
)

// Prediction is a figure that somebody has published or will, and that nobody in the
// project had looked at on the day it was sealed: what is said of it beforehand can be
// held against it. It has no value here, and gets none: a figure that was looked at
// becomes a [Target].
type Prediction struct {
	ID, Group, Quantity string
	Unit                string
	Year                float64 // decimal: 2025.5 is July 2025
	Population          string  // who is asked
	Kind                Kind
	Place               string
	Scale               Scale
	Publication         string // who measures it
	Sealed              string // the day on which nobody had looked, "2026-11-28"
}

// predictionsFile is a table that a country may lack.
const predictionsFile = "predictions.csv"

var sealed = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func (c *Country) loadPredictions(folder fs.FS) error {
	if _, err := fs.Stat(folder, predictionsFile); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return rows(folder, predictionsFile, "id,group,quantity,unit,year,population,kind,place,scale,publication,sealed", func(t *table) {
		p := Prediction{
			ID: t.newKey("id"), Group: t.text("group"), Quantity: t.text("quantity"), Unit: t.text("unit"), Year: t.number("year", 2025, 2060),
			Population: t.text("population"), Kind: t.kind(), Place: t.text("place"), Scale: t.scale(), Publication: t.text("publication"),
			Sealed: t.like("sealed", sealed, "a day such as 2026-11-28"),
		}
		t.text("sealed")
		if _, known := c.Target(p.ID); known {
			t.failf("id", "%q is a target already: what was looked at is no prediction", p.ID)
		}
		c.Predictions = append(c.Predictions, p)
	})
}
