package sim

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim/par"
)

// busy is a world in which everything moves: AI is out, demand swings, the trend is
// being found, all levers but the moratorium are pulled by half. Few rows are
// spare, so that the table must grow.
func busy(n int, options ...option) *World {
	all := []option{at(30), spare(5), ruled(everyRule(0.5, Moratorium)...), with(func(w *World) {
		for o := range w.Occupations {
			for m := range 120 {
				swing := 0.25 - 0.5*float64((m/3+o)%2)
				w.Occupations[o].Trend = append(w.Occupations[o].Trend, 1+swing)
			}
		}
		w.Observed, w.Effects = 36, noEffects(30)
	})}
	return lab(n, append(all, options...)...)
}

// state is a hash or a text of everything in a world that a mechanism might
// write, by the name it would declare.
func state(w *World) map[string]string {
	s := map[string]string{"Rows": fmt.Sprint(w.Rows())}
	add := func(c column) { s[c.name] = fmt.Sprint(c.hash()) }
	w.each(add)
	v := reflect.ValueOf(w).Elem()
	for i := range v.NumField() {
		switch f := v.Type().Field(i); f.Name {
		case "Creatives", "Clients", "Orgs", "Cells", "Workers", "tallies":
		case "hiring":
			s["Free"] = fmt.Sprint(w.hiring.free)
		default:
			s[f.Name] = fmt.Sprint(v.Field(i).Interface())
		}
	}
	return s
}

// differences are the names under which two states differ, in order.
func differences(a, b map[string]string) []string {
	var list []string
	for name, x := range a {
		if b[name] != x {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// same holds that two worlds are equal to the bit.
func same(t *testing.T, what string, a, b *World) {
	t.Helper()
	if list := differences(state(a), state(b)); len(list) > 0 {
		t.Errorf("%s: %s differ", what, strings.Join(list, ", "))
	}
	if (a.Digest() == b.Digest()) != (len(differences(state(a), state(b))) == 0) {
		t.Errorf("%s: the digest does not see what differs", what)
	}
}

// Mechanisms that share a pass over the rows give what separate passes give.
func TestSharedPassesEqualSeparatePasses(t *testing.T) {
	a := busy(5000)
	b := a.Clone()
	for range 6 {
		a.Step()
		b.openBooks()
		for k := range Schedule {
			b.run(k, k+1, nil)
		}
		b.Month++
	}
	same(t, "shared and separate passes", a, b)
	shared := 0
	for i := 0; i < len(Schedule); i += a.fusible(i) {
		shared += a.fusible(i) - 1
	}
	if shared < 5 {
		t.Errorf("only %d mechanisms share a pass with the one before", shared)
	}
}

// A timer outside the model sees every part of every mechanism begin and end,
// and changes nothing.
func TestTracingChangesNothing(t *testing.T) {
	a := busy(3000)
	b := a.Clone()
	open := make([]int, len(Schedule))
	seen := make([]int, len(Schedule))
	for range 3 {
		a.Step()
		b.StepTraced(func(_, mechanism int, begin bool) {
			seen[mechanism]++
			if begin {
				open[mechanism]++
			} else {
				open[mechanism]--
			}
		})
	}
	same(t, "traced", a, b)
	for k, m := range Schedule {
		if seen[k] == 0 || open[k] != 0 {
			t.Errorf("%s was seen %d times and left open %d times", m.Name, seen[k], open[k])
		}
	}
}

func TestSameOnAnyNumberOfWorkers(t *testing.T) {
	const months = 6
	first := busy(9000, firms(3000))
	want := first.Clone()
	run(want, months)
	for _, workers := range []int{1, 2, 3, 7, 16, 64} {
		for _, order := range []uint64{0, 77<<32 + 3} {
			restore := par.Shuffle(order)
			w := first.Clone()
			w.SetWorkers(workers)
			run(w, months)
			restore()
			same(t, fmt.Sprintf("%d workers, order %d", workers, order), want, w)
		}
	}
}

// The number of workers may change in the middle.
func TestWorkersMayChangeBetweenMonths(t *testing.T) {
	a := busy(5000)
	b := a.Clone()
	for month := range 6 {
		a.Step()
		b.SetWorkers(1 + 3*month)
		b.Step()
	}
	same(t, "changing workers", a, b)
}

// Whoever happens to take the first chunk, the month is counted.
func TestMeasuringNeedsNoWorkAtTheFirstWorker(t *testing.T) {
	a := busy(1000, with(func(w *World) { w.Workers = 2 }))
	run(a, 1)
	b := a.Clone()
	a.run(len(Schedule)-1, len(Schedule), nil)
	b.SetWorkers(2)
	measure.Rows(b, b.Creatives.rows(0, b.Rows()), 1)
	measure.Orgs(b, 0, len(b.Orgs.Staff), 1)
	measure.Settle(b)
	same(t, "measured by the second worker", a, b)
}
