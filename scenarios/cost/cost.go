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
	// Checkpoints are bytes there while it is made, at most.
	Checkpoints int64
}

// Files are what a folder is asked to hold, the zero value for none.
type Files struct {
	Written bool // there is a folder
	Drawn   bool // with figures, report and workbook
	PDF     bool // figures for print, too
	Full    bool // every group of every replicate
	Panel   int  // creatives followed month by month
	Tables  int  // tables of futures and of their differences
	// Checkpoints: some are left while it is made.
	Checkpoints bool
}

// Of estimates some work and the folder that is made of it.
func Of(w ensemble.Work, f Files) Estimate {
	_, scratch := held(w, f)
	return Estimate{w, f, int64(memory(w, f)), int64(scratch), int64(disk(w, f)), int64(checkpoints(w, f))}
}

// checkpoints is about the most bytes of checkpoints: the burnt-in worlds and copies that are held, and of
// each that is played the last image and the one before; and all that is kept of replicates.
func checkpoints(w ensemble.Work, f Files) float64 {
	if !f.Checkpoints {
		return 0
	}
	played := float64(float64(w.Across) * (bytesOfWorld + float64(float64(w.People)*bytesOfCreative)))
	copies := float64(float64(w.Copies*w.People) * (bytesOfCreative - bytesOfCopy)) // an image shares nothing
	numbers := float64(w.Replicates * w.Futures * (w.Length + 2*ensemble.Groups()))
	if w.Whole {
		numbers += float64(float64(w.Replicates*w.Futures*ensemble.Groups()*w.Length) * ensemble.PackedShare)
	}
	return Worlds(w) + copies + played + float64(numbers*float64(8*len(sim.Columns)))
}

// What was measured, in bytes: with sim.World.Bytes of 200 to 1,000,000 creatives, and as the
// most memory that programs took which played 200, 2,000 and 1,000,000 creatives, 1 to 20
// replicates, 60 and 180 months.
const (
	bytesOfWorld    = 350e3 // a world without creatives: organisations and vacant rows come in tens
	bytesOfSums     = 1e6   // what a worker adds up and writes on in it, the month's table among that
	bytesOfCreative = 203   // with clients, organisations and jobs
	bytesOfCopy     = 171   // a copy shares the eight peers
	bytesOfMonth    = 15    // of a creative: lists of a month, sums of workers, rows that were added
	bytesOfRow      = 120   // of a table, besides its numbers: its place in two lists, names, month
	bytesOfProgram  = 45e6  // the program and its evidence
	bytesOfTelling  = 1.9e6 // a month of a run that is told of, group by group
	bytesOfEffects  = 20e3  // a month of an arm of a comparison
	bytesOfPictures = 30e6  // drawings of a comparison
	bytesOfSingle   = 170   // a month of a replicate that figures are made of
	bytesOfGroup    = 48e6  // rows of replicates that are written together, at most, of a table of a run
	packing         = 5     // what rows take while they are written, of a comparison, up to
	mostPages       = 90e6  // for a table
	bytesOfSeen     = 120   // a creative of a panel in a month
	slack           = 1.4   // what is no longer used and not yet collected, but beside large worlds
)

// What was measured of folders of 200 and 2,000 creatives, 1 to 20 replicates, 60 and 180 months,
// in bytes.
const (
	bytesOfNumber   = 2.1   // of every group, in Parquet
	bytesOfPlain    = 10    // of all creatives, as CSV
	bytesOfAlone    = 3.8   // of all creatives, in Parquet: fewer of them are empty
	bytesOfRun      = 0.3e6 // a run, told
	bytesOfTwin     = 1.5e6 // and beside its twin
	bytesOfTold     = 4.2e6 // a comparison, told
	bytesOfArm      = 650e3 // an arm in a world more
	bytesOfDrawing  = 7e6   // figures, report and workbook of a run
	bytesOfDrawn    = 12e3  // a month more of them
	bytesOfLine     = 250e3 // a replicate that is drawn
	bytesOfCompared = 3.3e6 // figures, report and workbook of a comparison
	bytesOfPrint    = 1e6   // figures for print
	bytesOfFollowed = 24    // a creative of a panel in a month
	mostLines       = 20
	defined         = 4    // replicates from which on luck and what is not known are told apart
	repeated        = 0.57 // of numbers over fewer: the rest is not defined, or a single run's again
)

