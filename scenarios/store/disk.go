package store

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
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
	lstat    func(name string) (fs.FileInfo, error) // of a link, not of what it leads to
	rename   func(from, to string) error
	remove   func(name string) error
	syncDir  func(dir string) error
}

// system is the operating system's disk, unless a test has put one that fails in its
// place (see Faults).
var system = disk{os.Mkdir, openFile, os.ReadDir, os.Stat, os.Lstat, os.Rename, os.Remove, syncDir}

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

// readFile is what a file holds. What is no regular file is not opened: to open a pipe is to
// wait for whoever writes to it, and a device has no end.
func readFile(d disk, name string) ([]byte, error) {
	if info, err := d.stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("it is no regular file")}
	}
	f, err := d.openFile(name, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	var held bytes.Buffer
	if info, err := f.Stat(); err == nil {
		held.Grow(int(info.Size()) + bytes.MinRead)
	}
	_, err = held.ReadFrom(f)
	return held.Bytes(), err
}

// move gives a file that is written its name. A network file system may have done so and
// lost its answer: the call is then made again, finds nothing to rename and fails. So a
// rename that says that nothing is there is believed only if the file is not in its place.
func move(d disk, from, to string, sum File) error {
	err := d.rename(from, to)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	data, lost := readFile(d, to)
	if lost != nil || int64(len(data)) != sum.Bytes || sumOf(data) != sum.SHA256 {
		return err
	}
	return nil
}

// ofDisk are names that a file system itself gives: NFS and FUSE rename a file that is
// deleted while somebody has it open, and a disk of its own has a folder for what a repair
// finds. They come and go, and are nobody's.
var ofDisk = regexp.MustCompile(`^(\.nfs[0-9a-f]{8,}|\.fuse_hidden[0-9a-f]{8,}|lost\+found)$`)

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
