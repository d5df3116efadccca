package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// Organisations and their markets: organisations, costs, levies, demand (equations 9 to 12,
// 22 to 25, 27, 41, 44 and 48 to 50).

// A running sum over rows is rounded to units of 2^-20 after every 2,048 of them, of what it
// is over, a number or 1.
type running struct {
	over  float64
	block int
	part  float64
	sum   int64
}

func (r *running) add(row int, x float64) {
	if row/2048 != r.block {
		r.close()
		r.block = row / 2048
	}
	r.part += float64(x) // a product may stand here
}

// close rounds the rest and gives the sum.
func (r *running) close() int64 {
	if r.over == 0 {
		r.over = 1
	}
	r.sum += units(r.part / r.over)
	r.part = 0
	return r.sum
}

// fineSums are n running sums in units of 2^-40.
func fineSums(n int) []running {
	list := make([]running, n)
	for k := range list {
		list[k].over = 0x1p-20
	}
	return list
}

// staffed are sums over the staff of an organisation that production counted.
func (s *second) staffed(f int) (heads, users, skill, fear float64) {
	for _, k := range s.jobsOf[f] {
		j := &s.jobs[k]
		heads += float64(j.Sums[1] >> 32)
		users += float64(j.Sums[0] >> 40)
		skill += float64(float64(j.Sums[1]&0xffffffff) / 1024)
		fear += float64(float64((j.Sums[2]-int64(int32(j.Sums[2])))>>32) / 1024)
	}
	return heads, users, skill, fear
}

// organisations is equations 9 to 12, 44 and 50.
func (s *second) organisations() {
	for f := range s.firms {
		if !s.BurnIn && s.luck(drawClose).Uniform(uint64(f)) < s.closing(f) {
			s.openAnew(f)
		}
	}
	for f := range s.firms {
		if s.Capability == 0 {
			break
		}
		o := &s.firms[f]
		u, v := halved(s.luck(drawOrgCheck).Bits(uint64(f)))
		if u < s.Params.Organisations.Check || int(o.Founded) == s.Month+1 {
			s.lookAtAI(f, v)
		}
		s.integrate(f)
		o.Automated = float32(s.Params.Markets.Automated * float64(o.Depth) * s.Capability)
		s.comply(f)
		for _, k := range s.jobsOf[f] {
			s.jobs[k].Automated = o.Automated
		}
	}
	s.countSectors()
}

func (s *second) closing(f int) float64 {
	p, o := &s.Params.Organisations, &s.firms[f]
	var base, now float64
	for _, k := range s.jobsOf[f] {
		base += float64(s.jobs[k].Base)
		now += float64(s.jobs[k].Star)
	}
	staff := float64(o.Staff)
	if base > 0 {
		staff *= now / base
	}
	return p.Closing / 12 * num.Pow(max(1, staff)/2.1, -p.ClosingSize)
}

// openAnew puts another organisation in the place of one that closed.
func (s *second) openAnew(f int) {
	o, luck := &s.firms[f], s.luck(drawFound)
	o.Founded = uint16(s.Month + 1)
	o.Stage, o.Age, o.Depth, o.Encouragement = NoAI, 0, 0, 0
	for k, trait := range []*float32{&o.Leadership, &o.Openness, &o.Silos} {
		u, v := halved(luck.Bits(uint64(f) | uint64(k)<<40))
		*trait = float32(float64(0.5*u) + float64(0.5*v))
	}
	had := num.Logistic(s.Sectors[o.Sector].Base + s.bySize(float64(o.Staff)))
	u := luck.Open(uint64(f) | 3<<40)
	if o.Legacy != 0 {
		u = 1 - float64(had*u)
	} else {
		u *= 1 - had
	}
	o.Luck = float32(num.Logit(max(0x1p-40, min(1-0x1p-40, u))))
}

