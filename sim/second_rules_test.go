package sim

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// Rules and levers (equations 42 and 43).

// lever is a lever's value for the creative in a row: of all rules in force that
// reach them, folded by what the lever is.
func (s *second) lever(k Lever, row int) float64 {
	c := &s.people[row]
	return s.folded(k, func(r *Rule) bool { return s.complies(r, c, c.State, c.Cell) })
}

// firmLever is a lever's value for an organisation.
func (s *second) firmLever(k Lever, f int) float64 {
	return s.folded(k, func(r *Rule) bool { return s.firmComplies(r, f) })
}

func (s *second) folded(k Lever, isFor func(*Rule) bool) float64 {
	return s.foldedBy(k, func(r *Rule) float64 {
		if isFor(r) {
			return 1
		}
		return 0
	})
}

// foldedBy folds what each rule does, of which a part counts.
func (s *second) foldedBy(k Lever, part func(*Rule) float64) float64 {
	var values []float64
	policy := ""
	for i := range s.Rules {
		r := &s.Rules[i]
		on := s.on(r)
		for _, pull := range r.Design.Pulls {
			if pull.Lever != k || on == 0 {
				continue
			}
			x := on * r.Dose * pull.Scale * part(r)
			if r.Strongest && r.Policy == policy {
				values[len(values)-1] = max(values[len(values)-1], x)
				continue
			}
			values, policy = append(values, x), r.Policy
		}
	}
	sum := 0.0
	for _, x := range values {
		switch k {
		case BasicIncome, Licence, AILevy, Ease, Delay, Commissions:
			sum += x
		case StaffFloor, HumanShare, JuniorQuota, PriceFloor:
			sum = max(sum, x)
		default:
			sum += float64(x * (1 - sum))
		}
	}
	return sum
}

// on is the share of its dose that a rule has this month (42).
func (s *second) on(r *Rule) float64 {
	if s.BurnIn || r.Dose == 0 || r.Compliance == 0 || s.Month < r.Start || s.Month >= r.End {
		return 0
	}
	if r.Ramp == 0 {
		return 1
	}
	return min(1, float64(s.Month-r.Start+1)/float64(r.Ramp))
}

// charged tells whether any rule in force pays for an event.
func (s *second) charged(c Charge) bool {
	return slices.ContainsFunc(s.Rules, func(r Rule) bool { return r.Design.Charge == c && s.on(&r) > 0 })
}

// paying are the rules that pay for an event of somebody, and how much of it each pays: of
// rules of one policy of which the strongest counts only that one.
func (s *second) paying(c Charge, isFor func(*Rule) bool) (rules []int, parts []float64) {
	policy, paid := "", false
	for i := range s.Rules {
		r := &s.Rules[i]
		on := s.on(r)
		if r.Design.Charge != c || on == 0 {
			continue
		}
		if !r.Strongest || r.Policy != policy {
			policy, paid = r.Policy, false
		}
		part := on
		if r.Design.PerDose {
			part = on * r.Dose * r.Design.Pulls[0].Scale
		}
		switch last := len(rules) - 1; {
		case !isFor(r):
		case !paid:
			rules, parts, paid = append(rules, i), append(parts, part), true
		case part > parts[last]:
			rules[last], parts[last] = i, part
		}
	}
	return rules, parts
}

// bill enters what n of an event cost, under each rule that pays for it and its payer.
func (s *second) bill(c Charge, o uint8, n float64, isFor func(*Rule) bool) {
	rules, parts := s.paying(c, isFor)
	for k, i := range rules {
		s.charge(i, o, n*parts[k]*s.Rules[i].UnitCost)
	}
}

// charge enters an amount under a rule and its payer.
func (s *second) charge(rule int, o uint8, usd float64) {
	kind, payer := MoneyPublic, s.Rules[rule].Design.Payer
	if payer == Firms {
		kind = MoneyFirms
	}
	s.Money[o][kind] += units(usd)
	s.Bills[rule][payer] += units(usd)
}

func (s *second) billPerson(c Charge, row int, n float64) {
	p := &s.people[row]
	s.bill(c, p.Occupation, n, func(r *Rule) bool { return s.complies(r, p, p.State, p.Cell) })
}

// billFirm enters what an event of an organisation costs, under its main occupation, billFor
// under another.
func (s *second) billFirm(c Charge, f int, n float64) { s.billFor(c, f, s.mainOccupation(f), n) }

func (s *second) billFor(c Charge, f int, o uint8, n float64) {
	s.bill(c, o, n, func(r *Rule) bool { return s.firmComplies(r, f) })
}

