package main

import (
	"fmt"
	"strings"
)

// A Row is something that users may rely on.
type Row struct {
	Promise string // a sentence or two
	Command string // what holds it: "go test ./PACKAGE -run '^TestName$'" or a script of .ci
	Seen    string // what was measured: how many cases, which sizes
	Fault   Fault  // what turned the command red
}

// A Fault is one text of a file that stands there once, and what is put in its place.
type Fault struct {
	File, From, To string
}

// in is a file's text with the fault in it.
func (f Fault) in(text string) (string, error) {
	if n := strings.Count(text, f.From); n != 1 || f.From == f.To {
		return "", fmt.Errorf("%s has %d places that say %q, want one", f.File, n, f.From)
	}
	return strings.Replace(text, f.From, f.To, 1), nil
}

// rooms are the rows by what they are about; each list stands in a file of its own.
var rooms = []struct {
	title string
	rows  []Row
}{
	{"Numbers", numbers},
	{"Every table, every machine", machines},
	{"Memory, time and disk", sizes},
	{"Run folders", folders},
	{"Sweeps", sweeps},
	{"Bad input", badInput},
	{"Fuzzing", fuzzing},
	{"Texts of strangers", hostile},
	{"Supply", supply},
	{"The classroom", classroom},
}

// head is what the document begins with.
const head = `# Promises

What users may rely on, the test that holds it, and a fault that was planted to see the test
fail. ` + "`go run ./.ci/promises`" + ` plants every fault again, one after another (a gate of
` + "`.ci/long`" + `); ` + "`go test ./.ci/promises`" + ` holds that each test and each place of a fault is
there, and that this table is what the rows in ` + "`.ci/promises`" + ` say.

Not promised: pictures of the same bytes on other processors, equal results of different models
(they are flagged and refused instead), and validity outside of the ranges of the parameters.
`

// document is the table as Markdown.
func document(rooms []struct {
	title string
	rows  []Row
}) string {
	var b strings.Builder
	b.WriteString(head)
	for _, room := range rooms {
		if len(room.rows) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n| promise | held by | seen | turned red by |\n|---|---|---|---|\n", room.title)
		for _, r := range room.rows {
			fmt.Fprintf(&b, "| %s | %s | %s | %s: %s for %s |\n", cell(r.Promise), code(r.Command), cell(r.Seen), code(r.Fault.File), code(r.Fault.To), code(r.Fault.From))
		}
	}
	return b.String()
}

// cell is a text on one line of a table.
func cell(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "|", `\|`)
}

// code is a text as code in a table.
func code(text string) string {
	text = cell(text)
	if text == "" {
		return "nothing"
	}
	if strings.Contains(text, "`") {
		return "`` " + text + " ``"
	}
	return "`" + text + "`"
}
