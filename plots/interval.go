package plots

import (
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// intervals is the 95 % interval of the mean over runs in each of some months,
// by the rule of table.SummariseContrast; undefined for fewer than two runs.
func intervals(runs [][]float64, months int) (low, high []float64) {
	s := &table.Series{Columns: []string{"difference"}}
	for i, line := range runs {
		for m := range min(months, len(line)) {
			s.Rows = append(s.Rows, table.Row{
				Replicate: strconv.Itoa(i + 1), Month: m, By: table.All, Group: table.All, Values: line[m : m+1],
			})
		}
	}
	summary, err := table.SummariseContrast(s)
	if err != nil || len(runs) < 2 {
		return nil, nil
	}
	band := summary.Interval(table.All, table.All, "difference")
	return band.Low, band.High
}
