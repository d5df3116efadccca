package sim

// orgCount counts organisations, weighted with the real ones they stand for,
// in micro-units.
type orgCount struct {
	all, adopt, any, all10, adopt10, any10, staff, adoptStaff, desired int64
	young, fresh, freshAdopt                                           int64 // opened within a year; since the start
}

// orgCounts are counts of organisations by size, domain and sector, and desired
// heads by occupation.
type orgCounts struct {
	cells   [SizeClasses][Domains][MaxSectors]orgCount
	desired [Occupations]int64
}

// orgGroups are the counts by grouping.
type orgGroups struct {
	all    orgCount
	size   [SizeClasses]orgCount
	domain [Domains]orgCount
	sector [MaxSectors]orgCount
}

// groups adds up the cells.
func (c *orgCounts) groups() (g orgGroups) {
	for i := range c.cells {
		for j := range c.cells[i] {
			for k := range c.cells[i][j] {
				x := &c.cells[i][j][k]
				if *x == (orgCount{}) {
					continue
				}
				for _, sum := range []*orgCount{&g.all, &g.size[i], &g.domain[j], &g.sector[k]} {
					addUp(sum, x)
				}
			}
		}
	}
	return g
}

// countOrgs counts organisations and those that use AI.
func (w *World) countOrgs(lo, hi int, c *orgCounts) {
	o := &w.Orgs
	for f := lo; f < hi; f++ {
		x := &c.cells[o.Size[f]][o.Domain[f]][o.Sector[f]]
		n := micro(float64(o.Firms[f]))
		staff := int64(0)
		for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
			staff += int64(w.Cells.Staff[k])
			x.desired += int64(w.Cells.Desired[k])
			c.desired[w.Cells.Occupation[k]] += int64(w.Cells.Desired[k])
		}
		large, generative := o.Size[f] > 0, o.Stage[f] != NoAI
		x.all += n
		x.staff += staff
		if large {
			x.all10 += n
		}
		if generative {
			x.adopt += n
			x.adoptStaff += staff
			if large {
				x.adopt10 += n
			}
		}
		if generative || o.Legacy[f] != 0 {
			x.any += n
			if large {
				x.any10 += n
			}
		}
		if o.Founded[f] > 0 {
			x.fresh += n
			if generative {
				x.freshAdopt += n
			}
			if w.openedWithin(f, 12) {
				x.young += n
			}
		}
	}
}
