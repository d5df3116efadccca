package table

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// key tells the rows of one replicate apart.
type key struct {
	month     int
	by, group string
}

// key is what tells the row apart from others of its replicate.
func (r *Row) key() key { return key{r.Month, r.By, r.Group} }

// cell is one month and group with its values in each replicate; nil where a
// replicate has no such row.
type cell struct {
	key        key
	replicates [][]float64 // by rank of the replicate's number
}

// gather collects the single replicates of s into cells, in the order in which
// the keys first appear.
func gather(s *Series) ([]*cell, error) {
	rank := map[int]int{}
	numbers := s.numbers()
	for i, n := range numbers {
		rank[n] = i
	}
	var cells []*cell
	at := map[key]*cell{}
	for i := range s.Rows {
		r := &s.Rows[i]
		n, single := number(r.Replicate)
		if !single {
			continue
		}
		c := at[r.key()]
		if c == nil {
			c = &cell{r.key(), make([][]float64, len(numbers))}
			at[r.key()] = c
			cells = append(cells, c)
		}
		if len(r.Values) != len(s.Columns) {
			return nil, fmt.Errorf("%s has %d values for %d columns", r.place(), len(r.Values), len(s.Columns))
		}
		if c.replicates[rank[n]] != nil {
			return nil, fmt.Errorf("%s stands twice; give each replicate once", r.place())
		}
		c.replicates[rank[n]] = r.Values
	}
	return cells, nil
}

// place says where a row stands, for error sentences.
func (r *Row) place() string {
	return fmt.Sprintf("replicate %s, month %d (%s), %s %s", r.Replicate, r.Month, finding.Date(r.Month), r.By, r.Group)
}
