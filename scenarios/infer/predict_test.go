package infer

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

const (
	// predictedFile is what was played: atelier validate --predictions --csv > scenarios/infer/predicted.csv.
	predictedFile   = "predicted.csv"
	predictionsText = "../../sim/PREDICTIONS.md"
)

// Every figure of the table has an observation model, and every model a figure; none is compared already.
func TestEveryPredictionIsObserved(t *testing.T) {
	ids := finding.Each(evidence.US().Predictions, func(p evidence.Prediction) string { return p.ID })
	if got := finding.Each(predictions, func(c comparison) string { return c.id }); !slices.Equal(got, ids) {
		t.Errorf("observed are %v, and the table has %v", got, ids)
	}
	for _, id := range ids {
		if slices.Contains(ComparedIDs(), id) {
			t.Errorf("%s is compared and predicted", id)
		}
	}
}

// A set's two seeds are one vote; the survey is off what the sets say by the discrepancy of its kind.
func TestIntervalsAreOverSetsAndTheSurvey(t *testing.T) {
	share := predictions[slices.IndexFunc(predictions, func(c comparison) bool { return c.id == "Q16" })] // opt-in, UK
	alone := predict(share, []int{1}, []float64{50})
	sd := math.Sqrt(0.35*0.35 + 0.2*0.2)
	if want := 100 / (1 + math.Exp(1.6449*sd)); !within(alone.Low90, want, 0.3) || !within(alone.Low90+alone.High90, 100, 1e-6) || !within(alone.Median, 50, 0.2) || alone.SetsLow90 != 50 {
		t.Errorf("one set that says 50 %%: %+v, want from %v", alone, want)
	}
	twice := predict(share, []int{1, 2, 3, 1}, []float64{40, 50, 60, math.NaN()})
	again := predict(share, []int{1, 2, 3, 1}, []float64{30, 50, 60, 50})
	if twice.Sets != 3 || twice.Runs != 3 || again.Runs != 4 || twice.Low90 != again.Low90 || twice.Median != again.Median {
		t.Errorf("a set with two seeds has two votes: %+v and %+v", twice, again)
	}
	if wide := predict(share, []int{1, 2}, []float64{20, 80}); wide.Low90 > alone.Low90-10 || wide.High90 < alone.High90+10 || wide.SetsLow90 > 24 {
		t.Errorf("sets that disagree: %+v", wide)
	}
	ratio := predictions[slices.IndexFunc(predictions, func(c comparison) bool { return c.id == "Q04" })]
	if x := predict(ratio, []int{7}, []float64{4}); !within(x.High90, 4+1.6449*0.6, 0.03) {
		t.Errorf("an odds ratio of 4: %+v", x)
	}
	if x := predict(ratio, []int{7}, []float64{math.NaN()}); x.Sets != 0 || !math.IsNaN(x.Median) {
		t.Errorf("nothing said: %+v", x)
	}
}

func within(x, want, by float64) bool { return math.Abs(x-want) <= by }

// Every figure is defined in a run, and the country's sets are played.
func TestPredictionsArePlayedWithSets(t *testing.T) {
	p := brief(1)
	p.Scenario.Options.Population, p.Scenario.Options.Replicates = 300, 2
	found, err := PlayPredictions(context.Background(), p.Scenario, "m", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range found.List {
		if x.Sets != 2 || x.Runs != 2 || !inOrder(x) || x.SetsLow90 > x.SetsHigh90 {
			t.Errorf("%s: %+v", x.ID, x)
		}
	}
	var text, table bytes.Buffer
	if err := found.WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	again, err := readPredictions(table.Bytes())
	if err != nil || again.Model != "m" || again.Population != 300 || len(again.List) != len(found.List) {
		t.Errorf("%v: %+v", err, again)
	}
	if err := found.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 120 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

// inOrder tells whether the ends of the intervals are.
func inOrder(x Predicted) bool {
	return x.Low90 < x.Low50 && x.Low50 < x.Median && x.Median < x.High50 && x.High50 < x.High90
}

// readPredictions reads what WriteCSV wrote.
func readPredictions(text []byte) (*Predictions, error) {
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	out := &Predictions{}
	for i, line := range lines[1:] {
		at := func(column string) string { return line[slices.Index(lines[0], column)] }
		number := func(column string) float64 {
			v, wrong := strconv.ParseFloat(at(column), 64)
			if wrong != nil {
				err = wrong
			}
			return v
		}
		if i >= len(predictions) || predictions[i].id != at("id") || at("compared_with") != predictions[i].with {
			continue // told by the length of the list
		}
		out.Population, out.Model = int(number("creatives")), at("model")
		out.List = append(out.List, Predicted{Prediction: predictionOf(at("id")), With: at("compared_with"), Date: at("month"), Sets: int(number("sets")), Runs: int(number("runs")),
			Median: number("median"), Low50: number("low50"), High50: number("high50"), Low90: number("low90"), High90: number("high90"),
			SetsLow90: number("sets_low90"), SetsHigh90: number("sets_high90")})
	}
	return out, err
}

// PREDICTIONS.md has what was played, of every figure, by a model that says which it was.
func TestPredictionsInPrintAreThoseThatWerePlayed(t *testing.T) {
	text, err := os.ReadFile(predictedFile)
	if err != nil {
		t.Fatal(err)
	}
	found, err := readPredictions(text)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.List) != len(predictions) || len(found.Model) != 64 {
		t.Fatalf("%d of %d figures, model %q; run: atelier validate --predictions --csv > scenarios/infer/predicted.csv", len(found.List), len(predictions), found.Model)
	}
	for _, x := range found.List {
		if !inOrder(x) || x.Sets < 20 {
			t.Errorf("%s: %+v", x.ID, x)
		}
	}
	var b strings.Builder
	if err := found.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	docTable(t, predictionsText, "predictions", b.String())
}
