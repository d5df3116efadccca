package file

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document parses a file that holds one YAML document into its root node. The
// node is nil when the file holds no value at all.
func document(name string, file []byte) (*yaml.Node, Problems) {
	decoder := yaml.NewDecoder(bytes.NewReader(file))
	var first, second yaml.Node
	switch err := decoder.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, Problems{syntax(name, file, err)}
	}
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, Problems{syntax(name, file, err)}
	default:
		return nil, Problems{{Source: name, Line: max(second.Line, 1), Column: max(second.Column, 1),
			Text: "a second document: keep one scenario to a file and remove the line ---"}}
	}
	if first.Kind != yaml.DocumentNode || len(first.Content) == 0 {
		return nil, nil
	}
	return first.Content[0], nil
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// syntax turns the parser's complaint into a problem. The parser names a line
// only roughly and no column, so the line is the one after the longest run of
// whole lines, ending near there, that does parse: where a bracket or a quote
// was left open, that is where it opened.
func syntax(name string, file []byte, err error) Problem {
	said := strings.TrimPrefix(err.Error(), "yaml: ")
	lines := bytes.SplitAfter(bytes.TrimSuffix(file, []byte("\n")), []byte("\n"))
	line := len(lines)
	if m := yamlLine.FindStringSubmatch(said); m != nil {
		line, _ = strconv.Atoi(m[1])
		said = said[len(m[0]):]
	}
	line = brokenLine(lines, min(line+1, len(lines)))
	return Problem{Source: name, Line: line, Column: firstColumn(lines[line-1]), Text: plainer(said)}
}

// plainer says what the parser said for someone who has not read the
// specification of YAML.
func plainer(said string) string {
	switch {
	case strings.Contains(said, "unknown anchor"):
		return noAnchors
	case strings.Contains(said, "mapping values are not allowed"):
		return "not YAML: a second colon, or a key indented too far; put text that holds a colon in quotes"
	case strings.Contains(said, "cannot start any token"):
		return "not YAML: text that begins with this character needs quotes"
	case strings.Contains(said, "unexpected end of stream"):
		return "not YAML: a quote that is not closed"
	case strings.Contains(said, "did not find expected ',' or"):
		return "not YAML: a bracket that is not closed, or a comma that is missing"
	}
	return "not YAML: " + said
}

// brokenLine walks back from a line to the first one of which all lines before
// it parse. After 4 MiB of attempts it settles for the line it was given.
func brokenLine(lines [][]byte, from int) int {
	for line, work := from, 0; line > 1; line-- {
		before := bytes.Join(lines[:line-1], nil)
		if work += len(before); work > 4<<20 {
			return from
		}
		var n yaml.Node
		if yaml.Unmarshal(before, &n) == nil {
			return line
		}
	}
	return 1
}

// firstColumn returns the column of the first character of a line that is not
// blank, or 1.
func firstColumn(line []byte) int {
	trimmed := bytes.TrimLeft(line, " ")
	if len(bytes.TrimSpace(trimmed)) == 0 {
		return 1
	}
	return len(line) - len(trimmed) + 1
}
