package report

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// knowns are what the country's outcomes hang on, of a run over parameter sets.
func (r *Report) knowns() []evidence.Known {
	if !r.Study.Ensemble() || r.Study.Kind != scenarios.KindRun {
		return nil
	}
	return r.known
}

func (r *Report) unknownLead() string {
	if len(r.knowns()) == 0 {
		return ""
	}
	return "Data leave many parameters open. These make most of what is not known: measuring them would settle most."
}

// mostNamed are the parameters that a row of the table names.
const mostNamed = 4

// unknownTables say of each outcome how far it is known and what makes most of that.
func (r *Report) unknownTables() []Table {
	list := r.knowns()
	if len(list) == 0 {
		return nil
	}
	t := Table{ID: "unknowns", Title: "What each outcome hangs on", First: "Outcome", Heads: []Head{{"Against without AI, December 2035", "n"}, {"Makes most of what is not known", ""}},
		Caption: "Scenario baseline, over all parameter sets, luck left out: middle, and 5 to 95% of sets. Shares of the variance that a parameter makes, by itself and with others, so that they add up to more than all."}
	for _, k := range list {
		m := sim.MeasureOf(k.Outcome)
		unit := "%"
		if m.Unit == "share" {
			unit = " points"
		}
		var names []string
		for _, u := range k.Unknowns[:min(mostNamed, len(k.Unknowns))] {
			names = append(names, fmt.Sprintf("%s (%s)", u.Path, finding.Share(u.Share)))
		}
		e := finding.Estimate{Place: finding.Place{Unit: unit}, Value: k.Middle, Low: k.Low, High: k.High}
		x := e.Spell(finding.Signed)
		t.Rows = append(t.Rows, TableRow{Title: m.Label, Cells: []Cell{{Text: x.Value + unit, Interval: x.Interval()}, {Text: strings.Join(names, ", ")}}})
	}
	return []Table{t}
}
