package sim

import (
	"reflect"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// alone are the mechanisms in which a person depends on nobody but peers and
// technology: no markets, no labour.
var alone = []string{"policy", "technology", "exposure", "trust", "attitude", "fear", "training", "use", "production", "craft", "publish"}

// reorderAll moves row i of all columns of a table to row to[i].
func reorderAll(each func(func(column)), to []int) {
	each(func(c column) {
		old := reflect.AppendSlice(reflect.Zero(c.data.Type()), c.data)
		for i, j := range to {
			reflect.Copy(c.data.Slice(j*c.per, (j+1)*c.per), old.Slice(i*c.per, (i+1)*c.per))
		}
	})
}

// permutation of n, by a seed.
func permutation(n int, seed uint64) []int {
	return draw.NewRand(seed, "permutation").Perm(n)
}

// moveRows gives everybody another row; who sees whom stays.
func moveRows(w *World, to []int) {
	c := &w.Creatives
	column{"Peers", reflect.ValueOf(&c.Peers).Elem(), Degree}.move(len(c.Peers), cap(c.Peers)) // other worlds share them
	for k, j := range c.Peers {
		c.Peers[k] = uint32(to[j])
	}
	reorderAll(c.each, to)
}

// Luck belongs to the person and not to the row: people who change rows live
// the same lives, to the bit.
func TestLuckBelongsToThePersonAndNotToTheRow(t *testing.T) {
	a := lab(5000, at(24), spare(40), only(alone...))
	b := a.Clone()
	to := permutation(a.Rows(), 4)
	moveRows(b, to)
	run(a, 18)
	run(b, 18)
	moveRows(a, to)
	first, second := state(a), state(b)
	a.Creatives.each(func(c column) {
		if first[c.name] != second[c.name] {
			t.Errorf("%s depends on the row", c.name)
		}
	})
	users := 0
	for _, f := range a.Creatives.Flags {
		users += int(f & Uses)
	}
	if users < 100 {
		t.Errorf("only %d users: little luck has been drawn", users)
	}
}

// Who gets which job is a matter of persons: in other rows the same people
// find, change and lose the same jobs.
func TestWhoGetsWhichJobDoesNotDependOnTheRow(t *testing.T) {
	a := lab(4000, people(0.8, 0), only("employees"), tuned(func(p *Params) {
		p.Employees.JobToJob, p.Employees.OutsideFill, p.Employees.Boom = 0.1, 0, 1e18
	}))
	b := a.Clone()
	to := permutation(a.Rows(), 4)
	moveRows(b, to)
	for range 12 {
		for _, w := range []*World{a, b} {
			for k := range w.Cells.Desired {
				w.Cells.Desired[k] = int32(w.Cells.Base[k]) + 4
			}
			w.Step()
		}
	}
	moveRows(a, to)
	first, second := state(a), state(b)
	for _, name := range []string{"State", "Cell", "Months", "Stage", "Potential", "Occupation", "Cells.Staff"} {
		if first[name] != second[name] {
			t.Errorf("%s depends on the row", name)
		}
	}
}
