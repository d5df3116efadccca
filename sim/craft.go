package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
)

// craft grows by practice toward the ceiling of the stage and fades by
// delegation and idleness (equation 38):
//
//	H += practice (1 - m)(ceiling - H) - erosion m       at work
//	H -= idleness H                                      without work
//
// A ceiling is the stage's, moved by lasting talent.
//
// Source: assumed.
var craft = Mechanism{
	Name: "craft", Asks: "Does my craft grow or fade?",
	Writes: []string{"Craft"},
	Rows: func(w *World, c *Rows, worker int) {
		p, room := &w.Params.Craft, &w.tallies[worker].room
		us, vs := &room.lists[0], &room.lists[1] // of talent
		c.halves(w.Trait(drawTalent), us, vs)
		ceilings := [Stages]float64{p.CeilingJunior, p.CeilingMid, p.CeilingSenior}
		for _, k := range c.others(Unemployed, room, &room.rows[0]) {
			i := k % par.Chunk
			h, m := float64(c.Craft[i]), float64(c.Depth[i])
			top := ceilingOf(ceilings[c.Stage[i]%Stages], us[i], vs[i])
			h += float64(float64(p.Practice*(1-m))*(top-h)) - float64(p.Erosion*m)
			c.Craft[i] = float32(atLeast(leastCraft, h))
		}
		for _, k := range c.those(Unemployed, room, &room.rows[0]) {
			i := k % par.Chunk
			c.Craft[i] = float32(atLeast(leastCraft, toward(float64(c.Craft[i]), 0, p.Idleness)))
		}
	},
}

const leastCraft = 0.05

// talentSpread is how far talent moves the ceiling of craft, at most.
const talentSpread = 0.26

// ceilingOf is the ceiling of a stage for the two halves of somebody's talent.
func ceilingOf(stage, u, v float64) float64 {
	return atMost(0.98, stage+float64(talentSpread*(u+v-1)))
}

// craftCeiling is the ceiling of the creative in a row.
func (w *World) craftCeiling(row int) float64 {
	c, p := &w.Creatives, &w.Params.Craft
	ceilings := [Stages]float64{p.CeilingJunior, p.CeilingMid, p.CeilingSenior}
	u, v := draw.Halves(w.Trait(drawTalent).Bits(c.ID[row]))
	return ceilingOf(ceilings[c.Stage[row]], u, v)
}
