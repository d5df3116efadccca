package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// Month is one measurement: a row of Columns for every group.
type Month struct {
	Number int
	Groups []Group
}

// Group is one row of a measurement.
type Group struct {
	By, Name string
	Values   []float64 // by Columns; NaN where a measure is not defined
}

// counts are the sums of one group, in rows of creatives.
type counts struct {
	people  [nSums]int64
	pays    *[payBins]int64
	occ     []int     // occupations whose markets and flows belong to it, nil: none
	orgs    *orgCount // organisations, nil: none
	desired int64     // heads, of an occupation
}

// orgCount counts organisations, weighted with the real ones they stand for,
// in micro-units.
type orgCount struct{ all, adopt, all10, adopt10, any10, staff, adoptStaff, desired int64 }

// settleMeasures adds the workers' sums, renews the facts that mechanisms read
// next month, and, outside the burn-in, makes the month's table.
func (w *World) settleMeasures() {
	w.settleFlows() // of mechanisms whose settling was left out
	for i := range w.Occupations {
		w.Occupations[i].Left += w.Flows[i][FlowExits]
		w.Occupations[i].Came += w.Flows[i][FlowEntrants]
	}
	cells := w.tallies[0].cells
	for k := range w.tallies[1:] {
		for j, x := range w.tallies[k+1].cells {
			cells[j] += x
			w.tallies[k+1].cells[j] = 0
		}
	}
	var pays [Occupations][payBins]int64
	for k := range w.tallies {
		for o := range pays {
			for b, n := range w.tallies[k].pays[o] {
				pays[o][b] += int64(n)
			}
		}
		w.tallies[k].pays = [Occupations][payBins]uint32{}
	}
	w.renewFacts(cells)
	if !w.BurnIn {
		w.Now = w.table(cells, &pays)
	}
	clear(cells)
}

// sumOf adds the sums of cells lo, lo+step, ... below hi into c.
func (c *counts) add(cells []int64, cell int) {
	for j, x := range cells[cell*nSums : cell*nSums+nSums] {
		c.people[j] += x
	}
}

func (c *counts) get(k int) float64 { return whole(c.people[k]) }

func (c *counts) all() float64 {
	return c.get(sumEmployed) + c.get(sumFreelancing) + c.get(sumUnemployed)
}

// renewFacts updates what next month's mechanisms read of each occupation.
func (w *World) renewFacts(cells []int64) {
	var lost, people float64
	for o := range w.Occupations {
		var c counts
		for s := range nSlots {
			if occupied(cells, o*nSlots+s) {
				c.add(cells, o*nSlots+s)
			}
		}
		occ := &w.Occupations[o]
		occ.Employed, occ.Freelancing, occ.Unemployed = int64(c.get(sumEmployed)), int64(c.get(sumFreelancing)), int64(c.get(sumUnemployed))
		work := c.get(sumEmployed) + c.get(sumFreelancing)
		lost += c.get(sumLost)
		people += c.all()
		if work == 0 {
			continue
		}
		occ.MachineShare = c.get(sumWorkDepth) / work
		occ.CraftMean = c.get(sumCraft) / c.all()
		if w.BurnIn {
			occ.CraftBase = occ.CraftMean
		}
		occ.LnYield = 0
		if y := c.get(sumYield); y != 0 {
			occ.LnYield = num.Log1p(y / work)
		}
		occ.Variety = w.variety(o, occ.MachineShare, c.get(sumWorkDepth2)/work)
	}
	w.LostShare = 0
	if people > 0 {
		w.LostShare = lost / people
	}
}

// variety is one minus the mean similarity of two works of an occupation
// (equation 19). A work is z = (1 - m) z_i + m z_AI, with m the part of ideas
// that the machine gives; two people's own vectors have similarity rho, as have
// a person's and the machine's. From the moments M1 = E m and M2 = E m^2:
//
//	similarity = [rho + (1 - rho) M1^2] / [1 - 2 (1 - rho)(M1 - M2)]
//
// AI-only works count as depth 1 at their share of attention.
func (w *World) variety(o int, m1, m2 float64) float64 {
	p := &w.Params.Production
	rho, idea := p.Similarity, p.IdeaShare
	ai := w.aiDemand(o)
	m1 = float64((1-ai)*(idea*m1)) + float64(ai*idea)
	m2 = float64((1-ai)*(float64(idea*idea)*m2)) + float64(ai*float64(idea*idea))
	return 1 - Similarity(rho, m1, m2)
}

// Similarity is the mean similarity of two works, from the similarity rho of
// human work and the first two moments of the machine's part (equation 19).
func Similarity(rho, m1, m2 float64) float64 {
	return (rho + float64((1-rho)*float64(m1*m1))) / (1 - float64(2*(1-rho)*(m1-m2)))
}

// sizeNames and so on name the groups.
var (
	sizeNames     = []string{"1-9", "10-49", "50-249", "250+", "none"}
	contractNames = []string{"employed", "freelancing", "unemployed"}
	stageNames    = []string{"junior", "mid", "senior"}
	incomeNames   = []string{"q1", "q2", "q3", "q4", "q5"}
)

