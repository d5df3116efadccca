package calibrate

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"slices"
	"sync"

	"github.com/invopop/jsonschema"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim"
)

// A Calibration is a scenario whose parameters are sought.
type Calibration struct {
	Name, Title, Question, Description string

	Scenario *scenarios.Scenario // with the population of waves before the last, and the seed
	Called   string              // the preset or file that the scenario is
	Targets  []string            // ids of figures that are fitted, in the order of infer.Figures
	Free     []Range             // what is varied
	Effort   Effort
	FullSize int // creatives in the last wave
	// Truth is a set of the country's ensemble that is sought as if nobody knew it, by what
	// it says itself instead of what was published; 0 for none.
	Truth int
}

// A Range is a parameter and the range that it is drawn from, evenly.
type Range struct {
	Path      string
	Low, High float64
}

// What a calibration is unless its file says otherwise, but for what options say.
const (
	usualStarts, usualWaves, mostFitted = 3, 3, 40
	usualFirst, usualSets, usualLast    = 200, 80, 120
	usualFullSize                       = 10_000
	lucks, fresh                        = 8, 20
)

// ownOptions are the options that a calibration's file may say.
var ownOptions = []string{"population", "seed"}

// keys is the tree of a calibration's file.
var keys = sync.OnceValue(func() *file.Key {
	root := &file.Key{Kind: file.Section, Noun: "a calibration", Example: "name: my_calibration", Doc: "A scenario whose parameters are sought among those that nothing known rules out."}
	root.Put("name", file.Key{Kind: file.Word, Longest: 64, Required: true, Doc: "Short name, used for folders."})
	root.Put("title", file.Key{Kind: file.Text, Longest: 120, Doc: "A few words, sentence case."})
	root.Put("question", file.Key{Kind: file.Text, Longest: 400, Doc: "What the calibration asks, in one sentence."})
	root.Put("description", file.Key{Kind: file.Text, Longest: 4000, Lines: true, Doc: "What it assumes."})
	root.Put("scenario", file.Key{Kind: file.Text, Longest: 4096, Initial: "baseline", Doc: "The preset or file whose parameters are sought."})
	root.Put("targets", file.Key{Kind: file.Names, Choices: append([]string{allTargets}, mayBeFitted()...), Initial: []string{allTargets}, Doc: "Figures that are fitted; all: those measured before 2025 that rule anything out."})
	root.Put("free", file.Key{Kind: file.Entries, Longest: 1000, Doc: "Parameters that are varied; all that act without a policy unless said.", Example: "{parameter: clients.own, low: 1, high: 4}",
		Entry: priorOf, Form: func(s *jsonschema.Schema) *jsonschema.Schema { return s }, Children: []*file.Key{
			{Name: "parameter", Kind: file.Choice, Choices: finding.Each(sim.Parameters(), func(q sim.Parameter) string { return q.Path }), Noun: "parameter", Lister: "atelier parameters", Required: true, Doc: "A parameter's path."},
			{Name: "low", Kind: file.Number, Low: -file.Unbounded, High: file.Unbounded, Doc: "Low end of the range; that of the model unless said."},
			{Name: "high", Kind: file.Number, Low: -file.Unbounded, High: file.Unbounded, Doc: "High end of the range; that of the model unless said."},
		}})
	whole := func(low, high float64, usual int, doc string) file.Key {
		return file.Key{Kind: file.Whole, Low: low, High: high, Initial: usual, Doc: doc}
	}
	root.Put("fitted", whole(1, mostFitted, mostFitted, "Parameters that are fitted at most; the others are drawn from their range in every set."))
	root.Put("starts", whole(1, 20, usualStarts, "Separate searches, each with luck of its own."))
	root.Put("waves", whole(1, 20, usualWaves, "Waves of a start before the last."))
	root.Put("sets.first", whole(fewest, 2000, usualFirst, "Sets of a start in the first wave."))
	root.Put("sets.wave", whole(1, 2000, usualSets, "Sets of a start in each wave after it."))
	root.Put("sets.last", whole(1, 2000, usualLast, "Sets of a start in the last wave, at full size."))
	root.Put("full_size", whole(200, 50_000_000, usualFullSize, "Creatives simulated in the last wave."))
	root.Put("truth", whole(1, 1000, 0, "A set of the country's ensemble whose own runs stand for what was published: does the search find it?"))
	for _, o := range scenarios.OptionsOf("calibrate") {
		if slices.Contains(ownOptions, o.Name) {
			root.Put("options."+o.Name, o.Key)
		}
	}
	return root
})

