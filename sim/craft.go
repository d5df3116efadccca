package sim

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
	Rows: func(w *World, c *Rows, _ int) {
		p := &w.Params.Craft
		talent := w.Trait(drawTalent)
		ceilings := [Stages]float64{p.CeilingJunior, p.CeilingMid, p.CeilingSenior}
		for i := range c.n {
			h := float64(c.Craft[i])
			switch c.State[i] {
			case Vacant:
				continue
			case Unemployed:
				h = toward(h, 0, p.Idleness)
			default:
				m := float64(c.Depth[i])
				top := ceilingOf(ceilings[c.Stage[i]%Stages], talent.Bits(c.ID[i]))
				h += float64(float64(p.Practice*(1-m))*(top-h)) - float64(p.Erosion*m)
			}
			c.Craft[i] = float32(max(0.05, h))
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
	return ceilingOf(ceilings[c.Stage[row]], w.Trait(drawTalent).Bits(c.ID[row]))
}
