package sweep

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/atelier-sim/atelier/scenarios"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// model stands for a fingerprint.
var model = strings.Repeat("0123456789abcdef", 4)

// small is an experiment of everything that may be shared and that may not: a dose, a
// parameter that the burn-in asks for and one that it does not.
const small = `
name: small
scenario: laissez-faire
factors:
  - {factor: policy.training_subsidy, values: [0, 1]}
  - {factor: clients.own, low: 1, high: 4}
  - {factor: employees.exit, values: [0.003, 0.004]}
design: {kind: grid, levels: 2}
replicates: 2
measures:
  - {column: employed, against: frozen_percent}
  - {column: orders, summary: mean, from: 2027-01}
  - {column: skill, by: stage, group: junior, against: frozen}
  - {column: public_cost_usd, summary: sum}
options: {population: 300, months: 84}
`

// read reads the text of an experiment.
func read(t *testing.T, text string) *Experiment {
	t.Helper()
	e, _, err := parse("small.yaml", []byte(text), scenarios.Layers{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// played plays an experiment into a folder of its own.
func played(t *testing.T, e *Experiment) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Play(context.Background(), e, dir, model, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tables are the final tables of a folder, as one text.
func tables(t *testing.T, dir string) string {
	t.Helper()
	var all []byte
	for _, name := range []string{"runs.parquet", "runs.csv", "points.parquet", "points.csv", "columns.csv"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	return string(all)
}

// However often it is stopped, with whatever workers it goes on: the same bytes.
func TestASweepThatWasStoppedEndsWithTheSameBytes(t *testing.T) {
	e := read(t, small)
	want := tables(t, played(t, e))
	dir := filepath.Join(t.TempDir(), "out")
	stops, done := 0, 0
	for n := int64(1); ; n = n*5/3 + 7 {
		e.Scenario.Options.Workers = 1 + int(n)%3
		ctx, stop := context.WithCancel(context.Background())
		_, err := Play(ctx, e, dir, model, func(p Progress) {
			done = max(done, p.Done)
			if p.Months >= n {
				stop()
			}
		})
		stop()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stops++
	}
	if tables(t, dir) != want {
		t.Error("the tables are others")
	}
	if stops < 5 {
		t.Errorf("it was stopped %d times only", stops)
	}
}
