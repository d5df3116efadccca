package table

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// Lines hold single replicates of all creatives and nothing else, in whatever order rows come.
func TestLinesAreOfSingleReplicatesOfAllCreatives(t *testing.T) {
	l := NewLines([]string{"people", "trust"})
	for _, r := range []Row{
		{"10", 5, All, All, []float64{105, 0.5}}, {"10", 3, All, All, []float64{103, math.NaN()}},
		{"2", 3, All, All, []float64{23, 0.25}}, {"2", 3, "domain", "music", []float64{7, 7}},
		{Mean, 3, All, All, []float64{63, 0.25}}, {"02", 3, All, All, []float64{8, 8}},
	} {
		values := l.Add(&r)
		if single := r.By == All && (r.Replicate == "10" || r.Replicate == "2"); single != (values != nil) {
			t.Errorf("%s %s: noted %v", r.Replicate, r.By, values)
		}
		copy(values, r.Values)
	}
	if got := l.Replicates(); !slices.Equal(got, []string{"2", "10"}) {
		t.Errorf("the replicates are %v", got)
	}
	for _, x := range []struct{ replicate, column, want string }{
		{"10", "people", "[103 NaN 105]"}, {"10", "trust", "[NaN NaN 0.5]"}, {"2", "people", "[23 NaN NaN]"},
		{"2", "fear", "[]"}, {"1", "people", "[]"}, {Mean, "people", "[]"},
	} {
		if got := fmt.Sprint(l.Line(x.replicate, x.column, []int{3, 4, 5})); got != x.want {
			t.Errorf("%s of %s is %s, want %s", x.column, x.replicate, got, x.want)
		}
	}
}
