package sim

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/sim/par"
)

// What every mechanism of the Schedule must keep, whatever it does: one battery
// over the list. A new mechanism is in it by standing there.

// halfway is a world in the middle of things, about to play a mechanism of the
// month: several chunks, the last one ragged, rows vacated by people who lived
// in them, and rules that reach every other creative and organisation.
func halfway(mechanism int) *World {
	w := busy(4500, spare(1500), with(func(w *World) {
		for r := range w.Rules {
			w.Rules[r].Compliance = 0.5
		}
	}))
	run(w, 8)
	w.openBooks()
	for k := range mechanism {
		w.run(k, k+1, nil)
	}
	return w
}

// inPieces plays one mechanism with rows, organisations and clients in pieces of a
// size; between sees the world before and after them.
func (w *World) inPieces(m Mechanism, size int, between func()) {
	if m.Begin != nil {
		m.Begin(w)
	}
	between()
	for lo := 0; m.Rows != nil && lo < w.Rows(); lo += size {
		m.Rows(w, w.Creatives.rows(lo, min(w.Rows(), lo+size)), 0)
	}
	for lo := 0; m.Orgs != nil && lo < len(w.Orgs.Staff); lo += size {
		m.Orgs(w, lo, min(len(w.Orgs.Staff), lo+size), 0)
	}
	for lo := 0; m.Clients != nil && lo < len(w.Clients.Kind); lo += size {
		m.Clients(w, lo, min(len(w.Clients.Kind), lo+size), 0)
	}
	between()
	if m.Settle != nil {
		m.Settle(w)
	}
}

// A mechanism does to a row what it does whichever rows come along with it:
// played by sevens it writes the same columns, and what it sums up differs only
// by the rounding of the sums.
func TestMechanismsDoToARowTheSameInPiecesOfAnySize(t *testing.T) {
	for k, m := range Schedule {
		whole, sevens := halfway(k), halfway(k)
		whole.inPieces(m, par.Chunk, func() {})
		sevens.inPieces(m, 7, func() {})
		a, b := state(whole), state(sevens)
		for _, name := range differences(a, b) {
			x, y := reflect.ValueOf(whole).Elem().FieldByName(name), reflect.ValueOf(sevens).Elem().FieldByName(name)
			if !x.IsValid() || !nearly(x, y) {
				t.Errorf("%s by sevens gives another %s", m.Name, name)
			}
		}
	}
}

