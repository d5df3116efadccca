package evidence

import (
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/sim"
)

// tolerance of sums that should be 1.
const tolerance = 1e-9

// Check reports the first thing in the country that a world could not be made
// from: a missing figure, a share that does not sum to one, a key that nobody
// defined. Load has already checked each field by itself.
func (c *Country) Check() error {
	for _, check := range []func() error{
		c.checkOccupations, c.checkSectors, c.checkOccupancy, c.checkMobility, c.checkStages, c.checkObserved, c.checkSources,
	} {
		if err := check(); err != nil {
			return fmt.Errorf("%s: %w", c.Key, err)
		}
	}
	return nil
}

func (c *Country) checkOccupations() error {
	if len(c.Occupations) == 0 {
		return fmt.Errorf("occupations.csv: there is no occupation; add one")
	}
	for i := range c.Occupations {
		if err := c.Occupations[i].check(); err != nil {
			return err
		}
	}
	for _, d := range c.Domains {
		if !slices.ContainsFunc(c.Occupations, func(o Occupation) bool { return o.Domain == d.Key }) {
			return fmt.Errorf("domains.csv: %s has no occupation; remove its row", d.Key)
		}
	}
	return nil
}

// check reports what an occupation lacks, with the table that should hold it.
func (o *Occupation) check() error {
	for y, n := range o.Employees {
		if n <= 0 {
			return fmt.Errorf("employees.csv: %s has no row for %d; add it", o.Key, FirstYear+y)
		}
	}
	if o.SelfEmployedShare < 0 || o.SelfEmployedShare >= 1 {
		return fmt.Errorf("occupations.csv: %s has %.0f people in 2024 but %.0f employees; people include them", o.Key, o.People2024, o.Employees[2024-FirstYear])
	}
	if o.Pay[0] <= 0 || !slices.IsSorted(o.Pay[:]) {
		return fmt.Errorf("pay.csv: %s has percentiles %v; give all five, rising", o.Key, o.Pay)
	}
	for _, index := range Indices {
		e, ok := o.Exposure[index]
		if !ok {
			return fmt.Errorf("exposure.csv, use.csv: %s has no index %q; add it", o.Key, index)
		}
		if !slices.IsSorted(e[:]) {
			return fmt.Errorf("exposure.csv: %s has %s %v; alpha, beta, gamma may not fall", o.Key, index, e)
		}
	}
	for _, shares := range [][]float64{o.Modality[:], o.Tasks[:]} {
		if err := checkShares(shares); err != nil {
			return fmt.Errorf("work.csv: %s has no row or a bad one: %w", o.Key, err)
		}
	}
	return nil
}

// checkShares demands numbers from 0 to 1 that sum to 1.
func checkShares(shares []float64) error {
	for _, x := range shares {
		if !(x >= 0 && x <= 1) {
			return fmt.Errorf("share %v is outside 0 to 1", x)
		}
	}
	if s := total(shares); !(s > 1-tolerance && s < 1+tolerance) {
		return fmt.Errorf("%d shares sum to %.6g instead of 1", len(shares), s)
	}
	return nil
}

func (c *Country) checkSectors() error {
	for i := range c.Sectors {
		s := &c.Sectors[i]
		n := len(s.Classes)
		if n == 0 || s.Classes[0].Low != 1 || s.Classes[n-1].High != 0 {
			return fmt.Errorf("size_classes.csv: %s must have classes from 1 staff up to one without an upper end", s.Key)
		}
		if s.Tail <= 0 {
			return fmt.Errorf("size_classes.csv: %s has a tail of %v; it needs at least two classes from %d staff on", s.Key, s.Tail, tailFrom)
		}
		if s.Gain < s.GainLow || s.Gain > s.GainHigh {
			return fmt.Errorf("sectors.csv: %s has a gain of %v outside its range %v to %v", s.Key, s.Gain, s.GainLow, s.GainHigh)
		}
		if s.CreativeShare <= 0 || s.CreativeShare > 1 {
			return fmt.Errorf("occupancy.csv: %s has a creative share of jobs of %v; it must lie between 0 and 1", s.Key, s.CreativeShare)
		}
	}
	return nil
}

func (c *Country) checkOccupancy() error {
	if len(c.Occupancy) != len(c.Occupations) {
		return fmt.Errorf("occupancy.csv: %d rows for %d occupations; give one each", len(c.Occupancy), len(c.Occupations))
	}
	for i, row := range c.Occupancy {
		if len(row) != len(c.Sectors) {
			return fmt.Errorf("occupancy.csv: %s has no row; add it", c.Occupations[i].Key)
		}
		if err := checkShares(row); err != nil {
			return fmt.Errorf("occupancy.csv: %s: %w", c.Occupations[i].Key, err)
		}
	}
	return nil
}

func (c *Country) checkMobility() error {
	n := len(c.Occupations)
	for i, row := range c.Mobility {
		if len(row) != n+1 || row[i] != 0 {
			return fmt.Errorf("mobility.csv: %s must have %d weights and none to itself", c.Occupations[i].Key, n+1)
		}
		if err := checkShares(row); err != nil {
			return fmt.Errorf("mobility.csv: %s: %w", c.Occupations[i].Key, err)
		}
	}
	return nil
}

func (c *Country) checkStages() error {
	shares := make([]float64, len(c.Stages))
	for i, s := range c.Stages {
		shares[i] = s.Share
		if s.Share < s.ShareLow || s.Share > s.ShareHigh {
			return fmt.Errorf("stages.csv: %s has a share outside its range", s.Key)
		}
	}
	if err := checkShares(shares); err != nil {
		return fmt.Errorf("stages.csv: %w; give every stage", err)
	}
	return nil
}

// checkObserved demands that a point stands beside a group that exists.
func (c *Country) checkObserved() error {
	for _, p := range c.Observed {
		ok := true
		switch p.By {
		case "all":
			ok = p.Group == "all"
		case "domain":
			ok = c.Domain(p.Group) >= 0
		case "occupation":
			ok = c.Occupation(p.Group) >= 0
		case "sector":
			ok = c.Sector(p.Group) >= 0
		case "size":
			ok = p.Group == "none" || slices.Contains(sim.SizeNames, p.Group)
		default:
			return fmt.Errorf("observed.csv: %q is not a grouping; use all, domain, occupation, sector or size", p.By)
		}
		if !ok {
			return fmt.Errorf("observed.csv: %q is not a group of %s", p.Group, p.By)
		}
	}
	return nil
}

// checkSources demands that every source is one of a figure: what is listed is
// credited.
func (c *Country) checkSources() error {
	for _, s := range c.Sources {
		if !s.used {
			return fmt.Errorf("sources.csv: no table uses %q; remove its row", s.Key)
		}
	}
	return nil
}
