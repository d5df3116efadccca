package infer

import (
	"math"

	"github.com/atelier-sim/atelier/sim"
)

// layoffCauses are the flows of layoffs by cause, and factorsOf the logs of the
// factors of a job's wish for heads that may be their causes: automation and
// augmentation, clients' own use of AI, and the rest, which is the exogenous
// index, prices and shares.
var layoffCauses = [...]sim.Flow{sim.FlowDisplacedAutomation, sim.FlowDisplacedClients, sim.FlowDisplacedOther}

type factors [len(layoffCauses)]float64

func factorsOf(w *sim.World, job int) factors {
	f := w.Cells.Organisation[job]
	o := &w.Occupations[w.Cells.Occupation[job]]
	d := &w.Domains[o.Domain]
	return factors{
		float64(w.Orgs.LnLabour[f]) - float64(w.Cells.LnYield[job]),
		o.LnBypass,
		o.LnTrend + d.LnDemand + float64(w.Orgs.LnShare[f]) - d.LnShares,
	}
}

// layoffs watches why people are laid off, year by year: of the layoffs of an
// occupation in a year in which a factor stands still, those that the factor
// carries. A factor stands still when it is within 1 % of its level twelve
// months before, in the mean of the occupation in every month and in the mean
// distance of its jobs at the year's end.
type layoffs struct {
	levels       [12][]factors // of occupations, by month of the year
	jobs         []factors     // at the end of last year
	moved        [][len(layoffCauses)]bool
	laid         []factors // this year
	carried, all float64
}

const standsStill = 0.01

// month enters a month that has been played.
func (l *layoffs) month(w *sim.World, month int) {
	now := make([]factors, len(w.Occupations))
	heads := make([]float64, len(w.Occupations))
	if l.laid == nil {
		l.laid, l.moved = make([]factors, len(now)), make([][len(layoffCauses)]bool, len(now))
	}
	for k, base := range w.Cells.Base {
		o := w.Cells.Occupation[k]
		heads[o] += float64(base)
		for j, x := range factorsOf(w, k) {
			now[o][j] += float64(float64(base) * x)
		}
	}
	for o := range now {
		for j, cause := range layoffCauses {
			now[o][j] /= heads[o]
			l.laid[o][j] += float64(w.Flows[o][cause])
			if before := l.levels[month%12]; before != nil && math.Abs(now[o][j]-before[o][j]) > standsStill {
				l.moved[o][j] = true
			}
		}
	}
	l.levels[month%12] = now
	if month%12 == 11 {
		l.year(w, heads)
	}
}

// year closes a year's account.
func (l *layoffs) year(w *sim.World, heads []float64) {
	jobs, distance := make([]factors, len(w.Cells.Base)), make([]factors, len(heads))
	for k, base := range w.Cells.Base {
		jobs[k] = factorsOf(w, k)
		for j, x := range jobs[k] {
			if l.jobs != nil {
				distance[w.Cells.Occupation[k]][j] += float64(float64(base) * math.Abs(x-l.jobs[k][j]))
			}
		}
	}
	for o, laid := range l.laid {
		for j := range laid {
			if l.jobs != nil && !l.moved[o][j] && distance[o][j] <= standsStill*heads[o] {
				l.carried += laid[j]
				l.all += laid[0] + laid[1] + laid[2]
			}
		}
	}
	l.jobs = jobs
	clear(l.laid)
	clear(l.moved)
}

// share is the part of these layoffs that factors carry which stand still.
func (l *layoffs) share() float64 {
	if l.all == 0 {
		return 0
	}
	return l.carried / l.all
}