func (s *second) bySize(staff float64) float64 {
	if staff < 20 {
		return s.Params.Organisations.SizeSmall * num.Log(staff/20)
	}
	return s.Params.Organisations.SizeLarge * num.Log(staff/20)
}

// lookAtAI is equations 9, 10 and 12, with v the luck of a pilot.
func (s *second) lookAtAI(f int, v float64) {
	p, o := &s.Params.Organisations, &s.firms[f]
	heads, users, skill, _ := s.staffed(f)
	mean, using := s.Params.Training.Floor, 0.0
	if heads > 0 {
		mean, using = skill/heads, users/heads
	}
	silos := float64(float64(o.Silos) * (1 - s.firmLever(Crossing, f)))
	cross := (1 - silos) * (0.5 + float64(0.5*min(1, (float64(len(s.jobsOf[f]))-1)/3)))
	o.Absorptive = float32(1 - num.Exp(-p.Kappa*(mean+float64(p.Chi*cross))))
	o.Complement = float32(complement(s.Occupations[s.mainOccupation(f)].CraftMean, mean, -2*silos))
	index := s.index(f) + float64(o.Luck)
	if o.Stage == Pilot && v < (1-s.Reliable)*(1-s.firmLever(Audit, f)) {
		index -= p.PilotFailure
	}
	switch {
	case o.Stage == NoAI && index > 0 && s.lasting(drawMoratorium).Uniform(uint64(f)) >= s.firmLever(Moratorium, f):
		o.Stage, o.Age = Pilot, 0
		s.billFirm(PerPilot, f, float64(o.Firms)/s.Weight)
	case o.Stage != NoAI && index < -p.Retreat:
		o.Stage, o.Age = NoAI, 0
	}
	asked := float64(p.EncourageUse * using)
	if o.Stage == NoAI {
		asked = float64(asked * float64(o.Openness))
	} else {
		n := float64(o.Age) + 1
		if o.Stage == Integrated {
			n += 12
		}
		asked += p.EncourageBase + float64(p.EncourageLead*float64(o.Leadership)*(n/(n+p.JCurveMonths)))
	}
	o.Encouragement = float32(min(1, asked))
}

func (s *second) mainOccupation(f int) uint8 { return s.jobs[s.jobsOf[f][0]].Occupation }

// complement is the CES mean of craft and technique over their arithmetic mean.
func complement(craft, technique, power float64) float64 {
	mean := 0.5 * (craft + technique)
	switch {
	case mean <= 0:
		return 1
	case power > -1e-3:
		return math.Sqrt(craft*technique) / mean
	}
	return num.Pow(0.5*(num.Pow(craft, power)+num.Pow(technique, power)), 1/power) / mean
}

// index is I of equation 9.
func (s *second) index(f int) float64 {
	p, o := &s.Params.Organisations, &s.firms[f]
	sector, law, staff := &s.Sectors[o.Sector], &s.Levers.market[o.Domain], float64(o.Staff)
	_, liable := s.liable()
	fixed := float64(p.FixedCost * (math.Sqrt(20/staff) - 1) * (1 - s.firmLever(FixedSupport, f)))
	cheaper := float64(p.AIPrice * 2.302585092994046 * (float64(max(0, s.Month-19)) / 12))
	return sector.Base + s.bySize(staff) + float64(sector.Gain*(p.Gain*s.Capability*s.Visibility)) + float64(p.SectorShare*(sector.Share-sector.Share2021)) +
		float64(p.Absorptive*(float64(o.Absorptive)-0.45)) - fixed + cheaper - float64(p.Legal*(law.LegalRisk-0.2)) - float64(p.AIPrice*law.LnPrice) - float64(s.Params.Liability.Legal*liable)
}

