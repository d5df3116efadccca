package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// askedToHold is a validation that is to be written into a folder.
func askedToHold(t *testing.T, out string) *scenarios.Run {
	t.Helper()
	s, err := scenarios.Preset("baseline")
	if err != nil {
		t.Fatal(err)
	}
	return &scenarios.Run{Scenario: s, Out: out, Formats: []string{"svg", "png"}}
}

// someReport is a report of one figure.
func someReport() infer.Report {
	c := infer.Compared{Published: infer.Published{ID: "B01", Quantity: "Writers", Unit: "%", Value: 22, Low: 19, High: 25, Place: "UK", Scale: "share", Family: "use by creatives"},
		Date: "2024-01", Mean: 30, Values: []float64{28, 32}, OpenLow: 10, OpenHigh: 40, MayLow: 2, MayHigh: 60, Implausibility: 1, Bare: 2, Verdict: infer.WithinTwo}
	return infer.Report{Replicates: 2, Runs: []string{"1", "2"}, Compared: []infer.Compared{c}}
}

func TestAValidationIsWrittenWholeIntoAFolderOfItsOwn(t *testing.T) {
	t.Chdir(t.TempDir())
	ask := askedToHold(t, "fit")
	ask.Width = "85mm"
	h, err := Hold(ask, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("fit"); err == nil {
		t.Error("a folder is made before anything is played")
	}
	files, err := h.Report(t.Context(), someReport())
	want := []string{"model-against-data-85mm.svg", "model-against-data-85mm.png", "model-against-data.csv", "model-against-data.json", "runs.csv", "misfits.md"}
	for i, name := range want {
		want[i] = filepath.Join("fit", name)
	}
	if err != nil || !slices.Equal(files, want) {
		t.Fatalf("written are %v (%v)", files, err)
	}
	entries, err := os.ReadDir("fit")
	if err != nil || len(entries) != len(want) {
		t.Errorf("the folder holds %v (%v)", entries, err)
	}
	digest, err := ask.Scenario.Digest()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"fit/runs.csv": "B01,2024-01,%,2,32", "fit/misfits.md": digest[:12], "fit/model-against-data-85mm.svg": digest} {
		if text, err := os.ReadFile(name); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not hold %q (%v)", name, want, err)
		}
	}
	if _, err := Hold(askedToHold(t, "fit"), 1); err == nil || !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "choose an empty folder or a new one") {
		t.Errorf("a folder that holds something: %v", err)
	}
}

// What came into the folder while runs were played stays as it is, and nothing is added.
func TestAFileThatCameMeanwhileStays(t *testing.T) {
	t.Chdir(t.TempDir())
	h, err := Hold(askedToHold(t, "fit"), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("fit", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("fit/runs.csv", []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Report(t.Context(), someReport()); err == nil || !strings.Contains(err.Error(), "runs.csv is not what this program draws of the validation") {
		t.Errorf("it is written over: %v", err)
	}
	if entries, err := os.ReadDir("fit"); err != nil || len(entries) != 1 {
		t.Errorf("a refusal wrote into %v (%v)", entries, err)
	}
}

func TestPatternsAreWrittenAsATable(t *testing.T) {
	t.Chdir(t.TempDir())
	h, err := Hold(askedToHold(t, "fit"), 1)
	if err != nil {
		t.Fatal(err)
	}
	part := infer.PartResult{Part: infer.Part{Name: "lead", Low: 6, High: 9}, Values: []float64{7}, Holds: []bool{true}}
	files, err := h.Patterns(t.Context(), []infer.PatternResult{{Pattern: infer.Pattern{ID: "P3"}, Parts: []infer.PartResult{part}, Holds: []bool{true}}})
	if err != nil || len(files) != 1 {
		t.Fatalf("written are %v (%v)", files, err)
	}
	if text, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(text), "P3,,lead,,6,9,false,false,7,7,7,1,1,1,1") {
		t.Errorf("%s (%v)", text, err)
	}
}

func TestAValidationWithoutAFolderWritesNothing(t *testing.T) {
	ask := askedToHold(t, "")
	if h, err := Hold(ask, 1); h != nil || err != nil {
		t.Errorf("%v, %v", h, err)
	}
	ask.Width = "85mm"
	if _, err := Hold(ask, 1); err == nil || !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "give --out as well") {
		t.Errorf("a width of nothing: %v", err)
	}
	ask = askedToHold(t, "fit")
	ask.Width = "1mm"
	if _, err := Hold(ask, 1); err == nil || !strings.Contains(err.Error(), "give a width from 65mm") {
		t.Errorf("too narrow: %v", err)
	}
}
