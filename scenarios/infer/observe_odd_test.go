package infer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// ODD.md says of every figure how it is observed, as the code has it.
func TestODDSaysHowEveryFigureIsObserved(t *testing.T) {
	rows := [][]string{{"id", "what is compared", "kind", "place", "scale", "band sd", "discrepancy sd", "weak"}}
	for _, c := range comparisons {
		target, _ := evidence.US().Target(c.id)
		o := observed(target, home, c.worded)
		is := ""
		if weak(c.id, o) {
			is = "weak"
		}
		rows = append(rows, []string{c.id, strings.ReplaceAll(c.with, "_", `\_`), string(target.Kind), target.Place, string(o.scale), finding.Figures(o.band, 2), finding.Figures(o.apart, 2), is})
	}
	oddTable(t, "observed", markdown(rows))
}

// ODD.md has the discrepancies and the families of the code.
func TestODDHasDiscrepanciesAndFamilies(t *testing.T) {
	rows := [][]string{{"a figure that is", "standard deviation of its discrepancy"}}
	for _, k := range []struct {
		kind evidence.Kind
		text string
	}{
		{evidence.Official, "official, a share"}, {evidence.Probability, "of a sample by chance, a share"}, {evidence.OptIn, "of an opt-in panel, a share"},
		{evidence.Trade, "of a trade body or vendor, a share"}, {evidence.Study, "of a study, a share"},
	} {
		rows = append(rows, []string{k.text, finding.Plain(discrepancy[k.kind]) + " in log odds"})
	}
	rows = append(rows, []string{"a share of another country, or asked in other words", fmt.Sprintf("%s more, as the root of the sum of squares", finding.Plain(elsewhere))},
		[]string{"a ratio or an effect", finding.Plain(100*relative) + " % of the value"})
	if len(discrepancy) != 5 {
		t.Errorf("%d kinds have a discrepancy, and the table has five", len(discrepancy))
	}
	votes := [][]string{{"family", "figures compared"}}
	for _, name := range FamilyNames() {
		var ids []string
		for _, c := range comparisons {
			if target, _ := evidence.US().Target(c.id); familyOf(target) == name {
				ids = append(ids, c.id)
			}
		}
		votes = append(votes, []string{name, strings.Join(ids, ", ")})
	}
	oddTable(t, "discrepancy", markdown(rows))
	oddTable(t, "families", markdown(votes))
}
