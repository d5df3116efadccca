package table

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
)

// Lines are some measures of all creatives over time in each single replicate: what is left
// of a table's single replicates for who needs no more of them.
type Lines struct {
	Columns []string
	rows    map[string][]singleRow // by replicate
}

// singleRow is a month of a replicate, with a value a column.
type singleRow struct {
	month  int
	values []float64
}

// NewLines has some columns and no replicate yet.
func NewLines(columns []string) *Lines { return &Lines{columns, map[string][]singleRow{}} }

// Add notes a row of all creatives in a single replicate, and returns its values, one a column, to
// be filled in; of any other row it notes nothing and returns nil.
func (l *Lines) Add(r *Row) []float64 {
	if !r.Single() || r.By != All {
		return nil
	}
	values := undefined(len(l.Columns))
	l.rows[r.Replicate] = append(l.rows[r.Replicate], singleRow{r.Month, values})
	return values
}

// Replicates lists the replicates by number, lowest first.
func (l *Lines) Replicates() []string {
	return slices.SortedFunc(maps.Keys(l.rows), func(a, b string) int {
		m, _ := strconv.Atoi(a)
		n, _ := strconv.Atoi(b)
		return cmp.Compare(m, n)
	})
}

// Line is a measure in a replicate in some months, NaN where it is not defined; nil if there is
// no such replicate or column.
func (l *Lines) Line(replicate, column string, months []int) []float64 {
	at, rows := slices.Index(l.Columns, column), l.rows[replicate]
	if at < 0 || rows == nil {
		return nil
	}
	of := make(map[int]float64, len(rows))
	for _, r := range rows {
		of[r.month] = r.values[at]
	}
	line := make([]float64, len(months))
	for i, month := range months {
		v, there := of[month]
		if line[i] = v; !there {
			line[i] = math.NaN()
		}
	}
	return line
}
