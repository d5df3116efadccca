package file

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A Tree is a file that is being written, or a section of one. The zero value is
// empty.
type Tree struct{ content []*yaml.Node }

// Put adds a value at a dotted path, sections on the way included: a text, a
// number, a truth, a list of names, of numbers or of trees.
func (t *Tree) Put(path string, value any) {
	root := t.node()
	at := root
	name, rest, more := strings.Cut(path, ".")
	for ; more; name, rest, more = strings.Cut(rest, ".") {
		at = sectionOf(at, name)
	}
	at.Content = append(at.Content, scalar(name), nodeOf(value))
	t.content = root.Content
}

// YAML writes the tree.
func (t *Tree) YAML() ([]byte, error) {
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(t.node()); err != nil {
		return nil, err
	}
	return b.Bytes(), encoder.Close()
}

func (t *Tree) node() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Content: t.content} }

// sectionOf finds or makes a section of a node.
func sectionOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	below := (&Tree{}).node()
	n.Content = append(n.Content, scalar(name), below)
	return below
}

// nodeOf is a value as YAML has it.
func nodeOf(value any) *yaml.Node {
	switch v := value.(type) {
	case string:
		return scalar(v)
	case float64:
		return bare(Exact(v))
	case []string:
		n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, s := range v {
			n.Content = append(n.Content, scalar(s))
		}
		return n
	case []float64:
		n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, x := range v {
			n.Content = append(n.Content, bare(Exact(x)))
		}
		return n
	case []Tree:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v {
			n.Content = append(n.Content, v[i].node())
		}
		return n
	}
	return bare(fmt.Sprint(value))
}

// scalar is a text, in quotes where it needs them.
func scalar(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

func bare(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

// Exact writes a number with the fewest digits that give it back.
func Exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
