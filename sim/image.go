package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
	"reflect"
	"slices"
	"unsafe"

	"github.com/atelier-sim/atelier/sim/par"
)

// An image is all of a world between two months, as bytes: the world that is read from it
// goes on as the one that was written. They are the same bytes on every machine and for any
// number of workers. Frames of numbers, eight bytes each with the lowest first, take turns
// with columns, which lie there as they do in memory. At the end stands a checksum.
//
// What is in it follows from the fields of World, but for those in [notInImage].

// imageMagic begins every image; its last byte is the version of the format.
const imageMagic = "atelier world\n\x00\x01"

// ErrOtherImage says that an image is whole so far and of something else: another model, another
// world.
var ErrOtherImage = errors.New("the image is of another world")

// Sizes of the pieces that an image comes in, none of which any result depends on but the
// checksum, which is that of the checksums of frames and of pieces of columns.
const (
	imageFrame = 1 << 16 // a frame ends once it is so long
	imagePiece = 1 << 20 // of a column, for the checksum
	imageBatch = 16      // pieces that are read or written at a time
	imageText  = 1 << 20 // the longest text, and frame
)

// notInImage are fields that an image leaves out, each with the reason.
var notInImage = map[string]string{
	"World.Workers":  "who reads the image says how many",
	"World.Own":      "functions cannot be written: a world that has them is refused",
	"World.Ablated":  "functions cannot be written: a world that has them is refused",
	"World.tallies":  "empty between two months",
	"hiring.chunks":  "lists of a month, made anew in the next",
	"hiring.posts":   "lists of a month, made anew in the next",
	"hiring.seekers": "lists of a month, made anew in the next",
	"hiring.movers":  "lists of a month, made anew in the next",
	"hiring.fresh":   "lists of a month, made anew in the next",
	"hiring.pass":    "of hiring.worth",
	"hiring.worth":   "follows from the parameters",
	"hiring.flows":   "empty between two months",
	"hiring.money":   "empty between two months",
	"hiring.bills":   "empty between two months",
	"hiring.vacant":  "lists of a month, made anew in the next",
	"hiring.sellers": "lists of a month, made anew in the next",
	"hiring.market":  "made anew each month",
}

// WriteImage writes the world, which must stand between two months, as it is. Of what it is,
// of says: the model and whatever else the reader must be sure of. A world with
// mechanisms or ablations of its own is refused.
func (w *World) WriteImage(to io.Writer, of string) error {
	if w.Own != nil || len(w.Ablated) > 0 {
		return errors.New("a world with mechanisms or ablations of its own has no image: functions cannot be written")
	}
	m := &image{to: to, sum: sha256.New(), workers: w.Workers}
	m.head(of)
	m.value(reflect.ValueOf(w).Elem())
	m.flush()
	if m.err != nil {
		return m.err
	}
	_, err := to.Write(m.sum.Sum(nil))
	return err
}

// ReadImage reads the world of an image that says the same of itself. From is read up to the
// end of the image and no further, most bytes of it at most: no more memory than about that is
// made for an image that lies. A world that is read has so many workers. Whatever is not the
// image that was written, to the byte, is an error; [ErrOtherImage] is one that is of something
// else.
func ReadImage(from io.Reader, of string, most int64, workers int) (*World, error) {
	m := &image{from: from, left: most, sum: sha256.New(), workers: workers}
	w := &World{}
	m.head(of)
	m.value(reflect.ValueOf(w).Elem())
	if m.err == nil && m.at < len(m.frame) {
		m.fail("numbers are left over")
	}
	if m.err != nil {
		return nil, m.err
	}
	var sum [sha256.Size]byte
	if m.fill(sum[:]); m.err != nil {
		return nil, m.err
	}
	if [sha256.Size]byte(m.sum.Sum(nil)) != sum {
		return nil, errors.New("the image is damaged: its checksum is another")
	}
	if err := w.fits(); err != nil {
		return nil, fmt.Errorf("the image is of no world: %w", err)
	}
	w.SetWorkers(workers)
	return w, nil
}

// An image in the making, or being read. One walk does both, so that they cannot differ.
type image struct {
	to      io.Writer // nil while one is read
	from    io.Reader // nil while one is written
	left    int64     // bytes that may still come
	frame   []byte
	at      int // of the frame that is read
	sum     hash.Hash
	workers int
	err     error // the first
}

func (m *image) fail(format string, args ...any) {
	if m.err == nil {
		m.err = fmt.Errorf("the image is damaged: "+format, args...)
	}
}

// head is what an image begins with.
func (m *image) head(of string) {
	layout := sha256.Sum256(layoutOf(nil, reflect.TypeFor[World](), ""))
	for _, part := range []struct{ has, is string }{{imageMagic, "format"}, {string(layout[:]), "layout of worlds"}, {of, "description"}} {
		found := part.has
		if m.text(&found); m.err == nil && found != part.has {
			m.err = fmt.Errorf("%w: its %s is not the one asked for", ErrOtherImage, part.is)
		}
	}
}

