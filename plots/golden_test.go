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
	update := flag.Lookup("update").Value.String() == "true"
	for name, size := range map[string]Size{"adoption": Narrow, "adoption-by-size": Wide, "decomposition": Wide, "seeds": Narrow} {
		f, err := One(usualData(), name)
		if err != nil {
			t.Fatal(err)
		}
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
			t.Fatalf("%v; draw it with go test ./plots -run %s -update", err, t.Name())
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s looks different; look at it, and if it is better keep it with go test ./plots -run %s -update", path, t.Name())
		}
	}
}
