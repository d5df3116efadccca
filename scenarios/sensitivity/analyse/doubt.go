package analyse

import (
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// wide is how wide the interval of a share of variance may be before it is warned of: a
// third of all variance ranks nothing.
const wide = 0.3

// doubt enters what shares of variance from so many blocks cannot bear.
func (x *ranking) doubt(blocks int) {
	var above, below []string
	widest := 0.0
	for _, row := range x.Rows {
		beyond, under := false, false
		for _, e := range row.Numbers {
			beyond = beyond || finding.Defined(e.Value) && e.Value > 1
			under = under || e.Value < 0 && e.Sure()
			if e.Bounded() {
				widest = max(widest, e.High-e.Low)
			}
		}
		if beyond {
			above = append(above, row.Label)
		}
		if under {
			below = append(below, row.Label)
		}
	}
	few := ": " + finding.Counted(blocks, "block is", "blocks are") + " too few; sweep with a larger design.size."
	if len(above) > 0 {
		x.Warnings = append(x.Warnings, "A share of "+finding.And(above)+" is above 1, which no true share is"+few)
	}
	if len(below) > 0 {
		x.Warnings = append(x.Warnings, "A share of "+finding.And(below)+" is below 0, its whole interval with it, which no true share is"+few)
	}
	if widest > wide {
		x.Warnings = append(x.Warnings, "Intervals of shares are up to "+finding.Figures(widest, 2)+" wide"+few)
	}
	if finding.Defined(x.Sum.Value) && x.Sum.Value > 1 {
		x.Warnings = append(x.Warnings, "The shares of first order sum to "+finding.Figures(x.Sum.Value, 3)+", more than 1: read them as about that large.")
	}
}
