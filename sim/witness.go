package sim

import "github.com/atelier-sim/atelier/sim/draw"

// What follows tells one creative's month to somebody who watches: the same
// equations and the same draws as in the mechanisms, nothing written. Ask
// within the month, from the function given to StepTraced: a draw is that of
// the month being played.

// The places of Weighing.Terms: the barriers, then what is none.
const (
	TermBase     = Barriers + iota // the usual reserve, with the occupation's own
	TermQuality                    // what AI can do in the work
	TermAutonomy                   // concern for autonomy
	TermAttitude                   // good or bad for the field
	TermTaste                      // lasting taste
	UseTerms
)

// TermNames names the terms of the use decision, in their order.
var TermNames = [UseTerms]string{"cost", "skill", "trust", "fear", "rights", "culture", "base", "quality", "autonomy", "attitude", "taste"}

// Weighing is the use decision of one creative (equation 13), in logits: a
// creative who thinks again uses AI when Sum() + Mood > 0.
type Weighing struct {
	Again      bool // thinks about it again this month
	Encouraged bool // by the employer
	Terms      [UseTerms]float64
	Mood       float64 // of the month
}

// Sum is the decision without the mood of the month.
func (v *Weighing) Sum() float64 {
	sum := 0.0
	for _, x := range v.Terms {
		sum += x
	}
	return sum
}

// Weigh takes the use decision of the creative in a row apart. Ask between use
// and employees.
func (w *World) Weigh(row int) Weighing {
	c, p := &w.Creatives, &w.Params.Use
	id, o := c.ID[row], &w.Occupations[c.Occupation[row]]
	t := w.newTraits()
	u := w.useTerms(c.rows(row, row+1), 0, &t)
	v := Weighing{Mood: float64(p.FreshScale * w.Stream(drawMood).Logistic(id))}
	v.Again = w.Capability > 0 && o.Quality > 0 && !w.Without["use"] && w.Stream(drawReconsider).Uniform(id) < p.Reconsider
	peers := float64(float64(c.PeersUse[row]) / Degree)
	v.Encouraged = t.encouraged.Uniform(id) < w.encouraged(o, c.Cell[row], peers)
	copy(v.Terms[:], u.by[:])
	v.Terms[TermBase] = w.leaning(o, c.Stage[row], peers)
	v.Terms[TermQuality] = float64(p.Quality * (o.Quality - 0.4))
	v.Terms[TermAutonomy] = -float64(p.Autonomy * (float64(c.Autonomy[row]) - 0.5))
	v.Terms[TermAttitude] = float64(p.Attitude * (float64(c.Attitude[row]) - 0.6))
	v.Terms[TermTaste] = float64(p.FixedScale * t.taste.Logistic(id))
	return v
}

// Barrier is the term, below Barriers, that held the creative in a row back
// when last deciding against AI; -1: none.
func (w *World) Barrier(row int) int { return int(w.Creatives.Flags[row]>>barrierShift) - 1 }

// Succeeds tells whether a creative who uses AI saw it succeed this month
// (equation 3). Ask between trust and craft.
func (w *World) Succeeds(row int) bool {
	c, p := &w.Creatives, &w.Params.Trust
	fails := (1 - w.Reliable) * (1 - w.lever(Audit, row))
	return w.Stream(drawEvidence).Uniform(c.ID[row]) < 1-float64(fails*p.sees(c.Craft[row]))
}

// Lot is what a month's draws and the employer's wishes hold for one creative;
// which of it comes true depends on the state.
type Lot struct {
	LaidOff     bool    // if employed and without a job after this month: it was a layoff
	Discouraged bool    // if unemployed for long: gives up looking
	Applies     bool    // if unemployed: applies for posts
	Retires     bool    // if freelancing: leaves for no want of income
	Exit        float64 // chance of leaving creative work this month, at the stage
	Layoff      float64 // chance of a layoff this month
	Automation  float64 // share of a layoff that is due to AI in the work
	Clients     float64 // share that is due to clients who use AI
}

// Lot draws the lot of the creative in a row. Ask between demand and what
// employees and freelancers do.
func (w *World) Lot(row int) Lot {
	c, p := &w.Creatives, &w.Params.Employees
	id := c.ID[row]
	var l Lot
	u, _ := draw.Halves(w.Stream(drawSeparate).Bits(id))
	l.LaidOff = u >= p.Unemployment
	u, _ = draw.Halves(w.Stream(drawJobless).Bits(id))
	l.Discouraged = int(c.Months[row])+1 > discouragedAfter && u < p.Discouraged
	l.Applies = c.Aid[row] == 0 && w.Stream(drawSeek).Uniform(id) < w.effortOf(row, w.effort(), w.pulled(Insurance))
	u, _ = draw.Halves(w.Stream(drawLeave).Bits(id))
	l.Exit = w.exitFor(row, 0)
	l.Retires = u < l.Exit
	if k := c.Cell[row]; k >= 0 {
		l.Layoff = float64(w.Cells.Layoff[k])
		_, of := p.laidOff(unpack(w.Cells.Blame[k]))
		l.Automation, l.Clients = of[forAutomation], of[forClients]
	}
	return l
}
