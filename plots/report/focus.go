package report

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// inView is a country's facts as they may stand in a report of a group of creatives:
// points that were observed of the group, in the place of all creatives, and none that are
// of others; of what outcomes hang on nothing, since that is known of all creatives only.
// Without a focus it is the country.
func inView(focus *scenarios.Focus, c *evidence.Country) *evidence.Country {
	if focus == nil {
		return c
	}
	view := *c
	view.Known, view.Observed = nil, nil
	for _, p := range c.Observed {
		switch {
		case p.By == focus.By && p.Group == focus.Key:
			p.By, p.Group = "all", "all"
			view.Observed = append(view.Observed, p)
		case focus.By == "domain" && p.By == "occupation" && c.Occupations[c.Occupation(p.Group)].Domain == focus.Key:
			view.Observed = append(view.Observed, p)
		}
	}
	return &view
}
