package ensemble

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// With a focus the row of all creatives is that of the group to the bit, in every month of
// both worlds; money is that of everybody, and what freelancers are asked and paid that of
// freelancers. Groups outside are not there.
func TestAFocusIsTheGroupInThePlaceOfAll(t *testing.T) {
	p := small()
	p.Options.Months, p.Options.Replicates = 24, 1
	p.Scenario = p.Scenario.Clone()
	whole := play(t, p)
	for focus, inside := range map[string]int{"music": 3, "translators": 0, "freelancing": 0, "employed": 0} {
		p.Options.Focus = focus
		r, g := play(t, p), scenarios.GroupOf(focus)
		if len(r.Groups) != 1+inside || r.Groups[0].By != "all" || r.Groups[0].Group != "all" {
			t.Fatalf("%s: the groups are %v", focus, r.Groups)
		}
		at := slices.IndexFunc(whole.Groups, func(x table.Row) bool { return x.By == g.By && x.Group == g.Key })
		for arm := range 2 {
			own, all := r.Of(0, arm)[0], whole.Of(0, arm)[0]
			for month, row := range r.Read(own.All) {
				for k, m := range sim.Columns {
					want, of := all.Kept[month].Groups[at].Values[k], all.Kept[month].Groups[0].Values[k]
					switch theirs := focus == "freelancing" && (m.At(sim.ByClient) || m.Of == "freelancers" || m.Of == "orders"); {
					case theirs && want == want && want != of:
						t.Errorf("%s is said to be of freelancers whoever is asked, and is %v of them, %v of all", m.Name, want, of)
					case theirs || m.Unit == "USD":
						want = of
					}
					if !bits(row[k], want) {
						t.Fatalf("%s: %s in month %d is %v, want %v", focus, m.Name, month, row[k], want)
					}
				}
			}
			last := r.Read(own.All)[own.All.Len()-1]
			if !slices.EqualFunc(r.Read(own.End)[0], last, bits) || own.Mean.Len() != 1+inside {
				t.Errorf("%s: the end is not the last month", focus)
			}
		}
	}
}

func bits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
