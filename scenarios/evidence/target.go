package evidence

import (
	"io/fs"
	"strings"
)

// Target is a measured figure that a run can be held against, in the units of
// its publication.
type Target struct {
	ID, Group, Quantity string
	Value, Low, High    float64 // Low <= Value <= High
	Unit                string
	Year                float64 // decimal: 2024.5 is the middle of 2024
	Population          string
	Basis               string // how the band was made
	Publication         string // who measured it
}

// Judged reports whether the band is a judgement of this project rather than
// the publication's own or computed from its standard error or sample. No fit
// within a band may be reported without this split.
func (t Target) Judged() bool { return strings.HasPrefix(t.Basis, "judgement") }

func (c *Country) loadTargets(folder fs.FS) error {
	const big = 1e6
	return rows(folder, "targets.csv", "id,group,quantity,value,low,high,unit,year,population,basis,publication,use,source", func(t *table) {
		x := Target{
			ID: t.newKey("id"), Group: t.text("group"), Quantity: t.text("quantity"),
			Value: t.number("value", -big, big), Low: t.number("low", -big, big), High: t.number("high", -big, big),
			Unit: t.text("unit"), Year: t.number("year", 1990, 2060), Population: t.text("population"),
			Basis: t.text("basis"), Publication: t.text("publication"),
		}
		t.text("use")
		c.source(t)
		if x.Low > x.Value || x.Value > x.High {
			t.failf("value", "%v is outside its band %v to %v", x.Value, x.Low, x.High)
		}
		c.Targets = append(c.Targets, x)
	})
}

// Target returns the target with this id; ok is false if there is none.
func (c *Country) Target(id string) (t Target, ok bool) {
	for _, t := range c.Targets {
		if t.ID == id {
			return t, true
		}
	}
	return Target{}, false
}
