package sim

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// Month is one measurement: a row of Columns for every group.
type Month struct {
	Number int
	Groups []Group
}

// Value is a measure of a group, NaN where there is none: Value("occupation",
// "graphic_designers", "trust").
func (m *Month) Value(by, name, column string) float64 {
	k := ColumnIndex(column)
	for _, g := range m.Groups {
		if g.By == by && g.Name == name && k >= 0 {
			return g.Values[k]
		}
	}
	return math.NaN()
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
	incomes *[payBins]int64
	clients func(cell int) bool // which cells of sales belong to it, nil: it is no group of clients
	desired int64               // heads, of an occupation
}

// settleMeasures adds the workers' sums, renews the facts that mechanisms read
// next month, and, outside the burn-in, makes the month's table.
func (w *World) settleMeasures() {
	w.settleFlows() // of mechanisms whose settling was left out
	w.refill()
	for i := range w.Occupations {
		w.Occupations[i].Left += w.Flows[i][FlowExits]
		w.Occupations[i].Came += w.Flows[i][FlowEntrants]
	}
	cells := w.tallies[0].cells
	for k := range w.tallies[1:] {
		eachOccupied(w.tallies[k+1].cells, func(cell int, sums []int64) {
			for j, x := range sums {
				cells[cell*nSums+j] += x
			}
			clear(sums)
		})
	}
	w.renewFacts(cells)
	if !w.BurnIn {
		w.Now = w.table(cells)
	}
	for k := range w.tallies {
		w.tallies[k].pays = [Occupations][2][payBins]uint32{}
	}
	eachOccupied(cells, func(_ int, sums []int64) { clear(sums) })
}

// eachOccupied calls f for the cells in which somebody was counted, with their sums;
// those of all others are zero.
func eachOccupied(cells []int64, f func(cell int, sums []int64)) {
	for cell := range nCells {
		if occupied(cells, cell) {
			f(cell, cells[cell*nSums:cell*nSums+nSums])
		}
	}
}

// add adds the sums of a cell.
func (c *counts) add(cells []int64, cell int) {
	par.AddInts(c.people[:], cells[cell*nSums:cell*nSums+nSums])
}

func (c *counts) get(k int) float64 { return whole(c.people[k]) }

func (c *counts) all() float64 {
	return c.get(sumEmployed) + c.get(sumFreelancing) + c.get(sumUnemployed)
}

// renewFacts updates what next month's mechanisms read of each occupation.
func (w *World) renewFacts(cells []int64) {
	var lost, people, fear float64
	for o := range w.Occupations {
		var level [2]counts // juniors, the experienced
		displaced := int64(0)
		for s := range nSlots {
			if cell := o*nSlots + s; occupied(cells, cell) {
				level[min(1, s/nPlaces)].add(cells, cell)
				if s%nPlaces == placeNone {
					displaced += cells[cell*nSums+sumLost]
				}
			}
		}
		occ := &w.Occupations[o]
		occ.Displaced = int64(whole(displaced))
		occ.Present = [2]Minds{level[0].minds(), level[1].minds()}
		c := level[0]
		for k, x := range level[1].people {
			c.people[k] += x
		}
		occ.Employed, occ.Freelancing, occ.Unemployed = int64(c.get(sumEmployed)), int64(c.get(sumFreelancing)), int64(c.get(sumUnemployed))
		work := c.get(sumEmployed) + c.get(sumFreelancing)
		lost += c.get(sumLost)
		fear += c.get(sumFear)
		occ.Users = int64(c.get(sumUses))
		people += c.all()
		if work == 0 {
			continue
		}
		occ.MachineShare = c.get(sumWorkDepth) / work
		occ.CraftMean, occ.SkillMean = c.get(sumCraft)/c.all(), c.get(sumSkill)/c.all()
		if w.BurnIn {
			occ.CraftBase = occ.CraftMean
		}
		occ.LnYield = 0
		if y := c.get(sumYield); y != 0 {
			occ.LnYield = num.Log1p(y / work)
		}
		occ.Variety = w.variety(o, occ.MachineShare, c.get(sumWorkDepth2)/work)
	}
	w.LostShare, w.FearMean = 0, 0
	if people > 0 {
		w.LostShare, w.FearMean = lost/people, fear/people
	}
}

// minds is what the people counted know and think of AI.
func (c *counts) minds() (m Minds) {
	m.People = c.all()
	if m.People == 0 {
		return m
	}
	users := c.get(sumUses)
	m.Users, m.Fear, m.Attitude = users/m.People, c.get(sumFear)/m.People, c.get(sumAttitude)/m.People
	if users > 0 {
		m.UserSkill, m.Depth = c.get(sumUserSkill)/users, c.get(sumDepth)/users
		m.Good, m.Bad = c.get(sumUserGood)/users, c.get(sumUserBad)/users
	}
	if others := m.People - users; others > 0 {
		m.Skill = (c.get(sumSkill) - c.get(sumUserSkill)) / others
	}
	return m
}

