package sim

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// listen is the matrix W of who listens to whom: a row's weight is shared
// evenly among the peers who are there.
func listen(w *World) *mat.Dense {
	n := w.People
	m := mat.NewDense(n, n, nil)
	for i := range n {
		here := 0.0
		for _, j := range w.Creatives.Peers[i*Degree : (i+1)*Degree] {
			if w.Creatives.State[j] != Vacant {
				here++
			}
		}
		for _, j := range w.Creatives.Peers[i*Degree : (i+1)*Degree] {
			if w.Creatives.State[j] != Vacant {
				m.Set(i, int(j), m.At(i, int(j))+1/here)
			}
		}
	}
	return m
}

// evidence is alpha/(alpha + beta) of each row.
func evidence(w *World) *mat.VecDense {
	x := mat.NewVecDense(w.People, nil)
	for i := range w.People {
		a, b := float64(w.Creatives.Alpha[i]), float64(w.Creatives.Beta[i])
		x.SetVec(i, a/(a+b))
	}
	return x
}

// society is a world in which people only listen: no use, no bound of
// confidence, susceptibility between low and high.
func society(low, high float64) *World {
	return lab(150, spare(12), only("exposure", "trust", "publish"), tuned(func(p *Params) {
		p.Trust.Confidence = 2
		p.Trust.SusceptibilityLow, p.Trust.SusceptibilityHigh = low, high
		p.Trust.PriorSpread = 0.4
	}))
}

// DeGroot 1974: who only listens ends in a consensus, the mean of first
// opinions by the left eigenvector of W.
func TestListenersReachDeGrootConsensus(t *testing.T) {
	w := society(1, 1)
	first := evidence(w)
	var e mat.Eigen
	if !e.Factorize(listen(w), mat.EigenLeft) {
		t.Fatal("no eigenvectors")
	}
	var left mat.CDense
	e.LeftVectorsTo(&left)
	consensus, total := 0.0, 0.0
	for k, v := range e.Values(nil) {
		if math.Abs(real(v)-1) > 1e-9 || math.Abs(imag(v)) > 1e-9 {
			continue
		}
		for i := range w.People {
			consensus += real(left.At(i, k)) * first.AtVec(i)
			total += real(left.At(i, k))
		}
	}
	consensus /= total
	if mean := mat.Sum(first) / float64(w.People); math.Abs(mean-consensus) < 1e-3 {
		t.Fatalf("this graph cannot tell the consensus %v from the mean %v", consensus, mean)
	}
	run(w, 120)
	for i := range w.People {
		within(t, "consensus", float64(w.Creatives.Trust[i]), consensus, 1e-4) // peers see trust in steps of 2^-16
	}
}

// Friedkin and Johnsen 1990: x* = (I - S W)^-1 (I - S) x0.
func TestTrustSettlesAtFriedkinJohnsenFixedPoint(t *testing.T) {
	w := society(0.15, 0.8)
	n := w.People
	innate := w.Trait(drawInnate)
	system, right := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	weights, x0 := listen(w), evidence(w)
	for i := range n {
		s, _ := w.Params.Trust.innate(innate, w.Creatives.ID[i])
		for j := range n {
			system.Set(i, j, -s*weights.At(i, j))
		}
		system.Set(i, i, 1+system.At(i, i))
		right.SetVec(i, (1-s)*x0.AtVec(i))
	}
	var x mat.VecDense
	if err := x.SolveVec(system, right); err != nil {
		t.Fatal(err)
	}
	run(w, 400)
	spread := 0.0
	for i := range n {
		within(t, "trust", float64(w.Creatives.Trust[i]), x.AtVec(i), 4e-5)
		spread = max(spread, math.Abs(x.AtVec(i)-x.AtVec(0)))
	}
	if spread < 0.1 {
		t.Errorf("anchored people should keep apart, the widest gap is %v", spread)
	}
}

