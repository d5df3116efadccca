package sim

import (
	"math"
	"testing"
)

// factory is a world of production and organisations' markets alone, in which
// the staff of firm f work with depth m(f), capability 0.8, skill and craft
// one half; yield is what equation 17 then says. Better works are worth no more,
// unless an option says so.
func factory(m func(f int) float64, options ...option) *World {
	w := lab(2400, append([]option{people(1, 0), capable(0.8), only("production", "costs", "demand"),
		tuned(func(p *Params) { p.Markets.Quality = 0 })}, options...)...)
	c := &w.Creatives
	for i := range w.People {
		c.Skill[i], c.Craft[i] = 0.5, 0.5
		c.Depth[i] = float32(m(int(w.Cells.Organisation[c.Cell[i]])))
	}
	for k, n := range w.Cells.Staff {
		if n == 0 {
			panic("lab: a job without staff")
		}
		w.Cells.Base[k] = float32(n)
	}
	return w
}

func (w *World) knownYield(m float64) float64 {
	p := w.Params.Production
	return 1 / (1 - p.OutputShare*p.Saving*m*0.8*0.7)
}

// L'/L = h'^(1 - eps theta): with hours a work down by the same factor
// everywhere, jobs fall where demand is less elastic than 1/theta and rise
// where it is more.
func TestJobsFollowHoursToOneMinusElasticityTimesPassThrough(t *testing.T) {
	w := factory(func(int) float64 { return 0.9 }, occupations(6), func(p *plan) { p.domains = 6 }, firms(12), tuned(func(p *Params) {
		m := &p.Markets
		m.PassThrough = 0.8
		m.ElasticityVisualArt, m.ElasticityDesign, m.ElasticityMusic = 0, 0.5, 1
		m.ElasticityFilmVideo, m.ElasticityWriting, m.ElasticityAdvertising = 1.25, 1.9, 1.5
	}))
	run(w, 3)
	hours := 1 / w.knownYield(0.9)
	if hours > 0.9 {
		t.Fatalf("hours fall by a factor %v only", hours)
	}
	for k, star := range w.Cells.Star {
		eps := [6]float64{0, 0.5, 1, 1.25, 1.9, 1.5}[w.Orgs.Domain[w.Cells.Organisation[k]]]
		within(t, "heads wanted over heads before", float64(star/w.Cells.Base[k]), math.Pow(hours, 1-eps*0.8), 2e-5)
	}
}

// Shares settle at s0 p^-(sigma-1) over their sum, logit shares in the logs of
// prices; the domain's price is the CES index with the same weights, so that
// the shares need no further normalisation.
func TestSharesSettleAtLogitSharesOfPrices(t *testing.T) {
	w := factory(func(f int) float64 { return float64(f%7) / 7 })
	run(w, 400)
	sigma, theta := w.Params.Markets.Substitution, w.Params.Markets.PassThrough
	sums := make([]float64, len(w.Domains))
	price := func(f int) float64 { return math.Pow(w.knownYield(float64(f%7)/7), -theta) }
	for f, d := range w.Orgs.Domain {
		sums[d] += w.Orgs.BaseShare[f] * math.Pow(price(f), 1-sigma)
	}
	for d := range sums {
		within(t, "price of a domain", math.Exp(w.Domains[d].LnPrice), math.Pow(sums[d], 1/(1-sigma)), 1e-5)
		within(t, "sum of shares", math.Exp(w.Domains[d].LnShares), 1, 1e-5)
	}
	for f, d := range w.Orgs.Domain {
		known := w.Orgs.BaseShare[f] * math.Pow(price(f), 1-sigma) / sums[d]
		within(t, "share", w.Orgs.BaseShare[f]*math.Exp(float64(w.Orgs.LnShare[f])-w.Domains[d].LnShares), known, 1e-5)
		eps := [2]float64{w.Params.Markets.ElasticityVisualArt, w.Params.Markets.ElasticityDesign}[d]
		for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
			star := math.Pow(math.Pow(sums[d], 1/(1-sigma)), -eps) * known / w.Orgs.BaseShare[f] / w.knownYield(float64(f%7)/7)
			within(t, "heads", float64(w.Cells.Star[k]/w.Cells.Base[k]), star, 5e-5)
		}
	}
}

// Shephard's lemma for the CES index: when one price moves, the domain's moves
// by that organisation's share.
func TestDomainPriceMovesWithAnOrganisationsShare(t *testing.T) {
	prices := func(step float64) (own, domain float64, w *World) {
		w = factory(func(f int) float64 {
			if f == 2 {
				return 0.5 + step
			}
			return float64(f%7) / 7
		})
		run(w, 1)
		return float64(w.Orgs.LnPrice[2]), w.Domains[w.Orgs.Domain[2]].LnPrice, w
	}
	own0, domain0, _ := prices(-0.05)
	own1, domain1, _ := prices(0.05)
	own, domain, w := prices(0)
	sigma := w.Params.Markets.Substitution
	share := w.Orgs.BaseShare[2] * math.Exp((1-sigma)*(own-domain))
	within(t, "derivative of the domain's price", (domain1-domain0)/(own1-own0), share, 1e-4)
}

// A mark-up common to all is no change of price: the CES mark-up
// sigma/(sigma - 1) cancels, and with full pass-through the index is
// homogeneous of degree one in costs, whatever sigma.
func TestPriceIndexIsHomogeneousInCosts(t *testing.T) {
	for _, sigma := range []float64{2, 3, 6} {
		w := factory(func(int) float64 { return 1 }, tuned(func(p *Params) {
			p.Markets.Substitution, p.Markets.PassThrough = sigma, 1
		}))
		run(w, 1)
		for _, d := range w.Domains {
			within(t, "price over cost", math.Exp(d.LnPrice)*w.knownYield(1), 1, 2e-5)
		}
	}
}

// CES of craft and technique over their arithmetic mean: 1 when equal, the
// geometric mean at s = 0, the harmonic at -1, the lesser at minus infinity.
func TestComplementarityHasItsKnownLimits(t *testing.T) {
	for _, x := range [][2]float64{{0.2, 0.8}, {0.5, 0.6}, {0.01, 1}, {0.4, 0.4}} {
		a, b := x[0], x[1]
		mean := (a + b) / 2
		within(t, "s = 0", CES(a, b, 0), math.Sqrt(a*b)/mean, 1e-12)
		within(t, "s = -1", CES(a, b, -1), 2*a*b/(a+b)/mean, 1e-12)
		within(t, "s = -2", CES(a, b, -2), math.Pow((1/(a*a)+1/(b*b))/2, -0.5)/mean, 1e-12)
		within(t, "s = -60", CES(a, b, -60), min(a, b)/mean, 0.02)
		within(t, "a step at the switch", CES(a, b, -0.001), CES(a, b, -0.000999), 0.003)
		within(t, "symmetry", CES(a, b, -1.5), CES(b, a, -1.5), 1e-12)
		within(t, "scale", CES(a, b, -1.5), CES(a/2, b/2, -1.5), 1e-12)
		last := 1.0
		for s := 0.0; s >= -4; s -= 0.25 {
			c := CES(a, b, s)
			if !(c <= last+1e-12 && c > 0) {
				t.Errorf("CES(%v, %v, %v) = %v, after %v", a, b, s, c, last)
			}
			last = c
		}
	}
	within(t, "nothing at all", CES(0, 0, -1), 1, 0)
}
