package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/lists"
	"github.com/atelier-sim/atelier/sim/num"
)

// fear is the fear of displacement (equation 6): F += inertia (F* - F) with
//
//	F* = L(base + z + visibility + quality (q - reference qref) + news + peers' loss
//	       + flood (unlicensed + [without employer] S) + employer's automated share + liability of users
//	       - skill - voice - safety net)
//
// z is a lasting disposition of the person, as wide as that of attitude: surveys
// of one trade find people at ease and people afraid. qref follows q slowly: one
// gets used to what machines can do, so fear does not saturate. S is the flood of
// machine-made works in one's own field: it stands between clients and whoever
// lives by orders, while employees look to what their employer automates.
// Unlicensed is what machines take from the field without leave (trust.go). Every
// term that needs AI is zero before its release.
//
// Source: Pew 2025, Society of Authors 2024, Goldmedia 2024 for levels, Fiverr 2024
// for the mixture; the weights are assumed.
var fear = Mechanism{
	Name: "fear", Asks: "How threatened do I feel?",
	Writes: []string{"Fear"},
	Rows: func(w *World, c *Rows, worker int) {
		p, room := &w.Params.Fear, &w.tallies[worker].room
		if onLists { // to the bit what follows
			w.fearOnLists(c, room)
			return
		}
		public, peers := w.publicFears(), p.peersLost()
		anyAI := w.Capability > 0
		calmed := w.pulled(Voice) || w.pulled(SafetyNet)
		byWorkers, _ := w.liable()
		liable := float64(w.Params.Liability.Fear * byWorkers)
		aim, us, vs := &room.lists[0], &room.lists[1], &room.lists[2] // F*, and z from two halves
		c.halves(w.Trait(drawFearful), us, vs)
		for i := range c.n {
			state := c.State[i]
			if state == Vacant {
				aim[i] = 0 // of whoever stood here before
				continue
			}
			x := public[state%(Unemployed+1)][c.Occupation[i]%Occupations] + disposed(us[i], vs[i]) +
				peers[c.PeersLost[i]%(Degree+1)] - float64(p.Skill*(float64(c.Skill[i])-w.Params.Training.Floor))
			if k := c.Cell[i]; anyAI && k >= 0 {
				x += w.replaced(k)
			}
			if calmed {
				x -= w.calm(c.At(i))
			}
			if liable > 0 && c.Flags[i]&Uses != 0 {
				x += liable
			}
			aim[i] = x
		}
		num.Logistics(aim[:c.n])
		for i := range c.n {
			if c.State[i] != Vacant {
				c.Fear[i] = float32(toward(float64(c.Fear[i]), aim[i], p.Inertia))
			}
		}
	},
}

// publicFears are those of all states and occupations.
func (w *World) publicFears() (public [Unemployed + 1]lists.Table) {
	for o := range w.Occupations {
		for state := range public {
			public[state][o] = w.publicFear(o, uint8(state))
		}
	}
	return public
}

// peersLost is the term of peers who lost work, by how many they are.
func (p *FearParams) peersLost() (terms lists.Table) {
	for k := range Degree + 1 {
		terms[k] = p.PeersLoss * (float64(k) / Degree)
	}
	return terms
}

// replaced is what the share that the employer has automated adds to the fear of a job's staff.
func (w *World) replaced(job int32) float64 {
	return float64(w.Params.Fear.Automated * float64(w.Cells.Automated[job]))
}

// publicFear is the part of equation 6 that all in an occupation and a state share.
func (w *World) publicFear(o int, state uint8) float64 {
	p, occ := &w.Params.Fear, &w.Occupations[o]
	taken := w.unlicensed(occ.Domain)
	if state != Employed {
		taken += w.aiSupply(o)
	}
	return p.Base + float64(p.Visibility*w.Visibility) +
		float64(p.Quality*(occ.Quality-float64(p.Reference*occ.Reference))) +
		float64(p.News*w.LostShare) + float64(p.Flood*taken) -
		float64(p.Voice*w.Strictness)
}

// calm is the part of equation 6 that policies take away from a creative's
// fear: a say, where rules do not give one to all, and a safety net.
func (w *World) calm(row int) float64 {
	p := &w.Params.Fear
	say := float64(p.Voice * float64(w.lever(Voice, row)*(1-w.Strictness)))
	return say + float64(p.SafetyNet*w.lever(SafetyNet, row))
}

// restingFear is a person's fear where there is no AI: equation 6 without all
// that needs it.
func (w *World) restingFear(id uint64) float64 {
	return num.Logistic(w.Params.Fear.Base + fearfulness(w.Trait(drawFearful), id))
}

// fearfulness is z of equation 6 in logits: two uniforms added, so triangular
// around 0, with the standard deviation of the disposition of attitude.
func fearfulness(trait draw.Stream, id uint64) float64 {
	return disposed(draw.Halves(trait.Bits(id)))
}

// disposed is z of its two halves.
func disposed(u, v float64) float64 { return float64(fearReach * (u + v - 1)) }

// fearReach is how far z reaches: root of 6 is that of a triangle over its standard deviation.
const fearReach = 2.449489742783178 * dispositionSpread

// autonomy is a person's lasting concern for autonomy: two uniforms averaged,
// so triangular on 0..1 with mean 0.5.
func autonomy(trait draw.Stream, id uint64) float64 {
	u, v := draw.Halves(trait.Bits(id))
	return float64(0.5*u) + float64(0.5*v)
}
