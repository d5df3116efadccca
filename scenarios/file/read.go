package file

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// reader walks a document along a tree of keys. It collects every value and
// every problem and stops at none.
type reader struct {
	source string
	root   *Key
	values map[string]any // by the path of the key, "options.population"
	places map[string]*yaml.Node
	found  Problems
	asked  *int // words whose meaning was guessed
}

// meant is Meant of the first words that nobody knows, and "" of the rest.
func (r *reader) meant(word string, names []string) string {
	if !r.asks() {
		return ""
	}
	return Meant(word, names)
}

// asks counts a word whose meaning is to be guessed, and tells whether it may be.
func (r *reader) asks() bool {
	*r.asked++
	return *r.asked <= mostGuesses
}

const noAnchors = "anchors and aliases (& and *) are not read: write the value where it holds"

// mostKept is how many problems of a file are kept in words; of more only their number
// is told.
const mostKept = 50 * shown

// report adds a problem at a node.
func (r *reader) report(at *yaml.Node, path, format string, args ...any) {
	if len(r.found) >= mostKept {
		r.found = append(r.found, Problem{Source: r.source, Line: max(at.Line, 1), Column: max(at.Column, 1)})
		return
	}
	r.found = append(r.found, Problem{
		Source: r.source, Line: max(at.Line, 1), Column: max(at.Column, 1),
		Key: path, Text: fmt.Sprintf(format, args...),
	})
}

// section reads the keys below k.
func (r *reader) section(n *yaml.Node, k *Key, path string) {
	if n.Kind != yaml.MappingNode {
		r.report(n, path, "%s: %s", written(n), k.rule())
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		at, value := n.Content[i], n.Content[i+1]
		if !r.plainKey(at, path) {
			continue
		}
		name := at.Value
		here := Join(path, name)
		if line, twice := seen[name]; twice {
			r.report(at, here, "given twice, first on line %d: keep one", line)
			continue
		}
		seen[name] = at.Line
		if c := k.Child(name); c != nil {
			r.at(value, c, here)
		} else {
			r.unknown(at, k, here)
		}
	}
	for _, c := range k.Children {
		if _, given := seen[c.Name]; c.Required && !given {
			r.report(n, Join(path, c.Name), "is missing: it %s", c.rule())
		}
	}
}

// at reads the value of one known key.
func (r *reader) at(n *yaml.Node, k *Key, path string) {
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		r.report(n, path, noAnchors)
		return
	}
	if n.Style&yaml.TaggedStyle != 0 {
		r.report(n, path, "tags such as %s are not read: write the value alone", Shown(n.Tag, true))
		return
	}
	switch k.Kind {
	case Section:
		r.section(n, k, path)
	case Names:
		r.names(n, k, path)
	case Entries:
		r.entries(n, k, path)
	case Numbers, Texts:
		r.list(n, k, path)
	default:
		r.scalar(n, k, path)
	}
}

// scalar reads a value that is not a section or a list.
func (r *reader) scalar(n *yaml.Node, k *Key, path string) {
	tag := n.ShortTag()
	right := n.Kind == yaml.ScalarNode
	switch k.Kind {
	case Whole:
		right = right && tag == "!!int"
	case Number:
		right = right && (tag == "!!int" || tag == "!!float")
	case Truth:
		right = right && tag == "!!bool"
	case Month:
		right = right && (tag == "!!str" || tag == "!!int" && n.Style == 0) // a year is a number
	default:
		right = right && tag == "!!str"
	}
	if !right {
		r.report(n, path, "%s: %s%s", written(n), k.rule(), quotes(n, k))
		return
	}
	text := n.Value
	if k.Kind == Text && !k.Lines && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		text = strings.TrimRight(text, "\n") // a block ends in one
	}
	v, wrong := k.value(text, r.meant)
	if wrong != "" {
		r.report(n, path, "%s: %s", written(n), wrong)
		return
	}
	r.values[path] = v
	if r.places != nil {
		r.places[path] = n
	}
}

// names reads a list of names and places each complaint at its own item.
func (r *reader) names(n *yaml.Node, k *Key, path string) {
	if n.Kind != yaml.SequenceNode {
		r.report(n, path, "%s: must be a list, such as [%s]", written(n), k.Choices[0])
		return
	}
	list := []string{}
	for i, item := range n.Content {
		here := fmt.Sprintf("%s[%d]", path, i)
		if item.Anchor != "" || item.Kind == yaml.AliasNode {
			r.at(item, k, here)
			continue
		}
		if item.Kind != yaml.ScalarNode || item.ShortTag() != "!!str" {
			r.report(item, here, "%s: %s", written(item), k.rule())
			continue
		}
		more, wrong := k.list(append(list, item.Value), r.meant)
		if wrong != "" {
			r.report(item, here, "%s", wrong)
			continue
		}
		list = more.([]string)
	}
	r.values[path] = list
}

// list reads a list of numbers or texts, each as a value of its own.
func (r *reader) list(n *yaml.Node, k *Key, path string) {
	each := *k
	each.Kind = map[Kind]Kind{Numbers: Number, Texts: Text}[k.Kind]
	if n.Kind != yaml.SequenceNode {
		r.report(n, path, "%s: %s", written(n), k.rule())
		return
	}
	items := &reader{source: r.source, root: r.root, values: map[string]any{}, asked: r.asked}
	numbers, texts := []float64{}, []string{}
	for i, item := range n.Content {
		here := fmt.Sprintf("%s[%d]", path, i)
		items.at(item, &each, here)
		switch v := items.values[here].(type) {
		case float64:
			numbers = append(numbers, v)
		case string:
			texts = append(texts, v)
		}
	}
	r.found = append(r.found, items.found...)
	if k.Kind == Numbers {
		r.values[path] = numbers
	} else {
		r.values[path] = texts
	}
	if r.places != nil {
		r.places[path] = n
	}
}

// plainKey reports whether a key is a plain word, and complains if not.
func (r *reader) plainKey(at *yaml.Node, path string) bool {
	switch {
	case at.ShortTag() == "!!merge":
		r.report(at, Join(path, "<<"), "merge keys are not read: write the keys where they hold")
	case at.Anchor != "" || at.Kind == yaml.AliasNode:
		r.report(at, path, noAnchors)
	case at.Kind != yaml.ScalarNode || at.Style&yaml.TaggedStyle != 0 || at.Value == "":
		r.report(at, path, "a key must be a plain word")
	default:
		return true
	}
	return false
}

// gone says why a path is no key any more, if one of the sections above it knows.
func (r *reader) gone(path string) string {
	for k := r.root; k != nil; {
		if k.Gone != nil {
			if why := k.Gone(path); why != "" {
				return why
			}
		}
		name, rest, more := strings.Cut(path, ".")
		if !more {
			return ""
		}
		k, path = k.Child(name), rest
	}
	return ""
}

// unknown complains about a key that k does not have, and says where a key of
// that name belongs if it is one.
func (r *reader) unknown(at *yaml.Node, k *Key, path string) {
	name := at.Value
	if why := r.gone(path); why != "" {
		r.report(at, Short(path), "%s", why)
		return
	}
	if !r.asks() {
		r.report(at, Short(path), "unknown key")
		return
	}
	guess := k.meant(name)
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 && k.Find(name) != nil {
		guess = fmt.Sprintf(": write %s: on a line of its own and %s: below it, indented", name[:dot], name[dot+1:])
	}
	if guess == "" {
		guess = r.root.meantBelow(name)
	}
	if guess == "" {
		guess = ": here may stand " + some(k.childNames())
	}
	r.report(at, Short(path), "unknown key%s", guess)
}
