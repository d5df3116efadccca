package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// fear is the fear of displacement (equation 6): F += inertia (F* - F) with
//
//	F* = L(base + autonomy (a - 0.5) + visibility + quality (q - reference qref) + news
//	       + peers' loss + bypass + employer's automated share + liability of users - skill - voice - safety net)
//
// qref follows q slowly: one gets used to what machines can do, so fear does
// not saturate. Every term that needs AI is zero before its release.
//
// Source: Pew 2025 and Society of Authors 2024 for levels; the weights are
// assumed.
var fear = Mechanism{
	Name: "fear", Asks: "How threatened do I feel?",
	Writes: []string{"Fear"},
	Rows: func(w *World, c *rows, _ int) {
		p := &w.Params.Fear
		var public [Occupations]float64
		for o := range w.Occupations {
			public[o] = w.publicFear(o)
		}
		var peers [Degree + 1]float64 // the term of peers who lost work
		for k := range peers {
			peers[k] = p.PeersLoss * (float64(k) / Degree)
		}
		anyAI := w.Capability > 0
		calmed := w.pulled(Voice) || w.pulled(SafetyNet)
		worker, _ := w.liable()
		liable := float64(w.Params.Liability.Fear * worker)
		for i := range c.n {
			if c.State[i] == Vacant {
				continue
			}
			x := public[c.Occupation[i]%Occupations] + float64(p.Autonomy*(float64(c.Autonomy[i])-0.5)) +
				peers[c.PeersLost[i]%(Degree+1)] - float64(p.Skill*(float64(c.Skill[i])-0.12))
			if k := c.Cell[i]; anyAI && k >= 0 {
				x += float64(p.Automated * float64(w.Cells.Automated[k]))
			}
			if calmed {
				x -= w.calm(c.at(i))
			}
			if liable > 0 && c.Flags[i]&Uses != 0 {
				x += liable
			}
			c.Fear[i] = float32(toward(float64(c.Fear[i]), num.Logistic(x), p.Inertia))
		}
	},
}

// publicFear is the part of equation 6 that all in an occupation share.
func (w *World) publicFear(o int) float64 {
	p, occ := &w.Params.Fear, &w.Occupations[o]
	return p.Base + float64(p.Visibility*w.Visibility) +
		float64(p.Quality*(occ.Quality-float64(p.Reference*occ.Reference))) +
		float64(p.News*min(1, p.NewsScale*w.LostShare)) + float64(p.Bypass*occ.Bypass) -
		float64(p.Voice*w.Strictness)
}

// calm is the part of equation 6 that policies take away from a creative's
// fear: a say, where rules do not give one to all, and a safety net.
func (w *World) calm(row int) float64 {
	p := &w.Params.Fear
	say := float64(p.Voice * float64(w.lever(Voice, row)*(1-w.Strictness)))
	return say + float64(p.SafetyNet*w.lever(SafetyNet, row))
}

// autonomy is a person's lasting concern for autonomy: two uniforms averaged,
// so triangular on 0..1 with mean 0.5.
func autonomy(trait draw.Stream, id uint64) float64 {
	u, v := halves(trait.Bits(id))
	return float64(0.5*u) + float64(0.5*v)
}
