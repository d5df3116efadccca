package file

import (
	"cmp"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// mostEntries is how long a list is where its key does not say: each of it is held against
// those before.
const mostEntries = 1000

// entries reads a list of names and sections and places each complaint at its
// own item.
func (r *reader) entries(n *yaml.Node, k *Key, path string) {
	if n.Kind != yaml.SequenceNode {
		r.report(n, path, "%s: must be a list, such as [%s]", written(n), k.Children[0].Choices[0])
		return
	}
	if most := cmp.Or(k.Longest, mostEntries); len(n.Content) > most {
		r.report(n, path, "a list of %s: at most %s may stand here", finding.Count(len(n.Content)), finding.Count(most))
		return
	}
	list := []any{}
	for i, item := range n.Content {
		if entry, ok := r.entry(item, k, fmt.Sprintf("%s[%d]", path, i), list); ok {
			list = append(list, entry) // a wrong one, too: later ones may combine with it
		}
	}
	r.values[path] = list
}

// entry reads one item, and tells whether it names something known.
func (r *reader) entry(item *yaml.Node, k *Key, here string, before []any) (any, bool) {
	name := k.Children[0]
	below := &reader{source: r.source, root: r.root, values: map[string]any{}, asked: r.asked}
	where := map[string]*yaml.Node{"": item, name.Name: item}
	switch {
	case item.Kind == yaml.ScalarNode && item.ShortTag() == "!!str":
		below.at(item, name, Join(here, name.Name))
	case item.Kind != yaml.MappingNode && item.Kind != yaml.AliasNode:
		below.report(item, here, "%s: must be the name of a %s, or a section such as %s", written(item), name.Noun, k.Example)
	default:
		below.at(item, &Key{Name: k.Name, Kind: Section, Children: k.Children}, here)
		for j := 0; j+1 < len(item.Content); j += 2 {
			where[item.Content[j].Value] = item.Content[j+1]
		}
	}
	r.found = append(r.found, below.found...)
	values := map[string]any{}
	for path, v := range below.values {
		values[path[len(here)+1:]] = v
	}
	if values[name.Name] == nil {
		return nil, false
	}
	entry, flaw := k.Entry(values, before)
	if flaw.Text == "" || len(below.found) > 0 && !flaw.Alone {
		return entry, true // the rest may follow from what is wrong already
	}
	at := where[flaw.Key]
	if at == nil {
		at = item
	}
	r.report(at, Join(here, flaw.Key), "%s", flaw.Text)
	return entry, true
}
