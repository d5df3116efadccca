package evidence

import "io/fs"

// Dollars2022To2024 turns 2022 dollars into the 2024 dollars of the model:
// the ratio of the annual averages 313.689 and 292.655 of the US consumer
// price index (source key "cpi").
const Dollars2022To2024 = 313.689 / 292.655

// Sector is a group of industries whose organisations employ creatives.
type Sector struct {
	Key, Title string
	NAICS      string // industries of NAICS 2022 that it holds
	NACE       string // the section of the EU survey that stands beside it: J, M, R or all
	Classes    []SizeClass
	Tail       float64 // exponent of the upper tail of staff: firms above x fall as x^-Tail; computed from Classes

	ReceiptsPerJob float64 // 2024 USD a year
	// CreativeShare is employees of the 20 occupations over all jobs of the
	// sector, [0, 1], from Occupancy and Classes.
	CreativeShare float64

	AnyAIAll2021 float64    // share of organisations with any staff using any AI in 2021 (US)
	AnyAI2021    float64    // the same for 10 staff or more: AnyAIAll2021 at the odds ratio 1.24 of 10+ to all (US)
	EU           [3]float64 // share of EU organisations with 10 staff or more using any AI: 2021, 2023, 2024

	Gain, GainLow, GainHigh float64 // pull of generative AI on the adoption index, logits at full capability (assumed, prior)

	// Source is of the US shares (Classes are all "susb").
	Source, EUSource, GainSource string

	Note string // how AnyAIAll2021 and EU were made where the survey has no line of its own
}

// SizeClass is the firms of one class of staff. Staff is counted over the
// whole enterprise, jobs only within the sector: Jobs/Firms may lie below Low
// where a large enterprise has a small unit in the sector.
type SizeClass struct {
	Low, High   int // staff of the enterprise; High 0 = no upper end
	Firms, Jobs float64
	Receipts    float64 // thousand 2022 USD a year
}

// StaffPerFirm is the mean number of jobs in the sector per firm.
func (s SizeClass) StaffPerFirm() float64 { return s.Jobs / s.Firms }

// Firms is the number of firms of all classes.
func (s *Sector) Firms() float64 {
	n := 0.0
	for _, k := range s.Classes {
		n += k.Firms
	}
	return n
}

// Jobs is the number of jobs of all classes.
func (s *Sector) Jobs() float64 {
	n := 0.0
	for _, k := range s.Classes {
		n += k.Jobs
	}
	return n
}

func (c *Country) loadSectors(folder fs.FS) error {
	t, err := open(folder, "sectors.csv", "key", "title", "naics", "nace", "any_ai_2021_all", "any_ai_2021_10plus",
		"eu_2021", "eu_2023", "eu_2024", "gain", "gain_low", "gain_high", "source", "eu_source", "gain_source", "note")
	if err != nil {
		return err
	}
	for t.next() {
		c.Sectors = append(c.Sectors, Sector{
			Key: t.newKey("key"), Title: t.text("title"), NAICS: t.text("naics"), NACE: t.text("nace"),
			AnyAIAll2021: t.share("any_ai_2021_all"), AnyAI2021: t.share("any_ai_2021_10plus"),
			EU:   [3]float64{t.share("eu_2021"), t.share("eu_2023"), t.share("eu_2024")},
			Gain: t.number("gain", 0, 10), GainLow: t.number("gain_low", 0, 10), GainHigh: t.number("gain_high", 0, 10),
			Source: c.source(t), EUSource: c.sourceIn(t, "eu_source"), GainSource: c.sourceIn(t, "gain_source"),
			Note: t.text("note"),
		})
	}
	return t.err
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
	t, err := open(folder, "size_classes.csv", "sector", "low", "high", "firms", "jobs", "receipts_thousand_2022", "source", "naics_2017")
	if err != nil {
		return err
	}
	for t.next() {
		s := c.sector(t, "sector")
		k := SizeClass{
			Low: t.whole("low", 1, 1e6), High: t.whole("high", 0, 1e6),
			Firms: t.number("firms", 1, 1e9), Jobs: t.number("jobs", 1, 1e9), Receipts: t.number("receipts_thousand_2022", 1, 1e15),
		}
		if n := len(s.Classes); n > 0 && s.Classes[n-1].High+1 != k.Low {
			t.failf("low", "%d does not follow the class before it, which ends at %d staff", k.Low, s.Classes[n-1].High)
		}
		s.Classes = append(s.Classes, k)
		c.source(t)
		t.text("naics_2017")
	}
	for i := range c.Sectors {
		c.Sectors[i].derive()
	}
	return t.err
}
