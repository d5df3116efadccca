package sim

// orgCount counts organisations, weighted with the real ones they stand for,
// in micro-units.
type orgCount struct {
	all, adopt, any, all10, adopt10, any10, staff, adoptStaff, desired int64
	young, fresh, freshAdopt                                           int64 // opened within a year; since the start
}

// orgCounts are counts of organisations by grouping, and desired heads by
// occupation.
type orgCounts struct {
	all     orgCount
	size    [SizeClasses]orgCount
	domain  [Domains]orgCount
	sector  [MaxSectors]orgCount
	desired [Occupations]int64
}

// countOrgs counts organisations and those that use AI.
func (w *World) countOrgs(lo, hi int, c *orgCounts) {
	o := &w.Orgs
	for f := lo; f < hi; f++ {
		var x orgCount
		n := micro(float64(o.Firms[f]))
		staff := int64(0)
		for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
			staff += int64(w.Cells.Staff[k])
			x.desired += int64(w.Cells.Desired[k])
			c.desired[w.Cells.Occupation[k]] += int64(w.Cells.Desired[k])
		}
		x.all, x.staff = n, staff
		generative := o.Stage[f] != NoAI
		if generative {
			x.adopt, x.adoptStaff = n, staff
		}
		if generative || o.Legacy[f] != 0 {
			x.any = n
		}
		if o.Founded[f] > 0 {
			x.fresh, x.freshAdopt = n, x.adopt
			if w.openedWithin(f, 12) {
				x.young = n
			}
		}
		if o.Size[f] > 0 {
			x.all10 = n
			if generative {
				x.adopt10 = n
			}
			x.any10 = x.any
		}
		for _, k := range []*orgCount{&c.all, &c.size[o.Size[f]], &c.domain[o.Domain[f]], &c.sector[o.Sector[f]]} {
			addUp(k, &x)
		}
	}
}
