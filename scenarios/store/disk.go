package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// disk is what the package asks of a file system. There is one, the operating
// system's; everything that is written goes through it, so that a failure of
// any single call can be shown to leave a folder in order.
type disk interface {
	Mkdir(dir string) error
	OpenFile(name string, flag int) (file, error)
	ReadDir(dir string) ([]fs.DirEntry, error)
	Stat(name string) (fs.FileInfo, error)
	Rename(from, to string) error
	Remove(name string) error
	SyncDir(dir string) error
}

// file is an open file; *os.File is one.
type file interface {
	io.ReadWriteCloser
	Seek(offset int64, whence int) (int64, error)
	Truncate(size int64) error
	Stat() (fs.FileInfo, error)
	Sync() error
	Fd() uintptr
}

// system is the operating system's disk.
type system struct{}

// Mkdir makes one folder.
func (system) Mkdir(dir string) error { return os.Mkdir(dir, 0o777) }

// OpenFile opens a file with the flags of package os.
func (system) OpenFile(name string, flag int) (file, error) {
	f, err := os.OpenFile(name, flag, 0o666)
	if err != nil {
		return nil, err // not a file that holds a nil *os.File
	}
	return f, nil
}

// ReadDir lists a folder by name.
func (system) ReadDir(dir string) ([]fs.DirEntry, error) { return os.ReadDir(dir) }

// Stat describes a file.
func (system) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }

// Rename gives a file another name, atomically on one file system.
func (system) Rename(from, to string) error { return os.Rename(from, to) }

// Remove deletes a file or an empty folder.
func (system) Remove(name string) error { return os.Remove(name) }

// SyncDir waits until the names in a folder are on the disk. Windows has no
// such call (its renames are journalled), and some file systems refuse it for
// folders; neither is a failure.
func (system) SyncDir(dir string) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// removeIfThere deletes a file or an empty folder; that it is gone already is
// no error.
func removeIfThere(d disk, name string) error {
	if err := d.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// removeLocked deletes a locked file before its lock is given up, so that nobody
// can lock it in between and find it gone. Windows deletes no open file: there
// the lock goes first, and whoever takes it in between keeps the file open and
// so from being deleted, and finds either the manifest or no file named.
func removeLocked(d disk, name string, f file) error {
	if runtime.GOOS == "windows" {
		return errors.Join(f.Close(), removeIfThere(d, name))
	}
	return errors.Join(removeIfThere(d, name), f.Close())
}