// pulled tells whether any rule in force moves a lever.
func (s *second) pulled(k Lever) bool {
	return slices.ContainsFunc(s.Rules, func(r Rule) bool {
		return s.on(&r) > 0 && slices.ContainsFunc(r.Design.Pulls, func(p Pull) bool { return p.Lever == k })
	})
}

// units are an amount in whole units of 2^-20, halves away from zero; amount is the way back.
func units(x float64) int64  { return int64(math.Round(x * (1 << 20))) }
func amount(x int64) float64 { return float64(float64(x) / (1 << 20)) }

// place is that of a rule in the luck of compliance: FNV-1a of its policy's name.
func (r *Rule) place() uint64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(r.Policy) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

// forDomain tells whether a rule is for a domain of the world.
func (s *second) forDomain(r *Rule, d uint8) bool {
	for k, key := range domainOrder {
		if s.Domains[d].Name == key {
			return r.Target.Domains>>k&1 == 1
		}
	}
	return r.Target.Domains == 1<<Domains-1
}

var domainOrder = []string{"visual_art", "design", "music", "film_video", "writing_publishing", "advertising_pr"}

// complies tells whether a rule reaches somebody in a state and a job.
func (s *second) complies(r *Rule, c *person, state uint8, cell int32) bool {
	t := &r.Target
	if t.Contracts>>(state-Employed)&1 == 0 || t.Stages>>c.Stage&1 == 0 {
		return false
	}
	if r.Design.Through == Employers {
		return cell >= 0 && s.firmComplies(r, int(s.jobs[cell].Organisation))
	}
	if r.Design.Through == Markets || !s.forDomain(r, s.Occupations[c.Occupation].Domain) {
		return false
	}
	if t.Sizes != 1<<SizeClasses-1 && (cell < 0 || t.Sizes>>s.firms[s.jobs[cell].Organisation].Size&1 == 0) {
		return false
	}
	return r.Compliance >= 1 || s.lasting(drawComplies).Uniform(c.ID^r.place()) < r.Compliance
}

// firmComplies tells whether a rule reaches an organisation.
func (s *second) firmComplies(r *Rule, f int) bool {
	t, firm := &r.Target, &s.firms[f]
	if r.Design.Through == People || t.Contracts&1 == 0 || t.Sizes>>firm.Size&1 == 0 || !s.forDomain(r, firm.Domain) || r.Design.CoveredOnly && firm.Covered == 0 {
		return false
	}
	return r.Compliance >= 1 || s.lasting(drawFirmComplies).Uniform(uint64(f)^r.place()) < r.Compliance
}

// policy is equations 42 and 43: which rules pull which lever how far, and the law of each
// domain's market.
func (s *second) policy() {
	if p := &s.Params.Feedback; !s.BurnIn && (p.Gain > 0 || p.HarmGain > 0) && float64(s.Month) >= p.Start {
		s.Strictness = share(s.Strictness + (float64(p.Gain*(s.FearMean-p.Fear))+float64(p.HarmGain*(s.LostShare-p.Harm)))/12)
	}
	for d := range s.Domains {
		of := func(k Lever) float64 {
			return s.foldedBy(k, func(r *Rule) float64 {
				if !s.forDomain(r, uint8(d)) {
					return 0
				}
				return r.Compliance
			})
		}
		m := &s.Levers.market[d]
		*m = Market{LegalRisk: s.Params.Measure.LegalRisk * (1 - of(Clarity)), Disclosure: of(Disclosure), Licence: of(Licence), AILevy: of(AILevy),
			HumanLabel: of(HumanLabel), Procurement: of(Procurement), Refusal: of(Refusal), Commissions: of(Commissions)}
		m.LegalRisk += float64(s.Params.Feedback.Legal * s.Strictness)
		m.Disclosure += float64(s.Strictness * (1 - m.Disclosure))
		m.LnPrice = num.Log1p(m.Licence + m.AILevy)
		m.LnFloor, m.Floored = s.floor(uint8(d))
	}
}

// floor is the highest floor of prices in a domain, in logs, and the share that keeps to it.
func (s *second) floor(d uint8) (ln, kept float64) {
	top := 0.0
	for i := range s.Rules {
		r := &s.Rules[i]
		for _, pull := range r.Design.Pulls {
			if x := s.on(r) * r.Dose * pull.Scale; pull.Lever == PriceFloor && s.forDomain(r, d) && x > top {
				top, kept = x, r.Compliance
			}
		}
	}
	if top == 0 {
		return 0, 0
	}
	return num.Log(top), kept
}
