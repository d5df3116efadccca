//go:build darwin || freebsd

package cost

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// mayTake is the machine's memory.
func mayTake() (int64, string) {
	name := "hw.memsize"
	if runtime.GOOS == "freebsd" {
		name = "hw.physmem"
	}
	n, err := unix.SysctlUint64(name)
	if err != nil {
		return 0, ""
	}
	return int64(min(n, 1<<62)), "this machine"
}
