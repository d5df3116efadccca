package report

import (
	"github.com/atelier-sim/atelier/sim"
)

// Assumptions are what no measurement stands behind.
type Assumptions struct {
	Outputs    []sim.Measure // measures marked with a dagger
	Parameters []Parameter   // in the model's order
	All        int           // number of all parameters
}

// Parameter is a parameter with the value that the run gave it.
type Parameter struct {
	sim.Parameter
	Value float64
}

// assumptions lists the outputs that are marked as assumed and the parameters
// whose source says that a value or a range is.
func assumptions(values map[string]float64) Assumptions {
	a := Assumptions{}
	for _, c := range sim.Measures {
		if c.Assumed {
			a.Outputs = append(a.Outputs, c)
		}
	}
	for _, p := range parameters(values) {
		a.All++
		if p.Assumed() {
			a.Parameters = append(a.Parameters, p)
		}
	}
	return a
}

// parameters are all parameters with a run's values; one that the run does not
// name has its default.
func parameters(values map[string]float64) []Parameter {
	var list []Parameter
	for _, p := range sim.Parameters() {
		v, given := values[p.Path]
		if !given {
			v = p.Default
		}
		list = append(list, Parameter{p, v})
	}
	return list
}

// Mechanism is the assumed parameters of one mechanism.
type Mechanism struct {
	Name       string
	Parameters []Parameter
}

// Mechanisms groups the assumed parameters by mechanism, in the model's order.
func (a Assumptions) Mechanisms() []Mechanism {
	var list []Mechanism
	for _, p := range a.Parameters {
		if n := len(list); n == 0 || list[n-1].Name != p.Mechanism {
			list = append(list, Mechanism{Name: p.Mechanism})
		}
		last := &list[len(list)-1]
		last.Parameters = append(last.Parameters, p)
	}
	return list
}
