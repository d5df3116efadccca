package sim

import (
	"cmp"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// Jobs and people who come and go: employees, freelancers, newcomers (equations 26 to 30, 33
// to 35, 39, 40, 45).

// An opening is a post that nobody has; its key is its luck, and its place in order.
type opening struct {
	key uint64
	job int32
}

// A hunt is the month's search in an occupation, by level: juniors, the experienced.
type hunt struct {
	posts                     [2][]opening
	jobless, changers, movers [2][]int
	chosen                    [2][]int32 // jobs that take somebody from outside
}

func levelOf(stage uint8) int {
	if stage == Junior {
		return 0
	}
	return 1
}

// employees is equations 26 to 30, 39 and 40.
func (s *second) employees() {
	hunts := make([]hunt, len(s.Occupations))
	var left []int // rows that somebody left
	for i := range s.people {
		switch s.people[i].State {
		case Employed:
			s.monthInJob(i, hunts, &left)
		case Unemployed:
			s.monthWithout(i, hunts, &left)
		}
	}
	s.listPosts(hunts)
	s.free(left)
	for o := range hunts {
		h := &hunts[o]
		for l := range 2 {
			s.fill(o, h, l, h.changers[l], 1, 0)
			s.fill(o, h, l, h.jobless[l], 1, 1)
		}
		for l := range 2 {
			s.fill(o, h, 1-l, h.jobless[l], s.Params.Employees.CrossLevel, 2)
		}
	}
	left = s.sendMovers(hunts)
	for o := range hunts {
		h := &hunts[o]
		for l := range 2 {
			s.fill(o, h, l, h.movers[l], 1, 3)
		}
		s.openDoors(o, h)
	}
	s.free(left)
	if s.BurnIn {
		s.steerEffort()
	}
	for o := range hunts {
		s.welcome(o, &hunts[o])
	}
	for o := range s.Occupations {
		occ := &s.Occupations[o]
		for k := range occ.Account {
			released := int64(float64(occ.Account[k]) * s.Params.Employees.Release)
			occ.Account[k] -= released
			occ.Realised[k] += released
		}
	}
}

// monthInJob is an employee's month (26, 27): one uniform decides, another moves up.
func (s *second) monthInJob(i int, hunts []hunt, left *[]int) {
	c, p := &s.people[i], &s.Params.Employees
	if c.Aid > 0 {
		c.Aid--
		s.payWageInsurance(i)
	}
	u, v := halved(s.luck(drawSeparate).Bits(c.ID))
	s.promote(c, v)
	j, o := &s.jobs[c.Cell], c.Occupation
	exit := p.Unemployment + s.exitChance(c)
	layoff := exit + float64(j.Layoff)
	switch {
	case u < p.Unemployment:
		s.loseJob(c)
	case u < exit:
		j.Staff--
		s.Flows[o][FlowSeparations]++
		s.Flows[o][FlowExitsEmployed]++
		s.leave(i, FlowExits, left)
	case u < layoff:
		of, rates := blamed(j.Blame), s.rates()
		for k := range of {
			of[k] = float64(of[k] * rates[k])
		}
		of = of.normal()
		automation, clients := units(of[0]), units(of[1])
		s.Flows[o][FlowDisplacedAutomation] += automation
		s.Flows[o][FlowDisplacedClients] += clients
		s.Flows[o][FlowDisplacedOther] += 1<<20 - automation - clients
		if u-exit < float64((layoff-exit)*(of[0]+of[1])) {
			c.Flags |= LostWork
		}
		s.loseJob(c)
	case u > 1-p.JobToJob:
		l := levelOf(c.Stage)
		hunts[o].changers[l] = append(hunts[o].changers[l], i)
	default:
		c.Months = older(c.Months)
	}
}

func older(months uint16) uint16 { return min(months, math.MaxUint16-1) + 1 }

func (s *second) promote(c *person, v float64) {
	p := &s.Params.Employees
	switch {
	case c.Stage == Junior && v*p.JuniorMonths < 1, c.Stage == Mid && v*p.MidMonths < 1:
		c.Stage++
		c.Potential *= 1.1
	}
}

// exitChance is that of leaving creative work for good (26, 45).
func (s *second) exitChance(c *person) float64 {
	usual := s.Params.Employees.Exit * [Stages]float64{0.8, 0.7, 1.8}[c.Stage]
	return float64(usual * num.Exp(s.acting()*s.Params.Fear.Leave*(float64(c.Fear)-num.Logistic(s.Params.Fear.Base+s.fearful(c.ID)))))
}

// acting is ripe, 0 where fear is left out.
func (s *second) acting() float64 {
	if s.Without["fear"] {
		return 0
	}
	return s.Ripe
}

// appeal is how many come into an occupation for each who would without fear (45).
func (s *second) appeal(o int, employer bool) float64 {
	more := num.Logistic(s.publicFear(uint8(o), employer)) - num.Logistic(s.Params.Fear.Base)
	return num.Exp(-(s.acting() * s.Params.Fear.Entry) * more)
}

func (s *second) loseJob(c *person) {
	s.jobs[c.Cell].Staff--
	s.Flows[c.Occupation][FlowSeparations]++
	s.Flows[c.Occupation][FlowLostJob]++
	c.State, c.Cell, c.Months, c.Aid = Unemployed, -1, 0, 0
}

// leave empties a row; exits that have a cause of their own count under it too.
func (s *second) leave(i int, cause Flow, left *[]int) {
	c := &s.people[i]
	s.Flows[c.Occupation][FlowExits]++
	if cause != FlowExits {
		s.Flows[c.Occupation][cause]++
	}
	if c.Stage == Mid || c.Stage == Senior && cause != FlowExits { // seniors retire
		s.Flows[c.Occupation][FlowAway]++
	}
	c.State, c.Cell, c.Flags, c.Depth, c.Offer, c.Book = Vacant, -1, 0, 0, 0, 0
	*left = append(*left, i)
}

// payWageInsurance pays a part of the gap to the former pay (40).
func (s *second) payWageInsurance(i int) {
	c, most := &s.people[i], 0.0
	_, parts := s.paying(PerInsuredMonth, func(*Rule) bool { return true })
	for _, x := range parts {
		most = max(most, x)
	}
	if most > 0 {
		gap := min(s.Params.Employees.WageGap*c.Pay, 10000/(24*most))
		s.bill(PerInsuredMonth, c.Occupation, gap, func(r *Rule) bool { return s.complies(r, c, Unemployed, -1) })
	}
}

// monthWithout is a month without a job: in a course, giving up, turning freelance, or
// applying.
func (s *second) monthWithout(i int, hunts []hunt, left *[]int) {
	c, p := &s.people[i], &s.Params.Employees
	c.Months = older(c.Months)
	flows := &s.Flows[c.Occupation]
	flows[FlowJobless]++
	if c.Flags&LostWork != 0 {
		flows[FlowDisplacedJobless]++
	}
	if s.retrains(i) {
		return
	}
	effort := s.effort()
	if c.Flags&LostWork != 0 {
		effort = min(1, effort*(1+float64(p.InsuredSearch*s.lever(Insurance, i))))
	}
	u, v := halved(s.luck(drawJobless).Bits(c.ID))
	switch {
	case c.Months > 6 && u < p.Discouraged:
		s.leave(i, FlowExitsUnemployed, left)
	case v < p.TurnFreelance*min(2, s.Occupations[c.Occupation].IncomeRatio):
		flows[FlowTurnedFreelance]++
		c.State, c.Months, c.LowMonths, c.Output = Freelancing, 0, 0, 0
		c.Flags &^= Retrained
	case s.luck(drawSeek).Uniform(c.ID) < effort:
		h, l := &hunts[c.Occupation], levelOf(c.Stage)
		h.jobless[l] = append(h.jobless[l], i)
	}
}

// retrains tells whether somebody is in a retraining this month (39).
func (s *second) retrains(i int) bool {
	c, p := &s.people[i], &s.Params.Training
	if c.Aid == 0 {
		if c.Flags&LostWork == 0 || c.Flags&Retrained != 0 || s.luck(drawRetrain).Uniform(c.ID) >= s.lever(Retraining, i) {
			return false
		}
		s.billPerson(PerRetrained, i, 1)
		s.Flows[c.Occupation][FlowCourses]++
		c.Aid = uint8(p.RetrainMonths)
	}
	if c.Aid--; c.Aid == 0 {
		c.Flags |= Trained | Retrained
		c.Skill = float32(float64(c.Skill) + float64(p.CourseGain*(1-float64(c.Skill))))
	}
	return true
}

// effort is the share of the unemployed who apply in a month.
func (s *second) effort() float64 {
	if s.Effort == 0 {
		return s.Params.Employees.SearchEffort
	}
	return s.Effort
}

// steerEffort steers it in the burn-in to the rate of job finding.
func (s *second) steerEffort() {
	var found, jobless int64
	for o := range s.Flows {
		found += s.Flows[o][FlowFound]
		jobless += s.Flows[o][FlowJobless]
	}
	if jobless == 0 {
		return
	}
	target := s.Params.Employees.JobFinding
	miss := (target - float64(found)/float64(jobless)) / target
	s.Effort = max(0.05, min(1, s.effort()*(1+float64(0.05*max(-1, min(1, miss))))))
	if s.Month >= -36 {
		s.EffortSum += s.Effort
	}
}

// listPosts opens posts, desired heads less staff, for juniors or not (29).
func (s *second) listPosts(hunts []hunt) {
	p := &s.Params.Employees
	for k := range s.jobs {
		j := &s.jobs[k]
		f := int(j.Organisation)
		junior := max(s.firmLever(JuniorQuota, f), p.JuniorPosts*(1-float64(p.JuniorLoss*(1-num.Exp(-(p.JuniorDepth*float64(s.firms[f].Depth)))))))
		for n := range j.Desired - j.Staff {
			u, v := halved(s.luck(drawPost).Bits(uint64(k)<<24 | uint64(n)))
			l := 1
			if u < junior {
				l = 0
				s.Flows[j.Occupation][FlowJuniorOpenings]++
			}
			s.Flows[j.Occupation][FlowOpenings]++
			h := &hunts[j.Occupation]
			h.posts[l] = append(h.posts[l], opening{uint64(v*(1<<32))<<32 | uint64(k), int32(k)})
		}
	}
}

// fill matches those who look with posts of a level (28); in round 0 they have jobs, and
// what they leave opens again.
func (s *second) fill(o int, h *hunt, level int, rows []int, scale float64, round uint64) {
	looking, skills := []int{}, int64(0)
	for _, i := range rows {
		if round == 0 || s.people[i].State == Unemployed {
			looking = append(looking, i)
			skills += units(float64(s.people[i].Skill))
		}
	}
	if len(looking) == 0 || len(h.posts[level]) == 0 {
		return
	}
	v, a := float64(len(h.posts[level])), float64(len(looking))
	p := scale * v / a * (1 - num.Pow(1-1/v, a))
	usual := amount(skills) / a
	key := func(i int) uint64 { return s.people[i].ID | round<<60 }
	var won []int
	for _, i := range looking {
		c, chance := &s.people[i], p
		if s.Capability > 0 {
			chance *= max(0, 1+float64(s.Params.Employees.Skill*(float64(c.Skill)-usual)))
		}
		if round > 0 && c.Flags&LostWork != 0 {
			chance *= 1 + float64(s.Params.Employees.InsuredSearch*s.lever(Insurance, i))
		}
		if s.luck(drawApply).Uniform(key(i)) < chance {
			won = append(won, i)
		}
	}
	byLuck := func(luck func(uint64) uint64) func(a, b int) int {
		return func(a, b int) int {
			return cmp.Or(cmp.Compare(luck(key(a)), luck(key(b))), cmp.Compare(s.people[a].ID, s.people[b].ID))
		}
	}
	if len(won) > len(h.posts[level]) {
		slices.SortFunc(won, byLuck(s.luck(drawApply).Bits))
		won = won[:len(h.posts[level])]
	}
	slices.SortFunc(won, byLuck(s.luck(drawMatch).Bits))
	slices.SortFunc(h.posts[level], func(a, b opening) int { return cmp.Compare(a.key, b.key) })
	taken := h.posts[level][:len(won)]
	h.posts[level] = h.posts[level][len(won):]
	for n, i := range won {
		if old := s.begin(o, i, taken[n].job, level); old >= 0 {
			h.posts[level] = append(slices.Clip(h.posts[level]), opening{s.luck(drawMatch).Bits(s.people[i].ID | 1<<63), old})
		}
	}
}

// begin puts somebody into a job, and gives the one that was left, or -1.
func (s *second) begin(o, i int, k int32, level int) int32 {
	c, flows := &s.people[i], &s.Flows[o]
	old := c.Cell
	flows[FlowHires]++
	if level == 0 {
		flows[FlowJuniorHires]++
		s.billFor(PerJuniorHire, int(s.jobs[k].Organisation), s.mainOccupation(int(s.jobs[k].Organisation)), 1)
	}
	if old >= 0 {
		s.jobs[old].Staff--
		flows[FlowSeparations]++
	} else {
		flows[FlowFound]++
		c.Flags &^= Retrained
		c.Aid = 0
		if c.Flags&LostWork != 0 {
			flows[FlowDisplacedFound]++
			if s.lever(Insurance, i) > 0 {
				c.Aid = 24
			}
		}
	}
	c.State, c.Cell, c.Months, c.Output = Employed, k, 0, 1
	s.jobs[k].Staff++
	return old
}

// sendMovers lets the unemployed who found nothing try one other occupation, or leave.
func (s *second) sendMovers(hunts []hunt) (left []int) {
	for o := range hunts {
		for l := range 2 {
			for _, i := range hunts[o].jobless[l] {
				c, wide := &s.people[i], s.Params.Employees.Mobility
				if c.Flags&Retrained != 0 {
					wide *= s.Params.Training.RetrainMobility
				}
				u, v := halved(s.luck(drawMove).Bits(c.ID))
				if c.State != Unemployed || u >= wide {
					continue
				}
				to := 0
				for v -= s.Occupations[o].Mobility[0]; v >= 0 && to < Occupations; v -= s.Occupations[o].Mobility[to] {
					to++
				}
				if to == Occupations {
					s.Flows[o][FlowExits]++
					s.Flows[o][FlowExitsUnemployed]++
					if l > 0 {
						s.Flows[o][FlowAway]++
					}
					c.State, c.Cell, c.Flags, c.Depth, c.Offer, c.Book = Vacant, -1, 0, 0, 0, 0
					left = append(left, i)
					continue
				}
				hunts[to].movers[l] = append(hunts[to].movers[l], i)
			}
		}
	}
	return left
}

// openDoors offers posts that are still open to newcomers (30); movers who found a post
// take up its occupation.
func (s *second) openDoors(o int, h *hunt) {
	p, occ := &s.Params.Employees, &s.Occupations[o]
	open := float64(len(h.posts[0])+len(h.posts[1])) / float64(occ.Employed+1)
	fill := s.appeal(o, true) * (p.OutsideFill + float64((1-p.OutsideFill)*share(open/p.Boom-1)))
	for l := range 2 {
		if l > 0 && occ.PoolBase != 0 {
			fill *= min(1, math.Sqrt(max(0, occ.Pool/occ.PoolBase)))
		}
		for _, post := range h.posts[l] {
			if s.luck(drawOutside).Uniform(post.key) < fill {
				h.chosen[l] = append(h.chosen[l], post.job)
			}
		}
		for _, i := range h.movers[l] {
			if s.people[i].State == Employed {
				s.people[i].Occupation = uint8(o)
			}
		}
	}
}

// welcome gives newcomers a row and a job.
func (s *second) welcome(o int, h *hunt) {
	n := 0
	for l := range 2 {
		for _, k := range h.chosen[l] {
			c := &s.people[s.newcomer(o, 0, n, l)]
			c.State, c.Cell, c.Pay = Employed, k, float64(c.Potential)
			s.jobs[k].Staff++
			s.Flows[o][FlowHires]++
			s.Flows[o][FlowEntrants]++
			if l == 0 {
				s.Flows[o][FlowJuniorHires]++
				s.billFirm(PerJuniorHire, int(s.jobs[k].Organisation), 1)
			} else {
				s.Flows[o][FlowBack]++
			}
			n++
		}
	}
}

// home is the occupation whose place a row was at the start, or behind the last one.
func (s *second) homeOf(row int) int {
	for o := range s.Occupations {
		if row < int(s.OccStart[o+1]) {
			return o
		}
	}
	return Occupations
}

// free puts vacated rows on the list of their home; the last one there is taken first.
func (s *second) free(rows []int) {
	for _, i := range rows {
		h := s.homeOf(i)
		s.hiring.free[h] = append(slices.Clip(s.hiring.free[h]), int32(i))
	}
}

// vacantRow is a row for a newcomer: of the occupation's own, a spare one, of the longest
// list, or a new one.
func (s *second) vacantRow(o int) int {
	lists := &s.hiring.free
	if len(lists[o]) == 0 {
		o = Occupations
	}
	if len(lists[o]) == 0 {
		for k := range lists {
			if len(lists[k]) > len(lists[o]) {
				o = k
			}
		}
	}
	if len(lists[o]) == 0 {
		old := len(s.people)
		for i := old; i < old+max(64, old/20); i++ {
			c := person{Cell: -1}
			for k := range c.Peers {
				c.Peers[k] = uint32(s.lasting(drawThreshold).Below(uint64(i)<<8|uint64(k)|1<<62, uint64(old)))
			}
			s.people = append(s.people, c)
			lists[Occupations] = slices.Insert(lists[Occupations], 0, int32(i))
		}
		o = Occupations
	}
	row := lists[o][len(lists[o])-1]
	lists[o] = lists[o][:len(lists[o])-1]
	return int(row)
}

// newcomer fills a vacant row with the n-th newcomer of a kind, 0 to a job and 1 to
// freelance, at a level.
func (s *second) newcomer(o, kind, n, level int) int {
	id := uint64(s.Month+121)<<40 | uint64(o)<<32 | uint64(kind)<<31 | uint64(n)
	row := s.vacantRow(o)
	c, occ := &s.people[row], &s.Occupations[o]
	c.ID, c.Occupation, c.Stage = id, uint8(o), Junior
	if level > 0 {
		c.Stage = Mid
		if s.lasting(drawPotential).Uniform(id^1<<62)*(occ.StageShare[Mid]+occ.StageShare[Senior]) < occ.StageShare[Senior] {
			c.Stage = Senior
		}
	}
	s.born(c)
	s.ofOurTime(c, &occ.Present[level])
	usd := s.talentPay(c)
	c.Potential, c.Quintile = float32(usd), s.fifthOf(usd)
	return row
}

// born gives a person what lasts, and a mind at rest.
func (s *second) born(c *person) {
	p := &s.Params
	_, mean := s.innate(c.ID)
	a, b := halved(s.lasting(drawAutonomy).Bits(c.ID))
	z, hours := float64(1.05*s.lasting(drawDisposition).Normal(c.ID)), s.lasting(drawHours).Uniform(c.ID)
	fear := num.Logistic(p.Fear.Base + s.fearful(c.ID))
	c.Alpha, c.Beta = float32(p.Trust.PriorStrength*mean), float32(p.Trust.PriorStrength*(1-mean))
	c.Trust, c.PeersTrust, c.Skill = float32(mean), float32(mean), float32(p.Training.Floor)
	c.Disposition, c.Fear, c.Autonomy = float32(z), float32(fear), float32(float64(0.5*a)+float64(0.5*b))
	c.Attitude = float32(num.Logistic(p.Attitude.Base + z + float64(p.Attitude.Trust*(mean-p.Trust.PriorMean)) - float64(p.Attitude.Fear*(fear-num.Logistic(p.Fear.Base)))))
	c.Craft, c.Hours, c.Output = float32(0.92*s.ceiling(c)), float32(5*(hours*hours*(hours*hours))), 1
	c.Flags, c.Aid, c.Depth, c.Months, c.LowMonths, c.Cell, c.PeersUse, c.PeersLost, c.Offer, c.Book = 0, 0, 0, 0, 0, -1, 0, 0, 0, 0
}

// ofOurTime makes a newcomer a person of their own year, once there is AI (30).
func (s *second) ofOurTime(c *person, m *Minds) {
	if s.Capability == 0 || m.People == 0 {
		return
	}
	c.Skill = float32(m.Skill)
	if s.lasting(drawTaste).Uniform(c.ID) >= 1-m.Users {
		a, b := float64(c.Alpha)+m.Good, float64(c.Beta)+float64(s.Params.Trust.FailureRatio*m.Bad)
		c.Flags, c.Skill, c.Depth = Uses|EverUsed, float32(m.UserSkill), float32(m.Depth)
		c.Alpha, c.Beta, c.Trust, c.PeersTrust = float32(a), float32(b), float32(a/(a+b)), float32(a/(a+b))
	}
	steep := math.Sqrt(1 + math.Pi*1.05*1.05/8)
	c.Fear = float32(num.Logistic(float64(steep*num.Logit(m.Fear)) + s.fearful(c.ID)))
	c.Attitude = float32(num.Logistic(float64(steep*num.Logit(m.Attitude)) + float64(c.Disposition)))
}

// talentPay is the pay of a newcomer's talent, by stage.
func (s *second) talentPay(c *person) float64 {
	u := s.lasting(drawPotential).Uniform(c.ID)
	switch c.Stage {
	case Junior:
		u *= 0.75
	case Mid:
		u = 0.1 + float64(0.85*u)
	case Senior:
		u = 0.25 + float64(0.75*u)
	}
	return s.Occupations[c.Occupation].payAt(u)
}

// earnings are what the freelancers of an occupation earned in a month.
type earnings struct {
	spent, found running
	used         [2][2]running // without AI and with it: orders, hours
	paid         int64         // hours that levies are paid for
	now          int64
}

// freelancers is equations 33 to 35.
func (s *second) freelancers() {
	sums := make([]earnings, len(s.Occupations))
	for o := range sums {
		sums[o].found.over = 13
	}
	var left []int
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		if s.luck(drawLost).Uniform(c.ID^1<<63) < s.Params.Freelancers.LostMemory {
			c.Flags &^= LostWork
		}
		if c.State != Freelancing {
			continue
		}
		sum := &sums[c.Occupation]
		if c.Output > 0 {
			s.earn(i, sum)
			bridged := s.counts(i)
			s.goOn(i, bridged, &left)
			sum.paid += units(float64(c.Hours))
		}
		if c.State == Freelancing {
			sum.now++
		}
	}
	s.free(left)
	for o := range sums {
		s.Paid[o] = amount(sums[o].paid) * s.Occupations[o].Dividend
	}
	for o := range sums {
		s.book(o, &sums[o])
		s.payCommissions(o, s.Occupations[o].Public*amount(sums[o].found.close()))
		s.enter(o, sums[o].now)
	}
}

