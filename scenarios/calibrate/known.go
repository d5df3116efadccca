package calibrate

import (
	"cmp"
	"context"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// known says for each output that is asked what makes it unsure over the sets of the last
// wave, through emulators, so that luck is none of it.
func (m *matcher) known() []evidence.Known {
	list := make([]evidence.Known, len(m.Asked))
	_ = ensemble.SideBySide(context.Background(), m.Across, len(list), func(_ context.Context, i int) error {
		list[i] = m.knownOf(i)
		return nil
	}) // tasks that cannot fail
	return list
}

// least is the smallest share of a variance that is told of.
const least = 0.01

// used are the coordinates that an emulator's terms have, in order.
func (e *Emulator) used() (list []int) {
	for _, t := range e.terms {
		for _, j := range []int{t.first, t.second} {
			if j != alone && !slices.Contains(list, j) {
				list = append(list, j)
			}
		}
	}
	slices.Sort(list)
	return list
}

// swapped is half the mean square of what an emulator says otherwise where points have a
// coordinate of others, that lie apart in the order of play: those side by side may have
// come from one walker.
func (e *Emulator) swapped(points []design.Point, values []float64, j int) float64 {
	sum, n := 0.0, 0
	for _, apart := range []int{3, 5, 7, 11} { // thirteenths of the points
		for i, p := range points {
			other := slices.Clone(p)
			other[j] = points[(i+apart*len(points)/13)%len(points)][j]
			off := e.Mean(other) - values[i]
			sum, n = sum+float64(off*off), n+1
		}
	}
	return sum / float64(2*n)
}

func (m *matcher) knownOf(asked int) evidence.Known {
	k := evidence.Known{Outcome: m.Asked[asked]}
	e, ok := Emulate(m.runs(len(m.Figures) + len(m.Bands) + asked))
	if !ok {
		return k
	}
	k.Emulated = e.Check().Explained
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
	variance := table.Variance(values)
	for _, j := range e.used() {
		// least is what is too little to name
		if share := min(1, e.swapped(points, values, j)/variance); share > least {
			k.Unknowns = append(k.Unknowns, evidence.Unknown{Path: m.Names[j], Share: share})
		}
	}
	slices.SortStableFunc(k.Unknowns, func(a, b evidence.Unknown) int { return -cmp.Compare(a.Share, b.Share) })
	return k
}
