package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/atelier-sim/atelier/sim"
)

// WriteDictionary writes dictionary.md, the data dictionary of a run folder:
// its files, the columns of its tables with label, unit and definition, what
// low and high are, and how to read the table in three tools.
func (r *Report) WriteDictionary(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What lies in this folder\n\n%s: %s\n\n", r.Title, r.Run.Summary.Question)
	entries(&b, "file", "what it holds", files)
	b.WriteString("\n## Rows of series and contrast\n\nA row is one group in one month in one run, or a statistic over runs.\n\n")
	entries(&b, "column", "what it holds", leading)
	b.WriteByte('\n')
	entries(&b, "replicate", "meaning", statistics)
	measureEntries(&b)
	b.WriteString("\n## Tables\n\nEvery row with an estimate has value, low, high, n (runs), method and assumed. Low and high are, by method:\n\n| method | where |\n|---|---|\n")
	for _, m := range intervalOf {
		fmt.Fprintf(&b, "| %s | %s |\n", m.method, m.text)
	}
	b.WriteByte('\n')
	sheetEntries(&b, r.Sheets())
	recipes(&b, "series.parquet", Snippets, r.Command)
	_, err := io.WriteString(w, b.String())
	return err
}

// entries writes a table of names and what they stand for.
func entries(b *strings.Builder, name, text string, list []entry) {
	fmt.Fprintf(b, "| %s | %s |\n|---|---|\n", name, text)
	for _, e := range list {
		fmt.Fprintf(b, "| `%s` | %s |\n", e.name, e.text)
	}
}

// measureEntries writes what each measure means.
func measureEntries(b *strings.Builder) {
	b.WriteString("\n## Measures\n\nPeople are persons, not rows; flows are persons a month; money is constant 2024 USD; an empty field is not defined. † rests on an assumed effect.\n\n| column | label | unit | definition |\n|---|---|---|---|\n")
	for _, c := range sim.Columns {
		fmt.Fprintf(b, "| `%s` | %s%s | %s | %s |\n", c.Name, c.Label, mark(c.Assumed), c.Unit, c.Doc)
	}
}

// sheetEntries writes which tables there are.
func sheetEntries(b *strings.Builder, sheets []Sheet) {
	var list []entry
	for _, s := range sheets {
		list = append(list, entry{"tables/" + s.Name + ".csv", s.About})
	}
	entries(b, "table", "what it holds", list)
}

// recipes writes how to read a table, and the command that repeats it all.
func recipes(b *strings.Builder, file string, snippets []Snippet, command string) {
	fmt.Fprintf(b, "\n## Read %s\n", file)
	for _, s := range snippets {
		fmt.Fprintf(b, "\n%s:\n\n```\n%s\n```\n", s.Tool, s.Code)
	}
	fmt.Fprintf(b, "\n## Repeat it\n\n```\n%s\n```\n", command)
}

// mark is the dagger of what is assumed.
func mark(assumed bool) string {
	if assumed {
		return dagger
	}
	return ""
}

// entry is a name and what it stands for.
type entry struct{ name, text string }

// files of a run folder.
var files = []entry{
	{"report.html", "the report: one page that needs nothing else"},
	{"summary.json", "the main numbers and sentences; layout in `summary.schema.json`"},
	{"series.csv", "every measure by month and group, as played"},
	{"series.parquet", "the same in full precision"},
	{"contrast.csv", "series minus its frozen twin on the same seeds; absent where none was played"},
	{"tables/", "the tables of the report as CSV"},
	{"tables.xlsx", "the same tables as one workbook"},
	{"figures/", "the figures as SVG and PNG"},
	{"manifest.json", "what was played, by which version, on which seeds, with the checksum of every file"},
}

// leading are the columns before the measures.
var leading = []entry{
	{"replicate", "number of the run, or a statistic over runs"},
	{"month", "months since January 2021, which is 0"},
	{"date", "the month as 2021-01"},
	{"by", "how creatives are grouped: " + strings.Join(sim.Groupings, ", ")},
	{"group", "the group; `all` for all creatives"},
}
