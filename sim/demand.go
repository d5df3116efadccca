package sim

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// Causes of change in employment that keep an account; what is left is rest.
const (
	causeAugmentation = iota
	causeAutomation
	causeClients
	causeDemand
	Causes
)

// demand turns prices into desired heads (equations 24 and 25). Per
// organisation and occupation they are a product,
//
//	n* = n0 x trend x (P/V)^-eps x (1 - demand b) x s/s0 x (1 - a) x 1/(y J),
//
// where trend is the observed index over what the other factors, which all are AI,
// make of it (trend.go); rounded with the cell's own fixed uniform, floor(n* + u): expectations are
// exact, luck is common to all policies, and small firms do not churn. Target
// shares follow *base* shares and price over value, s* ~ s0 (p/v)^-(substitution
// - 1); with last month's share as base they would diverge a thousandfold. Shares
// adjust in logs.
//
// Each factor's contribution to the change is Lam (ln x_t - ln x_t-1) with the
// logarithmic mean Lam (Divisia): exact, without an ordering of causes.
//
// Source: Dixit and Stiglitz 1977 for shares and values; elasticities and clients' part are
// assumed, the index is that of the employment tables.
var demand = Mechanism{
	Name: "demand", Asks: "How many of us does it want?",
	Writes: []string{"Orgs.LnShare", "Orgs.LnLabour", "Cells.Desired", "Cells.Star", "Cells.LnYield", "Cells.Layoff", "Cells.Blame", "Cells.Over", "Orgs.Kept", "Occupations", "Domains", "Effects"},
	Begin:  (*World).domainDemand,
	Orgs: func(w *World, lo, hi, worker int) {
		sums := w.newDemandSums()
		for lo := lo; lo < hi; lo += firmsAtOnce {
			w.desire(lo, min(hi, lo+firmsAtOnce), &sums, worker)
		}
		t := &w.tallies[worker]
		for d, s := range sums.shares {
			t.shares[d] += fine(s)
		}
		for o := range w.Occupations {
			t.works[o] += micro(sums.works[o])
			for k, x := range sums.causes[o] {
				t.causes[o][k] += micro(x)
			}
			for k, x := range sums.heads[o] {
				t.heads[o][k] += micro(x)
			}
		}
	},
	Settle: func(w *World) {
		for d := range w.Domains {
			sum := int64(0)
			gather(w, &sum, func(t *tally) *int64 { return &t.shares[d] })
			x := 0.0
			if sum > 0 {
				x = num.Log(float64(sum) * (1.0 / (1 << 40)))
			}
			w.Domains[d].SharesStep, w.Domains[d].LnShares = x-w.Domains[d].LnShares, x
		}
		for o := range w.Occupations {
			var works, kept int64
			gather(w, &works, func(t *tally) *int64 { return &t.works[o] })
			gather(w, &kept, func(t *tally) *int64 { return &t.kept[o] })
			gather(w, &w.Occupations[o].Account, func(t *tally) *[Causes]int64 { return &t.causes[o] })
			w.Occupations[o].Works, w.Occupations[o].Kept = whole(works), whole(kept)
		}
		w.findEffects()
	},
}

// demandSums are one chunk's sums, turned into integers at its end.
type demandSums struct {
	shares [Domains]float64
	works  [Occupations]float64
	causes [Occupations][Causes]float64
	heads  [Occupations][2]float64 // without AI and with it (trend.go)
	lift   [Occupations]float64    // the trend
	finds  bool                    // the effect of AI is still to be found
}

func (w *World) newDemandSums() (s demandSums) {
	s.finds = w.finding()
	for o := range w.Occupations {
		s.lift[o] = 1
		if x := w.Occupations[o].LnTrend; s.finds && x != 0 {
			s.lift[o] = num.Exp(x)
		}
	}
	return s
}

// domainDemand moves (P/V)^-eps, clients' share and the trend, and keeps the change.
func (w *World) domainDemand() {
	p := &w.Params
	for d := range w.Domains {
		x := float64(-w.elasticity(d) * w.Domains[d].lnDear())
		w.Domains[d].DemandStep, w.Domains[d].LnDemand = x-w.Domains[d].LnDemand, x
	}
	for i := range w.Occupations {
		o := &w.Occupations[i]
		x := 0.0
		if o.HouseBypass > 0 {
			x = num.Log(1 - float64(p.Clients.Demand*o.HouseBypass))
		}
		o.BypassStep, o.LnBypass = x-o.LnBypass, x
		x = num.Log(w.trend(i))
		o.TrendStep, o.LnTrend = x-o.LnTrend, x
	}
}

// lnDear is ln P/V, how dear a domain's works are for what they are worth.
func (d *Domain) lnDear() float64 { return d.LnPrice - d.LnValue }

