package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
	"gonum.org/v1/gonum/stat/distuv"
)

// decisive brings the use decision to its limit: everybody alike but for the
// mood of the month and, where peers weigh anything, the threshold.
func decisive(peers float64) option {
	return tuned(func(p *Params) {
		u := &p.Use
		u.Reconsider, u.Peers = 0.3, peers
		u.Encouraged, u.Trust, u.Fear, u.Autonomy, u.Attitude = 0, 0, 0, 0, 0
		u.Privacy, u.Rights, u.Cost, u.FixedScale = 0, 0, 0, 0
		u.Base, u.Quality, u.Stage = -0.5, 2, 0
	})
}

// capable sets what AI can do, for worlds without technology.
func capable(q float64) option {
	return with(func(w *World) {
		w.Capability = q
		for o := range w.Occupations {
			w.Occupations[o].Quality = q
		}
	})
}

// willing is the share of a decisive population that uses AI when the common
// part of U is u.
func willing(u, s float64) float64 { return logistic(u / s) }

func shareOfUsers(w *World) float64 {
	n := 0.0
	for _, f := range w.Creatives.Flags[:w.People] {
		n += float64(f & Uses)
	}
	return n / float64(w.People)
}

// Without peers, users follow f_t = f* (1 - (1 - r)^t), f* a logistic mean.
func TestUseWithoutPeersFollowsTheLogisticMean(t *testing.T) {
	const n = 20000
	w := lab(n, decisive(0), capable(0.5), only("use"))
	target := willing(w.Params.Use.Base+0.1*w.Params.Use.Quality, w.Params.Use.FreshScale)
	for month := 1; month <= 24; month++ {
		w.Step()
		known := target * (1 - math.Pow(0.7, float64(month)))
		if month == 2 || month == 6 || month == 24 {
			unsurprising(t, "users", shareOfUsers(w), known, math.Sqrt(known*(1-known)/n))
		}
	}
}

// meanField is one month of use by everybody's random peers: with a share f of
// users a person sees k of Degree, feels half k/8 and half whether k/8 is above
// a threshold that is triangular on 0..2 mean.
func meanField(p *UseParams, f float64) float64 {
	base := p.Base + 0.1*p.Quality
	law := distuv.Binomial{N: Degree, P: max(f, 1e-12)}
	next := (1 - p.Reconsider) * f
	for k := range Degree + 1 {
		seen := float64(k) / Degree
		above := distuv.NewTriangle(0, 2*p.Threshold, p.Threshold, nil).CDF(seen)
		chance := (1-above)*willing(base+p.Peers*0.5*seen, p.FreshScale) + above*willing(base+p.Peers*(0.5*seen+0.5), p.FreshScale)
		next += p.Reconsider * law.Prob(float64(k)) * chance
	}
	return next
}

// With peers drawn anew each month the model is its own mean field.
func TestUseAmongRandomPeersFollowsTheMeanField(t *testing.T) {
	const n, replicates, months = 2000, 20, 25
	ends := make([]float64, replicates)
	var known float64
	for r := range replicates {
		w := lab(n, seed(uint64(r+1)), decisive(1.5), capable(0.5), only("exposure", "use", "publish"))
		known = 0
		for month := range months {
			luck := draw.New(uint64(r), 2000, month)
			for k := range w.Creatives.Peers {
				w.Creatives.Peers[k] = uint32(luck.Below(uint64(k), n))
			}
			w.Step()
			known = meanField(&w.Params.Use, known)
		}
		ends[r] = shareOfUsers(w)
	}
	mean, se := meanAndError(ends)
	unsurprising(t, "users after 25 months", mean, known, se)
}

// The error of a finite population against the limit falls as N^-1/2.
func TestErrorOfAFinitePopulationFallsWithItsSquareRoot(t *testing.T) {
	const replicates, months = 40, 6
	sizes := []int{250, 1000, 4000, 16000}
	var x, y []float64
	for s, n := range sizes {
		sum := 0.0
		for r := range replicates {
			w := lab(n, seed(uint64(1000*s+r)), decisive(0), capable(0.5), only("use", "measure"))
			run(w, months)
			known := willing(w.Params.Use.Base+0.1*w.Params.Use.Quality, w.Params.Use.FreshScale) * (1 - math.Pow(0.7, months))
			e := w.Now.Groups[0].Values[ColumnIndex("ai_use")] - known
			sum += e * e / replicates
		}
		x, y = append(x, math.Log(float64(n))), append(y, math.Log(sum)/2)
	}
	within(t, "slope of the error in logs", slope(x, y), -0.5, 0.1)
}

// slope of the least-squares line.
func slope(x, y []float64) float64 {
	mx, my := 0.0, 0.0
	for i := range x {
		mx, my = mx+x[i]/float64(len(x)), my+y[i]/float64(len(x))
	}
	top, below := 0.0, 0.0
	for i := range x {
		top, below = top+(x[i]-mx)*(y[i]-my), below+(x[i]-mx)*(x[i]-mx)
	}
	return top / below
}

// Equation 15: depth goes to m* along a geometric path, for each person.
func TestDepthSettlesAtItsFixedPoint(t *testing.T) {
	w := lab(500, capable(0.6), only("use", "policy"), tuned(func(p *Params) { p.Use.Reconsider = 0 }))
	concern := w.Trait(drawAutonomy)
	known := make([]float64, w.People)
	for i := range known {
		c := &w.Creatives
		c.Flags[i] |= Uses
		c.Skill[i], c.Trust[i] = float32(i%10)/10, float32(i%7)/8
		known[i] = w.Params.Use.DepthScale * 0.6 * (0.25 + 0.75*float64(c.Skill[i])) * (1.2 - 0.6*autonomy(concern, c.ID[i])) * min(1, float64(c.Trust[i])/0.5)
		if k := c.Cell[i]; k >= 0 {
			f := w.Cells.Organisation[k]
			w.Orgs.Depth[f] = float32(f%5) / 5
			known[i] *= 1 + w.Params.Use.FirmDepth*float64(w.Orgs.Depth[f])
		}
	}
	for month := 1; month <= 300; month++ {
		w.Step()
		if month != 10 && month != 300 {
			continue
		}
		for i, m := range known {
			within(t, "depth", float64(w.Creatives.Depth[i]), m*(1-math.Pow(1-w.Params.Use.DepthRate, float64(month))), 2e-6)
		}
	}
}

func TestCapOnTheMachineShareHolds(t *testing.T) {
	w := lab(500, people(1, 0), capable(0.9), only("use", "policy"), ruled(pulling(HumanShare, 0.8)), tuned(func(p *Params) { p.Use.Reconsider = 0 }))
	for i := range w.People {
		w.Creatives.Flags[i] |= Uses
		w.Creatives.Skill[i], w.Creatives.Trust[i] = 1, 1
	}
	run(w, 200)
	for i := range w.People {
		within(t, "depth", float64(w.Creatives.Depth[i]), 0.2, 1e-6)
	}
}
