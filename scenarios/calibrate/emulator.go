package calibrate

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/sim/num"
)

// An Emulator says what a simulator would say of one output at a point of the unit cube,
// and how sure that is, from some points at which it was run. It is a Gaussian process
// whose prior is a quadratic with shrunken coefficients, a smooth remainder, and a nugget:
// luck, and whatever is varied beside the coordinates. How much there is of each is
// chosen by marginal likelihood, so that leaving one point out is a check of its own
// (Rasmussen and Williams 2006, chapters 2 and 5).
type Emulator struct {
	points    []design.Point // where it was run, on -1 to 1
	relevance []float64      // of coordinates; they add up to 1
	shape     shape
	mean      float64
	scale     float64 // variance of the process
	factor    factor
	weights   []float64 // inverse covariance times what was run, less the mean
	check     Check
}

// shape is the variances of the parts of an emulator beside that of the linear part.
type shape struct {
	quadratic, smooth float64
	length            float64 // of the smooth remainder, in root mean squares of relevance
	nugget            float64
}

// Check is what leaving out one point after another says of an emulator.
type Check struct {
	Runs      int     `json:"runs"`
	Explained float64 `json:"explained"`        // share of the variance; below 0 the mean alone says more
	RMS       float64 `json:"rms_standardised"` // root mean square of errors over their standard deviations
	Beyond    int     `json:"beyond_3"`         // errors of more than three of their standard deviations
}

// Passed tells whether errors are as large as the emulator says, give or take a third,
// and none too many are far off. By Pukelsheim's rule at most one in twenty is.
func (c Check) Passed() bool {
	return c.Runs > 0 && c.RMS > 2.0/3 && c.RMS < 4.0/3 && 20*c.Beyond <= c.Runs
}

// fewest is how many runs an emulator is made of at least.
const fewest = 10

// Emulate makes an emulator of one output from its values at points of one unit cube,
// which must be as many; false where there are fewer than ten, or all values are alike.
// Values must be finite.
func Emulate(points []design.Point, values []float64) (*Emulator, bool) {
	n := len(values)
	if n < fewest || len(points) != n {
		return nil, false
	}
	e := &Emulator{points: make([]design.Point, n)}
	for i, p := range points {
		e.points[i] = centred(p)
	}
	for _, v := range values {
		e.mean += v / float64(n)
	}
	off, spread := make([]float64, n), 0.0
	for i, v := range values {
		off[i] = v - e.mean
		spread += float64(off[i] * off[i])
	}
	if !(spread > float64(1e-24*float64(e.mean*e.mean))*float64(n)) {
		return nil, false
	}
	if !e.choose(off) {
		return nil, false
	}
	e.check = e.leaveOneOut(off, spread/float64(n))
	return e, true
}

// centred is a point on -1 to 1.
func centred(p design.Point) design.Point {
	z := make(design.Point, len(p))
	for j, u := range p {
		z[j] = float64(2*u) - 1
	}
	return z
}

// choose finds relevance and shape: first how much is luck, then how the rest is made,
// once with all coordinates alike and once by how much each seems to matter.
func (e *Emulator) choose(off []float64) bool {
	k := len(e.points[0])
	alike := make([]float64, k)
	for j := range alike {
		alike[j] = 1 / float64(k)
	}
	best, found := math.Inf(1), false
	try := func(relevance []float64, s shape) {
		f := &Emulator{points: e.points, mean: e.mean, relevance: relevance, shape: s}
		if far, ok := f.fit(off); ok && far < best {
			best, found = far, true
			e.relevance, e.shape, e.scale, e.factor, e.weights = f.relevance, f.shape, f.scale, f.factor, f.weights
		}
	}
	for _, relevance := range [][]float64{alike, mattering(e.points, off)} {
		for _, nugget := range []float64{1e-6, 1e-3, 0.03, 0.1, 0.3, 1, 3, 10} {
			try(relevance, shape{quadratic: 0.3, length: 1, nugget: nugget})
		}
	}
	if !found {
		return false
	}
	relevance, nugget := e.relevance, e.shape.nugget
	for _, quadratic := range []float64{0.05, 1} {
		try(relevance, shape{quadratic, 0, 1, nugget})
	}
	quadratic := e.shape.quadratic
	for _, smooth := range []float64{0.3, 1.5} {
		for _, length := range []float64{0.5, 1.2} {
			for _, part := range []float64{1, 0.1} {
				try(relevance, shape{quadratic, smooth, length, max(1e-6, nugget*part)})
			}
		}
	}
	return true
}

