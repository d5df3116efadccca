package sim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/sim/par"
)

// A world of whoever uses the model as a library may have mechanisms that are not
// the model's, and columns for what these keep of people. They belong to the world
// and its clones: others beside it go on as before. A world may also be bare, with
// nothing of the model but what a month of its own asks for.

// ownColumn is a column of numbers of mechanisms that are not the model's.
type ownColumn struct {
	name   string
	start  float32 // of whoever comes
	values []float32
}

// month is the order of this world's month.
func (w *World) month() []Mechanism {
	if w.Own != nil {
		return w.Own
	}
	return Schedule
}

// Insert puts a mechanism into the month of this world, right behind the one named.
// Nothing may stand behind measure, which counts the month. A name that the month
// has, and a mechanism without any part, is an error.
func (w *World) Insert(m Mechanism, behind string) error {
	k, err := w.find(behind)
	if err != nil {
		return err
	}
	if behind == "measure" {
		return fmt.Errorf("mechanism %q cannot stand behind measure: what it did would be counted a month late", m.Name)
	}
	if _, err := w.find(m.Name); err == nil {
		return fmt.Errorf("the month has a mechanism %q already: use another name, or replace it", m.Name)
	}
	if err := m.check(); err != nil {
		return err
	}
	w.Own = slices.Insert(slices.Clone(w.month()), k+1, m)
	return nil
}

// Replace puts a mechanism in the place of the one named. It may have its name, so
// that whatever speaks of the one speaks of the other.
func (w *World) Replace(name string, m Mechanism) error {
	k, err := w.find(name)
	if err != nil {
		return err
	}
	if other, err := w.find(m.Name); err == nil && other != k {
		return fmt.Errorf("the month has a mechanism %q already: use another name", m.Name)
	}
	if err := m.check(); err != nil {
		return err
	}
	w.Own = slices.Clone(w.month())
	w.Own[k] = m
	return nil
}

// find is the place of a mechanism in the month.
func (w *World) find(name string) (int, error) {
	var known []string
	for k, m := range w.month() {
		if m.Name == name {
			return k, nil
		}
		known = append(known, m.Name)
	}
	return 0, fmt.Errorf("there is no mechanism %q: the month has %s", name, strings.Join(known, ", "))
}

// check refuses a mechanism that does nothing or cannot be told from others.
func (m *Mechanism) check() error {
	if m.Name == "" {
		return fmt.Errorf("a mechanism needs a name")
	}
	if m.Begin == nil && m.Rows == nil && m.Orgs == nil && m.Clients == nil && m.Settle == nil {
		return fmt.Errorf("mechanism %q does nothing: give it Begin, Rows, Orgs, Clients or Settle", m.Name)
	}
	return nil
}

// AddColumn adds a column of one number a creative for mechanisms that are not the
// model's: start in every row, and in that of each newcomer. It is cloned, grown and
// weighed as the model's own columns are.
func (w *World) AddColumn(name string, start float32) error {
	if name == "" || w.Creatives.has(name) {
		return fmt.Errorf("a column %q cannot be added: a name must be there, and no other column have it", name)
	}
	w.Creatives.own = append(slices.Clone(w.Creatives.own), ownColumn{name: name, start: start})
	own := &w.Creatives.own[len(w.Creatives.own)-1]
	own.values = slices.Repeat([]float32{start}, w.Rows()+par.Chunk)[:w.Rows()]
	return nil
}

// has tells whether there is a column of a name, the model's or one that was added.
func (c *Creatives) has(name string) (found bool) {
	c.each(func(x column) { found = found || x.name == name })
	return found
}

// Column is a column that was added, a number for each row of Creatives, or nil. It
// is the column itself: what is written stays. It may move when people come, so ask
// for it anew in each part of a mechanism.
func (w *World) Column(name string) []float32 {
	for _, own := range w.Creatives.own {
		if own.name == name {
			return own.values
		}
	}
	return nil
}

// Bare is a world of n rows for a month that is not the model's. Of the columns of
// Creatives it has those that are named, all zero, and that of persons, 1 to n: what no
// mechanism reads takes no memory. Peers, if named, are empty until they are given. Workers
// is 1; SetWorkers gives it more.
func Bare(n int, seed uint64, month []Mechanism, columns ...string) (*World, error) {
	if n < 1 {
		return nil, fmt.Errorf("a world of %d rows has nobody in it: use 1 or more", n)
	}
	if len(month) == 0 {
		return nil, fmt.Errorf("a month without mechanisms does nothing: give it one")
	}
	for i := range month {
		if err := month[i].check(); err != nil {
			return nil, err
		}
	}
	w := &World{Seed: seed, Own: month}
	c := &w.Creatives
	for _, name := range columns {
		if !c.has(name) {
			return nil, fmt.Errorf("creatives have no column %q", name)
		}
	}
	c.each(func(x column) {
		if x.name == "ID" || slices.Contains(columns, x.name) {
			x.grow(n, par.Chunk)
		}
	})
	for i := range c.ID {
		c.ID[i] = uint64(i + 1)
	}
	w.SetWorkers(1)
	return w, nil
}