// layoutOf adds what an image knows of a type by its place, as text.
func layoutOf(text []byte, t reflect.Type, name string) []byte {
	text = fmt.Append(text, name, " ", t.Kind(), "\n")
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); notInImage[t.Name()+"."+f.Name] == "" {
				text = layoutOf(text, f.Type, f.Name)
			}
		}
	case reflect.Array:
		text = layoutOf(fmt.Append(text, t.Len()), t.Elem(), "")
	case reflect.Slice, reflect.Pointer:
		text = layoutOf(text, t.Elem(), "")
	}
	return text
}

// value writes a value, or reads one into it.
func (m *image) value(v reflect.Value) {
	if m.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		m.fields(v)
	case reflect.Array:
		for i := range v.Len() {
			m.value(v.Index(i))
		}
	case reflect.Slice:
		m.slice(v, func(n int) { v.Set(reflect.MakeSlice(v.Type(), n, n)) })
	case reflect.Pointer:
		m.pointer(v)
	case reflect.Map:
		m.set(v)
	case reflect.String:
		m.text(v.Addr().Interface().(*string))
	case reflect.Bool:
		on := m.flag(v.Bool())
		if m.from != nil {
			v.SetBool(on)
		}
	default:
		m.number(v)
	}
}

// fields are those of a struct, whoever may name them. Columns of tables are read where a world
// wants them to lie.
func (m *image) fields(v reflect.Value) {
	t := v.Type()
	table, room := false, 0
	switch v.Addr().Interface().(type) {
	case *Creatives:
		table, room = true, par.Chunk // for views of the last rows
	case *Clients, *Organisations, *Cells:
		table = true
	}
	for i := range v.NumField() {
		f := t.Field(i)
		if notInImage[t.Name()+"."+f.Name] != "" {
			continue
		}
		of := reflect.NewAt(f.Type, v.Field(i).Addr().UnsafePointer()).Elem()
		if table && f.IsExported() {
			c := columnOf(f.Name, of)
			m.slice(of, func(n int) { c.move(n, n+room*c.per) })
			continue
		}
		m.value(of)
	}
}

// number is one of any kind.
func (m *image) number(v reflect.Value) {
	switch {
	case v.CanFloat():
		if x := math.Float64frombits(m.word(math.Float64bits(v.Float()))); m.from != nil {
			v.SetFloat(x)
		}
	case v.CanInt():
		x := int64(m.word(uint64(v.Int())))
		if v.OverflowInt(x) {
			m.fail("a number is too large")
		} else if m.from != nil {
			v.SetInt(x)
		}
	case v.CanUint():
		x := m.word(v.Uint())
		if v.OverflowUint(x) {
			m.fail("a number is too large")
		} else if m.from != nil {
			v.SetUint(x)
		}
	default:
		panic("sim: a world has a " + v.Type().String() + ", of which there is no image")
	}
}

// slice keeps apart what has no members and what is not there. Room makes room for n members that
// are read.
func (m *image) slice(v reflect.Value, room func(n int)) {
	size, memory := wordOf(v.Type().Elem()), int(v.Type().Elem().Size())
	least := memory
	if size == 0 {
		least = memory / 4 // no member takes less, as no text and no flag does
	}
	n, there := m.length(v.Len(), !v.IsNil(), least)
	if m.err != nil || !there {
		return
	}
	if m.from != nil {
		room(n)
	}
	if size == 0 {
		for i := range n {
			m.value(v.Index(i))
		}
		return
	}
	m.column(unsafe.Slice((*byte)(v.UnsafePointer()), n*memory), size)
}

// wordOf is the size of the numbers that values of a type are made of without a gap, the same
// on every machine; 0 where they are not.
func wordOf(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Array:
		return wordOf(t.Elem())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Float32, reflect.Float64:
		return int(t.Size())
	}
	return 0
}

// length is that of a list whose members take at least so many bytes each, and whether it is there.
func (m *image) length(n int, there bool, least int) (int, bool) {
	there = m.flag(there)
	x := m.word(uint64(n))
	if m.from != nil && x > uint64(m.left+int64(len(m.frame)-m.at))/uint64(max(1, least)) {
		m.fail("a list is longer than the image")
	}
	return int(x), there
}

// pointer is what it points to, if anything.
func (m *image) pointer(v reflect.Value) {
	if !m.flag(!v.IsNil()) || m.err != nil {
		return
	}
	if m.from != nil {
		v.Set(reflect.New(v.Type().Elem()))
	}
	m.value(v.Elem())
}

