package cost

import (
	"os"
	"path/filepath"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Machine says what there is of memory and disk; tests say less.
type Machine struct {
	Memory func() (bytes int64, what string)       // that the program may take at most, and by what; 0 where that is not known
	Free   func(dir string) (bytes int64, ok bool) // that may be written to the disk of a folder
}

// This is the machine that the program runs on.
var This = Machine{mayTake, freeOn}

// Fit refuses what memory or the disk of a folder, "" for none, does not hold.
func (m Machine) Fit(e Estimate, dir string) error {
	if has, what := m.Memory(); has > 0 && e.Memory > has {
		return scenarios.Mistake("%s would take about %s of memory, %s, and %s allows %s; choose %s%s",
			e.what(), Bytes(e.Memory), e.parts(), what, Bytes(has), e.instead(), e.insist())
	}
	if dir == "" || e.Disk == 0 {
		return nil
	}
	return m.Room(dir, e.Disk+e.Scratch+e.Checkpoints, e.what(), "; choose a folder on another disk with --out, "+e.lighter()+e.insist())
}

// Room refuses what would write so many bytes below a folder, which need not be there yet, and
// finds less room on its disk.
func (m Machine) Room(dir string, bytes int64, what, instead string) error {
	dir = there(dir)
	if left, known := m.Free(dir); known && left < bytes {
		return scenarios.Mistake("%s would write about %s to %s, where %s are free%s", what, Bytes(bytes), dir, Bytes(left), instead)
	}
	return nil
}

// FreeAt is how many bytes may be written below a folder, which need not be there yet, and whether
// that is known.
func (m Machine) FreeAt(dir string) (bytes int64, known bool) { return m.Free(there(dir)) }

// there is the folder, or the one above it that is there.
func there(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// insist is how to play nevertheless: what writes a folder of its own may be asked to.
func (e Estimate) insist() string {
	if e.Files.Written {
		return ", or insist with --force"
	}
	return ""
}

// instead is what takes less memory than some work.
func (e Estimate) instead() string {
	w := e.Work
	if kept, _ := held(w, e.Files); Worlds(w) < kept {
		return "fewer replicates or months"
	}
	if w.Across > 1 {
		return "a smaller population, or fewer workers"
	}
	return "a smaller population"
}

// lighter is what writes less than some work.
func (e Estimate) lighter() string {
	switch f := e.Files; {
	case e.Checkpoints > e.Disk+e.Scratch:
		return "leave --checkpoint out"
	case f.Full:
		return "leave --full out"
	case f.Panel > 0:
		return "follow fewer with --panel"
	case f.Drawn:
		return "leave the drawings out with --files none"
	}
	return "choose fewer replicates or months"
}

// parts is the arithmetic behind the memory.
func (e Estimate) parts() string {
	w := e.Work
	text := finding.Counted(w.Bases+w.Copies, "world", "worlds") + " at once of " + finding.Count(w.People) + " creatives, " + Bytes(int64(Worlds(w)))
	if kept, _ := held(w, e.Files); kept > 0 {
		text += ", and tables of " + finding.Runs(w.Replicates) + ", " + Bytes(int64(kept))
	}
	return text
}
