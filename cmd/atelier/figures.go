package main

import (
	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// figureData hands a run and the facts it is shown beside to package plots.
func figureData(sum *scenarios.Summary, result *ensemble.Result) plots.Data {
	country := evidence.US()
	d := plots.Data{
		Series: result.Series, Contrast: result.Contrast,
		Observed: observed(country), Labels: result.Titles, Assumed: map[string]bool{},
		Place: country.Name, Population: sum.Population, People: result.People,
		Replicates: sum.Replicates, Seed: sum.Seed, Digest: sum.Digest,
		Version: store.CurrentVersions().Module, Calibrated: sum.Calibrated, World: sum.World,
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
