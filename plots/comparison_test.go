package plots

import (
	"path/filepath"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/madeup"
)

// compared is a made-up comparison of a shape, with the facts around it.
func compared(s madeup.Shape) ComparisonData {
	return ComparisonData{Comparison: madeup.Comparison(s), Place: "United States", Version: "0.1.0"}
}

// usualComparison is made once; tests change copies of it only.
var usualComparison = sync.OnceValue(func() ComparisonData { return compared(madeup.Usual) })

// shapes are the comparisons that figures have to cope with.
var shapes = map[string]madeup.Shape{
	"usual":      madeup.Usual,
	"one run":    {Worlds: 3, Replicates: 1, Arms: 4},
	"one world":  {Worlds: 1, Replicates: 12, Arms: 4},
	"one policy": {Worlds: 2, Replicates: 3, Arms: 1},
	"two":        {Worlds: 2, Replicates: 20, Arms: 2},
	"six":        {Worlds: 3, Replicates: 40, Arms: 6},
	"idle":       {Worlds: 3, Replicates: 12, Arms: 4, Idle: true},
}

// TestEveryFigureOfAComparisonIsDrawnInBothSizes draws all figures in all
// formats.
func TestEveryFigureOfAComparisonIsDrawnInBothSizes(t *testing.T) {
	for _, f := range Compare(usualComparison()) {
		if f.Err() != nil {
			t.Errorf("%s: %v", f.ID, f.Err())
			continue
		}
		for _, size := range []Size{Wide, Narrow} {
			for format, draw := range map[string]func(Size) ([]byte, error){".svg": f.SVG, ".png": f.PNG, ".pdf": f.PDF} {
				if *look == "" && format != ".svg" && size == Wide {
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
