package sim

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pictured is the image of a world.
func pictured(t *testing.T, w *World) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.WriteImage(&b, "a test"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// developed is the world of an image.
func developed(t *testing.T, image []byte, workers int) *World {
	t.Helper()
	w, err := ReadImage(bytes.NewReader(image), "a test", int64(len(image)), workers)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// difference is what two worlds differ in, but for where in memory the designs of their rules lie.
func difference(a, b *World) string {
	x, y := state(a), state(b)
	delete(x, "Rules")
	delete(y, "Rules")
	return cmp.Diff(x, y) + cmp.Diff(a.Rules, b.Rules)
}

// pasts are worlds in the middle of things: with every rule, in their burn-in, with rules that answer,
// with something left out, finding their trend, in a table that grew.
func pasts(t *testing.T) map[string]*World {
	list := map[string]*World{
		"rules":    busy(4500, spare(600)),
		"burn-in":  busy(700, at(-40), with(func(w *World) { w.BurnIn = true })),
		"answered": busy(900),
		"without":  busy(900),
		"grown":    busy(900, spare(0), with(func(w *World) { w.Occupations[1].EntryBase = 30 })),
	}
	a := list["answered"]
	a.Params.Feedback.Gain, a.Params.Feedback.Start, a.Params.Feedback.Fear = 0.5, 0, 0.2
	if err := list["without"].LeaveOut("trust"); err != nil {
		t.Fatal(err)
	}
	for _, w := range list {
		run(w, 7)
	}
	return list
}

// A world that is read is the one that was written, and goes on as it does, with any number of workers.
func TestAnImageGoesOnAsItsWorldDoes(t *testing.T) {
	for name, w := range pasts(t) {
		image := pictured(t, w)
		for _, workers := range []int{1, 3} {
			read := developed(t, image, workers)
			if read.Digest() != w.Digest() || !bytes.Equal(pictured(t, read), image) {
				t.Errorf("%s: the world that was read is another one", name)
			}
			if diff := difference(w, read); diff != "" {
				t.Errorf("%s: the worlds differ:\n%s", name, diff)
			}
			goes := w.Clone()
			for range 9 {
				goes.Step()
				read.Step()
			}
			if diff := difference(goes, read); diff != "" || goes.Digest() != read.Digest() {
				t.Errorf("%s, %d workers: the worlds part:\n%s", name, workers, diff)
			}
		}
	}
	if w := pasts(t)["grown"]; w.Rows() <= 900 {
		t.Error("no table grew")
	}
}

// The bytes depend on the world alone.
func TestAnImageIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	w := busy(4500)
	run(w, 3)
	want := pictured(t, w)
	w.SetWorkers(3)
	if !bytes.Equal(pictured(t, w), want) || !bytes.Equal(pictured(t, w.Clone()), want) {
		t.Error("the image of a world follows its workers")
	}
}

// The bytes are those of a machine with the other order of bytes as well, in columns of many pieces too.
func TestAnImageIsTheSameOnEveryMachine(t *testing.T) {
	w := busy(300)
	run(w, 2)
	w.Creatives.own = []ownColumn{{name: "long", values: make([]float32, w.Rows())}}
	pay := make([]float64, imageBatch*imagePiece/8+77)
	for i := range pay {
		pay[i] = float64(i) / 7
	}
	passed := func() []byte {
		var b bytes.Buffer
		m := &image{to: &b, sum: sha256.New(), workers: 2}
		m.slice(reflect.ValueOf(&pay).Elem(), nil)
		m.value(reflect.ValueOf(w).Elem())
		m.flush()
		if m.err != nil {
			t.Fatal(m.err)
		}
		return append(b.Bytes(), m.sum.Sum(nil)...)
	}
	want := passed()
	at := bytes.Index(want, binary.LittleEndian.AppendUint64(nil, math.Float64bits(1./7)))
	if numbers, _ := binary.Append(nil, binary.LittleEndian, pay[1:]); at < 0 || !bytes.HasPrefix(want[at:], numbers) {
		t.Error("a column does not lie there lowest byte first")
	}
	otherOrder(t)
	turned := passed()
	if bytes.Equal(turned, want) {
		t.Fatal("nothing is turned")
	}
	// On a machine of the other order the numbers lie the other way in memory, and are turned back.
	for _, c := range []any{pay, w.Creatives.Pay} {
		other := slices.Clone(c.([]float64))
		for i, x := range other {
			b := binary.BigEndian.AppendUint64(nil, math.Float64bits(x))
			other[i] = math.Float64frombits(binary.LittleEndian.Uint64(b))
		}
		var b bytes.Buffer
		m := &image{to: &b, sum: sha256.New(), workers: 1}
		m.slice(reflect.ValueOf(&other).Elem(), nil)
		if numbers, _ := binary.Append(nil, binary.LittleEndian, c); !bytes.HasSuffix(b.Bytes(), numbers) {
			t.Error("a machine of the other order writes other bytes")
		}
	}
	image := pictured(t, w)
	if read := developed(t, image, 1); read.Digest() != w.Digest() {
		t.Error("a machine of the other order reads another world")
	}
}

// otherOrder makes this a machine with the other order of bytes, for a test.
func otherOrder(t *testing.T) {
	bigEndian = !bigEndian
	t.Cleanup(func() { bigEndian = !bigEndian })
}

// Nothing of a world is forgotten: each field is in its image, or on the list of those that are not.
// What may be written at all, and the list names only what there is.
func TestNothingOfAWorldIsForgotten(t *testing.T) {
	left := map[string]bool{}
	var walk func(v reflect.Value, path string)
	base := busy(300)
	run(base, 2)
	base.Creatives.own = []ownColumn{{name: "x", values: make([]float32, base.Rows())}}
	base.Without = map[string]bool{"levies": true}
	image := pictured(t, base)
	noticed := 0
	changes := func(path string, change func()) {
		change()
		if bytes.Equal(pictured(t, base), image) {
			t.Errorf("an image says nothing of %s", path)
		}
		noticed++
	}
	walk = func(v reflect.Value, path string) {
		v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
		was := reflect.New(v.Type()).Elem()
		was.Set(v)
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				name := v.Type().Name() + "." + v.Type().Field(i).Name
				if notInImage[name] != "" {
					left[name] = true
					continue
				}
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case reflect.Array:
			walk(v.Index(v.Len()-1), path)
		case reflect.Slice:
			if v.Len() == 0 {
				changes(path, func() { v.Set(reflect.MakeSlice(v.Type(), 1, 1)) })
			} else {
				walk(v.Index(v.Len()-1), path)
			}
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem(), path)
			}
		case reflect.Map:
			changes(path, func() { v.Set(reflect.ValueOf(map[string]bool{"fear": true})) })
		case reflect.String:
			changes(path, func() { v.SetString("other") })
		case reflect.Bool:
			changes(path, func() { v.SetBool(!v.Bool()) })
		default:
			changes(path, func() {
				switch {
				case v.CanFloat() && v.Float() == 1:
					v.SetFloat(2)
				case v.CanFloat():
					v.SetFloat(1)
				case v.CanInt():
					v.SetInt(v.Int() ^ 1)
				default:
					v.SetUint(v.Uint() ^ 1)
				}
			})
		}
		if v.Kind() != reflect.Struct {
			v.Set(was)
		}
	}
	walk(reflect.ValueOf(base).Elem(), "World")
	if !bytes.Equal(pictured(t, base), image) || noticed < 300 {
		t.Errorf("only %d numbers were looked at, or one was not put back", noticed)
	}
	for name, reason := range notInImage {
		if !left[name] || reason == "" {
			t.Errorf("%s is left out and is no field, or has no reason", name)
		}
	}
}

