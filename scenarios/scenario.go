package scenarios

import (
	"fmt"
	"maps"
	"slices"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Scenario is one question put to the model: a world, and what differs from
// the model's defaults in it. The zero value is not a valid scenario; start
// from [Default], [Preset] or [Load].
type Scenario struct {
	Name        string // short name for folders and commands: a-z, 0-9, "-", "_"
	Title       string // a few words, sentence case
	Question    string // what the scenario asks, one sentence
	Description string // what it assumes, for whoever reads the result

	World    string // one of sim.Worlds: how fast AI becomes capable
	Exposure string // one of Exposures: whose index says how exposed an occupation is
	Options  Options

	// Parameters holds only what differs from the world's own values:
	// parameter path -> value, in the unit that sim.Parameters states.
	Parameters map[string]float64

	// Policies are in force together, in the order of the file.
	Policies []policy.Setting

	// Twin: it is the frozen twin of the scenario, in which AI stays as in 2021
	// whatever the world.
	Twin bool

	// below are values of parameters by path that hold where neither the world nor the
	// scenario says otherwise; see Under.
	below map[string]float64

	// stated names the keys that the file gave, so that a configuration file
	// fills only the others. It is nil for a scenario made in code, which
	// counts as stating everything.
	stated map[string]bool
}

// Exposures are the indices of how exposed an occupation is to generative AI:
// the ratings by people and by GPT-4 of Eloundou et al. (2024), their consensus
// (floors as people rated them, ceilings the mean of both), and what users of
// an assistant were observed to ask for (Anthropic Economic Index, 2025).
var Exposures = []string{"consensus", "human", "gpt4", "observed"}

// Default returns the scenario that an empty file would be, but for its name:
// the expected world, exposure by consensus, central parameters without a change; 10,000
// creatives over 180 months (January 2021 to December 2035), 27 replicates
// from seed 1, each beside its world without AI.
func Default() *Scenario {
	r := &Run{Scenario: &Scenario{Parameters: map[string]float64{}}}
	for _, o := range optionTable() {
		if value := o.initial(""); value != nil && o.OfScenario() {
			o.put(r, value)
		}
	}
	return r.Scenario
}

// Clone returns a copy that shares nothing with s.
func (s *Scenario) Clone() *Scenario {
	c := *s
	c.Parameters = maps.Clone(s.Parameters)
	c.below, c.stated = maps.Clone(s.below), maps.Clone(s.stated)
	c.Options.Without = slices.Clone(s.Options.Without)
	c.Policies = slices.Clone(s.Policies)
	return &c
}

// Frozen returns the twin of the scenario: the same but for AI, which stays as in
// 2021.
func (s *Scenario) Frozen() *Scenario {
	c := s.Clone()
	c.Name, c.Title, c.Question, c.Twin = TwinName, TwinTitle, "", true
	return c
}

// Under returns a copy of the scenario that has other values of parameters below it, by
// path: those of a set, say. They hold instead of the model's defaults. What tells the
// scenario's world from the expected one wins over them, and so does what the scenario says.
// A value that is out of its range is an error of Params.
func (s *Scenario) Under(paths []string, values []float64) *Scenario {
	c := s.Clone()
	c.below = make(map[string]float64, len(paths))
	for i, path := range paths {
		c.below[path] = values[i]
	}
	return c
}

// Params returns every parameter of the model as this scenario sets it: the
// defaults, then what is Under it, then the world, then the scenario's own values. It fails on an
// unknown world or parameter and on a value out of range, which a scenario
// that was loaded cannot hold.
func (s *Scenario) Params() (sim.Params, error) {
	p := sim.DefaultParams()
	if err := p.SetWorld(s.World); err != nil {
		return p, fmt.Errorf("scenario %q: %w", s.Name, err)
	}
	usual, world := sim.DefaultParams(), p
	for _, path := range slices.Sorted(maps.Keys(s.below)) {
		was, _ := usual.Get(path)
		if now, _ := world.Get(path); now != was {
			continue
		}
		if err := p.Set(path, s.below[path]); err != nil {
			return p, fmt.Errorf("scenario %q: %w", s.Name, err)
		}
	}
	for _, path := range s.paths() {
		if err := p.Set(path, s.Parameters[path]); err != nil {
			return p, fmt.Errorf("scenario %q: %w", s.Name, err)
		}
	}
	if s.Twin {
		p.Technology.Access = 0
	}
	if err := s.Options.checkPanel(); err != nil {
		return p, err
	}
	if l := p.Liability; l.Worker+l.Firm > 1 {
		return p, Mistake("scenario %q: %s", s.Name, sim.LiabilityProblem(l.Worker, l.Firm))
	}
	return p, nil
}

// Reference returns the parameters of the world whose trend the scenario has: its
// own world as it is without law and policies, with AI. For a frozen twin that is
// its scenario; for a world in which AI stays as in 2021 by itself it is the
// expected one, since what is observed has AI in it.
func (s *Scenario) Reference() (sim.Params, error) {
	c := s.Clone()
	c.Twin = false
	if c.World == FrozenWorld {
		c.World = "expected"
	}
	p, err := c.Params()
	if p.Technology.Access == 0 {
		p.Technology.Access = 1
	}
	p.WithoutLaw()
	return p, err
}

// paths returns the scenario's own parameters in alphabetical order.
func (s *Scenario) paths() []string {
	return slices.Sorted(maps.Keys(s.Parameters))
}

// states reports whether the file gave the key, or the scenario has no file.
func (s *Scenario) states(key string) bool {
	return s.stated == nil || s.stated[key]
}
