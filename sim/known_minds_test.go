package sim

import (
	"math"
	"testing"
)

// z of fear is as wide as the disposition of attitude, around nothing, and no
// person's fear tells their attitude.
func TestFearHasPersonsInIt(t *testing.T) {
	const n = 20000
	w := lab(n)
	lasting := w.Trait(drawFearful)
	var mean, square, with float64
	for i := range n {
		z := fearfulness(lasting, w.Creatives.ID[i])
		mean, square, with = mean+z/n, square+z*z/n, with+z*float64(w.Creatives.Disposition[i])/n
		within(t, "fear at rest", float64(w.Creatives.Fear[i]), logistic(w.Params.Fear.Base+z), 1e-6)
	}
	sd := dispositionSpread
	unsurprising(t, "mean of z", mean, 0, sd/math.Sqrt(n))
	unsurprising(t, "variance of z", square, sd*sd, sd*sd*math.Sqrt(1.4/n)) // a triangle's kurtosis is 2.4
	unsurprising(t, "z of fear times z of attitude", with, 0, sd*sd/math.Sqrt(n))
}

// Surveys find people at ease and people afraid in one trade: with AI three in
// ten and more stand on either side of one half, as hardly any did who had no
// disposition.
func TestOneTradeHoldsPeopleAtEaseAndAfraid(t *testing.T) {
	w := lab(4000, capable(0.6), only("fear"), with(func(w *World) { w.Visibility = 1 }))
	run(w, 60)
	afraid := 0.0
	for _, f := range w.Creatives.Fear[:w.People] {
		afraid += share01(f > 0.5) / float64(w.People)
	}
	if afraid < 0.3 || afraid > 0.7 {
		t.Errorf("%.2f are afraid", afraid)
	}
}

// The flood frightens who lives by orders, and nobody who has an employer.
func TestTheFloodFrightensWhoLivesByOrders(t *testing.T) {
	w := lab(900, people(0.4, 0.4), capable(0.6), only("fear"))
	flooded := w.Clone()
	for o := range w.Occupations {
		flooded.Occupations[o].Bypass = 0.3
	}
	run(w, 1)
	run(flooded, 1)
	for i, state := range w.Creatives.State {
		more := flooded.Creatives.Fear[i] > w.Creatives.Fear[i]
		if state != Vacant && more != (state != Employed) {
			t.Fatalf("creative %d in state %d: fear %v, with the flood %v", i, state, w.Creatives.Fear[i], flooded.Creatives.Fear[i])
		}
	}
}

// doubted is a society in which works are taken without leave.
func doubted(risk, label float64) *World {
	w := society(0.15, 0.8)
	w.Visibility = 0.5
	for d := range w.Domains {
		m := w.Market(uint8(d))
		m.LegalRisk, m.Disclosure = risk, label
	}
	return w
}

// In bad faith trust settles at the fixed point of Friedkin and Johnsen with
// less to begin from: x0 (1 - good_faith a unlicensed). Peers hand all of it on.
func TestBadFaithMovesTheAnchorOfTrust(t *testing.T) {
	w := doubted(0.4, 0.25)
	innate, p := w.Trait(drawInnate), &w.Params.Trust
	x0 := evidence(w)
	mean := 0.0
	for i := range w.People {
		x0.SetVec(i, x0.AtVec(i)*(1-p.GoodFaith*float64(w.Creatives.Autonomy[i])*0.5*0.4*0.75))
	}
	run(w, 400)
	weights := listen(w)
	for i := range w.People {
		s, _ := p.innate(innate, w.Creatives.ID[i])
		heard := 0.0
		for j := range w.People {
			heard += weights.At(i, j) * float64(w.Creatives.Trust[j])
		}
		within(t, "trust", float64(w.Creatives.Trust[i]), (1-s)*x0.AtVec(i)+s*heard, 5e-5)
		mean += float64(w.Creatives.Trust[i]) / float64(w.People)
	}
	calm := doubted(0, 0)
	run(calm, 400)
	for _, x := range calm.Creatives.Trust[:w.People] {
		mean -= float64(x) / float64(w.People)
	}
	if mean > -0.03 {
		t.Errorf("trust falls by %v only", -mean)
	}
}

// Licence and labels give trust back to the bit: where nothing is unlicensed,
// and where AI is no matter of debate, trust is competence and peers alone.
func TestGoodFaithIsNeutralWhereNothingIsUnlicensed(t *testing.T) {
	neutral := society(0.15, 0.8)
	run(neutral, 50)
	unseen := doubted(0.4, 0)
	unseen.Visibility = 0
	for name, w := range map[string]*World{"licensed": doubted(0, 0), "labelled": doubted(0.4, 1), "before the debate": unseen} {
		run(w, 50)
		for i, x := range w.Creatives.Trust[:w.People] {
			if x != neutral.Creatives.Trust[i] {
				t.Fatalf("%s: creative %d trusts %v, without doubt %v", name, i, x, neutral.Creatives.Trust[i])
			}
		}
	}
}

