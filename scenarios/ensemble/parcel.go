package ensemble

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A parcel carries futures that were played to their end, and trends, from one shelf to that
// of another process of the same program: replicates have nothing to do with one another, so
// several may play them. Worlds stay where they are. It is a row of things, each its key,
// what is said of it as JSON and its numbers, all with their lengths before them, the lowest byte first.

// tag is what a parcel says of a thing besides its numbers.
type tag struct {
	Trend  bool // else an outcome
	Rows   [3]int
	Bills  []Bill
	Levy   [3]float64
	Groups []table.Row
}

// Pack is a parcel of what lies on the shelf and was in none before. What was kept month by
// month of groups stays.
func (s *Shelf) Pack() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	var parcel []byte
	for e := s.order.Back(); e != nil; e = e.Prev() {
		k := e.Value.(*kept)
		if k.packed {
			continue
		}
		var t tag
		var rows [][]float64
		switch v := k.value.(type) {
		case sim.Effects:
			t.Trend, t.Rows[0] = true, len(v)
			for i := range v {
				rows = append(rows, v[i][:])
			}
		case *finished:
			if v.Kept != nil {
				continue
			}
			t = tag{false, [3]int{len(v.All), len(v.End), len(v.Mean)}, v.Bills, v.LevyUSD, v.groups}
			rows = slices.Concat(v.All, v.End, v.Mean)
		default: // a world
			continue
		}
		k.packed = true
		parcel = appendThing(parcel, k.key, t, rows)
	}
	return parcel
}

func appendThing(parcel []byte, key Key, t tag, rows [][]float64) []byte {
	text, err := json.Marshal(t)
	if err != nil {
		panic(err) // sums of money are numbers
	}
	parcel = append(parcel, key[:]...)
	parcel = binary.LittleEndian.AppendUint32(parcel, uint32(len(text)))
	parcel = append(parcel, text...)
	for _, row := range rows {
		parcel = binary.LittleEndian.AppendUint32(parcel, uint32(len(row)))
		if parcel, err = binary.Append(parcel, binary.LittleEndian, row); err != nil {
			panic(err) // they are numbers
		}
	}
	return parcel
}

// errParcel refuses what is no parcel.
var errParcel = errors.New("the parcel is damaged, or of another program")

// Unpack lays what is in a parcel of the same program on the shelf. A parcel that is damaged is
// refused, and what stood before the damage stays.
func (s *Shelf) Unpack(parcel []byte) error {
	for len(parcel) > 0 {
		var err error
		if parcel, err = s.unpackOne(parcel); err != nil {
			return err
		}
	}
	return nil
}

// unpackOne takes the first thing out of a parcel.
func (s *Shelf) unpackOne(parcel []byte) (rest []byte, err error) {
	var key Key
	if copy(key[:], parcel) < len(key) {
		return nil, errParcel
	}
	text, rest, err := cut(parcel[len(key):], 1)
	if err != nil {
		return nil, err
	}
	var t tag
	if json.Unmarshal(text, &t) != nil {
		return nil, errParcel
	}
	var parts [3][][]float64
	for i, n := range t.Rows {
		for range n {
			var bytes []byte
			if bytes, rest, err = cut(rest, 8); err != nil {
				return nil, err
			}
			row := make([]float64, len(bytes)/8)
			if _, err := binary.Decode(bytes, binary.LittleEndian, row); err != nil {
				return nil, errParcel
			}
			parts[i] = append(parts[i], row)
		}
	}
	if t.Trend {
		var trend sim.Effects
		for _, row := range parts[0] {
			if len(row) != sim.Occupations {
				return nil, errParcel
			}
			trend = append(trend, [sim.Occupations]float64(row))
		}
		s.receive(key, trend, bytesOf(parts[0], nil))
		return rest, nil
	}
	f := &finished{Outcome{All: parts[0], End: parts[1], Mean: parts[2], Bills: t.Bills, LevyUSD: t.Levy}, t.Groups}
	s.receive(key, f, f.bytes())
	return rest, nil
}

// receive lays something on the shelf that came in a parcel.
func (s *Shelf) receive(key Key, value any, bytes int64) {
	s.put(key, value, bytes)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.by[key]; e != nil {
		e.Value.(*kept).packed = true
	}
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
