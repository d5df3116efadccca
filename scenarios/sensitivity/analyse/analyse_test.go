package analyse

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
	"github.com/atelier-sim/atelier/scenarios/sweep"
	"github.com/atelier-sim/atelier/sim/policy"
)

const base = `
name: small
scenario: laissez-faire
replicates: 2
measures:
  - {column: orders}
  - {column: public_cost_usd, summary: sum}
options: {population: 300, months: 84}
`

// played is the folder of a finished sweep, played tiny.
func played(t *testing.T, rest string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("plays a sweep")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "small.yaml")
	if err := os.WriteFile(path, []byte(base+rest), 0o644); err != nil {
		t.Fatal(err)
	}
	e, _, err := sweep.Find(path, scenarios.Layers{})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	if _, err := sweep.Play(context.Background(), e, out, strings.Repeat("0123456789abcdef", 4), nil); err != nil {
		t.Fatal(err)
	}
	return out
}

// runsOf reads the table of the folder by column: what anybody would read it with.
func runsOf(t *testing.T, dir string) map[string][]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "runs.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][]float64{}
	for _, row := range rows[1:] {
		for c, cell := range row {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				x = math.NaN()
			}
			columns[rows[0][c]] = append(columns[rows[0][c]], x)
		}
	}
	return columns
}

// averages are the means of a column where another has each of its values, in order.
func averages(of, by []float64) (values, mean []float64) {
	values = slices.Clone(by)
	slices.Sort(values)
	values = slices.Compact(values)
	for _, v := range values {
		sum, n := 0.0, 0.0
		for i := range by {
			if by[i] == v {
				sum, n = sum+of[i], n+1
			}
		}
		mean = append(mean, sum/n)
	}
	return values, mean
}

