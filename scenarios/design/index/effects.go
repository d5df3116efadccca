package index

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Effect is what a factor does to an output on the average over all others.
type Effect struct {
	// Level[l] is the mean output in the l-th of equal intervals of the factor, less the mean of all. It is
	// not defined where no point lies, and N is the number of points there.
	Level []finding.Estimate
	// Share is the variance between intervals over the whole variance (Pearson's correlation ratio): the
	// first-order index, for intervals so narrow that the output does not change within.
	Share finding.Estimate
	// Chance is the Share that a factor without effect has on the average in a random design, (levels-1)/
	// (points-1): a Share near it says nothing. In a complete grid such a factor has none.
	Chance float64
}

// MainEffects returns the main effect of each factor from points that stand for themselves (grid, hypercube,
// sequence), with factor j cut into levels[j] equal intervals: the levels of a grid are one in each.
// Points with an undefined output are left out. A complete grid is no sample of points: its means have no
// error but that of a random model, which the intervals overstate.
func MainEffects(points []design.Point, y []float64, levels []int, b Bootstrap) ([]Effect, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	if len(levels) == 0 {
		return nil, fmt.Errorf("levels is empty, and must have at least 1 factor")
	}
	if err := checkOutputs(points, y, len(levels)); err != nil {
		return nil, err
	}
	for j, n := range levels {
		if n < 1 || n > len(points) {
			return nil, fmt.Errorf("levels[%d] is %d, and must lie in 1 to %d, the number of points", j, n, len(points))
		}
	}
	points, y = defined(points, y)
	list := make([]Effect, len(levels))
	for j, n := range levels {
		at := make([]int, len(points))
		for i, p := range points {
			at[i] = min(int(p[j]*float64(n)), n-1)
		}
		list[j] = effect(at, y, n, b)
	}
	return list, nil
}

// defined returns the points whose outputs are defined, with them.
func defined(points []design.Point, y []float64) (kept []design.Point, outputs []float64) {
	for i, v := range y {
		if finding.Defined(v) {
			kept, outputs = append(kept, points[i]), append(outputs, v)
		}
	}
	return kept, outputs
}

// effect is the main effect of a factor which stands at the level at[i] of n where the output is y[i].
func effect(at []int, y []float64, n int, b Bootstrap) Effect {
	count := make([]int, n)
	for _, l := range at {
		count[l]++
	}
	all := b.estimates("mean by level", "points", len(y), func(sample []int) []float64 { return between(at, y, n, sample) })
	e := Effect{Level: all[:n], Share: all[n], Chance: ratio(float64(n-1), float64(len(y)-1))}
	for l := range e.Level {
		e.Level[l].N = count[l]
	}
	return e
}

// between returns the mean at each level of a sample, less the mean of all, and the share of variance
// between them.
func between(at []int, y []float64, n int, sample []int) []float64 {
	list, count := make([]float64, n+1), make([]int, n)
	mean := 0.0
	for _, i := range sample {
		mean += y[i]
	}
	mean = ratio(mean, float64(len(sample)))
	all, among := 0.0, 0.0
	for _, i := range sample {
		list[at[i]] += y[i] - mean
		count[at[i]]++
		all += float64((y[i] - mean) * (y[i] - mean))
	}
	for l := range n {
		list[l] = ratio(list[l], float64(count[l]))
		if count[l] > 0 {
			among += float64(float64(list[l]*list[l]) * float64(count[l]))
		}
	}
	list[n] = ratio(among, all)
	return list
}
