package evidence

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/atelier-sim/atelier/sim"
)

// Known is how well an outcome of a country is known over its ensemble: what AI makes of it
// in December 2035, in percent of the world without AI, of shares in points.
type Known struct {
	Outcome  string    `json:"outcome"` // name of a measure
	Low      float64   `json:"low"`     // 5, 50 and 95 % over sets, without luck
	Middle   float64   `json:"middle"`
	High     float64   `json:"high"`
	Emulated float64   `json:"emulated"` // share of the variance of runs that emulators explain
	Unknowns []Unknown `json:"unknowns"` // those that make most first
}

// Unknown is a parameter and the share of an outcome's variance over the ensemble that it
// makes, by itself and with others, between 0 and 1: what would be gone were it known (the
// total effect; Jansen 1999, Computer Physics Communications 117).
type Unknown struct {
	Path  string  `json:"parameter"`
	Share float64 `json:"share"`
}

// knownFile comes with the ensemble, and only with it.
const knownFile = "known.csv"

func (c *Country) loadKnown(folder fs.FS) error {
	if _, err := fs.Stat(folder, knownFile); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return rows(folder, knownFile, "outcome,low,middle,high,emulated,parameter,share", func(t *table) {
		k := Known{Outcome: t.text("outcome"), Low: t.number("low", -1e6, 1e6), Middle: t.number("middle", -1e6, 1e6), High: t.number("high", -1e6, 1e6), Emulated: t.number("emulated", -10, 1)}
		i := slices.IndexFunc(c.Known, func(other Known) bool { return other.Outcome == k.Outcome })
		if i < 0 {
			i, c.Known = len(c.Known), append(c.Known, k)
		}
		path := t.optional("parameter")
		if path == "" {
			return
		}
		if _, ok := sim.Lookup(path); !ok {
			t.failf("parameter", "no parameter is called %q", path)
			return
		}
		c.Known[i].Unknowns = append(c.Known[i].Unknowns, Unknown{path, t.number("share", 0, 1)})
	})
}
