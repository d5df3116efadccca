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
	Kind                Kind   // how it was measured
	Place               string // where: "US", "EU", "DK"
	Scale               Scale  // on which errors of its kind are alike
	Publication         string // who measured it
}

// Kind is how a figure was measured, which says how far off it may be beyond its
// sampling error.
type Kind string

// Kinds of figures.
const (
	Official    Kind = "official"    // a statistical office, from registers or large samples
	Probability Kind = "probability" // a survey with a random sample
	OptIn       Kind = "opt-in"      // a survey of members or of whoever answers
	Trade       Kind = "trade"       // of a vendor or an interested body
	Study       Kind = "study"       // an effect found by a study of its own
)

// Scale is on which errors are alike.
type Scale string

// Scales of figures.
const (
	Share  Scale = "share"  // in log odds
	Ratio  Scale = "ratio"  // in parts of its value
	Effect Scale = "effect" // in parts of its value
)

// Judged reports whether the band is a judgement of this project rather than
// the publication's own or computed from its standard error or sample. No fit
// within a band may be reported without this split.
func (t Target) Judged() bool { return strings.HasPrefix(t.Basis, "judgement") }

func (c *Country) loadTargets(folder fs.FS) error {
	const big = 1e6
	return rows(folder, "targets.csv", "id,group,quantity,value,low,high,unit,year,population,basis,kind,place,scale,publication,use,source", func(t *table) {
		x := Target{
			ID: t.newKey("id"), Group: t.text("group"), Quantity: t.text("quantity"),
			Value: t.number("value", -big, big), Low: t.number("low", -big, big), High: t.number("high", -big, big),
			Unit: t.text("unit"), Year: t.number("year", 1990, 2060), Population: t.text("population"),
			Basis: t.text("basis"), Kind: t.kind(),
			Place: t.text("place"), Scale: t.scale(), Publication: t.text("publication"),
		}
		t.text("use")
		c.source(t)
		if x.Scale == Share && !(x.Value > 0 && x.Value < 100) {
			t.failf("scale", "a share of %v %% has no log odds: it must lie above 0 and below 100", x.Value)
		}
		if x.Low > x.Value || x.Value > x.High {
			t.failf("value", "%v is outside its band %v to %v", x.Value, x.Low, x.High)
		}
		c.Targets = append(c.Targets, x)
	})
}

// kind and scale are those of the current row.
func (t *table) kind() Kind {
	return Kind(t.one("kind", string(Official), string(Probability), string(OptIn), string(Trade), string(Study)))
}

func (t *table) scale() Scale {
	return Scale(t.one("scale", string(Share), string(Ratio), string(Effect)))
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
