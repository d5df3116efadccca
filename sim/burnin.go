package sim

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/sim/par"
)

// BurnInMonths are played before history, without AI, trend or policy. Without
// them freelancers drift by -10 % and the share of juniors halves before any
// AI: as large as the effects one looks for.
const BurnInMonths = 120

// referenceMonths at the end of the burn-in give the flows of the start.
const referenceMonths = 36

// Ready readies a world whose columns have been filled: sums for each
// worker, what is known of its domains, the list of vacant rows, room for views of
// the last ones, the first published copy.
func (w *World) Ready() {
	w.Workers = max(1, w.Workers)
	w.tallies = newTallies(w.Workers)
	w.findDomains()
	w.FindFree()
	w.Creatives.Grow(0)
	w.publishAll()
}

// SetWorkers changes how many workers play the world; no result depends on it.
func (w *World) SetWorkers(n int) {
	w.Workers = max(1, n)
	w.tallies = newTallies(w.Workers)
}

// PlayBurnIn plays the months before history and then takes their end as the
// reference: orders, capacity, unemployment, wages and flows of the start are
// what the economy without AI settles at. A burnt-in population depends on
// population, seed and the parameters of the world without AI alone, so that
// it can be played once and shared by every world and policy.
//
// stop is asked each month; true ends the burn-in early and reports false. A
// burn-in without stop is played to its end; one that ended early goes on.
func (w *World) PlayBurnIn(stop func() bool) bool {
	if !w.BurnIn || w.Month >= 0 {
		w.Month, w.BurnIn = -BurnInMonths, true
	}
	for w.Month < 0 {
		if stop != nil && stop() {
			return false
		}
		if w.Month == -referenceMonths {
			for o := range w.Occupations {
				w.Occupations[o].entries, w.Occupations[o].entrants = 0, 0
				w.Occupations[o].away, w.Occupations[o].back = 0, 0
			}
		}
		w.Step()
	}
	w.BurnIn = false
	if w.EffortSum > 0 {
		w.Effort = w.EffortSum / referenceMonths
	}
	w.rebase()
	return true
}

// rebase makes the present the start. Pay is dealt out anew by rank, so that
// month 0 has the pay tables' percentiles exactly.
func (w *World) rebase() {
	w.dealPay()
	w.setOrders()
	for i := range w.Occupations {
		o := &w.Occupations[i]
		o.Start, o.Left, o.Came, o.Missing = o.Employed, 0, 0, 0
		o.EntryBase = float64(o.entries) / referenceMonths
		o.EntrantsBase = float64(o.entrants) / referenceMonths
		o.PoolIn = float64(o.back) / referenceMonths
		o.PoolBase = float64(o.away) / referenceMonths / w.Params.Employees.Return
		o.Pool = o.PoolBase
		o.WorkPriceUSD = workMarkup * o.meanPay()
		o.Account, o.Realised = [Causes]int64{}, [Causes]int64{}
	}
	w.StartPeople, w.FearStart = 0, w.FearMean
	for i := range w.Occupations {
		o := &w.Occupations[i]
		w.StartPeople += o.Employed + o.Freelancing + o.Unemployed
	}
	w.Fifths()
	w.publishAll()
}

// workMarkup is what clients of an organisation pay over the pay that goes
// into a work: overheads and profit (assumed).
const workMarkup = 1.6

// meanPay is the mean of the occupation's pay quantiles.
func (o *Occupation) meanPay() float64 {
	sum := 0.0
	for k := range 20 {
		sum += o.PayQuantile((float64(k) + 0.5) / 20)
	}
	return sum / 20
}

// dealPay gives the employees of each occupation the quantiles of its pay
// table by the rank of their pay, and freelancers likewise the share of it
// that freelancers earn; potential is what gives that pay.
func (w *World) dealPay() {
	c := &w.Creatives
	lists := make([][2][]int32, len(w.Occupations))
	for o := range lists { // as many as the last measurement found
		lists[o] = [2][]int32{make([]int32, 0, w.Occupations[o].Employed), make([]int32, 0, w.Occupations[o].Freelancing)}
	}
	for i, s := range c.State {
		if s == Employed || s == Freelancing {
			l := &lists[c.Occupation[i]][s-Employed]
			*l = append(*l, int32(i))
		}
	}
	par.Each(w.Workers, len(lists), func(_, o int) {
		for s := range lists[o] {
			rows := lists[o][s]
			// total order: potential, then row
			slices.SortFunc(rows, func(a, b int32) int {
				return cmp.Or(cmp.Compare(c.Potential[a], c.Potential[b]), cmp.Compare(a, b))
			})
			for rank, i := range rows {
				x := w.Occupations[o].PayQuantile((float64(rank) + 0.5) / float64(len(rows)))
				x /= w.premium(c.Occupation[i], c.Craft[i])
				if s == 0 {
					c.Pay[i] = w.Occupations[o].PayQuantile((float64(rank) + 0.5) / float64(len(rows)))
				} else { // an income is orders times the price of one's work
					c.Pay[i] *= x / float64(c.Potential[i])
				}
				c.Potential[i] = float32(x)
			}
		}
	})
}

// Fifths sorts people into fifths of pay: the maker of a world, and the end of
// the burn-in, which is the start.
func (w *World) Fifths() {
	c := &w.Creatives
	var bins [payBins]int64
	total := int64(0)
	for i, s := range c.State {
		if s != Vacant {
			bins[payBin(c.Pay[i])]++
			total++
		}
	}
	k, seen := 0, int64(0)
	for b, n := range bins {
		for k < 4 && n > 0 && 5*(seen+n) >= int64(k+1)*total {
			lo, hi := payFloor(b), payFloor(b+1)
			part := float64(int64(k+1)*total-5*seen) / float64(5*n)
			w.QuintileUSD[k] = lo + float64((hi-lo)*part)
			k++
		}
		seen += n
	}
	for i, s := range c.State {
		if s != Vacant {
			c.Quintile[i] = w.quintileOf(c.Pay[i])
		}
	}
}

// quintileOf is the fifth of the start's pay in which an amount falls.
func (w *World) quintileOf(usd float64) uint8 {
	q := uint8(0)
	for _, edge := range w.QuintileUSD {
		if usd >= edge {
			q++
		}
	}
	return q
}