// GroupNames lists the groups of a grouping, in their order in the table.
func (w *World) GroupNames(by string) []string {
	var names []string
	switch by {
	case "all":
		return []string{"all"}
	case "size":
		return sizeNames
	case "contract":
		return contractNames
	case "stage":
		return stageNames
	case "income":
		return incomeNames
	case "domain":
		for _, d := range w.Domains {
			names = append(names, d.Name)
		}
	case "occupation":
		for _, o := range w.Occupations {
			names = append(names, o.Name)
		}
	case "sector":
		for _, s := range w.Sectors {
			names = append(names, s.Name)
		}
	}
	return names
}

// table makes the month's rows for every group, in the order of Groupings.
func (w *World) table(cells []int64, pays *[Occupations][payBins]int64) Month {
	g := w.split(cells, pays)
	lists := [][]counts{g.all[:], g.domain, g.occupation, g.size[:], g.contract[:], g.stage[:], g.income[:], g.sector}
	m := Month{Number: w.Month}
	for i, by := range Groupings {
		names := w.GroupNames(by)
		for k := range lists[i] {
			m.Groups = append(m.Groups, Group{by, names[k], w.row(&lists[i][k])})
		}
	}
	return m
}

// split sums the cells into groups.
func (w *World) split(cells []int64, pays *[Occupations][payBins]int64) *groups {
	g := w.newGroups(pays)
	for o := range w.Occupations {
		d := &g.domain[w.Occupations[o].Domain]
		for s := range nSlots {
			stage, place := s/nPlaces, s%nPlaces
			cell := o*nSlots + s
			if !occupied(cells, cell) {
				continue
			}
			g.occupation[o].add(cells, cell)
			g.stage[stage].add(cells, cell)
			if place < placeFreelance {
				g.size[place].add(cells, cell)
				g.contract[0].add(cells, cell)
			} else {
				g.size[SizeClasses].add(cells, cell)
				g.contract[place-placeFreelance+1].add(cells, cell)
			}
		}
		for k, x := range g.occupation[o].people {
			d.people[k] += x
			g.all[0].people[k] += x
		}
	}
	for q := range nQuintiles {
		for s := range MaxSectors + 1 {
			if cell := firstCells + q*(MaxSectors+1) + s; occupied(cells, cell) {
				g.income[q].add(cells, cell)
				if s < len(g.sector) {
					g.sector[s].add(cells, cell)
				}
			}
		}
	}
	return g
}

// occupied tells whether anybody was counted in a cell.
func occupied(cells []int64, cell int) bool {
	v := cells[cell*nSums : cell*nSums+3]
	return v[sumEmployed]|v[sumFreelancing]|v[sumUnemployed] != 0
}

// groups are the counts of every group.
type groups struct {
	all                        [1]counts
	size                       [SizeClasses + 1]counts
	contract, stage            [3]counts
	income                     [nQuintiles]counts
	domain, occupation, sector []counts
}

// newGroups says which occupations, pays and organisations belong to a group.
func (w *World) newGroups(pays *[Occupations][payBins]int64) *groups {
	g := &groups{domain: make([]counts, len(w.Domains)), occupation: make([]counts, len(w.Occupations)), sector: make([]counts, len(w.Sectors))}
	orgs := new(orgCounts)
	for k := range w.tallies {
		orgs.add(&w.tallies[k].orgs)
		w.tallies[k].orgs = orgCounts{}
	}
	for o := range w.Occupations {
		occ, d := &g.occupation[o], &g.domain[w.Occupations[o].Domain]
		occ.occ, occ.pays, occ.desired = []int{o}, &pays[o], orgs.desired[o]
		for _, c := range []*counts{&g.all[0], d} {
			c.occ = append(c.occ, o)
			if c.pays == nil {
				c.pays = new([payBins]int64)
			}
			for b, x := range pays[o] {
				c.pays[b] += x
			}
		}
	}
	g.all[0].orgs = &orgs.all
	for k := range SizeClasses {
		g.size[k].orgs = &orgs.size[k]
	}
	for k := range g.domain {
		g.domain[k].orgs = &orgs.domain[k]
	}
	for k := range g.sector {
		g.sector[k].orgs = &orgs.sector[k]
	}
	return g
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
		if o.Size[f] > 0 {
			x.all10 = n
			if generative {
				x.adopt10 = n
			}
			if generative || o.Legacy[f] != 0 {
				x.any10 = n
			}
		}
		for _, k := range []*orgCount{&c.all, &c.size[o.Size[f]], &c.domain[o.Domain[f]], &c.sector[o.Sector[f]]} {
			k.add(&x)
		}
	}
}

// add joins the counts of two workers.
func (c *orgCounts) add(x *orgCounts) {
	c.all.add(&x.all)
	for k := range c.size {
		c.size[k].add(&x.size[k])
	}
	for k := range c.domain {
		c.domain[k].add(&x.domain[k])
	}
	for k := range c.sector {
		c.sector[k].add(&x.sector[k])
	}
	for k := range c.desired {
		c.desired[k] += x.desired[k]
	}
}

func (c *orgCount) add(x *orgCount) {
	c.all, c.adopt, c.all10, c.adopt10 = c.all+x.all, c.adopt+x.adopt, c.all10+x.all10, c.adopt10+x.adopt10
	c.any10, c.staff, c.adoptStaff, c.desired = c.any10+x.any10, c.staff+x.staff, c.adoptStaff+x.adoptStaff, c.desired+x.desired
}

// ratio is a over b, NaN for nothing over nothing.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
