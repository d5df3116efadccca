package report

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// The dictionary has a row for each column of the tables that were written.
func TestTheDictionaryExplainsEveryColumn(t *testing.T) {
	r := reported(t, "run")
	var b bytes.Buffer
	if err := r.WriteDictionary(&b); err != nil {
		t.Fatal(err)
	}
	for i, name := range r.Run.Series.Columns {
		c := sim.Columns[i]
		row := "| `" + name + "` | " + finding.Marked(c.Label, c.Assumed) + " | " + c.Unit + " | "
		if c.Name != name || c.Label == "" || c.Unit == "" || !strings.Contains(b.String(), row) {
			t.Errorf("column %s has no row %q", name, row)
		}
	}
	for _, name := range []string{"replicate", "statistic", "month", "date", "by", "group", "low95", "report.html", "tables/summary.csv", r.Run.Command} {
		if !strings.Contains(b.String(), name) {
			t.Errorf("the dictionary does not mention %s", name)
		}
	}
}

// Each snippet is three lines and names columns that exist.
func TestSnippetsNameColumnsThatExist(t *testing.T) {
	run := played(t, "run")
	known := append([]string{"replicate", "statistic", "month", "date", "by", "group"}, run.Series.Columns...)
	for _, s := range snippets[scenarios.KindRun] {
		if lines := strings.Count(s.Code, "\n") + 1; lines != 3 {
			t.Errorf("%s: %d lines", s.Tool, lines)
		}
		for _, name := range []string{"replicate", "statistic", "by", "date", "employed", "orders", "month"} {
			if regexp.MustCompile(`\b`+name+`\b`).MatchString(s.Code) && !slices.Contains(known, name) {
				t.Errorf("%s: there is no column %s", s.Tool, name)
			}
		}
		if !strings.Contains(s.Code, "series.parquet") || !strings.Contains(s.Code, "employed") {
			t.Errorf("%s: %s", s.Tool, s.Code)
		}
	}
}

// Where a tool is installed its snippet is run on a table as runs write it,
// and prints the last month.
func TestSnippetsPrintTheLastMonth(t *testing.T) {
	run := played(t, "run")
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "series.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	if err := store.WriteParquet(file, run.Series, nil, store.About{}); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	tools := [][]string{{"python3", "-c"}, {"Rscript", "-e"}, {"duckdb", "-c"}}
	needs := []string{"import pandas, pyarrow", `library(arrow)`, "SELECT 1"}
	for i, s := range snippets[scenarios.KindRun] {
		t.Run(s.Tool, func(t *testing.T) {
			if err := exec.Command(tools[i][0], tools[i][1], needs[i]).Run(); err != nil {
				t.Skipf("%s is not installed here: %v", s.Tool, err)
			}
			cmd := exec.Command(tools[i][0], tools[i][1], s.Code)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if err != nil || !strings.Contains(string(out), finding.Date(run.Study.Last())) {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

func TestTheDictionaryOfAComparisonNamesItsTables(t *testing.T) {
	r := reported(t, "comparison")
	var b bytes.Buffer
	if err := r.WriteDictionary(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"comparison.json", "`skills-first`", "`at_work`", "tables/effects.csv", "levy_out", r.Run.Command, scenarios.MethodRatio} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the dictionary does not mention %s", want)
		}
	}
}
