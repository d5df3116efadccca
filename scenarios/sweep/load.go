package sweep

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

var presets = file.Presets{Files: presetFiles, Noun: "experiment"}

// Presets are the names of the experiments that come with the program.
func Presets() []string { return presets.Names() }

// PresetText is the file of a preset as it was written.
func PresetText(name string) ([]byte, error) {
	_, text, err := presets.Text(name)
	return text, err
}

// Find is the preset of that name or the file at that path, with what the layers of
// options say on it.
func Find(nameOrFile string, l scenarios.Layers) (*Experiment, *scenarios.Run, error) {
	source, text, err := presets.Find(nameOrFile)
	if err != nil {
		return nil, nil, err
	}
	return parse(source, text, l)
}

// Parse reads the text of an experiment's file, with nothing that stands around it:
// neither a configuration file nor variables; source is what problems call it.
func Parse(source string, text []byte) (*Experiment, error) {
	e, _, err := parse(source, text, scenarios.Layers{Alone: true})
	return e, err
}

// parse reads the text of an experiment; source is what problems call it.
func parse(source string, text []byte, l scenarios.Layers) (*Experiment, *scenarios.Run, error) {
	values, found := keys().Decode(source, text)
	if len(found) > 0 {
		return nil, nil, found
	}
	e := &Experiment{Called: "baseline", Design: Design{Kind: Designs[0], Levels: 5, Seed: 1}, Budget: Budget{Runs: mostRuns}}
	for path, to := range map[string]*string{"name": &e.Name, "title": &e.Title, "question": &e.Question, "description": &e.Description,
		"scenario": &e.Called, "design.kind": &e.Design.Kind} {
		take(to, values[path])
	}
	for path, to := range map[string]*int{"design.size": &e.Design.Size, "design.levels": &e.Design.Levels, "budget.runs": &e.Budget.Runs} {
		if n, ok := values[path].(int64); ok {
			*to = int(n)
		}
	}
	if n, ok := values["design.seed"].(int64); ok {
		e.Design.Seed = uint64(n)
	}
	take(&e.Design.Second, values["design.second_order"])
	take(&e.Budget.Hours, values["budget.hours"])
	base, err := scenarios.FindBeside(e.Called, source, text)
	if err != nil {
		return nil, nil, err
	}
	base = base.Clone()
	options := map[string]any{}
	for _, name := range ownOptions {
		options[name] = values["options."+name]
	}
	options["replicates"] = values["replicates"]
	base.State(options)
	l.Command = "sweep"
	r, err := scenarios.Resolve(base, l)
	if err != nil {
		return nil, nil, err
	}
	e.Scenario, e.Replicates = r.Scenario, r.Scenario.Options.Replicates
	e.Scenario.Options.Counterfactual, e.Scenario.Options.Full = false, false
	if list, ok := values["factors"].([]any); ok {
		e.Factors = expand(finding.Each(list, func(f any) Factor { return f.(Factor) }), e.Scenario)
	}
	if list, ok := values["constraints"].([]any); ok {
		e.Constraints = finding.Each(list, func(c any) Constraint { return c.(Constraint) })
	}
	if list, ok := values["measures"].([]any); ok {
		e.Measures = finding.Each(list, func(m any) Measure { return m.(Measure) })
	}
	return e, r, e.check(source, text)
}

// check completes measures and refuses what does not go together.
func (e *Experiment) check(source string, text []byte) error {
	wrong := func(path, format string, args ...any) error { return file.At(source, text, path, format, args...) }
	months := e.Scenario.Options.Months
	if len(e.Factors) == 0 {
		return wrong("factors", "is missing: name what differs from point to point, such as - {factor: clients.own, low: 1, high: 4}")
	}
	if len(e.Measures) == 0 {
		return wrong("measures", "is missing: name what is kept of each run, such as - {column: employed, against: frozen}")
	}
	for i := range e.Measures {
		m := &e.Measures[i]
		if m.To < 0 {
			m.To = months - 1
		}
		if m.To >= months || m.From >= months {
			return wrong(fmt.Sprintf("measures[%d]", i), "%s lies behind the last month that is played, %s", finding.Month(max(m.To, m.From)), finding.Month(months-1))
		}
	}
	ranged := slices.ContainsFunc(e.Factors, func(f Factor) bool { return !f.crossed() })
	switch d := e.Design; {
	case d.Size == 0 && ranged && d.Kind != "grid" && d.Kind != "one_at_a_time":
		return wrong("design.size", "is missing: say how many points, or trajectories, a design of kind %s has", d.Kind)
	case d.Size != 0 && (d.Kind == "grid" || d.Kind == "one_at_a_time"):
		return wrong("design.size", "the size of a design of kind %s follows from levels: leave it out", d.Kind)
	case d.Kind == "morris" && d.Levels%2 == 1:
		return wrong("design.levels", "value %d: morris needs an even number of levels", d.Levels)
	}
	for _, f := range e.Factors {
		if f.Name == scenarioFactor {
			for _, name := range f.Names {
				if _, err := scenarios.FindArm(name); err != nil {
					return wrong("factors", "scenario: %v", err)
				}
			}
		}
	}
	return nil
}

