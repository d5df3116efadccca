package scenarios

import "github.com/atelier-sim/atelier/scenarios/finding"

// MostPanelRows is how many rows of one world a panel may have at its start, creatives
// times months: more would not fit into the memory of a laptop.
const MostPanelRows = 4_000_000

// checkPanel refuses a panel of more creatives than there are, or of too many rows.
func (o *Options) checkPanel() error {
	switch {
	case o.Panel > 0 && o.Panel > o.Population:
		return Mistake("--panel: value %s: there are %s creatives; follow at most so many", finding.Count(o.Panel), finding.Count(o.Population))
	case o.Panel > 0 && o.Panel > MostPanelRows/o.Months:
		return Mistake("--panel: value %s: over %s months a panel may have %s creatives", finding.Count(o.Panel), finding.Count(o.Months), finding.Count(MostPanelRows/o.Months))
	}
	return nil
}
