package sim

import (
	"reflect"

	"github.com/atelier-sim/atelier/sim/par"
)

// The columns of the tables, for whatever treats all of them alike: growing,
// copying, weighing, hashing. They are the fields, so none is ever forgotten.

func (c *Creatives) each(f func(column))     { eachColumn(c, "", f) }
func (o *Organisations) each(f func(column)) { eachColumn(o, "Orgs.", f) }
func (c *Cells) each(f func(column))         { eachColumn(c, "Cells.", f) }

// Grow adds n rows of zeros to every column, with room for views of the last ones.
func (c *Creatives) Grow(n int) { c.each(func(x column) { x.grow(n, par.Chunk) }) }

// Grow adds n rows of zeros to every column.
func (o *Organisations) Grow(n int) { o.each(func(x column) { x.grow(n, 0) }) }

// Grow adds n rows of zeros to every column.
func (c *Cells) Grow(n int) { c.each(func(x column) { x.grow(n, 0) }) }

// each visits the columns of every table.
func (w *World) each(f func(column)) {
	w.Creatives.each(f)
	w.Orgs.each(f)
	w.Cells.each(f)
}

// eachColumn visits the fields of a table, named after it.
func eachColumn(table any, prefix string, f func(column)) {
	t := reflect.ValueOf(table).Elem()
	for i := range t.NumField() {
		name, per := prefix+t.Type().Field(i).Name, 1
		if name == "Peers" {
			per = Degree
		}
		switch data := t.Field(i).Addr().Interface().(type) {
		case *[]uint8:
			f(slice[uint8]{name, data, per})
		case *[]uint16:
			f(slice[uint16]{name, data, per})
		case *[]uint32:
			f(slice[uint32]{name, data, per})
		case *[]uint64:
			f(slice[uint64]{name, data, per})
		case *[]int32:
			f(slice[int32]{name, data, per})
		case *[]int64:
			f(slice[int64]{name, data, per})
		case *[]float32:
			f(slice[float32]{name, data, per})
		case *[]float64:
			f(slice[float64]{name, data, per})
		default:
			panic("sim: columns cannot be of the type of " + name)
		}
	}
}
