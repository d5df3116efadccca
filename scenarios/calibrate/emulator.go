package calibrate

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/num"
)

// An Emulator says what a simulator would say of one output at a point of the unit cube,
// and how sure that is, from some points at which it was run: a polynomial of second
// order in few of many coordinates. Its terms are taken one after another, each the one
// that takes up most of what is left (forward selection, by orthogonal least squares:
// Chen, Billings and Luo 1989, International Journal of Control 50), as long as that is
// more than luck would find among so many (the extended criterion of Chen and Chen 2008,
// Biometrika 95). Squares and products stand to choose of coordinates whose own term was
// taken. What is left is the nugget: luck, and whatever no term holds.
type Emulator struct {
	terms   []term
	weights []float64 // of one and of the terms
	factor  factor    // of the products of the terms with each other
	nugget  float64
	check   Check
}

// term is a coordinate, or with second one of two coordinates or of the square of one.
type term struct{ first, second int }

// alone marks a term of a single coordinate.
const alone = -1

// of is the term's value at a point on -1 to 1; squares have a mean of zero over the cube.
func (t term) of(z design.Point) float64 {
	switch t.second {
	case alone:
		return z[t.first]
	case t.first:
		return float64(z[t.first]*z[t.first]) - 1.0/3
	}
	return float64(z[t.first] * z[t.second])
}

// Check is what leaving out runs says of an emulator: a fifth of them after another is
// left out and emulated by the others, terms chosen anew.
type Check struct {
	Runs      int     `json:"runs"`
	Terms     int     `json:"terms"`
	Explained float64 `json:"explained"`        // share of the variance; below 0 the mean alone says more
	RMS       float64 `json:"rms_standardised"` // root mean square of errors over their standard deviations
	Beyond    int     `json:"beyond_3"`         // errors of more than three of their standard deviations
}

// Passed tells whether errors are as large as the emulator says, give or take a third,
// and none too many are far off. By Pukelsheim's rule at most one in twenty is.
func (c Check) Passed() bool {
	return c.Runs > 0 && c.RMS > 2.0/3 && c.RMS < 4.0/3 && 20*c.Beyond <= c.Runs
}

const (
	fewest    = 10 // runs that an emulator is made of at least
	mostTerms = 60 // of an emulator, and at most a third of its runs
	folds     = 5  // in which runs are left out
	// outlying is how many interquartile ranges beyond the quartiles a value counts as
	// that far: one run in which a ratio has next to nothing below the line would
	// otherwise be all that an emulator fits.
	outlying = 3
)

// Emulate makes an emulator of one output from its values at points of one unit cube,
// which must be as many; false where there are fewer than ten, or all values are alike.
// Values must be finite.
func Emulate(points []design.Point, values []float64) (*Emulator, bool) {
	if len(values) < fewest || len(points) != len(values) {
		return nil, false
	}
	z := make([]design.Point, len(points))
	for i, p := range points {
		z[i] = centred(p)
	}
	values = drawnIn(values)
	e, ok := fitted(z, values)
	if !ok {
		return nil, false
	}
	missed := 0.0
	e.check, missed = leaveOut(z, values)
	e.check.Terms = len(e.terms)
	// What was chosen for the runs at hand fits them better than it fits others.
	e.nugget = max(e.nugget, missed)
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

func meanOf(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum / float64(len(list))
}

// drawnIn are values of which those that lie far out count as less far.
func drawnIn(values []float64) []float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	low, high := table.Quantile(sorted, 0.25), table.Quantile(sorted, 0.75)
	wide := float64(outlying * (high - low))
	if wide == 0 {
		return values
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = min(max(v, low-wide), high+wide)
	}
	return out
}

// fitted is the emulator of values at points on -1 to 1, without a check; false where
// all values are alike.
func fitted(z []design.Point, values []float64) (*Emulator, bool) {
	s := newSelection(z, values)
	if !(s.left > float64(1e-24*float64(s.mean*s.mean))*float64(len(values))) {
		return nil, false
	}
	for len(s.terms) < min(mostTerms, len(values)/3) && s.take() {
	}
	return s.emulator(values)
}

// emulator is that of the terms that were taken.
func (s *selection) emulator(values []float64) (*Emulator, bool) {
	e, n := &Emulator{terms: s.terms}, len(s.terms)+1
	rows := make([][]float64, len(values))
	for i, p := range s.points {
		rows[i] = e.row(p)
	}
	products, ok := make([][]float64, n), false
	e.weights = make([]float64, n)
	for a := range products {
		products[a] = make([]float64, a+1)
		for i, row := range rows {
			e.weights[a] += float64(row[a] * values[i])
			for b := range products[a] {
				products[a][b] += float64(row[a] * row[b])
			}
		}
	}
	if e.factor, ok = cholesky(products); !ok {
		return nil, false
	}
	e.factor.solve(e.weights)
	for i, row := range rows {
		off := values[i] - dot(row, e.weights)
		e.nugget += float64(off*off) / float64(len(values)-n)
	}
	return e, true
}

