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
		for i := lo; i < hi; i++ {
			h := float64(c.Craft[i])
			switch c.State[i] {
			case Vacant:
				continue
			case Unemployed:
				h -= float64(p.Idleness * h)
			default:
				m := float64(c.Depth[i])
				h += float64(float64(p.Practice*(1-m))*(w.craftCeiling(i)-h)) - float64(p.Erosion*m)
			}
			c.Craft[i] = float32(max(0.05, h))
		}
	},
}

// talentSpread is how far talent moves the ceiling of craft, at most.
const talentSpread = 0.22

func (w *World) craftCeiling(row int) float64 {
	c, p := &w.Creatives, &w.Params.Craft
	u, v := halves(w.trait(drawTalent).Bits(c.ID[row]))
	ceiling := p.CeilingSenior
	switch c.Stage[row] {
	case Junior:
		ceiling = p.CeilingJunior
	case Mid:
		ceiling = p.CeilingMid
	}
	return min(0.98, ceiling+float64(talentSpread*(u+v-1)))
}
