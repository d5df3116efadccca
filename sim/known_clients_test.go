package sim

import (
	"math"
	"testing"
)

// stepWith plays a month with a change just before a mechanism.
func (w *World) stepWith(before string, change func()) {
	w.openBooks()
	for k := range Schedule {
		if Schedule[k].Name == before {
			change()
		}
		w.run(k, k+1, nil)
	}
	w.Month++
}

// noOffers takes everybody off the platforms, so that clients know their own
// suppliers and nobody else.
func (w *World) noOffers() {
	for o := range w.Occupations {
		w.hiring.sellers[o] = nil
	}
}

// fair is a market of clients alone. All freelancers are as good and as quick as
// usual and never short of time, and nobody is recommended; clients have no lasting
// taste, and luck of scale one.
func fair(n int, options ...option) *World {
	w := lab(n, append([]option{people(0, 1), only("policy", "production", "clients"), tuned(func(p *Params) {
		p.Use.FixedScale, p.Use.FreshScale = 0, 1
		p.Freelancers.Slack, p.Clients.Referral = 1e6, 0
	})}, options...)...)
	for i := range w.People {
		w.Creatives.Craft[i] = float32(w.Occupations[w.Creatives.Occupation[i]].CraftBase)
	}
	return w
}

// Bass 1969 without imitation: of clients a share 1 - (1 - innovation)^t knows
// what AI can do after t months in which there is any, and none before.
func TestClientsHearOfAIAtTheRateOfInnovation(t *testing.T) {
	w := fair(4000, tuned(func(p *Params) { p.Clients.Innovation, p.Clients.Imitation = 0.06, 0 }))
	run(w, 5)
	known := func() float64 {
		n := 0.0
		for _, f := range w.Clients.Flags {
			n += share01(f&KnowsAI != 0)
		}
		return n / float64(len(w.Clients.Flags))
	}
	within(t, "who knows of what there is not", known(), 0, 0)
	for o := range w.Occupations {
		w.Occupations[o].Quality = 0.1 * float64(o) // the first occupation has no AI
	}
	n := 0.75 * float64(len(w.Clients.Flags))
	for month := 1; month <= 40; month++ {
		w.Step()
		if month == 1 || month == 10 || month == 40 {
			p := 1 - math.Pow(0.94, float64(month))
			unsurprising(t, "who knows", known()/0.75, p, math.Sqrt(p*(1-p)/n))
		}
		aware := 0.0
		for i := range w.Occupations {
			o := &w.Occupations[i]
			aware += o.Awareness * float64(w.ClientStart[i+1]-w.ClientStart[i])
		}
		within(t, "awareness", aware/float64(len(w.Clients.Flags)), known(), 1e-12)
	}
	within(t, "awareness without AI", w.Occupations[0].Awareness, 0, 0)
}

// Imitation: by the share of a client's four peers who showed last month that they
// use AI. Two of them are its neighbours, the ends of an occupation being joined.
func TestClientsHearOfAIFromPeersWhoUseIt(t *testing.T) {
	w := fair(4000, capable(0.5), tuned(func(p *Params) { p.Clients.Innovation, p.Clients.Imitation = 0.1, 0.8 }))
	c := &w.Clients
	for j := range c.Published {
		c.Published[j] = 0
		if k := j - int(w.ClientStart[c.Occupation[j]]); k%3 == 0 {
			c.Published[j] = shownUses
		}
	}
	b := w.opened()
	got, known, variance := 0.0, 0.0, 0.0
	far := 0.0
	for j := range c.Flags {
		from, to := int(w.ClientStart[c.Occupation[j]]), int(w.ClientStart[c.Occupation[j]+1])
		next, before := j+1, j-1
		if next == to {
			next = from
		}
		if before < from {
			before = to - 1
		}
		if b.peerOf(j, 0) != next || b.peerOf(j, 1) != before {
			t.Fatalf("client %d of %d..%d has neighbours %d and %d", j, from, to-1, b.peerOf(j, 0), b.peerOf(j, 1))
		}
		using := 0.0
		for k := range clientPeers {
			peer := b.peerOf(j, k)
			if peer < from || peer >= to {
				t.Fatalf("client %d of %d..%d has peer %d", j, from, to-1, peer)
			}
			using += share01(c.Published[peer] == shownUses) / clientPeers
			far += share01(k > 1 && peer != next && peer != before)
		}
		p := 0.1 + 0.8*using
		known, variance = known+p, variance+p*(1-p)
	}
	w.Step()
	for _, f := range c.Flags {
		got += share01(f&KnowsAI != 0)
	}
	unsurprising(t, "who knows", got, known, math.Sqrt(variance))
	if far < 1.9*float64(len(c.Flags)) {
		t.Errorf("%v of %d peers are from anywhere", far, 2*len(c.Flags))
	}
}

