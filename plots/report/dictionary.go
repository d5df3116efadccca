package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// entry is a name and what it stands for.
type entry struct{ name, text string }

// WriteDictionary writes dictionary.md, the data dictionary of a folder: its
// files, the columns of its tables, what low and high are, what each measure
// means and of whom it is, and how to read the table in three tools.
func (r *Report) WriteDictionary(w io.Writer) error {
	s := r.Study
	var b strings.Builder
	fmt.Fprintf(&b, "# What lies in this folder\n\n%s: %s\n\n", finding.MarkdownParagraph(s.Title), finding.Markdown(r.question()))
	entries(&b, "file", "what it holds", files[s.Kind])
	b.WriteString("\nA folder played with `--files tables` or `none` holds fewer; `atelier report DIR` adds what is lacking.\n")
	if s.Focus != nil {
		fmt.Fprintf(&b, "\nIt was played with `--focus %s`: whatever is of `all` is of %s alone, in every file, but for columns in USD, bills and levies, which are those of whole policies. Groups outside are not in the tables.\n", s.Focus.Key, finding.Lower(s.Focus.Title))
	}
	if s.Kind == scenarios.KindRun {
		b.WriteString("\n## Rows of series and contrast\n\nA row is one group in one month in one run, or a statistic over runs.\n\n")
		entries(&b, "column", "what it holds", leading)
		b.WriteByte('\n')
		entries(&b, "statistic", "meaning", statistics[s.Ensemble()])
	}
	if r.Run.Manifest.Options["panel"] != "" {
		panelEntries(&b)
	}
	b.WriteString("\n## Columns of the tables\n\n")
	entries(&b, "column", "what it holds", tableColumns)
	b.WriteString("\n## Arms\n\n")
	entries(&b, "arm", "what it is", finding.Each(s.Arms, func(a scenarios.Arm) entry {
		return entry{a.Name, finding.Markdown(finding.Paragraph(a.Marked()+".", inWords(&a)))}
	}))
	measureEntries(&b)
	b.WriteString("\n## Tables\n\nLow and high are, by method:\n\n| method | where |\n|---|---|\n")
	for _, m := range intervals[s.Ensemble()] {
		fmt.Fprintf(&b, "| %s | %s |\n", m.name, m.text)
	}
	b.WriteByte('\n')
	entries(&b, "table", "what it holds", finding.Each(r.Sheets(), func(x Sheet) entry { return entry{"tables/" + x.Name + ".csv", x.About} }))
	b.WriteString("\n## Read it\n")
	for _, x := range snippets[s.Kind] {
		fmt.Fprintf(&b, "\n%s:\n\n```\n%s\n```\n", x.Tool, x.Code)
	}
	fmt.Fprintf(&b, "\n## Repeat it\n\n```\n%s\n```\n", r.Run.Command)
	_, err := io.WriteString(w, b.String())
	return err
}

// panelEntries say what a panel holds.
func panelEntries(b *strings.Builder) {
	b.WriteString("\n## The panel\n\nA row is a person at the end of a month in one world. In are the N with the lowest lasting draw of those who are there in January 2021, and each newcomer with a draw as low: at any time the same share of all. Who leaves creative work has no rows from then on; who comes has none before. A person stands for as many as any other. Persons are the same in both worlds, with the same luck; of newcomers in one world some never come in the other.\n\n| column | unit | what it holds |\n|---|---|---|\n")
	for _, h := range ensemble.PanelHeads() {
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", h.Name, cmp.Or(h.Unit, "–"), h.Doc)
	}
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
	b.WriteString("\n## Measures\n\nPeople are persons, not rows; flows are persons a month; money is constant 2024 USD; an empty field is not defined. † rests on an assumed effect.\n\n| column | label | unit | of | definition |\n|---|---|---|---|---|\n")
	for _, m := range sim.Measures {
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", m.Name, finding.Marked(m.Label, m.Assumed), m.Unit, cmp.Or(m.Of, "–"), m.Doc)
	}
}

// shared are the files of every folder.
var shared = []entry{
	{"report.html", "the report: one page that needs nothing else"},
	{"tables/", "the tables of the report as CSV"},
	{"tables.xlsx", "a workbook: the key results, who loses most, and the same tables with readable heads; its contents lead to every sheet"},
	{"sets.csv", "a row for each replicate: its seed, its set of parameters, which search found that, and the set's value of every parameter, over which the world and the scenario have the last word; absent with `--parameters central`"},
	{"figures/", "the figures as SVG and PNG"},
	{"manifest.json", "what was played, by which version, on which seeds, with the checksum of every file; `--from` plays it again"},
}

// Holds is what a file of the folder of a kind of study holds, in short; "" of one
// that the dictionary does not name.
func Holds(kind, file string) string {
	for _, e := range files[kind] {
		if e.name == file || strings.HasSuffix(e.name, "/") && strings.HasPrefix(file, e.name) {
			short, _, _ := strings.Cut(e.text, "; ")
			return short
		}
	}
	return ""
}

