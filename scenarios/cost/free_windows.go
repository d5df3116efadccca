package cost

import "golang.org/x/sys/windows"

// freeOn is how many bytes may still be written to the disk of a folder, and whether
// that is known.
func freeOn(dir string) (int64, bool) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free uint64
	if windows.GetDiskFreeSpaceEx(name, &free, nil, nil) != nil {
		return 0, false
	}
	return int64(min(free, 1<<62)), true
}
