package analyse

import (
	"cmp"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design/index"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
	"github.com/atelier-sim/atelier/scenarios/sweep"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// ranking is one in the making, with the number that puts each of its rows in its place.
type ranking struct {
	sensitivity.Ranking
	importance []float64
}

// bootstrap is how intervals are made.
var bootstrap = index.Bootstrap{Resamples: 500, Level: 0.95, Seed: 1}

// The fewest points for intervals of a factor with a range, and the most intervals.
const (
	pointsEach = 6
	mostSteps  = 10
)

// Rank ranks the factors of a finished sweep for each of some measures, by place, under
// each choice.
func Rank(r *sweep.Results, measures []int) ([]sensitivity.Ranking, error) {
	var list []sensitivity.Ranking
	for _, m := range measures {
		for c, choice := range r.Choices() {
			q := &r.Measures[m]
			x := ranking{Ranking: sensitivity.Ranking{Measure: q.Name, Doc: r.Doc(m), Label: q.Label(), Unit: q.Unit(), Period: q.Period(), Twinned: q.Twinned(), Choice: choice, Warnings: []string{}}}
			x.Sum, x.Mean = finding.Certain(math.NaN()), finding.Certain(math.NaN())
			outputs := r.Outputs(m, c)
			y := means(outputs)
			for _, v := range y {
				if finding.Defined(v) {
					x.Points++
				}
			}
			x.Left, x.Luck, x.ByLuck = len(y)-x.Points, luck(outputs), math.NaN()
			if err := x.fill(r, y, outputs); err != nil {
				return nil, err
			}
			x.Pair = pairOf(r, outputs, x.importance)
			x.order()
			list = append(list, x.Ranking)
		}
	}
	return list, nil
}

// order puts the row first that moves the measure most.
func (x *ranking) order() {
	x.Rows = finding.Each(falling(x.importance), func(k int) sensitivity.Row { return x.Rows[k] })
}

// falling are the places of some numbers, the largest first.
func falling(numbers []float64) []int {
	order := make([]int, len(numbers))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(numbers[b], numbers[a]) })
	return order
}

// fill computes what belongs to the design.
func (x *ranking) fill(r *sweep.Results, y []float64, outputs [][]float64) error {
	switch r.Kind() {
	case "morris":
		return x.screen(r, y)
	case "sobol_indices":
		return x.shares(r, y)
	case "one_at_a_time":
		x.ends(r, outputs)
		return nil
	}
	return x.effects(r, y)
}

// screen ranks by Morris's mean size of elementary effects.
func (x *ranking) screen(r *sweep.Results, y []float64) error {
	groups, names := r.Groups()
	list, err := index.Morris(r.Coordinates(), y, groups, bootstrap)
	x.Heads = []string{"mu*", "mu", "sigma"}
	step := float64(r.Design.Levels) / float64(2*(r.Design.Levels-1))
	x.ByLuck = 2 / math.Sqrt(math.Pi) * x.Luck / step
	for g, s := range list {
		x.add(r, names[g], s.MuStar.Value, s.MuStar, s.Mu, s.Sigma)
	}
	return err
}

// shares ranks by shares of variance.
func (x *ranking) shares(r *sweep.Results, y []float64) error {
	_, names := r.Groups()
	list, err := index.Sobol(y, len(names), r.Design.Second, bootstrap)
	if err != nil {
		return err
	}
	x.Heads, x.Sum = []string{"total", "first order"}, list.Sum
	for g, name := range names {
		x.add(r, name, list.Total[g].Value, list.Total[g], list.First[g])
	}
	x.Points, x.Left = list.Blocks*len(y)/max(1, list.Blocks+list.Left), list.Left*len(y)/max(1, list.Blocks+list.Left)
	x.doubt(list.Blocks)
	return nil
}

// ends ranks by how far a factor at either end moves the measure from where all are in
// the middle, on the same seeds.
func (x *ranking) ends(r *sweep.Results, outputs [][]float64) {
	x.Heads = []string{"at its low end", "at its high end"}
	x.Mean = finding.Undefined("mean over seeds; 95 % Student t interval", len(outputs[0]))
	x.Mean.Value, x.Mean.Low, x.Mean.High, x.Mean.N = table.MeanInterval(outputs[0])
	at := 1
	for _, f := range r.Sampled() {
		n := r.Steps(f)
		low, high := paired(outputs[at], outputs[0]), paired(outputs[at+n-1], outputs[0])
		x.add(r, f.Name, max(math.Abs(low.Value), math.Abs(high.Value)), low, high)
		at += n
	}
}

// paired is the mean difference of replicates on the same seeds, with its interval.
func paired(y, base []float64) finding.Estimate {
	var differences []float64
	for k := range y {
		if d := y[k] - base[k]; finding.Defined(d) {
			differences = append(differences, d)
		}
	}
	e := finding.Undefined("mean paired difference on the same seeds; 95 % Student t interval", len(differences))
	e.Value, e.Low, e.High, _ = table.MeanInterval(differences)
	return e
}

// effects ranks by the share of variance between values or intervals of a factor, with
// the means at its first and its last.
func (x *ranking) effects(r *sweep.Results, y []float64) error {
	factors := r.Sampled()
	levels := finding.Each(factors, func(f *sweep.Factor) int {
		if n := r.Steps(f); n > 0 {
			return n
		}
		return max(2, min(mostSteps, len(y)/pointsEach))
	})
	list, err := index.MainEffects(r.Coordinates(), y, levels, bootstrap)
	if err != nil {
		return err
	}
	x.Heads = []string{"share of variance", "by chance", "low end", "high end"}
	x.Mean = finding.Certain(table.Average(slices.DeleteFunc(slices.Clone(y), func(v float64) bool { return !finding.Defined(v) })))
	for k, e := range list {
		x.add(r, factors[k].Name, e.Share.Value, e.Share, finding.Certain(e.Chance), e.Level[0], e.Level[len(e.Level)-1])
		row := &x.Rows[len(x.Rows)-1]
		for l, number := range e.Level {
			middle := (float64(l) + 0.5) / float64(levels[k])
			row.Levels = append(row.Levels, sensitivity.Level{At: r.At(factors[k], middle), Place: middle, Number: number})
		}
	}
	return nil
}

// add enters a factor; what is not defined comes last.
func (x *ranking) add(r *sweep.Results, name string, importance float64, numbers ...finding.Estimate) {
	row := sensitivity.Row{Factor: name, Label: name, Numbers: numbers}
	if !finding.Defined(importance) {
		importance = math.Inf(-1)
	}
	for _, f := range r.Sampled() {
		if f.Name == name || f.Group == name {
			row.Choice = f.Choice()
		}
		if f.Name == name {
			row.Label, row.Low, row.High = f.Label(), r.At(f, 0), r.At(f, 1)
		}
	}
	x.Rows, x.importance = append(x.Rows, row), append(x.importance, importance)
}

// means are the means over the replicates of each point that are defined.
func means(outputs [][]float64) []float64 {
	return finding.Each(outputs, func(values []float64) float64 {
		values = slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !finding.Defined(v) })
		if len(values) == 0 {
			return math.NaN()
		}
		return table.Average(values)
	})
}

// luck is the root of the mean variance of a point's mean over its replicates.
func luck(outputs [][]float64) float64 {
	sum, n := 0.0, 0
	for _, values := range outputs {
		values = slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !finding.Defined(v) })
		if len(values) > 1 {
			sum += table.Variance(values) / float64(len(values))
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return math.Sqrt(sum / float64(n))
}
