package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// fear is the fear of displacement (equation 6): F += inertia (F* - F) with
//
//	F* = L(base + (autonomy - 0.5) + visibility + 1.6 (q - 0.5 qref) + news
//	       + peers' loss + bypass + employer's automated share - skill - voice - safety net)
//
// qref follows q slowly: one gets used to what machines can do, so fear does
// not saturate. Every term that needs AI is zero before its release.
var fear = Mechanism{
	Name: "fear", Asks: "How threatened do I feel?",
	Writes: []string{"Fear"},
	Rows: func(w *World, lo, hi, _ int) {
		c, p := &w.Creatives, &w.Params.Fear
		concern := w.trait(drawAutonomy)
		var public [Occupations]float64
		for o := range w.Occupations {
			public[o] = w.publicFear(o)
		}
		for i := lo; i < hi; i++ {
			if c.State[i] == Vacant {
				continue
			}
			x := public[c.Occupation[i]] + float64(p.Autonomy*(autonomy(concern, c.ID[i])-0.5)) +
				float64(p.PeersLost(c.PeersLost[i])) - float64(p.Skill*(float64(c.Skill[i])-0.12))
			if k := c.Cell[i]; k >= 0 {
				f := w.Cells.Organisation[k]
				if w.Orgs.Stage[f] == Integrated {
					x += float64(p.Automated * w.automated(int(f)))
				}
			}
			v := float64(c.Fear[i])
			c.Fear[i] = float32(v + float64(p.Inertia*(num.Logistic(x)-v)))
		}
	},
}

// publicFear is the part of equation 6 that all in an occupation share.
func (w *World) publicFear(o int) float64 {
	p, occ, l := &w.Params.Fear, &w.Occupations[o], &w.Levers
	return p.Base + float64(p.Visibility*w.Visibility) +
		float64(p.Quality*(occ.Quality-float64(p.Reference*occ.Reference))) +
		float64(p.News*min(1, p.NewsScale*w.LostShare)) + float64(p.Bypass*occ.Bypass) -
		float64(p.Voice*l.Voice) - float64(p.SafetyNet*l.SafetyNet)
}

// PeersLost is the term of peers who lost work, given in eighths.
func (p *FearParams) PeersLost(eighths uint8) float64 {
	return p.PeersLoss * (float64(eighths) / Degree)
}

// autonomy is a person's lasting concern for autonomy: two uniforms averaged,
// so triangular on 0..1 with mean 0.5.
func autonomy(trait draw.Stream, id uint64) float64 {
	u, v := halves(trait.Bits(id))
	return float64(0.5*u) + float64(0.5*v)
}
