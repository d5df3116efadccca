package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// Use and work: use, production, pay, craft, publish (equations 13 to 19 and 36 to 38).

// A decision is U of equation 13: six terms that may hold somebody back, and the rest.
type decision struct {
	terms [Barriers]float64 // cost, skill, trust, fear, rights, culture
	rest  float64
}

func (d *decision) sum() float64 {
	u := d.rest
	for _, x := range d.terms {
		u += x
	}
	return u
}

// use is equations 13 to 15.
func (s *second) use() {
	p := &s.Params.Use
	var seen [Barriers][]float64 // the terms of those who reconsider
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant || s.Occupations[c.Occupation].Quality == 0 {
			continue
		}
		if s.luck(drawReconsider).Uniform(c.ID) < p.Reconsider {
			d := s.weighUse(i)
			s.decideUse(c, &d)
			for k, x := range d.terms {
				seen[k] = append(seen[k], x)
			}
		}
		if c.Flags&Uses == 0 {
			c.Depth = 0
			continue
		}
		wished := min(1-s.lever(HumanShare, i), s.wishedDepth(c))
		c.Depth = float32(float64(c.Depth) + float64(p.DepthRate*(wished-float64(c.Depth))))
	}
	for k := range seen {
		if len(seen[k]) > 0 {
			s.Typical[k] = roughMedian(seen[k])
		}
	}
}

func (s *second) wishedDepth(c *person) float64 {
	p := &s.Params.Use
	m := p.DepthScale * s.Occupations[c.Occupation].Quality * (0.25 + float64(0.75*float64(c.Skill))) * (1.2 - float64(0.6*float64(c.Autonomy))) * share(2*float64(c.Trust))
	if c.Cell >= 0 {
		m *= 1 + float64(p.FirmDepth*float64(s.firms[s.jobs[c.Cell].Organisation].Depth))
	}
	return m
}

// weighUse is equation 13.
func (s *second) weighUse(i int) (d decision) {
	p, c := &s.Params.Use, &s.people[i]
	occ := &s.Occupations[c.Occupation]
	law, x := &s.Levers.market[occ.Domain], float64(float64(c.PeersUse)/8)
	a, b := halved(s.lasting(drawThreshold).Bits(c.ID))
	private, _ := halved(s.lasting(drawPrivacy).Bits(c.ID))
	social := float64(0.5 * x)
	if x > float64(p.Threshold*(a+b)) {
		social += 0.5
	}
	culture, encouraged := s.lever(Ease, i)+float64(p.Peers*social), p.Encouraged
	asked := 1 - float64((1-x)*(1-occ.Awareness))
	if c.Cell >= 0 {
		firm := s.jobs[c.Cell].Organisation
		asked = float64(s.firms[firm].Encouragement)
		encouraged *= 1 - s.firmLever(Consent, int(firm))
	}
	if s.lasting(drawEncouraged).Uniform(c.ID) < asked {
		culture += encouraged
	}
	d.rest = p.Base + float64(occ.UseOffset*(1-x)) + float64(p.Stage*(1-float64(c.Stage))) + float64(p.Quality*(occ.Quality-0.4)) - float64(p.Autonomy*(float64(c.Autonomy)-0.5)) +
		float64(p.Attitude*(float64(c.Attitude)-0.6)) + float64(p.FixedScale*s.lasting(drawTaste).Logistic(c.ID))
	d.terms = [Barriers]float64{
		-p.Cost * min(2, p.ToolUSD*num.Exp(law.LnPrice)/(0.01*max(200, c.Pay))),
		p.Skill * (float64(c.Skill) - s.Params.Training.Floor),
		p.Trust * (float64(c.Trust) - 0.46),
		-p.Fear * (float64(c.Fear) - 0.4),
		float64(-p.Rights*law.LegalRisk) - float64(p.Privacy*private*(1-float64(0.5*s.lever(Voice, i)))*(1-float64(0.3*law.Disclosure))),
		culture,
	}
	return d
}

