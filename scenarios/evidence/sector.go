package evidence

import "io/fs"

// Sector is a group of industries whose organisations employ creatives.
type Sector struct {
	Key, Title string
	NACE       string // the section of the EU survey that stands beside it: J, M, R or all
	Classes    []SizeClass
	Tail       float64 // exponent of the upper tail of staff: firms above x fall as x^-Tail; computed from Classes

	// CreativeShare is employees of the occupations over all jobs of the
	// sector, [0, 1], from Occupancy and Classes.
	CreativeShare float64

	AnyAI2021 float64 // share of organisations with 10 staff or more using any AI in 2021

	Gain, GainLow, GainHigh float64 // pull of generative AI on the adoption index, logits at full capability (assumed, prior)

	Covered float64 // share of organisations under a collective agreement (assumed)
}

// SizeClass is the firms of one class of staff. Staff is counted over the
// whole enterprise, jobs only within the sector: Jobs/Firms may lie below Low
// where a large enterprise has a small unit in the sector.
type SizeClass struct {
	Low, High   int // staff of the enterprise; High 0 = no upper end
	Firms, Jobs float64
}

// StaffPerFirm is the mean number of jobs in the sector per firm.
func (s SizeClass) StaffPerFirm() float64 { return s.Jobs / s.Firms }

// Jobs is the number of jobs of all classes.
func (s *Sector) Jobs() float64 {
	n := 0.0
	for _, k := range s.Classes {
		n += k.Jobs
	}
	return n
}

func (c *Country) loadSectors(folder fs.FS) error {
	return rows(folder, "sectors.csv", "key,title,naics,nace,any_ai_2021_10plus,source,gain,gain_low,gain_high,gain_source,covered,covered_source,note", func(t *table) {
		c.Sectors = append(c.Sectors, Sector{
			Key: t.newKey("key"), Title: t.text("title"), NACE: t.text("nace"), AnyAI2021: t.share("any_ai_2021_10plus"),
			Gain: t.number("gain", 0, 10), GainLow: t.number("gain_low", 0, 10), GainHigh: t.number("gain_high", 0, 10),
			Covered: t.share("covered"),
		})
		c.source(t)
		c.sourceIn(t, "gain_source")
		c.sourceIn(t, "covered_source")
		t.text("naics")
		t.text("note")
	})
}

// sector reads the named column as the key of a sector.
func (c *Country) sector(t *table, column string) *Sector {
	key := t.text(column)
	i := c.Sector(key)
	if i < 0 {
		t.failf(column, "%q is not a sector; use a key of sectors.csv", key)
		return &Sector{}
	}
	return &c.Sectors[i]
}

func (c *Country) loadSizeClasses(folder fs.FS) error {
	err := rows(folder, "size_classes.csv", "sector,low,high,firms,jobs,source,naics_2017", func(t *table) {
		s := c.sector(t, "sector")
		k := SizeClass{
			Low: t.whole("low", 1, 1e6), High: t.whole("high", 0, 1e6),
			Firms: t.number("firms", 1, 1e9), Jobs: t.number("jobs", 1, 1e9),
		}
		if n := len(s.Classes); n > 0 && s.Classes[n-1].High+1 != k.Low {
			t.failf("low", "%d does not follow the class before it, which ends at %d staff", k.Low, s.Classes[n-1].High)
		}
		s.Classes = append(s.Classes, k)
		c.source(t)
		t.text("naics_2017")
	})
	for i := range c.Sectors {
		c.Sectors[i].Tail = tail(c.Sectors[i].Classes)
	}
	return err
}