// A client shows what it does: whether it uses AI, how it trusts it, and whom it
// commissions, for as long as it does.
func TestClientsShowWhatTheyDo(t *testing.T) {
	w := fair(400, capable(0.5))
	c := &w.Clients
	for j := range c.Channel {
		c.Alpha[j], c.Beta[j] = float32(1+j%7), float32(1+j%5)
		c.Supplier[j], c.Hired[j] = int32(j%w.People), uint32(3*j)
		c.Channel[j] = uint8(j % int(Channels))
	}
	w.publishClients()
	b := w.opened()
	for j, v := range c.Published {
		uses, person, row := v&shownUses != 0, v>>shownPerson&(1<<15-1), int(v>>shownRow)-1
		if uses != (c.Channel[j] == ToSelf) {
			t.Errorf("a client in channel %d shows that it uses AI: %v", c.Channel[j], uses)
		}
		if c.Channel[j] != ToPerson {
			person, row = person+uint64(c.Hired[j])&(1<<15-1), row+1+int(c.Supplier[j]) // nobody is shown
		}
		if row != int(c.Supplier[j]) || person != uint64(c.Hired[j])&(1<<15-1) {
			t.Errorf("a client in channel %d shows row %d and person %d of %d and %d", c.Channel[j], row, person, c.Supplier[j], c.Hired[j])
		}
	}
	for j := range c.Channel {
		trust, using := 0.0, 0.0
		for k := range clientPeers {
			peer := b.peerOf(j, k)
			trust += float64(c.Alpha[peer]/(c.Alpha[peer]+c.Beta[peer])) / clientPeers
			using += share01(c.Channel[peer] == ToSelf) / clientPeers
		}
		seen, uses := b.heard(j)
		within(t, "trust of peers", seen, trust, 2e-5)
		within(t, "peers who use AI", uses, using, 1e-12)
	}
}

// weighs is what a client finds in each channel (equation 21), in plain words. A
// channel that it does not have is minus infinity.
func (w *World) weighs(b *buyers, j int) (u [Channels]float64) {
	c, p := &w.Clients, &w.Params.Clients
	o, k := &w.Occupations[c.Occupation[j]], c.Kind[j]
	e := [ClientKinds]float64{p.ElasticityHousehold, (p.ElasticityHousehold + p.ElasticityLarge) / 2, p.ElasticityLarge}[k]
	stakes := [ClientKinds]float64{0, p.Stakes / 2, p.Stakes}[k]
	bound := c.Flags[j]&HouseBound != 0
	u[ToNobody] = w.Idle[k]
	u[ToPerson] = math.Inf(-1)
	if c.Supplier[j] >= 0 {
		u[ToPerson] = -e * o.LnOrderPrice
		if !bound {
			u[ToPerson] += p.Loyalty
		} else {
			u[ToPerson] -= p.Loyalty
		}
		if c.Channel[j] == ToPerson {
			u[ToPerson] += p.Loyalty
		}
	}
	u[ToHouse] = -e*w.Domains[o.Domain].LnPrice - p.Loyalty
	if bound {
		u[ToHouse] = -e*w.Domains[o.Domain].LnPrice + p.Loyalty
	}
	if c.Channel[j] == ToHouse {
		u[ToHouse] += p.Loyalty
	}
	u[ToSelf] = math.Inf(-1)
	if c.Flags[j]&KnowsAI != 0 && o.Quality > 0 {
		law, trust := w.Market(o.Domain), float64(c.Alpha[j]/(c.Alpha[j]+c.Beta[j]))
		peers, _ := b.heard(j)
		s := (w.Params.Trust.SusceptibilityLow + w.Params.Trust.SusceptibilityHigh) / 2
		trust += s * (peers - trust)
		made := o.Quality * (0.4 + 0.6*float64(c.Skill[j]))
		price := math.Log(p.CostRatio) + law.LnPrice
		u[ToSelf] = p.Own + p.Worth*math.Log(made/o.CraftBase) - e*price - stakes*(1-trust+p.Legal*law.LegalRisk)
	}
	human, machine := w.labels(int(c.Occupation[j]))
	for ch, x := range [Channels]float64{ToPerson: human, ToHouse: human, ToSelf: machine} {
		u[ch] += x * float64(k) / 2 // the audience of a kind
	}
	return u
}

