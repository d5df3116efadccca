package plots

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// course is one policy's difference from the reference over time: each month
// stands for the twelve months up to it, since single months are all noise.
type course struct {
	policy  policy
	track   track // Mean, Low and High; the band is the interval of the mean
	assumed bool
	end     finding.Estimate // of the last twelve months
}

// YearMean is the method of a mean of twelve months of a path. The mean of
// their intervals is no narrower than the interval of their mean, whatever the
// months have to do with one another (Minkowski's inequality).
const YearMean = "mean of twelve months of mean paired differences in per cent of the reference; low and high are the means of theirs, at least as wide as a 95% interval"

// YearMeanKnown is that over an ensemble: nearly the quantiles of the mean, since sets
// hardly change places within a year.
const YearMeanKnown = "ensemble: mean of twelve months of means over parameter sets of paired differences, in per cent of the reference; low, high and dice are the means of theirs"

// courses are the paths of a measure in the main world, from a year before the
// policies on: before that nothing can differ.
func (b *book) courses(m finding.Measure) []course {
	from := max(0, min(b.Study.Start-12, b.Study.Months-1))
	var all []course
	for _, p := range b.arms {
		k := course{policy: p}
		for i := range b.Study.Paths {
			path := &b.Study.Paths[i]
			if path.World == b.world && path.Arm == p.key && path.Column == m.Column {
				k.track, k.assumed = trackOf(path, from, b.Study.Months), path.Assumed
				k.track.N = b.Study.Replicates
				k.track.Sets, k.track.Pairs = b.Study.SetsPlayed()
				if l := b.Study.Level(b.world, b.Study.Against, m.Column, finding.OverPeriod); l != nil && m.Unit == "persons" && l.Value > 0 {
					k.track.widen(100 * b.Study.Weight / l.Value)
				}
			}
		}
		if len(k.track.X) > 0 {
			k.end = b.pointOf(k, len(k.track.X)-1, m)
			all = append(all, k)
		}
	}
	return all
}

// trackOf is a path from a month on, each month the mean of the twelve up to it.
func trackOf(p *scenarios.Path, from, months int) track {
	t := track{}
	mean, low, high, dice := trailing(p.Mean), trailing(p.Low), trailing(p.High), trailing(p.Dice)
	for m := from; m < min(months, len(p.Mean)); m++ {
		t.X = append(t.X, finding.Year(m))
		t.Mean, t.Low, t.High = append(t.Mean, mean[m]), append(t.Low, pick(low, m)), append(t.High, pick(high, m))
		if dice != nil {
			t.Dice = append(t.Dice, pick(dice, m))
		}
	}
	return t
}

// pointOf is what a course says of the twelve months up to a position.
func (b *book) pointOf(k course, i int, m finding.Measure) finding.Estimate {
	at := finding.Place{Column: m.Column, Label: m.Label, Arm: k.policy.key, World: b.world, When: finding.Date(monthOf(k.track.X[i])), Unit: "%"}
	e := k.track.at(i, k.track.Low, k.track.High)
	e.Place, e.Assumed = at, k.assumed
	if e.Method = YearMean; e.Ensemble() {
		e.Method = YearMeanKnown
	}
	return e
}

// yearEnds is what a course says of each year, and of the last twelve months.
func (b *book) yearEnds(k course, m finding.Measure) []finding.Estimate {
	var out []finding.Estimate
	last := len(k.track.X) - 1
	for i := range k.track.X {
		if (monthOf(k.track.X[i])%12 == 11 || i == last) && finding.Defined(k.track.Mean[i]) {
			out = append(out, b.pointOf(k, i, m))
		}
	}
	return out
}
