package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// scratchName is that of a run's scratch, which the record names as it does other files;
// what lies on the disk is its part.
const scratchName = "tables.scratch"

// A Scratch is a file for what does not fit in memory while something is played. Nobody
// finds it: where the system can, it has no name from the start and goes with the process,
// however that ends; elsewhere it goes when it is closed, and of a run that was killed by
// who clears the run away. Several may write and read it at once.
type Scratch struct {
	file file
	path string
	disk disk
	left bool // it still has a name
}

// Scratch opens a scratch on the disk of a run, which Finish and Abort close if nobody did
// before.
func (f *Folder) Scratch() (*Scratch, error) {
	f.life.Lock()
	defer f.life.Unlock()
	if err := f.writable(); err != nil {
		return nil, err
	}
	place := f.path(partName(scratchName))
	if err := f.begin(scratchName); err != nil {
		return nil, err
	}
	if err := f.announce(scratchName); err != nil {
		return nil, trouble("write "+place, err)
	}
	out, err := f.disk.openFile(place, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, trouble("write "+place, err)
	}
	f.scratch, err = hidden(&Scratch{file: out, path: place, disk: f.disk})
	return f.scratch, err
}

// TempScratch is a scratch among the system's temporary files, for what no folder is
// written of. It is to be closed.
func TempScratch() (*Scratch, error) {
	out, err := os.CreateTemp("", ".atelier-*.part")
	if err != nil {
		return nil, trouble("write temporary tables", err)
	}
	return hidden(&Scratch{file: out, path: out.Name(), disk: system})
}

// hidden takes a new scratch's name away, if the system can.
func hidden(s *Scratch) (*Scratch, error) {
	if s.left = runtime.GOOS == "windows"; s.left {
		return s, nil
	}
	if err := s.disk.remove(s.path); err != nil {
		return nil, errors.Join(trouble("remove "+s.path, err), s.file.Close())
	}
	return s, nil
}

// WriteAt writes at a place.
func (s *Scratch) WriteAt(p []byte, at int64) (int, error) {
	n, err := s.file.WriteAt(p, at)
	if err != nil {
		err = trouble("write temporary tables to folder "+filepath.Dir(s.path), err)
	}
	return n, err
}

// ReadAt reads what was written at a place.
func (s *Scratch) ReadAt(p []byte, at int64) (int, error) {
	n, err := s.file.ReadAt(p, at)
	if err != nil {
		err = unreadable("temporary tables in folder "+filepath.Dir(s.path), err)
	}
	return n, err
}

// Close lets go of the file and what is in it. A second time, or of none, it does nothing.
func (s *Scratch) Close() error {
	if s == nil || s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file = nil
	if s.left {
		err = errors.Join(err, removeIfThere(s.disk, s.path))
	}
	return err
}
