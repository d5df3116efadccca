package population

import (
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// trendMonths is how far the exogenous demand of an occupation is laid out:
// fifty years from January 2021, the last part at the rate of the official
// projection.
const trendMonths = 600

// facts is a world without people: what the tables say about occupations,
// domains and sectors. Markets stand as in a quiet year; the burn-in moves
// them to where they settle.
func facts(c *evidence.Country, s Spec) *sim.World {
	w := &sim.World{
		Params: s.Params, Seed: s.Seed, Month: -sim.BurnInMonths, Workers: max(1, s.Workers),
		People: s.People, BurnIn: true, Observed: evidence.LastObserved,
	}
	for _, x := range c.Domains {
		w.Domains = append(w.Domains, sim.Domain{Name: x.Key, Title: x.Title})
	}
	for _, x := range c.Sectors {
		w.Sectors = append(w.Sectors, sim.Sector{Name: x.Key, Title: x.Title, Gain: x.Gain})
	}
	unemployment := steadyUnemployment()
	for i := range c.Occupations {
		o := occupationFacts(c, i, s.Index)
		o.Unemployment, o.UnemploymentBase = unemployment, unemployment
		o.IncomeRatio = 1
		w.Occupations = append(w.Occupations, o)
	}
	return w
}

// occupationFacts copies a row of the tables, money by the month and in logs.
func occupationFacts(c *evidence.Country, i int, index string) sim.Occupation {
	x := &c.Occupations[i]
	o := sim.Occupation{
		Name: x.Key, Title: x.Title, Domain: uint8(c.Domain(x.Domain)),
		Modality: x.Modality, TaskMix: x.Tasks,
		Automation: x.AutomationShare, Digital: x.DigitalShare,
		UseOffset: x.Reserve,
		Trend:     make([]float64, trendMonths),
	}
	o.Floor, o.Ceiling = exposure(x, index)
	for k, usd := range x.Pay {
		o.PayLog[k] = num.Log(usd / 12)
	}
	for month := range o.Trend {
		o.Trend[month] = x.Index(month)
	}
	out := copy(o.Mobility[:], c.Mobility[i][:len(c.Occupations)])
	o.Mobility[sim.Occupations] = c.Mobility[i][out]
	for k := range c.Stages {
		o.StageShare[k] = c.Stages[k].Share
	}
	return o
}

// steadyUnemployment is the share of the labour force without work at which
// separations and job finding of the default parameters balance, s/(s + f). A
// run with others moves from there in its burn-in.
func steadyUnemployment() float64 {
	p := sim.DefaultParams().Employees
	return p.Unemployment / (p.Unemployment + p.JobFinding)
}

// exposure is the share of an occupation's tasks that AI could do at release
// and at its best, by the ratings that the user chose:
//
//   - consensus: from what human raters call directly exposed (alpha) to the
//     mean of the humans' and GPT-4's share exposed with tools (gamma);
//   - human, gpt4: from alpha to gamma of that rater;
//   - observed: up to the share of tasks seen in use, from the humans' alpha
//     where that is less. It is a snapshot of 2025, not a ceiling: use it to
//     see how much hangs on the ratings.
func exposure(x *evidence.Occupation, index string) (floor, ceiling float64) {
	human, gpt4 := x.Exposure["human"], x.Exposure["gpt4"]
	switch index {
	case "human":
		floor, ceiling = human[0], human[2]
	case "gpt4":
		floor, ceiling = gpt4[0], gpt4[2]
	case "observed":
		floor, ceiling = human[0], x.Exposure["observed"][2]
	default:
		floor, ceiling = human[0], 0.5*(human[2]+gpt4[2])
	}
	return min(floor, ceiling), ceiling
}