// With fresh luck of scale one alone, a client that looks at the market takes each
// channel with the softmax of what it finds there, whatever policies, prices,
// evidence and habits do to that.
func TestChoicesAreTheSoftmaxOfUtilities(t *testing.T) {
	w := fair(8000, at(40), capable(0.6), ruled(pulling(Disclosure, 0.5), pulling(HumanLabel, 0.4), pulling(Clarity, 0.4), pulling(AILevy, 0.3)), tuned(func(p *Params) {
		p.Clients.Reconsider, p.Clients.Own, p.Clients.Loyalty = 1, 0, 0.7
	}))
	c := &w.Clients
	for j := range c.Kind {
		c.Flags[j] |= KnowsAI
		c.Alpha[j], c.Beta[j] = float32(1+j%9), float32(1+j%7)
		c.Skill[j] = float32(j%11) / 11
	}
	for k := range w.Idle {
		w.Idle[k] = 0.4 + 0.3*float64(k)
	}
	for o := range w.Occupations {
		w.Occupations[o].LnOrderPrice = 0.3*float64(o) - 0.4
	}
	w.Domains[0].LnPrice, w.Domains[1].LnPrice = -0.3, 0.4
	w.publishClients()
	var got, known, variance [ClientKinds][Channels]float64
	for range 4 {
		var p [][Channels]float64
		w.stepWith("clients", func() {
			w.noOffers()
			b := w.opened()
			for j := range c.Kind {
				u, sum := w.weighs(b, j), 0.0
				for ch := range u {
					u[ch] = math.Exp(u[ch])
					sum += u[ch]
				}
				for ch := range u {
					u[ch] /= sum
				}
				p = append(p, u)
			}
		})
		for j, k := range c.Kind {
			got[k][c.Channel[j]]++
			for ch, x := range p[j] {
				known[k][ch], variance[k][ch] = known[k][ch]+x, variance[k][ch]+x*(1-x)
			}
		}
	}
	for k := range got {
		for ch := range got[k] {
			unsurprising(t, KindNames[k]+", channel "+[...]string{"nobody", "person", "house", "self"}[ch], got[k][ch], known[k][ch], math.Sqrt(variance[k][ch]))
			if known[k][ch] < 200 {
				t.Errorf("only %v choices are expected", known[k][ch])
			}
		}
	}
}

// Luck is of the Gumbel distribution, with the mean and the variance that it has;
// of luck of a scale the lasting part is the client's, for each channel.
func TestLuckOfClientsIsGumbel(t *testing.T) {
	const n = 200_000
	stream, mean, square := fair(200).Stream(drawClientMood), 0.0, 0.0
	for i := range uint64(n) {
		x := gumbel(stream.Bits(i))
		mean, square = mean+x/n, square+x*x/n
	}
	within(t, "mean", mean, 0.5772156649, 4.5*math.Pi/math.Sqrt(6*n))
	within(t, "variance", square-mean*mean, math.Pi*math.Pi/6, 0.03)
	for k := range uint64(1024) { // quantiles
		u := (float64(k) + 0.5) / 1024
		within(t, "quantile", gumbel(k<<54|1<<31), -math.Log(-math.Log(u)), 0.02+0.1*share01(k < 10 || k >= 1014)+0.6*share01(k == 0 || k == 1023))
	}
	w := fair(2000, deaf, tuned(func(p *Params) {
		p.Use.FixedScale, p.Use.FreshScale, p.Clients.Reconsider, p.Clients.Loyalty = 1, 0, 1, 0
	}))
	run(w, 1)
	before := append([]uint8(nil), w.Clients.Channel...)
	var taken [Channels]int
	w.Month += 5
	run(w, 1)
	for j, ch := range w.Clients.Channel {
		taken[ch]++
		if ch != before[j] {
			t.Fatalf("client %d goes from channel %d to %d without fresh luck", j, before[j], ch)
		}
	}
	if taken[ToNobody] < 100 || taken[ToPerson] < 100 || taken[ToHouse] < 100 {
		t.Errorf("channels are taken %v times", taken)
	}
}

