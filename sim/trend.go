package sim

// The trend is exogenous demand without AI (equation 24). What is observed of
// employment has AI in it, and the model adds an effect of AI of its own: so the
// observed index is divided by that effect, as far as the record goes. Then
// employment follows the record whatever AI does, and the frozen twin is what would
// have been without it. The world with AI and without rules finds the effect month by
// month while it is played; whatever else is played from the same start, its twin
// and every policy, is given what that world found, and so has the same trend.

// Effects are what AI does to employment in the model: by month from January 2021
// on, and by occupation, heads with AI over heads without it. Their length is how
// far they are known.
type Effects [][Occupations]float64

// trend is exogenous demand for an occupation this month.
func (w *World) trend(o int) float64 { return w.trendOf(o, w.Month) }

// trendOf is 1 at month 0 and before; the last value of the index stands beyond
// its table. The effect is that of the month before, so that the whole month knows
// its trend, and after the record the last one that is in it.
func (w *World) trendOf(o, month int) float64 {
	t := w.Occupations[o].Trend
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

// Heads of an occupation on the month's trend.
const (
	withoutAI = iota
	withAI
)

// findHeads adds a job's heads, without AI and with it: those wanted, and those who
// are no longer wanted because of AI and are expected to be there still. They come
// by the part of a fall of n* that is not the trend's, go when n* rises again, and
// leave by layoffs and as all staff does, of which no one is replaced while one is
// too many. Expected and not counted, or the luck of single heads would be taken
// for an effect. What the trend makes too many goes at once.
func (w *World) findHeads(k int32, star float64, f *firmFactors, sums *demandSums) {
	c, p := &w.Cells, &w.Params.Employees
	o, over := c.Occupation[k], float64(c.Over[k])
	if less := float64(c.Star[k]) - star; less > 0 {
		over += float64(less * (1 - f.fell(&w.Occupations[o]).scaled()[forTrend]))
	} else {
		over = max(0, over+less)
	}
	sums.heads[o][withoutAI] += float64(float64(c.Base[k]) * sums.lift[o])
	sums.heads[o][withAI] += star + over
	staff := over + float64(min(1, over)*star)
	over -= float64(p.Layoff*over) + float64((p.Unemployment+p.Exit)*staff)
	c.Over[k] = float32(max(0, over))
}

// findEffects enters the month's effects; where AI does nothing they are exactly 1.
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
