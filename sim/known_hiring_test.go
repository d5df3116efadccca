package sim

import (
	"math"
	"testing"
)

// Whoever found a job is not hired again in the same month: with nobody
// leaving or changing jobs there are no separations, and every hire is a find.
func TestNobodyIsHiredTwiceInAMonth(t *testing.T) {
	w := lab(3000, people(0.5, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.JuniorPosts, p.Employees.CrossLevel, p.Employees.Mobility = 1, 0.5, 1, 1
	}))
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 15
	}
	run(w, 1)
	var found, hires, separations int64
	for o := range w.Occupations {
		found, hires, separations = found+w.Flows[o][FlowFound], hires+w.Flows[o][FlowHires], separations+w.Flows[o][FlowSeparations]
	}
	if found != hires || separations != 0 || found < 300 {
		t.Errorf("%d hires, %d finds, %d separations", hires, found, separations)
	}
}

// A month in a new job is the first, whatever the months without one.
func TestMonthsBeginAnewInAJob(t *testing.T) {
	w := lab(2000, people(0.5, 0), only("employees"), tuned(still), tuned(func(p *Params) { p.Employees.SearchEffort = 1 }))
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 15
	}
	before := w.Clone()
	for i := range w.Creatives.Months {
		w.Creatives.Months[i] = 40
	}
	run(w, 1)
	hired := 0
	for i, s := range w.Creatives.State {
		if s == Employed && before.Creatives.State[i] == Unemployed {
			hired++
			within(t, "months in the new job", float64(w.Creatives.Months[i]), 0, 0)
		}
	}
	if hired < 200 {
		t.Errorf("only %d were hired", hired)
	}
}

// As machines take over, openings for juniors fall to
// 0.42 (1 - 0.9 (1 - exp(-5 depth))), but not under a quota.
func TestPostsForJuniorsFollowDepth(t *testing.T) {
	for _, c := range []struct {
		depth float32
		quota float64
	}{{0, 0}, {0.1, 0}, {0.5, 0}, {0.5, 0.2}} {
		w := lab(6000, people(1, 0), capable(0.6), only("policy", "production", "employees"), tuned(still), ruled(pulling(JuniorQuota, c.quota)))
		for f := range w.Orgs.Depth {
			w.Orgs.Depth[f] = c.depth
		}
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 200
		}
		run(w, 1)
		posts, junior := 0.0, 0.0
		for o := range w.Occupations {
			posts, junior = posts+float64(w.Flows[o][FlowOpenings]), junior+float64(w.Flows[o][FlowJuniorOpenings])
		}
		p := w.Params.Employees
		known := max(c.quota, p.JuniorPosts*(1-p.JuniorLoss*(1-math.Exp(-p.JuniorDepth*float64(c.depth)))))
		unsurprising(t, "posts for juniors", junior/posts, known, math.Sqrt(known*(1-known)/posts))
	}
}

// Posts that nobody here filled go to newcomers at their monthly share, of the
// experienced as many to seniors as there are among those of the tables.
func TestOpenPostsGoToNewcomersAtTheirShare(t *testing.T) {
	w := lab(6000, people(1, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.OutsideFill, p.Employees.JuniorPosts = 0.35, 0.4
	}))
	posts := 0.0
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 200
		posts += 200
	}
	rows := w.Rows()
	run(w, 1)
	came, experienced, senior := 0.0, 0.0, 0.0
	for i, s := range w.Creatives.Stage[rows:] {
		if w.Creatives.State[rows+i] == Employed {
			came++
			experienced += share01(s != Junior)
			senior += share01(s == Senior)
		}
	}
	unsurprising(t, "newcomers", came, 0.35*posts, math.Sqrt(0.35*0.65*posts))
	unsurprising(t, "experienced newcomers", experienced/came, 0.6, math.Sqrt(0.6*0.4/came))
	unsurprising(t, "senior newcomers", senior/experienced, 3.0/7, math.Sqrt(12.0/49/experienced))
}

// The experienced outside are finite: hires of them go with the square root of
// those who are left, and take them away. Juniors come as before.
func TestTheExperiencedOutsideAreFinite(t *testing.T) {
	for _, left := range []float64{1, 0.25, 0, 4} {
		w := lab(6000, people(1, 0), only("employees", "measure"), tuned(still), tuned(func(p *Params) {
			p.Employees.OutsideFill, p.Employees.JuniorPosts, p.Employees.Return = 0.4, 0.5, 0.02
		}))
		for o := range w.Occupations {
			occ := &w.Occupations[o]
			occ.PoolBase, occ.PoolIn = 5000, 7
			occ.Pool = left * occ.PoolBase
		}
		posts := 0.0
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 200
			posts += 200
		}
		run(w, 1)
		juniors, experienced := 0.0, 0.0
		for o := range w.Occupations {
			back := float64(w.Flows[o][FlowBack])
			juniors, experienced = juniors+float64(w.Flows[o][FlowJuniorHires]), experienced+back
			within(t, "pool", w.Occupations[o].Pool, left*5000-back+7-0.02*left*5000, 1e-9)
		}
		chance := 0.4 * math.Min(1, math.Sqrt(left))
		unsurprising(t, "juniors", juniors/posts, 0.2, math.Sqrt(0.2*0.8/posts))
		if left == 0 {
			within(t, "experienced, of nobody", experienced, 0, 0)
			continue
		}
		unsurprising(t, "experienced", experienced/posts, chance/2, math.Sqrt(chance/2*(1-chance/2)/posts))
	}
}