// integrate is equation 11.
func (s *second) integrate(f int) {
	p, o := &s.Params.Organisations, &s.firms[f]
	lead, absorbs, depth := 0.5+float64(o.Leadership), float64(o.Absorptive), float64(o.Depth)
	target, rate := 0.0, p.DepthRate
	if o.Stage != NoAI && o.Age < math.MaxUint16 {
		o.Age++
	}
	switch o.Stage {
	case Pilot:
		chance := p.Integrate * (0.5 + absorbs) * lead
		if heads, _, _, fear := s.staffed(f); heads > 0 && !s.Without["fear"] {
			chance *= num.Exp(-(s.Params.Use.Fear * (fear/heads - s.FearStart)))
		}
		if delay := s.firmLever(Delay, f); delay > 0 {
			chance = 1 / (1/chance + delay)
		}
		if s.luck(drawOrgIntegrate).Uniform(uint64(f)) < chance {
			o.Stage, o.Age = Integrated, 0
		}
	case Integrated:
		if target = 1 - s.firmLever(HumanShare, f); target > depth {
			rate *= s.Capability * absorbs * lead
		}
	}
	o.Depth = float32(depth + float64(rate*(target-depth)))
}

// comply is equation 44.
func (s *second) comply(f int) {
	o, main := &s.firms[f], s.mainOccupation(f)
	before := s.Money[main][MoneyFirms]
	var heads, learners, pay float64
	for _, k := range s.jobsOf[f] {
		j := &s.jobs[k]
		heads += float64(j.Staff)
		pay += float64(j.Staff) * s.Occupations[j.Occupation].WorkPriceUSD / 1.6
		learners += float64(j.Learners)
		j.Learners = 0
	}
	s.billFirm(PerLearner, f, learners)
	if o.Stage != NoAI {
		s.billFirm(PerStaffYear, f, heads/12)
		s.billFirm(PerAdopterYear, f, float64(o.Firms)/(12*s.Weight))
	}
	o.Burden = 0
	if pay > 0 {
		o.Burden = float32(amount(s.Money[main][MoneyFirms]-before) / pay)
	}
}

// countSectors is the share of organisations with any AI, and with that of 2021.
func (s *second) countSectors() {
	for k := range s.Sectors {
		var all, any, had running
		for f := range s.firms {
			o := &s.firms[f]
			if int(o.Sector) != k {
				continue
			}
			n := float64(o.Firms)
			all.add(f, n)
			if o.Legacy != 0 {
				had.add(f, n)
			}
			if o.Legacy != 0 || o.Stage != NoAI {
				any.add(f, n)
			}
		}
		if n := float64(all.close()); n > 0 {
			s.Sectors[k].Share, s.Sectors[k].Share2021 = float64(any.close())/n, float64(had.close())/n
		}
	}
}

// yield is the mean output of a job's staff, lift what machines add to the mean quality.
func (j *job) yield() float64 {
	sum := j.Sums[0] & (1<<40 - 1)
	if sum == 0 {
		return 1
	}
	return 1 + float64(sum)/(65536*float64(j.Sums[1]>>32))
}

func (j *job) lift() float64 {
	lift := int32(j.Sums[2])
	if lift == 0 {
		return 0
	}
	return float64(lift) / (16384 * float64(j.Sums[1]>>32))
}

// costs is equations 22, 23, 48 and 49.
func (s *second) costs() {
	s.wagesOfAI()
	power := 1 - s.Params.Markets.Substitution
	base, now, worth := fineSums(len(s.Domains)), fineSums(len(s.Domains)), fineSums(len(s.Domains))
	spent := make([]int64, len(s.Occupations))
	for f := range s.firms {
		o := &s.firms[f]
		price, value := s.price(f), s.value(f)
		o.LnPrice, o.LnValue = float32(price), float32(value)
		d := o.Domain
		base[d].add(f, o.BaseShare)
		now[d].add(f, o.BaseShare*num.Exp(power*price))
		worth[d].add(f, o.BaseShare*num.Exp(power*(price-value)))
		if s.pulled(Licence) || s.pulled(AILevy) {
			spent[s.mainOccupation(f)] += units(s.spentOnAI(f))
		}
	}
	for o := range s.Occupations {
		s.Occupations[o].SpentUSD = amount(spent[o])
	}
	for d := range s.Domains {
		all, price, value := base[d].close(), now[d].close(), worth[d].close()
		s.Domains[d].LnPrice, s.Domains[d].LnValue = 0, 0
		if price != all {
			s.Domains[d].LnPrice = num.Log(float64(price)/float64(all)) / power
		}
		if value != all {
			s.Domains[d].LnValue = num.Log(float64(value)/float64(all)) / power
		}
		s.Domains[d].LnValue = s.Domains[d].LnPrice - s.Domains[d].LnValue
	}
}

