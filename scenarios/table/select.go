package table

import (
	"maps"
	"math"
	"slices"
	"strconv"
)

// Line is one measure of one group over time in one replicate (or one
// statistic over replicates): Months() values, the month being the position,
// NaN where the table has no row or the measure is not defined. All values
// are NaN if the column does not exist.
func (s *Series) Line(replicate, by, group, column string) []float64 {
	line := undefined(s.Months())
	at := s.Index(column)
	if at < 0 {
		return line
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Month >= 0 && r.Replicate == replicate && r.Group == group && r.By == by {
			line[r.Month] = r.Values[at]
		}
	}
	return line
}

// undefined is n times NaN.
func undefined(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = math.NaN()
	}
	return values
}

// Groups lists the groups of a grouping in the order in which they first
// appear; empty if the table holds no row of it.
func (s *Series) Groups(by string) []string {
	var groups []string
	for i := range s.Rows {
		if r := &s.Rows[i]; r.By == by && !slices.Contains(groups, r.Group) {
			groups = append(groups, r.Group)
		}
	}
	return groups
}

// Replicates lists the replicates by number, lowest first, without the
// statistics over them.
func (s *Series) Replicates() []string {
	var names []string
	for _, n := range s.numbers() {
		names = append(names, strconv.Itoa(n))
	}
	return names
}

// Only is the table of the rows that keep approves of, in their order; it
// shares columns and values with s.
func (s *Series) Only(keep func(*Row) bool) *Series {
	kept := &Series{Columns: s.Columns}
	for i := range s.Rows {
		if keep(&s.Rows[i]) {
			kept.Rows = append(kept.Rows, s.Rows[i])
		}
	}
	return kept
}

// Brief leaves the single replicates of smaller groups out: what series.csv
// holds unless the full table is asked for. Rows about all creatives and
// statistics over replicates stay.
func (s *Series) Brief() *Series {
	return s.Only(func(r *Row) bool {
		_, single := number(r.Replicate)
		return !single || r.By == All
	})
}

// numbers lists the numbers of the replicates, lowest first, each once.
func (s *Series) numbers() []int {
	all := map[int]bool{}
	for i := range s.Rows {
		if n, single := number(s.Rows[i].Replicate); single {
			all[n] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
