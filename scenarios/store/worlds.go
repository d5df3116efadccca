package store

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/atelier-sim/atelier/sim"
)

// Worlds is a folder that keeps burnt-in worlds, each in a file of its own, for whatever program
// of the same model asks for them later. It is a convenience and nothing more: what cannot be
// written is not kept, what cannot be read, or is not to the byte what was written, is not there,
// and is deleted. Of files that others have put into the folder it knows nothing. Several programs
// may use one at once.
type Worlds struct {
	dir, model string
	most       int64
	disk       disk

	mu      sync.Mutex // one of the program makes room at a time
	parts   atomic.Int64
	damaged atomic.Int64
}

// MostWorlds is how many bytes of worlds a folder usually keeps. A world that takes more than a
// quarter of them would leave no room for those of other seeds, and is not kept.
const (
	MostWorlds = 1 << 30
	worldShare = 4
)

// stale is the age of a part that no program writes any more.
const stale = time.Hour

// Names of worlds and of their parts.
var (
	worldName = regexp.MustCompile(`^[0-9a-f]{32}\.world$`)
	worldPart = regexp.MustCompile(`^\.[0-9a-f]{32}\.world\.[0-9]+-[0-9]+\.part$`)
)

// NewWorlds keeps at most so many bytes of worlds of a model in a folder, which need not be there.
func NewWorlds(dir, model string, most int64) *Worlds {
	return &Worlds{dir: dir, model: model, most: most, disk: system}
}

// Dir is the folder.
func (s *Worlds) Dir() string { return s.dir }

// Damaged is how many worlds were found damaged, and deleted.
func (s *Worlds) Damaged() int { return int(s.damaged.Load()) }

// says is what the image of a world says of itself.
func (s *Worlds) says(key [16]byte) string {
	return "burnt in by model " + s.model + " under key " + hex.EncodeToString(key[:])
}

// path is where a world lies.
func (s *Worlds) path(key [16]byte) string {
	sum := sha256.Sum256([]byte(s.says(key)))
	return filepath.Join(s.dir, hex.EncodeToString(sum[:16])+".world")
}

// Has tells whether the world of a key seems to be there.
func (s *Worlds) Has(key [16]byte) bool {
	info, err := s.disk.lstat(s.path(key))
	return err == nil && info.Mode().IsRegular()
}

// Take is the world of a key with so many workers, nil where there is none. It was used just now.
func (s *Worlds) Take(key [16]byte, workers int) *sim.World {
	if !s.Has(key) {
		return nil
	}
	path := s.path(key)
	in, err := s.disk.openFile(path, os.O_RDONLY, 0)
	if err != nil {
		return nil
	}
	w, err := s.read(in, key, workers)
	if err = errors.Join(err, in.Close()); err != nil {
		if s.disk.remove(path) == nil {
			s.damaged.Add(1)
		}
		return nil
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // where that cannot be, it is let go of earlier
	return w
}

// read reads a world that is all of a file.
func (s *Worlds) read(in file, key [16]byte, workers int) (*sim.World, error) {
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	from := bufio.NewReaderSize(in, 1<<16)
	w, err := sim.ReadImage(from, s.says(key), info.Size(), workers)
	if err != nil {
		return nil, err
	}
	if _, err := from.ReadByte(); err != io.EOF {
		return nil, errors.New("something stands behind the world")
	}
	return w, nil
}

// Put keeps a world if it can, and lets go of those used least lately where there are too many.
func (s *Worlds) Put(key [16]byte, w *sim.World) {
	if int64(w.Bytes()) > s.most/worldShare {
		return
	}
	if _, err := makeFolders(s.disk, s.dir); err != nil {
		return
	}
	path := s.path(key)
	part := filepath.Join(s.dir, fmt.Sprintf(".%s.%d-%d.part", filepath.Base(path), os.Getpid(), s.parts.Add(1)))
	out, err := s.disk.openFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return
	}
	to := bufio.NewWriterSize(out, 1<<16)
	err = w.WriteImage(to, s.says(key))
	if err = errors.Join(err, to.Flush(), out.Close()); err == nil { // no wait for the disk: what it loses is found damaged
		err = s.disk.rename(part, path)
	}
	if err != nil {
		s.disk.remove(part)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letGo()
}

// kept are the worlds of the folder, those used least lately first, and parts that nobody writes.
func (s *Worlds) kept() (worlds []fs.FileInfo, bytes int64, parts []string, err error) {
	entries, err := s.disk.readDir(s.dir)
	if err != nil {
		return nil, 0, nil, err
	}
	for _, e := range entries {
		world, part := worldName.MatchString(e.Name()), worldPart.MatchString(e.Name())
		if !world && !part {
			continue
		}
		info, err := s.disk.lstat(filepath.Join(s.dir, e.Name()))
		switch {
		case err != nil || !info.Mode().IsRegular():
		case world:
			worlds = append(worlds, info)
			bytes += info.Size()
		case time.Since(info.ModTime()) > stale:
			parts = append(parts, e.Name())
		}
	}
	slices.SortFunc(worlds, func(a, b fs.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	return worlds, bytes, parts, nil
}

// letGo deletes worlds until there are few enough.
func (s *Worlds) letGo() {
	worlds, bytes, parts, err := s.kept()
	if err != nil {
		return
	}
	for _, name := range parts {
		s.disk.remove(filepath.Join(s.dir, name))
	}
	for _, info := range worlds {
		if bytes <= s.most {
			return
		}
		s.disk.remove(filepath.Join(s.dir, info.Name()))
		bytes -= info.Size()
	}
}

// Held tells how many worlds are kept, of whatever model, and of how many bytes.
func (s *Worlds) Held() (worlds int, bytes int64, err error) {
	list, bytes, _, err := s.kept()
	if errors.Is(err, fs.ErrNotExist) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, trouble("read folder "+s.dir, err)
	}
	return len(list), bytes, nil
}

// Clear deletes all worlds that are kept, of whatever model, and what was left of some.
func (s *Worlds) Clear() error {
	worlds, _, parts, err := s.kept()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, info := range worlds {
		parts = append(parts, info.Name())
	}
	for _, name := range parts {
		err = errors.Join(err, removeIfThere(s.disk, filepath.Join(s.dir, name)))
	}
	if err != nil {
		return trouble("clear folder "+s.dir, err)
	}
	return nil
}
