package plots

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
)

var update = flag.Bool("update", false, "rewrite the golden figures in testdata")

// TestFiguresLookAsTheyDid compares whole figures with those kept in testdata,
// texts included: a changed sentence is a changed figure.
func TestFiguresLookAsTheyDid(t *testing.T) {
	for name, size := range map[string]canvas.Size{"adoption": canvas.Narrow, "adoption-by-size": canvas.Wide, "decomposition": canvas.Wide, "seeds": canvas.Narrow} {
		f, err := One(usualData(), name)
		if err != nil {
			t.Fatal(err)
		}
		looksAsItDid(t, f, size)
	}
	for name, size := range map[string]canvas.Size{"scorecard": canvas.Narrow, "bands-work": canvas.Wide, "groups-income": canvas.Wide, "who-pays": canvas.Narrow, "cost-and-effect": canvas.Wide} {
		f, err := One(usualComparison().with(planted), name)
		if err != nil {
			t.Fatal(err)
		}
		looksAsItDid(t, f, size)
	}
}

// looksAsItDid compares one figure with the one that was kept.
func looksAsItDid(t *testing.T, f Figure, size canvas.Size) {
	t.Helper()
	name := f.ID
	got, err := f.SVG(size)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "figure-"+name+"-"+size.Name+".svg")
	if *update {
		write(t, path, got)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; draw it with go test ./plots -run %s -update", err, "LookAsTheyDid")
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s looks different; look at it, and if it is better keep it with go test ./plots -run %s -update", path, "LookAsTheyDid")
	}
}
