package sim

import (
	"math"
	"testing"
)

// Equation 50: an organisation closes with closing (staff/2.1)^-closing_size a year, by
// its staff of today; the staff of the firms whose rate the parameter is close at it.
func TestOrganisationsCloseAsOftenAsTheirSizeSays(t *testing.T) {
	const n, months = 16000, 48
	w := deciders(n, -1)
	w.Params.Organisations.Closing, w.Params.Organisations.ClosingSize = 0.129, 0.5
	for k := range w.Cells.Base {
		w.Cells.Base[k], w.Cells.Star[k] = 1, 1
		if k%3 == 0 {
			w.Cells.Star[k] = 0.5 // half of the staff of the start are wanted
		}
	}
	within(t, "smallest firms", 12*w.closing(smallestStaff), 0.129, 1e-12)
	var closed, known [SizeClasses][2]float64
	for range months {
		w.Step()
		w.Month-- // ask of the month that was played
		for f, size := range w.Orgs.Size {
			shrunk := int(share01(w.Orgs.FirstCell[f]%3 == 0))
			closed[size][shrunk] += share01(w.openedWithin(f, 1))
			staff := float64(w.Orgs.Staff[f]) * (1 - 0.5*float64(shrunk))
			known[size][shrunk] += 0.129 / 12 * math.Pow(staff/2.1, -0.5)
		}
		w.Month++
	}
	for size := range closed {
		for shrunk := range closed[size] {
			unsurprising(t, "closed", closed[size][shrunk], known[size][shrunk], math.Sqrt(known[size][shrunk]))
		}
	}
}

// Who opens in place of who closed finds the row as it was, with staff, size, share and
// the AI of 2021, and has none itself; leadership, openness, silos and luck are new and distributed as
// those of the start.
func TestWhoOpensIsNewInAPlaceThatStays(t *testing.T) {
	const n = 16000
	w := deciders(n, 0.4)
	w.Capability = 0 // nobody looks
	o := &w.Orgs
	base := w.Sectors[0].Base
	for f := range o.Luck {
		o.Legacy[f] = uint8(share01(float64(o.Luck[f])+base+w.Params.SizeLogit(float64(o.Staff[f])) > 0))
		o.Stage[f], o.Depth[f], o.Age[f], o.Encouragement[f], o.LnShare[f] = Integrated, 0.5, 9, 0.7, 0.2
	}
	w.Params.Organisations.Closing = 12 * math.Pow(500/smallestStaff, 0.5) // everybody closes
	before := w.Clone()
	run(w, 1)
	lead, square, luck, high, rest := 0.0, 0.0, 0.0, 0.0, 0.0
	for f := range o.Luck {
		if o.Founded[f] != 1 {
			t.Fatalf("organisation %d of %v staff did not close", f, o.Staff[f])
		}
		if o.Stage[f] != NoAI || o.Depth[f] != 0 || o.Encouragement[f] != 0 || o.Age[f] != 0 {
			t.Fatal("a new organisation has the AI of the old one")
		}
		if o.Legacy[f] != before.Orgs.Legacy[f] || o.Staff[f] != before.Orgs.Staff[f] || o.LnShare[f] != before.Orgs.LnShare[f] {
			t.Fatal("a new organisation has another place")
		}
		if had := float64(o.Luck[f])+base+w.Params.SizeLogit(float64(o.Staff[f])) > 0; had != (o.Legacy[f] != 0) {
			t.Fatalf("luck %v of an organisation with legacy %d", o.Luck[f], o.Legacy[f])
		}
		x := float64(o.Leadership[f])
		lead, square = lead+x/n, square+(x-0.5)*(x-0.5)/n
		rest += (x - 0.5) * (float64(o.Silos[f]) - 0.5) / n
		luck += logistic(float64(o.Luck[f])) / n
		high += share01(o.Luck[f] > 1) / n
	}
	unsurprising(t, "leadership", lead, 0.5, math.Sqrt(1.0/24/n))
	unsurprising(t, "its variance, triangular", square, 1.0/24, 1.0/24/math.Sqrt(n))
	unsurprising(t, "leadership times silos", rest, 0, 1.0/24/math.Sqrt(n))
	unsurprising(t, "ranks of luck", luck, 0.5, math.Sqrt(1.0/12/n))
	unsurprising(t, "luck above one", high, logistic(-1), math.Sqrt(logistic(-1)*logistic(1)/n))
	for k, heads := range w.Cells.Staff {
		if heads != before.Cells.Staff[k] || w.Cells.Desired[k] != before.Cells.Desired[k] {
			t.Fatal("heads were lost or won")
		}
	}
}

// Who opens looks at once, with the index of its day: of the new a share L(I) has AI,
// whatever part of the old looked.
func TestWhoOpensLooksAtOnce(t *testing.T) {
	const n = 16000
	w := deciders(n, -0.5)
	p := &w.Params.Organisations
	p.Check, p.Closing = 0, 12*math.Pow(500/smallestStaff, 0.5)
	for f := range w.Orgs.Legacy {
		w.Orgs.Legacy[f] = uint8(share01(float64(w.Orgs.Luck[f])-0.5+w.Params.SizeLogit(float64(w.Orgs.Staff[f])) > 0))
	}
	for s := range w.Sectors {
		w.Sectors[s].Base = 0.2 // the index has risen since 2021
	}
	old := w.Clone()
	for f := range w.Orgs.Legacy { // whom 2021 knew is as the index says now
		w.Orgs.Legacy[f] = uint8(share01(float64(w.Orgs.Luck[f])+0.2+w.Params.SizeLogit(float64(w.Orgs.Staff[f])) > 0))
	}
	run(w, 1)
	for size, staff := range []float64{5, 20, 100, 500} {
		got, m := adopters(w, uint8(size))
		known := logistic(0.2 + w.Params.SizeLogit(staff))
		unsurprising(t, "new with AI", got, known, math.Sqrt(known*(1-known)/m))
	}
	old.Params.Organisations.Closing = 0
	run(old, 1)
	if got, _ := adopters(old, 1); got != 0 {
		t.Errorf("without looking %v of the old have AI", got)
	}
}

// Adopting becomes ten times cheaper by the year, so the logit of adopters rises by
// ai_price ln 10 a year long after capability has levelled off.
func TestAdoptionGoesOnWhenCapabilityLevelsOff(t *testing.T) {
	w := deciders(40000, -1.5)
	w.Params.Organisations.AIPrice = 0.08
	w.Month = FirstRelease
	logits := func() float64 {
		got, _ := adopters(w, 1)
		return math.Log(got / (1 - got))
	}
	run(w, 60)
	early := logits()
	run(w, 120)
	late := logits()
	got, n := adopters(w, 1)
	unsurprising(t, "rise of the logit in ten years", late-early, 10*0.08*math.Log(10), 2/math.Sqrt(n*got*(1-got)))
}
