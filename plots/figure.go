package plots

import (
	"github.com/atelier-sim/atelier/plots/canvas"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Figure is a drawing with its words and the numbers behind all of them. Title
// is the finding, made from the numbers; Caption tells what moved, from what to
// what, by when, how sure and resting on what; Footer says what the band is,
// how many runs and which table.
//
// ID names the figure in its registry and prefixes the ids in its SVG; on a
// page that shows one figure twice, give one of them another ID.
type Figure struct {
	canvas.Sheet
	Values []finding.Estimate

	claimed []finding.Estimate // those of Values that Title claims; nil for all
}