// Deffuant et al. 2000: with a bound under the gap between two camps, neither
// hears the other, and each keeps to itself.
func TestCampsBeyondTheBoundOfConfidenceKeepApart(t *testing.T) {
	for _, c := range []struct{ bound, low, high float64 }{{0.3, 0.2, 0.8}, {1, 0.5, 0.5}} {
		w := society(1, 1)
		w.Params.Trust.Confidence = c.bound
		for i := range w.People {
			w.Creatives.Trust[i] = [2]float32{0.2, 0.8}[i%2]
		}
		w.publishAll()
		run(w, 60)
		low, high := float64(w.Creatives.Trust[0]), float64(w.Creatives.Trust[1])
		if c.low == c.high {
			within(t, "camps that hear each other", high-low, 0, 4e-5)
			continue
		}
		within(t, "first camp", low, c.low, 1e-5)
		within(t, "second camp", high, c.high, 1e-5)
	}
}

// learners use AI every month, hear nobody and forget nothing; each month is a
// success with probability r = 1 - (1 - 0.8)(0.2 + 0.6 x 0.5) = 0.9.
func learners(n int, prior float64) *World {
	w := lab(n, only("trust"), tuned(func(p *Params) {
		p.Trust.Forgetting, p.Trust.PriorStrength = 0, prior
		p.Trust.VisibleLow, p.Trust.VisibleHigh = 0.2, 0.8
		p.Trust.PriorMean, p.Trust.PriorSpread = 0.5, 0
		p.Trust.SusceptibilityLow, p.Trust.SusceptibilityHigh = 0, 0
	}))
	w.Reliable = 0.8
	for o := range w.Occupations {
		w.Occupations[o].Reliability = 0.8
	}
	for i := range n {
		w.Creatives.Flags[i] |= Uses
		w.Creatives.Craft[i] = 0.5
	}
	return w
}

func TestTrustOfUsersIsBetaBinomial(t *testing.T) {
	const n, months, r, prior = 3000, 60, 0.9, 30.0
	w := learners(n, prior)
	run(w, months)
	good, bad := 1.0, w.Params.Trust.FailureRatio
	known, square := 0.0, 0.0
	law := distuv.Binomial{N: months, P: r}
	for s := range months + 1 {
		a, b := prior/2+good*float64(s), prior/2+bad*float64(months-s)
		known += law.Prob(float64(s)) * a / (a + b)
		square += law.Prob(float64(s)) * a / (a + b) * a / (a + b)
	}
	mean := 0.0
	for _, x := range w.Creatives.Trust[:n] {
		mean += float64(x) / n
	}
	unsurprising(t, "mean trust after 60 months of use", mean, known, math.Sqrt((square-known*known)/n))
}

// T -> w_s r / (w_s r + w_f (1 - r)): failures weigh more than they should,
// unseen failures not at all.
func TestTrustOfLongUsersApproachesTheBetaLimit(t *testing.T) {
	const n, months, r = 600, 2000, 0.9
	w := learners(n, 1e-3)
	run(w, months)
	ratio := w.Params.Trust.FailureRatio
	limit := r / (r + ratio*(1-r))
	slope := ratio / math.Pow(r+ratio*(1-r), 2)
	mean := 0.0
	for _, x := range w.Creatives.Trust[:n] {
		mean += float64(x) / n
	}
	unsurprising(t, "trust in the limit", mean, limit, slope*math.Sqrt(r*(1-r)/months/n))
}

