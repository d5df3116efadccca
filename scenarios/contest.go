package scenarios

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Ask is a comparison as it was asked for.
type Ask struct {
	Arms   []string // presets, files or policies
	Layers Layers
	// Again, if not nil, is a comparison that a manifest records, to be played again: its
	// arms, worlds and reference, with doses as they were played. Arms are not given then.
	Again *Contest
}

// MostArms is how many arms a comparison may have.
const MostArms = 32

// Resolve makes the contest that is asked for, with how the command behaves.
// Every mistake is bad input.
func (a Ask) Resolve() (*Contest, *Run, error) {
	bases, words, err := a.arms()
	if err != nil {
		return nil, nil, err
	}
	a.Layers.Command = "compare"
	if a.Again != nil {
		a.Layers.Recorded = a.Again.recorded()
	}
	var c *Contest
	var first *Run
	for i, base := range bases {
		r, err := Resolve(base, a.Layers)
		if err != nil {
			return nil, nil, err
		}
		if first == nil {
			first, c = r, &r.Contest
		}
		if err := c.enter(r.Scenario); err != nil {
			return nil, nil, err
		}
		c.Words = append(c.Words, words[i])
	}
	if len(c.Worlds) == 0 {
		return nil, nil, Mistake("--world: name a world: %s", strings.Join(sim.Worlds, ", "))
	}
	c.Options = c.Arms[0].Options
	c.Options.Without = nil
	if c.TargetWidth > 0 && c.Options.OfSets() {
		return nil, nil, Mistake("--target-width: over sets of parameters an interval says what is not known, and more replicates do not narrow it; add --parameters central, or leave --target-width out")
	}
	c.Most = max(c.Most, c.Options.Replicates)
	return c, first, c.refer(first.Against)
}

// arms are the scenarios of the arms, and what each was called for by.
func (a Ask) arms() (bases []*Scenario, words []string, err error) {
	if a.Again != nil {
		if len(a.Arms) > 0 {
			return nil, nil, Mistake("--from: the manifest says what is compared; leave %s out", file.Shown(a.Arms[0], true))
		}
		return a.Again.Arms, a.Again.Words, nil
	}
	if len(a.Arms) < 2 {
		return nil, nil, Mistake("a comparison needs two or more of presets, files and policies, such as laissez-faire skills-first")
	}
	if len(a.Arms) > MostArms {
		return nil, nil, Mistake("%d arms are too many: compare at most %d", len(a.Arms), MostArms)
	}
	for _, word := range a.Arms {
		base, err := findArm(word)
		if err != nil {
			return nil, nil, err
		}
		bases = append(bases, base)
	}
	return bases, a.Arms, nil
}

// recorded are the options that only a comparison has, as it was played: its doses were
// scaled then.
func (c *Contest) recorded() map[string]any {
	values, r, plain := map[string]any{}, c.run(), &Run{}
	for _, o := range ownOptions() {
		if o.text(r) != o.text(plain) && o.Name != "equal_cost" {
			values[o.Name] = o.get(r)
		}
	}
	return values
}

// FindArm is a preset, a file, or a policy by itself, such as training_subsidy=0.5.
func FindArm(word string) (*Scenario, error) { return findArm(word) }

// findArm is a preset, a file, or a policy by itself.
func findArm(word string) (*Scenario, error) {
	name := word[:strings.IndexAny(word+"=", "=,")]
	if called := Called(name, policy.Names()); called != "" && (called == name || !file.Exists(word)) && Called(word, Presets()) == "" {
		name, word = called, called+word[len(name):]
		list, err := ParsePolicies([]string{word})
		if err != nil {
			return nil, err
		}
		p := policy.Find(name)
		s := Default()
		s.Name, s.Title, s.Question, s.Policies = word, p.Title, p.Does, list
		s.Name = name
		if len(word) > len(name) {
			s.Title += " (" + word[len(name)+1:] + ")"
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
	return nil, Mistake("%s: no preset, file or policy has this name; atelier scenarios list and atelier policies tell them%s", file.Shown(word, true), file.Meant(name, known))
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
	if slices.Contains(c.Names(), s.Name) {
		return Mistake("%s: given twice: an arm needs a name of its own", s.Name)
	}
	if len(c.Arms) > 0 {
		var names []string
		same := true
		for _, o := range commonOptions() {
			names = append(names, o.Flag)
			same = same && o.text(&Run{Scenario: c.Arms[0]}) == o.text(&Run{Scenario: s})
		}
		if !same {
			return Mistake("%s and %s differ in %s: give these options on the command line, so that luck is common", c.Arms[0].Name, s.Name, finding.Or(names))
		}
	}
	c.Arms = append(c.Arms, s)
	return nil
}

// commonOptions are those that all arms of a comparison have to share.
func commonOptions() []Option {
	return slices.DeleteFunc(OptionsOf("compare"), func(o Option) bool { return !o.common })
}

// ownOptions are those that only a comparison has.
func ownOptions() []Option {
	return slices.DeleteFunc(OptionsOf("compare"), func(o Option) bool { return o.counts != decides || o.OfScenario() })
}

// run is the contest as what was asked for.
func (c *Contest) run() *Run {
	return &Run{Scenario: &Scenario{Options: c.Options}, Contest: *c, Against: c.Arms[c.Against].Name}
}

// refer finds the reference.
func (c *Contest) refer(name string) error {
	if name == "" {
		return nil
	}
	all := c.Names()
	if i := slices.Index(all, cmp.Or(Called(name, all), name)); i >= 0 {
		c.Against = i
		return nil
	}
	return Mistake("--against: %s is not among what is compared: %s%s", file.Shown(name, true), strings.Join(all, ", "), file.Meant(name, all))
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
	for _, o := range append(ownOptions(), commonOptions()...) {
		if !o.settles {
			words = append(words, o.words(o.text(c.run()))...)
		}
	}
	return strings.Join(words, " ")
}

// ArmFile is where the folder of a comparison keeps the scenario of an arm, as
// it was played.
func ArmFile(name string) string { return "arms/" + name + ".yaml" }

// sameArm tells whether a preset or policy of that name is the arm.
func sameArm(word string, arm *Scenario) bool {
	if file.LooksLikePath(word) {
		return false
	}
	s, err := findArm(word)
	return err == nil && maps.Equal(s.Parameters, arm.Parameters) && slices.Equal(PolicyTexts(s.Policies), PolicyTexts(arm.Policies)) &&
		s.Exposure == arm.Exposure && slices.Equal(s.Options.Without, arm.Options.Without)
}

// Title is what a report of the comparison is called.
func (c *Contest) Title() string {
	var names []string
	for i, arm := range c.Arms {
		if i != c.Against {
			names = append(names, finding.Lower(ArmOf(arm, arm).Title))
		}
	}
	return FocusOf(c.Options).headed(finding.Capital(finding.And(names))) + " against " + finding.Lower(ArmOf(c.Arms[c.Against], c.Arms[c.Against]).Title)
}