// Names of groups that no creative has as a number.
var (
	sizeNames   = append(slices.Clone(SizeNames), "none")
	incomeNames = []string{"q1", "q2", "q3", "q4", "q5"}
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
		return ContractNames
	case "stage":
		return StageNames
	case "income":
		return incomeNames
	case "client_kind":
		return KindNames
	case "order_source":
		return SourceNames
	case "order_length":
		return LengthNames
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
func (w *World) table(cells []int64) Month {
	g := w.split(cells)
	lists := [][]counts{g.all[:], g.domain, g.occupation, g.size[:], g.contract[:], g.stage[:], g.income[:], g.sector, g.kind[:], g.source[:], g.length[:]}
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	m := Month{Number: w.Month, Groups: make([]Group, 0, n)}
	values := make([]float64, n*len(Columns))
	for i, by := range Groupings {
		names := w.GroupNames(by)
		for k := range lists[i] {
			row := values[:len(Columns):len(Columns)]
			values = values[len(Columns):]
			w.row(g, &lists[i][k], row)
			m.Groups = append(m.Groups, Group{by, names[k], row})
		}
	}
	return m
}

// split sums the cells into groups.
func (w *World) split(cells []int64) *groups {
	g := w.newGroups()
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

// groups are the counts of every group, and what these are made from. A world has one
// of them, which every month fills anew: for a small world it is most of a month.
type groups struct {
	all                        [1]counts
	size                       [SizeClasses + 1]counts
	contract, stage            [3]counts
	income                     [nQuintiles]counts
	kind                       [ClientKinds]counts
	source                     [sources]counts
	length                     [lengths]counts
	domain, occupation, sector []counts // of the arrays below

	domains     [Domains]counts
	occupations [Occupations]counts
	sectors     [MaxSectors]counts
	orgs        orgGroups
	counted     orgCounts
	sold        [Occupations]Sale // of all clients
	pays        payGroups

	line   group // that is filled, with what it is read from
	market marketSum
	sale   saleSum
}

// payGroups are people at work by class of pay, and of them freelancers by class of
// income: of all, of domains and of occupations.
type payGroups struct {
	all        [2][payBins]int64
	domain     [Domains][2][payBins]int64
	occupation [Occupations][2][payBins]int64
}

// newGroups says which occupations, pays and organisations belong to a group.
func (w *World) newGroups() *groups {
	if w.tallies[0].room.groups == nil {
		w.tallies[0].room.groups = new(groups)
	}
	g := w.tallies[0].room.groups
	*g = groups{}
	g.domain, g.occupation, g.sector = g.domains[:len(w.Domains)], g.occupations[:len(w.Occupations)], g.sectors[:len(w.Sectors)]
	gather(w, &g.counted, func(t *tally) *orgCounts { return &t.orgs })
	g.orgs = g.counted.groups()
	w.countPays(&g.pays)
	for o := range w.Occupations {
		g.sold[o] = w.Occupations[o].Sales.Total()
		g.occupation[o].desired = g.counted.desired[o]
		g.occupation[o].hold(o, &g.pays.occupation[o])
		g.all[0].hold(o, &g.pays.all)
		d := w.Occupations[o].Domain
		g.domain[d].hold(o, &g.pays.domain[d])
	}
	g.all[0].orgs = &g.orgs.all
	for k := range SizeClasses {
		g.size[k].orgs = &g.orgs.size[k]
	}
	for k := range g.domain {
		g.domain[k].orgs = &g.orgs.domain[k]
	}
	for k := range g.sector {
		g.sector[k].orgs = &g.orgs.sector[k]
	}
	for k := range g.kind {
		g.kind[k].clients = func(cell int) bool { return cell/(sources*lengths) == k }
	}
	for k := range g.source {
		g.source[k].clients = func(cell int) bool { return cell/lengths%sources == k }
	}
	for k := range g.length {
		g.length[k].clients = func(cell int) bool { return cell%lengths == k }
	}
	return g
}

// hold makes an occupation part of a group that has these pays.
func (c *counts) hold(o int, pays *[2][payBins]int64) {
	c.occ = append(c.occ, o)
	c.pays, c.incomes = &pays[0], &pays[1]
}

// countPays adds up what the workers counted.
func (w *World) countPays(g *payGroups) {
	for o := range w.Occupations {
		d := &g.domain[w.Occupations[o].Domain]
		for k := range w.tallies {
			employees, freelancers := &w.tallies[k].pays[o][0], &w.tallies[k].pays[o][1]
			for b, n := range freelancers {
				g.occupation[o][0][b] += int64(employees[b]) + int64(n)
				g.occupation[o][1][b] += int64(n)
			}
		}
		addUp(d, &g.occupation[o])
	}
	for d := range w.Domains {
		addUp(&g.all, &g.domain[d])
	}
}

// ratio is a over b, NaN for nothing over nothing.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
