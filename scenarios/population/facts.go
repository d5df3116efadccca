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
		People: s.People, BurnIn: true,
	}
	for _, key := range c.Domains {
		w.Domains = append(w.Domains, sim.Domain{Name: key, Title: domainTitle(key)})
	}
	for _, x := range c.Sectors {
		w.Sectors = append(w.Sectors, sim.Sector{Name: x.Key, Title: x.Title, Gain: x.Gain})
	}
	unemployment := c.Flows.SteadyUnemployment()
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
		Name: x.Key, Title: x.Title, Domain: uint8(domainOf(c, x.Domain)),
		Modality: x.Modality, TaskMix: x.Tasks,
		Automation: x.AutomationShare, Digital: x.DigitalShare,
		UseOffset: reserve(x.Key),
		Trend:     make([]float64, trendMonths),
	}
	o.Floor, o.Ceiling = exposure(x, index)
	for k, usd := range x.Pay {
		o.PayLog[k] = num.Log(usd / 12)
	}
	for month := range o.Trend {
		o.Trend[month] = x.Index(month)
	}
	copy(o.Mobility[:], c.Mobility[i])
	for k := range c.Stages {
		o.StageShare[k] = c.Stages[k].Share
	}
	return o
}

func domainOf(c *evidence.Country, key string) int {
	for d, k := range c.Domains {
		if k == key {
			return d
		}
	}
	panic("population: occupations and domains of " + c.Name + " do not fit each other")
}

// domainTitle names a domain for a reader.
func domainTitle(key string) string {
	switch key {
	case "visual_art":
		return "Visual art"
	case "design":
		return "Design"
	case "music":
		return "Music"
	case "film_video":
		return "Film and video"
	case "writing_publishing":
		return "Writing and publishing"
	case "advertising_pr":
		return "Advertising and public relations"
	}
	return key
}

func knownIndex(index string) bool {
	switch index {
	case "", "consensus", "human", "gpt4", "observed":
		return true
	}
	return false
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
