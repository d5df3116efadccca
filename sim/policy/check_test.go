package policy

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim"
)

// A policy that says too little about itself is refused, so that none in the
// registry does.
func TestAPolicyThatSaysTooLittleIsRefused(t *testing.T) {
	whole := *Find("rights")
	whole.Name = "another"
	if err := whole.check(); err != nil {
		t.Fatalf("a whole policy is refused: %v", err)
	}
	for what, spoil := range map[string]func(p *Policy){
		"a text is missing":         func(p *Policy) { p.Does = "" },
		"a text is missing ":        func(p *Policy) { p.Example = "" },
		"there is one of this name": func(p *Policy) { p.Name = "rights" },
		"the dose needs a unit":     func(p *Policy) { p.Dose.Unit = "" },
		"the dose needs a unit,":    func(p *Policy) { p.Dose.Source = "" },
		"a default from 0":          func(p *Policy) { p.Dose.Default = 0 },
		"default from 0 to its":     func(p *Policy) { p.Dose.Default = 2 * p.Dose.High },
		"the dose needs":            func(p *Policy) { p.Dose.Low = 0.01 },
		"compliance must lie":       func(p *Policy) { p.Takes = 1.1 },
		"compliance must":           func(p *Policy) { p.Takes = 0 },
		"the cost needs an event":   func(p *Policy) { p.Cost.Per = "" },
		"and a range around it":     func(p *Policy) { p.Cost.USD = -1 },
		"it must claim to move":     func(p *Policy) { p.Claims.Column = "happiness" },
		"it must claim":             func(p *Policy) { p.Claims.Sign = 0 },
		"it pulls no lever":         func(p *Policy) { p.Design.Pulls = nil },
	} {
		p := whole
		spoil(&p)
		if err := p.check(); err == nil || !strings.Contains(err.Error(), strings.TrimRight(what, " ,")) {
			t.Errorf("%q: %v", what, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a policy without a lever is registered")
		}
		if Find("another") != nil {
			t.Error("and found")
		}
	}()
	whole.Design = sim.Design{}
	register(whole)
}
