package calibrate

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// A Figure is what is known of one output of a simulator, on the scale on which its
// errors are alike.
type Figure struct {
	ID              string
	Value, Variance float64
	Fitted          bool // or only told of
}

// Cut is the implausibility from which on a set is ruled out; see infer.WithinThree.
const Cut = 3

// far is the square of the implausibility of a figure where a simulator says mean, which
// is unsure by a variance.
func (f Figure) far(mean, variance float64) float64 {
	return float64((f.Value-mean)*(f.Value-mean)) / (f.Variance + variance)
}

// A Band is what is known of one part of a pattern: a run shows the pattern if all its
// parts lie in their bands, ends included. An end may be infinite. Bands of one pattern
// stand together.
type Band struct {
	ID, Pattern string
	Low, High   float64
}

// far is the square of how far a band is from where a simulator says mean, and minus twice
// the logarithm of how likely one run lies in the band, both for a run that is unsure by a
// variance, luck and all.
func (b Band) far(mean, variance float64) (square, unlikely float64) {
	off, sd := max(b.Low-mean, mean-b.High, 0), math.Sqrt(variance+1e-12)
	// the normal distribution, as near as a logistic comes to it (within 0.01), in the tail
	// in which small numbers are told apart
	const steep = 1.702
	from, to := (b.Low-mean)/sd, (b.High-mean)/sd
	if from > 0 {
		from, to = -to, -from
	}
	within := num.Logistic(float64(steep*to)) - num.Logistic(float64(steep*from))
	return float64(off*off) / float64(sd*sd), -2 * num.Log(min(1, max(within, 1e-300)))
}

// mayBeBeyond is how many of so many figures may be beyond the cut of a set that is not
// ruled out, since the world may have what the model has not, or a figure be wrong: a tenth,
// and of a few one (the second or third largest implausibility rules out; Vernon,
// Goldstein and Bower 2010, Bayesian Analysis 5).
func mayBeBeyond(figures int) int { return min(max(1, figures/10), max(0, figures-1)) }

// showings are how many runs of a set are to lie in each band where sets are drawn: a
// pattern is there whatever the luck, and one run may show it by its luck alone.
const showings = 3

// A region is what emulators do not rule out yet of the unit cube.
type region struct {
	Problem
	emulators []*Emulator // by output; nil where none is used
	// luck is the variance of one run of one set, by output: that of a small population,
	// which the world has not, and which is no reason to keep a point.
	luck     []float64
	full     []float64 // the same at full size
	figures  []int     // outputs that have an emulator
	patterns [][]int   // outputs of the bands of each pattern that have one
}

// newRegion is the region that emulators leave, by output.
func newRegion(p Problem, emulators []*Emulator, luck []float64) region {
	r := region{Problem: p, emulators: emulators, luck: luck, full: slices.Clone(luck)}
	if p.Steadier > 0 {
		for i := range r.full {
			r.full[i] *= p.Steadier
		}
	}
	last := ""
	for _, i := range p.ruling() {
		switch {
		case emulators[i] == nil:
		case i < len(p.Figures):
			r.figures = append(r.figures, i)
		default:
			if of := p.Bands[i-len(p.Figures)].Pattern; of != last || len(r.patterns) == 0 {
				last, r.patterns = of, append(r.patterns, nil)
			}
			r.patterns[len(r.patterns)-1] = append(r.patterns[len(r.patterns)-1], i)
		}
	}
	return r
}

// spread is the variance of an output over what no term of its emulator holds: what of
// the nugget is not luck.
func (r region) spread(output int) float64 {
	return max(0, r.emulators[output].Nugget()-r.luck[output])
}

// implausibility is that of a point: the largest over the figures but for as many as may be
// beyond, and over patterns but for as many as may fail, whichever is more; and, for all together, the
// sum of squares over figures and minus twice the logarithm of how likely a run lies in each
// band. Once it is above limit it is infinite, whatever the rest says.
func (r region) implausibility(p design.Point, limit float64) (worst, squares float64) {
	z, list, above := centred(p), make([]float64, 0, len(r.figures)), 0
	line, mayBe := float64(limit*limit), mayBeBeyond(len(r.figures))
	for _, i := range r.figures {
		mean, variance := r.emulators[i].say(z)
		square := r.Figures[i].far(mean, variance+r.spread(i))
		if square > line {
			if above++; above > mayBe {
				return math.Inf(1), math.Inf(1)
			}
		}
		squares += square
		list = append(list, square)
	}
	worst, list, above = largestBut(list, mayBe), list[:0], 0
	for _, bands := range r.patterns {
		most := 0.0
		for _, i := range bands {
			mean, variance := r.emulators[i].say(z)
			square, unlikely := r.Bands[i-len(r.Figures)].far(mean, variance+r.spread(i)+r.full[i])
			squares += float64(showings * unlikely)
			most = max(most, square)
		}
		if most > line {
			if above++; above >= mostFailed {
				return math.Inf(1), math.Inf(1)
			}
		}
		list = append(list, most)
	}
	return math.Sqrt(max(worst, largestBut(list, mostFailed-1))), squares
}

// largestBut is the largest of a list but for so many that are larger; of no more than
// those 0.
func largestBut(list []float64, but int) float64 {
	if len(list) <= but {
		return 0
	}
	slices.Sort(list)
	return list[len(list)-1-but]
}

// walker is a point of a region and what is known of it.
type walker struct {
	at             design.Point
	worst, squares float64
}

// drawn is what was drawn of a region.
type drawn struct {
	points []design.Point
	// reached is the cut that points keep to: Cut, or more where nothing that is left was found.
	reached float64
	open    float64 // share of the cube that is left, roughly
}

