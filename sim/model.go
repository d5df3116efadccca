// Package sim is the model: creatives and organisations month by month.
//
// Read this file first. A World is a set of columns (world.go), Params its
// numbers (params.go), Schedule the order of a month, Step plays one. Equation
// numbers are those of ODD.md, next to this file; LIBRARY.md, beside it, shows how
// another program uses the model and gives a world a mechanism of its own.
package sim

import (
	"fmt"

	"github.com/atelier-sim/atelier/sim/par"
)

// A Mechanism is one rule of the month. It may have up to five parts, run in
// this order; whatever it does not need is nil.
//
//   - Begin runs once, alone: markets, levers, clearing of sums;
//   - Rows runs over some creatives (view.go) and may write only those rows (and add
//     to the integer sums of cells);
//   - Orgs runs over organisations lo..hi-1 and may write only those and their
//     cells;
//   - Clients runs over clients lo..hi-1 and may write only those (and add to the
//     integer books of freelancers);
//   - Settle runs once, alone: where people meet, and where sums become facts.
//
// Own row, own organisation and aggregates are read as they stand at this
// point of the month, other people's rows only from last month's published
// copy. So there are no locks, and any number of workers gives the same bytes.
type Mechanism struct {
	Name    string
	Asks    string // the question it answers
	Writes  []string
	Begin   func(w *World)
	Rows    func(w *World, c *Rows, worker int)
	Orgs    func(w *World, lo, hi, worker int)
	Clients func(w *World, lo, hi, worker int)
	Settle  func(w *World)
}

// Schedule is one month, top to bottom. The order of events is written here
// and nowhere else; a world may have one of its own (own.go).
var Schedule = []Mechanism{
	policy,        // which levers are pulled, and how far?
	technology,    // what can AI do in my occupation?
	exposure,      // what do my peers do, and who lost work?
	trust,         // what did my own use teach me?
	attitude,      // is it good for my field?
	fear,          // how threatened do I feel?
	training,      // do I learn?
	organisations, // does my organisation pilot, integrate, encourage?
	use,           // do I use it, and for how much of my work?
	production,    // what do I make, how fast and how well?
	clients,       // whom do I commission, if anybody?
	orders,        // who can take the orders, and at what price?
	costs,         // what does a work cost my organisation?
	levies,        // who pays for AI, and who is paid?
	demand,        // how many of us does it want?
	employees,     // who leaves, who is hired?
	freelancers,   // what did I earn, do I go on?
	pay,           // what am I paid?
	craft,         // does my craft grow or fade?
	publish,       // what will others see of me?
	measure,       // what is counted
}

// LeaveOut switches a mechanism off for good. What cannot go without is
// switched to the limit in which AI does nothing: without technology its access
// is 0, without production it saves no time and changes no quality. Measuring
// and policy cannot be left out: nothing would be seen, or nothing is in force
// anyway.
func (w *World) LeaveOut(name string) error {
	p := &w.Params
	switch name {
	case "measure", "policy", "orders":
		return fmt.Errorf("mechanism %q cannot be left out", name)
	case "technology":
		p.Technology.Access = 0
		return nil
	case "production":
		p.Production.Saving, p.Production.QualityGain, p.Production.ErrorLoss = 0, 0, 0
		return nil
	case "clients": // nobody hears of AI: they go on ordering
		p.Clients.Innovation, p.Clients.Imitation = 0, 0
		return nil
	case "levies":
		for i := range w.Occupations {
			w.Occupations[i].Dividend = 0
		}
	}
	if _, err := w.find(name); err != nil {
		return err
	}
	if w.Without == nil {
		w.Without = map[string]bool{}
	}
	w.Without[name] = true
	return nil
}

// Step plays one month. Mechanisms that only touch rows are run one after
// another over a chunk of creatives while it is in the cache; that changes no
// bit, because none of them reads another row.
func (w *World) Step() { w.step(nil) }

// StepTraced is Step with a call before (true) and after (false) each part of
// a mechanism (its place in the month) in each chunk, for a timer that stands outside the model. The
// function is called by several workers at once.
func (w *World) StepTraced(trace func(worker, mechanism int, begin bool)) { w.step(trace) }

func (w *World) step(trace func(worker, mechanism int, begin bool)) {
	w.openBooks()
	for i := 0; i < len(w.month()); {
		n := w.fusible(i)
		if !w.replace(i) {
			w.run(i, i+n, trace)
		}
		w.follow(i + n - 1)
		i += n
	}
	w.Month++
}

// fusible counts the mechanisms from i on that can share one pass over rows. What an
// ablation replaces or follows stands alone.
func (w *World) fusible(i int) int {
	n, month := 1, w.month()
	for i+n < len(month) {
		last, next := month[i+n-1], month[i+n]
		if last.Settle != nil || last.Orgs != nil || last.Clients != nil || last.Rows == nil || next.Rows == nil || next.Begin != nil || w.hooked(i+n-1) || w.hooked(i+n) {
			break
		}
		n++
	}
	return n
}

// run plays the mechanisms lo..hi-1, which share one pass over the rows.
func (w *World) run(lo, hi int, trace func(worker, mechanism int, begin bool)) {
	month := w.month()
	first, last := month[lo], month[hi-1]
	if trace == nil {
		trace = func(int, int, bool) {}
	}
	if first.Begin != nil && !w.Without[first.Name] {
		trace(0, lo, true)
		first.Begin(w)
		trace(0, lo, false)
	}
	if first.Rows != nil {
		w.passRows(func(c *Rows, worker int) {
			for k := lo; k < hi; k++ {
				if !w.Without[month[k].Name] {
					trace(worker, k, true)
					month[k].Rows(w, c, worker)
					trace(worker, k, false)
				}
			}
		})
	}
	if w.Without[last.Name] {
		return
	}
	if last.Orgs != nil {
		par.Chunks(w.Workers, len(w.Orgs.Staff), func(worker, _, a, b int) {
			trace(worker, hi-1, true)
			last.Orgs(w, a, b, worker)
			trace(worker, hi-1, false)
		})
	}
	if last.Clients != nil {
		par.Chunks(w.Workers, len(w.Clients.Kind), func(worker, _, a, b int) {
			trace(worker, hi-1, true)
			last.Clients(w, a, b, worker)
			trace(worker, hi-1, false)
		})
	}
	if last.Settle != nil {
		trace(0, hi-1, true)
		last.Settle(w)
		trace(0, hi-1, false)
	}
}
