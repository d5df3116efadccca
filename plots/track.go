package plots

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// track is a measure over the book's months: its mean over runs, the middle 8
// of 10 runs, and the 95 % interval of the mean where it is a difference. Nil
// where there is none.
type track struct {
	X, Mean, P10, P90, Low, High []float64
	N                            int
}

// level is a measure of the run.
func (b *book) level(by, group, column string) track {
	t := track{X: b.years, N: b.n, Mean: b.run.line(table.Mean, by, group, column)}
	if b.n != 1 {
		t.P10, t.P90 = b.run.line(table.P10, by, group, column), b.run.line(table.P90, by, group, column)
	}
	return t
}

// frozen is the mean of a measure in the frozen world.
func (b *book) frozen(by, group, column string) []float64 {
	if b.gap == nil {
		return nil
	}
	return difference(b.run.line(table.Mean, by, group, column), b.gap.line(table.Mean, by, group, column))
}

// difference is a minus b by position; nil if either is.
func difference(a, b []float64) []float64 {
	if a == nil || b == nil {
		return nil
	}
	return floats.SubTo(make([]float64, len(a)), a, b)
}

// change is a measure minus its frozen twin, in the measure's own unit.
func (b *book) change(by, group, column string) track {
	if b.gap == nil {
		return track{X: b.years}
	}
	t := track{X: b.years, N: len(b.gap.runs), Mean: b.gap.line(table.Mean, by, group, column)}
	if t.N == 0 {
		t.N = b.n
	}
	if t.N > 1 {
		t.P10, t.P90 = b.gap.line(table.P10, by, group, column), b.gap.line(table.P90, by, group, column)
		t.Low, t.High = b.gap.line(table.Low95, by, group, column), b.gap.line(table.High95, by, group, column)
	}
	if b.Study.Measure(column).Unit == "persons" {
		t.widen(b.Study.Weight)
	}
	return t
}

// widen makes the intervals of people no narrower than the weight of one row,
// where there is a difference at all, as those of the study are.
func (t track) widen(weight float64) {
	for i := range t.Low {
		if e := (finding.Estimate{Value: t.Mean[i], Low: t.Low[i], High: t.High[i]}).AtLeast(weight); e.Value != 0 {
			t.Low[i], t.High[i] = e.Low, e.High
		}
	}
}

// relative is a measure minus its frozen twin, in per cent of the mean of the
// frozen world, which is taken as known: its own luck is small beside that of
// the difference.
func (b *book) relative(by, group, column string) track {
	t, base := b.change(by, group, column), b.frozen(by, group, column)
	for _, line := range []*[]float64{&t.Mean, &t.P10, &t.P90, &t.Low, &t.High} {
		*line = perCentOf(*line, base)
	}
	return t
}

// perCentOf is 100 line/base, NaN where base is zero or undefined.
func perCentOf(line, base []float64) []float64 {
	if line == nil || base == nil {
		return nil
	}
	out := make([]float64, len(line))
	for i := range line {
		out[i] = math.NaN()
		if v := 100 * line[i] / base[i]; base[i] != 0 && finding.Defined(v) {
			out[i] = v
		}
	}
	return out
}

// times is the track with every value multiplied.
func (t track) times(factor float64) track {
	for _, line := range []*[]float64{&t.Mean, &t.P10, &t.P90, &t.Low, &t.High} {
		if *line != nil {
			*line = floats.ScaleTo(make([]float64, len(*line)), factor, *line)
		}
	}
	return t
}

// yearly is a track's mean of twelve months without a band, since percentiles
// of months are not those of years.
func (b *book) yearly(t track) track {
	return track{X: t.X, Mean: trailing(t.Mean), N: t.N}
}

// yearlyChange is the difference of everyone's measure to the frozen world as
// a mean of twelve months, with the interval of that mean from the single runs.
func (b *book) yearlyChange(column string, factor float64) track {
	t := b.change("all", "all", column).times(factor)
	t.Mean, t.P10, t.P90, t.Low, t.High = trailing(t.Mean), nil, nil, nil, nil
	if b.gap == nil || len(b.gap.runs) < 2 || t.Mean == nil {
		return t
	}
	runs := finding.Each(b.gap.runs, func(run string) track {
		return track{Mean: trailing(b.gap.line(run, "all", "all", column))}.times(factor)
	})
	t.Low, t.High = make([]float64, len(t.Mean)), make([]float64, len(t.Mean))
	for m := range t.Mean {
		_, t.Low[m], t.High[m], _ = table.MeanInterval(finding.Each(runs, func(run track) float64 { return pick(run.Mean, m) }))
	}
	return t
}

// trailing is the mean of each month and the eleven before it, as many of them
// as are defined; it supposes a row a month.
func trailing(line []float64) []float64 {
	if line == nil {
		return nil
	}
	out := make([]float64, len(line))
	for i := range line {
		sum, n := 0.0, 0
		for _, v := range line[max(0, i-11) : i+1] {
			if finding.Defined(v) {
				sum, n = sum+v, n+1
			}
		}
		out[i] = sum / float64(n)
		if n == 0 || !finding.Defined(line[i]) {
			out[i] = math.NaN()
		}
	}
	return out
}

// last is the position of the last month in which the mean is defined, -1 if
// there is none.
func (t track) last() int {
	for i := len(t.Mean) - 1; i >= 0; i-- {
		if finding.Defined(t.Mean[i]) {
			return i
		}
	}
	return -1
}

// pick is a value of a line, NaN where the line or the position is not there.
func pick(line []float64, i int) float64 {
	if i < 0 || i >= len(line) {
		return math.NaN()
	}
	return line[i]
}

// levelAt is what a track of a level says at a position, of a measure that
// readers know by a label.
func (b *book) levelAt(t track, i int, label, group, unit, column string) finding.Estimate {
	return finding.Estimate{
		Place: b.placeOf(i, label, group, unit, column),
		Value: pick(t.Mean, i), Low: pick(t.P10, i), High: pick(t.P90, i),
		N: t.N, Method: MiddleRuns, Assumed: b.Study.Measure(column).Assumed,
	}
}

// changeAt is what a track of a difference says at a position.
func (b *book) changeAt(t track, i int, label, group, unit, column string) finding.Estimate {
	return finding.Estimate{
		Place: b.placeOf(i, label, group, unit, column),
		Value: pick(t.Mean, i), Low: pick(t.Low, i), High: pick(t.High, i),
		N: t.N, Method: PairedMean, Assumed: b.differs(column),
	}
}

func (b *book) placeOf(i int, label, group, unit, column string) finding.Place {
	return finding.Place{Column: column, Label: label, Group: group, When: b.date(i), Unit: unit, World: b.world}
}