// moves are those of a walker at each level and step.
const moves = 40

// draw draws n points of what is not ruled out, of which the coordinates fit are sought
// and the others drawn anew: the cut is lowered step by step, each time to where half the
// walkers are, and they spread anew below it (Au and Beck 2001, Probabilistic Engineering
// Mechanics 16). With weight, they are then gathered: with 1 as normal errors would have it,
// the denser the nearer to what is known.
func (r region) draw(n int, fit []int, seed uint64, name string, weight float64) (drawn, error) {
	luck := draw.NewRand(seed, "calibrate: "+name)
	points, err := design.LatinHypercube(4*n, len(r.Names), luck.Uint64())
	if err != nil {
		return drawn{}, err
	}
	t := trek{r, fit, othersOf(len(r.Names), fit), luck}
	walkers := make([]walker, len(points))
	for i, p := range points {
		walkers[i] = walker{at: p}
		walkers[i].worst, walkers[i].squares = r.implausibility(p, math.Inf(1))
	}
	out := drawn{reached: math.Inf(1), open: 1}
	for stuck := 0; stuck < 5; {
		limit := levelOf(walkers)
		kept := slices.DeleteFunc(walkers, func(w walker) bool { return w.worst > limit })
		out.open *= float64(len(kept)) / float64(len(walkers))
		if stuck++; limit < out.reached-0.02 {
			stuck = 0
		}
		out.reached = limit
		walkers = repeated(kept, n)
		t.wander(walkers, limit, 0)
		if limit == Cut {
			break
		}
	}
	if weight > 0 {
		t.gather(walkers, out.reached, weight)
	}
	for _, w := range walkers {
		out.points = append(out.points, w.at)
	}
	return out, nil
}

// othersOf are the coordinates that are not among some.
func othersOf(k int, some []int) (list []int) {
	for j := range k {
		if !slices.Contains(some, j) {
			list = append(list, j)
		}
	}
	return list
}

// levelOf is the next cut: where half the walkers are, and not below Cut.
func levelOf(walkers []walker) float64 {
	worst := make([]float64, len(walkers))
	for i, w := range walkers {
		worst[i] = w.worst
	}
	slices.Sort(worst)
	return max(Cut, worst[(len(worst)-1)/2])
}

// repeated is n walkers out of some, each as often as any other but for one.
func repeated(some []walker, n int) []walker {
	list := make([]walker, n)
	for i := range list {
		list[i] = some[i*len(some)/n]
		list[i].at = slices.Clone(list[i].at)
	}
	return list
}

// trek is walkers on their way through a region.
type trek struct {
	region
	fit, others []int
	luck        *draw.Rand
}

// wander moves each walker below a limit of implausibility; with weight above 0 as
// Metropolis has it, for a density that falls with the sum of squares.
func (t trek) wander(walkers []walker, limit, weight float64) {
	for range moves {
		for i := range walkers {
			w := &walkers[i]
			p := t.moved(w.at)
			worst, squares := t.implausibility(p, limit)
			if worst <= limit && t.luck.Float64() < num.Exp(min(0, float64(weight*(w.squares-squares))/2)) {
				*w = walker{p, worst, squares}
			}
		}
	}
}

// redrawn is the share of moves that draw a coordinate which is not sought anew from its
// whole range.
const redrawn = 0.2

// moved is a point with some coordinates, two in the mean, moved by little or much;
// who leaves the cube comes back as from a mirror.
func (t trek) moved(w design.Point) design.Point {
	next, k := slices.Clone(w), len(t.fit)
	if len(t.others) > 0 && t.luck.Float64() < redrawn {
		next[t.others[t.luck.Intn(len(t.others))]] = t.luck.Float64()
		return next
	}
	step := [...]float64{1, 0.4, 0.15}[t.luck.Intn(3)]
	for _, j := range t.fit {
		if t.luck.Intn(k) >= 2 {
			continue
		}
		x := next[j] + float64(step*(float64(2*t.luck.Float64())-1))
		if x < 0 {
			x = -x
		}
		if x >= 1 {
			x = 2 - x
		}
		next[j] = min(max(x, 0), 1-0x1p-53)
	}
	return next
}

// steps are those in which walkers are gathered.
const steps = 8

// gather weighs walkers by how likely what is known is where they are, in steps.
func (t trek) gather(walkers []walker, limit, weight float64) {
	for step := range steps {
		weights, least := make([]float64, len(walkers)), math.Inf(1)
		for _, w := range walkers {
			least = min(least, w.squares)
		}
		for i, w := range walkers {
			weights[i] = num.Exp(float64(weight*(least-w.squares)) / (2 * steps))
		}
		copy(walkers, resampled(walkers, weights, t.luck.Float64()))
		t.wander(walkers, limit, float64(weight*float64(step+1))/steps)
	}
}

// resampled are as many walkers, each about as often as its weight says.
func resampled(walkers []walker, weights []float64, start float64) []walker {
	total, n := 0.0, len(walkers)
	for _, w := range weights {
		total += w
	}
	list, passed, i := make([]walker, 0, n), weights[0], 0
	for j := range n {
		for at := (float64(j) + start) / float64(n) * total; passed < at && i < n-1; {
			i++
			passed += weights[i]
		}
		w := walkers[i]
		w.at = slices.Clone(w.at)
		list = append(list, w)
	}
	return list
}

// ends are the middle 90 of 100 of a coordinate over points.
func ends(points []design.Point, j int) (low, high float64) {
	list := make([]float64, len(points))
	for i, p := range points {
		list[i] = p[j]
	}
	slices.Sort(list)
	return table.Quantile(list, 0.05), table.Quantile(list, 0.95)
}