// However much is taken, trust is no less than nothing.
func TestTrustEndsAtNothing(t *testing.T) {
	w := doubted(1, 0)
	w.Visibility, w.Params.Trust.GoodFaith = 1, 2
	run(w, 100)
	none := 0
	for i, x := range w.Creatives.Trust[:w.People] {
		if x < 0 {
			t.Fatalf("creative %d trusts %v", i, x)
		}
		s, _ := w.Params.Trust.innate(w.Trait(drawInnate), w.Creatives.ID[i])
		if w.Creatives.Autonomy[i] > 0.5 {
			none++
			within(t, "trust of who minds most", float64(x), s*float64(w.Creatives.PeersTrust[i]), 1e-6)
		}
	}
	if none == 0 {
		t.Error("nobody minds")
	}
}

// Policies for rights raise trust and calm fear; a label alone does so too.
func TestRightsActOnTrustAndFear(t *testing.T) {
	for _, lever := range []Lever{Clarity, Disclosure} {
		plain := lab(600, at(60), capable(0.5), only("policy", "trust", "fear"), with(func(w *World) { w.Visibility = 1 }))
		ruled := plain.Clone()
		ruled.Rules = []Rule{pulling(lever, 0.8)}
		run(plain, 24)
		run(ruled, 24)
		for i := range plain.People {
			if !(ruled.Creatives.Trust[i] > plain.Creatives.Trust[i] || plain.Creatives.Autonomy[i] < 1e-3) || ruled.Creatives.Fear[i] >= plain.Creatives.Fear[i] {
				t.Fatalf("%s: trust %v and fear %v, without the rule %v and %v", lever, ruled.Creatives.Trust[i], ruled.Creatives.Fear[i],
					plain.Creatives.Trust[i], plain.Creatives.Fear[i])
			}
		}
	}
}

// frightened is a world in which everybody's fear has risen and ripened, and
// stays as it is.
func frightened(n int, options ...option) *World {
	w := lab(n, append([]option{capable(0.5), tuned(func(p *Params) { p.Fear.Inertia = 0 })}, options...)...)
	w.Ripe = 0.8
	for i := range w.People {
		w.Creatives.Fear[i] = min(1, float32(w.restingFear(w.Creatives.ID[i]))+0.1*float32(i%5))
	}
	return w
}

// Equation 45: the chance of leaving is the usual one times
// exp(leave ripe (F - F0)); a draw beyond the greatest fear is not looked at.
func TestLeavingFollowsFear(t *testing.T) {
	w := frightened(3000)
	w.Params.Fear.Leave = 1.2
	c := &w.Creatives
	most := w.mostExit()
	for i := range w.People {
		usual := w.Params.Employees.Exit * [3]float64{0.8, 0.7, 1.8}[c.Stage[i]]
		calm := logistic(w.Params.Fear.Base + fearfulness(w.Trait(drawFearful), c.ID[i]))
		want := usual * math.Exp(1.2*0.8*(float64(c.Fear[i])-calm))
		within(t, "chance of leaving", w.exitFor(i, 0), want, 1e-9)
		within(t, "asked with a draw below it", w.exitFor(i, 0.99*want), want, 1e-9)
		within(t, "asked with a draw beyond all", w.exitFor(i, most), usual, 0)
		if want > most {
			t.Fatalf("%v is more than the most, %v", want, most)
		}
	}
	within(t, "the most", most, w.Params.Employees.Exit*1.8*math.Exp(1.2*0.8), 1e-12)
}

// As many leave as fear says, of employees and of freelancers.
func TestAsManyLeaveAsFearSays(t *testing.T) {
	for name, share := range map[string]float64{"employees": 1, "freelancers": 0} {
		w := frightened(40000, people(share, 1-share), only("fear", "production", name), tuned(still), tuned(func(p *Params) {
			p.Employees.Exit, p.Fear.Leave = 0.02, 1.5
		}))
		for o := range w.Occupations {
			w.Occupations[o].EntryBase, w.Occupations[o].EntrantsBase = 0, 0
		}
		want, variance := 0.0, 0.0
		for i := range w.People {
			p := w.exitFor(i, 0)
			want, variance = want+p, variance+p*(1-p)
		}
		run(w, 1)
		left := 0.0
		for o := range w.Occupations {
			left += float64(w.Flows[o][FlowExits])
		}
		unsurprising(t, "who leaves, of "+name, left, want, math.Sqrt(variance))
	}
}

