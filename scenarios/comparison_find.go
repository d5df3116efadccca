package scenarios

// Find returns the effect of an arm on a measure of all creatives in a world,
// or nil.
func (c *Comparison) Find(world string, arm int, column, when string) *Effect {
	return find(c.Effects, world, arm, column, when)
}

// Level returns the level of a measure in an arm, or nil.
func (c *Comparison) Level(world string, arm int, column, when string) *Effect {
	return find(c.Levels, world, arm, column, when)
}

func find(list []Effect, world string, arm int, column, when string) *Effect {
	for i := range list {
		if e := &list[i]; e.World == world && e.Arm == arm && e.Column == column && e.When == when && e.By == "all" {
			return e
		}
	}
	return nil
}

// BestOf returns who may be the best in a measure and world, or nil.
func (c *Comparison) BestOf(column, world string) *Best {
	for i := range c.Best {
		if c.Best[i].Column == column && c.Best[i].World == world {
			return &c.Best[i]
		}
	}
	return nil
}

// RatioOf returns a cost per effect, or nil.
func (c *Comparison) RatioOf(world string, arm int, kind, payer string) *Ratio {
	for i := range c.Ratios {
		if r := &c.Ratios[i]; r.World == world && r.Arm == arm && r.Kind == kind && r.Payer == payer {
			return r
		}
	}
	return nil
}

// BillOf returns what all policies of an arm cost a payer, or nil.
func (c *Comparison) BillOf(world string, arm int, payer string) *Bill {
	for i := range c.Bills {
		if b := &c.Bills[i]; b.World == world && b.Arm == arm && b.Policy == "" && b.Payer == payer {
			return b
		}
	}
	return nil
}

// Years is the length of the period of the policies.
func (c *Comparison) Years() float64 { return float64(c.Months-c.Start) / 12 }

// JobYears is the effect of an arm on years of work over the period, of
// employees and freelancers.
func (c *Comparison) JobYears(world string, arm int) Estimate {
	e := c.Find(world, arm, AtWork, OverPeriod)
	if e == nil {
		return Estimate{Value: nan, Low: nan, High: nan}
	}
	return e.Scaled(c.Years())
}
