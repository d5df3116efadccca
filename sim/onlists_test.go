package sim

import (
	"fmt"
	"testing"
)

// bothWays does the same to two worlds, on lists and in the loops of the mechanisms.
func bothWays(lists, loops *World, do func(w *World)) {
	defer func(was bool) { onLists = was }(onLists)
	onLists = true
	do(lists)
	onLists = false
	do(loops)
}

// A rule on lists does to the bit what the loop of its mechanism does: in worlds with every
// lever and with none, before AI and long after, in whole chunks and in a few rows.
func TestRulesOnListsDoWhatTheirLoopsDo(t *testing.T) {
	some, none := with(func(w *World) {
		for r := range w.Rules {
			w.Rules[r].Compliance = 0.5
		}
	}), with(func(w *World) { w.Rules = nil })
	for _, c := range []struct {
		name    string
		people  int
		options []option
		months  int
	}{
		{"every lever for some", 4500, []option{spare(1500), some}, 14},
		{"no rule", 4500, []option{spare(300), none}, 14},
		{"long after", 3000, []option{none, at(130)}, 4},
		{"before AI", 3000, []option{none, at(1)}, 4},
	} {
		lists := busy(c.people, c.options...)
		loops := lists.Clone()
		for k := range c.months {
			bothWays(lists, loops, (*World).Step)
			if same(t, fmt.Sprintf("%s, month %d", c.name, k), lists, loops); t.Failed() {
				return
			}
		}
		for k, m := range Schedule {
			bothWays(lists, loops, func(w *World) { w.inPieces(Schedule[k], 7, func() {}) })
			same(t, fmt.Sprintf("%s, %s by sevens", c.name, m.Name), lists, loops)
		}
	}
}
