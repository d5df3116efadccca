package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// newcomerWrites are the columns that change when somebody takes a vacant row,
// and when somebody leaves one.
var newcomerWrites = []string{"ID", "Occupation", "State", "Stage", "Flags", "Craft", "Skill", "Alpha", "Beta", "Trust", "Attitude", "Fear", "Depth",
	"Autonomy", "Disposition", "Aid", "Hours", "Potential", "Output", "Pay", "Months", "LowMonths", "Quintile", "PeersTrust", "PeersUse", "PeersLost", "Free", "Rows"}

// openDoors decides which posts still open go to newcomers (equation 30): more of them the
// more posts stay open, so that employment can follow a boom.
func (w *World) openDoors(o int) {
	h, luck, p := &w.hiring, w.Stream(drawOutside), &w.Params.Employees
	open := float64(len(h.posts[o][0])+len(h.posts[o][1])) / float64(w.Occupations[o].Employed+1)
	fill := w.appeal(o, Employed) * (p.OutsideFill + float64((1-p.OutsideFill)*clamp(open/p.Boom-1)))
	for l := range 2 {
		chance := fill
		if l > 0 {
			chance *= w.Occupations[o].ready()
		}
		for _, p := range h.posts[o][l] {
			if luck.Uniform(p.key) < chance {
				h.fresh[o][l] = append(h.fresh[o][l], p.cell)
			}
		}
	}
	// movers that found a job take up the new occupation
	for l := range 2 {
		for _, i := range h.movers[o][l] {
			if w.Creatives.State[i] == Employed {
				w.Creatives.Occupation[i] = uint8(o)
			}
		}
	}
}

// welcome gives newcomers a row and a job.
func (w *World) welcome() {
	h := &w.hiring
	for o := range w.Occupations {
		n := 0
		for l := range 2 {
			for _, cell := range h.fresh[o][l] {
				row := w.newcomer(o, w.personID(o, 0, n), l)
				c := &w.Creatives
				c.State[row], c.Cell[row] = Employed, cell
				c.Pay[row] = float64(c.Potential[row])
				w.Cells.Staff[cell]++
				if l == 0 {
					w.billFirm(h.purse(o), PerJuniorHire, int(w.Cells.Organisation[cell]), 1)
				}
				w.Flows[o][FlowHires]++
				if l == 0 {
					w.Flows[o][FlowJuniorHires]++
				} else {
					w.Flows[o][FlowBack]++
				}
				w.Flows[o][FlowEntrants]++
				n++
			}
		}
	}
}

// newcomer takes a vacant row, in the neighbourhood of the occupation if there
// is one. Of the experienced as many are senior as among those of the tables.
func (w *World) newcomer(o int, id uint64, lv int) int {
	row := w.takeRow(o)
	c := &w.Creatives
	c.ID[row], c.Occupation[row] = id, uint8(o)
	c.Stage[row] = Junior
	u, share := w.Trait(drawPotential).Uniform(id^1<<62), &w.Occupations[o].StageShare
	if lv > 0 {
		c.Stage[row] = Mid
		if u*(share[Mid]+share[Senior]) < share[Senior] {
			c.Stage[row] = Senior
		}
	}
	w.InitPerson(row)
	w.present(row, &w.Occupations[o].Present[lv])
	x := w.potential(row)
	c.Potential[row] = float32(x)
	c.Quintile[row] = w.quintileOf(x)
	return row
}

// ready is how much easier or harder than at the start it is to find somebody
// experienced outside: hires go with the square root of those who could be hired
// (Petrongolo and Pissarides 2001). Juniors not hired are missed here years later.
func (o *Occupation) ready() float64 {
	if o.PoolBase == 0 {
		return 1
	}
	return min(1, math.Sqrt(max(0, o.Pool/o.PoolBase)))
}

// refill moves the pools of experienced people outside (equation 47). Who leaves
// without retiring may come back for some years; a few come from elsewhere, as
// many as were hired from outside at the start, on the exogenous index.
func (w *World) refill() {
	for i := range w.Occupations {
		o := &w.Occupations[i]
		away, back := w.Flows[i][FlowAway], w.Flows[i][FlowBack]
		if w.BurnIn {
			o.away, o.back = o.away+away, o.back+back
			continue
		}
		o.Pool += float64(away-back) + float64(o.PoolIn*w.trend(i)) - float64(w.Params.Employees.Return*o.Pool)
	}
}

// present makes a newcomer a person of their own year: what one knows, does and
// fears of AI is what the present newcomers' elders of the same level do, with the
// lasting traits of one's own. Who has most taste for AI is among the users.
func (w *World) present(row int, m *Minds) {
	if w.Capability == 0 || m.People == 0 {
		return // people are as in 2021
	}
	c, p := &w.Creatives, &w.Params
	id := c.ID[row]
	c.Skill[row] = float32(m.Skill)
	if w.Trait(drawTaste).Uniform(id) >= 1-m.Users {
		c.Flags[row], c.Skill[row], c.Depth[row] = Uses|EverUsed, float32(m.UserSkill), float32(m.Depth)
		a, b := float64(c.Alpha[row])+m.Good, float64(c.Beta[row])+float64(p.Trust.FailureRatio*m.Bad)
		c.Alpha[row], c.Beta[row], c.Trust[row] = float32(a), float32(b), float32(a/(a+b))
		c.PeersTrust[row] = c.Trust[row]
	}
	c.Fear[row] = float32(num.Logistic(float64(steep*num.Logit(m.Fear)) + fearfulness(w.Trait(drawFearful), id)))
	c.Attitude[row] = float32(num.Logistic(float64(steep*num.Logit(m.Attitude)) + float64(c.Disposition[row])))
}

// steep turns the logit of a mean over dispositions into the mean's own: of x +
// z, z normal, the mean of L is about L(x/sqrt(1 + pi/8 var z)) (MacKay 1992).
var steep = math.Sqrt(1 + math.Pi/8*dispositionSpread*dispositionSpread)
