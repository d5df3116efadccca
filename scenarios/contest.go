package scenarios

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Ask is a comparison as it was asked for.
type Ask struct {
	Arms   []string // presets, files or policies
	Worlds []string // as given: names, or several joined by commas
	// Against is the name of the reference, "" for the first arm.
	Against                        string
	TargetWidth, EqualCost, Budget string // as given, "" for none
	Layers                         Layers
}

// Usual are what a comparison plays unless asked otherwise.
const (
	usualComparedPopulation = 10_000
	usualComparedReplicates = 12
	usualBudget             = 64
)

// usualWorlds are the worlds that seem possible, the likeliest first.
var usualWorlds = []string{"expected", "slow", "fast"}

// MostArms is how many arms a comparison may have.
const MostArms = 32

// Resolve makes the contest that is asked for, with how the command behaves.
// Every mistake is bad input.
func (a Ask) Resolve() (*Contest, *Run, error) {
	if len(a.Arms) < 2 {
		return nil, nil, Mistake("a comparison needs two or more of presets, files and policies, such as laissez-faire skills-first")
	}
	if len(a.Arms) > MostArms {
		return nil, nil, Mistake("%d arms are too many: compare at most %d", len(a.Arms), MostArms)
	}
	layers := a.Layers
	layers.Defaults = map[string]int{"population": usualComparedPopulation, "replicates": usualComparedReplicates}
	c := &Contest{Most: usualBudget}
	var first *Run
	for _, word := range a.Arms {
		base, err := findArm(word)
		if err != nil {
			return nil, nil, err
		}
		r, err := Resolve(base, layers)
		if err != nil {
			return nil, nil, err
		}
		if first == nil {
			first = r
		}
		if err := c.enter(r.Scenario); err != nil {
			return nil, nil, err
		}
		c.Words = append(c.Words, word)
	}
	c.Options = c.Arms[0].Options
	c.Options.Without = nil
	var err error
	if c.Worlds, err = worldsOf(a.Worlds); err != nil {
		return nil, nil, err
	}
	if err := c.numbers(a); err != nil {
		return nil, nil, err
	}
	return c, first, c.refer(a.Against)
}

// findArm is a preset, a file, or a policy by itself.
func findArm(word string) (*Scenario, error) {
	name, _, _ := strings.Cut(word, "=")
	if policy.Find(name) != nil && !slices.Contains(Presets(), word) {
		list, err := ParsePolicies([]string{word})
		if err != nil {
			return nil, err
		}
		p := policy.Find(name)
		s := Default()
		s.Name, s.Title, s.Question, s.Policies = word, p.Title, p.Does, list
		s.Name = name
		if strings.Contains(word, "=") {
			s.Title += " (" + strings.TrimPrefix(word, name+"=") + ")"
			s.Name = armName(word)
		}
		s.stated = map[string]bool{"policies": true}
		return s, nil
	}
	s, err := Find(word)
	if err == nil || strings.ContainsAny(word, `/\.`) {
		return s, err
	}
	known := append(Presets(), policy.Names()...)
	return nil, Mistake("%s: no preset, file or policy has this name%s; atelier scenarios list and atelier policies tell them", shownValue(word, true), meant(name, known))
}

// armName is a name for files of a policy with settings.
func armName(word string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_', r == '-':
			return r
		}
		return '-'
	}, word), "-")
}

// enter takes an arm in that can be played beside those before it.
func (c *Contest) enter(s *Scenario) error {
	for _, arm := range c.Arms {
		if arm.Name == s.Name {
			return Mistake("%s: given twice: an arm needs a name of its own", s.Name)
		}
	}
	if len(c.Arms) > 0 {
		a, b := c.Arms[0].Options, s.Options
		if a.Population != b.Population || a.Months != b.Months || a.Seed != b.Seed || a.Replicates != b.Replicates {
			return Mistake("%s and %s differ in population, months, seed or replicates: give these options on the command line, so that luck is common", c.Arms[0].Name, s.Name)
		}
	}
	c.Arms = append(c.Arms, s)
	return nil
}

