package calibrate

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
)

// Known is how well something is known that was asked: what it may be over what is left,
// and which parameters that hangs on.
type Known struct {
	Asked             string `json:"asked"`
	Low, Middle, High float64
	Explained         float64   `json:"emulated"` // share of the variance of runs
	Unknowns          []Unknown `json:"unknowns"` // that make most first, those that make nothing left out
}

// Unknown is a parameter and the share of a variance that knowing it would take away, in
// the mean: of first order, by a line and a parabola.
type Unknown struct {
	Parameter string  `json:"parameter"`
	Share     float64 `json:"share"`
}

// known says for each output that is asked what makes it unsure over the sets of the last
// wave, through emulators, so that luck is none of it.
func (m *matcher) known() []Known {
	list := make([]Known, len(m.Asked))
	_ = ensemble.SideBySide(context.Background(), m.Across, len(list), func(_ context.Context, i int) error {
		list[i] = m.knownOf(i)
		return nil
	}) // tasks that cannot fail
	return list
}

func (m *matcher) knownOf(asked int) Known {
	k := Known{Asked: m.Asked[asked]}
	e, ok := Emulate(m.runs(len(m.Figures) + len(m.Bands) + asked))
	if !ok {
		return k
	}
	k.Explained = e.Check().Explained
	var points []design.Point
	var values []float64
	for _, one := range m.out.Last {
		points, values = append(points, one.Set.Point), append(values, e.Mean(one.Set.Point))
	}
	ends := quantiles(values, 0.05, 0.5, 0.95)
	k.Low, k.Middle, k.High = ends[0], ends[1], ends[2]
	if len(values) < fewest || !(k.High > k.Low) {
		return k
	}
	// An effect that luck has with one parameter in some hundred is none: three standard
	// errors of a correlation.
	luck := 9 / float64(len(values))
	for j, share := range Shares(points, values) {
		if share > luck && !math.IsNaN(share) {
			k.Unknowns = append(k.Unknowns, Unknown{m.Names[j], share})
		}
	}
	slices.SortStableFunc(k.Unknowns, func(a, b Unknown) int { return -cmp.Compare(a.Share, b.Share) })
	return k
}
