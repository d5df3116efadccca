package index

import (
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Screening is what Morris's design tells of a group of factors, in units of the output over the whole
// range of a factor. N is the number of elementary effects behind each.
type Screening struct {
	// Mu is the mean effect (Morris 1991): effects of opposite sign cancel in it.
	Mu finding.Estimate
	// MuStar is the mean size of effects (Campolongo, Cariboni and Saltelli 2007): it ranks factors.
	MuStar finding.Estimate
	// Sigma is the standard deviation of effects: interactions, or curvature.
	Sigma finding.Estimate
}

// Morris returns the screening of each group from the points of design.Morris or MorrisGroups, one
// trajectory after another, and their outputs. Of a group of several factors, which may move in
// opposite directions, Mu and Sigma are not defined. An effect with an undefined output at one of its
// ends is left out. Points of which some were taken away are refused.
func Morris(points []design.Point, y []float64, groups []int, b Bootstrap) ([]Screening, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	effects, err := elementary(points, y, groups)
	if err != nil {
		return nil, err
	}
	n := len(effects[0])
	all := b.estimates("elementary effects", "trajectories", n, func(sample []int) []float64 {
		var values []float64
		for _, of := range effects {
			mu, star, sigma, _ := moments(of, sample)
			values = append(values, mu, star, sigma)
		}
		return values
	})
	members := make([]int, len(effects))
	for _, g := range groups {
		members[g]++
	}
	list := make([]Screening, len(effects))
	for g, of := range effects {
		s := Screening{all[3*g], all[3*g+1], all[3*g+2]}
		_, _, _, left := moments(of, upTo(n))
		if members[g] > 1 {
			s.Mu, s.Sigma = finding.Undefined(s.Mu.Method, left), finding.Undefined(s.Sigma.Method, left)
		}
		s.Mu.N, s.MuStar.N, s.Sigma.N = left, left, left
		list[g] = s
	}
	return list, nil
}

// upTo lists 0 to n-1.
func upTo(n int) []int { return design.Singles(n) }

// elementary returns the effect of each group in each trajectory, the change of the output over the
// change of the factor; NaN where it is not defined.
func elementary(points []design.Point, y []float64, groups []int) ([][]float64, error) {
	moves, err := design.Groups(groups)
	if err != nil {
		return nil, err
	}
	if err := checkOutputs(points, y, len(groups)); err != nil {
		return nil, err
	}
	if len(points)%(moves+1) != 0 {
		return nil, fmt.Errorf("points has %d points, and trajectories of %d groups have %d each", len(points), moves, moves+1)
	}
	trajectories := len(points) / (moves + 1)
	effects := make([][]float64, moves)
	for g := range effects {
		effects[g] = make([]float64, trajectories)
	}
	for t := range trajectories {
		seen := make([]bool, moves)
		for step := range moves {
			at := t*(moves+1) + step
			g, by := moved(points[at], points[at+1], groups)
			if g < 0 || seen[g] {
				return nil, fmt.Errorf("points[%d] to points[%d] is no step of a Morris design: exactly one group moves, and once in a trajectory", at, at+1)
			}
			seen[g] = true
			effects[g][t] = difference(y[at], y[at+1]) / by
		}
	}
	return effects, nil
}

// difference is b - a, NaN if one of them is not defined.
func difference(a, b float64) float64 {
	if !finding.Defined(a) || !finding.Defined(b) {
		return math.NaN()
	}
	return b - a
}

// moved returns the one group that differs between two points and by how much its first factor does;
// -1 if it is none or several.
func moved(from, to design.Point, groups []int) (group int, by float64) {
	group = -1
	for j, g := range groups {
		switch {
		case from[j] == to[j]:
		case group < 0:
			group, by = g, to[j]-from[j]
		case g != group:
			return -1, 0
		}
	}
	return group, by
}

// moments returns mean, mean size and standard deviation of the effects of a sample that are defined,
// and their number.
func moments(effects []float64, sample []int) (mean, size, deviation float64, n int) {
	for _, t := range sample {
		if e := effects[t]; finding.Defined(e) {
			mean, size, n = mean+e, size+math.Abs(e), n+1
		}
	}
	mean, size = ratio(mean, float64(n)), ratio(size, float64(n))
	for _, t := range sample {
		if e := effects[t]; finding.Defined(e) {
			deviation += float64((e - mean) * (e - mean))
		}
	}
	return mean, size, math.Sqrt(ratio(deviation, float64(n-1))), n
}

// checkOutputs returns an error unless there is an output for each point and each point has k factors.
func checkOutputs(points []design.Point, y []float64, k int) error {
	if len(points) == 0 {
		return fmt.Errorf("points is empty, and must have at least 1 point")
	}
	if len(points) != len(y) {
		return fmt.Errorf("points has %d points and y has %d outputs, and they must agree", len(points), len(y))
	}
	for i, p := range points {
		if len(p) != k {
			return fmt.Errorf("points[%d] has %d factors, and must have %d", i, len(p), k)
		}
		for j, x := range p {
			if !(x >= 0 && x < 1) {
				return fmt.Errorf("points[%d][%d] is %v, and must lie in [0, 1)", i, j, x)
			}
		}
	}
	return nil
}
