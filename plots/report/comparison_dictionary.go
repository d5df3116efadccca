package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
)

// WriteDictionary writes dictionary.md, the data dictionary of the folder of a
// comparison.
func (r *ComparisonReport) WriteDictionary(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What lies in this folder\n\n%s: %s\n\n", r.Title, r.question())
	entries(&b, "file", "what it holds", comparisonFiles)
	b.WriteString("\n## Columns of the tables\n\n")
	entries(&b, "column", "what it holds", comparisonColumns)
	b.WriteString("\n## Arms\n\n")
	var arms []entry
	for i, a := range r.Run.Comparison.Arms {
		arms = append(arms, entry{a.Name, r.armTitle(i) + ". " + inWords(a)})
	}
	entries(&b, "arm", "what it is", arms)
	measureEntries(&b)
	b.WriteString("\n## Tables\n\nEvery row with an estimate has value, low, high, n (runs), method and assumed. Low and high are, by method:\n\n| method | where |\n|---|---|\n")
	for _, m := range comparisonMethods {
		fmt.Fprintf(&b, "| %s | %s |\n", m.name, m.text)
	}
	b.WriteByte('\n')
	sheetEntries(&b, r.Sheets())
	recipes(&b, "tables/effects.csv", ComparisonSnippets, r.Run.Command)
	_, err := io.WriteString(w, b.String())
	return err
}

// comparisonFiles are the files of the folder of a comparison.
var comparisonFiles = []entry{
	{"report.html", "the report: one page that needs nothing else"},
	{"comparison.json", "all numbers and sentences"},
	{"arms/", "every measure by month of all creatives, a table for each arm in each world: `WORLD.ARM.csv`"},
	{"tables/", "the tables of the report as CSV"},
	{"tables.xlsx", "the same tables as one workbook"},
	{"figures/", "the figures as SVG and PNG"},
	{"manifest.json", "what was played, by which version, on which seeds, with the checksum of every file"},
}

// comparisonColumns are the columns of effects, levels, bills, ratios and
// regrets.
var comparisonColumns = []entry{
	{"world", "how fast AI becomes capable: slow, expected or fast"},
	{"arm", "the future; differences are from the reference on the same seeds"},
	{"by, group", "how creatives are grouped, and the group; `all` for all creatives"},
	{"column", "the measure; `at_work` is employees and freelancers together, `freelance_received_usd` freelance income with basic income and payments from levies"},
	{"when", "`end`: the last month; `period`: mean of the months in which policies are in force"},
	{"unit", "the measure's unit, or % of the reference's mean"},
	{"pairing", "how many times the runs would be needed on different luck"},
	{"payer", "`public`, `firms`, `levy_in` (receipts), `levy_out` (payments, the same sum); `levy_creatives`, `levy_organisations` and `levy_clients` say who bears it"},
	{"discounted", "the same at 3% a year, to January 2027"},
	{"value, low, high", "the estimate and its interval; empty where it is not defined"},
	{"n, method, assumed", "runs behind it, what the interval is, and whether it rests on an assumed effect"},
}

// comparisonMethods say where each method is used.
var comparisonMethods = []entry{
	{scenarios.MethodPaired, "differences in the measure's unit"},
	{scenarios.MethodPerCent, "differences in per cent, figures"},
	{plots.YearMean, "figures of paths"},
	{scenarios.MethodMeanRuns, "levels, bills"},
	{scenarios.MethodRatio, "ratios"},
	{scenarios.MethodRegret, "regrets"},
	{plots.CostSum, "costs to public and firms together, where they have no bill of their own"},
}
