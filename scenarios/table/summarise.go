package table

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
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

// SummariseSets is Summarise of replicates that play the parameter sets of an
// ensemble, sets being the number of the set of each, lowest replicate first; of
// levels and of paired differences alike. Its statistics are Mean, P05, P95 and Dice
// as Estimate forms them. It is an error if there is not a set for each replicate.
func SummariseSets(sets []int, perReplicate ...*Series) (*Series, error) {
	joined, err := Join(perReplicate...)
	if err != nil {
		return nil, err
	}
	if n := len(joined.numbers()); n != len(sets) || n == 0 {
		return nil, fmt.Errorf("the tables hold %d replicates and %d of them have a parameter set; give the set of each", n, len(sets))
	}
	r, scratch := bySet(sets), make([]float64, 0, len(sets))
	of := func(number func(finding.Estimate) float64) func([]float64) float64 {
		return func(x []float64) float64 { return number(r.estimate(x, scratch)) }
	}
	return describe([]*Series{joined}, []statistic{
		{Mean, of(func(e finding.Estimate) float64 { return e.Value })},
		{P05, of(func(e finding.Estimate) float64 { return e.Low })},
		{P95, of(func(e finding.Estimate) float64 { return e.High })},
		{Dice, of(func(e finding.Estimate) float64 { return e.Dice })},
	})
}

// spread are the statistics of every summary of one parameter set.
var spread = []statistic{
	{Mean, defined(Average)},
	{P10, defined(func(x []float64) float64 { order(x); return Quantile(x, 0.1) })},
	{P90, defined(func(x []float64) float64 { order(x); return Quantile(x, 0.9) })},
}

// defined is a statistic of the values that are defined, NaN without any.
func defined(of func([]float64) float64) func([]float64) float64 {
	return func(x []float64) float64 {
		if x = slices.DeleteFunc(x, math.IsNaN); len(x) == 0 {
			return math.NaN()
		}
		return of(x)
	}
}

// statistic is a number over replicates. It is given a value of each, in their order
// and NaN where it is not defined, and may reorder them.
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
		all := (*scratch)[:0]
		for _, values := range c.replicates {
			if values == nil {
				all = append(all, math.NaN())
			} else {
				all = append(all, values[i])
			}
		}
		*scratch, out[i] = all, of(all)
	}
	return out
}