// number is a number of a factor in the ranking of a measure.
func number(t *testing.T, f *sensitivity.Findings, measure, factor, head string) finding.Estimate {
	t.Helper()
	for _, r := range f.Rankings {
		for _, row := range r.Rows {
			if c := slices.Index(r.Heads, head); r.Measure == measure && row.Factor == factor && c >= 0 {
				return row.Numbers[c]
			}
		}
	}
	t.Fatalf("no %s of %s on %s", head, factor, measure)
	return finding.Estimate{}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.01) { // of half a million orders, in nine digits
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// A grid's main effects are the means of the table, whether factors are sampled or
// choices from lists; a choice is marked as one.
func TestMainEffectsAreTheMeansOfTheTable(t *testing.T) {
	for kind, factors := range map[string]string{
		"sampled": "factors:\n  - {factor: clients.own, low: 1, high: 4}\n  - {factor: clients.loyalty, values: [1, 2, 3]}\ndesign: {kind: grid, levels: 3}\n",
		"chosen":  "factors:\n  - {factor: policy.training_subsidy, values: [0, 0.5, 1]}\n  - {factor: policy.licensing, values: [0, 0.1]}\ndesign: {kind: grid}\n",
	} {
		dir := played(t, factors)
		f, err := Sweep(dir, "", "")
		if err != nil {
			t.Fatal(err)
		}
		runs := runsOf(t, dir)
		for _, row := range f.Rankings[0].Rows {
			if row.Choice != (kind == "chosen") {
				t.Errorf("%s: %s is a choice: %v", kind, row.Factor, row.Choice)
			}
			_, of := averages(runs["orders"], runs[row.Factor])
			mean := 0.0
			for _, x := range runs["orders"] {
				mean += x / float64(len(runs["orders"]))
			}
			near(t, row.Factor+" at its low end", number(t, f, "orders", row.Factor, "low end").Value, of[0]-mean)
			near(t, row.Factor+" at its high end", number(t, f, "orders", row.Factor, "high end").Value, of[len(of)-1]-mean)
		}
		if kind == "chosen" { // what courses cost hangs on the subsidy alone
			if first := f.Rankings[1].Rows[0]; first.Factor != "policy.training_subsidy" || !(first.Numbers[0].Value > 0.8) {
				t.Errorf("public outlay follows %+v", first)
			}
			boxes, err := Sweep(dir, "public_cost_usd_sum>0", "")
			if err != nil {
				t.Fatal(err)
			}
			b := boxes.Boxes[0].Boxes[0]
			if len(b.Limits) != 1 || b.Limits[0].Factor != "policy.training_subsidy" || b.Coverage != 1 || b.Density != 1 {
				t.Errorf("outlay is above 0 in %+v", b)
			}
			if whole, err := Sweep(dir, "public_cost_usd_sum<1e13", ""); err != nil || whole.Boxes[0].Why != "it holds at every point" {
				t.Errorf("%+v, %v", whole, err)
			}
		}
	}
}

// Screening is Morris's: the mean size of the change over a step, along trajectories.
func TestScreeningIsThatOfTheTrajectories(t *testing.T) {
	dir := played(t, "factors:\n  - {factor: clients.own, low: 1, high: 4}\n  - {factor: clients.loyalty, low: 1, high: 3}\n  - {factor: attitude.bad, low: 0.2, high: 0.4}\ndesign: {kind: morris, size: 4, levels: 4}\n")
	f, err := Sweep(dir, "", "")
	if err != nil {
		t.Fatal(err)
	}
	runs := runsOf(t, dir)
	var y []float64
	for i := 0; i < len(runs["orders"]); i += 2 {
		y = append(y, (runs["orders"][i]+runs["orders"][i+1])/2)
	}
	for _, factor := range []struct {
		name string
		span float64
	}{{"clients.own", 3}, {"clients.loyalty", 2}, {"attitude.bad", 0.2}} {
		sum, n := 0.0, 0.0
		for p := 1; p < len(y); p++ {
			from, to := runs[factor.name][2*p-2], runs[factor.name][2*p]
			if p%4 != 0 && from != to {
				sum, n = sum+math.Abs((y[p]-y[p-1])/((to-from)/factor.span)), n+1
			}
		}
		if n != 4 {
			t.Fatalf("%s moves %v times", factor.name, n)
		}
		near(t, factor.name, number(t, f, "orders", factor.name, "mu*").Value, sum/n)
	}
	if last := f.Rankings[0].Rows[2]; last.Factor != "attitude.bad" || last.Numbers[0].Value != 0 {
		t.Errorf("what is only counted moves orders: %+v", last)
	}
	if r := f.Rankings[0]; !(r.Luck > 0 && math.Abs(r.ByLuck/(r.Luck*2/math.Sqrt(math.Pi)*1.5)-1) < 1e-12) { // steps are two thirds
		t.Errorf("luck is %v, and %v of a mu*", r.Luck, r.ByLuck)
	}
	if _, err := Sweep(dir, "orders < 1", ""); err == nil || !strings.Contains(err.Error(), "a design of kind morris goes along lines") {
		t.Errorf("a box of trajectories: %v", err)
	}
	var text, cells, doc bytes.Buffer
	if f.WriteText(&text) != nil || f.WriteCSV(&cells) != nil || f.WriteJSON(&doc) != nil {
		t.Fatal("not written")
	}
	for _, want := range []string{"a design of kind morris, 2 replicates at each point", "orders: Freelance orders (orders), December 2027", "mu*", "Luck alone would make a mu* of at most about"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	if lines := strings.Count(cells.String(), "\n"); lines != 1+2*3*3 {
		t.Errorf("%d lines of CSV", lines)
	}
	for line := range strings.Lines(text.String()) {
		if n := len([]rune(line)); n > 121 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

// One factor at a time is told on the same seeds from where all are in the middle.
func TestEndsAreDifferencesFromTheMiddle(t *testing.T) {
	dir := played(t, "factors:\n  - {factor: clients.own, low: 1, high: 4}\n  - {factor: clients.loyalty, low: 1, high: 3}\ndesign: {kind: one_at_a_time, levels: 3}\n")
	f, err := Sweep(dir, "", "")
	if err != nil {
		t.Fatal(err)
	}
	runs := runsOf(t, dir)["orders"]
	at := func(point int) float64 { return (runs[2*point] - runs[0] + runs[2*point+1] - runs[1]) / 2 }
	near(t, "low end of the first", number(t, f, "orders", "clients.own", "at its low end").Value, at(1))
	near(t, "high end of the first", number(t, f, "orders", "clients.own", "at its high end").Value, at(3))
	near(t, "low end of the second", number(t, f, "orders", "clients.loyalty", "at its low end").Value, at(4))
	near(t, "high end of the second", number(t, f, "orders", "clients.loyalty", "at its high end").Value, at(6))
}

// Shares of variance stand in the order of the design, block by block.
func TestSharesAreThoseOfTheBlocks(t *testing.T) {
	dir := played(t, "factors:\n  - {factor: clients.own, low: 1, high: 4}\n  - {factor: attitude.bad, low: 0.2, high: 0.4}\ndesign: {kind: sobol_indices, size: 8}\n")
	f, err := Sweep(dir, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if x := number(t, f, "orders", "attitude.bad", "total").Value; x != 0 {
		t.Errorf("what is only counted makes %v of the variance", x)
	}
	// Jansen's estimator by hand: a block is A, B, A with B's first factor, A with its second
	runs := runsOf(t, dir)["orders"]
	var y []float64
	for i := 0; i < len(runs); i += 2 {
		y = append(y, (runs[i]+runs[i+1])/2)
	}
	var changed, sum, squares float64
	for at := 0; at < len(y); at += 4 {
		a, b, mixed := y[at], y[at+1], y[at+2]
		changed += (a - mixed) * (a - mixed) / 2
		sum, squares = sum+(a+b)/2, squares+(a*a+b*b)/2
		if y[at+3] != a {
			t.Errorf("block %d: what is only counted moves orders", at/4)
		}
	}
	n := float64(len(y) / 4)
	want := changed / n / (squares/n - sum/n*sum/n)
	if got := number(t, f, "orders", "clients.own", "total").Value; !(math.Abs(got/want-1) < 1e-4) || !(want > 0.3) {
		t.Errorf("the only factor that acts makes %v of the variance, by hand %v", got, want)
	}
}

func TestWhatCannotBeAnalysedIsRefused(t *testing.T) {
	dir := played(t, "factors:\n  - {factor: clients.own, low: 1, high: 4}\ndesign: {kind: latin_hypercube, size: 12}\n")
	for where, want := range map[string]string{
		"orders":       `--where: value "orders": give a measure, < or >, and a number, such as "orders < 0"`,
		"order < 3":    `--where: value "order": the sweep keeps no measure of this name; did you mean "orders"?; it keeps orders and public_cost_usd_sum`,
		"orders < lot": `--where: value "lot" is no number`,
	} {
		if _, err := Sweep(dir, where, ""); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", where, err, want)
		}
	}
	if _, err := Sweep(t.TempDir(), "", ""); err == nil || !strings.Contains(err.Error(), "holds no sweep") {
		t.Errorf("an empty folder: %v", err)
	}
	experiment := filepath.Join(dir, "experiment.yaml")
	text, err := os.ReadFile(experiment)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(experiment, bytes.Replace(text, []byte("size: 12"), []byte("size: 11"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Sweep(dir, "", ""); err == nil || !strings.Contains(err.Error(), "is not the experiment that was played") {
		t.Errorf("a changed experiment: %v", err)
	}
	os.WriteFile(experiment, text, 0o644)
	os.Remove(filepath.Join(dir, "runs.parquet"))
	if _, err := Sweep(dir, "", ""); err == nil || !strings.Contains(err.Error(), "runs.parquet is missing; give the same atelier sweep again") {
		t.Errorf("without its table: %v", err)
	}
}

// What two choices do together is told on the same seeds from where both are lowest, and
// a measure is asked for by its name.
func TestChoicesAreTakenTogether(t *testing.T) {
	dir := played(t, "factors:\n  - {factor: policy.training_subsidy, values: [0, 1]}\n  - {factor: policy.licensing, values: [0, 0.05, 0.1]}\ndesign: {kind: grid}\n")
	f, err := Sweep(dir, "", "public_cost_usd_sum")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Rankings) != 1 || f.Rankings[0].Measure != "public_cost_usd_sum" {
		t.Fatalf("asked for one measure, told %d", len(f.Rankings))
	}
	p := f.Rankings[0].Pair
	if p == nil || p.Rows != "policy.training_subsidy" || p.Labels[0] != policy.Find("training_subsidy").Title || len(p.Down) != 2 || len(p.Across) != 3 || p.Across[1] != "0.05" {
		t.Fatalf("%+v", p)
	}
	runs := runsOf(t, dir)
	y := runs["public_cost_usd_sum"]
	for i := range 2 {
		for j := range 3 {
			at, n := 2*(3*i+j), 2.0
			if want := (y[at] - y[0] + y[at+1] - y[1]) / n; math.Abs(p.Cells[i][j].Value-want) > 1e-6*math.Abs(want) { // the table has nine figures
				t.Errorf("cell %d, %d: got %v, want %v", i, j, p.Cells[i][j].Value, want)
			}
		}
	}
	if !(p.Cells[1][0].Value > 0) {
		t.Errorf("a subsidy costs %v", p.Cells[1][0].Value)
	}
	for asked, want := range map[string]string{
		"order":   `--measure: value "order": the sweep keeps no measure of this name; did you mean "orders"?; it keeps orders and public_cost_usd_sum`,
		"orders,": `--measure: value "": the sweep keeps no measure of this name; it keeps orders and public_cost_usd_sum`,
	} {
		if _, err := Sweep(dir, "", asked); err == nil || err.Error() != want {
			t.Errorf("%q: got %v", asked, err)
		}
	}
	if _, err := Sweep(dir, "orders < 1", "orders"); err == nil || err.Error() != "--measure: the condition of --where names its measure: leave --measure out" {
		t.Errorf("a measure beside a condition: %v", err)
	}
}

// Shares that no true share can be, and intervals too wide to rank by, are told.
func TestSharesThatCannotBeAreDoubted(t *testing.T) {
	share := func(v, low, high float64) finding.Estimate {
		return finding.Estimate{Value: v, Low: low, High: high, N: 8}
	}
	row := func(label string, numbers ...finding.Estimate) sensitivity.Row {
		return sensitivity.Row{Label: label, Numbers: numbers}
	}
	for want, rows := range map[string][]sensitivity.Row{
		"": {row("a", share(0.8, 0.75, 0.85), share(0.7, 0.65, 0.75)), row("b", share(0.1, 0.05, 0.15), share(-0.01, -0.03, 0.01))},
		"A share of a is above 1, which no true share is: 8 blocks are too few; sweep with a larger design.size.":                             {row("a", share(1.1, 1, 1.2), share(0.7, 0.65, 0.75))},
		"A share of b is below 0, its whole interval with it, which no true share is: 8 blocks are too few; sweep with a larger design.size.": {row("b", share(0.1, 0, 0.2), share(-0.2, -0.3, -0.1))},
		"Intervals of shares are up to 0.50 wide: 8 blocks are too few; sweep with a larger design.size.":                                     {row("b", share(0.3, 0, 0.5), share(0.2, 0.1, 0.3))},
	} {
		x := ranking{Ranking: sensitivity.Ranking{Rows: rows, Sum: finding.Certain(0.9)}}
		x.doubt(8)
		if got := strings.Join(x.Warnings, " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	x := ranking{Ranking: sensitivity.Ranking{Sum: finding.Certain(1.25)}}
	if x.doubt(8); len(x.Warnings) != 1 || !strings.Contains(x.Warnings[0], "sum to 1.25, more than 1") {
		t.Errorf("%q", x.Warnings)
	}
}

// A value of a list lies in a box or not, wherever in its part of the coordinate a point is.
func TestABoxEndsBetweenTheValuesOfAList(t *testing.T) {
	dir := played(t, "factors:\n  - {factor: clients.own, values: [1, 2, 4]}\n  - {factor: clients.loyalty, low: 1, high: 3}\ndesign: {kind: latin_hypercube, size: 24}\n")
	runs := runsOf(t, dir)
	sorted := slices.Sorted(slices.Values(runs["orders"]))
	f, err := Sweep(dir, "orders < "+strconv.FormatFloat(sorted[len(sorted)/3], 'f', 0, 64), "")
	if err != nil {
		t.Fatal(err)
	}
	b, limited := f.Boxes[0], 0
	for _, box := range b.Boxes {
		for _, l := range box.Limits {
			if l.Factor != "clients.own" {
				continue
			}
			limited++
			for _, end := range []float64{l.Low, l.High} {
				if thirds := 3 * end; math.Abs(thirds-math.Round(thirds)) > 1e-9 {
					t.Errorf("an end at %v of a list of three", end)
				}
			}
			first, last := []string{"1", "2", "4"}[int(math.Round(3*l.Low))], []string{"1", "2", "4"}[int(math.Round(3*l.High))-1]
			if l.From != first || l.To != last {
				t.Errorf("from %s to %s, and the box reaches from %s to %s", l.From, l.To, first, last)
			}
		}
	}
	if limited == 0 {
		t.Fatalf("what moves orders limits no box: %+v", b.Boxes)
	}
	if len(b.Cases) != b.Points || !(b.Coverage > 0 && b.Coverage <= 1 && b.Density > float64(b.Holds)/float64(b.Points)) {
		t.Errorf("%d cases of %d points, coverage %v, density %v", len(b.Cases), b.Points, b.Coverage, b.Density)
	}
}
