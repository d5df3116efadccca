package plots

import (
	"cmp"
	"math"

	"gonum.org/v1/gonum/floats"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// track is a measure over the book's months: its mean over runs, the band around it,
// which is the middle 8 of 10 runs, and the 95 % interval of the mean where it is a
// difference. Over an ensemble band and interval are both what is not known, and Dice
// is half of what the dice do. Nil where there is none.
type track struct {
	X, Mean, From, To, Low, High, Dice []float64
	N, Sets, Pairs                     int
}

// lines are all of a track's but X.
func (t *track) lines() []*[]float64 {
	return []*[]float64{&t.Mean, &t.From, &t.To, &t.Low, &t.High, &t.Dice}
}

// over is a track of a table over so many runs, without its lines.
func (b *book) over(runs int) track {
	t := track{X: b.years, N: runs}
	t.Sets, t.Pairs = b.Study.SetsPlayed()
	return t
}

// inner are the ends of what the dice do, nil where that is not known.
func (t track) inner(low, high []float64) (from, to []float64) {
	if t.Dice == nil || low == nil {
		return nil, nil
	}
	from, to = make([]float64, len(t.Mean)), make([]float64, len(t.Mean))
	for i := range t.Mean {
		from[i], to[i] = t.at(i, low, high).DiceEnds()
	}
	return from, to
}

// at is what a track says at a position, with the ends of an interval.
func (t track) at(i int, low, high []float64) finding.Estimate {
	e := finding.Estimate{Value: pick(t.Mean, i), Low: pick(low, i), High: pick(high, i), N: t.N, Sets: t.Sets, Pairs: t.Pairs}
	if t.Sets > 0 {
		e.Dice = math.Abs(pick(t.Dice, i)) // in per cent of what may be below zero
	}
	return e
}

// level is a measure of the run.
func (b *book) level(by, group, column string) track {
	t := b.over(b.n)
	t.Mean = b.run.line(table.Mean, by, group, column)
	switch {
	case b.Study.Ensemble():
		t.known(b.run, by, group, column)
	case b.n != 1:
		t.From, t.To = b.run.line(table.P10, by, group, column), b.run.line(table.P90, by, group, column)
	}
	return t
}

// known are the lines over an ensemble.
func (t *track) known(l *lookup, by, group, column string) {
	t.From, t.To = l.line(table.P05, by, group, column), l.line(table.P95, by, group, column)
	t.Low, t.High, t.Dice = t.From, t.To, l.line(table.Dice, by, group, column)
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
	t := b.over(cmp.Or(len(b.gap.runs), b.n))
	t.Mean = b.gap.line(table.Mean, by, group, column)
	switch {
	case b.Study.Ensemble():
		t.known(b.gap, by, group, column)
	case t.N > 1:
		t.From, t.To = b.gap.line(table.P10, by, group, column), b.gap.line(table.P90, by, group, column)
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
		if e := t.at(i, t.Low, t.High).AtLeast(weight); e.Value != 0 {
			if t.Low[i], t.High[i] = e.Low, e.High; t.Dice != nil {
				t.Dice[i] = e.Dice
			}
		}
	}
}

// relative is a measure minus its frozen twin, in per cent of the mean of the
// frozen world, which is taken as known: its own luck is small beside that of
// the difference.
func (b *book) relative(by, group, column string) track {
	t, base := b.change(by, group, column), b.frozen(by, group, column)
	for _, line := range t.lines() {
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
	for _, line := range t.lines() {
		if *line != nil {
			*line = floats.ScaleTo(make([]float64, len(*line)), factor, *line)
		}
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
	e := t.at(i, t.From, t.To)
	e.Place, e.Assumed = b.placeOf(i, label, group, unit, column), b.Study.Measure(column).Assumed
	if e.Method = MiddleRuns; e.Ensemble() {
		e.Method = scenarios.MethodEnsemble
	}
	return e
}

// changeAt is what a track of a difference says at a position.
func (b *book) changeAt(t track, i int, label, group, unit, column string) finding.Estimate {
	e := t.at(i, t.Low, t.High)
	e.Place, e.Assumed = b.placeOf(i, label, group, unit, column), b.differs(column)
	if e.Method = PairedMean; e.Ensemble() {
		e.Method = scenarios.MethodEnsemblePaired
	}
	return e
}

func (b *book) placeOf(i int, label, group, unit, column string) finding.Place {
	return finding.Place{Column: column, Label: label, Group: group, When: b.date(i), Unit: unit, World: b.world}
}
