// Package explain tells the life of one creative of a run, month by month, in
// sentences.
//
// A run folder holds tables and no people, but its manifest holds all that
// decides them. So a life is found by playing the replicate again, with the
// same code, and watching one row:
//
//   - plan.go makes the plan of a run from its manifest;
//   - replay.go plays the replicate and holds every month's measures against
//     the run's own table: what is told happened in that run;
//   - watch.go notes what the month did to one creative, facts.go what there is
//     to note;
//   - tell*.go turn the notes into events, one file a subject; words.go writes
//     numbers and names.
//
// Of a comparison two arms are played, with the same luck: pair_replay.go, and
// pair_*.go tell what differs between the two lives and since when.
package explain

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kinds of events.
const (
	Start   = "start"   // who the creative is
	Saw     = "saw"     // peers and employer
	Decided = "decided" // about AI
	Drew    = "drew"    // luck: jobs, promotions, courses
	Lost    = "lost"    // orders and income
	Trust   = "trust"   // a year's trust and what it rests on
	Year    = "year"    // each December
	End     = "end"     // left, or the last month
)

// Event is one thing that happened or mattered.
type Event struct {
	Month  int                // months since January 2021
	Kind   string             // one of the kinds above
	Text   string             // one or a few sentences
	Values map[string]float64 // the numbers behind the sentences; never NaN
}

// MarshalJSON writes month (as 2024-03), kind, text and values.
func (e Event) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Month  string             `json:"month"`
		Kind   string             `json:"kind"`
		Text   string             `json:"text"`
		Values map[string]float64 `json:"values"`
	}{finding.Date(e.Month), e.Kind, e.Text, e.Values})
}

// Life is the story of one creative.
type Life struct {
	Creative   uint64
	Replicate  int
	Replicates int
	Scenario   string
	People     float64 // persons whom the creative stands for
	Events     []Event // by month
}

// WriteText writes the story, an event a line.
func (l *Life) WriteText(w io.Writer) error {
	_, err := fmt.Fprintf(w, "The life of creative %d in replicate %d of %d of %s. One creative stands for %s people.\nAmounts are in dollars of 2024; a reason for or against AI has its weight, in log odds, in brackets.\n\n",
		l.Creative, l.Replicate, l.Replicates, l.Scenario, count(l.People))
	for _, e := range l.Events {
		if err == nil {
			_, err = fmt.Fprintf(w, "%s. %s\n", finding.Month(e.Month), e.Text)
		}
	}
	return err
}

// WriteJSON writes the events as an array.
func (l *Life) WriteJSON(w io.Writer) error { return writeJSON(w, l.Events) }

// writeJSON writes events as they read, without escapes for web pages.
func writeJSON(w io.Writer, events any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(events)
}
