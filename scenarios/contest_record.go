package scenarios

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// A Contest is what a comparison plays: scenarios as arms, each with every
// layer applied, on the same seeds in some worlds.
type Contest struct {
	Arms    []*Scenario
	Words   []string // by arm, what it was called for by: a preset, a file or a policy
	Worlds  []string // the main one first
	Against int      // place of the reference in Arms
	Options Options  // population, months, seed, replicates, workers, check of all arms
	// TargetWidth is the full width, in per cent of the reference, that the
	// 95 % intervals of people at work, orders and freelance income are to have
	// at most; 0 for none. Replicates are added up to Most.
	TargetWidth float64
	Most        int
	// EqualCostUSD is the public outlay to which doses are scaled, in 2024 USD
	// over the period; 0 for none.
	EqualCostUSD float64
	// Kind is KindRun for a scenario and its twin, whose tables are kept whole.
	Kind       string
	Scales     []float64 // by arm, what doses were multiplied by
	ScaleNotes []string
}

// RunContest is a run as what it is: a scenario against its frozen twin, or alone
// where the twin is left out.
func RunContest(s *Scenario) *Contest {
	c := &Contest{Arms: []*Scenario{s}, Worlds: []string{s.World}, Against: -1, Options: s.Options, Kind: KindRun}
	if s.Options.Counterfactual {
		c.Arms, c.Against = []*Scenario{s.Frozen(), s}, 0
	}
	c.Options.Without = nil
	return c
}

// Played are the scenarios that a contest plays: its arms, and behind them, in a
// comparison, the twin of the reference without AI, so that what policies do can be
// held against what AI does. In a comparison of frozen worlds alone there is no AI, and
// no twin.
func (c *Contest) Played() []*Scenario {
	if c.Kind == KindRun || !slices.ContainsFunc(c.Worlds, func(world string) bool { return world != FrozenWorld }) {
		return c.Arms
	}
	return append(slices.Clone(c.Arms), c.Arms[c.Against].Frozen())
}

// Alone is an arm of a comparison as a scenario of its own in one of its
// worlds: played alone it gives the bytes that it gave there.
func (c *Contest) Alone(arm int, world string) *Scenario {
	s := c.Arms[arm].Clone()
	s.World = world
	without := s.Options.Without
	s.Options = c.Options
	s.Options.Without, s.Options.Counterfactual, s.Options.Full, s.Options.Panel = without, false, false, 0
	return s
}

// Scenario is the scenario of a run.
func (c *Contest) Scenario() *Scenario { return c.Arms[len(c.Arms)-1] }

// Name is what the folder of the contest is called.
func (c *Contest) Name() string {
	if c.Kind == KindRun {
		return c.Scenario().Name
	}
	return "comparison"
}

// Names are those of the arms.
func (c *Contest) Names() []string {
	return finding.Each(c.Arms, func(s *Scenario) string { return s.Name })
}

// Digest is the SHA-256 of everything that decides the numbers of a contest, in
// 64 hexadecimal digits.
func (c *Contest) Digest() (string, error) {
	if c.Kind == KindRun {
		return c.Scenario().Digest()
	}
	var b strings.Builder
	b.WriteString("atelier comparison 1\n")
	for _, o := range ownOptions() {
		text := strings.Join(o.texts(c.run()), " ")
		if o.Name == "against" {
			text = strconv.Itoa(c.Against) // by its place: a name is in the digest of the arm
		}
		fmt.Fprintf(&b, "%s %s\n", o.word, text)
	}
	for i, arm := range c.Arms {
		text, err := c.Alone(i, c.Worlds[0]).Canonical()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "arm %s\n%s", arm.Name, text)
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(b.String()))), nil
}

// Names of what a manifest records of a comparison.
const (
	recordCommand = "command"
	recordArm     = "arm:" // before the name of an arm; its scenario file follows
)

// Record returns what a manifest records of a contest: the options by their
// names on the command line, and each arm of a comparison as a scenario file,
// doses as they were played.
func (c *Contest) Record() (map[string]string, error) {
	if c.Kind == KindRun {
		return c.Scenario().Record(), nil
	}
	r := map[string]string{recordCommand: "compare", "words": strings.Join(c.Words, "\n")}
	for _, o := range append(ownOptions(), commonOptions()...) {
		if text := o.text(c.run()); text != "" || !o.spare {
			r[o.dashed()] = text
		}
	}
	for i, arm := range c.Arms {
		text, err := c.Alone(i, c.Worlds[0]).YAML()
		if err != nil {
			return nil, err
		}
		r[recordArm+arm.Name] = string(text)
	}
	r["arms"] = strings.Join(c.Names(), ",")
	return r, nil
}

// IsContest tells whether the options of a manifest are those of a comparison.
func IsContest(options map[string]string) bool { return options[recordCommand] == "compare" }

// ReadContest is the contest that the options and parameters of a manifest record; the
// replicates of a comparison are those that were played. What cannot be read is a mistake
// in one sentence, which does not name the manifest.
func ReadContest(options map[string]string, parameters map[string]float64, replicates int) (*Contest, error) {
	if !IsContest(options) {
		s, err := Recorded(options, parameters)
		if err != nil {
			return nil, err
		}
		return RunContest(s), nil
	}
	r := &Run{}
	c := &r.Contest
	names := strings.Split(options["arms"], ",")
	others := append(finding.Each(names, func(name string) string { return recordArm + name }), recordCommand, "words", "arms")
	if err := knownOptions(options, append(ownOptions(), commonOptions()...), others...); err != nil {
		return nil, err
	}
	for _, o := range ownOptions() {
		text, there := options[o.dashed()]
		if !there || text == o.text(&Run{}) { // as it is where nobody asks for it
			continue
		}
		if err := o.recall(r, text); err != nil {
			return nil, err
		}
	}
	if c.Words = strings.Split(options["words"], "\n"); len(c.Words) != len(names) {
		c.Words = make([]string, len(names))
	}
	for i, name := range names {
		s, err := Parse(name+".yaml", []byte(options[recordArm+name]))
		if err != nil {
			return nil, Mistake("arm %s cannot be read; compare again with the version of the program that wrote it", file.Shown(name, true))
		}
		s.stated = nil
		if name == options["against"] {
			c.Against = i
		}
		s.Options.Replicates = replicates
		c.Arms = append(c.Arms, s)
		c.Options = s.Options
	}
	c.Options.Without = nil
	return c, nil
}
