package plots

import (
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// BenchmarkAll reads a usual run's tables into every figure.
func BenchmarkAll(b *testing.B) {
	d := usualData()
	for b.Loop() {
		All(d)
	}
}

// BenchmarkSVG draws every figure, wide.
func BenchmarkSVG(b *testing.B) {
	figures := All(usualData())
	for b.Loop() {
		for _, f := range figures {
			if _, err := f.SVG(canvas.Wide); err != nil {
				b.Fatal(err)
			}
		}
	}
}
