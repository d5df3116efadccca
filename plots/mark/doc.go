// Package mark is what stands for values on a panel: lines with their bands and
// labels, dots, bars, cells of a table. Each mark is a small gonum plotter, one
// file each, with an example that is also a golden image. A mark knows neither
// the measure nor the table that its values are of.
package mark

import "github.com/atelier-sim/atelier/plots/canvas"

var _ = []canvas.Mark{Arrows{}, Bars{}, Cells{}, Crosses{}, Dots{}, Fan{}, Line{}, Points{}, Rows{}, Swarm{}, Texts{}, Today{}, Waterfall{}, names{}}
