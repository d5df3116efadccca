package cost

import "testing"

func TestTheLeastLimitOfControlGroupsCounts(t *testing.T) {
	files := map[string]string{
		"/sys/fs/cgroup/a/b/memory.max":                         "max\n",
		"/sys/fs/cgroup/a/memory.max":                           "3000000000\n",
		"/sys/fs/cgroup/memory/j/memory.limit_in_bytes":         "2000000000\n",
		"/sys/fs/cgroup/memory/memory.limit_in_bytes":           "9223372036854771712\n",
		"/sys/fs/cgroup/memory.max":                             "5000000000\n",
		"/sys/fs/cgroup/cpu/j/memory.limit_in_bytes":            "1\n",
		"/sys/fs/cgroup/memory/elsewhere/memory.limit_in_bytes": "1\n",
	}
	read := func(name string) string { return files[name] }
	for groups, want := range map[string]int64{
		"0::/a/b\n":                              3_000_000_000,
		"0::/gone\n":                             5_000_000_000,
		"4:memory:/j\n2:cpu:/j\n0::/\n":          2_000_000_000,
		"4:cpu,cpuacct:/j\n4:memory:/not-here\n": 9223372036854771712,
		"":                                       0,
		"nonsense\n":                             0,
	} {
		if got := ofGroups(groups, read); got != want {
			t.Errorf("%q: %d bytes, want %d", groups, got, want)
		}
	}
}

func TestMemoryIsThatOfTheMachineWithItsSwap(t *testing.T) {
	if got := physical("MemTotal:       1000 kB\nMemFree:  1 kB\nSwapTotal:  24 kB\n"); got != 1024<<10 {
		t.Errorf("%d bytes", got)
	}
	bytes, by := mayTake()
	if bytes < 64<<20 || by == "" {
		t.Errorf("this machine has %d bytes by %q", bytes, by)
	}
}