// What cannot be written is refused.
func TestWorldsThatHaveNoImage(t *testing.T) {
	ablated := busy(300)
	if err := ablated.Ablate("loyalty off"); err != nil {
		t.Fatal(err)
	}
	for _, w := range []*World{tired(t, busy(300)), ablated} {
		var b bytes.Buffer
		if err := w.WriteImage(&b, "x"); err == nil || !strings.Contains(err.Error(), "functions cannot be written") || b.Len() > 0 {
			t.Errorf("got %v and %d bytes", err, b.Len())
		}
	}
	full := errors.New("full")
	for _, room := range []int{0, 7, 90_000} {
		if err := busy(2000).WriteImage(&narrow{room, full}, "x"); !errors.Is(err, full) {
			t.Errorf("after %d bytes: got %v", room, err)
		}
	}
}

// narrow takes some bytes and then none.
type narrow struct {
	room int
	err  error
}

func (n *narrow) Write(b []byte) (int, error) {
	if n.room -= len(b); n.room < 0 {
		return 0, n.err
	}
	return len(b), nil
}

// Every truncated and every changed image is an error, wherever that is, and so is one of
// something else; what follows an image is left.
func TestDamagedImagesAreRefused(t *testing.T) {
	w := busy(60)
	run(w, 3)
	image := pictured(t, w)
	read := func(b []byte, of string) error {
		_, err := ReadImage(bytes.NewReader(b), of, int64(len(b)), 2)
		return err
	}
	step := max(1, len(image)/400)
	for at := 0; at < len(image); at += step {
		if read(image[:at], "a test") == nil {
			t.Fatalf("an image of %d bytes of %d is read", at, len(image))
		}
		bad := slices.Clone(image)
		bad[at] ^= 1 << (at % 8)
		if read(bad, "a test") == nil {
			t.Fatalf("an image with another byte at %d is read", at)
		}
	}
	if err := read(image, "another test"); !errors.Is(err, ErrOtherImage) {
		t.Errorf("an image of something else: %v", err)
	}
	other := bytes.Replace(image, []byte(imageMagic), []byte(imageMagic[:len(imageMagic)-1]+"\x02"), 1)
	if err := read(other, "a test"); !errors.Is(err, ErrOtherImage) {
		t.Errorf("an image of another format: %v", err)
	}
	rest := bytes.NewReader(append(slices.Clone(image), "rest"...))
	if _, err := ReadImage(rest, "a test", math.MaxInt64, 1); err != nil {
		t.Error(err)
	}
	if b, _ := io.ReadAll(rest); string(b) != "rest" {
		t.Errorf("behind the image %q is left", b)
	}
	if _, err := ReadImage(bytes.NewReader(image), "a test", int64(len(image))-1, 1); err == nil {
		t.Error("more bytes are read than may be")
	}
}

