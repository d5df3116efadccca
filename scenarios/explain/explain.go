// Package explain tells the life of one creative under two arms of a study with
// the same luck, month by month, in sentences: under a scenario beside its frozen
// twin, or under two policies of a comparison.
//
// A folder holds tables and no people, but its manifest holds all that decides
// them. So a life is found by playing the replicate again, with the same code,
// and watching one row:
//
//   - ask.go finds out what is asked of a folder, and roll.go who is there;
//   - find.go looks for lives that are asked for by what befell them;
//   - replay.go plays the replicate and holds every month's measures against
//     the folder's own tables: what is told happened there;
//   - watch.go notes what the month did to one creative, clients.go what clients
//     did, facts.go what there is to note;
//   - tell.go goes through the months. Of a run it tells all that befalls a
//     creative (saw.go, decided.go, trade.go, work.go), of a comparison what differs and
//     since when (reach.go, differ.go, subjects.go); of both each year (year.go)
//     and how it ends (end.go), the arms side by side. words.go has the words.
package explain

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kinds of events.
const (
	Start   = "start"   // who the creative is
	Saw     = "saw"     // peers and employer
	Decided = "decided" // about AI
	Drew    = "drew"    // luck: jobs, promotions, courses
	Client  = "client"  // who orders from them
	Lost    = "lost"    // orders and income
	Trust   = "trust"   // a year's trust and what it rests on
	Year    = "year"    // a December
	End     = "end"     // left, or the last month
)

// Kinds of events of a comparison, besides Start, Year and End.
const (
	Reached = "reached" // a policy reaches the creative in one of the arms
	Same    = "same"    // up to when both lives are one
	First   = "first"   // what differs first
	Since   = "since"   // what differs from this month on
	Left    = "left"    // creative work, in one arm or both
)

// Event is one thing that happened or mattered, or in which two lives differ.
type Event struct {
	Month int    `json:"-"`    // months since January 2021
	Kind  string `json:"kind"` // one of the kinds above
	Text  string `json:"text"` // one or a few sentences
	// Values are the numbers behind the sentences, of a comparison the arm's
	// minus the reference's, where both have one; never NaN.
	Values map[string]float64 `json:"values"`
	Arms   []Side             `json:"arms,omitempty"` // the reference first; none where one arm alone is told of
}

// Side is one arm's part of an event.
type Side struct {
	Arm    string             `json:"arm"`
	Text   string             `json:"text"` // "" where the event's text says it all
	Values map[string]float64 `json:"values"`
}

// MarshalJSON writes the month (as 2024-03) before the rest.
func (e Event) MarshalJSON() ([]byte, error) {
	type rest Event
	return json.Marshal(struct {
		Month string `json:"month"`
		rest
	}{finding.Date(e.Month), rest(e)})
}

// Life is the story of one creative.
type Life struct {
	Question
	People float64 // persons whom the creative stands for
	Events []Event // by month
}

// WriteText writes the story, an event a line and below it the lines of the
// arms, where they have one.
func (l *Life) WriteText(w io.Writer) error {
	who, note := " in replicate %d of %d of "+l.name(len(l.Arms)-1), "a reason has its weight, in log odds, in brackets."
	if l.alone() && len(l.Arms) > 1 {
		note += " Below a year stands the same creative in the world without AI."
	}
	if !l.alone() {
		who = " under " + l.name(1) + " beside " + l.name(0) + ", in replicate %d of %d of the " + l.World + " world"
		note = "trust, fear and the like lie between 0 and 1. Years that differ by less than two in a hundred are left out."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "The life of creative %d"+who+". One creative stands for %s people.\nAmounts are in dollars of 2024; %s\n\n",
		l.Creative, l.Replicate, l.Contest.Options.Replicates, finding.Decimal(l.People, 0), note)
	wide := 0
	for i := range l.Arms {
		wide = max(wide, len(sideOf(l.name(i)))+1)
	}
	for _, e := range l.Events {
		fmt.Fprintf(&b, "%s. %s\n", finding.Month(e.Month), e.Text)
		for _, side := range e.Arms {
			if side.Text != "" {
				fmt.Fprintf(&b, "    %-*s %s\n", wide, sideOf(side.Arm)+":", side.Text)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sideOf is what readers call a future that stands beside another.
func sideOf(arm string) string {
	if arm == scenarios.TwinName {
		return "without AI"
	}
	return arm
}

// WriteJSON writes the events as an array, without escapes for web pages.
func (l *Life) WriteJSON(w io.Writer) error { return file.WriteJSON(w, l.Events) }

// Told is a life, or some that were found.
type Told interface {
	WriteText(io.Writer) error
	WriteJSON(io.Writer) error
}

// Answer tells the life that a question names, or looks for one.
func Answer(ctx context.Context, q Question, life scenarios.Life, report ensemble.Progress) (Told, error) {
	if life.Find != "" {
		return Find(ctx, q, life, report)
	}
	return Replay(ctx, q, report)
}
