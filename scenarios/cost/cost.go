// Package cost says what playing takes before anything is played: time, memory and disk.
// cost.go reckons them from what the player counts and from what was measured, pace.go
// takes the time of this machine, limit.go holds them against what it has, text.go tells.
package cost

import (
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// Estimate is about what some work takes. Nothing that is played depends on it.
type Estimate struct {
	Work    ensemble.Work
	Files   Files
	Memory  int64 // bytes, at most at once
	Scratch int64 // bytes on the disk of the folder while it is made
	Disk    int64 // bytes of the folder; 0 where none is written
}

// Files are what a folder is asked to hold, the zero value for none.
type Files struct {
	Written bool // there is a folder
	Drawn   bool // with figures, report and workbook
	PDF     bool // figures for print, too
	Full    bool // every group of every replicate
	Panel   int  // creatives followed month by month
	Tables  int  // tables of futures and of their differences
}

// Of estimates some work and the folder that is made of it.
func Of(w ensemble.Work, f Files) Estimate {
	_, scratch := held(w, f)
	return Estimate{w, f, int64(memory(w, f)), int64(scratch), int64(disk(w, f))}
}

// What was measured, in bytes: with sim.World.Bytes of 200 to 1,000,000 creatives, and as the
// most memory that programs took which played 200, 2,000 and 1,000,000 creatives, 1 to 20
// replicates, 60 and 180 months.
const (
	bytesOfWorld    = 350e3 // a world without creatives: organisations and vacant rows come in tens
	bytesOfCreative = 203   // with clients, organisations and jobs
	bytesOfCopy     = 171   // a copy shares the eight peers
	bytesOfMaking   = 330   // a world while it is made, with the lists it is made from
	bytesOfRow      = 120   // of a table, besides its numbers: its place in two lists, names, month
	bytesOfProgram  = 45e6  // the program and its evidence
	bytesOfTelling  = 1.9e6 // a month that is told of and drawn
	bytesOfSeen     = 120   // a creative of a panel in a month
	slack           = 1.4   // what is no longer used and not yet collected
	statistics      = 4     // rows of a table over replicates
)

// What was measured of folders of 200 and 2,000 creatives, 1 to 20 replicates, in bytes.
const (
	bytesOfNumber   = 2.5 // of a table, most of them in Parquet
	bytesOfPlain    = 10  // of all creatives, as CSV
	bytesOfFigures  = 3e6 // figures, report and workbook
	bytesOfPrint    = 1e6 // figures for print
	bytesOfStudy    = 2e6 // what is told, as JSON and tables, of a run or of an arm in a world
	bytesOfFollowed = 24  // a creative of a panel in a month
)

// Worlds is the memory of the worlds that some work has at once, in bytes.
func Worlds(w ensemble.Work) float64 {
	people, bases, copies := float64(w.People), float64(w.Bases), float64(w.Copies)
	return (bases+copies)*bytesOfWorld + people*(bases*bytesOfCreative+copies*bytesOfCopy)
}

// Rows is the memory of so many rows of tables, in bytes.
func Rows(rows float64) float64 { return rows * float64(8*len(sim.Columns)+bytesOfRow) }

// held is the memory of what single replicates leave, to the end, and their scratch. The
// differences of a run to its twin are half as many rows again.
func held(w ensemble.Work, f Files) (memory, scratch float64) {
	rows := float64(w.Kept)
	if w.Whole && w.Futures > 1 {
		rows *= 1.5
	}
	return Rows(rows), 0
}

// written is the rows of the tables of a folder: statistics, and single replicates, of each
// group or of all creatives alone.
func written(w ensemble.Work, f Files) float64 {
	of, single := statistics, w.Replicates
	if w.Whole {
		of *= ensemble.Groups()
	}
	if f.Full {
		single *= ensemble.Groups()
	}
	return float64(of+single) * float64(w.Length*f.Tables)
}

// memory is about the most memory that some work and its folder take at once.
func memory(w ensemble.Work, f Files) float64 {
	making := float64(w.People) * bytesOfMaking * float64(min(w.Bases, w.Across))
	kept, _ := held(w, f)
	most := max(making, slack*(Worlds(w)+kept))
	if w.Whole && f.Written {
		most = max(most, slack*kept+bytesOfTelling*float64(w.Length))
	}
	if f.Full {
		most += slack * Rows(written(w, f))
	}
	return bytesOfProgram + most + followed(w, f)*bytesOfSeen
}

// followed is the months of creatives in a panel.
func followed(w ensemble.Work, f Files) float64 { return float64(f.Panel * w.Length * w.Futures) }

// disk is about the bytes of a folder.
func disk(w ensemble.Work, f Files) float64 {
	if !f.Written {
		return 0
	}
	columns := float64(len(sim.Columns))
	bytes := columns*written(w, f)*bytesOfNumber + followed(w, f)*bytesOfFollowed
	if w.Whole {
		bytes += columns*float64((statistics+w.Replicates)*w.Length*f.Tables)*bytesOfPlain + bytesOfStudy
	} else {
		bytes += float64(f.Tables) * bytesOfStudy
	}
	if f.Drawn {
		bytes += bytesOfFigures
	}
	if f.PDF {
		bytes += bytesOfPrint
	}
	return bytes
}
