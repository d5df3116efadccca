package population

import (
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
)

// A group is the rows of one occupation and state: they stand together.
type group struct {
	occupation, contract int
	from, to             int
}

// groups are all groups in order of rows: by occupation its employees, its
// freelancers, its unemployed.
func (h *heads) groups() []group {
	var list []group
	at := 0
	for o := range h.rows {
		for k, n := range h.rows[o] {
			list = append(list, group{o, k, at, at + n})
			at += n
		}
	}
	return list
}

// placePeople fills the rows of creatives: by occupation the employees in order
// of organisation, the freelancers, the unemployed; then the spare rows. IDs
// are the row numbers. Traits are those that sim.InitPerson gives anybody who
// comes; it knows of no job, so jobs come last.
func placePeople(w *sim.World, h heads) {
	w.Creatives.Grow(w.People + spareOf(w.People))
	c := &w.Creatives
	w.OccStart = make([]int32, len(w.Occupations)+1)
	groups := h.groups()
	for _, g := range groups {
		w.OccStart[g.occupation+1] = int32(g.to)
		o := &w.Occupations[g.occupation]
		n := int64(g.to - g.from)
		switch g.contract {
		case employed:
			o.Employed, o.Start = n, n
		case freelancing:
			o.Freelancing, o.FreelanceNow, o.FreelanceTarget = n, n, n
		case unemployed:
			o.Unemployed = n
		}
	}
	par.Each(w.Workers, len(groups), func(_, k int) { enrol(w, groups[k]) })
	par.Chunks(w.Workers, w.Rows(), func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			if i < w.People {
				w.InitPerson(i)
			} else {
				c.Cell[i] = -1
			}
		}
	})
	giveJobs(w)
}

// enrol gives the rows of a group their person, occupation, state and stage.
// Stages have the shares of the table in every group; who is of which is drawn.
func enrol(w *sim.World, g group) {
	c := &w.Creatives
	who := draw.New(w.Seed, drawStage, 0)
	share := w.Occupations[g.occupation].StageShare
	begin := draw.New(w.Seed, drawStage, 1+g.occupation*contracts+g.contract).Uniform(0)
	rank := ranks(g.to-g.from, func(k int) float64 { return who.Uniform(uint64(g.from + k)) })
	for i := g.from; i < g.to; i++ {
		u := (float64(rank[i-g.from]) + begin) / float64(g.to-g.from)
		c.ID[i] = uint64(i)
		c.Occupation[i] = uint8(g.occupation)
		c.State[i] = sim.Employed + uint8(g.contract)
		c.Stage[i] = sim.Senior
		if u < share[sim.Junior] {
			c.Stage[i] = sim.Junior
		} else if u < share[sim.Junior]+share[sim.Mid] {
			c.Stage[i] = sim.Mid
		}
	}
}

// giveJobs puts the employees of an occupation into its cells, in the order of
// cells.
func giveJobs(w *sim.World) {
	var next [sim.Occupations]int32
	copy(next[:], w.OccStart)
	for k, o := range w.Cells.Occupation {
		for range w.Cells.Staff[k] {
			w.Creatives.Cell[next[o]] = int32(k)
			next[o]++
		}
	}
}

// ranks sorts n scores in [0, 1) by counting them in n classes and returns the
// rank of each, 0 .. n-1; within a class the order of rows stands.
func ranks(n int, score func(k int) float64) []int32 {
	class := make([]int32, n)
	first := make([]int32, n+1)
	for k := range class {
		class[k] = int32(min(n-1, int(score(k)*float64(n))))
		first[class[k]+1]++
	}
	for k := range n {
		first[k+1] += first[k]
	}
	for k, x := range class {
		class[k] = first[x]
		first[x]++
	}
	return class
}
