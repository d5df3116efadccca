package cost

import (
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// mayTake is the least of the machine's memory, of what the groups of processes allow that this
// program is in, and of the address space that a shell allows (ulimit -v).
func mayTake() (int64, string) {
	least, by := physical(read("/proc/meminfo")), "this machine"
	lower := func(bytes int64, what string) {
		if bytes > 0 && (least == 0 || bytes < least) {
			least, by = bytes, what
		}
	}
	lower(ofGroups(read("/proc/self/cgroup"), read), "the control group of this process")
	var r unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_AS, &r) == nil && r.Cur < 1<<62 {
		lower(max(1, int64(r.Cur)-reserved), "ulimit -v")
	}
	return least, by
}

// reserved is address space that the runtime of Go sets aside and does not use.
const reserved = 1100 << 20

// read is the text of a small file, "" where it cannot be read.
func read(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(text)
}

// physical is the memory of the machine, with what it may swap to.
func physical(meminfo string) (bytes int64) {
	for line := range strings.Lines(meminfo) {
		words := strings.Fields(line)
		if len(words) > 1 && (words[0] == "MemTotal:" || words[0] == "SwapTotal:") {
			n, _ := strconv.ParseInt(words[1], 10, 64)
			bytes += n << 10
		}
	}
	return bytes
}

// ofGroups is the least limit of control groups, of version 1 and 2, from that of the process up
// to the root of what it sees; 0 where there is none.
func ofGroups(groups string, read func(string) string) (least int64) {
	for line := range strings.Lines(groups) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) < 3 {
			continue
		}
		root, file := "/sys/fs/cgroup", "memory.max"
		switch {
		case fields[1] == "memory":
			root, file = "/sys/fs/cgroup/memory", "memory.limit_in_bytes"
		case fields[0] != "0":
			continue
		}
		for at := path.Clean("/" + fields[2]); ; at = path.Dir(at) {
			n, err := strconv.ParseInt(strings.TrimSpace(read(path.Join(root, at, file))), 10, 64)
			if err == nil && n > 0 && (least == 0 || n < least) {
				least = n
			}
			if at == "/" {
				break
			}
		}
	}
	return least
}