// The pool without hires is a stock that decays: leavers and those who come from
// elsewhere over the rate. Who retires does not wait to come back, and juniors
// have no experience.
func TestThePoolOfLeaversSettles(t *testing.T) {
	const months, exit = 12, 0.02
	w := lab(9000, people(0.5, 0), only("employees", "measure"), tuned(still), tuned(func(p *Params) {
		p.Employees.Exit, p.Employees.Discouraged, p.Employees.SearchEffort, p.Employees.Return = exit, 0.1, 0, 0.1
	}))
	for i := range w.People {
		w.Creatives.Months[i] = 100
	}
	known := make([]float64, len(w.Occupations))
	for range months {
		mids, gone := [2]float64{}, make([]float64, len(known))
		before := append([]uint8(nil), w.Creatives.State...)
		run(w, 1)
		for i, s := range before {
			if s != Vacant && w.Creatives.State[i] == Vacant && w.Creatives.Stage[i] > Junior && (s == Unemployed || w.Creatives.Stage[i] == Mid) {
				gone[w.Creatives.Occupation[i]]++
				mids[int(s)/int(Unemployed)]++
			}
		}
		for o := range known {
			known[o] += gone[o] - 0.1*known[o]
			within(t, "pool", w.Occupations[o].Pool, known[o], 1e-9)
		}
		if mids[0] == 0 || mids[1] == 0 {
			t.Fatalf("left out of work and jobs: %v", mids)
		}
	}
}

// At the end of the burn-in the pool is at rest: what comes is what goes.
func TestThePoolBeginsAtRest(t *testing.T) {
	w := lab(2000, spare(200), firms(60))
	w.PlayBurnIn(nil)
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		within(t, "at the start", occ.Pool, occ.PoolBase, 0)
		within(t, "comers less leavers and hires", occ.PoolIn+float64(occ.away-occ.back)/referenceMonths-w.Params.Employees.Return*occ.Pool, 0, 1e-9)
		if occ.away < 10 || occ.back < 10 {
			t.Errorf("%d left and %d came in three years", occ.away, occ.back)
		}
	}
}

// Who knows more of AI than other applicants is hired before them, and no more
// are hired in all: of two halves, one 0.4 above the other, with weight 1, the
// odds are 1.2 to 0.8. Without AI nobody asks.
func TestApplicantsWhoKnowAIAreHiredFirst(t *testing.T) {
	for _, q := range []float64{0.5, 0} {
		w := lab(16000, occupations(1), domains(1), people(0.5, 0), only("employees"), capable(q), tuned(still), tuned(func(p *Params) {
			p.Employees.SearchEffort, p.Employees.JuniorPosts, p.Employees.CrossLevel, p.Employees.Skill = 1, 0, 0, 1
		}))
		c := &w.Creatives
		for i := range w.People {
			c.Stage[i], c.Skill[i] = Mid, 0.2+0.4*float32(i&1)
		}
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 100
		}
		before := append([]uint8(nil), c.State...)
		run(w, 1)
		n, hired := [2]float64{}, [2]float64{}
		for i := range w.People {
			if before[i] == Unemployed {
				n[i&1]++
				hired[i&1] += share01(c.State[i] == Employed)
			}
		}
		posts, all := 2000.0, n[0]+n[1]
		p := posts / all * (1 - math.Exp(-all/posts))
		for half := range n {
			chance := p
			if q > 0 {
				chance *= 1 + 0.4*(float64(half)-n[1]/all)
			}
			unsurprising(t, "hired", hired[half]/n[half], chance, math.Sqrt(chance*(1-chance)/n[half]))
		}
	}
}

// Who finds nothing may try another occupation or leave the field, at the
// mobility chance and along the shares of the mobility table.
func TestMobilityFollowsItsTable(t *testing.T) {
	const n, mobility = 16000, 0.2
	w := lab(n, people(0, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.Mobility, p.Employees.CrossLevel, p.Employees.JuniorPosts = 1, mobility, 0, 0.5
	}))
	for k, o := range w.Cells.Occupation { // posts in occupation 0 only, for all who come
		if o == 0 {
			w.Cells.Desired[k] = 5000
		}
	}
	before := append([]uint8(nil), w.Creatives.Occupation...)
	run(w, 1)
	moved, left, others := 0.0, 0.0, 0.0
	for i, o := range before {
		if o == 0 {
			continue
		}
		others++
		moved += share01(w.Creatives.State[i] == Employed && w.Creatives.Occupation[i] == 0)
		left += share01(w.Creatives.State[i] == Vacant)
	}
	to, out := mobility*0.7/3, mobility*0.3
	unsurprising(t, "moved to occupation 0", moved/others, to, math.Sqrt(to*(1-to)/others)) // one in 10,000 finds no post
	unsurprising(t, "left the field", left/others, out, math.Sqrt(out*(1-out)/others))
}

// Who finds nothing at the own level is hired at the neighbouring one at the
// rate of urns and balls times cross_level.
func TestCrossLevelHiringIsARate(t *testing.T) {
	const cross = 0.5
	w := lab(12000, occupations(1), domains(1), people(0.5, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.CrossLevel, p.Employees.JuniorPosts = 1, cross, 1
	}))
	seekers, posts := 0.0, 0.0
	for i := range w.People {
		w.Creatives.Stage[i] = Senior
		seekers += share01(w.Creatives.State[i] == Unemployed)
	}
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 500
		posts += 500
	}
	run(w, 1)
	chance := cross * posts / seekers * (1 - math.Exp(-seekers/posts))
	unsurprising(t, "found a junior post", float64(w.Flows[0][FlowFound])/seekers, chance, math.Sqrt(chance*(1-chance)/seekers))
}
