package plots

import (
	"maps"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// lookup finds the lines of a table without walking all of its rows each time.
type lookup struct {
	*table.Series
	months []int // the months that the table holds, ascending, from 0
	rows   map[address][][]float64
	runs   []string     // names of the single replicates
	single *table.Lines // their lines; nil where they stand in rows
}

// address is the key of one line of rows.
type address struct{ replicate, by, group string }

// ColumnsOfRuns are the measures of which figures show something that is made of single replicates.
func ColumnsOfRuns() []string { return flowColumns() }

// lookUp indexes a table. Months before 0 (burn-in) are left out.
func lookUp(s *table.Series, single *table.Lines) *lookup {
	l := &lookup{Series: s, rows: map[address][][]float64{}, single: single}
	if l.runs = s.Replicates(); single != nil {
		l.runs = single.Replicates()
	}
	at := map[int]int{}
	for i := range s.Rows {
		if m := s.Rows[i].Month; m >= 0 {
			at[m] = 0
		}
	}
	l.months = slices.Sorted(maps.Keys(at))
	for i, m := range l.months {
		at[m] = i
	}
	for i := range s.Rows {
		l.put(&s.Rows[i], at)
	}
	return l
}

func (l *lookup) put(r *table.Row, at map[int]int) {
	if r.Month < 0 {
		return
	}
	key := address{r.Replicate, r.By, r.Group}
	line := l.rows[key]
	if line == nil {
		line = make([][]float64, len(l.months))
		l.rows[key] = line
	}
	line[at[r.Month]] = r.Values
}

// line is a measure over the table's months, NaN where it is not defined; nil
// if the table has no such rows or column.
func (l *lookup) line(replicate, by, group, column string) []float64 {
	at, rows := l.Index(column), l.rows[address{replicate, by, group}]
	if at < 0 || rows == nil {
		return nil
	}
	line := make([]float64, len(rows))
	for i, values := range rows {
		line[i] = math.NaN()
		if at < len(values) && finding.Defined(values[at]) {
			line[i] = values[at]
		}
	}
	return line
}

// ofRun is a measure of all creatives in a single replicate over the table's months, as line is.
func (l *lookup) ofRun(run, column string) []float64 {
	if l.single == nil {
		return l.line(run, table.All, table.All, column)
	}
	return l.single.Line(run, column, l.months)
}

// missing lists the columns that the table lacks.
func (l *lookup) missing(columns []string) []string {
	return slices.DeleteFunc(slices.Clone(columns), func(name string) bool { return l.Index(name) >= 0 })
}
