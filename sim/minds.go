package sim

import "github.com/atelier-sim/atelier/sim/num"

// How minds reach work. Where there is no AI, and where fear is left out, every
// factor here is 1 to the bit.

// exitFor is the chance that the creative in a row leaves creative work for good
// this month (equation 45): the usual one of the stage, times exp(leave ripe
// (F - F0)), F0 what the same person feared before AI. It may be asked by whom u is
// drawn for: where u is beyond the greatest fear, the usual chance is given, which
// costs less.
//
// Source: Sverke, Hellgren and Näswall 2002, Griffeth, Hom and Gaertner 2000,
// Brougham and Haar 2018.
func (w *World) exitFor(row int, u float64) float64 {
	c := &w.Creatives
	usual, weight := w.usualExit(c.Stage[row]), w.leaving()
	if weight == 0 || u >= float64(usual*num.Exp(weight)) {
		return usual
	}
	return float64(usual * num.Exp(weight*(float64(c.Fear[row])-w.restingFear(c.ID[row]))))
}

// usualExit is what exitFor gives where there is no AI.
func (w *World) usualExit(stage uint8) float64 {
	return float64(w.Params.Employees.Exit * exitByStage[stage])
}

// mostExit is the largest chance that exitFor can give; for a draw beyond it
// exitFor gives the usual one, and need not be asked.
func (w *World) mostExit() float64 { return w.usualExit(Senior) * num.Exp(w.leaving()) }

// leaving is the weight of fear in leaving, and coming that in coming: from fear
// to a step it takes delay_months on average, so that at first few act on it.
func (w *World) leaving() float64 { return w.ripe() * w.Params.Fear.Leave }
func (w *World) coming() float64  { return w.ripe() * w.Params.Fear.Entry }

// ripe is the share of people who have known of AI for long enough to act, 0
// where fear is left out.
func (w *World) ripe() float64 {
	if w.Without["fear"] {
		return 0
	}
	return w.Ripe
}

// appeal is how many come into an occupation, to a job or to freelance, for each
// who would come if there were nothing to fear (equation 45): exp(-entry ripe
// (F - F0)) of somebody of the usual disposition who knows what is public. Who is
// not in the trade has no employer in it and no peers.
//
// Source: Goller, Gschwendt and Wolter 2023.
func (w *World) appeal(o int, state uint8) float64 {
	more := num.Logistic(w.publicFear(o, state)) - num.Logistic(w.Params.Fear.Base)
	return num.Exp(-w.coming() * more)
}

// resistance is what staff leave of the chance that a pilot becomes routine
// (equation 11): they hold it back as a person holds back, by the weight of fear
// in the use decision.
//
// Source: Li 2024 for anxiety and the intention to use.
func (w *World) resistance(f int) float64 {
	o := &w.Orgs
	var staff, fear float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		staff += w.Cells.heads(k)
		fear += w.Cells.fear(k)
	}
	if staff == 0 || w.Without["fear"] {
		return 1
	}
	return num.Exp(-float64(w.Params.Use.Fear * float64(fear/staff-w.FearStart)))
}

// relied is the part of the errors of AI that pass unchecked because one relies
// on it (equation 18), over that of who trusts it in one case of two.
//
// Source: Parasuraman and Manzey 2010; KPMG and Melbourne 2025: two in three rely
// on what AI gives without checking it.
func relied(trust float32) float64 { return float64(2 * float64(trust)) }