// Those who do not look go on as before; of all a share reconsider looks in a
// month, and all who failed, and all whose supplier is gone.
func TestWhoLooksAtTheMarket(t *testing.T) {
	w := fair(6000, deaf, tuned(func(p *Params) { p.Clients.Reconsider = 0.2 }))
	c := &w.Clients
	for j := range c.Kind {
		c.Channel[j], c.Tenure[j] = ToHouse, 50
	}
	for k := range w.Idle {
		w.Idle[k] = 1e9 // who looks leaves
	}
	for j := 0; j < len(c.Kind); j += 3 {
		c.Flags[j] |= LooksAgain
	}
	looked := func() (again, others float64) {
		for j, ch := range c.Channel {
			if j%3 == 0 {
				again += share01(ch == ToNobody)
			} else {
				others += share01(ch == ToNobody)
			}
			if want := map[uint8]uint8{ToNobody: 1, ToHouse: 51}[ch]; c.Tenure[j] != want {
				t.Fatalf("client %d is in channel %d for %d months, want %d", j, ch, c.Tenure[j], want)
			}
		}
		return again, others
	}
	run(w, 1)
	again, others := looked()
	n := float64(len(c.Kind)) / 3
	within(t, "who was to look again", again, n, 1)
	unsurprising(t, "who looks", others/(2*n), 0.2, math.Sqrt(0.16/(2*n)))
	for _, f := range c.Flags {
		if f&LooksAgain != 0 {
			t.Fatal("who has looked is to look again")
		}
	}
}

// selfish are clients who make everything with AI, come what may.
func selfish(n int, options ...option) *World {
	w := fair(n, append([]option{at(40), capable(0.7), tuned(func(p *Params) { p.Clients.Own, p.Clients.Reconsider = 1e9, 1 })}, options...)...)
	for o := range w.Occupations {
		w.Occupations[o].Reliability = 0.6 + 0.1*float64(o)
	}
	for j := range w.Clients.Kind {
		w.Clients.Flags[j] |= KnowsAI
		w.Clients.Channel[j] = ToSelf
	}
	return w
}