// Worlds is the memory of the worlds that some work has at once, in bytes.
func Worlds(w ensemble.Work) float64 {
	people, bases, copies := float64(w.People), float64(w.Bases), float64(w.Copies)
	return float64((bases+copies)*(bytesOfWorld+bytesOfSums)) + float64(people*(float64(bases*bytesOfCreative)+float64(copies*bytesOfCopy)))
}

// Rows is the memory of so many rows of tables, in bytes.
func Rows(rows float64) float64 { return float64(rows * float64(8*len(sim.Columns)+bytesOfRow)) }

// held is the memory of what single replicates leave, to the end, and their scratch, which
// there is where a folder is: tables of months and rows of outcomes lie there but for the first
// of either. Elsewhere all is in memory, and the differences of a run to its twin are half as many rows again.
func held(w ensemble.Work, f Files) (memory, scratch float64) {
	switch {
	case f.Written:
		futures := float64(w.Replicates * w.Futures)
		tables := 0.0
		if w.Whole {
			tables = Rows(futures * float64(ensemble.Groups()*w.Length))
		}
		rows := Rows(float64(w.Held()))
		tablesHere, rowsHere := min(tables, ensemble.InMemory), min(rows, ensemble.InMemory)
		return tablesHere + rowsHere, float64((tables-tablesHere)*ensemble.PackedShare) + rows - rowsHere
	case !w.Whole:
		return Rows(float64(w.Held())), 0
	}
	rows := float64(w.Kept)
	if w.Futures > 1 {
		rows *= 1.5
	}
	return Rows(rows), 0
}

// statistics is how many rows over replicates there are for each that is told of.
func statistics(w ensemble.Work) int {
	if w.Replicates > 1 {
		return 4
	}
	return 1
}

// written is the rows of the tables of a folder: statistics, and single replicates, of each
// group or of all creatives alone.
func written(w ensemble.Work, f Files) float64 {
	of, single := statistics(w), w.Replicates
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
	kept, _ := held(w, f)
	most := slack * (Worlds(w) + kept)
	if ensemble.HoldsGarbage(w.People) {
		most = float64((1 + ensemble.Garbage) * (Worlds(w) + float64(float64(w.People*(w.Bases+w.Copies))*bytesOfMonth) + kept))
	}
	switch {
	case !f.Written:
	case w.Whole:
		single := float64(w.Replicates * w.Length * f.Tables)
		rows := single
		if f.Full {
			rows *= float64(ensemble.Groups())
		}
		group := min(float64(rows*float64(8*len(sim.Columns))), float64(f.Tables)*bytesOfGroup)
		telling := float64(bytesOfTelling*float64(w.Length)) + group + float64(single*bytesOfSingle)
		most = max(most, float64(slack*kept)+telling)
	default:
		pages := min(mostPages, float64(packing*Rows(float64((w.Replicates+statistics(w))*w.Length))))
		telling := float64(bytesOfEffects*float64(w.Length*f.Tables)) + float64(slack*float64(min(w.Across*w.Within, f.Tables))*pages)
		if f.Drawn {
			telling += bytesOfPictures
		}
		most = max(most, float64(slack*kept)+telling)
	}
	return bytesOfProgram + most + float64(followed(w, f)*bytesOfSeen)
}

// followed is the months of creatives in a panel.
func followed(w ensemble.Work, f Files) float64 { return float64(f.Panel * w.Length * w.Futures) }

// disk is about the bytes of a folder.
func disk(w ensemble.Work, f Files) (bytes float64) {
	if !f.Written {
		return 0
	}
	numbers := written(w, f) * float64(len(sim.Columns))
	if w.Whole && w.Replicates > 1 && w.Replicates < defined {
		numbers *= repeated
	}
	if f.PDF {
		bytes += bytesOfPrint
	}
	if !w.Whole {
		if f.Drawn {
			bytes += bytesOfCompared
		}
		return bytes + float64(numbers*bytesOfAlone) + bytesOfTold + float64(float64(f.Tables)*bytesOfArm)
	}
	if f.Drawn {
		bytes += bytesOfDrawing + float64(bytesOfDrawn*float64(w.Length)) + float64(bytesOfLine*float64(min(w.Replicates, mostLines)))
	}
	if f.Tables > 1 {
		bytes += bytesOfTwin
	}
	plain := float64((statistics(w) + w.Replicates) * w.Length * f.Tables * len(sim.Columns))
	return bytes + bytesOfRun + float64(numbers*bytesOfNumber) + float64(plain*bytesOfPlain) + float64(followed(w, f)*bytesOfFollowed)
}
