package evidence

import "io/fs"

// Years of the payroll survey. Employees[0] is May of FirstYear.
const (
	FirstYear = 2020
	LastYear  = 2025
	years     = LastYear - FirstYear + 1
)

// Modalities and Tasks name the entries of Occupation.Modality and
// Occupation.Tasks.
var (
	Modalities = [5]string{"text", "image", "audio", "video", "code"}
	Tasks      = [5]string{"ideate", "produce", "refine", "analyse", "relate"}
	Indices    = [3]string{"human", "gpt4", "observed"}
)

// Occupation is one of the creative occupations. Its figures come from
// occupations.csv, employees.csv, pay.csv, exposure.csv, use.csv and work.csv.
type Occupation struct {
	Key, SOC, Title, Domain string

	Employees    [years]float64 // on payrolls, May 2020 to May 2025 (OEWS)
	EmployeesRSE [years]float64 // relative standard error of each, percent
	People2024   float64        // employees and self-employed, annual mean 2024 (BLS projections)
	// SelfEmployedShare = 1 - Employees in May 2024 / People2024: the share
	// outside the payroll survey, mostly self-employed, a little unsurveyed.
	SelfEmployedShare float64
	Growth2434        float64 // percent over ten years, people of both kinds

	Pay      [5]float64            // p10, p25, p50, p75, p90 of employees, 2024 USD a year
	PayNote  string                // how a percentile that is not published was filled; empty if none was
	Exposure map[string][3]float64 // by name of Indices: alpha, beta, gamma, each in [0, 1]; "observed" holds one number three times
	Observed float64               // share of tasks observed in use of AI, [0, 1]

	// AutomationShare is the share of that use that is handed over whole
	// rather than worked on together, [0, 1]. Where fewer than
	// fewestTasks tasks were seen it is the mean of the domain, and
	// AutomationFilled is true.
	AutomationShare  float64
	AutomationFilled bool

	DigitalShare float64    // share of the work that is delivered as files (assumed)
	Modality     [5]float64 // text, image, audio, video, code; sums to 1 (assumed)
	Tasks        [5]float64 // ideate, produce, refine, analyse, relate; sums to 1 (assumed)
	WorkReason   string     // why DigitalShare is what it is

	Sources []string // keys of the sources of the above, in the order of the tables
}

func (c *Country) loadOccupations(folder fs.FS) error {
	t, err := open(folder, "occupations.csv", "key", "soc", "title", "domain", "people_2024", "growth_2024_34", "source")
	if err != nil {
		return err
	}
	for t.next() {
		o := Occupation{
			Key: t.newKey("key"), SOC: t.text("soc"), Title: t.text("title"), Domain: t.text("domain"),
			People2024: t.number("people_2024", 1, 1e9), Growth2434: t.number("growth_2024_34", -90, 900),
			Exposure: make(map[string][3]float64),
		}
		o.cite(c.source(t))
		c.addDomain(t, o.Domain)
		c.Occupations = append(c.Occupations, o)
	}
	return t.err
}

// addDomain keeps Domains in order of first appearance and demands that the
// occupations of a domain stand together: columns are grouped by this order.
func (c *Country) addDomain(t *table, domain string) {
	n := len(c.Domains)
	if n > 0 && c.Domains[n-1] == domain {
		return
	}
	for _, d := range c.Domains {
		if d == domain {
			t.failf("domain", "%q appears again after another domain; keep the occupations of a domain together", domain)
			return
		}
	}
	c.Domains = append(c.Domains, domain)
}

// cite adds a source once.
func (o *Occupation) cite(source string) {
	for _, s := range o.Sources {
		if s == source {
			return
		}
	}
	o.Sources = append(o.Sources, source)
}

// occupation reads the named column as the key of an occupation.
func (c *Country) occupation(t *table, column string) *Occupation {
	key := t.text(column)
	i := c.Occupation(key)
	if i < 0 {
		t.failf(column, "%q is not an occupation; use a key of occupations.csv", key)
		return &Occupation{Exposure: make(map[string][3]float64)}
	}
	return &c.Occupations[i]
}
