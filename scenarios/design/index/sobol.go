package index

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Shares are shares of the variance of an output, by group of factors (Sobol 1993, Mathematical
// Modelling and Computational Experiments 1, 407-414). All are NaN for an output that does not vary.
// Estimates may fall a little below 0 or above 1.
type Shares struct {
	// First is the share that goes if the group is known: what it does alone.
	First []finding.Estimate
	// Total is the share that stays if all others are known: all that it takes part in.
	Total []finding.Estimate
	// Second[i][j], i < j, is the share that two groups have together and neither has alone. The other
	// places hold undefined estimates. It is nil for a design without the rows for it.
	Second [][]finding.Estimate
	// Sum is that of all first orders: what factors do one by one. Far below 1 they act together, and it
	// is above 1 by error alone, if the groups are independent.
	Sum finding.Estimate

	Mean, Variance float64 // of the output
	Blocks, Left   int     // blocks that count, and blocks left out for an undefined output
}

// Sobol returns the shares from the outputs of design.Saltelli, in its order, for so many groups and
// with or without second order. First order is estimator (b) and total order estimator (f), Jansen's, of
// table 2 in Saltelli and others (2010); pairs are those of Saltelli (2002, theorem 2). With second order
// each is the mean of itself and of its mirror image, A and B exchanged. Outputs are centred first, which
// changes no index and lowers the errors.
//
// A block with an undefined output is left out whole: without one row the others would be compared with
// different partners, and the shares would not be of one variance.
func Sobol(y []float64, groups int, second bool, b Bootstrap) (Shares, error) {
	if err := b.check(); err != nil {
		return Shares{}, err
	}
	if groups < 1 || groups > design.Dimensions/2 {
		return Shares{}, fmt.Errorf("groups is %d, and must lie in 1 to %d", groups, design.Dimensions/2)
	}
	length := design.BlockSize(groups, second)
	if len(y) == 0 || len(y)%length != 0 {
		return Shares{}, fmt.Errorf("y has %d outputs, and blocks of %d groups have %d each", len(y), groups, length)
	}
	blocks, left := whole(y, length)
	mean := centre(blocks)
	rows := make([][]float64, len(blocks))
	for i, block := range blocks {
		rows[i] = terms(block, groups, second)
	}
	at := func(sample []int) []float64 {
		list := shares(means(rows, sample), groups, second)
		sum := 0.0
		for _, x := range list[1 : 1+groups] {
			sum += x
		}
		return append(list, sum)
	}
	all := b.estimates("shares of variance", "blocks", len(blocks), at)
	last := len(all) - 1
	s := Shares{Sum: all[last], Mean: mean, Variance: all[0].Value, Blocks: len(blocks), Left: left, First: all[1 : 1+groups], Total: all[1+groups : 1+2*groups]}
	if second {
		s.Second = pairs(all[1+2*groups:last], groups)
	}
	return s, nil
}

// whole returns copies of the blocks in which all outputs are defined, and how many are left out.
func whole(y []float64, length int) (blocks [][]float64, left int) {
	for at := 0; at < len(y); at += length {
		block := y[at : at+length]
		if allDefined(block) {
			blocks = append(blocks, append([]float64(nil), block...))
		} else {
			left++
		}
	}
	return blocks, left
}

// allDefined tells whether all outputs are defined.
func allDefined(y []float64) bool {
	for _, v := range y {
		if !finding.Defined(v) {
			return false
		}
	}
	return true
}

// centre takes the mean of A and B from all outputs in place, and returns it.
func centre(blocks [][]float64) float64 {
	sum := 0.0
	for _, block := range blocks {
		sum += block[0] + block[1]
	}
	mean := ratio(sum, float64(2*len(blocks)))
	for _, block := range blocks {
		for i := range block {
			block[i] -= mean
		}
	}
	return mean
}

// terms returns the numbers of a block whose means over blocks make the shares: the output and its
// square, then for each group the covariance of first order, then half the squared change, then for each
// pair the covariance of both.
func terms(block []float64, groups int, second bool) []float64 {
	a, b := block[0], block[1]
	ab := block[2 : 2+groups] // A but for one group
	row := []float64{(a + b) / 2, (float64(a*a) + float64(b*b)) / 2}
	for i := range groups {
		row = append(row, float64(b*(ab[i]-a)))
	}
	for i := range groups {
		row = append(row, float64((a-ab[i])*(a-ab[i]))/2)
	}
	if !second {
		return row
	}
	ba := block[2+groups:] // B but for one group
	for i := range groups {
		row[2+i] = (row[2+i] + float64(a*(ba[i]-b))) / 2
		row[2+groups+i] = (row[2+groups+i] + float64(float64((b-ba[i])*(b-ba[i]))/2)) / 2
	}
	for i := range groups {
		for j := i + 1; j < groups; j++ {
			row = append(row, float64((float64(ba[i]*ab[j])+float64(ba[j]*ab[i]))/2)-float64(a*b))
		}
	}
	return row
}

// means are the means of the columns over a sample of rows.
func means(rows [][]float64, sample []int) []float64 {
	if len(sample) == 0 {
		return nil
	}
	sums := make([]float64, len(rows[0]))
	for _, i := range sample {
		for c, x := range rows[i] {
			sums[c] += x
		}
	}
	for c := range sums {
		sums[c] /= float64(len(sample))
	}
	return sums
}

// shares turns the means of terms into the variance and the shares of it.
func shares(mean []float64, groups int, second bool) []float64 {
	n := 1 + 2*groups
	if second {
		n += groups * (groups - 1) / 2
	}
	list := make([]float64, n)
	if mean == nil { // no block is left
		for i := range list {
			list[i] = ratio(0, 0)
		}
		return list
	}
	variance := mean[1] - float64(mean[0]*mean[0])
	list[0] = variance
	for i, x := range mean[2:] {
		list[1+i] = ratio(x, variance)
	}
	at := 1 + 2*groups
	for i := 0; second && i < groups; i++ {
		for j := i + 1; j < groups; j++ {
			list[at] -= list[1+i] + list[1+j]
			at++
		}
	}
	return list
}

// pairs lays the estimates of pairs out as a table.
func pairs(list []finding.Estimate, groups int) [][]finding.Estimate {
	table, at := make([][]finding.Estimate, groups), 0
	for i := range table {
		table[i] = make([]finding.Estimate, groups)
		for j := range table[i] {
			table[i][j] = finding.Undefined("no pair", 0)
			if j > i {
				table[i][j] = list[at]
				at++
			}
		}
	}
	return table
}