// An own attempt succeeds with rel L(fit (q_e - ask)). A success is a need served,
// a failure is asked of a person, or of an organisation by whom that is the habit,
// in the same month, or left by whom that is too dear; it is remembered, and the
// client looks again.
func TestOwnAttemptsSucceedAsOftenAsTheyShould(t *testing.T) {
	w := selfish(8000)
	c, p := &w.Clients, w.Params
	for j := range c.Kind {
		c.Skill[j], c.Ask[j] = float32(j%10)/10, float32(j%13)/13
	}
	var gap, variance [2]float64 // of those with an organisation for a habit, of the others
	var needs, left, houses, people int64
	alpha, beta := append([]float32(nil), c.Alpha...), append([]float32(nil), c.Beta...)
	run(w, 1)
	b := w.opened()
	w.Month-- // needs are those of the month that was played
	b.phase = w.opened().phase
	w.Month++
	for j, o := range c.Occupation {
		made := w.Occupations[o].Quality * (0.4 + 0.6*float64(c.Skill[j]))
		chance := w.Occupations[o].Reliability * logistic(p.Clients.Fit*(made-float64(c.Ask[j])))
		success, failure := c.Alpha[j] > alpha[j], c.Beta[j] > beta[j]
		need := b.need(j)
		if success == failure && need > 0 || need == 0 && (success || failure) {
			t.Fatalf("client %d with a need of %d has succeeded: %v, failed: %v", j, need, success, failure)
		}
		if need == 0 {
			continue
		}
		if failure != (c.Flags[j]&LooksAgain != 0) || c.Flags[j]&TriedAI == 0 {
			t.Fatalf("client %d failed: %v, and has flags %b", j, failure, c.Flags[j])
		}
		if success {
			within(t, "evidence of a success", float64(c.Alpha[j]-alpha[j]), 1, 1e-6)
		} else {
			within(t, "evidence of a failure", float64(c.Beta[j]-beta[j]), p.Trust.FailureRatio, 1e-6)
			switch {
			case c.Flags[j]&DoesWithout != 0:
				left += need
			case c.Flags[j]&HouseBound != 0:
				houses += need
			default:
				people += need
			}
		}
		k := int(share01(c.Flags[j]&HouseBound != 0))
		needs += need
		gap[k] += float64(need) * chance
		variance[k] += float64(need*need) * chance * (1 - chance)
	}
	var all Sale
	for o := range w.Occupations {
		s := w.Occupations[o].Sales.Total()
		addUp(&all, &s)
	}
	buyers := int64(0)
	for j, o := range c.Occupation {
		failure := c.Beta[j] > beta[j]
		buyers += int64(share01(failure && c.Flags[j]&(DoesWithout|HouseBound) == 0))
		occ, s := &w.Occupations[o], w.Occupations[o].Sales.Total()
		within(t, "share made by clients alone", occ.Bypass, float64(s.Own)/float64(s.Own+s.Failed), 1e-12)
		within(t, "of what organisations could have had", occ.HouseBypass, float64(s.OwnHouse)/float64(s.OwnHouse+s.Houses), 1e-12)
	}
	if all.Buyers != buyers {
		t.Errorf("%d buy of people, want %d", all.Buyers, buyers)
	}
	unsurprising(t, "needs that others serve themselves", float64(all.Own), gap[0], math.Sqrt(variance[0]))
	unsurprising(t, "needs of those with an organisation", float64(all.OwnHouse), gap[1], math.Sqrt(variance[1]))
	if all.Own+all.OwnHouse+left+houses+people != needs || all.Needs != needs || all.Persons != 0 || all.Failed != people || all.Houses != houses || all.Latent != left {
		t.Errorf("of needs of %d, with failures of %d left, %d asked of organisations and %d of people: %+v", needs, left, houses, people, all)
	}
	if left == 0 || houses == 0 || people == 0 {
		t.Errorf("of failures %d are left, %d asked of organisations and %d of people", left, houses, people)
	}
}

// Equation 3 for clients: with a chance s of success trust goes to
// s/(s + ratio (1 - s)), and without forgetting it stays there.
func TestTrustOfClientsGoesToItsBetaLimit(t *testing.T) {
	w := selfish(1200, tuned(func(p *Params) {
		p.Trust.Forgetting, p.Training.UseGain, p.Training.Decay = 0, 0, 0
	}))
	c, p := &w.Clients, w.Params.Trust
	for j := range c.Kind {
		c.Ask[j] = -1e6 // AI is equal to any job of theirs
		c.Volume[j] = 3 // they have needs every month
	}
	run(w, 500)
	for i := range w.Occupations {
		var sample []float64
		for j := w.ClientStart[i]; j < w.ClientStart[i+1]; j++ {
			sample = append(sample, float64(c.Alpha[j]/(c.Alpha[j]+c.Beta[j])))
		}
		s := w.Occupations[i].Reliability
		mean, se := meanAndError(sample)
		prior, n := p.PriorStrength, 500*(s+p.FailureRatio*(1-s))
		limit := s / (s + p.FailureRatio*(1-s))
		unsurprising(t, "trust", mean, limit+(p.PriorMean-limit)*prior/(n+prior), se+2e-4) // and a term of order 1/n
	}
}

