package madeup

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
)

// money fills in bills, and what a job-year costs.
func (m maker) money() {
	for _, world := range m.c.Worlds {
		for a, arm := range m.arms {
			public, firms := m.bills(world, a, scenarios.PayerPublic, arm.public), m.bills(world, a, scenarios.PayerFirms, arm.firms)
			m.bills(world, a, scenarios.PayerLevyIn, arm.levy)
			m.bills(world, a, scenarios.PayerLevyOut, arm.levy)
			m.bills(world, a, scenarios.PayerOrganisations, 0.5*arm.levy)
			m.bills(world, a, scenarios.PayerClients, 0.4*arm.levy)
			m.bills(world, a, scenarios.PayerCreatives, 0.1*arm.levy)
			both := make([]float64, len(public))
			for r := range both {
				both[r] = public[r] + firms[r]
			}
			m.ratio(world, a, "job-year", "Cost of a job-year", "public", scenarios.AtWork, public, float64(months-start)/12)
			m.ratio(world, a, "job-year", "Cost of a job-year", "public and firms", scenarios.AtWork, both, float64(months-start)/12)
			m.ratio(world, a, "employee-year", "Cost of an employee-year", "public and firms", "employed", both, float64(months-start)/12)
		}
	}
}

// bills adds the bills of an arm to one payer: of each policy, and of all.
func (m maker) bills(world string, a int, payer string, billions float64) []float64 {
	runs := make([]float64, m.c.Replicates)
	for r := range runs {
		runs[r] = 1e9 * billions * strength[world] * (1 + 0.03*noise(a, r, len(payer)))
	}
	label := map[string]string{"public": "Public outlay", "firms": "Firms' compliance cost", "levy_in": "Levy receipts", "levy_out": "Levy paid out"}[payer]
	add := func(policy string, share float64) {
		part := make([]float64, len(runs))
		for r := range part {
			part[r] = runs[r] * share
		}
		e := m.estimate(part, scenarios.MethodPaired, m.arms[a].assumed)
		m.c.Bills = append(m.c.Bills, scenarios.Bill{World: world, Arm: a + 1, Policy: policy, Payer: payer, Label: label, Estimate: e, Discounted: e.Value * 0.86})
	}
	add("", 1)
	for _, p := range m.arms[a].policies {
		add(p.Name, 1/float64(len(m.arms[a].policies)))
	}
	return runs
}

// ratio is a cost per effect; it is not defined where the effect could be luck.
func (m maker) ratio(world string, a int, kind, label, payer, name string, cost []float64, years float64) {
	c := columns[slices.IndexFunc(columns, func(c column) bool { return c.name == name })]
	effect := m.estimate(m.runs(world, a, c, 0, scenarios.OverPeriod), scenarios.MethodRatio, m.arms[a].assumed)
	r := scenarios.Ratio{World: world, Arm: a + 1, Kind: kind, Label: label, Payer: payer, Estimate: effect}
	mean := 0.0
	for _, v := range cost {
		mean += v / float64(len(cost))
	}
	switch v := effect.Verdict(); v {
	case scenarios.Clear, scenarios.Wide:
		r.Value = scenarios.Number(mean / years / float64(effect.Value))
		r.Low, r.High = scenarios.Number(mean/years/float64(effect.High)), scenarios.Number(mean/years/float64(effect.Low))
		if r.Low > r.High {
			r.Low, r.High = r.High, r.Low
		}
	default:
		nan := scenarios.Number(math.NaN())
		r.Value, r.Low, r.High = nan, nan, nan
		r.Why = map[scenarios.Verdict]string{
			scenarios.Luck: "the effect could be luck", scenarios.Single: "one run cannot tell an effect from luck", scenarios.Absent: "there is no effect",
		}[v]
	}
	m.c.Ratios = append(m.c.Ratios, r)
}

// regrets fills in how far each arm stays behind, and who may be first.
func (m maker) regrets() {
	c := columns[1]
	largest := make([]scenarios.Regret, len(m.arms)+1)
	for _, world := range append(slices.Clone(m.c.Worlds), "") {
		first, best := 0, math.Inf(-1)
		runs := make([][]float64, len(m.arms)+1)
		for i := range runs {
			if runs[i] = make([]float64, m.c.Replicates); i > 0 && world != "" {
				runs[i] = m.runs(world, i-1, c, 0, scenarios.OverPeriod)
			}
			if v := float64(m.estimate(runs[i], "", false).Value); v > best {
				first, best = i, v
			}
		}
		b := scenarios.Best{Column: c.name, Label: c.label, World: world}
		least := math.Inf(1)
		for i := range runs {
			behind := make([]float64, m.c.Replicates)
			for r := range behind {
				behind[r] = runs[first][r] - runs[i][r]
			}
			r := scenarios.Regret{Column: c.name, Label: c.label, Unit: c.unit, World: world, Arm: i, Estimate: m.estimate(behind, scenarios.MethodRegret, m.c.Arms[i].Assumed)}
			if world == "" {
				r = largest[i]
				r.World = ""
				least = math.Min(least, float64(r.Value))
			} else {
				r.PerCent = r.Value * scenarios.Number(100/m.level(world, c))
			}
			if r.Value > largest[i].Value || largest[i].Method == "" {
				largest[i] = r
			}
			if world != "" && !(r.Low > 0) {
				b.Arms = append(b.Arms, i)
			} else if world != "" {
				b.Dominated = append(b.Dominated, i)
			}
			m.c.Regrets = append(m.c.Regrets, r)
		}
		for i := range runs {
			if world == "" && !(float64(largest[i].Low) > least) {
				b.Arms = append(b.Arms, i)
			}
		}
		m.c.Best = append(m.c.Best, b)
	}
}

// words are a headline and sentences of the kind that a comparison has.
func (m maker) words() {
	for _, e := range m.c.Effects {
		if e.World == m.c.Worlds[0] && e.By == "all" && e.Column == scenarios.AtWork && e.When == scenarios.OverPeriod && e.Verdict() == scenarios.Clear && len(m.c.Headline) == 0 {
			m.c.Headline = append(m.c.Headline, m.c.Arms[e.Arm].Title+" keeps more people at work than laissez-faire; see the figure below for how many.")
		}
	}
	if len(m.c.Headline) == 0 {
		m.c.Headline = []string{"No policy makes a difference in people at work that could be told from luck."}
	}
	m.c.Headline = append(m.c.Headline, "Not calibrated: a what-if, no forecast.")
	m.c.Sentences = []string{"Made up for tests: no number here was simulated.", "The intervals hold the luck of the runs, not the errors of the model."}
	m.c.Precision = scenarios.Precision{Target: 1, Widest: 1.4, Runs: len(m.c.Worlds) * len(m.c.Arms) * m.c.Replicates}
}
