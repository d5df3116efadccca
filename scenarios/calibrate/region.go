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

// A region is what emulators do not rule out yet of the unit cube.
type region struct {
	figures   []Figure
	emulators []*Emulator // by figure; nil where none is used
	// luck is the variance of one run of one set, by figure: that of a small population,
	// which the world has not, and which is no reason to keep a point.
	luck []float64
}

// spread is the variance of a figure over what is varied beside the coordinates: what of
// the nugget is not luck.
func (r region) spread(figure int) float64 {
	return max(0, r.emulators[figure].Nugget()-r.luck[figure])
}

// implausibility is that of a point: the second largest over the figures, so that one
// that is mistaken rules nothing out (of one figure it is that one's), and the sum of
// squares over all. Once two are above limit it is infinite, whatever the rest says.
func (r region) implausibility(p design.Point, limit float64) (second, squares float64) {
	z, list := centred(p), make([]float64, 0, len(r.figures))
	above, line := 0, float64(limit*limit)
	for i, f := range r.figures {
		e := r.emulators[i]
		if e == nil {
			continue
		}
		mean, with := e.lean(z)
		spread := r.spread(i)
		square := f.far(mean, spread+float64(e.scale*e.covariance(z, z)))
		if square <= line { // no doubt is larger than that with no run at all
			square = f.far(mean, spread+e.doubt(z, with))
		}
		if square > line {
			if above++; above == 2 {
				return math.Inf(1), math.Inf(1)
			}
		}
		squares += square
		list = append(list, math.Sqrt(square))
	}
	return secondLargest(list), squares
}

// secondLargest of a list; of one it is that one, of none 0.
func secondLargest(list []float64) float64 {
	slices.Sort(list)
	return append([]float64{0}, list...)[max(min(len(list), 1), len(list)-1)]
}

// walker is a point of a region and what is known of it.
type walker struct {
	at              design.Point
	second, squares float64
}

// drawn is what was drawn of a region.
type drawn struct {
	points []design.Point
	// reached is the cut that points keep to: Cut, or more where nothing that is left was found.
	reached float64
	open    float64 // share of the cube that is left, roughly
}

// draw draws n points of k coordinates of what is not ruled out: the cut is lowered step
// by step, each time to where half the walkers are, and they spread anew below it
// (Au and Beck 2001, Probabilistic Engineering Mechanics 16). With refine, they are then
// gathered as normal errors would have it, the denser the nearer to the figures.
func (r region) draw(n, k int, seed uint64, name string, refine bool) (drawn, error) {
	luck := draw.NewRand(seed, "calibrate: "+name)
	points, err := design.LatinHypercube(4*n, k, luck.Uint64())
	if err != nil {
		return drawn{}, err
	}
	walkers := make([]walker, len(points))
	for i, p := range points {
		walkers[i] = walker{at: p}
		walkers[i].second, walkers[i].squares = r.implausibility(p, math.Inf(1))
	}
	out := drawn{reached: math.Inf(1), open: 1}
	for stuck := 0; stuck < 5; {
		limit := levelOf(walkers)
		kept := slices.DeleteFunc(walkers, func(w walker) bool { return w.second > limit })
		out.open *= float64(len(kept)) / float64(len(walkers))
		if stuck++; limit < out.reached-0.02 {
			stuck = 0
		}
		out.reached = limit
		walkers = repeated(kept, n)
		r.wander(walkers, 8, limit, 0, luck)
		if limit == Cut {
			break
		}
	}
	if refine {
		r.gather(walkers, out.reached, luck)
	}
	for _, w := range walkers {
		out.points = append(out.points, w.at)
	}
	return out, nil
}

// levelOf is the next cut: where half the walkers are, and not below Cut.
func levelOf(walkers []walker) float64 {
	seconds := make([]float64, len(walkers))
	for i, w := range walkers {
		seconds[i] = w.second
	}
	slices.Sort(seconds)
	return max(Cut, seconds[(len(seconds)-1)/2])
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

// wander moves each walker so many times below a limit of implausibility; with weight
// above 0 as Metropolis has it, for a density that falls with the sum of squares.
func (r region) wander(walkers []walker, moves int, limit, weight float64, luck *draw.Rand) {
	for range moves {
		for i := range walkers {
			w := &walkers[i]
			p := moved(w.at, luck)
			second, squares := r.implausibility(p, limit)
			if second <= limit && luck.Float64() < num.Exp(min(0, float64(weight*(w.squares-squares))/2)) {
				*w = walker{p, second, squares}
			}
		}
	}
}

// moved is a point with some coordinates, two in the mean, moved by little or much;
// who leaves the cube comes back as from a mirror.
func moved(p design.Point, luck *draw.Rand) design.Point {
	next, k := slices.Clone(p), len(p)
	step := [...]float64{1, 0.4, 0.15}[luck.Intn(3)]
	for j := range next {
		if luck.Intn(k) >= 2 {
			continue
		}
		x := next[j] + float64(step*(float64(2*luck.Float64())-1))
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
func (r region) gather(walkers []walker, limit float64, luck *draw.Rand) {
	for step := range steps {
		weights, least := make([]float64, len(walkers)), math.Inf(1)
		for _, w := range walkers {
			least = min(least, w.squares)
		}
		for i, w := range walkers {
			weights[i] = num.Exp((least - w.squares) / (2 * steps))
		}
		copy(walkers, resampled(walkers, weights, luck.Float64()))
		r.wander(walkers, 8, limit, float64(step+1)/steps, luck)
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
