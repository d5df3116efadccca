package scenarios

import (
	"bytes"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// YAML writes the scenario as a file that [Parse] reads back to the same
// scenario, with every option spelt out and only the parameters that it sets.
func (s *Scenario) YAML() ([]byte, error) {
	root := mapping()
	for _, f := range []struct{ name, value string }{
		{"name", s.Name}, {"title", s.Title}, {"question", s.Question}, {"description", s.Description},
	} {
		if f.value != "" {
			add(root, f.name, textNode(f.value))
		}
	}
	add(root, "world", textNode(s.World))
	add(root, "exposure", textNode(s.Exposure))
	add(root, "options", s.Options.node())
	if len(s.Policies) > 0 {
		add(root, "policies", policyNode(s.Policies))
	}
	if len(s.Parameters) > 0 {
		add(root, "parameters", s.parameterNode())
	}
	if len(s.Options.Without) > 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, m := range s.Options.Without {
			list.Content = append(list.Content, textNode(m))
		}
		add(root, "without", list)
	}
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(root); err != nil {
		return nil, err
	}
	return b.Bytes(), encoder.Close()
}

// node returns the options that a scenario file may hold.
func (o Options) node() *yaml.Node {
	m := mapping()
	add(m, "population", bare(strconv.Itoa(o.Population)))
	add(m, "months", bare(strconv.Itoa(o.Months)))
	add(m, "seed", bare(strconv.FormatUint(o.Seed, 10)))
	add(m, "replicates", bare(strconv.Itoa(o.Replicates)))
	add(m, "counterfactual", bare(strconv.FormatBool(o.Counterfactual)))
	add(m, "full", bare(strconv.FormatBool(o.Full)))
	return m
}

// parameterNode nests the parameters as their paths are.
func (s *Scenario) parameterNode() *yaml.Node {
	root := mapping()
	sections := map[string]*yaml.Node{"": root}
	for _, path := range s.paths() {
		parts := strings.Split(path, ".")
		at, here := root, ""
		for _, part := range parts[:len(parts)-1] {
			here = join(here, part)
			if sections[here] == nil {
				sections[here] = mapping()
				add(at, part, sections[here])
			}
			at = sections[here]
		}
		add(at, parts[len(parts)-1], bare(strconv.FormatFloat(s.Parameters[path], 'g', -1, 64)))
	}
	return root
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func textNode(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

func bare(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

func add(m *yaml.Node, name string, value *yaml.Node) {
	m.Content = append(m.Content, textNode(name), value)
}