// YAML writes the experiment as a file that is read back to the same, with its
// scenario in scenario.yaml beside it.
func (e *Experiment) YAML() ([]byte, error) {
	var t file.Tree
	for _, x := range []struct{ path, text string }{{"name", e.Name}, {"title", e.Title}, {"question", e.Question}, {"description", e.Description}, {"scenario", scenarios.ScenarioFile}} {
		if x.text != "" {
			t.Put(x.path, x.text)
		}
	}
	t.Put("factors", finding.Each(e.Factors, Factor.tree))
	if len(e.Constraints) > 0 {
		t.Put("constraints", finding.Each(e.Constraints, Constraint.tree))
	}
	t.Put("design.kind", e.Design.Kind)
	if e.Design.Size > 0 {
		t.Put("design.size", e.Design.Size)
	}
	t.Put("design.levels", e.Design.Levels)
	t.Put("design.seed", e.Design.Seed)
	t.Put("design.second_order", e.Design.Second)
	t.Put("replicates", e.Replicates)
	t.Put("measures", finding.Each(e.Measures, Measure.tree))
	t.Put("budget.runs", e.Budget.Runs)
	if e.Budget.Hours > 0 {
		t.Put("budget.hours", e.Budget.Hours)
	}
	return t.YAML()
}

// tree is a factor as its file has it.
func (f Factor) tree() file.Tree {
	var t file.Tree
	t.Put("factor", f.Name)
	switch {
	case len(f.Names) > 0:
		t.Put("names", f.Names)
	case len(f.Values) > 0:
		t.Put("values", f.Values)
	default:
		t.Put("low", f.Low)
		t.Put("high", f.High)
		if f.Log {
			t.Put("scale", "log")
		}
		t.Put("distribution", f.Distribution)
		switch f.Distribution {
		case "triangular":
			t.Put("mode", f.Mode)
		case "normal":
			t.Put("mean", f.Mean)
			t.Put("sd", f.SD)
		}
		if f.Levels > 0 {
			t.Put("levels", f.Levels)
		}
	}
	if f.Group != "" {
		t.Put("group", f.Group)
	}
	return t
}

// tree is a measure as its file has it.
func (m Measure) tree() file.Tree {
	var t file.Tree
	t.Put("column", m.Column)
	t.Put("by", m.By)
	t.Put("group", m.Group)
	t.Put("summary", m.Summary)
	t.Put("from", finding.Date(m.From))
	t.Put("to", finding.Date(m.To))
	t.Put("against", m.Against)
	t.Put("name", m.Name)
	return t
}

// Digest is the SHA-256 of all that decides the numbers of an experiment, in 64
// hexadecimal digits: not of its titles and its budget.
func (e *Experiment) Digest() (string, error) {
	text, err := e.Scenario.Canonical()
	if err != nil {
		return "", err
	}
	plain := *e
	plain.Name, plain.Title, plain.Question, plain.Description, plain.Budget = "x", "", "", "", Budget{}
	file, err := plain.YAML()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "atelier sweep 1\n%s%s", text, file)
	for _, f := range e.Factors {
		fmt.Fprint(sum, policy.Canonical(f.Policy))
		if f.Name != scenarioFactor {
			continue
		}
		for _, name := range f.Names {
			arm, err := scenarios.FindArm(name)
			if err != nil {
				return "", err
			}
			text, err := arm.Canonical()
			if err != nil {
				return "", err
			}
			fmt.Fprintf(sum, "arm %s\n%s", name, text)
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}