// worldsOf reads names of worlds, each once.
func worldsOf(given []string) ([]string, error) {
	if len(given) == 0 {
		return slices.Clone(usualWorlds), nil
	}
	k := &key{kind: names, choices: sim.Worlds}
	list, wrong := k.value(strings.Join(given, ","))
	if wrong != "" {
		return nil, Mistake("--world: %s", wrong)
	}
	if len(list.([]string)) == 0 {
		return nil, Mistake("--world: name a world: %s", strings.Join(sim.Worlds, ", "))
	}
	return list.([]string), nil
}

// numbers reads the options that only a comparison has.
func (c *Contest) numbers(a Ask) error {
	read := func(flag, raw string, low, high float64, to *float64) error {
		if raw == "" {
			return nil
		}
		x, wrong := (&key{kind: number, low: low, high: high}).read(raw)
		if wrong != "" {
			return Mistake("--%s: %s", flag, wrong)
		}
		*to = x.(float64)
		return nil
	}
	if err := read("target-width", a.TargetWidth, 0.001, 100, &c.TargetWidth); err != nil {
		return err
	}
	if err := read("equal-cost", a.EqualCost, 1, 1e13, &c.EqualCostUSD); err != nil {
		return err
	}
	if a.Budget != "" {
		n, err := strconv.Atoi(a.Budget)
		if err != nil || n < 2 || n > 1000 {
			return Mistake("--budget: value %q: must be a whole number from 2 to 1,000", a.Budget)
		}
		c.Most = n
	}
	c.Most = max(c.Most, c.Options.Replicates)
	return nil
}

// refer finds the reference.
func (c *Contest) refer(name string) error {
	if name == "" {
		return nil
	}
	var all []string
	for i, arm := range c.Arms {
		if arm.Name == name {
			c.Against = i
			return nil
		}
		all = append(all, arm.Name)
	}
	return Mistake("--against: %s is not among what is compared: %s%s", shownValue(name, true), strings.Join(all, ", "), meant(name, all))
}

// Command is the command that repeats a comparison. Arms that a name says whole
// are called by it, others by the file that the comparison's folder keeps of
// them: there the command is to be given.
func (c *Contest) Command() string {
	words := []string{"atelier compare"}
	for i, arm := range c.Arms {
		if i < len(c.Words) && sameArm(c.Words[i], arm) && c.EqualCostUSD == 0 {
			words = append(words, c.Words[i])
		} else {
			words = append(words, ArmFile(arm.Name))
		}
	}
	o := c.Options
	for _, w := range c.Worlds {
		words = append(words, "--world", w)
	}
	words = append(words, "--against", c.Arms[c.Against].Name, fmt.Sprintf("--population %d --months %d --seed %d --replicates %d", o.Population, o.Months, o.Seed, o.Replicates))
	return strings.Join(words, " ")
}

// ArmFile is where the folder of a comparison keeps the scenario of an arm, as
// it was played.
func ArmFile(name string) string { return "arms/" + name + ".yaml" }

// sameArm tells whether a preset or policy of that name is the arm.
func sameArm(word string, arm *Scenario) bool {
	if looksLikePath(word) {
		return false
	}
	s, err := findArm(word)
	return err == nil && maps.Equal(s.Parameters, arm.Parameters) && slices.Equal(PolicyTexts(s.Policies), PolicyTexts(arm.Policies)) &&
		s.Exposure == arm.Exposure && slices.Equal(inSchedule(s.Options.Without), inSchedule(arm.Options.Without))
}

// Title is what a report of the comparison is called.
func (c *Contest) Title() string {
	var names []string
	for i, arm := range c.Arms {
		if i != c.Against {
			names = append(names, finding.Lower(ArmOf(arm, arm).Title))
		}
	}
	return finding.Capital(finding.And(names)) + " against " + finding.Lower(ArmOf(c.Arms[c.Against], c.Arms[c.Against]).Title)
}