// set is a map from names to whether they are in it, in the order of names.
func (m *image) set(v reflect.Value) {
	p := v.Addr().Interface().(*map[string]bool)
	var names []string
	for _, k := range v.MapKeys() {
		names = append(names, k.String())
	}
	slices.Sort(names)
	n, _ := m.length(len(names), true, 16)
	if m.err != nil || n == 0 {
		return
	}
	if m.from != nil {
		*p, names = map[string]bool{}, make([]string, n)
	}
	for i := range names {
		m.text(&names[i])
		if on := m.flag((*p)[names[i]]); m.from != nil {
			(*p)[names[i]] = on
		}
	}
}

// text is its length and its bytes.
func (m *image) text(s *string) {
	n := int(min(m.word(uint64(len(*s))), imageText+1))
	switch {
	case n > imageText:
		m.fail("a text is too long")
	case m.to != nil:
		m.frame = append(m.frame, *s...)
	case m.err == nil && n > len(m.frame)-m.at:
		m.fail("a text ends too early")
	case m.err == nil:
		*s = string(m.frame[m.at : m.at+n])
		m.at += n
	}
}

func (m *image) flag(on bool) bool {
	x := uint64(0)
	if on {
		x = 1
	}
	if x = m.word(x); x > 1 {
		m.fail("a flag is %d", x)
	}
	return x == 1
}

// word is eight bytes of the frame.
func (m *image) word(x uint64) uint64 {
	if m.err != nil {
		return 0
	}
	if m.to != nil {
		if len(m.frame) >= imageFrame {
			m.flush()
		}
		m.frame = binary.LittleEndian.AppendUint64(m.frame, x)
		return x
	}
	if m.at == len(m.frame) {
		m.next()
	}
	if m.err != nil || len(m.frame)-m.at < 8 {
		m.fail("a number ends too early")
		return 0
	}
	m.at += 8
	return binary.LittleEndian.Uint64(m.frame[m.at-8:])
}

// flush ends the frame that is written, if there is anything in it.
func (m *image) flush() {
	if len(m.frame) == 0 {
		return
	}
	m.move(binary.LittleEndian.AppendUint64(nil, uint64(len(m.frame))))
	m.move(m.frame)
	m.frame = m.frame[:0]
}

// next begins the next frame that is read.
func (m *image) next() {
	var size [8]byte
	m.move(size[:])
	n := binary.LittleEndian.Uint64(size[:])
	if m.err == nil && (n == 0 || n > 2*imageText) {
		m.fail("a frame has %d bytes", n)
	}
	if m.err != nil {
		return
	}
	m.frame, m.at = make([]byte, n), 0
	m.move(m.frame)
}

// bigEndian machines have the highest byte of a number first.
var bigEndian = binary.NativeEndian.Uint16([]byte{0, 1}) == 1

// column writes the bytes of numbers of a size between two frames, or reads them.
func (m *image) column(b []byte, size int) {
	if m.to != nil {
		m.flush()
	} else if m.at < len(m.frame) {
		m.fail("a column begins too early")
	}
	if !bigEndian || size == 1 {
		m.move(b)
		return
	}
	for batch := range slices.Chunk(b, imageBatch*imagePiece) { // pieces are those of the whole column
		own := slices.Clone(batch)
		if m.to != nil {
			turn(own, size)
		}
		if m.move(own); m.from != nil {
			turn(own, size)
			copy(batch, own)
		}
	}
}

// turn reverses the bytes of each number.
func turn(b []byte, size int) {
	for ; len(b) > 0; b = b[size:] {
		slices.Reverse(b[:size])
	}
}

// move writes bytes, or reads them, and takes them into the checksum: while one batch of them is
// under way, the workers sum up the one before.
func (m *image) move(b []byte) {
	var last []byte
	for m.err == nil && len(b)+len(last) > 0 {
		batch := b[:min(len(b), imageBatch*imagePiece)]
		n := (len(last) + imagePiece - 1) / imagePiece
		sums := make([][sha256.Size]byte, n)
		par.Each(m.workers, 1+n, func(_, i int) {
			if i == 0 {
				m.pass(batch)
				return
			}
			sums[i-1] = sha256.Sum256(last[(i-1)*imagePiece : min(len(last), i*imagePiece)])
		})
		for i := range sums {
			m.sum.Write(sums[i][:])
		}
		last, b = batch, b[len(batch):]
	}
}

// pass writes bytes or reads them, all of them.
func (m *image) pass(b []byte) {
	switch {
	case len(b) == 0:
	case m.to != nil:
		_, m.err = m.to.Write(b)
	default:
		m.fill(b)
	}
}

// fill reads bytes.
func (m *image) fill(b []byte) {
	if int64(len(b)) > m.left {
		m.fail("it ends too early")
		return
	}
	n, err := io.ReadFull(m.from, b)
	m.left -= int64(n)
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		m.fail("it ends too early")
	case err != nil:
		m.err = err
	}
}
