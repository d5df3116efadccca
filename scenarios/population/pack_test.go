package population

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// A pack made of the United States' tables, of twelve occupations, is a country; what it lacks and what is wrong in it is told with the folder.
func TestAFolderIsCheckedAsACountry(t *testing.T) {
	dir := t.TempDir()
	_, twelve := backwards(t)
	for name, table := range abroad(t, twelve) {
		if err := os.WriteFile(filepath.Join(dir, name), table.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	said, err := CheckPack(dir)
	want := dir + ": valid, a country of 12 occupations in 4 domains and 8 sectors; without predictions.csv (no validate --predictions), ensemble.csv (runs with --parameters central alone), known.csv (no figure of what is not known)"
	if err != nil || said != want {
		t.Fatalf("%s, %v, want %s", said, err, want)
	}
	for _, name := range []string{"domains.csv", "occupations.csv", "observed.csv"} { // a domain that the model does not know
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(string(text), "visual_art", "crafts")), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := CheckPack(dir); err == nil || !errors.Is(err, file.ErrInput) || !strings.HasPrefix(err.Error(), dir+": ") || strings.Count(err.Error(), ": ") > 3 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := CheckPack(dir); err == nil || !strings.Contains(err.Error(), `have the domain "crafts", for which the model has no elasticity of demand`) {
		t.Error(err)
	}
	if _, err := CheckPack(t.TempDir()); err == nil || !strings.Contains(err.Error(), ": the folder has no sources.csv (where every figure comes from), no domains.csv ") {
		t.Error(err)
	}
}
