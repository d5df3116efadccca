package plots

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
)

var look = flag.String("look", "", "folder to which every figure is written, to be looked at")

// TestEveryFigureIsDrawnInBothSizes draws all figures in all formats from
// tables of the usual shape.
func TestEveryFigureIsDrawnInBothSizes(t *testing.T) {
	drawInBothSizes(t, All(usualData()))
}

// drawInBothSizes draws figures in all formats, and writes them to the folder
// of -look if there is one.
func drawInBothSizes(t *testing.T, figures []Figure) {
	t.Helper()
	for _, f := range figures {
		if f.Err() != nil {
			t.Errorf("%s: %v", f.ID, f.Err())
			continue
		}
		for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
			for format, draw := range map[string]func(canvas.Size) ([]byte, error){".svg": f.SVG, ".png": f.PNG, ".pdf": f.PDF} {
				if *look == "" && format != ".svg" && size == canvas.Wide {
					continue // pixels and pages of one size are enough unless somebody looks
				}
				drawn, err := draw(size)
				if err != nil || len(drawn) < 1000 {
					t.Errorf("%s %s%s: %d bytes, error %v", f.ID, size.Name, format, len(drawn), err)
				}
				if *look != "" {
					write(t, filepath.Join(*look, f.ID+"-"+size.Name+format), drawn)
				}
			}
		}
		t.Logf("%s\n  %s\n  %s\n  %s\n  %s", f.ID, f.Title, f.Subtitle, f.Caption, f.Footer)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
