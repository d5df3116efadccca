package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
)

// settled is a small world.
var settled = sync.OnceValue(func() *sim.World {
	w, err := population.Build(evidence.US(), population.Spec{People: 200, Seed: 1, Index: "consensus", Params: sim.DefaultParams(), Workers: 1})
	if err != nil {
		panic(err)
	}
	return w
})

// sameWorld tells whether two worlds are one to the bit.
func sameWorld(t *testing.T, a, b *sim.World) bool {
	t.Helper()
	var images [2]bytes.Buffer
	for i, w := range []*sim.World{a, b} {
		if err := w.WriteImage(&images[i], ""); err != nil {
			t.Error(err)
		}
	}
	return bytes.Equal(images[0].Bytes(), images[1].Bytes())
}

// key is one of several.
func key(k int) [16]byte { return [16]byte{byte(k)} }

// files are the names of what lies in a folder.
func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWorldsAreKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := NewWorlds(dir, "model", 1<<30)
	if n, held, err := s.Held(); n != 0 || held != 0 || err != nil || s.Has(key(1)) || s.Take(key(1), 1) != nil || s.Clear() != nil {
		t.Error("a folder that is not there holds something, or is wrong")
	}
	w := settled()
	s.Put(key(1), w)
	got := s.Take(key(1), 2)
	if !s.Has(key(1)) || got == nil || !sameWorld(t, got, w) || got.Workers != 2 {
		t.Fatal("a world is not kept")
	}
	if s.Has(key(2)) || s.Take(key(2), 1) != nil {
		t.Error("a world is given under another key")
	}
	other := NewWorlds(dir, "other model", 1<<30)
	if other.Has(key(1)) || other.Take(key(1), 1) != nil {
		t.Error("a world is given to another model")
	}
	if n, held, err := s.Held(); n != 1 || held < 100_000 || err != nil {
		t.Errorf("%d worlds of %d bytes are told, %v", n, held, err)
	}
	strange := filepath.Join(dir, "notes.world")
	if err := os.WriteFile(strange, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := s.Clear(); err != nil {
		t.Error(err)
	}
	if names := filesIn(t, dir); len(names) != 1 || names[0] != "notes.world" {
		t.Errorf("cleared, the folder holds %q", names)
	}
	if s.Damaged() != 0 {
		t.Error("a world was damaged")
	}
}

// What is not to the byte what was written, or is of something else, is deleted and counted.
func TestDamagedWorldsAreDeleted(t *testing.T) {
	s := NewWorlds(t.TempDir(), "model", 1<<30)
	s.Put(key(1), settled())
	path := s.path(key(1))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := NewWorlds(s.dir, "other", 1<<30)
	flipped := bytes.Clone(whole)
	flipped[len(whole)*2/3] ^= 1
	for what, data := range map[string][]byte{"flipped": flipped, "cut": whole[:len(whole)-1], "empty": {}, "longer": append(bytes.Clone(whole), 0)} {
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		before := s.Damaged()
		if s.Take(key(1), 1) != nil || s.Damaged() != before+1 || s.Has(key(1)) {
			t.Errorf("%s: a damaged world is given, not counted or not deleted", what)
		}
	}
	for what, to := range map[string]string{"another key": s.path(key(2)), "another model": other.path(key(1))} {
		if err := os.WriteFile(to, whole, 0o666); err != nil {
			t.Fatal(err)
		}
		if s.Take(key(2), 1) != nil || other.Take(key(1), 1) != nil {
			t.Errorf("a world that was renamed to that of %s is given", what)
		}
	}
	if other.Damaged() != 1 {
		t.Error("a renamed world is not counted")
	}
}