// earn is equation 33.
func (s *second) earn(i int, sum *earnings) {
	c, p := &s.people[i], &s.Params.Freelancers
	occ := &s.Occupations[c.Occupation]
	if c.Book>>32 > 0 {
		c.Flags |= LostWork
	}
	room := float64(c.Output)
	own := min(float64(uint32(c.Book)), room)
	found := float64(occ.Fill * (room - own))
	orders := (own + found) / 13
	rate := p.IncomeRatio * num.Exp(occ.LnOrderPrice) * float64(c.Potential) * s.premium(c.Occupation, c.Craft) *
		num.Exp(p.PassThrough*num.Log(float64(c.Offer>>40&4095)/4095))
	used := &sum.used[c.Flags&Uses]
	used[0].add(i, orders)
	used[1].add(i, float64(c.Hours))
	sum.spent.add(i, orders*rate)
	sum.found.add(i, found*rate)
	c.Pay += float64(p.Smoothing * (float64(orders*rate) - c.Pay))
	c.Months = older(c.Months)
}

// counts counts months of low income, and tells whether an insurance lifts over the need (34).
func (s *second) counts(i int) (bridged bool) {
	c, p := &s.people[i], &s.Params.Freelancers
	aid := float64(s.Occupations[c.Occupation].Dividend * float64(c.Hours))
	if usd := s.lever(BasicIncome, i); usd > 0 {
		s.billPerson(PerRecipient, i, 1)
		s.Money[c.Occupation][MoneyIncome] += units(usd)
		aid += usd
	}
	usual := float64(p.IncomeRatio * float64(c.Potential) * float64(c.Hours))
	need := (p.ReservationLow + float64((p.ReservationHigh-p.ReservationLow)*s.lasting(drawReservation).Uniform(c.ID))) * usual
	if c.Pay+aid >= need {
		c.LowMonths = 0
		return false
	}
	c.LowMonths = min(c.LowMonths, 254) + 1
	if !s.pulled(IncomeInsurance) {
		return false
	}
	if missing := usual - c.Pay - aid; c.LowMonths <= 9 {
		_, parts := s.paying(PerMissingIncome, func(r *Rule) bool { return s.complies(r, c, c.State, c.Cell) })
		usd := 0.0
		for _, x := range parts {
			usd += float64(missing * x)
		}
		if usd > 0 {
			s.billPerson(PerMissingIncome, i, missing)
			s.Money[c.Occupation][MoneyIncome] += units(usd)
		}
		aid += usd
	}
	return c.Pay+aid >= need
}

