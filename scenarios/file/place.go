package file

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// At is the mistake of a value of a text that [Key.Decode] has read, told with its place.
// Where nothing stands at the path the place is that of what it would stand in.
func At(source string, text []byte, path, format string, args ...any) error {
	p := Problem{Source: source, Line: 1, Column: 1, Key: path, Text: fmt.Sprintf(format, args...)}
	if root, found := document(source, text); root != nil && found == nil {
		at := standing(root, path)
		p.Line, p.Column = at.Line, at.Column
	}
	return Problems{p}
}

// step is one step of a path: the name of a key, or the place of an item.
var step = regexp.MustCompile(`[^.\[\]]+|\[\d+\]`)

// standing is the node at a path, or the last on the way to it.
func standing(node *yaml.Node, path string) *yaml.Node {
	for _, word := range step.FindAllString(path, -1) {
		next := within(node, word)
		if next == nil {
			break
		}
		node = next
	}
	return node
}

// within is what a node holds under a name or at a place, nil for nothing.
func within(node *yaml.Node, word string) *yaml.Node {
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == word {
				return node.Content[i+1]
			}
		}
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(strings.Trim(word, "[]")); err == nil && i < len(node.Content) {
			return node.Content[i]
		}
	}
	return nil
}
