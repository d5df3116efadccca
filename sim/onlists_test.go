package sim

import (
	"fmt"
	"testing"

	"github.com/atelier-sim/atelier/sim/lanes"
)

// A rule on lists does to the bit what the loop of its mechanism does, and what it does in no
// lanes: in worlds with every lever and with none, before AI and long after, in whole chunks and in
// a few rows.
func TestRulesOnListsDoWhatTheirLoopsDo(t *testing.T) {
	defer func(lists, four, eight bool) { onLists, lanes.Four, lanes.Eight = lists, four, eight }(onLists, lanes.Four, lanes.Eight)
	four, eight := lanes.Four, lanes.Eight
	some, none := with(func(w *World) {
		for r := range w.Rules {
			w.Rules[r].Compliance = 0.5
		}
	}), with(func(w *World) { w.Rules = nil })
	stern := with(func(w *World) {
		w.Params.Trust.GoodFaith, w.Params.Liability.Worker, w.Params.Liability.Start = 40, 0.5, 0
	})
	for _, c := range []struct {
		name    string
		people  int
		options []option
		months  int
	}{
		{"every lever for some", 4500, []option{spare(1500), some, stern}, 14},
		{"no rule", 4500, []option{spare(300), none, stern}, 14},
		{"long after", 3000, []option{none, at(130), stern}, 4},
		{"before AI", 3000, []option{none, at(1)}, 4},
	} {
		lists := busy(c.people, c.options...)
		narrow, loops := lists.Clone(), lists.Clone()
		each := func(what string, do func(w *World)) {
			t.Helper()
			onLists = true
			do(lists)
			lanes.Four, lanes.Eight = false, false
			do(narrow)
			onLists = false
			do(loops)
			lanes.Four, lanes.Eight = four, eight
			same(t, c.name+", "+what+", in no lanes", lists, narrow)
			if same(t, c.name+", "+what+", in loops", lists, loops); t.Failed() {
				t.FailNow()
			}
		}
		for k := range c.months {
			each(fmt.Sprint("month ", k), (*World).Step)
		}
		for k, m := range Schedule {
			each(m.Name+" by sevens", func(w *World) { w.inPieces(Schedule[k], 7, func() {}) })
		}
	}
}
