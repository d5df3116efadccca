package analyse

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// pairOf is the pair of a grid in which at least two choices differ, by how far each factor
// moves the measure; nil of any other design.
func pairOf(r *sweep.Results, outputs [][]float64, importance []float64) *sensitivity.Pair {
	factors := r.Sampled()
	if r.Kind() != "grid" || len(factors) < 2 || slices.ContainsFunc(factors, func(f *sweep.Factor) bool { return !f.Choice() || r.Steps(f) < 2 }) {
		return nil
	}
	order := falling(importance)
	down, across := order[0], order[1]
	p := &sensitivity.Pair{Rows: factors[down].Name, Columns: factors[across].Name, Labels: [2]string{factors[down].Label(), factors[across].Label()}, Over: []string{}}
	for _, k := range order[2:] {
		p.Over = append(p.Over, factors[k].Label())
	}
	values := func(f *sweep.Factor) []string {
		n := r.Steps(f)
		list := make([]string, n)
		for l := range list {
			list[l] = r.At(f, (float64(l)+0.5)/float64(n))
		}
		return list
	}
	p.Down, p.Across = values(factors[down]), values(factors[across])
	means := cellMeans(r, outputs, down, across)
	if means == nil {
		return nil
	}
	for i := range p.Down {
		var cells []finding.Estimate
		for j := range p.Across {
			cells = append(cells, paired(means[i][j], means[0][0]))
		}
		p.Cells = append(p.Cells, cells)
	}
	return p
}

// cellMeans are the means over all other choices, by value of two factors and replicate;
// NaN where a run of the mean failed, so that no cell is of other doses than its neighbour;
// nil where a constraint has taken points away, and cells are of different points.
func cellMeans(r *sweep.Results, outputs [][]float64, down, across int) [][][]float64 {
	factors := r.Sampled()
	n, m := r.Steps(factors[down]), r.Steps(factors[across])
	means := make([][][]float64, n)
	for i := range means {
		means[i] = make([][]float64, m)
		for j := range means[i] {
			means[i][j] = make([]float64, r.Replicates)
		}
	}
	counts := make([]int, n*m)
	share := float64(n*m) / float64(len(outputs))
	for p, point := range r.Coordinates() {
		i, j := int(point[down]*float64(n)), int(point[across]*float64(m))
		counts[i*m+j]++
		cell := means[i][j]
		for k, y := range outputs[p] {
			if !finding.Defined(y) {
				y = math.NaN()
			}
			cell[k] += float64(share * y)
		}
	}
	if slices.Min(counts) < slices.Max(counts) {
		return nil
	}
	return means
}
