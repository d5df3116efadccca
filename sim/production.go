package sim

import "github.com/atelier-sim/atelier/sim/par"

// production keeps time and quality apart (equations 16 to 18):
//
//	tau = saving m q (0.4 + 0.6 K) 2 (1 - H)          share of time saved
//	y   = 1/(1 - output_share tau)                    output: part of the time saved is work
//	Q   = H + m q [quality_gain (1 - H)(0.4 + 0.6 K) - error_loss (1 - rel)(1 - K) 2 T]
//
// Novices save most; whoever lacks AI skill or relies on AI lets its errors through. What a
// freelancer shows to clients (offers.go) and how many orders the hours allow
// (equation 33) follow.
//
// Source: Noy and Zhang 2023, Brynjolfsson et al. 2025, Humlum and Vestergaard
// 2025.
var production = Mechanism{
	Name: "production", Asks: "What do I make, how fast and how well?",
	Writes: []string{"Output", "Offer", "Book", "Cells.Sums", "Occupations"},
	Begin: func(w *World) {
		w.Cells.clearSums()
		w.hiring.begin(w)
	},
	Rows: func(w *World, c *Rows, worker int) {
		works, sums, list, t := w.newWorkshop(), w.sumsOf(worker), w.hiring.listOf(c.lo), &w.tallies[worker]
		slack := float64(w.Params.Freelancers.Slack * orderUnit)
		var heads [Occupations]int64
		clear(c.Offer[:c.n]) // of who no longer freelances too
		for _, k := range c.those(Employed, &t.room, &t.room.rows[0]) {
			i := int(k % par.Chunk)
			quality, saved := works.work(c, i)
			y := 1 / (1 - saved)
			c.Output[i] = float32(y)
			sums.add(c.Cell[i], y, quality-float64(c.Craft[i]), float64(c.Skill[i]), float64(c.Fear[i]), c.Flags[i]&Uses)
		}
		for _, k := range c.those(Freelancing, &t.room, &t.room.rows[0]) {
			i := int(k % par.Chunk)
			quality, saved := works.work(c, i)
			c.Offer[i] = w.offer(c, i, quality, saved)
			c.Output[i] = float32(slack * float64(c.Hours[i]) / (1 - saved))
			c.Book[i] = 0
			heads[c.Occupation[i]%Occupations]++
			list.sellers = append(list.sellers, int32(c.At(i)))
		}
		for o, n := range heads {
			t.freelance[o] += n
		}
	},
	Settle: func(w *World) {
		w.joinSums()
		w.listSellers()
		for o := range w.Occupations {
			w.Occupations[o].FreelanceNow = 0
			gather(w, &w.Occupations[o].FreelanceNow, func(t *tally) *int64 { return &t.freelance[o] })
		}
	},
}

// A workshop holds what equations 16 to 18 need of a month, by occupation, for
// loops over many creatives.
type workshop struct {
	w                   *World
	audited, idle       bool                 // idle: AI can do nothing, in no occupation
	quality, errors     [Occupations]float64 // errors: quality lost where nobody checks
	saving, gain, share float64              // share: of saved time that is work
}

func (w *World) newWorkshop() (s workshop) {
	p := &w.Params.Production
	s.idle = true
	for o := range w.Occupations {
		s.quality[o] = w.Occupations[o].Quality
		s.idle = s.idle && s.quality[o] == 0
		s.errors[o] = float64(p.ErrorLoss * (1 - w.Occupations[o].Reliability))
	}
	s.w, s.audited = w, w.pulled(Audit)
	s.saving, s.gain, s.share = p.Saving, p.QualityGain, p.OutputShare
	return s
}

// work is a creative's quality Q (equation 18) and the share of time saved that
// becomes work, from machine share m, craft h and AI skill k. Output is y =
// 1/(1 - saved) (equation 17). Without AI they are h and 0, exactly.
func (s *workshop) work(c *Rows, i int) (quality, saved float64) {
	if s.idle {
		return float64(c.Craft[i]), 0
	}
	o, k := c.Occupation[i]%Occupations, float64(c.Skill[i])
	errors := s.errors[o]
	if s.audited {
		errors = float64(errors * (1 - s.w.lever(Audit, c.At(i))))
	}
	m, h := float64(c.Depth[i]), float64(c.Craft[i])
	mq := float64(m * s.quality[o])
	tau := float64(float64(s.saving*mq) * handles(k) * (2 - float64(2*h)))
	gain := float64(float64(s.gain*(1-h))*handles(k)) - float64(float64(errors*(1-k))*relied(c.Trust[i]))
	return h + float64(mq*gain), float64(s.share * tau)
}

// handles is the part of what AI can do that somebody of AI skill k gets out of
// it, creative or client.
func handles(k float64) float64 { return 0.4 + float64(0.6*k) }
