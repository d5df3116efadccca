package sim

import (
	"reflect"
	"slices"
)

// Clone copies a world between two months, so that two futures can be played
// from one present. Facts that never change (peers, trends) are shared.
func (w *World) Clone() *World {
	n := *w
	n.each(func(c column) {
		if c.name() != "Peers" {
			c.copyFrom()
		}
	})
	n.Levers = w.Levers.clone()
	n.Occupations = slices.Clone(w.Occupations)
	n.Domains = slices.Clone(w.Domains)
	n.Sectors = slices.Clone(w.Sectors)
	n.Without = map[string]bool{}
	for _, m := range Schedule {
		if w.Without[m.Name] {
			n.Without[m.Name] = true
		}
	}
	n.hiring = hiring{}
	for i, f := range w.hiring.free {
		n.hiring.free[i] = slices.Clone(f)
	}
	n.tallies = newTallies(w.Workers)
	return &n
}

// Frozen is the paired world: the same people with the same luck, in which
// generative AI is never released.
func (w *World) Frozen() *World {
	n := w.Clone()
	n.Params.Technology.Access = 0
	return n
}

// Bytes is the memory that the world's columns take, graph included.
func (w *World) Bytes() int {
	total := 0
	w.each(func(c column) { total += c.bytes() })
	return total
}

// Digest is a hash of the state of a world between two months: its columns, its
// markets and the order in which vacant rows are taken. Seed, Params, Rules and
// Without are not in it, for they say where a world goes and not where it is:
// worlds with one digest that have these in common go the same way.
func (w *World) Digest() uint64 {
	d := digest(w.Month)
	w.each(func(c column) { d.mix(c.hash()) })
	for _, part := range []any{w.hiring.free, w.Occupations, w.Domains, w.Sectors, w.Typical, w.LostShare, w.Effort, w.EffortSum, w.QuintileUSD, w.Weight, w.Reliable, w.Capability, w.Strictness, w.FearMean} {
		d.value(reflect.ValueOf(part))
	}
	return uint64(d)
}

type digest uint64

// mix takes in a word; the shift lets its highest bit count too.
func (d *digest) mix(x uint64) {
	h := (uint64(*d) ^ x) * 1099511628211
	*d = digest(h ^ h>>29)
}

// value takes in every number of a struct, array or slice.
func (d *digest) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		d.mix(uint64(v.Len()))
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Float64:
		d.mix(bits(v.Float()))
	case reflect.Int64, reflect.Int32:
		d.mix(uint64(v.Int()))
	case reflect.Uint8:
		d.mix(v.Uint())
	}
}
