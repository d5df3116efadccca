package evidence

import (
	"io/fs"
	"slices"
)

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
	Key, Title, Domain string

	Employees       [years]float64 // on payrolls, May 2020 to May 2025
	EmployeesRSE    [years]float64 // relative standard error of each, percent
	EmployeesSource string         // of the last year
	People2024      float64        // employees and self-employed, annual mean 2024
	// SelfEmployedShare = 1 - Employees in May 2024 / People2024: the share
	// outside the payroll survey, mostly self-employed, a little unsurveyed.
	SelfEmployedShare float64
	Growth2434        float64 // percent over ten years, people of both kinds

	Pay      [5]float64            // p10, p25, p50, p75, p90 of employees, 2024 USD a year
	Exposure map[string][3]float64 // by name of Indices: alpha, beta, gamma, each in [0, 1]; "observed" holds one number three times

	// Reserve is the lasting reserve toward AI beyond what trust, fear, skill
	// and capability explain, in logits of the decision to use it: negative for
	// those who hold back. The order of occupations is that of surveys, the
	// sizes are assumed.
	Reserve float64

	// AutomationShare is the share of that use that is handed over whole
	// rather than worked on together, [0, 1]. Where fewer than
	// fewestTasks tasks were seen it is the mean of the domain, and
	// AutomationFilled is true.
	AutomationShare  float64
	AutomationFilled bool

	DigitalShare float64    // share of the work that is delivered as files (assumed)
	Modality     [5]float64 // text, image, audio, video, code; sums to 1 (assumed)
	Tasks        [5]float64 // ideate, produce, refine, analyse, relate; sums to 1 (assumed)
}

func (c *Country) loadOccupations(folder fs.FS) error {
	return rows(folder, "occupations.csv", "key,soc,title,domain,people_2024,growth_2024_34,source", func(t *table) {
		o := Occupation{
			Key: t.newKey("key"), Title: t.text("title"), Domain: t.text("domain"),
			People2024: t.number("people_2024", 1, 1e9), Growth2434: t.number("growth_2024_34", -90, 900),
			Exposure: make(map[string][3]float64),
		}
		t.text("soc")
		c.source(t)
		c.checkDomain(t, o.Domain)
		c.Occupations = append(c.Occupations, o)
	})
}

// checkDomain demands a domain of domains.csv, and that the occupations of a
// domain stand together: columns are grouped by this order.
func (c *Country) checkDomain(t *table, domain string) {
	if c.Domain(domain) < 0 {
		t.failf("domain", "%q is not a domain; use a key of domains.csv", domain)
	}
	n := len(c.Occupations)
	if n > 0 && c.Occupations[n-1].Domain != domain && slices.ContainsFunc(c.Occupations, func(o Occupation) bool { return o.Domain == domain }) {
		t.failf("domain", "%q appears again after another domain; keep the occupations of a domain together", domain)
	}
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
