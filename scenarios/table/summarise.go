package table

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Join puts the rows of tables with the same columns one after the other.
func Join(tables ...*Series) (*Series, error) {
	if len(tables) == 0 {
		return nil, errors.New("there is no table to join")
	}
	joined := &Series{Columns: tables[0].Columns}
	for i, s := range tables {
		if !slices.Equal(s.Columns, joined.Columns) {
			return nil, fmt.Errorf("table %d has other columns than the first; only tables of the same model version can be joined", i+1)
		}
		joined.Rows = append(joined.Rows, s.Rows...)
	}
	return joined, nil
}

// Summarise joins the tables of the replicates (one or several replicates a
// table, in any order) and adds, for every month and group, the rows Mean, P10
// and P90 over replicates. A replicate in which a measure is not defined does
// not count for that measure; without any that does, the statistic is NaN.
// Statistics that the tables already hold are replaced. It is an error if
// columns differ or a replicate holds the same month and group twice.
func Summarise(perReplicate ...*Series) (*Series, error) {
	return describe(perReplicate, spread)
}

// spread are the statistics of every summary.
var spread = []statistic{
	{Mean, Average},
	{P10, func(x []float64) float64 { order(x); return Quantile(x, 0.1) }},
	{P90, func(x []float64) float64 { order(x); return Quantile(x, 0.9) }},
}

// statistic is a number over replicates. It is given the defined values in the
// order of the replicates, at least one, and may reorder them.
type statistic struct {
	name string
	of   func([]float64) float64
}

// describe is the tables' replicates, then the rows of each statistic.
func describe(tables []*Series, statistics []statistic) (*Series, error) {
	joined, err := Join(tables...)
	if err != nil {
		return nil, err
	}
	joined = joined.Only(func(r *Row) bool { _, single := number(r.Replicate); return single })
	cells, err := gather(joined)
	if err != nil {
		return nil, err
	}
	values := make([][]float64, len(statistics)*len(cells))
	scratch := make([]float64, 0, 64)
	for c, cell := range cells {
		for k, st := range statistics {
			values[k*len(cells)+c] = cell.over(st.of, len(joined.Columns), &scratch)
		}
	}
	for k, st := range statistics {
		for c, cell := range cells {
			joined.Rows = append(joined.Rows, Row{
				Replicate: st.name, Month: cell.key.month, By: cell.key.by, Group: cell.key.group,
				Values: values[k*len(cells)+c],
			})
		}
	}
	return joined, nil
}

// over is a statistic of every column over a cell's replicates.
func (c *cell) over(of func([]float64) float64, columns int, scratch *[]float64) []float64 {
	out := make([]float64, columns)
	for i := range out {
		defined := (*scratch)[:0]
		for _, values := range c.replicates {
			if values != nil && !math.IsNaN(values[i]) {
				defined = append(defined, values[i])
			}
		}
		*scratch = defined
		if out[i] = math.NaN(); len(defined) > 0 {
			out[i] = of(defined)
		}
	}
	return out
}
