//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package store

import (
	"errors"

	"golang.org/x/sys/unix"
)

// tryLock takes the operating system's lock on an open file, or reports false
// if another process (or another Folder of this one) holds it. The lock goes
// when the file is closed or the process dies, however it dies.
func tryLock(f file) (bool, error) {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return false, nil
		}
		return false, err
	}
}
