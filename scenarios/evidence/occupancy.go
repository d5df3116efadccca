package evidence

import "io/fs"

// inHouse is the sector of all industries that have no sector of their own.
const inHouse = "other_industries"

// loadOccupancy turns employees by three-digit industry into shares of the
// model's sectors. The survey does not divide professional services (541) nor
// publishing (513, which since 2022 holds software publishers), so the three
// columns "..._of_..." do, by assumption. What no listed industry employs is
// in-house work of other industries: government, schools, retail, temporary
// help, and the few cells that the survey does not release.
func (c *Country) loadOccupancy(folder fs.FS) error {
	c.Occupancy = make([][]float64, len(c.Occupations))
	err := rows(folder, "occupancy.csv", "occupation,naics_512,naics_513,naics_516,naics_519,naics_541,naics_711,design_of_541,advertising_of_541,software_of_513,source,split_source", func(t *table) {
		t.newKey("occupation")
		o := c.occupation(t, "occupation")
		c.source(t)
		c.sourceIn(t, "split_source")
		heads := c.headsBySector(t)
		if c.Sector(inHouse) < 0 {
			t.failf("occupation", "the split needs the sector %q; add it to sectors.csv", inHouse)
		}
		if t.err != nil {
			return
		}
		all := o.Employees[2024-FirstYear]
		rest := all - total(heads)
		if rest < 0 {
			t.failf("naics_512", "the industries hold %v employees but employees.csv has only %v in 2024", total(heads), all)
		}
		heads[c.Sector(inHouse)] = rest
		for s := range heads {
			heads[s] /= all
		}
		c.Occupancy[c.Occupation(o.Key)] = heads
	})
	if err == nil {
		c.deriveCreativeShares()
	}
	return err
}

// headsBySector divides the current row's employees among the sectors other
// than other_industries.
func (c *Country) headsBySector(t *table) []float64 {
	n := func(column string) float64 { return t.number(column, 0, 1e9) }
	design, advertising, software := t.share("design_of_541"), t.share("advertising_of_541"), t.share("software_of_513")
	if design+advertising > 1 {
		t.failf("design_of_541", "%v and advertising_of_541 %v sum to more than 1", design, advertising)
	}
	heads := make([]float64, len(c.Sectors))
	put := func(sector string, x float64) {
		s := c.Sector(sector)
		if s < 0 {
			t.failf("occupation", "the split needs the sector %q; add it to sectors.csv", sector)
			return
		}
		heads[s] = x
	}
	put("film_sound", n("naics_512"))
	put("publishing", float64(n("naics_513")*(1-software)))
	put("information", float64(n("naics_513")*software)+n("naics_516")+n("naics_519"))
	put("design_services", float64(n("naics_541")*design))
	put("advertising", float64(n("naics_541")*advertising))
	put("professional", float64(n("naics_541")*(1-design-advertising)))
	put("performing_arts", n("naics_711"))
	put(inHouse, 0)
	return heads
}

// deriveCreativeShares divides each sector's creative employees of May 2024 by
// its jobs.
func (c *Country) deriveCreativeShares() {
	for s := range c.Sectors {
		heads := 0.0
		for o := range c.Occupations {
			if len(c.Occupancy[o]) > s {
				heads += float64(c.Occupancy[o][s] * c.Occupations[o].Employees[2024-FirstYear])
			}
		}
		if jobs := c.Sectors[s].Jobs(); jobs > 0 {
			c.Sectors[s].CreativeShare = heads / jobs
		}
	}
}
