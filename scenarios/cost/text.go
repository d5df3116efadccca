package cost

import (
	"fmt"
	"time"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Text is an estimate as one line: "about 3 min, 1.2 GB of memory, 40 MB on disk: 10,000 creatives
// x 300 months x 27 runs x 2 futures".
func (e Estimate) Text(p Pace) string {
	text := "about " + Span(e.Took(p)) + ", " + Bytes(e.Memory) + " of memory"
	if e.Disk > 0 {
		text += ", " + Bytes(e.Disk) + " on disk"
	}
	if e.Checkpoints > 0 {
		text += ", up to " + Bytes(e.Checkpoints) + " of checkpoints there meanwhile"
	}
	return text + ": " + e.what()
}

// Told is an estimate as data.
type Told struct {
	Seconds         float64 `json:"seconds"`
	MemoryBytes     int64   `json:"memory_bytes"`
	ScratchBytes    int64   `json:"scratch_bytes"`
	DiskBytes       int64   `json:"disk_bytes"`
	CheckpointBytes int64   `json:"checkpoint_bytes"`
	CreativeMonths  float64 `json:"creative_months"`
	Population      int     `json:"population"`
	Months          int     `json:"months"`
	Replicates      int     `json:"replicates"`
	Futures         int     `json:"futures"`
	WorldsAtOnce    int     `json:"worlds_at_once"`
	WorkersOfAWorld int     `json:"workers_of_a_world"`
}

// Told is the estimate at a pace.
func (e Estimate) Told(p Pace) Told {
	w := e.Work
	return Told{e.Took(p).Seconds(), e.Memory, e.Scratch, e.Disk, e.Checkpoints, w.CreativeMonths(), w.People, w.Length, w.Replicates, w.Futures, w.Bases + w.Copies, w.Within}
}

// what is what is played.
func (e Estimate) what() string {
	w := e.Work
	return fmt.Sprintf("%s creatives x %d months x %s x %s", finding.Count(w.People), w.Length, finding.Runs(w.Replicates), finding.Counted(w.Futures, "future", "futures"))
}

// Span is a length of time for people: "40 s", "3 min", "2.5 hours", "12 days".
func Span(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return finding.Figures(d.Seconds(), 2) + " s"
	case d < 90*time.Minute:
		return finding.Figures(d.Minutes(), 2) + " min"
	case d < 48*time.Hour:
		return finding.Figures(d.Hours(), 2) + " hours"
	}
	return finding.Figures(d.Hours()/24, 2) + " days"
}

// Bytes is a number of bytes for people.
func Bytes(n int64) string {
	switch {
	case n >= 1e9:
		return finding.Figures(float64(n)/1e9, 2) + " GB"
	case n >= 1e6:
		return finding.Figures(float64(n)/1e6, 2) + " MB"
	}
	return finding.Count(int(n)) + " bytes"
}
