package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// Minds: technology, exposure, trust, attitude, fear, training (equations 1 to 8, 39, 46).

// luck is that of a decision in this month, lasting that of a trait.
func (s *second) luck(d draw.Decision) draw.Stream    { return draw.New(s.Seed, d, s.Month) }
func (s *second) lasting(d draw.Decision) draw.Stream { return draw.New(s.Seed, d, -1<<20) }

func share(x float64) float64 { return max(0, min(1, x)) }

// technology is equations 1 and 2.
func (s *second) technology() {
	p := &s.Params.Technology
	release := [Modalities]int{22, 19, 27, 27, 27} // text, image, audio, video, code
	shift := [Tasks]float64{p.ShiftIdeate, 0, p.ShiftRefine, 0, p.ShiftRelate}
	year := 2021.0
	if s.Month >= 19 && p.Access > 0 {
		year = 2021 + float64(s.Month)/12
	}
	reliable := min(1, p.ReliabilityFloor+float64(p.ReliabilityGain*num.Logistic(p.Rate*(year-p.Midpoint))))
	var heads, able float64
	for o := range s.Occupations {
		occ := &s.Occupations[o]
		q, reach := 0.0, 0.0
		for m := range Modalities {
			high, low := min(p.CeilingMax, p.CeilingScale*occ.Ceiling), 0.0
			if m == 1 || m == 2 || m == 3 {
				high = min(p.CeilingMax, p.CeilingScale*max(occ.Ceiling, p.CeilingMedia))
			}
			low = min(high, occ.Floor)
			if m == 1 {
				low = min(high, max(occ.Floor, p.FloorImage))
			}
			access := p.Access * share(float64(s.Month-release[m]+1)/p.AccessMonths)
			sum := 0.0
			for k := range Tasks {
				middle := p.Midpoint + shift[k]
				if m == 1 {
					middle = p.Midpoint + p.ShiftImage + shift[k]
				}
				sum += float64(occ.TaskMix[k] * (low + float64((high-low)*num.Logistic(p.Rate*(year-middle)))))
			}
			q += float64(occ.Modality[m] * (access * sum))
			reach += float64(occ.Modality[m] * high)
		}
		if refused := s.Levers.market[occ.Domain].Refusal; refused > 0 {
			q *= num.Pow(1-refused, p.Withheld)
		}
		occ.Quality, occ.Reach, occ.Reliability = q, reach, reliable
		occ.Reference += float64(s.Params.Fear.Habituation * (q - occ.Reference))
		heads += float64(occ.Start + 1)
		able += float64(float64(occ.Start+1) * q)
	}
	s.Capability, s.Reliable = able/heads, reliable
	s.Visibility = p.Access * share((year-2022.5)/1.5)
	s.Ripe += float64(1 / s.Params.Fear.DelayMonths * (s.Visibility - s.Ripe))
}

// exposure counts what peers showed last month.
func (s *second) exposure() {
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		bound, own := int(s.Params.Trust.Confidence*65536), int(float64(float64(c.Trust)*65536)+0.5)
		var there, use, lost, near, trust int
		for _, j := range c.Peers {
			shown := s.people[j].Published
			if shown>>20&1 == 0 {
				continue // nobody lives there
			}
			there++
			use += int(shown >> 24 & 1)
			lost += int(shown >> 28 & 1)
			if t := int(shown & 0xfffff); t-own <= bound && own-t <= bound {
				near++
				trust += t
			}
		}
		c.PeersUse, c.PeersLost, c.PeersTrust = 0, 0, c.Trust
		if there > 0 {
			c.PeersUse, c.PeersLost = uint8((8*use+there/2)/there), uint8((8*lost+there/2)/there)
		}
		if near > 0 {
			c.PeersTrust = float32(float64(trust) / (float64(near) * 65536))
		}
	}
}

// innate are a person's susceptibility and mean of innate trust.
func (s *second) innate(id uint64) (susceptible, mean float64) {
	p := &s.Params.Trust
	u, v := halved(s.lasting(drawInnate).Bits(id))
	return p.SusceptibilityLow + float64((p.SusceptibilityHigh-p.SusceptibilityLow)*u), p.PriorMean + float64(p.PriorSpread*(float64(2*v)-1))
}

// unlicensed is what frightens and costs trust: legal risk of what no label shows.
func (s *second) unlicensed(o uint8) float64 {
	m := &s.Levers.market[s.Occupations[o].Domain]
	return float64(s.Visibility * (m.LegalRisk * (1 - m.Disclosure)))
}

// trust is equations 3 and 4.
func (s *second) trust() {
	p := &s.Params.Trust
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		susceptible, mean := s.innate(c.ID)
		alpha, beta, prior := float64(c.Alpha), float64(c.Beta), float64(p.PriorStrength*mean)
		alpha += float64(p.Forgetting * (prior - alpha))
		beta += float64(p.Forgetting * (p.PriorStrength - prior - beta))
		if c.Flags&Uses != 0 {
			sees := p.VisibleLow + float64((p.VisibleHigh-p.VisibleLow)*float64(c.Craft))
			fails := (1 - s.Reliable) * (1 - s.lever(Audit, i))
			if s.luck(drawEvidence).Uniform(c.ID) < 1-float64(fails*sees) {
				alpha++
			} else {
				beta += p.FailureRatio
			}
		}
		c.Alpha, c.Beta = float32(alpha), float32(beta)
		faith := max(0, 1-float64(p.GoodFaith*s.unlicensed(c.Occupation)*float64(c.Autonomy)))
		c.Trust = float32(float64((1-susceptible)*(alpha/(alpha+beta))*faith) + float64(susceptible*float64(c.PeersTrust)))
	}
}