// What a client knows fades as a creative's does: evidence to the prior, and AI
// skill where it is not used, while use teaches up to its ceiling; who never tried
// has nothing to forget.
func TestEvidenceAndSkillOfClientsFade(t *testing.T) {
	w := fair(600, capable(0.5), deaf, tuned(func(p *Params) { p.Clients.Reconsider = 0 }))
	c, p := &w.Clients, w.Params
	for j := range c.Kind {
		c.Channel[j], c.Alpha[j], c.Beta[j], c.Skill[j] = ToHouse, 20, 3, 0.5
		if j%2 == 0 {
			c.Flags[j] |= TriedAI
		}
	}
	run(w, 30)
	prior := p.Trust.PriorStrength * p.Trust.PriorMean
	for j := range c.Kind {
		alpha, beta, skill := 20.0, 3.0, 0.5
		if j%2 == 0 {
			alpha = affine(20, p.Trust.Forgetting, prior, 30)
			beta = affine(3, p.Trust.Forgetting, p.Trust.PriorStrength-prior, 30)
			skill = affine(0.5, p.Training.Decay, p.Training.Floor, 30)
		}
		within(t, "alpha", float64(c.Alpha[j]), alpha, 1e-4)
		within(t, "beta", float64(c.Beta[j]), beta, 1e-4)
		within(t, "skill", float64(c.Skill[j]), skill, 1e-5)
	}
	w = selfish(200)
	for j := range w.Clients.Kind {
		w.Clients.Volume[j] = 3
	}
	skill := w.Clients.Skill[0]
	run(w, 30)
	for _, k := range w.Clients.Skill {
		within(t, "skill of who makes it alone", float64(k), affine(float64(skill), p.Training.UseGain, p.Training.UseCeiling, 30), 1e-5)
	}
}

// makers is how many clients would rather make it with AI under some rules.
func makers(t *testing.T, change func(p *Params), rules ...Rule) (n [ClientKinds]float64) {
	t.Helper()
	w := fair(4000, at(40), capable(0.6), tuned(func(p *Params) {
		p.Clients.Reconsider = 1
		change(p)
	}), ruled(rules...))
	for j := range w.Clients.Kind {
		w.Clients.Flags[j] |= KnowsAI
	}
	w.stepWith("clients", w.noOffers)
	for j, ch := range w.Clients.Channel {
		n[w.Clients.Kind[j]] += share01(ch == ToSelf)
	}
	return n
}

// Labels, legal risk, stakes and a dearer AI keep clients from making it alone;
// clear rules lead them to it. Who has nothing at stake minds the price alone.
func TestWhatKeepsClientsFromMakingItAlone(t *testing.T) {
	plain := func(*Params) {}
	base := makers(t, plain)
	for _, c := range []struct {
		name string
		n    [ClientKinds]float64
		sign [ClientKinds]int
	}{
		{"labels", makers(t, plain, pulling(Disclosure, 1)), [...]int{0, -1, -1}},
		{"a label of human works", makers(t, plain, pulling(HumanLabel, 1)), [...]int{0, 0, 0}}, // there is no work of AI yet
		{"clear rules", makers(t, plain, pulling(Clarity, 1)), [...]int{0, 1, 1}},
		{"legal risk", makers(t, func(p *Params) { p.Measure.LegalRisk = 0.6 }), [...]int{0, -1, -1}},
		{"stakes", makers(t, func(p *Params) { p.Clients.Stakes *= 1.5 }), [...]int{0, -1, -1}},
		{"a levy", makers(t, plain, pulling(AILevy, 1)), [...]int{-1, -1, -1}},
		{"a licence", makers(t, plain, pulling(Licence, 1)), [...]int{-1, -1, -1}},
		{"a dear AI", makers(t, func(p *Params) { p.Clients.CostRatio *= 3 }), [...]int{-1, -1, -1}},
		{"less pull", makers(t, func(p *Params) { p.Clients.Own-- }), [...]int{-1, -1, -1}},
		{"little worth", makers(t, func(p *Params) { p.Clients.Worth *= 2 }), [...]int{-1, -1, -1}}, // AI makes less than a person
	} {
		for k, want := range c.sign {
			got := 0
			if d := c.n[k] - base[k]; d != 0 {
				got = int(math.Copysign(1, d))
			}
			if got != want {
				t.Errorf("%s: %v of the clients of kind %s make it alone, %v else", c.name, c.n[k], KindNames[k], base[k])
			}
		}
	}
	if base[LargeFirm] < 50 || !(base[Household] > base[SmallFirm] && base[SmallFirm] > base[LargeFirm]) {
		t.Errorf("by kind %v make it alone", base)
	}
}

