package ensemble

import (
	"encoding/binary"
	"encoding/json"
	"errors"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A parcel carries futures that were played to their end, and trends, from one shelf to that
// of another process of the same program: replicates have nothing to do with one another, so
// several may play them. Worlds stay where they are. It is a row of things, each its key,
// what is said of it as JSON and its numbers, all with their lengths before them, the lowest byte
// first. Results of a checkpoint are such things, too, and what was recorded of a world.

// tag is what a parcel says of a thing besides its numbers.
type tag struct {
	Trend  bool // else an outcome, or a record
	Rows   [4]int
	Bills  []Bill
	Levy   [3]float64
	Groups []table.Row
	Tables int          `json:",omitempty"` // of months, behind the rows
	Per    int          `json:",omitempty"` // groups of each
	Sums   [][4]float64 `json:",omitempty"` // of a record: its bills
	First  *first       `json:",omitempty"` // in place of all that
}

// thing is one of a parcel: its rows, and tables of months as a scratch has them.
type thing struct {
	key    Key
	tag    tag
	parts  [4][][]float64
	tables [][]byte
}

// Pack is a parcel of what lies on the shelf and was in none before. What was kept month by
// month of groups stays.
func (s *Shelf) Pack() []byte {
	var parcel []byte
	var list []*kept
	for _, k := range s.unpacked() {
		if f, ok := k.value.(*finished); ok && f.Kept != nil {
			continue
		}
		t, err := thingOf(k, nil)
		if err != nil {
			panic(err) // there is nothing to read
		}
		if t == nil { // a world
			continue
		}
		list, parcel = append(list, k), t.append(parcel)
	}
	s.pack(list)
	return parcel
}

// thingOf is what lies on a shelf as a thing, with tables out of a cellar; nil for a world.
func thingOf(k *kept, tables *cellar) (*thing, error) {
	t := &thing{key: k.key}
	switch v := k.value.(type) {
	case sim.Effects:
		t.tag.Trend = true
		for i := range v {
			t.parts[0] = append(t.parts[0], v[i][:])
		}
	case *first:
		t.tag.First = v
	case *finished:
		t.tag = tag{Bills: v.Bills, Levy: v.LevyUSD, Groups: v.groups}
		for i, rows := range []Rows{v.All, v.End, v.Mean} {
			var err error
			if t.parts[i], err = tables.fetch(rows, 0, rows.count, new([]byte)); err != nil {
				return nil, err
			}
		}
		return t, t.fetch(v.Kept, tables)
	default:
		return nil, nil
	}
	return t, nil
}

// fetch fetches tables of months from a cellar.
func (t *thing) fetch(list []Kept, from *cellar) error {
	for _, k := range list {
		block, err := from.block(k)
		if err != nil {
			return err
		}
		t.tables, t.tag.Per = append(t.tables, block), max(len(k.Groups), k.groups)
	}
	t.tag.Tables = len(list)
	return nil
}

// append adds the thing to a parcel.
func (t *thing) append(parcel []byte) []byte {
	for i, part := range t.parts {
		t.tag.Rows[i] = len(part)
	}
	text, err := json.Marshal(t.tag)
	if err != nil {
		panic(err) // sums of money are numbers
	}
	parcel = append(parcel, t.key[:]...)
	parcel = binary.LittleEndian.AppendUint32(parcel, uint32(len(text)))
	parcel = append(parcel, text...)
	for _, part := range t.parts {
		for _, row := range part {
			parcel = binary.LittleEndian.AppendUint32(parcel, uint32(len(row)))
			if parcel, err = binary.Append(parcel, binary.LittleEndian, row); err != nil {
				panic(err) // they are numbers
			}
		}
	}
	for _, block := range t.tables {
		parcel = binary.LittleEndian.AppendUint32(parcel, uint32(len(block)))
		parcel = append(parcel, block...)
	}
	return parcel
}

// errParcel refuses what is no parcel.
var errParcel = errors.New("the parcel is damaged, or of another program")

// Unpack lays what is in a parcel of the same program on the shelf. A parcel that is damaged is
// refused, and what stood before the damage stays.
func (s *Shelf) Unpack(parcel []byte) error {
	for len(parcel) > 0 {
		t, rest, err := cutThing(parcel)
		if err == nil {
			err = s.receive(t, nil)
		}
		if err != nil {
			return err
		}
		parcel = rest
	}
	return nil
}

// cutThing takes the first thing out of a parcel.
func cutThing(parcel []byte) (t *thing, rest []byte, err error) {
	t = &thing{}
	if copy(t.key[:], parcel) < len(t.key) {
		return nil, nil, errParcel
	}
	text, rest, err := cut(parcel[len(t.key):], 1)
	if err != nil {
		return nil, nil, err
	}
	if json.Unmarshal(text, &t.tag) != nil {
		return nil, nil, errParcel
	}
	for i, n := range t.tag.Rows {
		for range n {
			var bytes []byte
			if bytes, rest, err = cut(rest, 8); err != nil {
				return nil, nil, err
			}
			row := make([]float64, len(bytes)/8)
			if _, err := binary.Decode(bytes, binary.LittleEndian, row); err != nil {
				return nil, nil, errParcel
			}
			t.parts[i] = append(t.parts[i], row)
		}
	}
	for range t.tag.Tables {
		var block []byte
		if block, rest, err = cut(rest, 1); err != nil {
			return nil, nil, err
		}
		if !isPacked(block, t.tag.Per) {
			return nil, nil, errParcel
		}
		t.tables = append(t.tables, block)
	}
	return t, rest, nil
}

// receive lays a thing on the shelf that came in a parcel, its tables in a cellar.
func (s *Shelf) receive(t *thing, tables *cellar) error {
	var value any
	var bytes int64
	switch {
	case t.tag.First != nil:
		value = t.tag.First
	case t.tag.Trend:
		var trend sim.Effects
		for _, row := range t.parts[0] {
			if len(row) != sim.Occupations {
				return errParcel
			}
			trend = append(trend, [sim.Occupations]float64(row))
		}
		value, bytes = trend, bytesOf(t.parts[0], nil)
	default:
		kept, err := t.restore(tables)
		if err != nil {
			return err
		}
		f := &finished{Outcome{Kept: kept, Bills: t.tag.Bills, LevyUSD: t.tag.Levy}, t.tag.Groups}
		if err := tables.storeIn([]*Rows{&f.All, &f.End, &f.Mean}, t.parts[:3]...); err != nil {
			return err
		}
		value, bytes = f, f.bytes()
	}
	s.put(t.key, value, bytes)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.by[t.key]; e != nil {
		e.Value.(*kept).packed = true
	}
	return nil
}

// restore lays the tables of a thing in a cellar.
func (t *thing) restore(tables *cellar) (list []Kept, err error) {
	if len(t.tables) > 0 && tables == nil {
		return nil, errParcel
	}
	for _, block := range t.tables {
		k, err := tables.restore(block, t.tag.Per)
		if err != nil {
			return nil, err
		}
		list = append(list, k)
	}
	return list, nil
}

// cut takes the first piece off, of a number of units that stands before it.
func cut(from []byte, unit int) (piece, rest []byte, err error) {
	if len(from) < 4 {
		return nil, nil, errParcel
	}
	n := int(binary.LittleEndian.Uint32(from)) * unit
	if from = from[4:]; n < 0 || n > len(from) {
		return nil, nil, errParcel
	}
	return from[:n], from[n:], nil
}
