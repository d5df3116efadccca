package scenarios

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Load reads a scenario file strictly. A file with mistakes gives all of them,
// as [Problems]; a file that cannot be read gives one sentence.
func Load(path string) (*Scenario, error) {
	file, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, file)
}

// Parse reads the text of a scenario; name is what problems call its source.
//
// The file holds one YAML 1.1 document in UTF-8, at most 1 MiB, without tabs,
// anchors, aliases, merge keys and tags: every value stands where it holds, so
// that a scenario reads from top to bottom and a problem has one place. Every
// key but name may be left out.
func Parse(name string, file []byte) (*Scenario, error) {
	values, err := decode(name, "a scenario", scenarioKeys(), file)
	if err != nil {
		return nil, err
	}
	s := Default()
	s.stated = map[string]bool{}
	for path, v := range values {
		s.put(path, v)
		s.stated[path] = true
	}
	return s, nil
}

// decode reads a file along a tree of keys and returns its values by path.
func decode(name, noun string, keys *key, file []byte) (map[string]any, error) {
	if found := guard(name, file); found != nil {
		return nil, found
	}
	root, found := document(name, file)
	if found != nil {
		return nil, found
	}
	if root == nil || root.ShortTag() == "!!null" {
		return nil, Problems{{Source: name, Line: 1, Column: 1,
			Text: fmt.Sprintf("the file is empty: %s needs keys, such as %s", noun, example(keys))}}
	}
	r := &reader{source: name, root: keys, values: map[string]any{}, places: map[string]*yaml.Node{}}
	r.at(root, keys, "")
	r.shares()
	return r.values, r.found.orNil()
}

// shares complains about shares of a file that add up to more than one, at the
// later of them.
func (r *reader) shares() {
	const worker, firm = "parameters.liability.worker", "parameters.liability.firm"
	x, _ := r.values[worker].(float64)
	y, _ := r.values[firm].(float64)
	if x+y <= 1 {
		return
	}
	at, path := r.places[firm], firm
	if w := r.places[worker]; w.Line > at.Line {
		at, path = w, worker
	}
	r.report(at, path, "%s", sim.LiabilityProblem(x, y))
}

// example is a line that a file might begin with.
func example(keys *key) string {
	if keys.child("name") != nil {
		return "name: my_world"
	}
	return "population: 5000"
}

// put stores the value of one key, which the reader has checked.
func (s *Scenario) put(path string, v any) {
	switch path {
	case "name":
		s.Name = v.(string)
	case "title":
		s.Title = v.(string)
	case "question":
		s.Question = v.(string)
	case "description":
		s.Description = v.(string)
	default:
		s.putOption(strings.TrimPrefix(path, "options."), v)
	}
}

// putOption stores the value of one option by its name on the command line.
func (s *Scenario) putOption(name string, v any) {
	o := &s.Options
	switch name {
	case "world":
		s.World = v.(string)
	case "exposure":
		s.Exposure = v.(string)
	case "population":
		o.Population = int(v.(int64))
	case "months":
		o.Months = int(v.(int64))
	case "seed":
		o.Seed = uint64(v.(int64))
	case "replicates":
		o.Replicates = int(v.(int64))
	case "workers":
		o.Workers = int(v.(int64))
	case "counterfactual":
		o.Counterfactual = v.(bool)
	case "full":
		o.Full = v.(bool)
	case "check":
		o.Check = v.(bool)
	case "policies":
		s.Policies = v.([]policy.Setting)
	case "without":
		o.Without = inSchedule(v.([]string))
	default:
		if path, ok := strings.CutPrefix(name, "parameters."); ok {
			s.Parameters[path] = v.(float64)
		}
	}
}

// inSchedule returns the mechanisms in the order of the month, so that two
// orders of the same list are one scenario.
func inSchedule(list []string) []string {
	var ordered []string
	for _, m := range mechanisms() {
		for _, name := range list {
			if name == m {
				ordered = append(ordered, m)
			}
		}
	}
	return ordered
}

// readFile reads at most one byte more than guard allows.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	file, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	return file, nil
}

// unreadable says in a sentence why a file cannot be read.
func unreadable(path string, err error) error {
	why := err
	var pe *fs.PathError
	if errors.As(err, &pe) {
		why = pe.Err
	}
	switch info, statErr := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return Mistake("%s: there is no such file", path)
	case statErr == nil && info.IsDir():
		return Mistake("%s: is a folder; name a file in it", path)
	default:
		return Mistake("%s: cannot be read: %v", path, why)
	}
}
