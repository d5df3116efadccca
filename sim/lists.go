package sim

import (
	"reflect"
	"runtime/debug"

	"github.com/atelier-sim/atelier/sim/par"
)

// The columns of the tables, for whatever treats all of them alike: growing,
// copying, weighing. They are the fields, so none is ever forgotten.

func (c *Clients) each(f func(column))       { eachColumn(c, "Clients.", f) }
func (o *Organisations) each(f func(column)) { eachColumn(o, "Orgs.", f) }
func (c *Cells) each(f func(column))         { eachColumn(c, "Cells.", f) }

func (c *Creatives) each(f func(column)) {
	eachColumn(c, "", f)
	for i := range c.own {
		f(column{c.own[i].name, reflect.ValueOf(&c.own[i].values).Elem(), 1})
	}
}

// Grow adds n rows of zeros to every column, with room for views of the last ones.
func (c *Creatives) Grow(n int) {
	c.each(func(x column) {
		was := x.bytes()
		if x.grow(n, par.Chunk) && was >= largeColumn {
			debug.FreeOSMemory() // or all columns would be there twice: nothing else tells Go that they are the memory
		}
	})
}

// largeColumn is how many bytes a column has that should go before the next one moves.
const largeColumn = 1 << 20

// Grow adds n rows of zeros to every column.
func (c *Clients) Grow(n int) { c.each(func(x column) { x.grow(n, 0) }) }

// Grow adds n rows of zeros to every column.
func (o *Organisations) Grow(n int) { o.each(func(x column) { x.grow(n, 0) }) }

// Grow adds n rows of zeros to every column.
func (c *Cells) Grow(n int) { c.each(func(x column) { x.grow(n, 0) }) }

// each visits the columns of every table.
func (w *World) each(f func(column)) {
	w.Creatives.each(f)
	w.Clients.each(f)
	w.Orgs.each(f)
	w.Cells.each(f)
}

// A column is a field of a table, a slice of numbers. It can be grown, copied
// and weighed without naming its type.
type column struct {
	name string
	data reflect.Value
	per  int // numbers a row
}

// eachColumn visits the fields of a table, named after it.
func eachColumn(table any, prefix string, f func(column)) {
	t := reflect.ValueOf(table).Elem()
	for i := range t.NumField() {
		if !t.Type().Field(i).IsExported() {
			continue // a list of columns: its table visits them
		}
		f(columnOf(prefix+t.Type().Field(i).Name, t.Field(i)))
	}
}

// grow adds n rows and room for more behind them. A column that has the room and is to have no
// more rows stays where it is; grow tells whether it moved.
func (c column) grow(n, room int) (moved bool) {
	if n == 0 && c.data.Cap() >= c.data.Len()+room*c.per {
		return false
	}
	n = c.data.Len() + n*c.per
	c.move(n, n+room*c.per)
	return true
}

// columnOf is the column of that name.
func columnOf(name string, data reflect.Value) column {
	switch name {
	case "Peers":
		return column{name, data, Degree}
	case "Cells.Sums":
		return column{name, data, CellSums}
	}
	return column{name, data, 1}
}

// move makes a column of n numbers, with room, of what it holds. It never writes
// where the column lay, for clones share some columns. Large columns would all
// start at a page, and the same row of many would compete for the same few lines
// of the cache; the name moves the start by some lines.
func (c column) move(n, room int) {
	line := 0
	for _, b := range []byte(c.name) {
		line = (31*line + int(b)) % 64
	}
	lead := line * 64 / int(c.data.Type().Elem().Size())
	data := reflect.MakeSlice(c.data.Type(), lead+n, lead+room).Slice(lead, lead+n)
	reflect.Copy(data, c.data)
	c.data.Set(data)
}

// bytes is the memory that it takes.
func (c column) bytes() int { return c.data.Cap() * int(c.data.Type().Elem().Size()) }