// Those used least lately go first, a world too large is not kept, and parts that nobody writes go.
func TestFewEnoughWorldsAreKept(t *testing.T) {
	dir := t.TempDir()
	s := NewWorlds(dir, "model", 1<<30)
	s.Put(key(0), settled())
	_, size, _ := s.Held()
	s.most = worldShare * int64(settled().Bytes())
	n := int(s.most / size)
	old := filepath.Join(dir, "."+strings.Repeat("a", 32)+".world.7-1.part")
	young := filepath.Join(dir, "."+strings.Repeat("b", 32)+".world.7-1.part")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(old, long, long); err != nil {
		t.Fatal(err)
	}
	for k := range n {
		s.Put(key(k), settled())
		at := long.Add(time.Duration(k) * time.Minute)
		if err := os.Chtimes(s.path(key(k)), at, at); err != nil {
			t.Fatal(err)
		}
	}
	if s.Take(key(0), 1) == nil { // which makes it the one used last
		t.Fatal("a world is gone")
	}
	s.Put(key(n), settled())
	for k := range n + 1 {
		if want := k != 1; s.Has(key(k)) != want {
			t.Errorf("world %d of %d is there: %v, want %v", k, n, !want, want)
		}
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("a part that nobody writes stays")
	}
	if _, err := os.Stat(young); err != nil {
		t.Error("a part that somebody writes is deleted")
	}
	s.most--
	if s.Put(key(n+1), settled()); s.Has(key(n + 1)) {
		t.Error("a world too large for the folder is kept")
	}
}

// Whichever call to the disk fails, no part stays, what is there is whole, and nothing worse comes of it.
func TestWorldsOnADiskThatFails(t *testing.T) {
	full := errors.New("full")
	for fault := 0; ; fault++ {
		dir := filepath.Join(t.TempDir(), "kept")
		calls := 0
		sound := Faults(func(call, _ string) error {
			if calls++; calls-1 == fault {
				return full
			}
			return nil
		})
		s := NewWorlds(dir, "model", 1<<30)
		s.Put(key(1), settled())
		w := s.Take(key(1), 1)
		sound()
		if w != nil && !sameWorld(t, w, settled()) {
			t.Fatalf("fault %d: another world is given", fault)
		}
		s = NewWorlds(dir, "model", 1<<30)
		s.Put(key(1), settled())
		if w := s.Take(key(1), 1); w == nil || len(filesIn(t, dir)) != 1 {
			t.Fatalf("fault %d: then no world is kept, or more than that: %q", fault, filesIn(t, dir))
		}
		if calls <= fault {
			if fault < 8 {
				t.Errorf("only %d calls failed", fault)
			}
			return
		}
	}
}

// Where nothing can be kept nothing is, and what is no file is not opened.
func TestWhereNoWorldCanBeKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{file, filepath.Join(file, "below")} {
		s := NewWorlds(at, "model", 1<<30)
		if s.Put(key(1), settled()); s.Has(key(1)) || s.Take(key(1), 1) != nil {
			t.Errorf("a world is kept in %s", at)
		}
	}
	s := NewWorlds(dir, "model", 1<<30)
	if err := os.Mkdir(s.path(key(1)), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(os.DevNull, s.path(key(2))); err != nil {
		t.Skip("no links here")
	}
	for k := 1; k <= 2; k++ {
		if s.Has(key(k)) || s.Take(key(k), 1) != nil || s.Damaged() > 0 {
			t.Errorf("what is no file is taken for world %d", k)
		}
	}
}

// Many may put and take at once.
func TestManyUseTheWorldsAtOnce(t *testing.T) {
	dir := t.TempDir()
	size := int64(settled().Bytes())
	var all sync.WaitGroup
	for k := range 6 {
		all.Go(func() {
			s := NewWorlds(dir, "model", 5*size) // as programs of their own would
			for i := range 4 {
				s.Put(key((k+i)%3), settled())
				if w := s.Take(key(i%3), 1); w != nil && !sameWorld(t, w, settled()) {
					t.Error("another world is given")
				}
			}
			if s.Damaged() > 0 {
				t.Error("a world was damaged")
			}
		})
	}
	all.Wait()
	for _, name := range filesIn(t, dir) {
		if strings.HasPrefix(name, ".") {
			t.Errorf("%s is left", name)
		}
	}
}