// decideUse is equation 14, and the barrier of who does not use AI.
func (s *second) decideUse(c *person, d *decision) {
	u := d.sum()
	c.Flags &= Trained | LostWork | Retrained | EverUsed
	if s.luck(drawMood).Uniform(c.ID) > num.Logistic(-u/s.Params.Use.FreshScale) {
		c.Flags |= Uses | EverUsed
		return
	}
	cheapest, most := -1, -1
	gain := func(k int) float64 { return s.Typical[k] - d.terms[k] }
	for k := range d.terms {
		if u+gain(k) > 0 && (cheapest < 0 || gain(k) < gain(cheapest)) {
			cheapest = k
		}
		if gain(k) > 0 && (most < 0 || gain(k) > gain(most)) {
			most = k
		}
	}
	if cheapest < 0 {
		cheapest = most
	}
	c.Flags |= uint8(cheapest+1) << 5
}

// roughMedian is the middle of the sixteenth of a logit in which the median lies.
func roughMedian(list []float64) float64 {
	bins := make([]int, 128)
	for _, x := range list {
		bins[max(0, min(127, int((x+4)*16)))]++
	}
	k, below := 0, bins[0]
	for 2*below < len(list) {
		k++
		below += bins[k]
	}
	return float64((float64(k)+0.5)/16) - 4
}

// work is quality Q and the share of time saved that becomes work (equations 16 to 18).
func (s *second) work(i int) (quality, saved float64) {
	p, c := &s.Params.Production, &s.people[i]
	occ := &s.Occupations[c.Occupation]
	m, h, k := float64(c.Depth)*occ.Quality, float64(c.Craft), float64(c.Skill)
	errors := p.ErrorLoss * (1 - occ.Reliability) * (1 - s.lever(Audit, i))
	tau := p.Saving * m * (0.4 + float64(0.6*k)) * (2 - float64(2*h))
	return h + float64(m*(float64(p.QualityGain*(1-h)*(0.4+float64(0.6*k)))-float64(errors*(1-k)*(2*float64(c.Trust))))), p.OutputShare * tau
}

// production is equations 16 to 18, what clients see of freelancers, and sums over staff.
func (s *second) production() {
	for k := range s.jobs {
		j := &s.jobs[k]
		j.Sums = [3]int64{}
	}
	for o := range s.Occupations {
		s.Occupations[o].FreelanceNow = 0
	}
	s.sellers = make([][]int32, len(s.Occupations))
	for i := range s.people {
		c := &s.people[i]
		switch c.State {
		case Employed:
			quality, saved := s.work(i)
			y, j := 1/(1-saved), &s.jobs[c.Cell]
			c.Output, c.Offer = float32(y), 0
			j.Sums[0] += int64(float64((y-1)*65536)+0.5) + int64(c.Flags&Uses)<<40
			j.Sums[1] += int64(float64(float64(c.Skill)*1024)+0.5) + 1<<32
			j.Sums[2] += int64(float64(float64(c.Fear)*1024)+0.5) << 32
			j.Sums[2] += int64(float64((quality-float64(c.Craft)+1)*16384)+0.5) - 16384
		case Freelancing:
			quality, saved := s.work(i)
			c.Offer = s.offer(c, quality, saved)
			c.Output, c.Book = float32(s.Params.Freelancers.Slack*13*float64(c.Hours)/(1-saved)), 0
			s.Occupations[c.Occupation].FreelanceNow++
			s.sellers[c.Occupation] = append(s.sellers[c.Occupation], int32(i))
		default:
			c.Offer = 0
		}
	}
}

// offer is what clients see of a freelancer: 32 bits of the person, 5 of the occupation, one
// of being there, thirds of the hours of last month that were left, hours of a work in
// 12 bits, and quality over the usual one in 12 bits up to 8.
func (s *second) offer(c *person, quality, saved float64) uint64 {
	usual, left := s.Occupations[c.Occupation].CraftBase, 1.0
	if usual == 0 {
		usual = float64(c.Craft)
	}
	if c.Output > 0 {
		left = 1 - float64(uint32(c.Book))/float64(c.Output)
	}
	return uint64(known(c.ID)) | uint64(c.Occupation)<<32 | 1<<37 | uint64(math.Ceil(3*share(left)))<<38 |
		uint64(float64((1-saved)*4095)+0.5)<<40 | uint64(float64(share(quality/usual/8)*4095)+0.5)<<52
}

