package sim

import (
	"math"
	"reflect"
)

// Digest is a hash of the state of a world between two months: its columns, its
// markets and the order in which vacant rows are taken. Seed, Params, Rules and
// Without are not in it, for they say where a world goes and not where it is:
// worlds with one digest that have these in common go the same way.
func (w *World) Digest() uint64 {
	d := digest(w.Month)
	w.each(func(c column) { d.mix(c.hash()) })
	for _, part := range []any{w.hiring.free, w.Effects, w.Occupations, w.Domains, w.Sectors, w.Typical, w.LostShare, w.Effort, w.EffortSum, w.QuintileUSD, w.Weight, w.Reliable, w.Capability, w.Strictness, w.FearMean, w.FearStart, w.Ripe, w.Idle, w.IdleSum} {
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
	case reflect.Float64, reflect.Int64, reflect.Int32, reflect.Uint8:
		d.mix(bits(v))
	}
}

// hash is FNV-1a with a shift, word by word: what a mechanism wrote, and whether
// two worlds are the same.
func (c column) hash() uint64 {
	d := digest(14695981039346656037)
	for i := range c.data.Len() {
		d.mix(bits(c.data.Index(i)))
	}
	return uint64(d)
}

// bits are those of a number; of a small float they are 32.
func bits(v reflect.Value) uint64 {
	switch {
	case v.Kind() == reflect.Float32:
		return uint64(math.Float32bits(float32(v.Float())))
	case v.CanFloat():
		return math.Float64bits(v.Float())
	case v.CanInt():
		return uint64(v.Int())
	}
	return v.Uint()
}
