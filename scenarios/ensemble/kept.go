package ensemble

import (
	"cmp"
	"encoding/binary"
	"io"
	"math"
	mathbits "math/bits"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// InMemory is how many bytes of tables of months lie in memory before the rest goes to the
// scratch, where there is one, and as many of rows that outcomes hold; PackedShare is what
// packing leaves of tables.
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

// Rows are rows with every measure that an outcome holds: in memory, or in a scratch, as they
// are. [Futures.Read] reads them.
type Rows struct {
	here  [][]float64 // nil where they lie in a scratch
	at    int64
	count int
}

// Len is how many there are.
func (r Rows) Len() int { return r.count }

// bytesOfRow is what a row takes in a scratch.
func bytesOfRow() int64 { return int64(8 * len(sim.Columns)) }

// cellar keeps tables of months, and rows that outcomes hold: the first in memory, up to most
// bytes of either, and where a scratch can be had all others there. What is read of either is
// the same to the bit.
type cellar struct {
	scratches func() (Scratch, error) // opens one; nil for memory alone
	most      int64

	mu      sync.Mutex
	held    int64 // bytes of tables in memory
	rows    int64 // bytes of rows in memory
	scratch Scratch
	end     int64 // of what is written to the scratch
	failed  error // the first that could not be read
}

// keep keeps a table; room is where it is packed, which is free again afterwards.
func (c *cellar) keep(groups []sim.Group, room *[]byte) (Kept, error) {
	if c.fits(&c.held, len(groups)) {
		return Kept{Groups: groups}, nil
	}
	*room = packed(groups, *room)
	return c.lay(*room, len(groups))
}

// restore keeps a table of so many groups that was packed before.
func (c *cellar) restore(block []byte, groups int) (Kept, error) {
	if !c.fits(&c.held, groups) {
		return c.lay(block, groups)
	}
	rows, list := room(groups), make([]sim.Group, groups)
	unpack(block, groups, 0, rows)
	for g := range list {
		list[g].Values = rows[g]
	}
	return Kept{Groups: list}, nil
}

// lay writes a packed table to the scratch.
func (c *cellar) lay(block []byte, groups int) (Kept, error) {
	at, err := c.write(block)
	return Kept{at: at, bytes: len(block), groups: groups}, err
}

// store keeps rows, which nobody may change from then on; all of them in memory where there is no
// cellar.
func (c *cellar) store(rows [][]float64) (Rows, error) {
	if c == nil || c.fits(&c.rows, len(rows)) {
		return Rows{here: rows, count: len(rows)}, nil
	}
	block := make([]byte, 0, len(rows)*int(bytesOfRow()))
	for _, row := range rows {
		for _, v := range row {
			block = binary.LittleEndian.AppendUint64(block, math.Float64bits(v))
		}
	}
	at, err := c.write(block)
	return Rows{at: at, count: len(rows)}, err
}

// storeIn keeps several lists of rows, each in its place.
func (c *cellar) storeIn(places []*Rows, lists ...[][]float64) (err error) {
	for i, rows := range lists {
		var failed error
		*places[i], failed = c.store(rows)
		err = cmp.Or(err, failed)
	}
	return err
}

// load reads some rows from one on; buffer is where the bytes are read to, which is free again
// afterwards. Where they cannot be read nothing is defined, and failed tells.
func (c *cellar) load(r Rows, from, count int, buffer *[]byte) [][]float64 {
	rows, err := c.fetch(r, from, count, buffer)
	if err != nil {
		c.fail(err)
		rows = room(count)
		for _, row := range rows {
			for i := range row {
				row[i] = math.NaN()
			}
		}
	}
	return rows
}

// fetch is load for who cannot do with less.
func (c *cellar) fetch(r Rows, from, count int, buffer *[]byte) ([][]float64, error) {
	if r.here != nil || count == 0 {
		return r.here[from : from+count], nil
	}
	bytes := bytesOfRow()
	*buffer = slices.Grow((*buffer)[:0], count*int(bytes))[:count*int(bytes)]
	if _, err := c.scratch.ReadAt(*buffer, r.at+int64(from)*bytes); err != nil {
		return nil, err
	}
	rows, left := room(count), *buffer
	for _, row := range rows {
		for i := range row {
			row[i], left = math.Float64frombits(binary.LittleEndian.Uint64(left)), left[8:]
		}
	}
	return rows, nil
}

// fail notes why something could not be read.
func (c *cellar) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = cmp.Or(c.failed, err)
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

// fits tells whether so many rows stay in memory beside those that are held, and counts them.
func (c *cellar) fits(held *int64, rows int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.scratches != nil && *held >= c.most {
		return false
	}
	*held += int64(rows) * bytesOfRow()
	return true
}

// write writes to the scratch, at a place of its own.
func (c *cellar) write(block []byte) (at int64, err error) {
	if at, err = c.place(len(block)); err == nil {
		_, err = c.scratch.WriteAt(block, at)
	}
	return at, err
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
type open struct{ rows, room [][]float64 }

// read reads the groups of a table from one on, so many, into to; buffer is where the bytes are
// read to, which is free again afterwards. Where it cannot be read nothing is defined, and failed
// tells.
func (c *cellar) read(k Kept, from, count int, to *open, buffer *[]byte) {
	to.rows = to.rows[:0]
	if k.Groups != nil {
		for _, g := range k.Groups[from : from+count] {
			to.rows = append(to.rows, g.Values)
		}
		return
	}
	if len(to.room) < count {
		to.room = room(count)
	}
	to.rows = append(to.rows, to.room[:count]...)
	columns := len(sim.Columns)
	bits := (k.groups*columns + 7) / 8
	block := slices.Grow((*buffer)[:0], k.bytes)[:k.bytes]
	*buffer = block
	_, err := c.scratch.ReadAt(block[:bits], k.at)
	if err == nil { // of the numbers those that are asked for
		first := bits + 8*definedIn(block, 0, from*columns)
		last := first + 8*definedIn(block, from*columns, (from+count)*columns)
		_, err = c.scratch.ReadAt(block[first:last], k.at+int64(first))
	}
	if err != nil {
		c.fail(err)
		clear(block)
	}
	unpack(block, k.groups, from, to.rows)
}

// definedIn counts the values that are defined in a packed table, from one up to another.
func definedIn(mask []byte, from, to int) (n int) {
	for ; from < to && from%8 != 0; from++ {
		n += int(mask[from/8] >> (from % 8) & 1)
	}
	for ; from+8 <= to; from += 8 {
		n += mathbits.OnesCount8(mask[from/8])
	}
	for ; from < to; from++ {
		n += int(mask[from/8] >> (from % 8) & 1)
	}
	return n
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

// unpack reads rows from one on of what packed wrote of so many groups.
func unpack(block []byte, groups, from int, rows [][]float64) {
	columns := len(sim.Columns)
	values := block[(groups*columns+7)/8:][8*definedIn(block, 0, from*columns):]
	for g := range rows {
		for k := range columns {
			i := (from+g)*columns + k
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

// table reads groups of the table of a month, from one on, so many.
func (c *Futures) table(o *Outcome, month, from, count int, to *open, buffer *[]byte) {
	if o.Kept == nil {
		to.rows = append(to.rows[:0], c.cellar.load(o.All, month, 1, buffer)...)
		return
	}
	c.cellar.read(o.Kept[month], from, count, to, buffer)
}

// Read reads rows of an outcome, which nobody may change. Of those that cannot be read
// nothing is defined, see [Futures.Err].
func (c *Futures) Read(r Rows) [][]float64 { return c.cellar.load(r, 0, r.count, new([]byte)) }

// A Part is one of the rows that an outcome holds.
type Part int

// The parts of outcomes.
const (
	InMonth    Part = iota // of all creatives, by month
	AtEnd                  // of each group, in the last month
	OverPeriod             // of each group, the mean over the period
)

// of are the rows of a part.
func (p Part) of(o *Outcome) Rows { return [...]Rows{o.All, o.End, o.Mean}[p] }

// Across reads one row of a part of what an arm left in a world, by replicate: of a month, or of
// a group. Nobody may change them. Those that were read last are at hand, for who asks for a
// row measure by measure.
func (c *Futures) Across(world, arm int, part Part, row int) [][]float64 {
	outcomes := c.Of(world, arm)
	return c.sheets.get(sheet{world, arm, part, row, len(outcomes)}, func() [][]float64 {
		var buffer []byte
		return finding.Each(outcomes, func(o *Outcome) []float64 { return c.cellar.load(part.of(o), row, 1, &buffer)[0] })
	})
}

// sheet is a row of a part of an arm in a world, of so many replicates.
type sheet struct {
	world, arm int
	part       Part
	row        int
	replicates int
}

// sheets are those that were read last, by several at once.
type sheets struct {
	mu    sync.Mutex
	order []sheet // the one read last behind
	rows  map[sheet][][]float64
}

// mostSheets is how many are at hand: what an arm and its reference are at the end and over the
// period, of one group after another, in a few worlds.
const mostSheets = 16

func (s *sheets) get(key sheet, read func() [][]float64) [][]float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rows, ok := s.rows[key]; ok {
		return rows
	}
	if len(s.order) == mostSheets {
		delete(s.rows, s.order[0])
		s.order = slices.Delete(s.order, 0, 1)
	}
	if s.rows == nil {
		s.rows = map[sheet][][]float64{}
	}
	s.rows[key], s.order = read(), append(s.order, key)
	return s.rows[key]
}

func (s *sheets) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.order, s.rows = nil, nil
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