// mattering is how much each coordinate seems to matter for values: the share of their
// variance that a line and a parabola in it take up, less what luck would, and a little
// for all of them.
func mattering(points []design.Point, off []float64) []float64 {
	k, sum := len(points[0]), 0.0
	out := Shares(points, off)
	for _, v := range out {
		sum += v
	}
	least := max(sum, 0.01) * 0.4 / float64(k)
	sum += float64(least * float64(k))
	for j := range out {
		out[j] = (out[j] + least) / sum
	}
	return out
}

// covariance of two points on -1 to 1, in units of the process's variance.
func (e *Emulator) covariance(a, b design.Point) float64 {
	linear, square, far := 0.0, 0.0, 0.0
	for j, w := range e.relevance {
		x, y := a[j], b[j]
		linear += float64(w * float64(x*y))
		square += float64(w * float64((float64(x*x)-1.0/3)*(float64(y*y)-1.0/3)))
		far += float64(w * float64((x-y)*(x-y)))
	}
	c := 0.1 + float64(3*linear) + float64(e.shape.quadratic*(float64(5*square)+float64(9*float64(linear*linear))))
	if e.shape.smooth > 0 {
		c += float64(e.shape.smooth * num.Exp(-far/float64(2*float64(e.shape.length*e.shape.length))))
	}
	return c
}

// fit factors the covariance of the runs and tells how unlikely values are: minus twice
// the logarithm of their marginal likelihood but for a constant. False where the
// covariance cannot be factored.
func (e *Emulator) fit(off []float64) (unlikely float64, ok bool) {
	n := len(off)
	flat, rows := make([]float64, n*n), make([][]float64, n)
	for i := range rows {
		rows[i] = flat[i*n : i*n+i+1]
		for j := 0; j <= i; j++ {
			rows[i][j] = e.covariance(e.points[i], e.points[j])
		}
		rows[i][i] += e.shape.nugget
	}
	if e.factor, ok = cholesky(rows); !ok {
		return 0, false
	}
	e.weights = append([]float64(nil), off...)
	e.factor.solve(e.weights)
	if e.scale = dot(off, e.weights) / float64(n); !(e.scale > 0) {
		return 0, false
	}
	return float64(float64(n)*num.Log(e.scale)) + e.factor.logDeterminant(num.Log), true
}

// leaveOneOut checks the emulator at each point by the others.
func (e *Emulator) leaveOneOut(off []float64, variance float64) Check {
	c := Check{Runs: len(off)}
	errors, standardised := 0.0, 0.0
	for i, precision := range e.factor.inverseDiagonal() {
		miss := e.weights[i] / precision
		square := float64(miss*miss) * precision / e.scale
		errors += float64(miss * miss)
		if standardised += square; square > 9 {
			c.Beyond++
		}
	}
	n := float64(c.Runs)
	c.Explained, c.RMS = 1-errors/n/variance, math.Sqrt(standardised/n)
	return c
}

// Check is what leaving out one point after another says.
func (e *Emulator) Check() Check { return e.check }

// Mean is what the simulator would say at a point of the unit cube, over all luck.
func (e *Emulator) Mean(p design.Point) float64 {
	mean, _ := e.lean(centred(p))
	return mean
}

// lean is the mean at a point on -1 to 1, and its covariances with the runs.
func (e *Emulator) lean(z design.Point) (mean float64, with []float64) {
	with = make([]float64, len(e.points))
	for i, p := range e.points {
		with[i] = e.covariance(z, p)
	}
	return e.mean + dot(with, e.weights), with
}

// Variance is how unsure the mean at a point is.
func (e *Emulator) Variance(p design.Point) float64 {
	z := centred(p)
	_, with := e.lean(z)
	return e.doubt(z, with)
}

// doubt is the variance of the mean at a point on -1 to 1 by its covariances.
func (e *Emulator) doubt(z design.Point, with []float64) float64 {
	own := e.covariance(z, z)
	e.factor.forward(with)
	return float64(e.scale * max(0, own-dot(with, with)))
}

// Nugget is the variance of one run about the mean: luck, and whatever is varied beside
// the coordinates.
func (e *Emulator) Nugget() float64 { return float64(e.scale * e.shape.nugget) }
