package page

import (
	"context"
	"encoding/json"
)

// A Question is what the page asks of a [Desk].
type Question struct {
	Link   string `json:"link"`   // the choice, as the query of a link
	Before string `json:"before"` // that of the picture before, "" for none
	// Runs is how many replicates are played of those that the choice has; 0 for all. The
	// first few are a picture at once.
	Runs       int      `json:"runs"`
	Show       []string `json:"show"`       // ids of figures, nil for the usual ones
	Difference bool     `json:"difference"` // now minus reference instead of the futures
	Narrow     bool     `json:"narrow"`     // for a phone
}

// An Answer is what came of it.
type Answer struct {
	Link    string   `json:"link"`    // the choice as its shortest link
	Before  string   `json:"before"`  // likewise; "" where it is the same choice
	Model   string   `json:"model"`   // fingerprint of the model, shortened
	Version string   `json:"version"` // of the program
	Notes   []string `json:"notes"`   // what the link asks for that cannot be had
	Runs    int      `json:"runs"`    // replicates played
	Of      int      `json:"of"`      // of so many
	// Live is one sentence of what moved, for the region that is read aloud.
	Live string `json:"live"`
	// Nothing says why the choice, or the last change, does nothing; "" where it does something.
	Nothing  string   `json:"nothing"`
	Figures  []Drawn  `json:"figures"`
	Policies []Priced `json:"policies"`
	// Payers are who pays for all policies of the choice together, and how much a year.
	Payers  []Paid `json:"payers"`
	Command string `json:"command"` // that plays the same on a command line
	YAML    string `json:"yaml"`    // the choice as a scenario's file
	Played  int64  `json:"-"`       // months of worlds that had to be played for it
}

// Drawn is a figure.
type Drawn struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	SVG     string `json:"svg"`
	Caption string `json:"caption"`
	Footer  string `json:"footer"`
	Unit    string `json:"unit"`
	// Lines are the numbers behind it, a value a month from January 2021 on; none of a figure
	// that is not over time.
	Lines []Line `json:"lines"`
	Table Table  `json:"table"`
}

// Line is one line of a figure. Said is each month in words.
type Line struct {
	Role  string   `json:"role"`
	Title string   `json:"title"`
	Said  []string `json:"said"`
}

// Table is what stands under a figure: its numbers in Decembers and at the end, or by group.
type Table struct {
	Head []string   `json:"head"`
	Rows [][]string `json:"rows"`
}

// Priced is a policy of the choice with what it costs.
type Priced struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Dose    string `json:"dose"`    // in words
	Cost    string `json:"cost"`    // a year, in words
	Assumed bool   `json:"assumed"` // its effect has no field estimate
}

// Paid is what one payer pays a year.
type Paid struct {
	Who  string `json:"who"`
	Cost string `json:"cost"`
}

// FirstRuns are the replicates of a picture that is wanted at once, while a hand still moves.
const FirstRuns = 2

// Hasty tells whether what is asked is a picture that is wanted at once.
func Hasty(what string, body []byte) bool {
	var q struct{ Runs int }
	return what == "answer" && json.Unmarshal(body, &q) == nil && q.Runs > 0 && q.Runs <= FirstRuns
}

// pressed is the key under which a context holds that others wait.
type pressed struct{}

// Pressed is the context of a question behind which others wait: a picture that is wanted at
// once is then of one run by one worker, so that a class has its pictures in half the time.
func Pressed(ctx context.Context) context.Context { return context.WithValue(ctx, pressed{}, true) }

// asPressed are the replicates and workers of a question where others wait.
func asPressed(ctx context.Context, runs, workers int) (int, int) {
	if ctx.Value(pressed{}) == nil || runs < 1 || runs > FirstRuns {
		return runs, workers
	}
	return 1, 1
}
