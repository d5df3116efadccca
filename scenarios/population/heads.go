package population

import "github.com/atelier-sim/atelier/scenarios/evidence"

// heads are rows of creatives by occupation and state.
type heads struct {
	weight float64 // persons a row
	rows   [][contracts]int
}

// The states of a creative at the start, as columns of heads: the model's, from
// sim.Employed on.
const (
	employed = iota
	freelancing
	unemployed
	contracts
)

// persons are the people of January 2021 by occupation and state: employees
// and self-employed from the tables, and as many unemployed as balance the
// flows out of and into work, u/(1 - u) of the employees.
func persons(c *evidence.Country) (table [][]float64, all float64) {
	u := steadyUnemployment()
	for i := range c.Occupations {
		o := &c.Occupations[i]
		e, p := o.EmployeesAt(0), o.PeopleAt(0)
		row := make([]float64, contracts)
		row[employed], row[freelancing], row[unemployed] = e, p-e, u/(1-u)*e
		table = append(table, row)
		all += p + row[unemployed]
	}
	return table, all
}

// countHeads divides the rows among occupations and states, so that both
// margins hold.
func countHeads(c *evidence.Country, s Spec) heads {
	table, all := persons(c)
	scale(table, float64(s.People))
	h := heads{weight: all / float64(s.People)}
	for _, row := range round(table, newLuck(s.Seed, drawRound, -1)) {
		h.rows = append(h.rows, [contracts]int(row))
	}
	return h
}

// scale turns persons into n rows in proportion, except that an occupation
// whose employees would not fill a row gets one at the expense of the others.
func scale(table [][]float64, n float64) {
	one := make([]bool, len(table))
	for {
		left, persons, again := n, 0.0, false
		for o, row := range table {
			if one[o] {
				left--
				persons -= row[employed]
			}
			for _, x := range row {
				persons += x
			}
		}
		factor := left / persons
		for o, row := range table {
			if !one[o] && row[employed]*factor < 1 {
				one[o], again = true, true
			}
		}
		if again {
			continue
		}
		for o, row := range table {
			for k := range row {
				row[k] *= factor
			}
			if one[o] {
				row[employed] = 1
			}
		}
		return
	}
}

// A pool holds the rows of employees who work in the organisations of one size
// class of one sector.
type pool struct {
	sector, class int
	left          []int // rows by occupation, to be taken by organisations
	rows          int
}

// pools divides the employees of each occupation among sectors, and those of
// each sector among its size classes in proportion to jobs. Rows by occupation
// and sector and by sector and class are off by less than one.
func (h *heads) pools(c *evidence.Country, seed uint64) []pool {
	table := make([][]float64, len(c.Occupations))
	for o := range table {
		for _, share := range c.Occupancy[o] {
			table[o] = append(table[o], share*float64(h.rows[o][employed]))
		}
	}
	bySector := round(table, newLuck(seed, drawRound, -2))
	var list []pool
	for s := range c.Sectors {
		x := &c.Sectors[s]
		byClass := make([][]float64, len(c.Occupations))
		for o := range byClass {
			for _, k := range x.Classes {
				byClass[o] = append(byClass[o], k.Jobs/x.Jobs()*float64(bySector[o][s]))
			}
		}
		counts := round(byClass, newLuck(seed, drawRound, -3-s))
		for k := range x.Classes {
			p := pool{sector: s, class: k}
			for _, n := range counts {
				p.left = append(p.left, n[k])
				p.rows += n[k]
			}
			list = append(list, p)
		}
	}
	return list
}
