package sim

import (
	"slices"
	"testing"
)

// The lowest tenth of employees and the Gini coefficient of all who work are those
// of the sorted list, up to half a class.
func TestSpreadOfPayIsThatOfTheSortedList(t *testing.T) {
	w := busy(3000)
	play(t, w, 12)
	var pays, wages []float64
	for i, s := range w.Creatives.State {
		if s == Employed || s == Freelancing {
			pays = append(pays, w.Creatives.Pay[i])
		}
		if s == Employed {
			wages = append(wages, w.Creatives.Pay[i])
		}
	}
	slices.Sort(pays)
	slices.Sort(wages)
	n, sum, area := float64(len(pays)), 0.0, 0.0
	for _, x := range pays {
		sum += x
	}
	below := 0.0
	for _, x := range pays {
		area += (below + x/2) / sum / n
		below += x
	}
	v := w.Now.Groups[0].Values
	within(t, "tenth percentile of employees", v[ColumnIndex("pay_p10_usd")]/wages[len(wages)/10], 1, 0.02)
	within(t, "gini", v[ColumnIndex("pay_gini")], 1-2*area, 0.003)
}

// Adoption by organisations counts real organisations, not rows.
func TestAdoptionCountsRealOrganisations(t *testing.T) {
	w := busy(2000, firms(200), tuned(func(p *Params) { p.Organisations.Closing = 0.6 }))
	play(t, w, 24)
	var all, adopt, any, large, adoptLarge, anyLarge, staff, adoptStaff, young, fresh, adoptFresh float64
	for f, n := range w.Orgs.Firms {
		uses := share01(w.Orgs.Stage[f] != NoAI)
		any += max(uses, float64(w.Orgs.Legacy[f])) * float64(n)
		if opened := int(w.Orgs.Founded[f]) - 1; opened >= 0 { // month 30 is the first
			fresh, adoptFresh = fresh+float64(n), adoptFresh+uses*float64(n)
			young += share01(opened >= 42) * float64(n)
		}
		all, adopt = all+float64(n), adopt+uses*float64(n)
		if w.Orgs.Staff[f] >= 10 {
			large, adoptLarge = large+float64(n), adoptLarge+uses*float64(n)
			anyLarge += max(uses, float64(w.Orgs.Legacy[f])) * float64(n)
		}
		for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
			staff, adoptStaff = staff+float64(w.Cells.Staff[k]), adoptStaff+uses*float64(w.Cells.Staff[k])
		}
	}
	v := func(name string) float64 { return w.Now.Groups[0].Values[ColumnIndex(name)] }
	within(t, "every size", v("org_adoption"), adopt/all, 1e-6)
	within(t, "ten and more", v("org_adoption_10plus"), adoptLarge/large, 1e-6)
	within(t, "any AI", v("org_any_ai_10plus"), anyLarge/large, 1e-6)
	within(t, "any AI, every size", v("org_any_ai"), any/all, 1e-6)
	within(t, "closed within a year", v("org_closures"), young, 1e-3)
	within(t, "new ones", v("org_adoption_new"), adoptFresh/fresh, 1e-6)
	if young == 0 || fresh <= young || adoptFresh == 0 || adoptFresh == fresh {
		t.Errorf("%v organisations are new, %v of this year, %v with AI", fresh, young, adoptFresh)
	}
	within(t, "by staff", v("org_adoption_staff"), adoptStaff/staff, 1e-6)
	if adopt == 0 || adopt == all {
		t.Errorf("%v of %v organisations use AI", adopt, all)
	}
}

// The public purse: subsidised shares of fees and basic income, each counted
// where it arises; and a levy, of which all is paid out.
func TestPublicMoneyIsCountedWhereItArises(t *testing.T) {
	w := busy(2500, with(func(w *World) {
		w.Rules = []Rule{pulling(FeeSubsidy, 0.5), pulling(BasicIncome, 300), pulling(Licence, 0.2)}
	}))
	w.Weight = 3
	play(t, w, 11)
	users := 0.0
	for _, f := range w.Creatives.Flags {
		users += share01(f&Uses != 0)
	}
	play(t, w, 1)
	courses, freelancers := 0.0, 0.0
	spent := users * w.Params.Use.ToolUSD
	for o := range w.Flows {
		courses += float64(w.Flows[o][FlowCourses])
	}
	for i := range w.Occupations {
		occ := &w.Occupations[i]
		freelancers += float64(occ.FreelanceNow)
		sold := occ.Sales.Total()
		own := float64(sold.Own+sold.OwnHouse) / orderUnit // whomever the client left
		spent += occ.SpentUSD + w.Params.Clients.CostRatio*own*occ.OrderPriceUSD
	}
	v := w.Now.Groups[0].Values
	within(t, "public outlay", v[ColumnIndex("public_cost_usd")]/(3*(450*courses+300*freelancers)), 1, 1e-9)
	within(t, "levy", v[ColumnIndex("levy_receipts_usd")]/(3*0.2*spent), 1, 1e-6)
	within(t, "paid", v[ColumnIndex("levy_paid_usd")]/v[ColumnIndex("levy_receipts_usd")], 1, 1e-12)
	if courses == 0 || freelancers == 0 || users == 0 {
		t.Errorf("%v courses, %v freelancers, %v users", courses, freelancers, users)
	}
}

// Variety is one minus the similarity of works, from the depths of those who
// work and the AI-only works that reach an audience.
func TestVarietyIsThatOfTheWorksOnOffer(t *testing.T) {
	w := busy(2500)
	play(t, w, 30)
	p, c := w.Params.Production, w.Params.Clients
	for i := range w.Occupations {
		o := &w.Occupations[i]
		n, m1, m2 := 0.0, 0.0, 0.0
		for r, s := range w.Creatives.State {
			if (s == Employed || s == Freelancing) && int(w.Creatives.Occupation[r]) == i {
				m := p.IdeaShare * float64(w.Creatives.Depth[r])
				n, m1, m2 = n+1, m1+m, m2+m*m
			}
		}
		seen := c.Attention * c.Flood * o.Bypass
		ai := seen / (seen + 1 - o.Bypass)
		m1 = (1-ai)*m1/n + ai*p.IdeaShare
		m2 = (1-ai)*m2/n + ai*p.IdeaShare*p.IdeaShare
		known := 1 - (p.Similarity+(1-p.Similarity)*m1*m1)/(1-2*(1-p.Similarity)*(m1-m2))
		within(t, "variety of "+o.Name, o.Variety, known, 1e-5)
		if !(known < 1-p.Similarity) {
			t.Errorf("%s: variety %v has not fallen", o.Name, known)
		}
	}
}
