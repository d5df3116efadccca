package plots

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
)

// course is one policy's difference from the reference month by month.
type course struct {
	policy policy
	track  track // Mean, Low and High; the band is the interval of the mean
	end    Estimate
}

// courses are the paths of a measure in the main world, from a year before the
// policies on: before that nothing can differ.
func (l *ledger) courses(m outcomeWords) []course {
	from := min(max(l.c.Start-12, 0), l.c.Months-1)
	var all []course
	for _, p := range l.arms {
		k := course{policy: p}
		for i := range l.c.Paths {
			path := &l.c.Paths[i]
			if path.World == l.world && path.Arm == p.at && path.Column == m.column {
				k.track = trackOf(path, from, l.c.Months)
				k.track.N = l.c.Replicates
			}
		}
		if t := k.track; len(t.X) > 0 {
			k.end, _ = l.change(l.world, p, "all", "all", m, scenarios.AtEnd)
			all = append(all, k)
		}
	}
	return all
}

// trackOf is a path from a month on.
func trackOf(p *scenarios.Path, from, months int) track {
	t := track{}
	at := func(line []scenarios.Number, m int) float64 {
		if m < len(line) {
			return float64(line[m])
		}
		return math.NaN()
	}
	for m := from; m < min(months, len(p.Mean)); m++ {
		t.X = append(t.X, yearOf(m))
		t.Mean, t.Low, t.High = append(t.Mean, at(p.Mean, m)), append(t.Low, at(p.Low, m)), append(t.High, at(p.High, m))
	}
	return t
}

// yearEnds is what a course says each December and in the last month.
func (l *ledger) yearEnds(k course, m outcomeWords, assumed bool) []Estimate {
	var out []Estimate
	last := len(k.track.X) - 1
	for i := range k.track.X {
		month := monthOf(k.track.X[i])
		if month%12 != 11 && i != last || !defined(k.track.Mean[i]) {
			continue
		}
		out = append(out, Estimate{
			Measure: m.label, Arm: k.policy.key, World: l.world, Date: dateOf(month), Unit: "%",
			Value: k.track.Mean[i], Low: k.track.Low[i], High: k.track.High[i],
			N: k.track.N, Method: scenarios.MethodPerCent, Assumed: assumed,
		})
	}
	return out
}
