package report

import (
	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
)

// data hands a run and the facts it is shown beside to package plots.
func data(run Run, country *evidence.Country) plots.Data {
	s := run.Summary
	d := plots.Data{
		Series: run.Series, Contrast: run.Contrast,
		Observed: observed(country), Labels: s.Titles, Assumed: map[string]bool{},
		Place: country.Name, Population: s.Population, People: s.People,
		Replicates: s.Replicates, Seed: s.Seed, Digest: s.Digest,
		Version: run.Manifest.Versions.Module, Calibrated: s.Calibrated, World: s.World,
	}
	for _, c := range sim.Columns {
		d.Assumed[c.Name] = c.Assumed
	}
	return d
}

// observed are the measured figures to draw beside the simulated lines.
func observed(c *evidence.Country) []plots.Point {
	points := make([]plots.Point, len(c.Observed))
	for i, p := range c.Observed {
		points[i] = plots.Point{
			Series: p.Series, Group: p.Group, Year: p.Year, Value: p.Value, Low: p.Low, High: p.High,
			Label: p.Label, Source: p.Source, SameDefinition: p.SameDefinition,
		}
	}
	return points
}
