package sim

import (
	"math"
	"testing"
)

// still is a labour market in which nothing happens that the test does not
// switch on: no exits, no changes of job, no promotion, no newcomers.
func still(p *Params) {
	e := &p.Employees
	e.Unemployment, e.Exit, e.JobToJob, e.Layoff = 0, 0, 0, 0
	e.Discouraged, e.TurnFreelance, e.Mobility, e.OutsideFill = 0, 0, 0, 0
	e.JuniorMonths, e.MidMonths, e.Boom = 1e18, 1e18, 1e18
	p.Freelancers.Leave = 0
}

// With posts for all, finding is the search effort, and unemployment settles
// at s/(s + f): 0.0143 and 0.265 a month give 5.1 %. Over months a person is a
// chain of two states with memory 1 - s - f, which gives the standard error.
func TestUnemploymentSettlesAtSeparationsOverFlows(t *testing.T) {
	const n, warm, months, s, f = 4000, 40, 120, 0.0143, 0.265
	w := lab(n, people(0.95, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.Unemployment, p.Employees.SearchEffort, p.Employees.CrossLevel = s, f, 1
	}))
	mean := 0.0
	for month := range warm + months {
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 200
		}
		w.Step()
		if month >= warm {
			for _, state := range w.Creatives.State {
				if state == Unemployed {
					mean += 1.0 / n / months
				}
			}
		}
	}
	known := s / (s + f)
	memory := 1 - s - f
	se := math.Sqrt(known * (1 - known) / n * (1 + memory) / (1 - memory) / months)
	unsurprising(t, "unemployment", mean, known, se)
	within(t, "and that is", known, 0.051, 0.0005)
}

// Blind applications are urns and balls: A applicants to V posts fill
// V (1 - exp(-A/V)) of them.
func TestHiresFollowUrnsAndBalls(t *testing.T) {
	const replicates, posts = 40, 300
	var hires []float64
	known := 0.0
	for r := range replicates {
		w := lab(2000, occupations(1), domains(1), firms(100), seed(uint64(r+1)), people(0.6, 0), only("employees"), tuned(still), tuned(func(p *Params) {
			p.Employees.SearchEffort, p.Employees.JuniorPosts, p.Employees.CrossLevel = 1, 0, 0
		}))
		applicants := 0.0
		for i := range w.People {
			w.Creatives.Stage[i] = Mid
			if w.Creatives.State[i] == Unemployed {
				applicants++
			}
		}
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + posts/100
		}
		w.Step()
		hires = append(hires, float64(w.Flows[0][FlowFound]))
		known = posts * (1 - math.Exp(-applicants/posts))
	}
	mean, se := meanAndError(hires)
	unsurprising(t, "hires", mean, known, se)
}

// Heads in excess because of AI are laid off at a small share of the excess a
// month, those in excess because the exogenous index fell at a large one.
func TestExcessHeadsMeltAtTheRateOfTheirCause(t *testing.T) {
	const n, slow, quick = 20000, 0.06, 0.5
	for _, c := range []struct {
		rate float64
		halt func(w *World)
	}{
		{slow, func(w *World) {
			for f := range w.Orgs.Automated {
				w.Orgs.Automated[f] = 0.5
			}
		}},
		{quick, func(w *World) {
			for o := range w.Occupations {
				w.Occupations[o].Index = []float64{0.5}
			}
		}},
	} {
		w := lab(n, people(1, 0), firms(200), only("demand", "employees"), tuned(still), with(c.halt), tuned(func(p *Params) {
			p.Employees.Layoff, p.Employees.TrendLayoff, p.Employees.SearchEffort = slow, quick, 0
		}))
		before := append([]int32(nil), w.Cells.Staff...)
		run(w, 1)
		for i, state := range w.Creatives.State { // who lost work to AI remembers it
			if state == Unemployed && (w.Creatives.Flags[i]&LostWork != 0) != (c.rate == slow) {
				t.Fatalf("laid off at %v with flags %b", c.rate, w.Creatives.Flags[i])
			}
		}
		gone, known, variance := 0.0, 0.0, 0.0
		for k, heads := range w.Cells.Staff {
			chance := c.rate * float64(before[k]-w.Cells.Desired[k]) / float64(before[k])
			gone += float64(before[k] - heads)
			known += chance * float64(before[k])
			variance += chance * (1 - chance) * float64(before[k])
		}
		within(t, "heads in excess", known/c.rate, n/2, n/200)
		unsurprising(t, "layoffs", gone, known, math.Sqrt(variance))
	}
}

// Who is out of work for over half a year may give up, and some try
// freelancing; both at their monthly chance, the second times the income ratio.
func TestTheUnemployedGiveUpOrTurnFreelance(t *testing.T) {
	const n = 12000
	w := lab(n, people(0, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.Discouraged, p.Employees.TurnFreelance = 0.05, 0.04
	}))
	long, total := 0.0, 0.0
	for i := range w.People {
		w.Creatives.Months[i] = uint16(i % 12) // a month more when it is asked
		long += share01(i%12+1 > discouragedAfter)
		total++
	}
	for o := range w.Occupations {
		w.Occupations[o].IncomeRatio = 0.5
	}
	run(w, 1)
	gone, turned := 0.0, 0.0
	for o := range w.Flows {
		gone += float64(w.Flows[o][FlowExitsUnemployed])
	}
	for _, s := range w.Creatives.State {
		turned += share01(s == Freelancing)
	}
	unsurprising(t, "gave up", gone, 0.05*long, math.Sqrt(0.05*0.95*long))
	chance := 0.02 * (1 - 0.05*long/total)
	unsurprising(t, "turned freelance", turned, chance*total, math.Sqrt(chance*total))
}
