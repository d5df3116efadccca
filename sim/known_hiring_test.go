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
// 0.42 (1 - 0.9 min(1, 1.5 depth + 0.25 use q)), but not under a quota.
func TestPostsForJuniorsFollowDepthAndUse(t *testing.T) {
	for _, c := range []struct {
		depth        float32
		users, quota float64
	}{{0, 0, 0}, {0.3, 0.5, 0}, {1, 1, 0}, {1, 1, 0.2}} {
		w := lab(6000, people(1, 0), capable(0.6), only("policy", "production", "employees"), tuned(still), ruled(pulling(JuniorQuota, c.quota)))
		for f := range w.Orgs.Depth {
			w.Orgs.Depth[f] = c.depth
		}
		for i := range w.People {
			if float64(i%10) < 10*c.users {
				w.Creatives.Flags[i] |= Uses
			}
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
		known := max(c.quota, p.JuniorPosts*(1-p.JuniorLoss*min(1, p.JuniorDepth*float64(c.depth)+p.JuniorUse*c.users*0.6)))
		unsurprising(t, "posts for juniors", junior/posts, known, math.Sqrt(known*(1-known)/posts))
	}
}

// Posts that nobody here filled go to newcomers at their monthly share, three in
// ten of the experienced ones to seniors.
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
	unsurprising(t, "senior newcomers", senior/experienced, 0.3, math.Sqrt(0.3*0.7/experienced))
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
