package infer

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// twins is a run beside the world without AI on the same seeds, found by
// replicate and group.
type twins struct {
	setting
	column     map[string]int
	run, gap   map[place]*table.Row
	replicates []string
	months     int
	inside     *table.Series // from the insider; nil where nobody looked
}

// place is where a row of a table stands.
type place struct {
	replicate string
	group
	month int
}

// readTwins arranges the rows of single replicates of both tables. contrast
// may be nil: then nothing of the world without AI is known.
func readTwins(series, contrast *table.Series) *twins {
	t := &twins{setting: readSetting(), column: map[string]int{}, months: series.Months(), replicates: series.Replicates()}
	for i, name := range series.Columns {
		t.column[name] = i
	}
	t.run = t.arrange(series)
	if contrast != nil {
		t.gap = t.arrange(contrast)
	}
	return t
}

// arrange finds the rows of the replicates of one table.
func (t *twins) arrange(s *table.Series) map[place]*table.Row {
	found := make(map[place]*table.Row, len(s.Rows))
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Month >= 0 && slices.Contains(t.replicates, r.Replicate) {
			found[place{r.Replicate, group{r.By, r.Group}, r.Month}] = r
		}
	}
	return found
}

// full tells whether the run holds every replicate of every occupation.
func (t *twins) full() bool {
	for _, name := range t.replicates {
		for _, g := range t.occupations {
			if t.run[place{name, g, 0}] == nil {
				return false
			}
		}
	}
	return len(t.replicates) > 0
}

// history is one replicate of the twins.
type history struct {
	*twins
	replicate string
}

// group is one group of a grouping.
type group struct{ by, name string }

// everyone is the group of all creatives.
var everyone = group{table.All, table.All}

// occupation and domain are groups by these.
func occupation(name string) group { return group{"occupation", name} }
func domain(name string) group     { return group{"domain", name} }

// period is some months, both ends included; measures are averaged over it.
type period struct{ from, to int }

// month is a period of one month, year the twelve of a calendar year.
func month(m int) period { return period{m, m} }
func year(of int) period { return period{12 * (of - 2021), december(of)} }

// december is the month of a year's end.
func december(of int) int { return 12*(of-2021) + 11 }

// value is a measure in one month; of the world without AI if frozen is set. It is
// NaN where the tables do not have it.
func (h history) value(g group, column string, m int, frozen bool) float64 {
	at, ok := h.column[column]
	here := place{h.replicate, g, m}
	row, gap := h.run[here], h.gap[here]
	switch {
	case !ok || row == nil || frozen && gap == nil:
		return math.NaN()
	case frozen:
		return row.Values[at] - gap.Values[at]
	}
	return row.Values[at]
}

// mean is a measure's mean over a period, in the run or the world without AI.
func (h history) mean(g group, column string, p period, frozen bool) float64 {
	sum := 0.0
	for m := p.from; m <= p.to; m++ {
		sum += h.value(g, column, m, frozen)
	}
	return sum / float64(p.to-p.from+1)
}

// now is the mean of a measure over a period of the run.
func (h history) now(g group, column string, p period) float64 { return h.mean(g, column, p, false) }

// then is the same in the world without AI.
func (h history) then(g group, column string, p period) float64 { return h.mean(g, column, p, true) }

// change is what AI makes of a measure: run over world without AI, minus one.
func (h history) change(g group, column string, p period) float64 {
	return h.now(g, column, p)/h.then(g, column, p) - 1
}

// total is the sum of a measure over groups.
func (h history) total(groups []group, column string, p period, frozen bool) float64 {
	sum := 0.0
	for _, g := range groups {
		sum += h.mean(g, column, p, frozen)
	}
	return sum
}

// totalChange is run over world without AI of such a sum, minus one.
func (h history) totalChange(groups []group, column string, p period) float64 {
	return h.total(groups, column, p, false)/h.total(groups, column, p, true) - 1
}
