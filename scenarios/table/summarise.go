package table

import (
	"errors"
	"fmt"
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
	return describe(perReplicate, NewOver(nil, false))
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
	return describe([]*Series{joined}, NewOver(sets, false))
}

// describe is the tables' replicates, then the rows of each statistic.
func describe(tables []*Series, over *Over) (*Series, error) {
	joined, err := Join(tables...)
	if err != nil {
		return nil, err
	}
	joined = joined.Only(func(r *Row) bool { _, single := number(r.Replicate); return single })
	cells, err := gather(joined)
	if err != nil {
		return nil, err
	}
	values := make([][][]float64, len(cells))
	for c, cell := range cells {
		values[c] = over.Of(cell.replicates, len(joined.Columns))
	}
	for k, name := range over.Names() {
		for c, cell := range cells {
			joined.Rows = append(joined.Rows, Row{Replicate: name, Month: cell.key.month, By: cell.key.by, Group: cell.key.group, Values: values[c][k]})
		}
	}
	return joined, nil
}