// firmsAtOnce are few enough that what they write on stays in the nearest cache.
const firmsAtOnce = 256

// desire finds the desired heads of organisations and why they changed. Logarithms
// and exponentials are taken of all of them together.
func (w *World) desire(lo, hi int, sums *demandSums, worker int) {
	o, c, x := &w.Orgs, &w.Cells, &w.tallies[worker].room.demand
	first, last := o.FirstCell[lo], o.FirstCell[hi]
	x.open(hi-lo, int(last-first))
	w.moveFirms(lo, hi, x, w.jcurves(worker))
	for f := lo; f < hi; f++ {
		for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
			x.yield[k-first] = c.yield(k) * x.firms[f-lo].j
		}
	}
	copy(x.lnYield, x.yield)
	num.Logs(x.lnYield)
	for f := lo; f < hi; f++ {
		firm := &x.firms[f-lo]
		for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
			occ := &w.Occupations[c.Occupation[k]]
			x.star[k-first] = occ.LnTrend + firm.market() + occ.LnBypass + firm.lnLabour - x.lnYield[k-first]
		}
	}
	num.Exps(x.star)
	for k := range x.star {
		x.star[k] = float64(float64(c.Base[int(first)+k]) * x.star[k])
		x.lnStar[k], x.lnLast[k] = x.star[k], float64(c.Star[int(first)+k])
	}
	num.Logs(x.lnStar)
	num.Logs(x.lnLast)
	for f := lo; f < hi; f++ {
		firm := &x.firms[f-lo]
		sums.shares[o.Domain[f]] += float64(o.BaseShare[f] * x.share[f-lo])
		floor, kept, wanted := w.firmLever(StaffFloor, f), 0.0, 0.0
		for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
			star := x.star[k-first]
			w.enter(k, x.job(k-first), firm, sums)
			least := star
			if floor > 0 {
				least = max(star, floor*float64(c.Base[k]))
				w.keep(k, f, least-star, worker)
			}
			kept, wanted = kept+(least-star), wanted+star
			w.wish(k, least, firm)
			w.shareWork(k, f, worker)
		}
		o.Kept[f] = 0
		if kept > 0 {
			o.Kept[f] = float32(kept / max(wanted, 0.01*(wanted+kept)))
		}
	}
}

// demandRoom is where a worker keeps what organisations and their jobs ask for, on the way to it.
type demandRoom struct {
	firms          []firmFactors
	share          []float64 // s/s0
	yield, lnYield []float64 // y J of jobs
	star, lnStar   []float64 // n*
	lnLast         []float64 // ln n* of last month
}

// A jobDemand is what a job asks for.
type jobDemand struct{ yield, lnYield, star, lnStar, lnLast float64 }

func (x *demandRoom) job(k int32) jobDemand {
	return jobDemand{x.yield[k], x.lnYield[k], x.star[k], x.lnStar[k], x.lnLast[k]}
}

// open makes room for some organisations and their jobs.
func (x *demandRoom) open(firms, jobs int) {
	x.firms = slices.Grow(x.firms[:0], firms)[:firms]
	x.share = slices.Grow(x.share[:0], firms)[:firms]
	for _, list := range []*[]float64{&x.yield, &x.lnYield, &x.star, &x.lnStar, &x.lnLast} {
		*list = slices.Grow((*list)[:0], jobs)[:jobs]
	}
}

// moveFirms moves the shares of organisations and keeps the change of their labour.
func (w *World) moveFirms(lo, hi int, x *demandRoom, byAge []float64) {
	labour := x.share // until the shares are known
	for f := lo; f < hi; f++ {
		labour[f-lo] = 1 - float64(w.Orgs.Automated[f])
	}
	num.Logs(labour)
	for f := lo; f < hi; f++ {
		firm := &x.firms[f-lo]
		firm.move(w, f, labour[f-lo])
		firm.j = w.jcurve(f, byAge)
		x.share[f-lo] = firm.lnShare
	}
	num.Exps(x.share)
}

// firmFactors is what the jobs of an organisation have in common in equation 24.
type firmFactors struct {
	domain     *Domain
	lnShare    float64 // ln s/s0
	automated  float64 // a
	lnLabour   float64 // ln(1 - a)
	labourStep float64 // its change this month
	shareStep  float64 // change of ln s/s0 this month
	j          float64 // J
	kept       bool    // an agreement kept heads last month

	lnYield, yieldStep float64 // ln(y J) of the job that was entered last, and its change
}

// fell is how far each factor fell this month for a job of an occupation, the one
// that was entered last. Few jobs have heads in excess, so only those ask.
func (f *firmFactors) fell(occ *Occupation) parts {
	d := f.domain
	if f.kept { // what an agreement kept fell since the start
		return fallen(parts{}, parts{f.lnLabour - f.lnYield, occ.LnBypass, f.market(), occ.LnTrend})
	}
	return fallen(parts{}, parts{f.labourStep - f.yieldStep, occ.BypassStep, d.DemandStep + f.shareStep - d.SharesStep, occ.TrendStep})
}