// row is one and the terms at a point on -1 to 1.
func (e *Emulator) row(z design.Point) []float64 {
	row := make([]float64, 1, len(e.terms)+1)
	row[0] = 1
	for _, t := range e.terms {
		row = append(row, t.of(z))
	}
	return row
}

// say is the mean at a point on -1 to 1 and the variance of that mean.
func (e *Emulator) say(z design.Point) (mean, variance float64) {
	row := e.row(z)
	mean = dot(row, e.weights)
	e.factor.forward(row)
	return mean, float64(e.nugget * dot(row, row))
}

// leaveOut checks how well emulators of some runs say what the others do, and is the mean
// square of what they miss by.
func leaveOut(z []design.Point, values []float64) (c Check, missed float64) {
	c = Check{Runs: len(values)}
	errors, standardised, spread := 0.0, 0.0, 0.0
	mean := meanOf(values)
	for fold := range folds {
		var at []design.Point
		var own []float64
		for i, v := range values {
			if i%folds != fold {
				at, own = append(at, z[i]), append(own, v)
			}
		}
		e, ok := fitted(at, own)
		for i := fold; i < len(values); i += folds {
			spread += float64((values[i] - mean) * (values[i] - mean))
			said, variance := meanOf(own), 0.0
			if ok {
				said, variance = e.say(z[i])
				variance += e.nugget
			}
			miss := float64((values[i] - said) * (values[i] - said))
			errors += miss
			square := 0.0 // what is said without doubt and is so
			if miss > 0 {
				square = miss / max(variance, 1e-300)
			}
			if standardised += min(square, 1e6); square > 9 {
				c.Beyond++
			}
		}
	}
	c.Explained, c.RMS = 1-errors/spread, math.Sqrt(standardised/float64(c.Runs))
	return c, errors / float64(c.Runs)
}

// Check is what leaving out runs says.
func (e *Emulator) Check() Check { return e.check }

// Mean is what the simulator would say at a point of the unit cube, over all luck.
func (e *Emulator) Mean(p design.Point) float64 {
	mean, _ := e.say(centred(p))
	return mean
}

// Variance is how unsure the mean at a point is.
func (e *Emulator) Variance(p design.Point) float64 {
	_, variance := e.say(centred(p))
	return variance
}

// Nugget is the variance of one run about the mean: luck, and what no term holds.
func (e *Emulator) Nugget() float64 { return e.nugget }

// A selection is terms taken one after another. Candidates and what is left of the values
// are kept orthogonal to all that was taken.
type selection struct {
	points     []design.Point // on -1 to 1
	mean       float64
	rest       []float64 // of the values
	left       float64   // sum of squares of the rest
	basis      [][]float64
	terms      []term
	candidates []candidate
	used       []int // coordinates whose own squares and products stand to choose
}

type candidate struct {
	term
	values []float64
}

func newSelection(z []design.Point, values []float64) *selection {
	n := len(values)
	s := &selection{points: z, mean: meanOf(values), rest: make([]float64, n)}
	for i, v := range values {
		s.rest[i] = v - s.mean
	}
	s.left = dot(s.rest, s.rest)
	one := make([]float64, n)
	for i := range one {
		one[i] = 1 / math.Sqrt(float64(n))
	}
	s.basis = [][]float64{one}
	for j := range z[0] {
		s.offer(term{j, alone})
	}
	return s
}

// offer puts a term among the candidates.
func (s *selection) offer(t term) {
	values := make([]float64, len(s.points))
	for i, p := range s.points {
		values[i] = t.of(p)
	}
	for _, b := range s.basis {
		without(values, b)
	}
	s.candidates = append(s.candidates, candidate{t, values})
}

// without takes out of values what lies along a unit vector.
func without(values, unit []float64) {
	along := dot(values, unit)
	for i := range values {
		values[i] -= float64(along * unit[i])
	}
}

// take takes the candidate that takes up most; false if that is no more than luck would.
func (s *selection) take() bool {
	best, most := -1, 0.0
	for i, c := range s.candidates {
		if size := dot(c.values, c.values); size > 1e-6 {
			if with := dot(c.values, s.rest); with*with/size > most {
				best, most = i, with*with/size
			}
		}
	}
	n := float64(len(s.rest))
	if best < 0 || float64(n*num.Log(s.left/max(s.left-most, float64(1e-12*s.left)))) < num.Log(n)+float64(1.5*num.Log(float64(len(s.candidates)))) {
		return false
	}
	c := s.candidates[best]
	s.candidates = slices.Delete(s.candidates, best, best+1)
	size := math.Sqrt(dot(c.values, c.values))
	for i := range c.values {
		c.values[i] /= size
	}
	without(s.rest, c.values)
	s.left = dot(s.rest, s.rest)
	s.basis, s.terms = append(s.basis, c.values), append(s.terms, c.term)
	for _, other := range s.candidates {
		without(other.values, c.values)
	}
	for _, j := range []int{c.first, c.second} {
		if j != alone && !slices.Contains(s.used, j) {
			s.offer(term{j, j})
			for _, i := range s.used {
				s.offer(term{i, j})
			}
			s.used = append(s.used, j)
		}
	}
	return s.left > 0
}
