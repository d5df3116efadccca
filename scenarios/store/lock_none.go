//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package store

// tryLock does nothing where the operating system offers no lock that dies
// with its process (the browser and WASI among them): there, it is up to the
// user that two processes do not write one folder.
func tryLock(file) (bool, error) { return true, nil }
