package sim

import (
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// Levers are what the rules in force do this month. Without a rule every list
// is empty and every market is as the parameters say.
type Levers struct {
	forces  [NLevers][]force
	charges [nCharges][]force
	market  [Domains]Market
	keys    [MostRules]uint64
}

// A force is a rule that moves a lever this month, and how far.
type force struct {
	rule      int
	value     float64
	strongest bool // of those of one policy side by side
}

// Market is what the law of a domain's market is this month.
type Market struct {
	LegalRisk  float64 // of using AI
	Disclosure float64 // share of machine-made work that is labelled
	Licence    float64 // levy on what is spent on AI, for freelancers by exposure
	AILevy     float64 // levy, for freelancers alike
	LnPrice    float64 // of AI, log points that the levies add

	HumanLabel  float64 // share of human works that are labelled
	Procurement float64 // share of large organisations that buy no work made with AI
	Refusal     float64 // share of works that may not be used to make AI
	Commissions float64 // orders that the public adds, over those of the start
	LnFloor     float64 // ln of the least price of an hour, against the start
	Floored     float64 // share of orders that keep to it
}

// Market is the month's law of a domain.
func (w *World) Market(domain uint8) *Market { return &w.Levers.market[domain] }

// policy turns rules into levers (equation 42): dose x ramp for each pull of
// each rule in force. Nothing is in force before its start, from its end on, or
// in the burn-in; a rule without a dose takes no branch at all.
//
// Rules may also answer to how things go (equation 43), which is off by
// default: strictness R rises with mean fear and harm beyond what is tolerated
// and makes for more disclosure, more say and more legal risk.
//
// Source: each policy names its own (sim/policy); the answer is assumed.
var policy = Mechanism{
	Name: "policy", Asks: "Which levers are pulled, and how far?",
	Writes: []string{"Levers", "Strictness"},
	Begin: func(w *World) {
		w.answer()
		l := &w.Levers
		for k := range l.forces {
			l.forces[k] = l.forces[k][:0]
		}
		for k := range l.charges {
			l.charges[k] = l.charges[k][:0]
		}
		for i := range w.Rules {
			w.pull(i)
		}
		w.makeLaw()
	},
}

// pull enters one rule into the lists of its levers.
func (w *World) pull(i int) {
	r, l := &w.Rules[i], &w.Levers
	on := w.inForce(i)
	if on == 0 {
		return
	}
	l.keys[i] = r.key()
	for _, p := range r.Design.Pulls {
		l.forces[p.Lever] = append(l.forces[p.Lever], force{i, on * r.Dose * p.Scale, r.Strongest})
	}
	cost := on
	if r.Design.PerDose {
		cost = on * r.Dose * r.Design.Pulls[0].Scale
	}
	l.charges[r.Design.Charge] = append(l.charges[r.Design.Charge], force{i, cost, r.Strongest})
}

// inForce is the share of a rule's dose that is in force this month.
func (w *World) inForce(rule int) float64 {
	if r := &w.Rules[rule]; !w.BurnIn && !r.idle() {
		return r.On(w.Month)
	}
	return 0
}

// makeLaw folds the rules that reach markets, for each domain.
func (w *World) makeLaw() {
	for d := range w.Domains {
		of := func(k Lever) float64 {
			return w.Levers.fold(k, func(f force) float64 {
				r := &w.Rules[f.rule]
				if !r.targets(&w.Domains[d]) {
					return 0
				}
				return f.value * r.Compliance
			})
		}
		m := &w.Levers.market[d]
		*m = Market{LegalRisk: w.Params.Measure.LegalRisk, Disclosure: of(Disclosure), Licence: of(Licence), AILevy: of(AILevy),
			HumanLabel: of(HumanLabel), Procurement: of(Procurement), Refusal: of(Refusal), Commissions: of(Commissions)}
		m.LnFloor, m.Floored = w.priceFloor(d)
		if clear := of(Clarity); clear > 0 {
			m.LegalRisk *= 1 - clear
		}
		if w.Strictness > 0 {
			m.LegalRisk += float64(w.Params.Feedback.Legal * w.Strictness)
			m.Disclosure = apart.with(m.Disclosure, w.Strictness)
		}
		if levy := m.Licence + m.AILevy; levy > 0 {
			m.LnPrice = num.Log1p(levy)
		}
	}
}

// priceFloor is the highest least price of an hour in a domain, in logs against
// the start, and the share of orders that keep to it: half of a floor is not a
// floor of half the height, so compliance does not scale it.
func (w *World) priceFloor(d int) (ln, share float64) {
	top := 0.0
	for _, f := range w.Levers.forces[PriceFloor] {
		if r := &w.Rules[f.rule]; r.targets(&w.Domains[d]) && f.value > top {
			top, share = f.value, r.Compliance
		}
	}
	if top == 0 {
		return 0, 0
	}
	return num.Log(top), share
}

// fold is a lever's value from what each rule does to somebody: 0 where it
// does not reach. Of rules of one policy of which only the strongest counts,
// which stand side by side, the largest enters.
func (l *Levers) fold(k Lever, of func(force) float64) float64 {
	list, x := l.forces[k], 0.0
	for i := 0; i < len(list); {
		v, j := of(list[i]), i+1
		for ; j < len(list) && list[j].strongest && l.keys[list[j].rule] == l.keys[list[i].rule]; j++ {
			v = max(v, of(list[j]))
		}
		x, i = folds[k].with(x, v), j
	}
	return x
}

// pulled tells whether any rule moves a lever this month.
func (w *World) pulled(k Lever) bool { return len(w.Levers.forces[k]) > 0 }

// lever is a lever's value for the creative in a row.
func (w *World) lever(k Lever, row int) float64 {
	if !w.pulled(k) {
		return 0
	}
	return w.Levers.fold(k, func(f force) float64 {
		if w.reaches(f.rule, row) {
			return f.value
		}
		return 0
	})
}

// firmLever is a lever's value for an organisation.
func (w *World) firmLever(k Lever, f int) float64 {
	if !w.pulled(k) {
		return 0
	}
	return w.Levers.fold(k, func(x force) float64 {
		if w.reachesFirm(x.rule, f) {
			return x.value
		}
		return 0
	})
}

// reaches tells whether a rule reaches the creative in a row. Who complies, or
// takes up what is offered, is a lasting trait under each policy.
func (w *World) reaches(rule, row int) bool {
	return w.reachesAs(rule, row, w.Creatives.State[row], w.Creatives.Cell[row])
}

// reachesAs is reaches as if the creative had another state and job.
func (w *World) reachesAs(rule, row int, state uint8, k int32) bool {
	c, r := &w.Creatives, &w.Rules[rule]
	t := &r.Target
	if contract(state)&t.Contracts == 0 || t.Stages>>c.Stage[row]&1 == 0 {
		return false
	}
	switch r.Design.Through {
	case Employers:
		return k >= 0 && w.reachesFirm(rule, int(w.Cells.Organisation[k]))
	case Markets:
		return false
	}
	if t.sized() && (k < 0 || t.Sizes>>w.Orgs.Size[w.Cells.Organisation[k]]&1 == 0) {
		return false
	}
	if !r.targets(&w.Domains[w.Occupations[c.Occupation[row]].Domain]) {
		return false
	}
	return r.Compliance >= 1 || w.Trait(drawComplies).Uniform(c.ID[row]^w.Levers.keys[rule]) < r.Compliance
}

// reachesFirm tells whether a rule reaches an organisation.
func (w *World) reachesFirm(rule, f int) bool {
	r, o := &w.Rules[rule], &w.Orgs
	t := &r.Target
	switch {
	case r.Design.Through == People, t.Contracts&contract(Employed) == 0,
		!r.targets(&w.Domains[o.Domain[f]]), t.Sizes>>o.Size[f]&1 == 0, r.Design.CoveredOnly && o.Covered[f] == 0:
		return false
	}
	return r.Compliance >= 1 || w.Trait(drawFirmComplies).Uniform(uint64(f)^w.Levers.keys[rule]) < r.Compliance
}

// answer lets the strictness of rules follow fear and harm (equation 43):
//
//	R += [ gain (mean fear - fear tolerated) + harm_gain (share who lost work - harm tolerated) ] / 12
//
// between 0 and 1, from its start on.
func (w *World) answer() {
	p := &w.Params.Feedback
	if w.BurnIn || p.Gain == 0 && p.HarmGain == 0 || float64(w.Month) < p.Start {
		return
	}
	x := float64(p.Gain*(w.FearMean-p.Fear)) + float64(p.HarmGain*(w.LostShare-p.Harm))
	w.Strictness = clamp(w.Strictness + x/12)
}

// liable is the month's shares of liability for errors of AI that creatives
// and organisations bear, times the share of failures; 0 before it starts.
func (w *World) liable() (worker, firm float64) {
	p := &w.Params.Liability
	if w.BurnIn || float64(w.Month) < p.Start {
		return 0, 0
	}
	failing := 1 - w.Reliable
	return float64(p.Worker * failing), float64(p.Firm * failing)
}

// WithoutLaw leaves out what users put in force by parameters: liability, and rules
// that answer to how things go.
func (p *Params) WithoutLaw() {
	p.Liability.Worker, p.Liability.Firm = 0, 0
	p.Feedback.Gain, p.Feedback.HarmGain = 0, 0
}

// FirstLaw is the first month in which any of that may do something.
func (p *Params) FirstLaw() int {
	first := Forever
	if p.Liability.Worker > 0 || p.Liability.Firm > 0 {
		first = min(first, int(p.Liability.Start))
	}
	if p.Feedback.Gain > 0 || p.Feedback.HarmGain > 0 {
		first = min(first, int(p.Feedback.Start))
	}
	return first
}

// clone copies the lists, so that two worlds can make their own.
func (l *Levers) clone() Levers {
	n := *l
	for k := range n.forces {
		n.forces[k] = slices.Clone(n.forces[k])
	}
	for k := range n.charges {
		n.charges[k] = slices.Clone(n.charges[k])
	}
	return n
}
