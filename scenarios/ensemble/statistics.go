package ensemble

import (
	"cmp"
	"runtime"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/par"
)

// statistics are the rows over replicates of every group that was kept, of the levels of an
// arm and, unless against is -1, of its paired differences to another: those of
// table.Summarise and table.SummariseContrast, or of table.SummariseSets. One month of all
// replicates is in memory at a time.
func (c *Futures) statistics(arm, against int) (levels, gaps []table.Row) {
	own, other := c.reading(arm), c.reading(against)
	names, months := own.names, len(own.outcomes[0].All)
	workers := cmp.Or(c.Options.Workers, runtime.GOMAXPROCS(0))
	desks := make([]desk, workers)
	for w := range desks {
		desks[w] = desk{table.NewOver(c.Sets(), false), table.NewOver(c.Sets(), true), room(len(own.outcomes))}
	}
	rows := [2][][][]float64{make([][][]float64, months*len(names)), make([][][]float64, months*len(names))}
	for month := range months {
		own.month(month, workers)
		other.month(month, workers)
		par.Each(workers, len(names), func(w, g int) {
			at, d := month*len(names)+g, &desks[w]
			replicates := own.group(g)
			rows[0][at] = d.levels.Of(replicates, len(c.Columns))
			if against >= 0 {
				rows[1][at] = d.gaps.Of(d.minus(replicates, other.group(g)), len(c.Columns))
			}
		})
	}
	listed := func(rows [][][]float64, statistics []string) []table.Row {
		list := make([]table.Row, 0, len(rows)*len(statistics))
		for k, statistic := range statistics {
			for at, values := range rows {
				row := names[at%len(names)]
				row.Replicate, row.Month, row.Values = statistic, at/len(names), values[k]
				list = append(list, row)
			}
		}
		return list
	}
	levels = listed(rows[0], desks[0].levels.Names())
	if against >= 0 {
		gaps = listed(rows[1], desks[0].gaps.Names())
	}
	return levels, gaps
}

// desk is what one goroutine makes statistics with.
type desk struct {
	levels, gaps *table.Over
	differences  [][]float64
}

// minus are the differences of a group's rows to those of the other arm, by replicate.
func (d *desk) minus(own, other [][]float64) [][]float64 {
	for r := range own {
		for k, v := range own[r] {
			d.differences[r][k] = v - other[r][k]
		}
	}
	return d.differences
}

// reading reads the tables of an arm month by month.
type reading struct {
	c        *Futures
	outcomes []*Outcome
	names    []table.Row
	open     []open // by replicate
}

// reading is that of an arm of the first world, of nothing for -1.
func (c *Futures) reading(arm int) *reading {
	r := &reading{c: c}
	if arm >= 0 {
		r.outcomes = c.Of(0, arm)
		r.names, r.open = c.names(r.outcomes[0]), make([]open, len(r.outcomes))
	}
	return r
}

// month reads a month of every replicate.
func (r *reading) month(month, workers int) {
	par.Each(workers, len(r.outcomes), func(_, i int) { r.c.table(r.outcomes[i], month, len(r.names), &r.open[i]) })
}

// group are the rows of a group in the month that was read, by replicate.
func (r *reading) group(g int) [][]float64 {
	rows := make([][]float64, len(r.open))
	for i := range rows {
		rows[i] = r.open[i].rows[g]
	}
	return rows
}