// files are those of a folder, by kind of study.
var files = map[string][]entry{
	scenarios.KindRun: append([]entry{
		{"summary.json", "every number and sentence; layout in `summary.schema.json`"},
		{"series.parquet", "every measure by month and group, as played, in full precision"},
		{"series.csv", "its rows of all creatives, with nine digits"},
		{"contrast.parquet", "series minus the world without AI on the same seeds, in full precision; absent where none was played"},
		{"contrast.csv", "its rows of all creatives, with nine digits"},
		{"panel.parquet", "some creatives month by month, in the first run, with and without AI; there with --panel N"},
		{scenarios.ScenarioFile, "the scenario as it was played; `atelier run scenario.yaml` plays it again"},
	}, shared...),
	scenarios.KindComparison: append([]entry{
		{"comparison.json", "every number and sentence"},
		{"arms/", "of each arm its scenario as it was played, and in each world the months of all creatives, as Parquet in full precision"},
	}, shared...),
}

// creativeGroupings are the groupings of creatives.
var creativeGroupings = slices.DeleteFunc(slices.Clone(sim.Groupings), func(by string) bool { return slices.Contains(sim.ClientGroupings, by) })

// leading are the columns before the measures.
var leading = []entry{
	{"replicate", "number of a single run; single runs are there for all creatives only, unless the run was played with --full. Empty (null) in rows of a statistic"},
	{"statistic", "which statistic over runs; empty in rows of a single run"},
	{"month", "months since January 2021, which is 0"},
	{"date", "the month: in CSV as 2021-01, in Parquet as the date of its first day"},
	{"by", "how creatives are grouped: " + strings.Join(creativeGroupings, ", ") + "; or clients: " + strings.Join(sim.ClientGroupings, ", ") + ", of which only what clients buy is defined"},
	{"group", "the group; `all` for all creatives and clients"},
}

// statistics stand in the column statistic, over an ensemble or not.
var statistics = map[bool][]entry{
	false: {
		{table.Mean, "mean over runs"},
		{table.P10, "10th percentile over runs"},
		{table.P90, "90th percentile over runs"},
		{table.Low95, "contrast only: lower end of the 95% interval of the mean (Student)"},
		{table.High95, "contrast only: upper end of that interval"},
	},
	true: {
		{table.Mean, "mean over parameter sets, of each its first run"},
		{table.P05, "5th percentile over sets, of the same runs: with p95 what is not known"},
		{table.P95, "95th percentile over sets"},
		{table.Dice, "1.645 standard deviations of one run, from sets that were played more than once: what the dice alone do, to either side"},
	},
}

// tableColumns are the columns of the tables.
var tableColumns = []entry{
	{"world", "how fast AI becomes capable: slow, expected or fast"},
	{"arm", "the future; differences are from the reference on the same seeds"},
	{"by, group", "how creatives or clients are grouped, and the group; `all` for all of them"},
	{"column", "the measure"},
	{"when", "`end`: the last month; `period`: mean of the months from the first policy on, of money the sum; or a month. In the workbook two dates, From and To, the first day of a month"},
	{"unit", "the measure's unit, or % of the reference's mean"},
	{"kind", "`level`, or `difference` from the reference"},
	{"pairing", "how many times the runs would be needed on different luck"},
	{"payer", "`public`, `firms`, `levy_in` (receipts), `levy_out` (payments, the same sum); `levy_creatives`, `levy_organisations` and `levy_clients` say who bears it"},
	{"discounted", "the same at 3% a year, to January 2027"},
	{"value, low, high", "the estimate and its interval; empty where it is not defined"},
	{"n, method, assumed", "runs behind it, what the interval is, and whether it rests on an assumed effect"},
	{"sets, pairs, dice", "over an ensemble: parameter sets behind it, how many of them were played more than once, and half the width of what the dice alone do; 0 and empty where all runs have the same parameters"},
}

// intervals say where each method is used, over an ensemble or not.
var intervals = map[bool][]entry{false: {
	{scenarios.MethodLevel, "levels of a run in some Decembers"},
	{scenarios.MethodMeanRuns, "levels at the end and over the period, bills"},
	{scenarios.MethodPaired, "differences in the measure's unit"},
	{scenarios.MethodPerCent, "differences in per cent"},
	{scenarios.MethodRatio, "ratios"},
	{scenarios.MethodRegret, "regrets"},
	{plots.MiddleRuns, "figures, levels"},
	{plots.PairedMean, "figures, differences month by month"},
	{plots.YearMean, "figures over time"},
	{plots.ShareOfPeople, "the figure of gainers and losers, which has no interval"},
	{plots.Observed, "figures, observed values"},
}, true: {
	{scenarios.MethodEnsemble, "levels, bills"},
	{scenarios.MethodEnsemblePaired, "differences in the measure's unit; in figures also in per cent, month by month"},
	{scenarios.MethodEnsemblePerCent, "differences in per cent"},
	{scenarios.MethodEnsembleRatio, "ratios"},
	{scenarios.MethodEnsembleRegret, "regrets"},
	{plots.YearMeanKnown, "figures over time"},
	{plots.ShareOfPeopleKnown, "the figure of gainers and losers, which has no interval"},
	{plots.Observed, "figures, observed values"},
}}
