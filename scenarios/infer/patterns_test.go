package infer

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// twenty plays the baseline once for all patterns: 20 seeds of 5,000
// creatives, every group of every replicate.
var twenty = sync.OnceValues(func() ([]PatternResult, error) {
	s, err := scenarios.Preset("baseline")
	if err != nil {
		return nil, err
	}
	o := scenarios.Default().Options
	o.Population, o.Replicates, o.Months, o.Full = 5_000, 20, PatternMonths, true
	return PlayPatterns(context.Background(), ensemble.Plan{Scenario: s, Options: o}, nil)
})

// patternsFile is what twenty seeds gave, which TRACE.md tells: atelier validate --patterns --csv prints it.
const patternsFile = "patterns.csv"

// TRACE.md has the patterns that there are with their bands, and what twenty seeds gave: with -update, after they
// were played.
func TestPatternsInPrintAreThoseThatWerePlayed(t *testing.T) {
	if *updateODD && !testing.Short() {
		t.Run("played", TestPatternsHoldInEighteenOfTwentySeeds)
	}
	text, err := os.ReadFile(patternsFile)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(line []string, column string) string { return line[slices.Index(lines[0], column)] }
	number := func(line []string, column string) float64 {
		x, err := strconv.ParseFloat(at(line, column), 64)
		if err != nil {
			t.Errorf("%s: %v", at(line, "part"), err)
		}
		return x
	}
	rows := [][]string{{"", "pattern and part", "band", "mean", "lowest", "highest", "holds in"}}
	next := lines[1:]
	for _, p := range Patterns() {
		if len(next) < len(p.Parts) {
			t.Fatalf("%s is not in %s", p.ID, patternsFile)
		}
		rows = append(rows, []string{p.ID, p.Name, "", "", "", "", at(next[0], "pattern_holds_in") + " of " + at(next[0], "seeds")})
		for _, part := range p.Parts {
			line := next[0]
			next = next[1:]
			if at(line, "pattern") != p.ID || at(line, "part") != part.Name || at(line, "low") != bound(part.Low) || at(line, "high") != bound(part.High) {
				t.Errorf("%s has %s %s where %s %s with its band belongs; run: go test ./scenarios/infer -run Patterns -update", patternsFile, at(line, "pattern"), at(line, "part"), p.ID, part.Name)
			}
			x := finding.Estimate{Value: number(line, "mean"), Low: number(line, "lowest"), High: number(line, "highest")}.Spell(finding.Unsigned)
			rows = append(rows, []string{"", part.label(), part.band(), x.Value, cmp.Or(x.Low, finding.None), cmp.Or(x.High, finding.None), at(line, "holds_in")})
		}
	}
	if len(next) > 0 {
		t.Errorf("%s has %d lines too many", patternsFile, len(next))
	}
	docTable(t, traceFile, "patterns", markdown(rows))
}

func TestPatternsHoldInEighteenOfTwentySeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("plays 40 runs of 180 months")
	}
	results, err := twenty()
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := WritePatterns(&text, results, false); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", text.String())
	var table bytes.Buffer
	if err := WritePatternsCSV(&table, results); err != nil {
		t.Fatal(err)
	}
	switch stored, err := os.ReadFile(patternsFile); {
	case *updateODD:
		if err := os.WriteFile(patternsFile, table.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	case err != nil || !bytes.Equal(stored, table.Bytes()):
		t.Errorf("%s is not what the model says (%v); run: go test ./scenarios/infer -run Patterns -update", patternsFile, err)
	}
	for _, r := range results {
		t.Run(r.ID, func(t *testing.T) {
			if n := r.Seeds(); n < 18 {
				t.Errorf("%s holds in %d of 20 seeds", r.Name, n)
			}
		})
	}
}
