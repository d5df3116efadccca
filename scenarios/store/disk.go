package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// disk is what the package asks of a file system. Everything that is written
// goes through it, so that a failure of any single call can be shown to leave a
// folder in order.
type disk struct {
	mkdir    func(dir string, mode fs.FileMode) error
	openFile func(name string, flag int, mode fs.FileMode) (file, error)
	readDir  func(dir string) ([]fs.DirEntry, error)
	stat     func(name string) (fs.FileInfo, error)
	rename   func(from, to string) error
	remove   func(name string) error
	syncDir  func(dir string) error
}

// system is the operating system's disk.
var system = disk{os.Mkdir, openFile, os.ReadDir, os.Stat, os.Rename, os.Remove, syncDir}

// file is an open file; *os.File is one.
type file interface {
	io.ReadWriteCloser
	io.ReaderAt
	io.WriterAt
	Seek(offset int64, whence int) (int64, error)
	Truncate(size int64) error
	Stat() (fs.FileInfo, error)
	Sync() error
	Fd() uintptr
}

// openFile is os.OpenFile without a file that holds a nil *os.File.
func openFile(name string, flag int, mode fs.FileMode) (file, error) {
	f, err := os.OpenFile(name, flag, mode)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// syncDir waits until the names in a folder are on the disk. Windows has no
// such call (its renames are journalled), and some file systems refuse it for
// folders; neither is a failure.
func syncDir(dir string) error {
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
	if err := d.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
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
