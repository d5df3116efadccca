package page_test

import (
	"fmt"
	"testing"

	"github.com/atelier-sim/atelier/plots/page"
)

// BenchmarkSlider is a slider that moves from dose to dose under the usual choice: the first
// picture, of two replicates, with the one before as a ghost.
func BenchmarkSlider(b *testing.B) {
	d := page.NewDesk("00000000", "test", 1<<30)
	link := func(i int) string { return fmt.Sprintf("policy=training_subsidy=%.3f", 0.1+0.001*float64(i)) }
	if _, err := d.Answer(b.Context(), page.Question{Link: link(0), Runs: 2}); err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		if _, err := d.Answer(b.Context(), page.Question{Link: link(i), Before: link(i - 1), Runs: 2}); err != nil {
			b.Fatal(err)
		}
	}
}
