package finding

import (
	"testing"
	"time"
)

func TestClockReadsAsAClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		400 * time.Millisecond: "0:00", 59 * time.Second: "0:59", 90 * time.Second: "1:30", 3661 * time.Second: "1:01:01",
	} {
		if got := Clock(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}