// goOn decides whether a freelancer carries on (34).
func (s *second) goOn(i int, bridged bool, left *[]int) {
	c, p := &s.people[i], &s.Params.Freelancers
	u, v := halved(s.luck(drawLeave).Bits(c.ID))
	exit := s.exitChance(c)
	switch {
	case u < exit:
		s.leave(i, FlowExits, left)
	case float64(c.LowMonths) >= p.PatienceMonths && !bridged && u < exit+p.Leave:
		if v < p.SeekJob {
			s.Flows[c.Occupation][FlowStoppedFreelance]++
			c.State, c.Months, c.LowMonths, c.Book = Unemployed, 0, 0, 0
		} else {
			s.leave(i, FlowExitsIncome, left)
		}
	default:
		s.promote(c, v)
	}
}

// book enters what clients spent, and moves what newcomers see of it.
func (s *second) book(o int, sum *earnings) {
	occ, n := &s.Occupations[o], float64(s.Occupations[o].FreelanceNow)
	occ.SpentOnOrders = amount(sum.spent.close())
	for k := range occ.Used {
		occ.Used[k].orders, occ.Used[k].hours = amount(sum.used[k][0].close()), amount(sum.used[k][1].close())
	}
	switch {
	case s.BurnIn && s.Month >= -36:
		occ.past.spent += occ.SpentOnOrders
		occ.past.heads += n
	case !s.BurnIn && n > 0 && occ.IncomeBase > 0:
		occ.IncomeRatio += float64(s.Params.Freelancers.Smoothing * (occ.SpentOnOrders/n/occ.IncomeBase - occ.IncomeRatio))
	}
}