// market is what prices and values leave of demand, in logs.
func (f *firmFactors) market() float64 { return f.domain.LnDemand + f.lnShare - f.domain.LnShares }

// move moves an organisation's share and keeps the change of its labour, the log of
// which it has now.
func (x *firmFactors) move(w *World, f int, lnLabour float64) {
	o, p := &w.Orgs, &w.Params.Markets
	*x = firmFactors{domain: &w.Domains[o.Domain[f]], automated: float64(o.Automated[f]), lnLabour: lnLabour}
	dear := float64(o.LnPrice[f]) - float64(o.LnValue[f])
	target := float64((1 - p.Substitution) * (dear - x.domain.lnDear()))
	last := float64(o.LnShare[f])
	o.LnShare[f] = float32(toward(last, target, p.ShareRate))
	x.lnShare = float64(o.LnShare[f])
	x.shareStep, x.kept = x.lnShare-last, o.Kept[f] > 0
	x.labourStep = x.lnLabour - float64(o.LnLabour[f])
	o.LnLabour[f] = float32(x.lnLabour)
}

// enter enters n* of a job (equation 24); what each cause adds to its change goes into
// the sums (equation 25).
func (w *World) enter(k int32, x jobDemand, f *firmFactors, sums *demandSums) {
	c, d := &w.Cells, f.domain
	occ, causes := &w.Occupations[c.Occupation[k]], &sums.causes[c.Occupation[k]]
	step := x.lnYield - float64(c.LnYield[k])
	c.LnYield[k] = float32(x.lnYield)
	f.lnYield, f.yieldStep = x.lnYield, step
	lam := logMean(x.star, float64(c.Star[k]), x.lnStar-x.lnLast)
	causes[causeAugmentation] -= float64(lam * step)
	causes[causeAutomation] += float64(lam * f.labourStep)
	causes[causeClients] += float64(lam * occ.BypassStep)
	causes[causeDemand] += float64(lam * d.DemandStep)
	sums.works[c.Occupation[k]] += x.star * x.yield / (1 - f.automated)
	if sums.finds {
		w.findHeads(k, x.star, f, sums)
	}
	c.Star[k] = float32(x.star)
}

// wish rounds desired heads and sets the chance of a layoff (equation 27). Each
// head in excess has a reason: of those that are so since this month the factors
// that fell this month, of older ones what remains of theirs. Of heads in excess
// for the exogenous index trend_layoff are laid off in a month, most at once, or
// employment could not follow it; for any other reason layoff, after not
// refilling. So a factor that stands still makes no layoffs, whatever the others
// do, and AI does not slow what it did not cause.
func (w *World) wish(k int32, star float64, f *firmFactors) {
	c, p := &w.Cells, &w.Params.Employees
	before := c.Desired[k]
	c.Desired[k] = int32(math.Floor(star + float64(c.Rounding[k])))
	c.Layoff[k] = 0
	excess := c.Staff[k] - c.Desired[k]
	if excess <= 0 {
		c.Blame[k] = 0
		return
	}
	fresh := float64(max(0, min(excess, before-c.Desired[k]))) / float64(excess)
	s, now := p.remaining(unpack(c.Blame[k])), f.fell(&w.Occupations[c.Occupation[k]]).scaled()
	for j := range s {
		s[j] = toward(s[j], now[j], fresh)
	}
	c.Blame[k] = blame(s)
	chance, _ := p.laidOff(unpack(c.Blame[k]))
	c.Layoff[k] = float32(chance * float64(excess) / float64(c.Staff[k]))
}

// logMean is the logarithmic mean (x - y)/(ln x - ln y) of two positive
// numbers, of which it is told the difference of logs; near x = y, where that is 0/0,
// its series.
func logMean(x, y, ln float64) float64 {
	if x <= 0 || y <= 0 {
		return 0
	}
	if r := (x - y) / (x + y); math.Abs(r) < 1e-3 {
		return 0.5 * (x + y) * (1 - float64(r*r)/3)
	}
	return (x - y) / ln
}

// keep counts heads that an agreement keeps in a job above what is wanted,
// which the organisation pays for.
func (w *World) keep(k int32, f int, heads float64, worker int) {
	if heads <= 0 {
		return
	}
	t, o := &w.tallies[worker], w.Cells.Occupation[k]
	t.kept[o] += micro(heads)
	if w.charged(PerKeptYear) {
		usd := float64(heads * w.Occupations[o].WorkPriceUSD / workMarkup)
		w.bill(t.purse(), PerKeptYear, o, usd, func(rule int) bool { return w.reachesFirm(rule, f) })
	}
}
