package sim

// The trend is exogenous demand without AI (equation 24). What is observed of
// employment has AI in it, and the model adds an effect of AI of its own: so the
// observed index is divided by that effect, as far as the record goes. The world
// with AI and without rules finds the effect month by month while it is played;
// whatever else is played from the same start, the frozen twin among it, is given
// what that world found.

// Effects are what AI does to employment in the model: by month from January 2021
// on, and by occupation, the heads that organisations want over those that they
// would want without it. Their length is how far they are known.
type Effects [][Occupations]float64

// trend is exogenous demand for an occupation this month.
func (w *World) trend(o int) float64 { return w.trendOf(o, w.Month) }

// trendOf is 1 at month 0 and before; the last value of the index stands beyond
// its table. The effect is that of the month before, so that the whole month knows
// its trend, and after the record the last one that is in it.
func (w *World) trendOf(o, month int) float64 {
	t := w.Occupations[o].Index
	if w.BurnIn || len(t) == 0 || month < 0 {
		return 1
	}
	x := t[min(month, len(t)-1)]
	if k := min(month, len(w.Effects)) - 1; k >= 0 {
		x /= w.Effects[k][o]
	}
	return x
}

// finding tells whether the effect of this month is still to be found.
func (w *World) finding() bool {
	return !w.BurnIn && w.Month < w.Observed && w.Month == len(w.Effects)
}

// findEffects enters the month's effects, of heads wanted with AI and without it.
// Where AI does nothing they are exactly 1.
func (w *World) findEffects() {
	if !w.finding() {
		return
	}
	var now [Occupations]float64
	for o := range now {
		var heads [2]int64
		gather(w, &heads, func(t *tally) *[2]int64 { return &t.heads[o] })
		now[o] = 1
		if heads[withAI] > 0 && heads[withoutAI] > 0 {
			now[o] = float64(heads[withAI]) / float64(heads[withoutAI])
		}
	}
	w.Effects = append(w.Effects, now)
}

const (
	withoutAI = iota
	withAI
)
