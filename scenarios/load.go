package scenarios

import (
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// ScenarioFile is where a folder keeps the scenario that it plays.
const ScenarioFile = "scenario.yaml"

// Load reads a scenario file strictly. A file with mistakes gives all of them,
// as [Problems]; a file that cannot be read gives one sentence.
func Load(path string) (*Scenario, error) {
	text, err := file.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, text)
}

// Parse reads the text of a scenario; name is what problems call its source.
// Every key but name may be left out.
func Parse(name string, text []byte) (*Scenario, error) {
	values, found := scenarioKeys().Decode(name, text)
	if len(found) > 0 {
		return nil, found
	}
	reworded(values, (*Option).path)
	r := &Run{Scenario: Default()}
	r.Scenario.stated = map[string]bool{}
	for path, value := range values {
		r.Scenario.stated[path] = true
		if path, ok := strings.CutPrefix(path, "parameters."); ok {
			r.Scenario.Parameters[path] = value.(float64)
		}
	}
	for _, o := range optionTable() {
		if value, given := values[o.path()]; given && o.OfScenario() {
			o.put(r, value)
		}
	}
	return r.Scenario, nil
}

// YAML writes the scenario as a file that [Parse] reads back to the same
// scenario, with every option spelt out and only the parameters that it sets.
func (s *Scenario) YAML() ([]byte, error) {
	var t file.Tree
	for _, o := range optionTable() {
		if o.stands > below || o.instead != "" {
			continue
		}
		switch v := o.get(&Run{Scenario: s}).(type) {
		case map[string]float64:
			for _, path := range s.paths() {
				t.Put(o.Name+"."+path, v[path])
			}
		case []policy.Setting:
			t.Put(o.path(), policyTrees(v))
		default:
			if o.stands != labelled && !(o.spare && v == "") || o.text(&Run{Scenario: s}) != "" {
				t.Put(o.path(), v)
			}
		}
	}
	return t.YAML()
}

// State gives a scenario some options, by their names, as if its file gave them.
func (s *Scenario) State(options map[string]any) {
	for _, o := range optionTable() {
		value, given := options[o.Name]
		if !given || value == nil || o.stands != below {
			continue
		}
		if s.stated == nil {
			s.stated = map[string]bool{}
		}
		s.stated[o.path()] = true
		o.put(&Run{Scenario: s}, value)
	}
}

// schemaID is the address under which a JSON schema is known.
func schemaID(name string) string {
	return "https://github.com/atelier-sim/atelier/schemas/" + name + ".schema.json"
}

// SchemaID is the address under which the JSON schema of a kind of file is known.
func SchemaID(name string) string { return schemaID(name) }

// Schema returns the JSON schema of a scenario file.
func Schema() ([]byte, error) { return scenarioKeys().Schema(schemaID("scenario"), "Atelier scenario") }

// scenarioKeys is the tree of a scenario file.
var scenarioKeys = sync.OnceValue(func() *file.Key {
	root := &file.Key{Kind: file.Section, Noun: "a scenario", Example: "name: my_world", Check: together,
		Gone: unasked,
		Doc:  "One question put to the Atelier model of AI adoption in creative work."}
	for _, o := range optionTable() {
		if o.stands <= below {
			root.Put(o.path(), o.Key)
		}
	}
	root.Child("options").Doc = "How the scenario is played."
	return root
})

// configKeys is the tree of a configuration file: every option under its own
// name, and the parameters.
var configKeys = sync.OnceValue(func() *file.Key {
	root := &file.Key{Kind: file.Section, Noun: "a configuration", Example: "population: 5000", Check: together,
		Gone: unasked,
		Doc:  "Options of Atelier that hold wherever nothing nearer says otherwise."}
	for _, o := range optionTable() {
		if o.stands != labelled && o.stands != flagged {
			root.Put(o.Name, o.Key)
		}
	}
	return root
})

// together complains about values of a scenario or a configuration that do not go
// together.
func together(values map[string]any) (paths []string, wrong string) {
	if paths, wrong = liable(values); wrong != "" {
		return paths, wrong
	}
	return twoEnds(values)
}

// liable complains about shares of liability that add up to more than one.
func liable(values map[string]any) (paths []string, wrong string) {
	paths = []string{"parameters.liability.worker", "parameters.liability.firm"}
	worker, _ := values[paths[0]].(float64)
	firm, _ := values[paths[1]].(float64)
	if worker+firm <= 1 {
		return nil, ""
	}
	return paths, sim.LiabilityProblem(worker, firm)
}
