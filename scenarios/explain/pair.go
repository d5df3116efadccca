package explain

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kinds of events of a pair, besides Start, Year and End.
const (
	Reached = "reached" // a policy reaches the creative in one of the arms
	Same    = "same"    // up to when both lives are one
	First   = "first"   // what differs first
	Since   = "since"   // what differs from this month on
	Left    = "left"    // creative work, in one arm or both
)

// PairEvent is one thing in which two lives differ, or that both have.
type PairEvent struct {
	Month  int                // months since January 2021
	Kind   string             // one of the kinds above
	Text   string             // one or a few sentences
	Values map[string]float64 // the arm's number minus the reference's, where both have one
	Arms   [2]Side            // the reference first
}

// Side is one arm's part of an event.
type Side struct {
	Arm    string             `json:"arm"`
	Text   string             `json:"text"` // "" where the event's text says it all
	Values map[string]float64 `json:"values"`
}

// MarshalJSON writes month (as 2024-03), kind, text, values and arms.
func (e PairEvent) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Month  string             `json:"month"`
		Kind   string             `json:"kind"`
		Text   string             `json:"text"`
		Values map[string]float64 `json:"values"`
		Arms   [2]Side            `json:"arms"`
	}{finding.Date(e.Month), e.Kind, e.Text, e.Values, e.Arms})
}

// Pair is the story of one creative under two arms of a comparison.
type Pair struct {
	Creative   uint64
	Replicate  int
	Replicates int
	World      string
	Arms       [2]string // the reference first
	People     float64   // persons whom the creative stands for
	Events     []PairEvent
}

// WriteText writes the story, an event a line and below it the lines of the
// arms, where they have one.
func (p *Pair) WriteText(w io.Writer) error {
	_, err := fmt.Fprintf(w, "The life of creative %d under %s beside %s, in replicate %d of %d of the %s world. One creative stands for %s people.\nAmounts are in dollars of 2024; trust, fear and the like lie between 0 and 1. Years that differ by less than two in a hundred are left out.\n\n",
		p.Creative, p.Arms[1], p.Arms[0], p.Replicate, p.Replicates, p.World, count(p.People))
	wide := max(len(p.Arms[0]), len(p.Arms[1])) + 1
	for _, e := range p.Events {
		if err == nil {
			_, err = fmt.Fprintf(w, "%s. %s\n", finding.Month(e.Month), e.Text)
		}
		for _, side := range e.Arms {
			if err == nil && side.Text != "" {
				_, err = fmt.Fprintf(w, "    %-*s %s\n", wide, side.Arm+":", side.Text)
			}
		}
	}
	return err
}

// WriteJSON writes the events as an array.
func (p *Pair) WriteJSON(w io.Writer) error { return writeJSON(w, p.Events) }
