package sim

import (
	"fmt"
	"testing"
)

// A rule without a dose, or with which nobody complies, is nothing.
func TestZeroDosePolicyChangesNothing(t *testing.T) {
	first := lab(2500, at(20), spare(50))
	play(t, first, 6)
	want := first.Clone()
	run(want, 24)
	for _, start := range []int{0, 27, 40, 600} {
		for _, ramp := range []int{0, 12} {
			w := first.Clone()
			for l := range NLevers {
				idle := pulling(l, doses[l]).from(start, ramp)
				idle.Compliance = 0
				w.Rules = append(w.Rules, pulling(l, 0).from(start, ramp))
				if len(w.Rules) < MostRules {
					w.Rules = append(w.Rules, idle)
				}
			}
			w.Rules = w.Rules[:min(len(w.Rules), MostRules)]
			run(w, 24)
			w.Rules = nil
			same(t, fmt.Sprintf("start %v, ramp %v", start, ramp), want, w)
		}
	}
}

// A full dose changes nothing before its start, and something after; ended
// before it began to act it changes nothing at all.
func TestPoliciesActFromTheirStartOnly(t *testing.T) {
	first := lab(2500, at(30), spare(50), firms(1000))
	run(first, 6) // month 36
	for i := range first.Creatives.Flags {
		if i%7 == 0 {
			first.Creatives.Flags[i] |= LostWork // for what is for the displaced
		}
	}
	base := first.Clone()
	run(base, 4)
	early := base.Digest()
	run(base, 14)
	for l := range NLevers {
		w, never := first.Clone(), first.Clone()
		w.Rules = []Rule{pulling(l, doses[l]).from(40, 0)}
		never.Rules = []Rule{pulling(l, doses[l]).from(40, 0)}
		never.Rules[0].End = 40
		run(w, 4)
		if w.Digest() != early {
			t.Errorf("%s acts before its start", l)
		}
		run(w, 14)
		run(never, 18)
		if w.Digest() == base.Digest() {
			t.Errorf("%s changes nothing", l)
		}
		if never.Digest() != base.Digest() {
			t.Errorf("%s acts though it ended before it began", l)
		}
	}
}

// A policy grows over its ramp, a twelfth a month, then stands, and is gone in
// the month of its end.
func TestPoliciesRiseOverTheirRampAndEnd(t *testing.T) {
	r := pulling(HumanShare, 0.6).from(72, 12)
	r.End = 88
	w := lab(200, at(70), only("policy"), ruled(r))
	for month := 70; month < 95; month++ {
		w.Step()
		on := max(0, min(1, float64(month-71)/12))
		if month >= 88 {
			on = 0
		}
		within(t, "least human share", w.firmLever(HumanShare, 0), 0.6*on, 1e-12)
		within(t, "legal risk", w.Market(0).LegalRisk, w.Params.Measure.LegalRisk, 0)
	}
}

// A clone plays the same future, and nothing done to it is felt by the world
// it was taken from.
func TestCloneIsIdenticalAndIndependent(t *testing.T) {
	w := busy(2500)
	if err := w.LeaveOut("craft"); err != nil {
		t.Fatal(err)
	}
	run(w, 5)
	c := w.Clone()
	same(t, "a fresh clone", w, c)
	before := state(w)
	if err := c.LeaveOut("fear"); err != nil {
		t.Fatal(err)
	}
	c.Rules = everyRule(1)
	run(c, 12)
	if list := differences(before, state(w)); len(list) > 0 {
		t.Errorf("playing a clone changed %v of the original", list)
	}
	again := w.Clone()
	run(again, 12)
	run(w, 12)
	same(t, "two futures", w, again)
	if c.Digest() == w.Digest() {
		t.Error("the clone with another policy went the same way")
	}
}

// Checkpoint and continue is the same as never having stopped, and T months
// and then T' are T + T'.
func TestCheckpointAndContinueEqualsUninterrupted(t *testing.T) {
	whole := busy(2500)
	parts := whole.Clone()
	run(whole, 15)
	for _, months := range []int{0, 1, 4, 10} {
		run(parts, months)
		parts = parts.Clone()
	}
	same(t, "in parts", whole, parts)
}

// People come, change places and go; nobody appears or vanishes unseen, and a
// person's id is never seen again after the person left.
func TestPeopleAreConservedAndNeverReturn(t *testing.T) {
	w := busy(2500)
	c := &w.Creatives
	here := map[uint64]bool{}
	gone := map[uint64]bool{}
	for i, id := range c.ID {
		if c.State[i] != Vacant {
			here[id] = true
		}
	}
	var came, left int64
	for range 60 {
		w.Step()
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		now := map[uint64]bool{}
		for i, id := range c.ID {
			if c.State[i] == Vacant {
				continue
			}
			if now[id] {
				t.Fatalf("month %d: id %d is held by two people", w.Month, id)
			}
			if gone[id] {
				t.Fatalf("month %d: id %d of a person who left is in use again", w.Month, id)
			}
			now[id] = true
		}
		var entrants, exits int64
		for o := range w.Flows {
			entrants, exits = entrants+w.Flows[o][FlowEntrants], exits+w.Flows[o][FlowExits]
		}
		if got := int64(len(now)); got != int64(len(here))+entrants-exits {
			t.Fatalf("month %d: %d people, %d before, %d came and %d left", w.Month, got, len(here), entrants, exits)
		}
		came, left = came+entrants, left+exits
		for id := range here {
			gone[id] = gone[id] || !now[id]
			if now[id] {
				delete(gone, id)
			}
		}
		here = now
	}
	v := w.Now.Groups[0].Values
	within(t, "have left", v[ColumnIndex("left")], float64(left), 1e-6)
	if came < 100 || left < 100 {
		t.Errorf("%d came and %d left only", came, left)
	}
}

// Ids of newcomers do not meet, over occupations, kinds, months and numbers.
func TestPersonIdsAreUnique(t *testing.T) {
	w := lab(200)
	seen := map[uint64]bool{}
	for _, month := range []int{-BurnInMonths, -1, 0, 1, 179, 599} {
		w.Month = month
		for o := range Occupations {
			for kind := range 2 {
				for _, k := range []int{0, 1, 255, 256, 65535, 1 << 30} {
					id := w.personID(o, kind, k)
					if seen[id] || id < 1<<40 || id >= 1<<60 {
						t.Errorf("month %d, occupation %d, kind %d: person %d has id %d", month, o, kind, k, id)
					}
					seen[id] = true
				}
			}
		}
	}
}
