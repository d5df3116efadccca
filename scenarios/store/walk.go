package store

import "encoding/binary"

// A walker goes over bytes that should be Thrift in its compact protocol, as the heads in a
// Parquet file are, and takes note of nothing but whether every length in them fits into
// the bytes that are there.
type walker struct {
	rest       []byte
	structures int
}

// deepest is how far values may stand within each other: in heads of Parquet files it is
// six levels.
const deepest = 16

// Types of values.
const (
	thriftTrue, thriftFalse    = 1, 2
	thriftI8, thriftI16        = 3, 4
	thriftI32, thriftI64       = 5, 6
	thriftDouble, thriftBinary = 7, 8
	thriftList, thriftSet      = 9, 10
	thriftMap, thriftStructure = 11, 12
)

// skip goes over so many bytes.
func (w *walker) skip(n uint64) bool {
	if n > uint64(len(w.rest)) {
		return false
	}
	w.rest = w.rest[n:]
	return true
}

// number goes over a number of a length of its own.
func (w *walker) number() (uint64, bool) {
	n, size := binary.Uvarint(w.rest)
	if size <= 0 {
		return 0, false
	}
	return n, w.skip(uint64(size))
}

// one goes over a byte.
func (w *walker) one() (byte, bool) {
	if len(w.rest) == 0 {
		return 0, false
	}
	b := w.rest[0]
	return b, w.skip(1)
}

// structure goes over fields, up to the sign that no more follow.
func (w *walker) structure(depth int) bool {
	w.structures++
	for {
		head, ok := w.one()
		if !ok || head == 0 {
			return ok
		}
		if head>>4 == 0 { // the field's number follows
			if _, ok := w.number(); !ok {
				return false
			}
		}
		kind := head & 15
		if kind == thriftTrue || kind == thriftFalse {
			continue // the type is the value
		}
		if !w.value(kind, depth+1) {
			return false
		}
	}
}

// value goes over a value of a type, of a field or in a list.
func (w *walker) value(kind byte, depth int) bool {
	if depth > deepest {
		return false
	}
	switch kind {
	case thriftTrue, thriftFalse, thriftI8:
		return w.skip(1)
	case thriftI16, thriftI32, thriftI64:
		_, ok := w.number()
		return ok
	case thriftDouble:
		return w.skip(8)
	case thriftBinary:
		n, ok := w.number()
		return ok && w.skip(n)
	case thriftList, thriftSet:
		head, ok := w.one()
		n := uint64(head >> 4)
		if ok && n == 15 { // the number of items follows
			n, ok = w.number()
		}
		return ok && w.items(n, depth, head&15)
	case thriftMap:
		n, ok := w.number()
		if !ok || n == 0 {
			return ok
		}
		kinds, ok := w.one()
		return ok && w.items(n, depth, kinds>>4, kinds&15)
	case thriftStructure:
		return w.structure(depth)
	}
	return false
}

// items goes over the items of a list, or the pairs of a map. Each takes a byte at least.
func (w *walker) items(n uint64, depth int, kinds ...byte) bool {
	if n > uint64(len(w.rest)) {
		return false
	}
	for range n {
		for _, kind := range kinds {
			if !w.value(kind, depth+1) {
				return false
			}
		}
	}
	return true
}

// frameHolds tells whether bytes are one frame of zstd that holds at most so many: the
// library unpacks no more than a frame says, but as many frames as there are. A frame that
// says nothing of its size, as short ones do, must be of one block, which is at most 128 KiB.
func frameHolds(frame []byte, most int64) bool {
	const magic = "\x28\xb5\x2f\xfd"
	if len(frame) < 5 || string(frame[:4]) != magic {
		return false
	}
	about := frame[4]
	single, checked := about>>5&1 == 1, about>>2&1 == 1
	head := 5 + []uint64{0, 1, 2, 4}[about&3]
	if !single {
		head++ // how far back it looks
	}
	size := []uint64{0, 2, 4, 8}[about>>6]
	if single && size == 0 {
		size = 1
	}
	w := walker{rest: frame}
	if !w.skip(head) || uint64(len(w.rest)) < size {
		return false
	}
	var eight [8]byte
	copy(eight[:], w.rest[:size])
	holds := binary.LittleEndian.Uint64(eight[:])
	if size == 2 {
		holds += 256
	}
	w.rest = w.rest[size:]
	blocks := w.blocks()
	if blocks == 0 || size == 0 && blocks > 1 || holds > uint64(most) || checked && !w.skip(4) {
		return false
	}
	return len(w.rest) == 0
}

// blocks goes over the blocks of a frame and counts them; it is 0 where they do not end.
func (w *walker) blocks() (n int) {
	for {
		if len(w.rest) < 3 {
			return 0
		}
		head := uint64(w.rest[0]) | uint64(w.rest[1])<<8 | uint64(w.rest[2])<<16
		size := head >> 3
		if head>>1&3 == 1 { // one byte, so many times
			size = 1
		}
		if n++; !w.skip(3 + size) {
			return 0
		}
		if head&1 == 1 {
			return n
		}
	}
}
