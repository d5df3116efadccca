package index

import (
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/draw"
)

// Bootstrap says how intervals are made: percentiles of the estimate over samples that are drawn again,
// with replacement, from what the design has independent copies of (Efron 1979, Annals of Statistics 7,
// 1-26): trajectories, blocks, points. Points of a sequence or hypercube are spread more evenly than
// independent ones, so these intervals are too wide for them, rather than too narrow.
type Bootstrap struct {
	Resamples int     // 0: no intervals; 1,000 are usual
	Level     float64 // share that an interval covers: 0.95; not asked for without resamples
	Seed      uint64
}

// check returns an error that names a setting which makes no interval.
func (b Bootstrap) check() error {
	if b.Resamples < 0 {
		return fmt.Errorf("bootstrap: Resamples is %d, and must be at least 0", b.Resamples)
	}
	if b.Resamples > 0 && !(b.Level > 0 && b.Level < 1) {
		return fmt.Errorf("bootstrap: Level is %v, and must lie between 0 and 1", b.Level)
	}
	return nil
}

// estimates are the numbers that at gives for a sample of n units (named in the plural), with their
// intervals. A resample for which a number is not defined does not count for its interval.
func (b Bootstrap) estimates(method, units string, n int, at func(sample []int) []float64) []finding.Estimate {
	sample := make([]int, n)
	for i := range sample {
		sample[i] = i
	}
	values := at(sample)
	if b.Resamples > 0 {
		method = fmt.Sprintf("%s; %v %% interval, bootstrap of %s, %d times", method, 100*b.Level, units, b.Resamples)
	}
	drawn := make([][]float64, len(values))
	luck := draw.NewRand(b.Seed, "index: bootstrap")
	for range b.Resamples {
		if n == 0 {
			break
		}
		for i := range sample {
			sample[i] = luck.Intn(n)
		}
		for v, x := range at(sample) {
			if finding.Defined(x) {
				drawn[v] = append(drawn[v], x)
			}
		}
	}
	list := make([]finding.Estimate, len(values))
	for v, x := range values {
		slices.Sort(drawn[v])
		tail := float64((1 - b.Level) / 2)
		list[v] = finding.Estimate{Value: x, Low: table.Quantile(drawn[v], tail), High: table.Quantile(drawn[v], 1-tail), N: n, Method: method}
	}
	return list
}

// ratio is a/b; NaN, and never infinite, where b is not above zero.
func ratio(a, b float64) float64 {
	if !(b > 0) {
		return math.NaN()
	}
	return a / b
}
