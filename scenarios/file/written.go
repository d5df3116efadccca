package file

import "go.yaml.in/yaml/v3"

// written is a node's value as it appears in a sentence.
func written(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a section"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.ShortTag() == "!!null":
		return "no value"
	}
	tag := n.ShortTag()
	return "value " + Shown(n.Value, tag != "!!int" && tag != "!!float" && tag != "!!bool")
}

// quotes explains the commonest wrong type: a number or a truth in quotes, or
// a text that YAML takes for something else without them.
func quotes(n *yaml.Node, k *Key) string {
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
		return ""
	}
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	if _, wrong := k.value(n.Value, func(string, []string) string { return "" }); wrong != "" {
		return ""
	}
	if quoted {
		return "; leave out the quotes"
	}
	return "; put it in quotes"
}

// Join adds a name to a path.
func Join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// Short cuts a path that would fill the screen and escapes what does not
// print.
func Short(path string) string {
	s := Shown(path, true)
	if s == `"`+path+`"` {
		return path
	}
	return s
}
