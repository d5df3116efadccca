//go:build darwin || freebsd || linux

package cost

import "golang.org/x/sys/unix"

// freeOn is how many bytes may still be written to the disk of a folder, and whether
// that is known.
func freeOn(dir string) (int64, bool) {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
