package ensemble

import (
	"cmp"
	"encoding/binary"
	"io"
	"math"
	mathbits "math/bits"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// InMemory is how many bytes of tables of months lie in memory before the rest goes to the
// scratch, where there is one; PackedShare is what packing leaves of them.
const (
	InMemory    = 64 << 20
	PackedShare = 0.7
)

// Scratch is a file for tables that would not fit in memory: several may write and read
// it at once, at places of their own. An error of it is a sentence that says which file.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// Kept is the table of a month that is kept: in memory, or in a scratch.
type Kept struct {
	Groups []sim.Group // nil where it lies in a scratch
	at     int64
	bytes  int
	groups int
}

// cellar keeps tables of months: the first in memory, up to most bytes of them, and where a
// scratch can be had all others there. What is read of either is the same to the bit.
type cellar struct {
	scratches func() (Scratch, error) // opens one; nil for memory alone
	most      int64

	mu      sync.Mutex
	held    int64 // bytes in memory
	scratch Scratch
	end     int64 // of what is written to the scratch
	failed  error // the first that could not be read
}

// keep keeps a table; room is where it is packed, which is free again afterwards.
func (c *cellar) keep(groups []sim.Group, room *[]byte) (Kept, error) {
	if c.fits(len(groups)) {
		return Kept{Groups: groups}, nil
	}
	*room = packed(groups, *room)
	return c.lay(*room, len(groups))
}

// restore keeps a table of so many groups that was packed before.
func (c *cellar) restore(block []byte, groups int) (Kept, error) {
	if !c.fits(groups) {
		return c.lay(block, groups)
	}
	rows, list := room(groups), make([]sim.Group, groups)
	unpack(block, rows)
	for g := range list {
		list[g].Values = rows[g]
	}
	return Kept{Groups: list}, nil
}

// lay writes a packed table to the scratch.
func (c *cellar) lay(block []byte, groups int) (Kept, error) {
	at, err := c.place(len(block))
	if err == nil {
		_, err = c.scratch.WriteAt(block, at)
	}
	return Kept{at: at, bytes: len(block), groups: groups}, err
}

// block is a table that is kept, packed.
func (c *cellar) block(k Kept) ([]byte, error) {
	if k.Groups != nil {
		return packed(k.Groups, nil), nil
	}
	block := make([]byte, k.bytes)
	_, err := c.scratch.ReadAt(block, k.at)
	return block, err
}

// fits tells whether a table of so many groups stays in memory, and counts it.
func (c *cellar) fits(groups int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.scratches != nil && c.held >= c.most {
		return false
	}
	c.held += int64(groups * len(sim.Columns) * 8)
	return true
}

// place is where so many bytes may be written. The first to ask opens the scratch.
func (c *cellar) place(bytes int) (at int64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.scratch == nil {
		scratch, err := c.scratches()
		if err != nil {
			return 0, err
		}
		c.scratch = scratch
	}
	at = c.end
	c.end += int64(bytes)
	return at, nil
}

// open is a table that is read, a row for each group. It is read over by the next.
type open struct {
	rows, room [][]float64
	block      []byte
}

// read reads the first groups of a table. Where it cannot be read nothing is defined, and
// failed tells.
func (c *cellar) read(k Kept, groups int, to *open) {
	to.rows = to.rows[:0]
	if k.Groups != nil {
		for g := range groups {
			to.rows = append(to.rows, k.Groups[g].Values)
		}
		return
	}
	if len(to.room) < k.groups {
		to.room = room(k.groups)
	}
	to.block = slices.Grow(to.block[:0], k.bytes)[:k.bytes]
	if _, err := c.scratch.ReadAt(to.block, k.at); err != nil {
		c.mu.Lock()
		c.failed = cmp.Or(c.failed, err)
		c.mu.Unlock()
		clear(to.block)
	}
	unpack(to.block, to.room[:k.groups])
	to.rows = append(to.rows, to.room[:groups]...)
}

// packed is a table as a scratch has it: a bit for each value that tells whether it is
// defined, and those that are. It lies in room where that is enough.
func packed(groups []sim.Group, room []byte) []byte {
	columns := len(sim.Columns)
	bits := (len(groups)*columns + 7) / 8
	block := slices.Grow(room[:0], bits+len(groups)*columns*8)[:bits+len(groups)*columns*8]
	mask, values, at, i := block[:bits], block[bits:], 0, 0
	clear(mask)
	for g := range groups {
		for _, v := range groups[g].Values {
			if v == v {
				mask[i/8] |= 1 << (i % 8)
				binary.LittleEndian.PutUint64(values[at:], math.Float64bits(v))
				at += 8
			}
			i++
		}
	}
	return block[:bits+at]
}

// isPacked tells whether bytes are a packed table of so many groups.
func isPacked(block []byte, groups int) bool {
	values := groups * len(sim.Columns)
	bits := (values + 7) / 8
	if groups < 1 || groups > 1<<16 || len(block) < bits {
		return false
	}
	defined := 0
	for _, b := range block[:bits] {
		defined += mathbits.OnesCount8(b)
	}
	return len(block) == bits+8*defined && (values%8 == 0 || block[bits-1]>>(values%8) == 0)
}

// unpack reads what packed wrote.
func unpack(block []byte, rows [][]float64) {
	columns := len(sim.Columns)
	values := block[(len(rows)*columns+7)/8:]
	for g := range rows {
		for k := range columns {
			i := g*columns + k
			if block[i/8]&(1<<(i%8)) == 0 {
				rows[g][k] = math.NaN()
				continue
			}
			rows[g][k] = math.Float64frombits(binary.LittleEndian.Uint64(values))
			values = values[8:]
		}
	}
}

// room is rows for so many groups.
func room(groups int) [][]float64 {
	rows, flat := make([][]float64, groups), make([]float64, groups*len(sim.Columns))
	for g := range rows {
		rows[g] = flat[g*len(sim.Columns) : (g+1)*len(sim.Columns) : (g+1)*len(sim.Columns)]
	}
	return rows
}

// names are those of the groups whose tables an outcome has: all creatives alone where
// none were kept.
func (c *Futures) names(o *Outcome) []table.Row {
	if o.Kept == nil {
		return []table.Row{{By: table.All, Group: table.All}}
	}
	return slices.DeleteFunc(slices.Clone(c.Groups), func(g table.Row) bool { return !told(c.Groupings, g.By) })
}

// table reads the first groups of the table of a month.
func (c *Futures) table(o *Outcome, month, groups int, to *open) {
	if o.Kept == nil {
		to.rows = append(to.rows[:0], o.All[month])
		return
	}
	c.cellar.read(o.Kept[month], groups, to)
}

// Err is why a table that was kept could not be read, nil if all could: of one that could
// not, nothing is defined. Who makes something of many tables asks once, at the end.
func (c *Futures) Err() error {
	if c.cellar == nil {
		return nil
	}
	c.cellar.mu.Lock()
	defer c.cellar.mu.Unlock()
	return c.cellar.failed
}

// told tells whether tables of some groupings, nil for all, hold one of them.
func told(groupings []string, by string) bool {
	return groupings == nil || by == table.All || slices.Contains(groupings, by)
}