// nearly compares two facts of a world: numbers to a millionth.
func nearly(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Float64:
		x, y := a.Float(), b.Float()
		return x == y || x != x && y != y || math.Abs(x-y) <= 1e-6*max(1, math.Abs(x))
	case reflect.Int64:
		return math.Abs(float64(a.Int()-b.Int())) <= 1<<12 // of 2^-20 rows or USD
	case reflect.Struct:
		for i := range a.NumField() {
			if !nearly(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice, reflect.Array:
		for i := range min(a.Len(), b.Len()) {
			if !nearly(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return a.Len() == b.Len()
	}
	return true
}

// Nobody lives in a vacant row, so its columns stand still until a newcomer
// takes it; only what peers see of it is nothing.
func TestMechanismsLeaveVacantRowsAlone(t *testing.T) {
	vacant := 0
	for k, m := range Schedule {
		w := halfway(k)
		var was *World
		w.inPieces(m, 1000, func() {
			if was == nil {
				was = w.Clone()
				return
			}
			for i, s := range was.Creatives.State {
				if s != Vacant {
					continue
				}
				vacant++
				if name := changed(was, w, i); name != "" && (m.Name != "publish" || name != "Published" || w.Creatives.Published[i] != 0) {
					t.Fatalf("%s writes %s of a vacant row", m.Name, name)
				}
			}
		})
	}
	if vacant < 50*len(Schedule) {
		t.Errorf("only %d vacant rows were watched", vacant)
	}
}

// changed names a column in which a row differs between two worlds.
func changed(a, b *World, row int) (name string) {
	var before []uint64
	a.Creatives.each(func(c column) { before = append(before, c.at(row)) })
	b.Creatives.each(func(c column) {
		if before[0] != c.at(row) {
			name = c.name
		}
		before = before[1:]
	})
	return name
}

// at is a hash of a row of a column.
func (c column) at(row int) uint64 {
	return column{c.name, c.data.Slice(row*c.per, (row+1)*c.per), c.per}.hash()
}

// Worlds of several chunks, the last one ragged, with every lever pulled: the
// digests of their columns after two years. They move when numbers move, and
// then CHANGELOG.md says so.
func TestDigestsOfWorldsOfSeveralChunks(t *testing.T) {
	for people, want := range map[int]uint64{2049: 0x4da27d2aaab89da6, 5000: 0xe3878307f8bee145, 9001: 0x79de48dfd7ebf946} {
		w := busy(people, firms(people/3))
		run(w, 24)
		d := digest(0)
		w.each(func(c column) { d.mix(c.hash()) })
		if uint64(d) != want {
			t.Errorf("%d people: %#x, want %#x", people, uint64(d), want)
		}
	}
}

// Each mechanism writes what it declares and nothing else, and what it
// declares it does write in some month.
func TestMechanismsWriteOnlyWhatTheyDeclare(t *testing.T) {
	written := make([]map[string]bool, len(Schedule))
	for k := range written {
		written[k] = map[string]bool{}
	}
	calm := busy(1200)
	calm.Rules = append(slices.Clone(calm.Rules), pulling(Moratorium, 0.5), pulling(StaffFloor, 1))
	calm.Params.Feedback.Gain, calm.Params.Feedback.Start, calm.Params.Feedback.Fear = 0.5, 0, 0.2
	burnIn := busy(400, at(-3), with(func(w *World) { w.BurnIn = true }))
	crowded := busy(600, with(func(w *World) {
		for o := range w.Occupations {
			w.Occupations[o].EntryBase = 20
		}
		for i := range w.Creatives.Aid { // some insured leave, and newcomers take their rows
			w.Creatives.Aid[i] = insuredMonths
		}
	}), tuned(func(p *Params) { p.Employees.Exit, p.Organisations.Closing = 0.05, 0.6 }))
	record := busy(1200)
	record.Observed = 60
	for range record.Month {
		record.Effects = append(record.Effects, [Occupations]float64{})
	}
	for k := range record.Effects {
		for o := range record.Effects[k] {
			record.Effects[k][o] = 1
		}
	}
	for _, w := range []*World{busy(1200), calm, burnIn, crowded, record} {
		for range 18 {
			w.openBooks()
			before := state(w)
			for k, m := range Schedule {
				w.run(k, k+1, nil)
				after := state(w)
				grown := before["Rows"] != after["Rows"]
				for _, name := range differences(before, after) {
					if written[k][name] {
						continue
					}
					isColumn := false
					w.Creatives.each(func(c column) { isColumn = isColumn || c.name == name })
					if grown && isColumn && slices.Contains(m.Writes, "Rows") {
						continue // a grown table is longer in every column
					}
					written[k][name] = true
					if !slices.Contains(m.Writes, name) {
						t.Errorf("%s writes %s, which it does not declare", m.Name, name)
					}
				}
				before = after
			}
			w.Month++
			if w.Month == 0 {
				break
			}
		}
	}
	for k, m := range Schedule {
		for _, name := range m.Writes {
			if !written[k][name] {
				t.Errorf("%s declares %s and never writes it", m.Name, name)
			}
		}
	}
}

// Every mechanism can be left out, but for three; the world goes on without it,
// passes every check, and goes another way.
func TestEveryMechanismCanBeLeftOut(t *testing.T) {
	first := busy(1500)
	run(first, 3)
	want := first.Clone()
	play(t, want, 12)
	for _, m := range Schedule {
		w := first.Clone()
		err := w.LeaveOut(m.Name)
		if m.Name == "measure" || m.Name == "policy" || m.Name == "orders" {
			if got, known := fmt.Sprint(err), fmt.Sprintf("mechanism %q cannot be left out", m.Name); got != known {
				t.Errorf("got %q, want %q", got, known)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", m.Name, err)
			continue
		}
		for range 12 {
			w.Step()
			if err := w.Check(); err != nil {
				t.Errorf("without %s: %v", m.Name, err)
				break
			}
		}
		if w.Digest() == want.Digest() {
			t.Errorf("without %s the world is the same", m.Name)
		}
	}
}
