package cost

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// status is MEMORYSTATUSEX of Windows.
type status struct {
	length, load                                                                      uint32
	physical, freePhysical, paged, freePaged, virtual, freeVirtual, freeVirtualBeyond uint64
}

var globalMemoryStatus = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")

// mayTake is what all programs of the machine may take, memory and page file.
func mayTake() (int64, string) {
	var s status
	s.length = uint32(unsafe.Sizeof(s))
	if done, _, _ := globalMemoryStatus.Call(uintptr(unsafe.Pointer(&s))); done == 0 {
		return 0, ""
	}
	return int64(min(s.paged, 1<<62)), "this machine"
}
