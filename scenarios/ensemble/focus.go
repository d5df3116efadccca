package ensemble

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// InView are the groups of a world's month that are told of: all, or, with a focus, that
// group in the place of all creatives and, of a domain, its occupations. Others are left
// out, so that no table says anything of them.
func InView(w *sim.World, focus string) []sim.Group {
	all := w.Now.Groups
	if focus == "" {
		return all
	}
	g := scenarios.GroupOf(focus)
	domains := map[string]string{} // by occupation
	for _, o := range w.Occupations {
		domains[o.Name] = w.Domains[o.Domain].Name
	}
	list := make([]sim.Group, 1)
	for _, x := range all {
		switch {
		case x.By == g.By && x.Name == g.Key:
			list[0] = sim.Group{By: table.All, Name: table.All, Values: alone(x.Values, all[0].Values, g)}
		case g.By == "domain" && x.By == "occupation" && domains[x.Name] == g.Key:
			list = append(list, x)
		}
	}
	return list
}

// alone is a row of a group beside that of all creatives: what policies cost is what they
// cost altogether, and what is of freelancers whoever is asked is that of freelancers.
func alone(own, all []float64, g scenarios.Group) []float64 {
	row := append([]float64(nil), own...)
	for k, m := range sim.Columns {
		theirs := g.Key == "freelancing" && (m.At(sim.ByClient) || m.Of == "freelancers" || m.Of == "orders")
		if m.Unit == "USD" || theirs {
			row[k] = all[k]
		}
	}
	return row
}
