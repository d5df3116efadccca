package sweep

import (
	"math"
	"strings"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Factor is one thing that differs from point to point.
//
// A parameter and a world are assumptions: nobody can choose them, and a design
// samples them. A dose, and the scenario with its policies, are choices. What has a
// range is sampled by the design; choices from a list are each played under every
// assumption that it makes.
type Factor struct {
	Name      string // column of the table: "clients.own", "policy.licensing", "world"
	Parameter string // path
	Policy    string // whose dose it is

	Low, High    float64
	Log          bool   // evenly by ratio and not by difference
	Distribution string // one of Distributions
	Mode         float64
	Mean, SD     float64
	Levels       int // of its range; 0: those of the design

	Values []float64 // instead of a range
	Names  []string  // of worlds or scenarios

	Group string // factors of one group move together; "": alone
}

// Distributions are those of a factor over its range.
var Distributions = []string{"uniform", "triangular", "normal"}

// The factors that are neither a parameter nor a dose.
const (
	worldFactor    = "world"
	scenarioFactor = "scenario"
	assumedFactor  = "assumed"
	dosePrefix     = "policy."
)

// Choice tells whether a factor is something that somebody could choose, and not an
// assumption about how the world is.
func (f *Factor) Choice() bool { return f.Policy != "" || f.Name == scenarioFactor }

// Listed tells whether it has a list instead of a range.
func (f *Factor) Listed() bool { return len(f.Values) > 0 || len(f.Names) > 0 }

// crossed tells whether every point of the design is played with each of its list.
func (f *Factor) crossed() bool { return f.Choice() && f.Listed() }

// count is how many there are in its list, or levels in its range.
func (f *Factor) count(d Design) int {
	switch {
	case len(f.Names) > 0:
		return len(f.Names)
	case len(f.Values) > 0:
		return len(f.Values)
	case f.Levels > 0:
		return f.Levels
	}
	return d.Levels
}

// at is the place of a coordinate among n.
func at(u float64, n int) int { return min(n-1, int(u*float64(n))) }

// value is the number of the factor at a coordinate in [0, 1): by levels from end to
// end, or by its distribution.
func (f *Factor) value(u float64, byLevel bool, d Design) float64 {
	if len(f.Values) > 0 {
		return f.Values[at(u, len(f.Values))]
	}
	if byLevel {
		n := f.count(d)
		if n == 1 {
			return f.scaled(0.5)
		}
		return f.scaled(float64(at(u, n)) / float64(n-1))
	}
	return f.scaled(f.quantile(u))
}

// scaled is the number at a share of the way from the low to the high end.
func (f *Factor) scaled(share float64) float64 {
	low, high := f.Low, f.High
	if !f.Log {
		return min(high, max(low, low+float64(share*(high-low))))
	}
	a, b := num.Log(low), num.Log(high)
	return min(high, max(low, num.Exp(a+float64(share*(b-a)))))
}

// share is where a number lies between the ends, 0 to 1.
func (f *Factor) share(x float64) float64 {
	if f.Log {
		a := num.Log(f.Low)
		return (num.Log(x) - a) / (num.Log(f.High) - a)
	}
	return (x - f.Low) / (f.High - f.Low)
}

// quantile is the share of the way at which so much of the distribution lies below.
func (f *Factor) quantile(u float64) float64 {
	switch f.Distribution {
	case "triangular":
		top := f.share(f.Mode)
		if u < top {
			return math.Sqrt(float64(u * top))
		}
		return 1 - math.Sqrt(float64((1-u)*(1-top)))
	case "normal":
		mean := f.share(f.Mean)
		sd := f.share(f.Mean+f.SD) - mean
		a, b := below((0-mean)/sd), below((1-mean)/sd)
		return mean + float64(sd*num.Quantile(a+float64(u*(b-a))))
	}
	return u
}

// below is the share of a standard normal distribution that lies below z: the inverse
// of num.Quantile by halving, so that it is the same on every machine.
func below(z float64) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		if p := (low + high) / 2; num.Quantile(p) < z {
			low = p
		} else {
			high = p
		}
	}
	return (low + high) / 2
}

// limits are the ends that the model allows the factor.
func (f *Factor) limits() (low, high float64) {
	if f.Policy != "" {
		p := policy.Find(f.Policy)
		return p.Dose.Low, p.Dose.High
	}
	q, _ := sim.Lookup(f.Parameter)
	return q.Low, q.High
}

// named fills in what a factor is by its name.
func named(name string) Factor {
	f := Factor{Name: name, Distribution: "uniform"}
	if dose, ok := strings.CutPrefix(name, dosePrefix); ok {
		f.Policy = dose
	} else if name != worldFactor && name != scenarioFactor {
		f.Parameter = name
	}
	if f.Policy != "" || f.Parameter != "" {
		f.Low, f.High = f.limits()
	}
	return f
}

// Label is what readers call it: the title of a policy, words where there are any, and
// the path of a parameter.
func (f *Factor) Label() string {
	switch {
	case f.Name == worldFactor:
		return "How fast AI becomes capable"
	case f.Name == scenarioFactor:
		return "The policies in force"
	case f.Policy != "":
		return policy.Find(f.Policy).Title
	}
	return f.Name
}

// doc says what the factor is, in the words of an assumption or of a choice.
func (f *Factor) doc() string {
	switch {
	case f.Name == worldFactor:
		return "assumption: how fast AI becomes capable"
	case f.Name == scenarioFactor:
		return "choice: the policies in force"
	case f.Policy != "":
		return "choice: dose of " + policy.Find(f.Policy).Title + ", " + policy.Find(f.Policy).Dose.Unit
	}
	q, _ := sim.Lookup(f.Parameter)
	return "assumption: " + q.Unit + "; " + q.Source
}