func (s *second) wagesOfAI() {
	p := &s.Params.Pay
	for k := range s.Occupations {
		o, displaced := &s.Occupations[k], 0.0
		if o.Unemployed > 0 {
			displaced = float64(o.Displaced) / float64(o.Unemployed)
		}
		o.DisplacedShare += float64(p.Adjust * (displaced - o.DisplacedShare))
		target := float64(p.PassThrough*o.LnYield) + float64(p.WageCurve*num.Log1p(-min(0.99, o.DisplacedShare)))
		o.LnWageAI += float64(p.Adjust * (target - o.LnWageAI))
	}
}

// price is ln p of equation 22.
func (s *second) price(f int) float64 {
	p, o := &s.Params.Markets, &s.firms[f]
	var labour, base float64
	for _, k := range s.jobsOf[f] {
		j := &s.jobs[k]
		labour += float64(j.Base) * num.Exp(s.Occupations[j.Occupation].LnWageAI) / j.yield()
		base += float64(j.Base)
	}
	if base == 0 {
		return 0
	}
	_, liable := s.liable()
	ai := float64(p.AICost*float64(o.Depth)*num.Exp(s.Levers.market[o.Domain].LnPrice)) + float64(s.Params.Liability.Cost*liable*float64(o.Depth))
	return p.PassThrough * num.Log(labour/base*(1-float64(o.Automated))*(1+float64(o.Kept))/s.learning(f)+ai+float64(o.Burden))
}

// learning is J.
func (s *second) learning(f int) float64 {
	p, o := &s.Params.Organisations, &s.firms[f]
	if o.Stage != Integrated {
		return 1
	}
	return 1 - float64(p.JCurve*num.Exp(-float64(o.Age)/p.JCurveMonths))
}

// value is ln v of equation 48.
func (s *second) value(f int) float64 {
	p, o := &s.Params.Markets, &s.firms[f]
	var lift, like, base float64
	for _, k := range s.jobsOf[f] {
		j := &s.jobs[k]
		occ, n := &s.Occupations[j.Occupation], float64(j.Base)
		base += n
		if occ.Variety > 0 {
			like += float64(n * num.Log1p(-(p.Likeness * (1 - s.Params.Production.Similarity - occ.Variety))))
		}
		if occ.CraftBase > 0 {
			lift += float64(n * (j.lift() / occ.CraftBase))
		}
	}
	if base == 0 {
		return 0
	}
	return float64(p.Quality*num.Log1p(float64(o.Absorptive)*float64(o.Complement)*(lift/base))) + like/base
}

// spentOnAI is what an organisation spends on AI in a month.
func (s *second) spentOnAI(f int) float64 {
	pay := 0.0
	for _, k := range s.jobsOf[f] {
		pay += float64(s.jobs[k].Staff) * s.Occupations[s.jobs[k].Occupation].WorkPriceUSD / 1.6
	}
	return pay * s.Params.Markets.AICost * float64(s.firms[f].Depth)
}

