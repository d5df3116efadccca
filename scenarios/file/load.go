package file

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Decode reads a text along a tree of keys and returns its values by path; name
// is what problems call its source. All mistakes are returned together.
//
// The text holds one YAML 1.1 document in UTF-8, at most 1 MiB, without tabs,
// anchors, aliases, merge keys and tags: every value stands where it holds, so
// that a file reads from top to bottom and a problem has one place.
func (k *Key) Decode(name string, text []byte) (map[string]any, Problems) {
	if found := Guard(name, text); found != nil {
		return nil, found
	}
	root, found := document(name, text)
	if found != nil {
		return nil, found
	}
	if root == nil || root.ShortTag() == "!!null" {
		return nil, Problems{{Source: name, Line: 1, Column: 1,
			Text: fmt.Sprintf("the file is empty: %s needs keys, such as %s", k.Noun, k.Example)}}
	}
	r := &reader{source: name, root: k, values: map[string]any{}, places: map[string]*yaml.Node{}, asked: new(int)}
	r.at(root, k, "")
	r.together(k)
	return r.values, r.found
}

// together complains about values that do not go together, at the last of them.
func (r *reader) together(k *Key) {
	if k.Check == nil {
		return
	}
	paths, wrong := k.Check(r.values)
	if wrong == "" {
		return
	}
	last := paths[0]
	for _, path := range paths {
		if at := r.places[path]; at != nil && (r.places[last] == nil || at.Line >= r.places[last].Line) {
			last = path
		}
	}
	r.report(r.places[last], last, "%s", wrong)
}