// known are the 32 bits by which clients know a person again.
func known(id uint64) uint32 { return uint32(id * 0x9e3779b97f4a7c15 >> 32) }

// halved are the two uniforms of a word of luck, the upper half first.
func halved(bits uint64) (u, v float64) {
	return float64(float64(bits>>32) / (1 << 32)), float64(float64(bits&0xffffffff) / (1 << 32))
}

// pay is equations 36 and 37.
func (s *second) pay() {
	p := &s.Params.Pay
	for o := range s.Occupations {
		occ := &s.Occupations[o]
		rate := (float64(occ.Unemployed) + 0.5) / (float64(occ.Employed+occ.Unemployed) + 10)
		occ.Unemployment += float64(p.Adjust * (rate - occ.Unemployment))
		if s.BurnIn {
			occ.UnemploymentBase = occ.Unemployment
		}
		target := float64(p.PassThrough * occ.LnYield)
		if occ.UnemploymentBase > 0 {
			target -= float64(p.WageCurve * num.Log(occ.Unemployment/occ.UnemploymentBase))
		}
		occ.LnWage += float64(p.Adjust * (target - occ.LnWage))
	}
	for i := range s.people {
		c := &s.people[i]
		if c.State != Employed {
			continue
		}
		occ, slope := &s.Occupations[c.Occupation], s.craftPay(c.Occupation)
		wage := num.Exp(occ.LnWage)
		c.Pay = float64(c.Potential) * (float64(wage*(1-float64(slope*occ.CraftBase))) + float64(wage*slope*float64(c.Craft)))
		if s.Capability > 0 {
			c.Pay *= 1 + float64(p.SkillPay*(float64(c.Skill)-occ.SkillMean))
		}
	}
}

// craftPay is the premium on a unit of craft, premium that on a craft (37).
func (s *second) craftPay(o uint8) float64 {
	p, occ := &s.Params.Pay, &s.Occupations[o]
	if occ.CraftBase == 0 {
		return 0
	}
	return p.CraftPay * (1 - float64(p.PremiumLoss*occ.MachineShare))
}

func (s *second) premium(o uint8, craft float32) float64 {
	return 1 + float64(s.craftPay(o)*(float64(craft)-s.Occupations[o].CraftBase))
}

// ceiling of craft: that of the stage and lasting talent.
func (s *second) ceiling(c *person) float64 {
	p := &s.Params.Craft
	u, v := halved(s.lasting(drawTalent).Bits(c.ID))
	return min(0.98, [Stages]float64{p.CeilingJunior, p.CeilingMid, p.CeilingSenior}[c.Stage]+float64(0.26*(u+v-1)))
}

// craft is equation 38.
func (s *second) craft() {
	p := &s.Params.Craft
	for i := range s.people {
		c := &s.people[i]
		h, m := float64(c.Craft), float64(c.Depth)
		switch c.State {
		case Vacant:
			continue
		case Unemployed:
			h -= float64(p.Idleness * h)
		default:
			h += float64(p.Practice*(1-m)*(s.ceiling(c)-h)) - float64(p.Erosion*m)
		}
		c.Craft = float32(max(0.05, h))
	}
}

// publish writes what peers will see next month.
func (s *second) publish() {
	for i := range s.people {
		c := &s.people[i]
		c.Published = 0
		if c.State == Vacant {
			continue
		}
		c.Published = uint32(float64(float64(c.Trust)*65536)+0.5) + 1<<20
		if c.Flags&Uses != 0 {
			c.Published += 1 << 24
		}
		if c.Flags&LostWork != 0 {
			c.Published += 1 << 28
		}
	}
}
