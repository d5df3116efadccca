package store

import (
	"errors"

	"golang.org/x/sys/windows"
)

// tryLock takes the operating system's lock on an open file, or reports false
// if another process (or another Folder of this one) holds it. The lock goes
// when the file is closed or the process dies, however it dies.
func tryLock(f file) (bool, error) {
	const all = ^uint32(0)
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, all, all, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
