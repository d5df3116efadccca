package ensemble

import (
	"math"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// Outcome is what one arm left in one world with one seed.
type Outcome struct {
	All   Rows   // by month: every measure of all creatives, or of those in focus
	Kept  []Kept // by month: the whole table, where it is kept
	End   Rows   // by group: every measure in the last month
	Mean  Rows   // by group: the mean over the months of the period in which it is defined
	Bills []Bill // by policy
	// LevyUSD are levies taken over the period from creatives, organisations
	// and clients, in USD.
	LevyUSD [3]float64
}

// Bill is what a policy cost over the period, in USD: as it is, and discounted
// to January 2027.
type Bill struct {
	Policy             string
	Public, Firms      float64
	PublicNow, FirmNow float64
}

// discount is the yearly rate at which costs are discounted (contract of
// outputs), and toward which month.
const (
	discount     = 0.03
	discountFrom = 72
)

// Discounted is what a sum of a month is worth in January 2027.
func Discounted(month int) float64 {
	return num.Pow(1+discount, -float64(month-discountFrom)/12)
}

// recorder notes a future month by month. Copies of it share what is past.
type recorder struct {
	cellar       *cellar  // where tables and rows are kept
	tables       bool     // the table of each month is kept
	groupings    []string // whose groups are kept; nil for all
	focus        string   // the group that is told of as all creatives, "" for all of them
	watch        func(*sim.World)
	kept         []Kept
	room         []byte // in which a table is packed
	all          [][]float64
	sums, counts [][]float64
	bills        [sim.MostRules][4]float64 // public, firms, and both discounted
	levies       [3]float64
	last         []sim.Group
}

// record notes the month that a world has just played.
func (r *recorder) record(w *sim.World, start int) error {
	groups := InView(w, r.focus)
	r.all = append(r.all, slices.Clone(groups[0].Values)) // alone: it stays when the other groups go
	r.last = groups
	if r.tables {
		kept, err := r.cellar.keep(r.ofThese(groups), &r.room)
		if err != nil {
			return err
		}
		r.kept = append(r.kept, kept)
	}
	if w.Now.Number < start {
		return nil
	}
	if r.sums == nil {
		r.sums, r.counts = blank(groups), blank(groups)
	}
	for g := range groups {
		sums, counts := r.sums[g], r.counts[g]
		for c, v := range groups[g].Values {
			if v == v { // defined
				sums[c] += v
				counts[c]++
			}
		}
	}
	now := Discounted(w.Now.Number)
	for i := range w.Rules {
		for k, payer := range [...]sim.Payer{sim.Public, sim.Firms} {
			usd := float64(w.BillUSD(i, payer))
			r.bills[i][k] += usd
			r.bills[i][2+k] += float64(usd * now)
		}
	}
	for k, usd := range w.LevyUSD() {
		r.levies[k] += usd
	}
	return nil
}

// ofThese are the groups of a month that are kept.
func (r *recorder) ofThese(groups []sim.Group) []sim.Group {
	if r.groupings == nil {
		return groups
	}
	return slices.DeleteFunc(slices.Clone(groups), func(g sim.Group) bool { return !told(r.groupings, g.By) })
}

// blank is a zero for every group and column.
func blank(groups []sim.Group) [][]float64 {
	rows := make([][]float64, len(groups))
	flat := make([]float64, len(groups)*len(sim.Columns))
	for g := range rows {
		rows[g] = flat[g*len(sim.Columns) : (g+1)*len(sim.Columns)]
	}
	return rows
}

// clone is a recorder that can go its own way.
func (r *recorder) clone() recorder {
	n := *r
	n.room = nil
	n.all = append(make([][]float64, 0, cap(r.all)), r.all...)
	n.kept = slices.Clone(r.kept)
	n.sums, n.counts = copied(r.sums), copied(r.counts)
	return n
}

func copied(rows [][]float64) [][]float64 {
	out := slices.Clone(rows)
	for i := range out {
		out[i] = slices.Clone(out[i])
	}
	return out
}

// outcome is what was recorded of a world that has come to its end.
func (r *recorder) outcome(w *sim.World) (Outcome, error) {
	o := Outcome{Kept: r.kept, LevyUSD: r.levies}
	means, ends := copied(r.sums), make([][]float64, len(r.last))
	for g := range r.last {
		ends[g] = r.last[g].Values
		for c := range means[g] {
			if means[g][c] /= r.counts[g][c]; r.counts[g][c] == 0 {
				means[g][c] = math.NaN()
			}
		}
	}
	err := r.cellar.storeIn([]*Rows{&o.All, &o.End, &o.Mean}, r.all, ends, means)
	for i, rule := range w.Rules {
		x := r.bills[i]
		if n := len(o.Bills); n > 0 && o.Bills[n-1].Policy == rule.Policy {
			b := &o.Bills[n-1]
			b.Public, b.Firms, b.PublicNow, b.FirmNow = b.Public+x[0], b.Firms+x[1], b.PublicNow+x[2], b.FirmNow+x[3]
			continue
		}
		o.Bills = append(o.Bills, Bill{rule.Policy, x[0], x[1], x[2], x[3]})
	}
	return o, err
}

// groupsOf are the groups of a world's table, in the order of Outcome.End.
func groupsOf(groups []sim.Group) []table.Row {
	return finding.Each(groups, func(g sim.Group) table.Row { return table.Row{By: g.By, Group: g.Name} })
}

// Series is the table of one arm in one world, each replicate: of all creatives,
// or of every group where the tables were kept. See [Futures.Err].
func (c *Futures) Series(world, arm int) *table.Series {
	s := &table.Series{Columns: c.Columns}
	for i := range c.outcomes {
		s.Rows = append(s.Rows, c.SeriesOf(world, arm, i, c.Options.Months).Rows...)
	}
	return s
}

// SeriesOf is that of one replicate, from 0, of so many months.
func (c *Futures) SeriesOf(world, arm, replicate, months int) *table.Series {
	o := c.outcome(world, arm, replicate)
	if o.Kept == nil {
		return c.ofAll(world, arm, replicate, months)
	}
	s, groups, buffer := &table.Series{Columns: c.Columns}, c.names(o), []byte(nil)
	for month := range min(months, len(o.Kept)) {
		var t open // a new one each month: rows stay
		c.table(o, month, 0, len(groups), &t, &buffer)
		for g, row := range groups {
			row.Replicate, row.Month, row.Values = c.called(replicate), month, t.rows[g]
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// ofAll is the table of all creatives of one replicate, from 0, of so many months.
func (c *Futures) ofAll(world, arm, replicate, months int) *table.Series {
	s := &table.Series{Columns: c.Columns}
	for month, values := range c.Read(c.outcome(world, arm, replicate).All) {
		if month < months {
			s.Rows = append(s.Rows, table.Row{Replicate: c.called(replicate), Month: month, By: table.All, Group: table.All, Values: values})
		}
	}
	return s
}

// outcome is what an arm left in a world in a replicate, from 0.
func (c *Futures) outcome(world, arm, replicate int) *Outcome {
	return &c.outcomes[replicate][world*len(c.Arms)+arm]
}

// called is the name of a replicate, from 0, in tables.
func (c *Futures) called(replicate int) string { return strconv.Itoa(c.Skip + replicate + 1) }

// Row is the row of a group in a month of an outcome; nil where that was not kept.
func (c *Futures) Row(o *Outcome, month int, by, group string) []float64 {
	g := slices.IndexFunc(c.names(o), func(r table.Row) bool { return r.By == by && r.Group == group })
	if g < 0 || month >= o.All.Len() {
		return nil
	}
	var t open
	c.table(o, month, g, 1, &t, new([]byte))
	return t.rows[0]
}

// ForgetGroups lets go of the tables of every month, for who has made of them what there is to make:
// of each month all creatives stay.
func (c *Futures) ForgetGroups() {
	for _, replicate := range c.outcomes {
		for i := range replicate {
			replicate[i].Kept = nil
		}
	}
	c.Checkpoints.forget()
}

// Forget lets go of the tables of every month and of the rows of outcomes, for who has made of
// them what there is to make; what policies cost stays.
func (c *Futures) Forget() {
	for _, replicate := range c.outcomes {
		for i, o := range replicate {
			replicate[i] = Outcome{Bills: o.Bills, LevyUSD: o.LevyUSD}
		}
	}
	c.sheets.clear()
	c.Checkpoints.forget()
}