// levies is equation 41.
func (s *second) levies() {
	licences, weights := make([]float64, len(s.Domains)), make([]float64, len(s.Domains))
	alike, hours := 0.0, 0.0
	if !s.pulled(Licence) && !s.pulled(AILevy) {
		for k := range s.Occupations {
			s.Occupations[k].Dividend = 0
		}
		return
	}
	exposed := func(o *Occupation) float64 {
		if o.HoursWanted == 0 {
			return 0
		}
		return o.OrderBase * (o.Bypass + 1e-6)
	}
	for k := range s.Occupations {
		o := &s.Occupations[k]
		m, own, taken := &s.Levers.market[o.Domain], int64(0), 0.0
		for _, sale := range o.Sales {
			own += sale.Own + sale.OwnHouse
		}
		clients := s.Params.Clients.CostRatio * (float64(own) / 13) * o.OrderPriceUSD
		for n, spent := range []float64{float64(o.Users) * s.Params.Use.ToolUSD, o.SpentUSD, clients} {
			levy := units(spent * (m.Licence + m.AILevy))
			s.Money[k][MoneyLevyUsers+n] += levy
			taken += amount(levy)
		}
		if m.Licence+m.AILevy > 0 {
			part := float64(taken * (m.Licence / (m.Licence + m.AILevy)))
			licences[o.Domain] += part
			alike += taken - part
		}
		weights[o.Domain] += exposed(o)
		hours += o.HoursWanted
	}
	for d := range licences {
		if weights[d] == 0 {
			alike += licences[d]
		}
	}
	for k := range s.Occupations {
		o := &s.Occupations[k]
		o.Dividend = 0
		if o.HoursWanted == 0 {
			continue
		}
		if weights[o.Domain] > 0 {
			o.Dividend = licences[o.Domain] * (exposed(o) / weights[o.Domain]) / o.HoursWanted
		}
		o.Dividend += alike / hours
	}
}

// trend is exogenous demand for an occupation this month (24).
func (s *second) trend(o int) float64 {
	index := s.Occupations[o].Trend
	if s.BurnIn || len(index) == 0 || s.Month < 0 {
		return 1
	}
	x := index[min(s.Month, len(index)-1)]
	if k := min(s.Month, len(s.Effects)) - 1; k >= 0 {
		x /= s.Effects[k][o]
	}
	return x
}

// Reasons for heads in excess, in the order of equation 27's shares.
type reasonShares [4]float64 // automation, clients, markets, trend

func (r reasonShares) normal() reasonShares {
	sum := 0.0
	for _, x := range r {
		sum += x
	}
	if sum <= 0 {
		return reasonShares{0, 0, 0, 1}
	}
	for k := range r {
		r[k] /= sum
	}
	return r
}

// rates are the chances a month of a layoff for each reason.
func (s *second) rates() reasonShares {
	p := &s.Params.Employees
	return reasonShares{p.Layoff, p.Layoff, p.Layoff, p.TrendLayoff}
}

func blamed(b uint64) (r reasonShares) {
	left := uint64(1<<21 - 1)
	for k := range 3 {
		n := min(left, b>>(21*k)&(1<<21-1))
		r[k] = float64(n) / (1<<21 - 1)
		left -= n
	}
	r[3] = float64(left) / (1<<21 - 1)
	return r
}

// wishes are the sums of a month over jobs.
type wishes struct {
	shares []running // by domain
	works  []running // by occupation
	causes [][Causes]running
	heads  [][2]running // without AI and with it
	kept   []int64
}

