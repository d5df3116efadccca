package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
)

//go:embed assets/comparison.html
var comparisonMarkup string

// WriteHTML writes the page. The figures are drawn by so many workers; the
// bytes do not depend on their number.
func (r *ComparisonReport) WriteHTML(w io.Writer, workers int) error {
	drawn, err := drawAll(r.Figures(), workers)
	if err != nil {
		return err
	}
	downloads, err := r.downloads()
	if err != nil {
		return err
	}
	c := r.Run.Comparison
	f := frame{Title: r.Title, Calibrated: c.Calibrated, Box: r.Box, Sources: r.Sources, Glossary: r.Glossary,
		Downloads: downloads, Digest: c.Digest, Command: r.Run.Command, manifest: r.Run.Manifest}
	return f.write(w, comparisonMarkup, drawn, comparisonView{r, f}, nil)
}

// comparisonView is what the template sees: the report, and what every page
// needs.
type comparisonView struct {
	*ComparisonReport
	Frame frame
}

// Contents are the sections of the page that are there, in their order.
func (v comparisonView) Contents() []Fact {
	var list []Fact
	add := func(id, title string, there bool) {
		if there {
			list = append(list, Fact{id, title})
		}
	}
	title := func(id string) string { return v.Sections[id].Title }
	has := func(id string) bool { return len(v.Sections[id].Figures) > 0 }
	add("question", "The question", true)
	add("answer", "In short", true)
	add("contrasts", title("contrasts"), has("contrasts"))
	add("numbers", "The main numbers", len(v.Numbers) > 0)
	add("more", title("more"), has("more"))
	add("paths", title("paths"), has("paths"))
	add("groups", title("groups"), v.HasGroups())
	add("money", title("money"), v.HasMoney())
	add("robust", title("robust"), v.HasRobust())
	add("causes", title("causes"), has("causes"))
	add("further", title("further"), has("further"))
	add("assumed", "What is assumed", true)
	add("policies", "The policies in full", len(v.Policies) > 0)
	add("sources", "Sources", true)
	add("words", "Twelve words", true)
	add("data", "The data", true)
	return list
}

// HasGroups tells whether there is anything to say of groups.
func (v comparisonView) HasGroups() bool {
	return len(v.Winners) > 0 || len(v.Sections["groups"].Figures) > 0
}

// HasMoney tells whether there is anything to say of money.
func (v comparisonView) HasMoney() bool {
	return len(v.Bills.Rows) > 0 || len(v.Ratios.Rows) > 0 || len(v.Sections["money"].Figures) > 0
}

// HasRobust tells whether there is anything to say of other worlds.
func (v comparisonView) HasRobust() bool {
	return len(v.Regrets) > 0 || len(v.Firsts.Rows) > 0 || len(v.Sections["robust"].Figures) > 0
}

// GroupsLead introduces the tables of winners and losers.
func (v comparisonView) GroupsLead() string {
	said := "Each number is the mean difference between paired runs over " + duration(v.Run.Comparison) + ", in per cent of " + lower(v.reference())
	if v.Run.Comparison.Replicates < 2 {
		return said + ". One run has no interval, so no difference can be told from luck."
	}
	return said + "; below it stands its 95% interval. What is grey could be luck. Of many numbers about one in twenty misses zero by luck alone, and neighbours may change places."
}

// MoneyLead introduces the bills.
func (v comparisonView) MoneyLead() string {
	return "Constant 2024 USD, summed over " + duration(v.Run.Comparison) + ". What a levy takes in it pays out again, so it is counted with neither public nor firms. A cost per effect is not defined where the effect could be luck: it would be a number without meaning."
}

// InRun is where a parameter has its value.
func (comparisonView) InRun() string { return "under the reference, in the main world" }

// AssumedLead introduces the list of assumptions.
func (v comparisonView) AssumedLead() string {
	return fmt.Sprintf("%d of %d parameters have no field estimate: their values are judgements with a range. %d outputs rest directly on an assumed effect and are marked %s wherever they appear:",
		len(v.Assumed.Parameters), v.Assumed.All, len(v.Assumed.Outputs), dagger)
}

// Snippets read the table of effects.
func (comparisonView) Snippets() []Snippet { return ComparisonSnippets }

// ComparisonSnippets read tables/effects.csv in pandas, R and DuckDB. They are
// meant for the folder of a comparison.
var ComparisonSnippets = []Snippet{
	{"Python (pandas)", `import pandas as pd
d = pd.read_csv("tables/effects.csv").query("by == 'all' and column == 'at_work' and when == 'period' and unit == '%'")
print(d[["arm", "world", "value", "low", "high"]])`},
	{"R", `d <- read.csv("tables/effects.csv")
d <- d[d$by == "all" & d$column == "at_work" & d$when == "period" & d$unit == "%", ]
print(d[, c("arm", "world", "value", "low", "high")])`},
	{"DuckDB", `SELECT arm, world, value, low, high FROM 'tables/effects.csv'
WHERE "by" = 'all' AND "column" = 'at_work' AND "when" = 'period' AND unit = '%'
ORDER BY world, arm;`},
}

// downloads are the files in the page: what is about all creatives, so that
// the page stays small.
func (r *ComparisonReport) downloads() ([]Download, error) {
	about := map[string]string{
		"effects": "differences of all creatives in the main world, over the period and in the last month.",
		"bills":   "who pays for each policy.",
		"ratios":  "costs per effect.",
		"regrets": "how far each policy stays behind.",
	}
	var list []Download
	for _, s := range r.Sheets() {
		said, carried := about[s.Name]
		if !carried {
			continue
		}
		if at := slices.Index(s.Header, "by"); at >= 0 {
			s.Rows = slices.DeleteFunc(slices.Clone(s.Rows), func(row []any) bool { return row[at] != "all" || row[0] != r.world() })
		}
		var b bytes.Buffer
		if err := s.WriteCSV(&b); err != nil {
			return nil, err
		}
		list = append(list, download(s.Name+".csv", said, "text/csv", b.Bytes()))
	}
	return list, nil
}
