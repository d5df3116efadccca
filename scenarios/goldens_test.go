package scenarios_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// goldenOf plays a preset as its golden was made: 1,000 creatives, one
// replicate, all creatives together, Decembers only.
func goldenOf(t *testing.T, name string) []byte {
	t.Helper()
	s, err := scenarios.Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	s.Options.Population, s.Options.Replicates, s.Options.Counterfactual = 1000, 1, false
	result, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		t.Fatal(err)
	}
	decembers := result.Series.Only(func(r *table.Row) bool {
		return r.Replicate == "1" && r.By == table.All && r.Month%12 == 11
	})
	var text bytes.Buffer
	if err := decembers.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// Each preset plays to the table beside it. A change that moves numbers is
// rewritten with -update and told in CHANGELOG.md as a regression.
func TestPresetsPlayToTheirGoldens(t *testing.T) {
	for _, name := range scenarios.Presets() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := goldenOf(t, name)
			file := "presets/" + name + ".csv"
			if flag.Lookup("update").Value.String() == "true" {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if difference := firstDifference(got, want); difference != "" {
				t.Errorf("%s: %s", name, difference)
			}
		})
	}
}

// firstDifference names the first month and column in which two tables differ,
// or is "" for the same bytes.
func firstDifference(got, want []byte) string {
	if bytes.Equal(got, want) {
		return ""
	}
	g, err := table.ReadCSV(bytes.NewReader(got))
	if err != nil {
		return "what was played cannot be read: " + err.Error()
	}
	w, err := table.ReadCSV(bytes.NewReader(want))
	if err != nil {
		return "the golden cannot be read: " + err.Error()
	}
	if !slices.Equal(g.Columns, w.Columns) {
		return fmt.Sprintf("columns are %v, golden has %v", g.Columns, w.Columns)
	}
	for i := range min(len(g.Rows), len(w.Rows)) {
		a, b := g.Rows[i], w.Rows[i]
		if a.Month != b.Month {
			return fmt.Sprintf("row %d is %s, golden has %s", i+1, finding.Date(a.Month), finding.Date(b.Month))
		}
		for k, column := range g.Columns {
			if a.Values[k] != b.Values[k] && !(math.IsNaN(a.Values[k]) && math.IsNaN(b.Values[k])) {
				return fmt.Sprintf("in %s %s is %v, golden has %v", finding.Date(a.Month), column, a.Values[k], b.Values[k])
			}
		}
	}
	return fmt.Sprintf("%d rows, golden has %d", len(g.Rows), len(w.Rows))
}

// A golden that no longer holds tells where.
func TestAGoldenNamesWhatDiffers(t *testing.T) {
	golden := []byte("replicate,statistic,month,date,by,group,people,trust\n1,,11,2021-12,all,all,10,0.5\n1,,23,2022-12,all,all,11,\n")
	for changed, want := range map[string]string{
		string(golden): "",
		"replicate,statistic,month,date,by,group,people,trust\n1,,11,2021-12,all,all,10,0.5\n1,,23,2022-12,all,all,12,\n":    "in 2022-12 people is 12, golden has 11",
		"replicate,statistic,month,date,by,group,people,trust\n1,,11,2021-12,all,all,10,0.25\n1,,23,2022-12,all,all,12,\n":   "in 2021-12 trust is 0.25, golden has 0.5",
		"replicate,statistic,month,date,by,group,people,trust\n1,,11,2021-12,all,all,10,0.5\n1,,23,2022-12,all,all,11,0.5\n": "in 2022-12 trust is 0.5, golden has NaN",
		"replicate,statistic,month,date,by,group,people,trust\n1,,11,2021-12,all,all,10,0.5\n":                               "1 rows, golden has 2",
		"replicate,statistic,month,date,by,group,people\n1,,11,2021-12,all,all,10\n":                                         "columns are [people], golden has [people trust]",
	} {
		if got := firstDifference([]byte(changed), golden); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
