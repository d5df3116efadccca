// Package badtest reads tables of bad input: each case with the exact message that it gets,
// below each other, so that one can read from top to bottom what is said to whom. They lie in
// scenarios/testdata/bad, one for each kind of file.
package badtest

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// A Case is bad input and what is said to it.
type Case struct {
	Name, Input, Says string
}

// What a table is made of. Input and message are indented; input in which there are signs
// that nobody sees is written as in Go, and its name says so.
const (
	heading = "### "
	escaped = " (signs as in Go)"
	says    = "says"
	indent  = "    "
)

// Read reads a table: what stands before its first case, and all cases.
func Read(path string) (head string, cases []Case, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", nil, err
	}
	head, rest, _ := strings.Cut(string(text), "\n"+heading)
	for i, block := range strings.Split(rest, "\n"+heading) {
		name, body, _ := strings.Cut(block, "\n")
		input, message, found := strings.Cut(body, "\n"+says+"\n")
		if !found || name == "" {
			return "", nil, fmt.Errorf("%s: case %d, %q, has no line that says %q", path, i+1, name, says)
		}
		c := Case{Name: strings.TrimSuffix(name, escaped), Says: strings.TrimSuffix(lines(message), "\n")}
		if c.Input = lines(input); c.Name != name {
			if c.Input, err = unescape(c.Input); err != nil {
				return "", nil, fmt.Errorf("%s: case %s: %w", path, name, err)
			}
		}
		cases = append(cases, c)
	}
	return head, cases, nil
}

// lines are those that are indented, without their indent.
func lines(text string) string {
	var b strings.Builder
	for _, line := range strings.Split(text, "\n") {
		if line, is := strings.CutPrefix(line, indent); is {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// indented is the opposite.
func indented(text string) string {
	if text == "" {
		return ""
	}
	return indent + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+indent) + "\n"
}

// Write writes a table.
func Write(path, head string, cases []Case) error {
	var b strings.Builder
	b.WriteString(head)
	for _, c := range cases {
		name, input := c.Name, c.Input
		if strings.ContainsFunc(input, hidden) || !utf8.ValidString(input) || strings.Contains(input, " \n") {
			name, input = name+escaped, escape(input)
		}
		fmt.Fprintf(&b, "\n%s%s\n\n%s\n%s\n\n%s", heading, name, indented(input), says, indented(c.Says))
	}
	return os.WriteFile(path, []byte(b.String()), 0o666)
}

// hidden tells whether nobody sees a sign, or takes it for another.
func hidden(r rune) bool { return r != '\n' && !unicode.IsPrint(r) || r == utf8.RuneError }

// escape writes signs as in Go, but for the ends of lines.
func escape(text string) string {
	var b strings.Builder
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[at])
		case r == ' ' && strings.HasPrefix(text[at+1:], "\n"):
			b.WriteString(`\x20`)
		case r == '"':
			b.WriteByte('"')
		default:
			b.WriteString(strings.Trim(strconv.Quote(string(r)), `"`))
		}
		at += size
	}
	return b.String()
}

// unescape reads signs as in Go.
func unescape(text string) (string, error) {
	var b []byte
	for text != "" {
		if text[0] == '\n' {
			b, text = append(b, '\n'), text[1:]
			continue
		}
		r, wide, rest, err := strconv.UnquoteChar(text, 0)
		if err != nil {
			return "", fmt.Errorf("%.20q: %w", text, err)
		}
		if text = rest; wide {
			b = utf8.AppendRune(b, r)
		} else {
			b = append(b, byte(r))
		}
	}
	return string(b), nil
}

// Update is whether tables, and other files that tests hold, are written anew.
var Update = flag.Bool("update", false, "write the files that tests hold anew")

// Check fails unless each case of a table gets its message, to the letter. With -update the
// table is written anew with what is said now.
func Check(t *testing.T, path string, say func(*testing.T, Case) error) {
	t.Helper()
	head, cases, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i := range cases {
		c := &cases[i]
		if seen[c.Name] {
			t.Errorf("%s: two cases are called %s", path, c.Name)
		}
		seen[c.Name] = true
		t.Run(c.Name, func(t *testing.T) {
			err := say(t, *c)
			switch {
			case err == nil:
				t.Errorf("read without complaint:\n%s", c.Input)
			case *Update:
				c.Says = err.Error()
			case err.Error() != c.Says:
				t.Errorf("of\n%s\nis said\n%s\nand not\n%s", c.Input, err, c.Says)
			}
		})
	}
	if *Update && !t.Failed() {
		if err := Write(path, head, cases); err != nil {
			t.Fatal(err)
		}
	}
}

// Edited is a text in which one text stands for another, as a case says it in two lines:
// - what stands there, + what is put in its place.
func Edited(t *testing.T, text, edit string) string {
	t.Helper()
	var from, to []string
	for _, line := range strings.Split(strings.TrimSuffix(edit, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "- "):
			from = append(from, line[2:])
		case strings.HasPrefix(line, "+ "):
			to = append(to, line[2:])
		default:
			t.Fatalf("%q begins with neither - nor +", line)
		}
	}
	changed := strings.Replace(text, strings.Join(from, "\n"), strings.Join(to, "\n"), 1)
	if changed == text {
		t.Fatalf("%q does not stand there: change this case", from)
	}
	return changed
}