// payCommissions bills what freelancers were paid for orders of the public, to the rules that
// commissioned them, by their part.
func (s *second) payCommissions(o int, usd float64) {
	if usd == 0 {
		return
	}
	rules, parts := s.paying(PerCommission, func(r *Rule) bool { return s.forDomain(r, s.Occupations[o].Domain) })
	all := 0.0
	for k, i := range rules {
		parts[k] = float64(parts[k] * s.Rules[i].Compliance)
		all += parts[k]
	}
	for k, i := range rules {
		s.charge(i, uint8(o), usd*(parts[k]/all)*s.Rules[i].UnitCost)
	}
}

// enter lets newcomers begin to freelance (35).
func (s *second) enter(o int, now int64) {
	occ, p := &s.Occupations[o], &s.Params.Freelancers
	n := 0
	if s.BurnIn {
		n = int(max(0, occ.FreelanceTarget-now-(occ.excess+11)/12))
		occ.excess = max(0, occ.excess+now+int64(n)-occ.FreelanceTarget)
	} else {
		x := occ.EntryBase * s.trend(o) * s.appeal(o, false)
		if occ.IncomeRatio > 0 {
			x *= num.Pow(min(3, occ.IncomeRatio), p.Entry)
		}
		n = int(math.Floor(x + s.luck(drawEntry).Uniform(uint64(o))))
	}
	for k := range n {
		c := &s.people[s.newcomer(o, 1, k, k%2)]
		c.State, c.Pay = Freelancing, p.IncomeRatio*float64(c.Potential)*float64(c.Hours)
	}
	s.Flows[o][FlowEntrants] += int64(n)
	s.Flows[o][FlowEntrantsFreelance] += int64(n)
	if s.BurnIn {
		occ.entries += int64(n)
		occ.entrants += s.Flows[o][FlowEntrants]
	} else {
		occ.Missing += float64(occ.EntrantsBase*s.trend(o)) - float64(s.Flows[o][FlowEntrants])
	}
}
