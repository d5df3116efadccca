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
				w.Occupations[o].Trend = []float64{0.5}
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

// excessWorld is a world in which only demand and layoffs move heads; halt sets
// factors before the first month.
func excessWorld(n int, slow, quick float64, halt func(w *World)) *World {
	return lab(n, people(1, 0), firms(200), only("demand", "employees"), tuned(still), with(halt), tuned(func(p *Params) {
		p.Employees.Layoff, p.Employees.TrendLayoff, p.Employees.SearchEffort = slow, quick, 0
		p.Clients.Demand = 0.3
	}))
}

func causesOf(w *World) (sum [3]float64) {
	for o := range w.Flows {
		for j, f := range []Flow{FlowDisplacedAutomation, FlowDisplacedClients, FlowDisplacedOther} {
			sum[j] += whole(w.Flows[o][f])
		}
	}
	return sum
}

// What stands still lays nobody off: when the exogenous index falls, its excess
// goes at its own rate and under its own name, however far AI has come before.
func TestAFallGoesAtItsOwnRateHoweverFarTheOthersAre(t *testing.T) {
	const n, slow, quick = 20000, 0.05, 0.6
	w := excessWorld(n, slow, quick, func(w *World) {
		for f := range w.Orgs.Automated {
			w.Orgs.Automated[f] = 0.3
		}
		for o := range w.Occupations {
			w.Occupations[o].HouseBypass = 0.5
			w.Occupations[o].Trend = []float64{1.1, 1.1, 1.1, 0.99}
		}
	})
	for k := range w.Cells.Staff { // as many as are wanted after AI
		w.Cells.Base[k] *= float32(1 / (0.7 * 0.85 * 1.1))
	}
	run(w, 3)
	before := append([]int32(nil), w.Cells.Staff...)
	run(w, 1)
	excess := 0.0
	for k, heads := range before {
		excess += float64(max(0, heads-w.Cells.Desired[k]))
	}
	got := causesOf(w)
	if excess < n/20 {
		t.Fatalf("%v heads in excess are too few to tell", excess)
	}
	unsurprising(t, "layoffs for the index", got[2], quick*excess, math.Sqrt(quick*(1-quick)*excess))
	if got[0]+got[1] > 0.01*got[2] {
		t.Errorf("AI that stands still laid off %v and %v, the index %v", got[0], got[1], got[2])
	}
}

// Of heads in excess for two reasons each goes at its own rate: after m months
// E (a (1 - slow)^m + (1 - a)(1 - quick)^m) are left, a the part of the slow one.
func TestEachReasonIsWorkedOffAtItsOwnRate(t *testing.T) {
	const n, slow, quick, months = 40000, 0.1, 0.5, 6
	w := excessWorld(n, slow, quick, func(w *World) {
		for f := range w.Orgs.Automated {
			w.Orgs.Automated[f] = 0.2
		}
		for o := range w.Occupations {
			w.Occupations[o].HouseBypass, w.Occupations[o].Trend = 0.5, []float64{0.7}
		}
	})
	start := append([]int32(nil), w.Cells.Staff...)
	automation, clients, index := -math.Log(0.8), -math.Log(1-0.3*0.5), -math.Log(0.7)
	a := (automation + clients) / (automation + clients + index)
	var sum [3]float64
	for range months {
		run(w, 1)
		for j, x := range causesOf(w) {
			sum[j] += x
		}
	}
	excess := 0.0
	for k, heads := range start {
		excess += float64(max(0, heads-w.Cells.Desired[k]))
	}
	gone := [3]float64{}
	slowly := 1 - math.Pow(1-slow, months)
	gone[0] = slowly * excess * a * automation / (automation + clients)
	gone[1] = slowly * excess * a * clients / (automation + clients)
	gone[2] = (1 - math.Pow(1-quick, months)) * excess * (1 - a)
	for j := range gone {
		unsurprising(t, []string{"automation", "clients", "index"}[j], sum[j], gone[j], math.Sqrt(gone[j]))
	}
}

// A rise is no fall, and what one factor gives back is not another's.
func TestARiseMakesNoExcess(t *testing.T) {
	got := fallen(parts{-0.1, -0.2, 0.3, 0}, parts{-0.3, -0.1, 0.3, 0.2})
	for k, want := range (parts{0.2, 0, 0, 0}) {
		within(t, "fall", got[k], want, 1e-15)
	}
}

// Shares of blame come back as they were packed, and of none all is the index.
func TestBlameIsKeptToAMillionth(t *testing.T) {
	for _, s := range []parts{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {0.125, 0.5, 0.25, 0.125}, {0.3, 0.3, 0.4, 0}, {1.0 / 3, 1.0 / 3, 1.0 / 3, 0}} {
		sum := 0.0
		for k, x := range unpack(blame(s)) {
			within(t, "share", x, s[k], 1e-6)
			sum += x
		}
		within(t, "sum", sum, 1, 1e-12)
	}
	if unpack(0) != (parts{forTrend: 1}) || (parts{}).scaled() != (parts{forTrend: 1}) {
		t.Error("without a word the index is to blame")
	}
}

// Heads that an agreement kept are due to what fell since the start, not to
// what moved in the month in which it ended.
func TestHeadsAnAgreementKeptAreDueToWhatTheyWereKeptFrom(t *testing.T) {
	w := lab(8000, people(1, 0), firms(100), only("policy", "demand", "employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.Layoff, p.Employees.TrendLayoff, p.Employees.SearchEffort = 0.3, 0.9, 0
	}), ruled(pulling(StaffFloor, 1)))
	w.Rules[0].End = 4
	for f := range w.Orgs.Automated {
		w.Orgs.Automated[f] = 0.3 * float32(w.Orgs.Covered[f])
	}
	for o := range w.Occupations {
		w.Occupations[o].Trend = []float64{1, 1, 1, 1, 0.999}
	}
	run(w, 4)
	if got := causesOf(w); got != [3]float64{} {
		t.Fatalf("under the agreement %v are laid off", got)
	}
	run(w, 1)
	if got := causesOf(w); got[0] < 150 || got[2] > 0.05*got[0] {
		t.Errorf("automation laid off %v when the agreement ended, other causes %v", got[0], got[2])
	}
}
