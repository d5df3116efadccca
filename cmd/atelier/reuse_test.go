package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Another version of the model may give other numbers for the same scenario, so
// its folder is neither reused nor mixed with ours.
func TestAFolderOfAnotherModelIsRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	s, err := scenarios.Preset("baseline")
	if err != nil {
		t.Fatal(err)
	}
	s.Options.Population = 300
	digest, err := s.Digest()
	if err != nil {
		t.Fatal(err)
	}
	aRun(t, "old", store.Key{Digest: digest, Model: anotherModel}, store.Manifest{Scenario: "baseline", Versions: anotherVersion}, summaryFile)
	var out, said bytes.Buffer
	code := execute(context.Background(), []string{"run", "--population", "300", "--out", "old"}, &out, &said)
	want := "old " + anotherPlayed("baseline") + "choose another folder with --out or delete this one\n"
	if code != 2 || said.String() != want || out.Len() > 0 {
		t.Errorf("exit code %d, said %q and %q", code, said.String(), out.String())
	}
}

// Without --out the folder is named after the scenario and its digest, which
// two different runs do not share.
func TestTheFolderIsNamedAfterWhatIsPlayed(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of two runs")
	}
	t.Chdir(t.TempDir())
	for _, args := range []string{"--seed 1", "--seed 2", "--workers 2 --seed 2"} {
		var out, said bytes.Buffer
		line := "run --population 200 --months 1 --replicates 1 --quiet " + args
		if code := execute(context.Background(), strings.Fields(line), &out, &said); code != 0 || out.Len()+said.Len() > 0 {
			t.Fatalf("%s: exit code %d, said %q", line, code, said.String())
		}
	}
	folders, err := filepath.Glob("atelier-runs/baseline-????????/manifest.json")
	if err != nil || len(folders) != 2 {
		t.Errorf("folders %v, %v", folders, err)
	}
}