// demand is equations 24, 25 and 27.
func (s *second) demand() {
	s.moveFactors()
	sums := wishes{fineSums(len(s.Domains)), make([]running, len(s.Occupations)), make([][Causes]running, len(s.Occupations)),
		make([][2]running, len(s.Occupations)), make([]int64, len(s.Occupations))}
	finding := !s.BurnIn && s.Month < s.Observed && s.Month == len(s.Effects)
	for f := range s.firms {
		s.desire(f, &sums, finding)
	}
	for d := range s.Domains {
		x := 0.0
		if n := sums.shares[d].close(); n > 0 {
			x = num.Log(float64(n) * (1.0 / (1 << 40)))
		}
		s.Domains[d].SharesStep, s.Domains[d].LnShares = x-s.Domains[d].LnShares, x
	}
	effects := [Occupations]float64{}
	for o := range effects {
		effects[o] = 1
		if o >= len(s.Occupations) {
			continue
		}
		occ := &s.Occupations[o]
		occ.Works, occ.Kept = amount(sums.works[o].close()), amount(sums.kept[o])
		for k := range occ.Account {
			occ.Account[k] += sums.causes[o][k].close()
		}
		if without, with := sums.heads[o][0].close(), sums.heads[o][1].close(); without > 0 && with > 0 {
			effects[o] = float64(with) / float64(without)
		}
	}
	if finding {
		s.Effects = append(s.Effects, effects)
	}
}

// moveFactors are the factors of equation 24 that domains and occupations have in common.
func (s *second) moveFactors() {
	p := &s.Params.Markets
	elasticities := map[string]float64{"visual_art": p.ElasticityVisualArt, "design": p.ElasticityDesign, "music": p.ElasticityMusic,
		"film_video": p.ElasticityFilmVideo, "writing_publishing": p.ElasticityWriting, "advertising_pr": p.ElasticityAdvertising}
	for k := range s.Domains {
		d := &s.Domains[k]
		x := float64(-elasticities[d.Name] * (d.LnPrice - d.LnValue))
		d.DemandStep, d.LnDemand = x-d.LnDemand, x
	}
	for k := range s.Occupations {
		o := &s.Occupations[k]
		x := num.Log(1 - float64(s.Params.Clients.Demand*o.HouseBypass))
		o.BypassStep, o.LnBypass = x-o.LnBypass, x
		x = num.Log(s.trend(k))
		o.TrendStep, o.LnTrend = x-o.LnTrend, x
	}
}

// desire moves an organisation's share and finds the heads that it wants.
func (s *second) desire(f int, sums *wishes, finding bool) {
	p, o := &s.Params.Markets, &s.firms[f]
	d := &s.Domains[o.Domain]
	last, labour := float64(o.LnShare), float64(o.LnLabour)
	target := float64((1 - p.Substitution) * (float64(o.LnPrice) - float64(o.LnValue) - (d.LnPrice - d.LnValue)))
	o.LnShare = float32(last + float64(p.ShareRate*(target-last)))
	lnLabour := num.Log(1 - float64(o.Automated))
	o.LnLabour = float32(lnLabour)
	sums.shares[o.Domain].add(f, o.BaseShare*num.Exp(float64(o.LnShare)))
	floor, kept, wanted := s.firmLever(StaffFloor, f), 0.0, 0.0
	for _, k := range s.jobsOf[f] {
		j := &s.jobs[k]
		occ, n := &s.Occupations[j.Occupation], j.Occupation
		y, market := j.yield()*s.learning(f), d.LnDemand+float64(o.LnShare)-d.LnShares
		lnYield := num.Log(y)
		yieldStep, labourStep := lnYield-float64(j.LnYield), lnLabour-labour
		j.LnYield = float32(lnYield)
		star := float64(float64(j.Base) * num.Exp(occ.LnTrend+market+occ.LnBypass+lnLabour-lnYield))
		lam := meanOfLogs(star, float64(j.Star))
		for cause, step := range [Causes]float64{causeAugmentation: -yieldStep, causeAutomation: labourStep, causeClients: occ.BypassStep, causeDemand: d.DemandStep} {
			sums.causes[n][cause].add(f, lam*step)
		}
		sums.works[n].add(f, star*y/(1-float64(o.Automated)))
		fell := reasonShares{labour - lnLabour + yieldStep, -occ.BypassStep, -(d.DemandStep + (float64(o.LnShare) - last) - d.SharesStep), -occ.TrendStep}
		if o.Kept > 0 {
			fell = reasonShares{lnYield - lnLabour, -occ.LnBypass, -market, -occ.LnTrend}
		}
		for r := range fell {
			fell[r] = max(0, fell[r])
		}
		if finding {
			s.findHeads(f, j, star, fell.normal(), sums)
		}
		j.Star = float32(star)
		least := star
		if floor > 0 {
			least = max(star, float64(floor*float64(j.Base)))
		}
		s.keep(f, j, least-star, sums)
		kept, wanted = kept+(least-star), wanted+star
		s.wish(j, least, fell.normal())
		s.shareWork(f, j)
	}
	o.Kept = 0
	if kept > 0 {
		o.Kept = float32(kept / max(wanted, 0.01*(wanted+kept)))
	}
}

