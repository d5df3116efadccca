package ensemble

import (
	"cmp"
	"runtime"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/par"
)

// inBand is how many bytes of a month's tables of all replicates lie in memory at a time.
const inBand = 32 << 20

// statistics are the rows over replicates of every group that was kept, of the levels of an
// arm in a world and, unless against is -1, of its paired differences to another: those of
// table.Summarise and table.SummariseContrast, or of table.SummariseSets. Of one month of all
// replicates so many bytes are in memory at a time, or one group.
func (c *Futures) statistics(world, arm, against, most int) (levels, gaps []table.Row) {
	workers := cmp.Or(c.Options.Workers, runtime.GOMAXPROCS(0))
	own, other := c.reading(world, arm, workers), c.reading(world, against, workers)
	names, months := own.names, own.outcomes[0].All.Len()
	desks := make([]desk, workers)
	for w := range desks {
		desks[w] = desk{table.NewOver(c.Sets(), false), table.NewOver(c.Sets(), true), room(len(own.outcomes))}
	}
	rows := [2][][][]float64{make([][][]float64, months*len(names)), make([][][]float64, months*len(names))}
	band := max(1, most/(len(own.outcomes)+len(other.outcomes))/int(bytesOfRow()))
	for month := range months {
		for from := 0; from < len(names); from += band {
			count := min(band, len(names)-from)
			own.read(month, from, count)
			other.read(month, from, count)
			par.Each(workers, count, func(w, g int) {
				at, d := month*len(names)+from+g, &desks[w]
				replicates := own.group(g)
				rows[0][at] = d.levels.Of(replicates, len(c.Columns))
				if against >= 0 {
					rows[1][at] = d.gaps.Of(d.minus(replicates, other.group(g)), len(c.Columns))
				}
			})
		}
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
	open     []open   // by replicate
	buffers  [][]byte // by worker
}

// reading is that of an arm of a world, of nothing for -1.
func (c *Futures) reading(world, arm, workers int) *reading {
	r := &reading{c: c, buffers: make([][]byte, workers)}
	if arm >= 0 {
		r.outcomes = c.Of(world, arm)
		r.names, r.open = c.names(r.outcomes[0]), make([]open, len(r.outcomes))
	}
	return r
}

// read reads some groups of a month of every replicate.
func (r *reading) read(month, from, count int) {
	par.Each(len(r.buffers), len(r.outcomes), func(w, i int) {
		r.c.table(r.outcomes[i], month, from, count, &r.open[i], &r.buffers[w])
	})
}

// group are the rows of a group among those that were read, by replicate.
func (r *reading) group(g int) [][]float64 {
	rows := make([][]float64, len(r.open))
	for i := range rows {
		rows[i] = r.open[i].rows[g]
	}
	return rows
}
