package finding

import (
	"math"
)

// Verdict is what may be said of an estimate of a difference.
type Verdict int

// The verdicts: absent when there is no value or it is exactly zero in every
// run; single when there is no interval; luck when the interval covers zero, so
// that it could be luck or, over an ensemble, either sign; wide when its ends are
// of one sign but more than threefold apart, so that both are said; clear when they
// are nearer.
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
//
// Over an ensemble the interval excludes zero or not, however many numbers are
// looked at: what is not known is not known of all of them together, and no luck.
// But luck may make few sets agree in sign, which n sets without any effect do once
// in 2^(n-1) times: that must be rarer than 0.05/looks, so that five sets never claim
// anything.
func (e Estimate) VerdictAmong(looks int) Verdict {
	switch {
	case !Defined(e.Value), e.Value == 0 && (!e.Bounded() || e.Low == 0 && e.High == 0):
		return Absent
	case e.N < 2 || !e.Bounded():
		return Single
	}
	wider := widening(e.N, looks)
	if e.Ensemble() {
		wider = 1
	}
	if e.few(looks) {
		return Luck
	}
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

// few tells whether an ensemble has so few sets that luck alone may make all of them
// agree in the sign of a difference, one of so many looked at.
func (e Estimate) few(looks int) bool {
	return e.Ensemble() && float64(max(looks, 1)) > math.Ldexp(0.05, e.Sets-1)
}

// ByLuck tells whether the dice alone could make a difference, one that is no more
// than luck: without an ensemble any, over one if what they do covers zero or is not
// known, or the sets are too few to tell.
func (e Estimate) ByLuck(looks int) bool {
	low, high := e.DiceEnds()
	return !e.Ensemble() || e.few(looks) || !(low > 0 || high < 0)
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

// Sureness is in two or three words how sure the sign of a difference is, one of so
// many looked at together: what a cell says beside it.
func (e Estimate) Sureness(looks int) string {
	switch v := e.VerdictAmong(looks); {
	case v == Absent && e.Value == 0:
		return "no difference"
	case v == Absent:
		return "not defined"
	case v == Single && e.Ensemble():
		return "one parameter set"
	case v == Single:
		return "one run"
	case v == Luck && e.ByLuck(looks):
		return "could be luck"
	case v == Luck:
		return "could be either sign"
	}
	return "sign known"
}

// Sides says on which side of zero the parameter sets of an ensemble stand: "14 of 21
// sets say more, 7 fewer".
func (e Estimate) Sides(more, fewer string) string {
	most, least, first, second := e.Above, e.Below, more, fewer
	if least > most {
		most, least, first, second = least, most, fewer, more
	}
	said := Count(most) + " of " + Counted(e.Sets, "set says ", "sets say ") + first
	if least > 0 {
		said += ", " + Count(least) + " " + second
	}
	return said
}
