//go:build !amd64 || noasm

package num

// each replaces numbers by a function of them.
func each(xs []float64, _ struct{}, one func(float64) float64) {
	for k := range xs {
		xs[k] = one(xs[k])
	}
}

// There is no wide arithmetic.
var logistics, exps, logs, log1ps struct{}
