package page

import (
	"flag"
	"os"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
)

var update = flag.Bool("update", false, "write the file of colours anew")

// The colours of the page are those of its figures.
func TestColoursAreThoseOfFigures(t *testing.T) {
	const name = "assets/palette.css"
	want := "/* Made from the palette of the figures; go test ./plots/page -update writes it anew. */\n" + canvas.Style()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil || string(got) != want {
		t.Errorf("%s is not the style of package canvas (%v); go test ./plots/page -update writes it anew", name, err)
	}
}
