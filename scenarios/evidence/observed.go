package evidence

import (
	"io/fs"
	"math"
	"strings"
)

// Point is a measured figure to draw beside a simulated line, in the units of
// that line.
type Point struct {
	Series           string  // the output column it stands beside, or a name of its own where no column means the same
	By, Group        string  // as in the output: "all" "all", "sector" "publishing", ...
	Year             float64 // decimal: January 2021 is 2021, May 2021 is 2021 + 4/12
	Value, Low, High float64 // Low = High = Value where no band is known
	Label            string  // who was asked and what, for a legend
	Source           string  // key of sources.csv
	Publication      string  // who measured it: of a target as its row says, else the publisher of the source
	Place            string  // where: "US", "EU", "DK"
	// SameDefinition is false where the definition or the population differs
	// from the output's: draw such a point hollow.
	SameDefinition bool
}

func (c *Country) loadObserved(folder fs.FS) error {
	return rows(folder, "observed.csv", "series,by,group,year,value,low,high,unit,same_definition,label,source,target,place", func(t *table) {
		p := Point{
			Series: t.text("series"), By: t.text("by"), Group: t.text("group"), Year: t.number("year", 1990, 2060),
			Value: t.number("value", 0, 1e9), Low: t.number("low", 0, 1e9), High: t.number("high", 0, 1e9),
			SameDefinition: t.whole("same_definition", 0, 1) == 1, Label: t.text("label"), Source: c.source(t),
		}
		p.Place, p.Publication = t.text("place"), c.publisher(p.Source)
		t.text("unit")
		if p.Low > p.Value || p.Value > p.High {
			t.failf("value", "%v is outside its band %v to %v", p.Value, p.Low, p.High)
		}
		if id := t.optional("target"); id != "" {
			x, ok := c.Target(id)
			switch {
			case !ok:
				t.failf("target", "%q is not an id of targets.csv", id)
			case x.Place != p.Place:
				t.failf("place", "%q is not where %s was measured, which is %s", p.Place, id, x.Place)
			}
			p.Publication = x.Publication
		}
		c.Observed = append(c.Observed, p)
	})
}

// publisher is who published a source, "" for one that is not listed.
func (c *Country) publisher(source string) string {
	for _, s := range c.Sources {
		if s.Key == source {
			return s.Publisher
		}
	}
	return ""
}

// addEmploymentPoints appends employees by domain and in all, May 2021 to May
// 2025, with 1.96 standard errors: the same definition as the output, and also
// its input, so that nearness is no evidence of fit.
func (c *Country) addEmploymentPoints() {
	for y := 1; y < years; y++ {
		c.Observed = append(c.Observed, c.employmentPoint("all", "all", "", y))
	}
	for _, domain := range c.Domains {
		for y := 1; y < years; y++ {
			c.Observed = append(c.Observed, c.employmentPoint("domain", domain.Key, domain.Key, y))
		}
	}
}

func (c *Country) employmentPoint(by, group, domain string, y int) Point {
	sum, variance := 0.0, 0.0
	for _, o := range c.Occupations {
		if domain == "" || o.Domain == domain {
			sum += o.Employees[y]
			se := o.Employees[y] * o.EmployeesRSE[y] / 100
			variance += float64(se * se)
		}
	}
	half := float64(1.96 * math.Sqrt(variance))
	return Point{
		Series: "employed", By: by, Group: group, Year: float64(FirstYear+y) + 4.0/12,
		Value: sum, Low: sum - half, High: sum + half,
		Label: strings.ToUpper(c.Key) + " employees, payroll survey of May", Source: c.Occupations[0].EmployeesSource, Publication: c.publisher(c.Occupations[0].EmployeesSource), Place: strings.ToUpper(c.Key), SameDefinition: true,
	}
}