// Fear changes neither the chance of a layoff nor that of giving up.
func TestFearLeavesOtherWaysOutAlone(t *testing.T) {
	flows := func(name string, share, leave float64, f Flow) float64 {
		w := frightened(30000, people(share, 1-share), only("fear", "production", name), tuned(still), tuned(func(p *Params) {
			p.Employees.Exit, p.Fear.Leave, p.Freelancers.Leave, p.Freelancers.SeekJob = 0.02, leave, 0.1, 0
		}))
		for k := range w.Cells.Layoff {
			w.Cells.Layoff[k] = 0.01
		}
		for i := range w.Creatives.Pay {
			w.Creatives.Pay[i], w.Creatives.LowMonths[i] = 0, 20
		}
		for o := range w.Occupations {
			w.Occupations[o].OrderBase = 1
		}
		run(w, 1)
		n := 0.0
		for o := range w.Occupations {
			n += float64(w.Flows[o][f])
		}
		return n
	}
	for _, c := range []struct {
		name  string
		share float64
		f     Flow
		rate  float64
	}{{"employees", 1, FlowDisplacedOther, 0.01}, {"freelancers", 0, FlowExitsIncome, 0.1}} {
		calm, afraid := flows(c.name, c.share, 0, c.f), flows(c.name, c.share, 1.5, c.f)
		if c.f == FlowDisplacedOther {
			calm, afraid = calm/(1<<20), afraid/(1<<20)
		}
		se := math.Sqrt(2 * 30000 * c.rate * (1 - c.rate))
		unsurprising(t, c.name+" who go otherwise", afraid, calm, se)
		if calm < 100 {
			t.Errorf("only %v of %s go otherwise", calm, c.name)
		}
	}
}

// Equation 45: exp(-entry ripe (Fp - L(base))) come, of what is public of a job
// and of freelancing; both ways in use it.
func TestComingFollowsPublicFear(t *testing.T) {
	w := frightened(400)
	w.Visibility = 1
	o := &w.Occupations[1]
	o.Bypass, o.EntryBase = 0.3, 1000
	p := &w.Params.Fear
	flood := w.aiSupply(1)
	x := p.Base + p.Visibility + p.Quality*(o.Quality-p.Reference*o.Reference)
	job := math.Exp(-p.Entry * 0.8 * (logistic(x) - logistic(p.Base)))
	free := math.Exp(-p.Entry * 0.8 * (logistic(x+p.Flood*flood) - logistic(p.Base)))
	within(t, "to a job", w.appeal(1, Employed), job, 1e-12)
	within(t, "to freelance", w.appeal(1, Freelancing), free, 1e-12)
	within(t, "newcomers to freelancing", float64(w.entry(1, 0, 0)), 1000*free, 1)
	if !(free < job && job < 1) {
		t.Errorf("%v come to a job and %v to freelance", job, free)
	}
	jobs := frightened(20000, people(0.5, 0), spare(12000), only("fear", "employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.OutsideFill, p.Employees.Boom, p.Employees.SearchEffort = 0.4, 1e18, 0
	}))
	jobs.Visibility = 1
	posts, want, variance := 0.0, 0.0, 0.0
	for k := range jobs.Cells.Desired {
		jobs.Cells.Desired[k] = jobs.Cells.Staff[k] + 200
		chance := 0.4 * jobs.appeal(int(jobs.Cells.Occupation[k]), Employed)
		posts, want, variance = posts+200, want+200*chance, variance+200*chance*(1-chance)
	}
	run(jobs, 1)
	came := 0.0
	for i := range jobs.Occupations {
		came += float64(jobs.Flows[i][FlowEntrants])
	}
	unsurprising(t, "newcomers to jobs", came, want, math.Sqrt(variance))
	if want > 0.39*posts {
		t.Errorf("%v of %v posts tell nothing of fear", want, posts)
	}
}

// The share who have had time to act follows the debate with its delay.
func TestFearRipens(t *testing.T) {
	w := lab(200, at(90), only("technology"))
	w.Visibility, w.Ripe = 1, 0.25
	run(w, 50)
	within(t, "who can act", w.Ripe, affine(0.25, 1/w.Params.Fear.DelayMonths, 1, 50), 1e-12)
}

