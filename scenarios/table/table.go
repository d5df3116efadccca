// Package table holds what a simulation says: long tables with one row for a
// replicate, a month and a group of creatives, and one column for a measure.
// Everything after the simulation (stored runs, contrasts, figures, the page)
// reads these tables and never the simulated world itself.
//
// Tables are the same bytes on every machine: arithmetic here is addition,
// multiplication rounded before it is added to anything, division and square
// root, always in the order of the replicates.
package table

import (
	"slices"
	"strconv"
)

// Names that stand in Row.Replicate, and in files in the column statistic, where a
// row describes all replicates together instead of one of them.
const (
	Mean   = "mean"   // arithmetic mean over replicates
	P10    = "p10"    // 10th percentile over replicates (type 7)
	P90    = "p90"    // 90th percentile over replicates (type 7)
	Low95  = "low95"  // lower end of the 95 % interval of the mean difference
	High95 = "high95" // upper end of the 95 % interval of the mean difference

	// Over the parameter sets of an ensemble Mean is that over sets, beside it:
	P05  = "p05"  // 5th percentile over sets (type 6)
	P95  = "p95"  // 95th percentile over sets (type 6)
	Dice = "dice" // 1.645 standard deviations of one run, from sets played again
)

// All is the grouping and the group of the rows about all creatives.
const All = "all"

// Row is the state of one group in one month of one replicate.
type Row struct {
	Replicate string    // "1", "2", ... or one of the statistics above
	Month     int       // months since January 2021, from 0
	By        string    // grouping: "all", "domain", "occupation", ...
	Group     string    // member of the grouping: "music", "250+", ...; "all" for By "all"
	Values    []float64 // one value a column, in the columns' own units; NaN = not defined
}

// Series is a table: the columns' names, and rows that each hold a value for
// every column. Rows may stand in any order and months may be left out (a
// golden table holds Decembers only); no two rows share replicate, month,
// grouping and group.
type Series struct {
	Columns []string
	Rows    []Row
}

// Index is the position of a column, or -1 if the table has no such column.
func (s *Series) Index(column string) int { return slices.Index(s.Columns, column) }

// Months is the number of months the table spans, counted from month 0: one
// more than its last month, 0 for a table without rows.
func (s *Series) Months() int {
	months := 0
	for i := range s.Rows {
		months = max(months, s.Rows[i].Month+1)
	}
	return months
}

// named is what the row is of as files tell it: the number of a replicate or the
// name of a statistic, one of which is "".
func (r *Row) named() (replicate, statistic string) {
	if _, single := number(r.Replicate); single {
		return r.Replicate, ""
	}
	return "", r.Replicate
}

// Single tells whether the row is of one replicate and not of a statistic over them.
func (r *Row) Single() bool {
	_, single := number(r.Replicate)
	return single
}

// number is the number of a replicate's name: 1 for "1". It is false for
// statistics over replicates and for any other way to write a number ("01").
func number(replicate string) (int, bool) {
	n, err := strconv.Atoi(replicate)
	if err != nil || n < 1 || replicate[0] == '0' || replicate[0] == '+' {
		return 0, false
	}
	return n, true
}