// Dearer work of people sends clients away, and households first.
func TestDearWorkSendsHouseholdsAwayFirst(t *testing.T) {
	ask := func(ln float64) (n [ClientKinds]float64) {
		w := fair(6000, deaf, tuned(func(p *Params) { p.Clients.Reconsider = 1 }))
		for o := range w.Occupations {
			w.Occupations[o].LnOrderPrice = ln
		}
		run(w, 1)
		for j, ch := range w.Clients.Channel {
			n[w.Clients.Kind[j]] += share01(ch == ToPerson)
		}
		return n
	}
	cheap, dear := ask(0), ask(0.4)
	var lost [ClientKinds]float64
	for k := range lost {
		lost[k] = 1 - dear[k]/cheap[k]
	}
	if !(lost[Household] > 1.3*lost[SmallFirm] && lost[SmallFirm] > 1.3*lost[LargeFirm] && lost[LargeFirm] > 0.01) {
		t.Errorf("of households, small firms and large ones %v leave", lost)
	}
}

// Loyalty keeps: the less of it, the fewer orders go to the supplier of before.
func TestLoyaltyKeepsClients(t *testing.T) {
	repeat := func(loyalty float64) float64 {
		w := fair(3000, deaf, tuned(func(p *Params) { p.Clients.Loyalty, p.Clients.Reconsider = loyalty, 0.5 }))
		run(w, 12)
		var all Sale
		for o := range w.Occupations {
			s := w.Occupations[o].Sales.Total()
			addUp(&all, &s)
		}
		return part(all.Repeat, all.Persons)
	}
	none, some, much := repeat(0), repeat(2), repeat(6)
	if !(none+0.1 < some && some+0.1 < much && much > 0.98) {
		t.Errorf("without loyalty %v of orders are repeated, with more of it %v and %v", none, some, much)
	}
}

// A supplier who is left for AI has lost work that month; one who is left for
// another, or for nobody, or is gone, has not, nor has who sits in the place now.
func TestWhoIsLeftForAIHasLostWork(t *testing.T) {
	w := fair(2000, at(40), capable(0.6), only("policy", "production", "clients", "orders", "freelancers"), tuned(still), tuned(func(p *Params) {
		p.Clients.Reconsider, p.Freelancers.LostMemory = 0.3, 0
	}))
	c, people := &w.Clients, &w.Creatives
	for o := range w.Occupations {
		w.Occupations[o].EntryBase = 0
	}
	for j := range c.Kind {
		c.Flags[j] |= KnowsAI
		if list := w.freelancersOf(int(c.Occupation[j])); c.Supplier[j] < 0 { // of before
			c.Supplier[j] = list[j%len(list)]
			c.Hired[j] = shownID(people.ID[c.Supplier[j]])
		}
		if j%5 == 0 {
			c.Hired[j] ^= 1 << 20 // who was hired is gone, and another has the row
		}
	}
	was, supplier, hired := append([]uint8(nil), c.Channel...), append([]int32(nil), c.Supplier...), append([]uint32(nil), c.Hired...)
	run(w, 1)
	left := map[int32]bool{}
	for j, ch := range c.Channel {
		if was[j] == ToPerson && ch == ToSelf && uint32(people.Offer[supplier[j]]) == hired[j] {
			left[supplier[j]] = true
		}
	}
	for i := range w.People {
		if lost := people.Flags[i]&LostWork != 0; lost != left[int32(i)] {
			t.Fatalf("freelancer %d was left for AI: %v, has lost work: %v", i, left[int32(i)], lost)
		}
	}
	if len(left) < 50 {
		t.Errorf("only %d were left", len(left))
	}
}

// Organisations that keep staff under an agreement commission less, but never less
// than a fifth; others go on.
func TestOrganisationsThatKeepStaffCommissionLess(t *testing.T) {
	w := lab(400)
	o, leakage := &w.Occupations[0], w.Params.Freelancers.Leakage
	all := w.choiceTerms(0).needs
	for _, c := range []struct{ kept, left float64 }{{0, 1}, {0.5, 1 - 0.5*leakage}, {1, 1 - leakage}, {1e6, 0.2}} {
		o.Kept = c.kept * o.OrderBase
		needs := w.choiceTerms(0).needs
		within(t, "needs of large organisations", needs[LargeFirm]/all[LargeFirm], c.left, 1e-12)
		within(t, "needs of households", needs[Household], all[Household], 0)
		within(t, "needs of small firms", needs[SmallFirm], all[SmallFirm], 0)
		within(t, "needs in another occupation", w.choiceTerms(1).needs[LargeFirm], all[LargeFirm], 0)
	}
}
