package sim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/sim/par"
)

// A world of whoever uses the model as a library may have mechanisms that are not
// the model's, and columns for what these keep of people. They belong to the world
// and its clones: others beside it go on as before.

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
	taken := name == ""
	w.Creatives.each(func(c column) { taken = taken || c.name == name })
	if taken {
		return fmt.Errorf("a column %q cannot be added: a name must be there, and no other column have it", name)
	}
	w.Creatives.own = append(slices.Clone(w.Creatives.own), ownColumn{name: name, start: start})
	own := &w.Creatives.own[len(w.Creatives.own)-1]
	own.values = slices.Repeat([]float32{start}, w.Rows()+par.Chunk)[:w.Rows()]
	return nil
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
