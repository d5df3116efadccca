package store

import (
	"errors"
	"io/fs"
)

// Faults puts a disk that fails in the place of the system's, for tests of what writes
// folders: before each call to it fail is asked, by the name of the call ("open", "write",
// "rename", ...) and the path, and the call fails with the error that it gives. It
// returns what puts the system's disk back. A program never calls it.
func Faults(fail func(call, name string) error) (sound func()) {
	was := system
	system = unsound(was, fail)
	return func() { system = was }
}

// unsound is a disk whose calls fail as fail says.
func unsound(d disk, fail func(call, name string) error) disk {
	broken := func(call, name string) error {
		if err := fail(call, name); err != nil {
			return &fs.PathError{Op: call, Path: name, Err: err}
		}
		return nil
	}
	return disk{
		mkdir: func(dir string, mode fs.FileMode) error {
			return after(broken("mkdir", dir), func() error { return d.mkdir(dir, mode) })
		},
		openFile: func(name string, flag int, mode fs.FileMode) (f file, err error) {
			err = after(broken("open", name), func() error { f, err = d.openFile(name, flag, mode); return err })
			if err != nil {
				return nil, err
			}
			return unsoundFile{f, broken, name}, nil
		},
		readDir: func(dir string) (list []fs.DirEntry, err error) {
			err = after(broken("list", dir), func() error { list, err = d.readDir(dir); return err })
			return list, err
		},
		stat: func(name string) (info fs.FileInfo, err error) {
			err = after(broken("stat", name), func() error { info, err = d.stat(name); return err })
			return info, err
		},
		lstat: func(name string) (info fs.FileInfo, err error) {
			err = after(broken("stat", name), func() error { info, err = d.lstat(name); return err })
			return info, err
		},
		rename: func(from, to string) error {
			return after(broken("rename", from), func() error { return d.rename(from, to) })
		},
		remove: func(name string) error {
			return after(broken("remove", name), func() error { return d.remove(name) })
		},
		syncDir: func(dir string) error {
			return after(broken("syncdir", dir), func() error { return d.syncDir(dir) })
		},
	}
}

// after does something unless it was to fail.
func after(failure error, do func() error) error {
	if failure != nil {
		return failure
	}
	return do()
}

// unsoundFile is an open file on a disk that fails.
type unsoundFile struct {
	file
	broken func(call, name string) error
	name   string
}

// Write writes half of what it should when it fails, as a full disk does.
func (f unsoundFile) Write(p []byte) (int, error) {
	if err := f.broken("write", f.name); err != nil {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return f.file.Write(p)
}

// WriteAt is Write at a place.
func (f unsoundFile) WriteAt(p []byte, at int64) (int, error) {
	if err := f.broken("write", f.name); err != nil {
		n, _ := f.file.WriteAt(p[:len(p)/2], at)
		return n, err
	}
	return f.file.WriteAt(p, at)
}

// Read fails or reads.
func (f unsoundFile) Read(p []byte) (int, error) {
	if err := f.broken("read", f.name); err != nil {
		return 0, err
	}
	return f.file.Read(p)
}

// Sync fails or waits until the file is on the disk.
func (f unsoundFile) Sync() error {
	return after(f.broken("sync", f.name), f.file.Sync)
}

// Close closes the file even when it fails, as close(2) does.
func (f unsoundFile) Close() error {
	return errors.Join(f.broken("close", f.name), f.file.Close())
}