// allTargets stands for every figure that may be fitted and rules anything out.
const allTargets = "all"

// mayBeFitted are the figures measured before the year from which on they are told only.
func mayBeFitted() (ids []string) {
	for _, f := range infer.Figures() {
		if f.Year < infer.Told {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// parameterOf is the parameter at a path.
func parameterOf(path string) sim.Parameter {
	list := sim.Parameters()
	return list[slices.IndexFunc(list, func(q sim.Parameter) bool { return q.Path == path })]
}

// priorOf is the prior that some values say, after those before it.
func priorOf(values map[string]any, before []any) (any, file.Flaw) {
	q := parameterOf(values["parameter"].(string))
	p := Range{q.Path, q.Low, q.High}
	if low, said := values["low"].(float64); said {
		p.Low = low
	}
	if high, said := values["high"].(float64); said {
		p.High = high
	}
	outside := func(key string, x float64) (any, file.Flaw) {
		return p, file.Flaw{Key: key, Text: fmt.Sprintf("value %s: %s may be %s to %s", file.Brief(x), p.Path, file.Brief(q.Low), file.Brief(q.High))}
	}
	varied := PriorParameters()
	switch {
	case slices.ContainsFunc(before, func(b any) bool { return b.(Range).Path == p.Path }):
		return p, file.Flaw{Key: "parameter", Text: p.Path + " stands twice: keep one", Alone: true}
	case !slices.ContainsFunc(varied, func(v sim.Parameter) bool { return v.Path == p.Path }):
		return p, file.Flaw{Key: "parameter", Text: p.Path + " does nothing that a figure can tell: it acts under a policy alone, has no range, or is the world's; leave it out", Alone: true}
	case p.Low < q.Low || p.Low > q.High:
		return outside("low", p.Low)
	case p.High < q.Low || p.High > q.High:
		return outside("high", p.High)
	case p.Low >= p.High:
		return p, file.Flaw{Key: "high", Text: fmt.Sprintf("the range from %s to %s is empty: let low be below high", file.Brief(p.Low), file.Brief(p.High))}
	}
	return p, file.Flaw{}
}

//go:embed presets/*.yaml
var presetFiles embed.FS

var presets = file.Presets{Files: presetFiles, Noun: "calibration"}

// Find is the preset of that name or the file at that path, with what the layers of
// options say on it.
func Find(nameOrFile string, l scenarios.Layers) (*Calibration, *scenarios.Run, error) {
	source, text, err := presets.Find(nameOrFile)
	if err != nil {
		return nil, nil, err
	}
	return parse(source, text, l)
}

// parse reads the text of a calibration; source is what problems call it.
func parse(source string, text []byte, l scenarios.Layers) (*Calibration, *scenarios.Run, error) {
	values, found := keys().Decode(source, text)
	if len(found) > 0 {
		return nil, nil, found
	}
	c := &Calibration{Called: "baseline", FullSize: usualFullSize, Effort: Effort{
		Starts: usualStarts, Waves: usualWaves, First: usualFirst, Sets: usualSets, Last: usualLast, Lucks: lucks, Fresh: fresh, Fitted: mostFitted}}
	for path, to := range map[string]*string{"name": &c.Name, "title": &c.Title, "question": &c.Question, "description": &c.Description, "scenario": &c.Called} {
		if text, said := values[path].(string); said {
			*to = text
		}
	}
	for path, to := range map[string]*int{"fitted": &c.Effort.Fitted, "starts": &c.Effort.Starts, "waves": &c.Effort.Waves, "sets.first": &c.Effort.First,
		"sets.wave": &c.Effort.Sets, "sets.last": &c.Effort.Last, "full_size": &c.FullSize, "truth": &c.Truth} {
		if n, said := values[path].(int64); said {
			*to = int(n)
		}
	}
	wanted, _ := values["targets"].([]string)
	c.Targets = targetsOf(wanted)
	base, err := scenarios.FindBeside(c.Called, source, text)
	if err != nil {
		return nil, nil, err
	}
	base = base.Clone()
	options := map[string]any{}
	for _, name := range ownOptions {
		options[name] = values["options."+name]
	}
	base.State(options)
	l.Command = "calibrate"
	r, err := scenarios.Resolve(base, l)
	if err != nil {
		return nil, nil, err
	}
	c.Scenario = r.Scenario
	c.Scenario.Options.Replicates, c.Scenario.Options.Months = 1, infer.PatternMonths
	c.Effort.Seed = c.Scenario.Options.Seed
	if list, said := values["free"].([]any); said {
		c.Free = finding.Each(list, func(f any) Range { return f.(Range) })
	} else {
		c.Free = finding.Each(PriorParameters(), func(q sim.Parameter) Range { return Range{q.Path, q.Low, q.High} })
	}
	return c, r, c.check(source, text)
}

// targetsOf are the figures that are fitted, by the names that a file has.
func targetsOf(wanted []string) (ids []string) {
	every := len(wanted) == 0 || slices.Contains(wanted, allTargets)
	for _, f := range infer.Figures() {
		if slices.Contains(wanted, f.ID) || every && f.Year < infer.Told && !f.Weak {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// check refuses what cannot be calibrated.
func (c *Calibration) check(source string, text []byte) error {
	wrong := func(path, format string, args ...any) error { return file.At(source, text, path, format, args...) }
	switch {
	case len(c.Free) == 0:
		return wrong("free", "the list is empty: name what is varied, or leave it out for all")
	case c.Scenario.World == sim.Worlds[len(sim.Worlds)-1]:
		return wrong("scenario", "its world is frozen, of which no figure tells: choose another")
	case c.Truth > 0 && (evidence.US().Ensemble == nil || evidence.US().Ensemble.Of(c.Truth) == nil):
		return wrong("truth", "value %d: the country's ensemble has no such set", c.Truth)
	case len(c.Scenario.Policies) > 0:
		return wrong("scenario", "it has policies, and figures are of the past: choose one without")
	}
	return nil
}

// YAML writes the calibration as a file that reads back to the same.
func (c *Calibration) YAML() ([]byte, error) {
	var t file.Tree
	for _, x := range []struct{ path, text string }{{"name", c.Name}, {"title", c.Title}, {"question", c.Question}, {"description", c.Description}, {"scenario", scenarios.ScenarioFile}} {
		if x.text != "" {
			t.Put(x.path, x.text)
		}
	}
	t.Put("targets", c.Targets)
	t.Put("free", finding.Each(c.Free, func(p Range) file.Tree {
		var one file.Tree
		one.Put("parameter", p.Path)
		one.Put("low", p.Low)
		one.Put("high", p.High)
		return one
	}))
	for _, x := range []struct {
		path string
		n    int
	}{{"fitted", c.Effort.Fitted}, {"starts", c.Effort.Starts}, {"waves", c.Effort.Waves}, {"sets.first", c.Effort.First}, {"sets.wave", c.Effort.Sets}, {"sets.last", c.Effort.Last}, {"full_size", c.FullSize}} {
		t.Put(x.path, x.n)
	}
	if c.Truth > 0 {
		t.Put("truth", c.Truth)
	}
	return t.YAML()
}

// Digest is of all that decides what is found: the same digest, the same bytes. The
// version in it moves with how sets are sought, which no fingerprint of the model tells.
func (c *Calibration) Digest() (string, error) {
	text, err := c.Scenario.Canonical()
	if err != nil {
		return "", err
	}
	plain := *c
	plain.Name, plain.Title, plain.Question, plain.Description = "x", "", "", ""
	written, err := plain.YAML()
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "atelier calibration 2\n%s%s", text, written))), err
}