// meanOfLogs is the logarithmic mean; where it is 0/0, its series.
func meanOfLogs(x, y float64) float64 {
	if x <= 0 || y <= 0 {
		return 0
	}
	if r := (x - y) / (x + y); math.Abs(r) < 1e-3 {
		return 0.5 * (x + y) * (1 - r*r/3)
	}
	return (x - y) / (num.Log(x) - num.Log(y))
}

// findHeads adds a job's heads on the trend, without AI and with it (24).
func (s *second) findHeads(f int, j *job, star float64, fell reasonShares, sums *wishes) {
	p, over := &s.Params.Employees, float64(j.Over)
	if less := float64(j.Star) - star; less > 0 {
		over += float64(less * (1 - fell[3]))
	} else {
		over = max(0, over+less)
	}
	heads := &sums.heads[j.Occupation]
	heads[0].add(f, float64(j.Base)*num.Exp(s.Occupations[j.Occupation].LnTrend))
	heads[1].add(f, star+over)
	staff := over + float64(min(1, over)*star)
	j.Over = float32(max(0, over-(float64(p.Layoff*over)+float64((p.Unemployment+p.Exit)*staff))))
}

// keep counts heads that a rule keeps in a job above what is wanted.
func (s *second) keep(f int, j *job, heads float64, sums *wishes) {
	if heads > 0 {
		sums.kept[j.Occupation] += units(heads)
		s.billFor(PerKeptYear, f, j.Occupation, heads*s.Occupations[j.Occupation].WorkPriceUSD/1.6)
	}
}

// wish rounds desired heads and sets the chance of a layoff (27).
func (s *second) wish(j *job, star float64, fell reasonShares) {
	before, rates := j.Desired, s.rates()
	j.Desired, j.Layoff = int32(math.Floor(star+float64(j.Rounding))), 0
	excess := j.Staff - j.Desired
	if excess <= 0 {
		j.Blame = 0
		return
	}
	fresh := float64(max(0, min(excess, before-j.Desired))) / float64(excess)
	shares := blamed(j.Blame)
	for k := range shares {
		shares[k] = float64(shares[k] * (1 - rates[k]))
	}
	shares = shares.normal()
	j.Blame = 0
	for k := range 3 {
		j.Blame |= uint64(float64((shares[k]+float64(fresh*(fell[k]-shares[k])))*(1<<21-1))+0.5) << (21 * k)
	}
	chance := 0.0
	for k, x := range blamed(j.Blame) {
		chance += float64(rates[k] * x)
	}
	j.Layoff = float32(chance * float64(excess) / float64(j.Staff))
}

// shareWork lets heads in excess stay on shorter hours (27).
func (s *second) shareWork(f int, j *job) {
	share, excess := s.firmLever(WorkSharing, f), j.Staff-j.Desired
	if share == 0 || excess <= 0 {
		return
	}
	j.Layoff *= float32(1 - share)
	s.billFor(PerSharedPay, f, j.Occupation, float64(excess)*(s.Occupations[j.Occupation].WorkPriceUSD/1.6))
}
