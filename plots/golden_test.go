package plots

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// TestFiguresLookAsTheyDid compares whole figures with those kept in testdata,
// texts included: a changed sentence is a changed figure.
func TestFiguresLookAsTheyDid(t *testing.T) {
	for name, size := range map[string]Size{"adoption": Narrow, "adoption-by-size": Wide, "decomposition": Wide, "seeds": Narrow} {
		f, err := One(usualData(), name)
		if err != nil {
			t.Fatal(err)
		}
		looksAsItDid(t, f, size)
	}
	for name, size := range map[string]Size{"contrast-work": Narrow, "paths-work": Wide, "groups-income": Wide, "who-pays": Narrow, "cost-and-effect": Wide, "regret": Narrow} {
		f, err := CompareOne(usualComparison(), name)
		if err != nil {
			t.Fatal(err)
		}
		looksAsItDid(t, f, size)
	}
}

// looksAsItDid compares one figure with the one that was kept.
func looksAsItDid(t *testing.T, f Figure, size Size) {
	t.Helper()
	update, name := flag.Lookup("update").Value.String() == "true", f.ID
	got, err := f.SVG(size)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "figure-"+name+"-"+size.Name+".svg")
	if update {
		write(t, path, got)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; draw it with go test ./plots -run %s -update", err, "TestFiguresLookAsTheyDid")
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s looks different; look at it, and if it is better keep it with go test ./plots -run %s -update", path, "TestFiguresLookAsTheyDid")
	}
}
