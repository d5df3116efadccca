package report

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
)

// chapters are the sections of a comparison by the figures they hold, in the
// order of the page. The last one takes every figure that no other names.
var chapters = []struct {
	id, title, lead string
	figures         []string
}{
	{"contrasts", "What each policy changes", "", []string{"contrast-work", "contrast-income", "contrast-received", "contrast-use"}},
	{"more", "Further outcomes", "", []string{"contrast-employees", "contrast-orders", "contrast-fear"}},
	{"paths", "Over time", "The difference from the reference, each point the mean of the twelve months up to it; before the policies start nothing can differ.", []string{"paths-work", "bands-work", "paths-income", "bands-income"}},
	{"groups", "Who gains, who loses", "", []string{"groups-work", "occupations-work", "groups-income", "occupations-income"}},
	{"money", "What it costs, and who pays", "", []string{"who-pays", "cost-and-effect"}},
	{"robust", "Does it hold in other worlds", "Nobody knows how fast AI becomes capable. A policy that comes out ahead in one world may fall behind in another.", []string{"worlds-work", "regret"}},
	{"causes", "What moves the number of employees", "", []string{"causes-by-policy"}},
	{"further", "Further figures", "", nil},
}

// place puts the figures that can be drawn into their sections and numbers them
// in the order of the page.
func (r *ComparisonReport) place(figures []plots.Figure) {
	shows, placed := map[string]string{}, []string{}
	for _, k := range plots.CompareKinds() {
		shows[k.ID] = k.Shows
	}
	r.Sections = map[string]Section{}
	for _, ch := range chapters {
		s := Section{ID: ch.id, Title: ch.title, Lead: ch.lead}
		ids := ch.figures
		if ids == nil {
			for _, f := range figures {
				if !slices.Contains(placed, f.ID) {
					ids = append(ids, f.ID)
				}
			}
		}
		placed = append(placed, ids...)
		for _, id := range ids {
			if f := find(figures, id); f != nil {
				f.Played = r.Run.Manifest.Started
				page := Figure{Figure: *f, Number: len(r.figures) + 1, Shows: shows[id], Rows: r.rows(f)}
				r.under(&page)
				s.Figures, r.figures = append(s.Figures, page), append(r.figures, page)
			}
		}
		r.Sections[ch.id] = s
	}
}

// rows are the values of a figure for the table below it: of paths those at the
// end of every fifth year, and of the last month.
func (r *ComparisonReport) rows(f *plots.Figure) []Row {
	last := ""
	for _, e := range f.Values {
		last = max(last, e.Date)
	}
	var list []Row
	for _, e := range f.Values {
		if fifth := strings.HasSuffix(e.Date, "0-12") || strings.HasSuffix(e.Date, "5-12"); e.Date != "" && e.Date != last && !fifth {
			continue
		}
		at := row(e, r.titles)
		at.What = r.who(e.Arm) + ": " + at.What
		if len(r.Run.Comparison.Worlds) > 1 && e.World != r.world() {
			at.What += ", " + e.World
			if e.World != "largest" {
				at.What += " world"
			}
		}
		list = append(list, at)
	}
	return list
}

// who is what readers call the arm of a key.
func (r *ComparisonReport) who(key string) string {
	for i, a := range r.Run.Comparison.Arms {
		if a.Name == key {
			return r.armTitle(i)
		}
	}
	return key
}
