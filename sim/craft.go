package sim

// craft grows by practice toward the ceiling of the stage and fades by
// delegation and idleness (equation 38):
//
//	H += practice (1 - m)(ceiling - H) - erosion m       at work
//	H -= idleness H                                      without work
//
// A ceiling is the stage's, moved by lasting talent.
var craft = Mechanism{
	Name: "craft", Asks: "Does my craft grow or fade?",
	Writes: []string{"Craft"},
	Rows: func(w *World, lo, hi, _ int) {
		c, p := &w.Creatives, &w.Params.Craft
		talent := w.trait(drawTalent)
		ceilings := [Stages]float64{p.CeilingJunior, p.CeilingMid, p.CeilingSenior}
		state := c.State[lo:hi]
		n := len(state)
		id, stage, craft, depth := c.ID[lo:hi][:n], c.Stage[lo:hi][:n], c.Craft[lo:hi][:n], c.Depth[lo:hi][:n]
		practice, erosion := p.Practice, p.Erosion
		for i := range state {
			h := float64(craft[i])
			switch state[i] {
			case Vacant:
				continue
			case Unemployed:
				h -= float64(p.Idleness * h)
			default:
				m := float64(depth[i])
				top := ceilingOf(ceilings[stage[i]%Stages], talent.Bits(id[i]))
				h += float64(float64(practice*(1-m))*(top-h)) - float64(erosion*m)
			}
			craft[i] = float32(max(0.05, h))
		}
	},
}

// talentSpread is how far talent moves the ceiling of craft, at most.
const talentSpread = 0.26

func ceilingOf(stage float64, talent uint64) float64 {
	u, v := halves(talent)
	return min(0.98, stage+float64(talentSpread*(u+v-1)))
}

// craftCeiling is the ceiling of the creative in a row.
func (w *World) craftCeiling(row int) float64 {
	c, p := &w.Creatives, &w.Params.Craft
	ceilings := [Stages]float64{p.CeilingJunior, p.CeilingMid, p.CeilingSenior}
	return ceilingOf(ceilings[c.Stage[row]], w.trait(drawTalent).Bits(c.ID[row]))
}
