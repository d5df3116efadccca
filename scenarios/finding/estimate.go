package finding

import "math"

// Place says what a number is about. Fields that do not matter are "".
type Place struct {
	Column string `json:"column,omitzero"` // measure: its name in series.csv
	By     string `json:"by,omitzero"`     // grouping; "all" for all creatives
	Group  string `json:"group,omitzero"`
	Arm    string `json:"arm,omitzero"` // name of the future
	World  string `json:"world,omitzero"`
	When   string `json:"when,omitzero"` // AtEnd, OverPeriod, or a month: "2035-12"
	Unit   string `json:"unit,omitzero"`
	Label  string `json:"label,omitzero"` // what readers call it
}

// Is tells whether a number is about this. What is asked most apart stands
// first: studies hold thousands.
func (p *Place) Is(world, arm, by, group, column, when string) bool {
	return p.Column == column && p.Arm == arm && p.Group == group && p.By == by && p.World == world && p.When == when
}

// When an estimate is taken.
const (
	AtEnd      = "end"    // in the last month
	OverPeriod = "period" // mean of the months from the first policy on; money is the sum of them
)

// Estimate is a number and how sure it is. Low and High are the ends of an
// interval, in the unit of Value; what interval it is, Method says. All three are
// NaN where they are not defined, the ends where there are fewer than two runs.
type Estimate struct {
	Place
	Value  float64 `json:"value"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	N      int     `json:"n"`      // runs behind the estimate
	Method string  `json:"method"` // how value and interval came about
	// Assumed: it moves with a parameter that has no field estimate.
	Assumed bool `json:"assumed"`

	// Of an estimate over an ensemble of parameter sets: how many sets, and how many
	// of them were played again with other luck; 0 of one over runs with one set. Low
	// and High then hold what is not known.
	Sets  int `json:"sets,omitzero"`
	Pairs int `json:"pairs,omitzero"`
	// Dice is half the width of what the dice alone do, about Value and in its unit:
	// 1.645 standard deviations of one run. NaN where no set was played again.
	Dice float64 `json:"dice,omitzero"`
	// Above and Below are how many sets say more than zero and less.
	Above int `json:"above,omitzero"`
	Below int `json:"below,omitzero"`
}

// Undefined is an estimate that has no number.
func Undefined(method string, n int) Estimate {
	nan := math.NaN()
	return Estimate{Value: nan, Low: nan, High: nan, N: n, Method: method}
}

// Certain is a number without an interval.
func Certain(v float64) Estimate { return Estimate{Value: v, Low: math.NaN(), High: math.NaN()} }

// Defined tells whether a number can be drawn and said; NaN, infinities and
// numbers beyond any measure of the model cannot.
func Defined(v float64) bool { return math.Abs(v) < 1e15 }

// Bounded tells whether both ends of the interval are defined.
func (e Estimate) Bounded() bool { return Defined(e.Low) && Defined(e.High) }

// Ensemble tells whether the estimate is over parameter sets, so that its interval
// holds what is not known and not the dice alone.
func (e Estimate) Ensemble() bool { return e.Sets > 0 }

// DiceEnds are the ends of what the dice alone do, within the interval: a number
// that is not known cannot be known worse by its luck. NaN where there are none.
func (e Estimate) DiceEnds() (low, high float64) {
	if !e.Ensemble() || !e.Bounded() || !Defined(e.Dice) {
		return math.NaN(), math.NaN()
	}
	at := min(max(e.Value, e.Low), e.High) // a mean of skewed sets may lie beyond them
	return max(e.Low, at-e.Dice), min(e.High, at+e.Dice)
}

// Scaled is the estimate in another unit: every number times factor.
func (e Estimate) Scaled(factor float64) Estimate {
	e.Value, e.Low, e.High, e.Dice = e.Value*factor, e.Low*factor, e.High*factor, e.Dice*math.Abs(factor)
	if factor < 0 {
		e.Low, e.High, e.Above, e.Below = e.High, e.Low, e.Below, e.Above
	}
	return e
}

// PerCentOf is the estimate in per cent of a base that is taken as known: its
// own luck is small beside that of a difference. It is not defined where the
// base is zero.
func (e Estimate) PerCentOf(base float64) Estimate {
	if e = e.Scaled(100 / base); !(math.Abs(base) > 1e-9) {
		e.Value, e.Low, e.High = math.NaN(), math.NaN(), math.NaN()
		if e.Ensemble() {
			e.Dice = math.NaN()
		}
	}
	e.Unit = "%"
	return e
}

// AtLeast is the estimate with an interval at least so wide, about the same
// middle. People are counted in rows that stand for many, and no interval of
// theirs can tell less than one row: two runs that agree do not make a number
// exact.
func (e Estimate) AtLeast(width float64) Estimate {
	if lack := width - (e.High - e.Low); e.Bounded() && lack > 0 {
		e.Low, e.High = e.Low-float64(lack/2), e.High+float64(lack/2)
	}
	if e.Ensemble() && e.Dice < width/2 {
		e.Dice = width / 2
	}
	return e
}

// Of is the estimate with its place changed.
func (e Estimate) Of(change func(*Place)) Estimate {
	change(&e.Place)
	return e
}

// Shown is the estimate as people read it: shares in per cent, differences of
// shares in points, the rest as it is.
func (e Estimate) Shown(difference bool) Estimate {
	if e.Unit != "share" {
		return e
	}
	e = e.Scaled(100)
	if e.Unit = "%"; difference {
		e.Unit = " points"
	}
	return e
}
