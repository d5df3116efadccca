// Package policy holds the policies, one file each. A file registers a [Policy]
// and with that gives it a place in every list, file, option, report and test:
// nothing else names it. A policy says which levers of the model it pulls
// (sim.Lever), whom it reaches, what it costs and who pays, with the source of
// each number, and what is known of its effect.
//
// To add one, write a file like junior_quota.go. Its contract tests are those
// of every policy: a dose of 0 changes no bit, the stated outcome moves the
// stated way, it ends when it ends, what must add up adds up, luck is common.
package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/sim"
)

// A Policy is what a government, a union or an industry may do.
type Policy struct {
	Name  string // in files and options: "training_subsidy"
	Title string // "Training subsidy"
	Does  string // what it is and how it acts, a sentence or two
	// Equation says what it changes in the model, with the number of the
	// equation in ODD.md.
	Equation string
	Dose     Dose
	Ramp     int     // months to the full dose, unless said otherwise
	Takes    float64 // share of those targeted who comply or take part, unless said otherwise
	Why      string  // where Takes comes from
	Cost     Cost
	Example  string // real programmes, with what is known of them
	Claims   Claim
	// Known says how well the effect is known; Assumed that no field estimate
	// stands behind it, which is marked wherever it matters.
	Known   string
	Assumed bool
	Reach   sim.Target // whom the policy can reach at all, and its usual target
	Design  sim.Design

	added bool // by a program that uses the model as a library
}

// Dose is the height of a policy in a unit that means something. Zero is none.
type Dose struct {
	Unit    string  `json:"unit"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Default float64 `json:"default"`
	Source  string  `json:"source"` // of the default
	// Text says a dose in words: {} stands for it, {%} for it in per cent.
	Text string `json:"text"`
}

// Cost is what a policy costs each time its event happens.
type Cost struct {
	USD    float64 `json:"usd"` // 2024 USD
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Per    string  `json:"per"` // the event
	Source string  `json:"source"`
}

// Claim is the outcome that a policy is meant to move.
type Claim struct {
	Column string  `json:"column"` // of sim.Columns
	Sign   float64 `json:"sign"`   // +1 up, -1 down
	Text   string  `json:"text"`
}

var registry []*Policy

// Register enters a policy of a program that uses the model as a library: from then on
// it has a place wherever those of this package have one. Call it where a package
// variable is set or in an init function, before anything is read or played. A mistake
// in the policy is the programmer's and stops the program.
func Register(p Policy) *Policy {
	p.added = true
	return register(p)
}

// Canonical says what those of some policies do that Register entered, one a line: a
// digest of what is played must hold it, because the sources of the model do not.
func Canonical(names ...string) string {
	var b strings.Builder
	for _, name := range names {
		if p := Find(name); p != nil && p.added {
			fmt.Fprintf(&b, "design %q %+v\n", p.Name, p.Design)
		}
	}
	return b.String()
}

// register enters a policy. A mistake in it is the programmer's and stops the
// program.
func register(p Policy) *Policy {
	if err := p.check(); err != nil {
		panic("policy " + p.Name + ": " + err.Error())
	}
	registry = append(registry, &p)
	// total order: names are unique
	slices.SortFunc(registry, func(a, b *Policy) int { return strings.Compare(a.Name, b.Name) })
	return &p
}

// check refuses a policy that says too little.
func (p *Policy) check() error {
	switch d := p.Dose; {
	case p.Name == "" || p.Title == "" || p.Does == "" || p.Equation == "" || p.Known == "" || p.Example == "" || p.Why == "":
		return fmt.Errorf("a text is missing")
	case Find(p.Name) != nil:
		return fmt.Errorf("there is one of this name already")
	case d.Unit == "" || d.Source == "" || strings.Contains(d.Text, "{}") == strings.Contains(d.Text, "{%}") || !(d.Low == 0 && d.Default > 0 && d.Default <= d.High):
		return fmt.Errorf("the dose needs a unit, a source and a default from 0 to its highest")
	case !(p.Takes > 0 && p.Takes <= 1) || p.Ramp < 0:
		return fmt.Errorf("compliance must lie above 0 and at most at 1")
	case p.Cost.Source == "" || p.Cost.Per == "" || !(p.Cost.Low <= p.Cost.USD && p.Cost.USD <= p.Cost.High):
		return fmt.Errorf("the cost needs an event, a source and a range around it")
	case sim.ColumnIndex(p.Claims.Column) < 0 || p.Claims.Sign*p.Claims.Sign != 1 || p.Claims.Text == "":
		return fmt.Errorf("it must claim to move a measure up or down")
	case len(p.Design.Pulls) == 0:
		return fmt.Errorf("it pulls no lever")
	}
	return nil
}

// All lists the policies by name.
func All() []*Policy { return slices.Clone(registry) }

// Names lists their names.
func Names() []string {
	list := make([]string, len(registry))
	for i, p := range registry {
		list[i] = p.Name
	}
	return list
}

// Find is the policy of a name, or nil.
func Find(name string) *Policy {
	for _, p := range registry {
		if p.Name == name {
			return p
		}
	}
	return nil
}
