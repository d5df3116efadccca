package policy

import (
	"slices"
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

// A policy that another program entered is like any other, and its design stands in
// the digests of what is played with it; those of the model stand in its sources.
func TestAPolicyOfAnotherProgram(t *testing.T) {
	was := slices.Clone(registry)
	defer func() { registry = was }()
	p := *Find("training_subsidy")
	p.Name = "course_vouchers"
	if Register(p); Find("course_vouchers") == nil || len(Names()) != len(was)+1 || !slices.IsSorted(Names()) {
		t.Fatalf("it is not among the policies: %v", Names())
	}
	text := Canonical("junior_quota", "course_vouchers", "nothing")
	if !strings.Contains(text, "course_vouchers") || strings.Contains(text, "junior_quota") || strings.Count(text, "\n") != 1 {
		t.Errorf("digests hold %q", text)
	}
	registry = slices.Clone(was)
	p.Design.Pulls = []sim.Pull{{Lever: p.Design.Pulls[0].Lever, Scale: 0.5}}
	if Register(p); Canonical("course_vouchers") == text {
		t.Error("half as strong, its digest is the same")
	}
	defer func() {
		if recover() == nil {
			t.Error("a second policy of one name is taken")
		}
	}()
	Register(p)
}