// forged is an image with another world in it, whose checksum is right.
func forged(t *testing.T, change func(w *World)) []byte {
	t.Helper()
	w := busy(300)
	run(w, 3)
	change(w)
	return pictured(t, w)
}

// Images that lie with a right checksum are refused before any month looks where nothing is.
func TestImagesThatLieAreRefused(t *testing.T) {
	for want, change := range map[string]func(w *World){
		"peer is out of range":       func(w *World) { w.Creatives.Peers[9] = uint32(w.Rows()) },
		"job of a creative is out":   func(w *World) { w.Creatives.Cell[3] = int32(len(w.Cells.Staff)) },
		"creative 3 has state":       func(w *World) { w.Creatives.State[3], w.Creatives.Cell[3] = Employed, -1 },
		"supplier of a client is":    func(w *World) { w.Clients.Supplier[5] = -2 },
		"that a client shows is":     func(w *World) { w.Clients.Published[5] = 1 << 63 },
		"column Craft has":           func(w *World) { w.Creatives.Craft = w.Creatives.Craft[1:] },
		"column Orgs.Luck has":       func(w *World) { w.Orgs.Luck = append(w.Orgs.Luck, 1) },
		"0 occupations":              func(w *World) { w.Occupations = nil },
		"7 domains":                  func(w *World) { w.Domains = make([]Domain, 7) },
		"jobs of organisations fall": func(w *World) { w.Orgs.FirstCell[1] = 1 << 20 },
		"is listed as vacant":        func(w *World) { w.hiring.free[0] = append(w.hiring.free[0], 1) },
		"a vacant row is out":        func(w *World) { w.hiring.free[0] = append(w.hiring.free[0], -1) },
		"rule 0 is none":             func(w *World) { w.Rules[0].Design = nil },
		"levers names rule":          func(w *World) { w.Levers.forces[Voice] = []force{{rule: len(w.Rules)}} },
		"a domain is out of range":   func(w *World) { w.Domains[0].known = -1 },
		"33 rules":                   func(w *World) { w.Rules = make([]Rule, 33) },
	} {
		b := forged(t, change)
		if _, err := ReadImage(bytes.NewReader(b), "a test", int64(len(b)), 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	// A list that says it is endless takes no memory.
	image := pictured(t, busy(300))
	for _, n := range []uint64{1 << 40, math.MaxUint64, 1 << 63} {
		at := bytes.Index(image, binary.LittleEndian.AppendUint64(nil, 308))
		for ; at >= 0 && at < len(image); at++ {
			k := bytes.Index(image[at:], binary.LittleEndian.AppendUint64(nil, 308))
			if k < 0 {
				break
			}
			at += k
			bad := slices.Clone(image)
			binary.LittleEndian.PutUint64(bad[at:], n)
			if _, err := ReadImage(bytes.NewReader(bad), "a test", int64(len(bad)), 1); err == nil {
				t.Fatalf("a list of %d at %d is read", n, at)
			}
		}
	}
}

func FuzzReadImage(f *testing.F) {
	w := busy(60)
	run(w, 2)
	var b bytes.Buffer
	if err := w.WriteImage(&b, "x"); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes(), uint32(100), byte(3))
	f.Add(b.Bytes()[:4000], uint32(900), byte(255))
	f.Fuzz(func(t *testing.T, image []byte, at uint32, x byte) {
		if len(image) > 0 {
			image = slices.Clone(image)
			image[int(at)%len(image)] ^= x
		}
		read, err := ReadImage(bytes.NewReader(image), "x", int64(len(image)), 1)
		if (err == nil) != (read != nil) {
			t.Fatal("a world or an error, not both")
		}
	})
}

func BenchmarkImage(b *testing.B) {
	for _, workers := range []int{1, 2} {
		w := busy(1_000_000)
		w.SetWorkers(workers)
		var buffer bytes.Buffer
		if err := w.WriteImage(&buffer, "x"); err != nil {
			b.Fatal(err)
		}
		image := buffer.Bytes()
		b.Run(fmt.Sprint("write/", workers), func(b *testing.B) {
			b.SetBytes(int64(len(image)))
			for b.Loop() {
				_ = w.WriteImage(io.Discard, "x")
			}
		})
		b.Run(fmt.Sprint("read/", workers), func(b *testing.B) {
			b.SetBytes(int64(len(image)))
			for b.Loop() {
				if _, err := ReadImage(bytes.NewReader(image), "x", int64(len(image)), workers); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
