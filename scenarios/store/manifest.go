package store

import (
	"cmp"
	"strconv"
	"time"

	text "github.com/atelier-sim/atelier/scenarios/file"
)

// Version is the version of the folder's layout and of the manifest.
const Version = 1

// complete is the state of a finished run.
const complete = "complete"

// Manifest says what a finished run is. It is the file manifest.json: indented
// JSON, keys in the order below, those of maps by name, and as its last line a
// checksum of all that stands above it.
type Manifest struct {
	Schema      int                `json:"schema"`          // Version; set by Finish
	State       string             `json:"state"`           // "complete"; set by Finish
	Scenario    string             `json:"scenario"`        // name of the scenario
	Digest      string             `json:"digest"`          // SHA-256 of what was played, hexadecimal; set by Finish
	Model       string             `json:"model"`           // that of the model that played it; set by Finish
	Results     string             `json:"results"`         // that of the results, the same whenever and wherever they are played; see Folder.Sum
	Parameters  map[string]float64 `json:"parameters"`      // every parameter of the model: path -> value
	Options     map[string]string  `json:"options"`         // options of the command: name without dashes -> value
	Seeds       Seeds              `json:"seeds"`           // where all chance comes from
	Sets        []int              `json:"sets,omitempty"`  // number of the set of parameters that each replicate played; none with central parameters
	Versions    Versions           `json:"versions"`        // who computed; set by Finish if empty
	Platform    Platform           `json:"platform"`        // on what; set by Finish if empty
	Workers     int                `json:"workers"`         // number of workers; results do not depend on it
	Parallel    string             `json:"parallel"`        // what was shared out among them: "replicates" or "creatives"
	Started     time.Time          `json:"started"`         // UTC; set by Finish to the time of Create if zero
	WallSeconds float64            `json:"wall_seconds"`    // from start to manifest; set by Finish if zero
	Times       *Times             `json:"times,omitempty"` // what of it took how long; none in what was played before there were times
	Files       map[string]File    `json:"files"`           // every file of the run but the manifest; set by Finish
}

// Times are how long the parts of a run took, in seconds: by the clock where the name says
// so, else of worlds that are played side by side added up. They are of the machine and the
// day, as WallSeconds is, and no digest has them.
type Times struct {
	PlayingClock float64          `json:"playing_clock_seconds"` // all that is played
	TablesClock  float64          `json:"tables_clock_seconds"`  // statistics and tables
	FiguresClock float64          `json:"figures_clock_seconds"` // figures, report and workbook
	BurnIn       Span             `json:"burn_in"`               // the population, and its months before history
	Months       Span             `json:"months"`                // those of the run, and those that its trend asks for
	Collecting   Span             `json:"collecting"`            // what is read of each month of the run
	Traced       Traced           `json:"traced"`                // months of the run in which mechanisms were timed
	Mechanisms   map[string]Timed `json:"mechanisms"`            // each mechanism of a month, in these months
}

// Span is a number of months, and how long they took.
type Span struct {
	Months  int     `json:"months"`
	Seconds float64 `json:"seconds"`
}

// Traced is a sample of months: every so-manieth of each world, the first among them. Seconds are
// of workers, inside of mechanisms alone.
type Traced struct {
	Every int `json:"every"`
	Span
}

// Timed is what a mechanism took of workers' time in the months traced, and its share of that of
// all mechanisms.
type Timed struct {
	Seconds float64 `json:"seconds"`
	Share   float64 `json:"share"`
}

// Seeds are the master seed and the seed of each replicate, in order.
type Seeds struct {
	Master     Seed   `json:"master"`
	Replicates []Seed `json:"replicates"`
}

// Seed is a 64-bit seed, in JSON a string of decimal digits because many
// readers of JSON round numbers above 2^53.
type Seed uint64

// MarshalText writes the decimal digits.
func (s Seed) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(s), 10), nil }

// UnmarshalText reads decimal digits.
func (s *Seed) UnmarshalText(digits []byte) error {
	n, err := strconv.ParseUint(string(digits), 10, 64)
	*s = Seed(n)
	return err
}

// File is the checksum and the size of a file.
type File struct {
	SHA256 string `json:"sha256"` // hexadecimal
	Bytes  int64  `json:"bytes"`
}

// PlayedBy refuses the run in a folder, with ErrOtherModel, if another model
// gave its numbers. instead says what to do.
func (m *Manifest) PlayedBy(model, dir, instead string) error {
	if m.Model == model {
		return nil
	}
	return refuse(ErrOtherModel, "%s holds %s as another version of the model played it (fingerprint %s, by %s, revision %s; this program's is %s), so its numbers may differ; %s",
		dir, text.Short(m.Scenario), cmp.Or(short(m.Model), "unknown"), text.Short(m.Versions.Module), cmp.Or(text.Short(m.Versions.Revision), "unknown"), short(model), instead)
}