// Equation 11: staff hold back an integration by exp(-use.fear (mean F - that of
// the start)).
func TestStaffHoldAnIntegrationBack(t *testing.T) {
	calm := tuned(func(p *Params) { p.Fear.Inertia = 0 })
	w := lab(6000, people(1, 0), at(60), capable(0.6), only("fear", "production"), calm)
	w.FearStart = 0.3
	for i := range w.People {
		w.Creatives.Fear[i] = 0.1 + 0.04*float32(w.Cells.Organisation[w.Creatives.Cell[i]])
	}
	run(w, 1)
	for f := range w.Orgs.Depth {
		want := math.Exp(-w.Params.Use.Fear * (0.1 + 0.04*float64(f) - 0.3))
		within(t, "what staff leave of the chance", w.resistance(f), want, 1e-3)
	}
	pilots := func(fear float32) float64 {
		w := lab(30000, firms(6000), people(1, 0), at(60), capable(0.6), only("fear", "production", "organisations"), calm, tuned(func(p *Params) { p.Organisations.Check = 0 }))
		w.FearStart = 0.3
		for i := range w.People {
			w.Creatives.Fear[i] = fear
		}
		run(w, 1) // counts the staff
		for f := range w.Orgs.Stage {
			w.Orgs.Stage[f], w.Orgs.Leadership[f], w.Orgs.Absorptive[f] = Pilot, 0.5, 0.5
		}
		run(w, 1)
		n := 0.0
		for _, s := range w.Orgs.Stage {
			n += share01(s == Integrated)
		}
		return n / 6000
	}
	for _, fear := range []float32{0.3, 0.9} {
		chance := DefaultParams().Organisations.Integrate * math.Exp(-DefaultParams().Use.Fear*(float64(fear)-0.3))
		unsurprising(t, "pilots that become routine", pilots(fear), chance, math.Sqrt(chance*(1-chance)/6000))
	}
}

// The sum of fear over a job's staff is that of its rows, whoever adds it up.
func TestFearOfStaffIsARecount(t *testing.T) {
	for _, workers := range []int{1, 3, fewWorkers + 2} {
		w := busy(9000)
		w.SetWorkers(workers)
		run(w, 3)
		sum := make([]float64, len(w.Cells.Base))
		staff := w.Clone() // production counts who is there when it runs: nobody has gone since
		staff.Without = map[string]bool{}
		for _, m := range Schedule {
			staff.Without[m.Name] = m.Name != "production"
		}
		staff.SetWorkers(workers)
		run(staff, 1)
		for i, k := range staff.Creatives.Cell {
			if k >= 0 {
				sum[k] += float64(staff.Creatives.Fear[i])
			}
		}
		for k := range sum {
			within(t, "fear of staff", staff.Cells.fear(int32(k)), sum[k], 0.0005*staff.Cells.heads(int32(k))+1e-9)
		}
	}
}

// Errors pass as far as one relies on AI: quality falls by error_loss
// (1 - rel)(1 - K) 2 T of what the machine makes, and by nothing without trust.
func TestWhoRelyOnAILetItsErrorsThrough(t *testing.T) {
	w := lab(300, capable(0.5))
	for o := range w.Occupations {
		w.Occupations[o].Reliability = 0.7
	}
	c := &w.Creatives
	quality := func(trust float32) float64 {
		c.Depth[0], c.Skill[0], c.Craft[0], c.Trust[0] = 0.4, 0.25, 0.5, trust
		s := w.newWorkshop()
		q, _ := s.work(c.rows(0, 1), 0)
		return q
	}
	for _, trust := range []float32{0, 0.3, 0.9} {
		lost := 0.4 * 0.5 * w.Params.Production.ErrorLoss * 0.3 * 0.75 * 2 * float64(trust)
		within(t, "quality lost to errors", quality(0)-quality(trust), lost, 1e-8)
	}
}

// Without AI, and without fear, nothing of fear reaches work: every factor is 1
// to the bit, whatever the weights.
func TestWithoutAIOrFearMindsLeaveWorkAlone(t *testing.T) {
	heavy := tuned(func(p *Params) { p.Fear.Leave, p.Fear.Entry, p.Use.Fear = 5, 5, 5 })
	light := tuned(func(p *Params) { p.Fear.Leave, p.Fear.Entry, p.Use.Fear = 0, 0, 0 })
	for name, change := range map[string]option{
		"without AI":   tuned(func(p *Params) { p.Technology.Access = 0 }),
		"without fear": with(func(w *World) { w.Without = map[string]bool{"fear": true, "use": true} }),
	} {
		a, b := lab(2500, at(10), heavy, change), lab(2500, at(10), light, change)
		run(a, 40)
		run(b, 40)
		if a.Digest() != b.Digest() {
			t.Errorf("%s: the weights of fear change the world", name)
		}
	}
}

// Who used AI once has ever used it; a newcomer has not.
func TestEverUsedStays(t *testing.T) {
	w := lab(1500, spare(200), tuned(func(p *Params) { p.Use.FreshScale = 1 }))
	ever := map[uint64]bool{}
	stopped := 0
	for range 60 {
		w.Step()
		for i, f := range w.Creatives.Flags {
			id := w.Creatives.ID[i]
			if w.Creatives.State[i] == Vacant {
				continue
			}
			ever[id] = ever[id] || f&Uses != 0
			if ever[id] != (f&EverUsed != 0) {
				t.Fatalf("person %d: flags %b", id, f)
			}
			stopped += int(share01(ever[id] && f&Uses == 0))
		}
	}
	if stopped == 0 {
		t.Error("nobody ever stopped")
	}
}
