package table

import (
	"errors"
	"fmt"
	"slices"
)

// Contrast is a minus b, replicate by replicate: rows are paired by replicate,
// month, grouping and group. Both must have been played with the same seeds,
// so that luck cancels in each pair. Statistics over replicates are left out
// (a difference of percentiles is not a percentile of differences); see
// SummariseContrast. A measure not defined on one side is not defined in the
// difference. It is an error if columns differ, a row has no partner, or there
// is no pair at all.
func Contrast(a, b *Series) (*Series, error) {
	if !slices.Equal(a.Columns, b.Columns) {
		return nil, errors.New("the two tables have different columns; compare runs of the same model version")
	}
	partners, err := pairs(b)
	if err != nil {
		return nil, fmt.Errorf("in the second table, %w", err)
	}
	out := &Series{Columns: a.Columns}
	for i := range a.Rows {
		r := &a.Rows[i]
		if _, single := number(r.Replicate); !single {
			continue
		}
		p := pair{r.Replicate, r.key()}
		other := partners[p]
		if other == nil {
			return nil, fmt.Errorf("%s is not in the second table or stands twice in the first; compare runs with the same replicates, months and groups", r.place())
		}
		delete(partners, p)
		out.Rows = append(out.Rows, difference(r, other))
	}
	for i := range b.Rows {
		if r := &b.Rows[i]; partners[pair{r.Replicate, r.key()}] != nil {
			return nil, fmt.Errorf("%s is in the second table only; compare runs with the same replicates, months and groups", r.place())
		}
	}
	if len(out.Rows) == 0 {
		return nil, errors.New("the tables hold no replicate to compare")
	}
	return out, nil
}

// pair is the key by which rows of two tables belong together.
type pair struct {
	replicate string
	key       key
}

// pairs finds the single replicates of a table by key.
func pairs(s *Series) (map[pair]*Row, error) {
	found := make(map[pair]*Row, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		if _, single := number(r.Replicate); !single {
			continue
		}
		p := pair{r.Replicate, r.key()}
		if found[p] != nil {
			return nil, fmt.Errorf("%s stands twice", r.place())
		}
		found[p] = r
	}
	return found, nil
}

// difference is a row of a minus its partner in b.
func difference(a, b *Row) Row {
	d := *a
	d.Values = make([]float64, len(a.Values))
	for i, v := range a.Values {
		d.Values[i] = v - b.Values[i]
	}
	return d
}

// SummariseContrast adds to a table of paired differences, for every month and
// group, the rows Mean, P10 and P90 over replicates as Summarise does, and
// Low95 and High95: Student's t interval of the mean difference, mean -+
// t(0.975, n-1) s/sqrt(n) over the n replicates in which the measure is
// defined; NaN for fewer than two.
func SummariseContrast(differences *Series) (*Series, error) {
	return describe([]*Series{differences}, NewOver(nil, true))
}