// What one believes in is what one saw, failures weighing no more than they are:
// a user who sees three failures in five of a fifth believes in 0.88 where AI
// succeeds at 0.8, while trust, which weighs failures, stays below it.
func TestBeliefOfLongUsersIsTheRateTheySee(t *testing.T) {
	const n, months, r = 600, 2000, 0.9
	w := learners(n, 1e-3)
	run(w, months)
	innate, belief, trust := w.Trait(drawInnate), 0.0, 0.0
	for i := range n {
		_, mean := w.Params.Trust.innate(innate, w.Creatives.ID[i])
		good, bad := w.Params.Trust.tries(w.Creatives.Alpha[i], w.Creatives.Beta[i], mean)
		belief += believed(good, bad, mean) / n
		trust += float64(w.Creatives.Trust[i]) / n
	}
	unsurprising(t, "belief in the limit", belief, (0.5+r*months)/(1+months), math.Sqrt(r*(1-r)/months/n))
	if trust >= w.Reliable || belief <= w.Reliable {
		t.Errorf("AI succeeds at %v, trust is %v and belief %v", w.Reliable, trust, belief)
	}
}

// Belief in a limit: who never tried has what they were born with, one success
// is a try beside it, and forgetting leads back.
func TestBeliefBeginsWithWhatOneIsBornWith(t *testing.T) {
	p := DefaultParams().Trust
	p.PriorStrength = 10
	for _, c := range []struct{ alpha, beta, mean, want float64 }{
		{4, 6, 0.4, 0.4}, {4 + 1, 6, 0.4, 0.7}, {4, 6 + p.FailureRatio, 0.4, 0.2},
		{4 + 3, 6 + p.FailureRatio, 0.4, 3.4 / 5}, {3.9, 5.9, 0.4, 0.4},
	} {
		good, bad := p.tries(float32(c.alpha), float32(c.beta), c.mean)
		within(t, "belief", believed(good, bad, c.mean), c.want, 1e-6)
	}
}

// Unseen failures make over-trust, the more the less craft one has; who sees all
// of them believes in what is true. Where failures are removed, that is true too.
func TestUnseenFailuresMakeOverTrust(t *testing.T) {
	const n, months = 3000, 100
	over := func(craft float32, low, high, audit float64) float64 {
		rules := ruled(pulling(Audit, audit))
		w := lab(n, only("policy", "trust", "measure"), people(1, 0), capable(0.5), rules, tuned(func(p *Params) {
			p.Trust.VisibleLow, p.Trust.VisibleHigh, p.Trust.Forgetting = low, high, 0.02
		}))
		w.Reliable = 0.8
		for i := range n {
			w.Creatives.Flags[i] |= Uses
			w.Creatives.Craft[i] = craft
		}
		run(w, months)
		return w.Now.Groups[0].Values[ColumnIndex("over_trust")]
	}
	novice, expert, seer, audited := over(0.1, 0.15, 0.8, 0), over(0.9, 0.15, 0.8, 0), over(0.5, 1, 1, 0), over(0.1, 0.15, 0.8, 0.5)
	if !(novice > 0.1 && novice > expert+0.05 && expert > 0.02) {
		t.Errorf("novices over-trust by %v, experts by %v", novice, expert)
	}
	// tries count 1/forgetting as one is born with one of 0.46 on average
	within(t, "who sees every failure", seer, (0.46-0.8)/(1+50*(1-math.Pow(0.98, months))), 0.004)
	if !(audited > 0.4*novice && audited < 0.6*novice) {
		t.Errorf("half of failures removed leave %v of an over-trust of %v", audited, novice)
	}
}

// Reliability stands as of 2021 up to the first release, and for good without AI.
func TestReliabilityStandsUntilThereIsAI(t *testing.T) {
	p := DefaultParams().Technology
	known := func(year float64) float64 {
		return p.ReliabilityFloor + p.ReliabilityGain/(1+math.Exp(-p.Rate*(year-p.Midpoint)))
	}
	for _, access := range []float64{0, 1} {
		w := lab(100, only("technology"), tuned(func(p *Params) { p.Technology.Access = access }))
		for month := range 60 {
			run(w, 1)
			want := known(2021)
			if access == 1 && month >= FirstRelease {
				want = known(2021 + float64(month)/12)
			}
			within(t, "reliability", w.Reliable, want, 1e-12)
		}
	}
}
