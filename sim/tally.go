package sim

import (
	"unsafe"

	"github.com/atelier-sim/atelier/sim/par"
)

// micro is a number in integer units of 2^-20, fine in units of 2^-40: sums of
// integers do not depend on their order. whole turns a sum of micros back.
func micro(x float64) int64 { return par.ToMicro(x) }
func fine(x float64) int64  { return par.ToMicro(x * (1 << 20)) }
func whole(x int64) float64 { return par.FromMicro(x) }

// few is micro of a number from 0 to 2^20, which needs no care.
func few(x float32) int64 { return int64(float64(float64(x)*oneMicro) + 0.5) }

const oneMicro = 1 << 20 // of 1

// A tally is what one worker adds up; the settling part of a mechanism adds
// the workers' tallies and empties them.
type tally struct {
	terms       [Barriers][termBins]int64
	freelance   [Occupations]int64 // heads
	orders      [Occupations]orderSum
	income      [Occupations]int64
	found       [Occupations]int64
	sales       [Occupations]Sales
	used        [Occupations][2][2]int64
	sectors     [MaxSectors][3]int64
	prices      [Domains][priceSums]int64
	shares      [Domains]int64
	causes      [Occupations][Causes]int64
	heads       [Occupations][2]int64 // see trend.go
	flows       Flows
	money       Money
	bills       Bills
	spent       [Occupations]int64
	kept        [Occupations]int64
	paid        [Occupations]int64
	freelancers [Occupations]int64
	cells       []int64 // see measure.go
	pays        [Occupations][2][payBins]uint32
	scratch     measureScratch
	orgs        orgCounts
	sums        []int64 // of cells, see cells.go
	works       [Occupations]int64
	room        room // nothing of it is added up
}

// A room is what a worker needs to write on, kept so that a month makes no garbage.
type room struct {
	demand  demandRoom
	lists   [5][par.Chunk]float64 // of a chunk, on the way through wide arithmetic
	masks   [4][par.Chunk / 8]byte
	rows    [2][par.Chunk]uint32 // places in a chunk
	seen    [par.Chunk]uint32    // sums of what peers show, see exposure.go
	far     [par.Chunk]uint32
	jcurves []float64 // see costs.go
	groups  *groups   // of the first worker alone: the month's table
}

// newTallies gives each worker its sums.
func newTallies(workers int) []tally {
	t := make([]tally, max(1, workers))
	for k := range t {
		t[k].cells = make([]int64, nCells*nSums)
	}
	return t
}

// gather adds a part of each worker's tally to a sum and empties it there. A part
// holds integers of 64 bits and nothing else, which add up in any order.
func gather[T any](w *World, into *T, part func(*tally) *T) {
	for k := range w.tallies {
		drain(into, part(&w.tallies[k]))
	}
}

// drain is gather of one part.
func drain[T any](into, part *T) {
	addUp(into, part)
	clear(words(part))
}

// addUp adds a part of a tally to a sum.
func addUp[T any](sum, part *T) {
	par.AddInts(words(sum), words(part))
}

// words are the integers of a part of a tally.
func words[T any](part *T) []int64 {
	return unsafe.Slice((*int64)(unsafe.Pointer(part)), unsafe.Sizeof(*part)/8)
}

// A Flow counts what happens to people in a month, in rows by occupation.
type Flow int

// Flows of a month. Displacement is in 2^-20 rows, for a layoff may have two
// causes.
const (
	FlowEntrants Flow = iota
	FlowExits
	FlowExitsUnemployed
	FlowExitsIncome
	FlowOpenings
	FlowJuniorOpenings
	FlowHires
	FlowJuniorHires
	FlowSeparations
	FlowFound
	FlowJobless // unemployed at the beginning of the month
	FlowCourses
	FlowDisplacedJobless // unemployed who lost work to AI, at the beginning of the month
	FlowDisplacedFound   // of those, found a job
	FlowDisplacedAutomation
	FlowDisplacedClients
	FlowDisplacedOther
	FlowAway             // experienced who left without retiring
	FlowBack             // experienced who came into a job from outside
	FlowLostJob          // employees who are without a job from now on
	FlowExitsEmployed    // employees who left creative work
	FlowTurnedFreelance  // unemployed who now freelance
	FlowStoppedFreelance // freelancers who now look for a job
	FlowEntrantsFreelance
	NFlows
)

// Flows are counts by occupation.
type Flows [Occupations][NFlows]int64

// openBooks empties what a month counts.
func (w *World) openBooks() {
	w.Flows, w.Money, w.Bills, w.Paid = Flows{}, Money{}, Bills{}, [Occupations]float64{}
}

// settleFlows adds the workers' flows and money to the month's.
func (w *World) settleFlows() {
	gather(w, &w.Flows, func(t *tally) *Flows { return &t.flows })
	gather(w, &w.Money, func(t *tally) *Money { return &t.money })
	gather(w, &w.Bills, func(t *tally) *Bills { return &t.bills })
}
