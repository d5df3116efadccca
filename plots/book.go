package plots

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// book is Data opened for reading: every figure of one call to All reads the
// same one.
type book struct {
	Data
	run    *lookup // Series with its statistics over runs
	gap    *lookup // Contrast with its statistics; nil without a frozen twin
	months []int   // the months that Series holds
	years  []float64
	n      int // runs
}

// errNoTwin is why a figure of differences cannot be drawn.
var errNoTwin = errors.New("this figure compares with the frozen world, and the run was played without it; play it again without --no-counterfactual")

// open reads the tables of d and adds the statistics over runs that they lack.
func open(d Data) (*book, error) {
	if d.Series == nil || len(d.Series.Rows) == 0 {
		return nil, errors.New("there is no table to draw; give a run's series")
	}
	if d.Today == 0 {
		d.Today = DefaultToday
	}
	run, err := opened(d.Series, func(s *table.Series) (*table.Series, error) { return table.Summarise(s) })
	if err != nil {
		return nil, fmt.Errorf("the run's series cannot be drawn: %w", err)
	}
	b := &book{Data: d, run: run, months: run.months, n: d.Replicates}
	if len(b.months) == 0 {
		return nil, errors.New("the table holds no month from January 2021 on; give a run's series")
	}
	if b.end() > 12*1000 {
		return nil, fmt.Errorf("the table goes on to month %d, beyond the year 3021; give a run's series", b.end())
	}
	for _, m := range b.months {
		b.years = append(b.years, yearOf(m))
	}
	if b.n == 0 {
		b.n = len(run.runs)
	}
	if d.Contrast == nil || len(d.Contrast.Rows) == 0 {
		return b, nil
	}
	if b.gap, err = opened(d.Contrast, table.SummariseContrast); err != nil {
		return nil, fmt.Errorf("the contrast with the frozen world cannot be drawn: %w", err)
	}
	if !slices.Equal(b.gap.months, b.months) {
		return nil, errors.New("the run and its contrast with the frozen world hold different months; give the two tables of one run")
	}
	return b, nil
}

// opened indexes a table, summarised over its runs if it is not yet.
func opened(s *table.Series, summarise func(*table.Series) (*table.Series, error)) (*lookup, error) {
	for i := range s.Rows {
		if s.Rows[i].Replicate == table.Mean {
			return lookUp(s), nil
		}
	}
	summarised, err := summarise(s)
	if err != nil {
		return nil, err
	}
	return lookUp(summarised), nil
}

// need is an error that names the columns that the tables lack.
func (b *book) need(columns ...string) error {
	lacking := b.run.missing(columns)
	if len(lacking) == 0 && b.gap != nil {
		lacking = b.gap.missing(columns)
	}
	if len(lacking) == 0 {
		return nil
	}
	return fmt.Errorf("the table has no column %s; draw it with the version of the model that wrote it, or play the run again", strings.Join(lacking, ", "))
}

// needGroups is the groups of a grouping, or an error if there are none.
func (b *book) needGroups(by string) ([]string, error) {
	groups := b.run.groups[by]
	if len(groups) == 0 {
		return nil, fmt.Errorf("the table has no rows by %s; play the run again with its groups", by)
	}
	return groups, nil
}

// title is the human title of a group.
func (b *book) title(group string) string {
	if t := b.Labels[group]; t != "" {
		return t
	}
	return capital(strings.ReplaceAll(group, "_", " "))
}

// date is the calendar month at a position.
func (b *book) date(i int) string {
	if i < 0 || i >= len(b.months) {
		return ""
	}
	return table.Date(b.months[i])
}

// end is the last month of the table.
func (b *book) end() int { return b.months[len(b.months)-1] }

// endOf is the position of the last month.
func (b *book) endOf() int { return len(b.months) - 1 }

// period is the years that the table spans: "2021 to 2035".
func (b *book) period() string {
	first, last := firstYear+b.months[0]/12, firstYear+b.end()/12
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + " to " + strconv.Itoa(last)
}

// mark is the dagger behind what rests on an assumed parameter.
func (b *book) mark(columns ...string) string {
	for _, c := range columns {
		if b.Assumed[c] {
			return dagger
		}
	}
	return ""
}