// aiSupply is S, the share of machine-made works in supply, from bypass of last month.
func (s *second) aiSupply(o uint8) float64 {
	b, flood := s.Occupations[o].Bypass, s.Params.Clients.Flood
	return flood * b / (float64(flood*b) + 1 - b)
}

// attitude is equation 5.
func (s *second) attitude() {
	p := &s.Params.Attitude
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		x := p.Base - float64(p.AISupply*s.aiSupply(c.Occupation)) + float64(c.Disposition) +
			float64(p.Trust*(float64(c.Trust)-s.Params.Trust.PriorMean)) - float64(p.Fear*(float64(c.Fear)-num.Logistic(s.Params.Fear.Base)))
		c.Attitude = float32(float64(c.Attitude) + float64(p.Inertia*(num.Logistic(x)-float64(c.Attitude))))
	}
}

// fearful is a person's lasting disposition of fear: triangular, standard deviation 1.05.
func (s *second) fearful(id uint64) float64 {
	u, v := halved(s.lasting(drawFearful).Bits(id))
	return float64(2.449489742783178 * 1.05 * (u + v - 1)) // the root of 6
}

// publicFear is what of equation 6 is public, for whom has an employer and who has not.
func (s *second) publicFear(o uint8, employer bool) float64 {
	p, occ, flood := &s.Params.Fear, &s.Occupations[o], s.unlicensed(o)
	if !employer {
		flood += s.aiSupply(o)
	}
	return p.Base + float64(p.Visibility*s.Visibility) + float64(p.Quality*(occ.Quality-float64(p.Reference*occ.Reference))) + float64(p.News*s.LostShare) + float64(p.Flood*flood) - float64(p.Voice*s.Strictness)
}

// fear is equation 6.
func (s *second) fear() {
	p := &s.Params.Fear
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		x := s.publicFear(c.Occupation, c.State == Employed) + s.fearful(c.ID) + float64(p.PeersLoss*(float64(c.PeersLost)/8)) - float64(p.Skill*(float64(c.Skill)-s.Params.Training.Floor))
		if c.Cell >= 0 && s.Capability > 0 {
			x += float64(p.Automated * float64(s.jobs[c.Cell].Automated))
		}
		x -= float64(p.Voice*(s.lever(Voice, i)*(1-s.Strictness))) + float64(p.SafetyNet*s.lever(SafetyNet, i))
		if worker, _ := s.liable(); c.Flags&Uses != 0 && worker > 0 {
			x += float64(s.Params.Liability.Fear * worker)
		}
		c.Fear = float32(float64(c.Fear) + float64(p.Inertia*(num.Logistic(x)-float64(c.Fear))))
	}
}

// liable is what creatives and organisations bear of the errors of AI.
func (s *second) liable() (worker, firm float64) {
	p := &s.Params.Liability
	if s.BurnIn || float64(s.Month) < p.Start {
		return 0, 0
	}
	return p.Worker * (1 - s.Reliable), p.Firm * (1 - s.Reliable)
}

// training is equations 7, 8 and 39.
func (s *second) training() {
	p := &s.Params.Training
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		skill := float64(c.Skill)
		skill -= float64(p.Decay * (skill - p.Floor))
		if c.Flags&Uses != 0 {
			skill += float64(p.UseGain * max(0, p.UseCeiling-skill))
		}
		if s.Occupations[c.Occupation].Quality > 0 && s.enrols(i) {
			skill += float64(p.CourseGain * (1 - skill))
			c.Flags |= Trained
			s.Flows[c.Occupation][FlowCourses]++
			s.billPerson(PerCourse, i, 1)
			if c.Cell >= 0 && s.charged(PerLearner) {
				s.jobs[c.Cell].Learners++
			}
		}
		c.Skill = float32(skill)
	}
}

func (s *second) enrols(i int) bool {
	p, c := &s.Params.Training, &s.people[i]
	f, subsidy := float64(c.Fear), s.lever(FeeSubsidy, i)
	x := p.Base + float64(p.Fear*f) - float64(p.FearSquared*(f*f)) + float64(p.Subsidy*subsidy)
	cost := p.FeeUSD * (1 - subsidy) / max(500, c.Pay)
	if c.Cell >= 0 {
		firm := s.jobs[c.Cell].Organisation
		provision := max(float64(s.firms[firm].Provision), s.firmLever(Provision, int(firm)))
		x += float64(p.Provision * provision)
		cost *= 1 - provision
	}
	chance := p.Enrol * num.Logistic(x-float64(p.Cost*min(3, cost)))
	if c.Flags&Trained != 0 {
		chance *= p.Repeat
	}
	return s.luck(drawEnrol).Uniform(c.ID) < chance
}
