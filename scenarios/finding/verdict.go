package finding

import (
	"math"
)

// Verdict is what may be said of an estimate of a difference.
type Verdict int

// The verdicts: absent when there is no value or it is exactly zero in every
// run; single when there is no interval; luck when the interval covers zero;
// wide when its ends are of one sign but more than threefold apart, so that
// both are said; clear when they are nearer.
const (
	Absent Verdict = iota
	Single
	Luck
	Wide
	Clear
)

// Verdict is what may be said of a difference that is looked at by itself.
func (e Estimate) Verdict() Verdict { return e.VerdictAmong(1) }

// VerdictAmong is what may be said of a difference that is one of so many looked
// at together, the groups of a table or the rivals of a policy: it is more than
// luck where an interval of level 1 - 0.05/looks excludes zero (Bonferroni), so
// that one table in twenty, and not one number in twenty, claims what is not so.
// Low and High are taken as a Student interval of 95 % on N runs.
func (e Estimate) VerdictAmong(looks int) Verdict {
	switch {
	case !Defined(e.Value), e.Value == 0 && (!e.Bounded() || e.Low == 0 && e.High == 0):
		return Absent
	case e.N < 2 || !e.Bounded():
		return Single
	}
	wider := widening(e.N, looks)
	if e.Value-float64(wider*(e.Value-e.Low)) <= 0 && e.Value+float64(wider*(e.High-e.Value)) >= 0 {
		return Luck
	}
	near, far := math.Abs(e.Low), math.Abs(e.High)
	if near > far {
		near, far = far, near
	}
	if far > 3*near {
		return Wide
	}
	return Clear
}

// widening is how much wider an interval of so many looks is than that of one.
func widening(n, looks int) float64 {
	if looks < 2 {
		return 1
	}
	return student(n-1, 0.025/float64(looks)) / student(n-1, 0.025)
}

// Sure tells whether a difference may be claimed.
func (e Estimate) Sure() bool { return e.SureAmong(1) }

// SureAmong is Sure of one difference of so many looked at together.
func (e Estimate) SureAmong(looks int) bool { return e.VerdictAmong(looks) >= Wide }

// Told tells whether there are runs enough to tell a difference from luck.
func (e Estimate) Told() bool { return e.Verdict() > Single }
