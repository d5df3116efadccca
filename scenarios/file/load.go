package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"go.yaml.in/yaml/v3"
)

// Decode reads a text along a tree of keys and returns its values by path; name
// is what problems call its source. All mistakes are returned together.
//
// The text holds one YAML 1.1 document in UTF-8, at most 1 MiB, without tabs,
// anchors, aliases, merge keys and tags: every value stands where it holds, so
// that a file reads from top to bottom and a problem has one place.
func (k *Key) Decode(name string, text []byte) (map[string]any, Problems) {
	if found := guard(name, text); found != nil {
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
	r := &reader{source: name, root: k, values: map[string]any{}, places: map[string]*yaml.Node{}}
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

// ReadFile reads at most one byte more than Decode allows. A file that cannot be
// read is bad input, told in one sentence.
func ReadFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	return text, nil
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
