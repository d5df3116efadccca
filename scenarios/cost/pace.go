package cost

import (
	"math"
	"time"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// Pace is how long a month of one small world takes one worker of this machine now.
type Pace time.Duration

// small is a world that fits a cache, which says nothing of a machine but its speed.
const (
	small       = 2_000
	smallMonths = 12
)

// What work takes, in months of the small world, as processor time of one worker was measured
// of 200 to 200,000 creatives: a month in which tables are made costs more.
const (
	burnInMonth    = 0.2    // of a world without creatives before January 2021
	burnInCreative = 0.0004 // for each creative more
	month          = 1.1    // from January 2021 on
	creative       = 0.0008
	making         = 0.0011 // a creative of a world that is made
	row            = 0.02   // of a single replicate that is kept
	rowWritten     = 0.034
	telling        = 1600 // a folder with drawings
	drawing        = 1300 // of a run more
	drawingMonth   = 12
	alone          = 0.1 // the part of a month that workers of one world do not share
)

// What was measured from 100,000 to 4,000,000 creatives: from so many on what one creative reads of
// others is ever farther away, and each doubling makes a creative dearer by a share.
const (
	cached  = 100_000
	farther = 0.035
)

// creatives are so many, each counted as what it costs over one of a world where all is near.
func creatives(people float64) float64 {
	return people * (1 + float64(farther/math.Ln2*num.Log(max(1, people/cached))))
}

// usual is the pace of the machine on which that was measured, for work that is too short to
// be worth a measurement.
const usual = Pace(650 * time.Microsecond)

// tries are how often the small world is timed: of what else the machine does meanwhile the
// quickest knows least.
const tries = 6

// MeasurePace plays a small world for some hundredths of a second.
func MeasurePace() (Pace, error) {
	w, err := population.Build(evidence.US(), population.Spec{People: small, Seed: 1, Params: sim.DefaultParams(), Workers: 1})
	if err != nil {
		return 0, err
	}
	w.Step()
	least := Pace(math.MaxInt64)
	for range tries {
		begun := time.Now()
		for range smallMonths {
			w.Step()
		}
		least = min(least, Pace(time.Since(begun)/smallMonths))
	}
	return least, nil
}

// Month is about how long a month of a world of so many takes one worker, over a burn-in and
// the years behind it.
func (p Pace) Month(people int) time.Duration {
	const before, months = sim.BurnInMonths, sim.BurnInMonths + 180
	n := creatives(float64(people))
	one := float64(before*(burnInMonth+float64(burnInCreative*n))) + float64((months-before)*(month+float64(creative*n)))
	return time.Duration(float64(p) * one / months)
}

// smalls is some work in months of the small world, for one worker: what is played, and what is
// made of it.
func (e Estimate) smalls() (played, told float64) {
	w := e.Work
	people := float64(w.People)
	n := creatives(people)
	played = float64(float64(w.BurnIn)*(burnInMonth+float64(burnInCreative*n))) + float64(float64(w.Months-w.BurnIn)*(month+float64(creative*n))) + float64(people*making*float64(w.BurnIn))/sim.BurnInMonths
	if !e.Files.Written {
		return played, 0
	}
	told = float64(float64(w.Kept)*row) + float64(written(w, e.Files)*rowWritten)
	if e.Files.Drawn {
		told += telling
	}
	if e.Files.Drawn && w.Whole {
		told += drawing + float64(drawingMonth*float64(w.Length))
	}
	return played, told
}

// Took is about how long some work takes at a pace.
func (e Estimate) Took(p Pace) time.Duration {
	played, told := e.smalls()
	w := e.Work
	return time.Duration(float64(p) * (played/speedup(w) + told/float64(min(2, w.Across*w.Within))))
}

// speedup is how many times as fast as one worker the workers of some work are. The last of the
// tasks that are played side by side may have few beside them.
func speedup(w ensemble.Work) float64 {
	across, within := 1.0, float64(w.Within)
	if n := w.Replicates * w.Side; w.Across > 1 && n > 0 {
		across = float64(n) / float64((n+w.Across-1)/w.Across)
	}
	return across / (alone + (1-alone)/within)
}

// Brief tells whether some work takes some seconds at most on any machine of these years: then it
// is played, and nothing said of it.
func (e Estimate) Brief() bool { return e.Took(usual) < Long/4 }

// Long is from when on people want to know beforehand.
const Long = 10 * time.Second
