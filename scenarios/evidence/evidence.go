// Package evidence holds the small tables of facts that a world is made from,
// one folder a country, each figure with its source.
//
// Read Country first: it is everything a synthetic population needs to know
// about a place. US returns the United States. Every row with a figure names a
// source of sources.csv; the source "assumed" marks a judgement, which is
// legal here and must be shown as such wherever it matters.
//
// The tables are read strictly: an unknown column, a missing occupation, a
// share above one or a source that is not listed is an error with its file
// and line, and US cannot return a country that does not pass Check.
package evidence

import (
	"embed"
	"io/fs"
	"slices"
	"sync"
)

//go:embed us
var tables embed.FS

// Country is what is known about one country's creative work and the
// organisations that employ it. Slices are in the order of the tables, which
// is the order of every column, row and group made from them.
type Country struct {
	Key, Name   string
	Domains     []Domain
	Occupations []Occupation // grouped by domain
	Sectors     []Sector
	Occupancy   [][]float64 // [occupation][sector] share of the occupation's employees; a row sums to 1
	Mobility    [][]float64 // [occupation][occupation + 1] weights of a move; last column = out of creative work; a row sums to 1, the diagonal is 0
	Stages      []Stage
	Targets     []Target
	Observed    []Point
	Sources     []Source
	Predictions []Prediction // figures that nobody has looked at; none where the country has no such table
	Ensemble    *Ensemble    // sets of parameters that what is known does not rule out; nil for none
	Known       []Known      // what outcomes hang on over the ensemble; empty for none
}

// Shared is the United States for callers who change nothing of it, read once for all of them.
var Shared = sync.OnceValue(US)

// US returns the United States, read afresh from the built-in tables, so that
// a caller may change what it gets, but for parameter sets and what is known over
// them, which are read once. It panics if the tables are broken, which the tests rule out.
func US() *Country {
	c := &Country{Key: "us", Name: "United States"}
	if err := c.load(usFolder()); err != nil {
		panic(err)
	}
	sets := usSets()
	c.Ensemble, c.Known = sets.Ensemble, sets.Known
	return c
}

// usFolder is the folder of the United States' built-in tables.
func usFolder() fs.FS {
	folder, err := fs.Sub(tables, "us")
	if err != nil {
		panic(err)
	}
	return folder
}

// usSets holds the parameter sets, which are many numbers.
var usSets = sync.OnceValue(func() *Country {
	c := new(Country)
	if err := c.loadSets(usFolder()); err != nil {
		panic(err)
	}
	return c
})

// Load reads a country from a folder of tables with the names and columns of
// us/ and checks it. The error names the file, the line and the fix.
func Load(folder fs.FS, key, name string) (*Country, error) {
	c := &Country{Key: key, Name: name}
	if err := c.load(folder); err != nil {
		return nil, err
	}
	if err := c.loadSets(folder); err != nil {
		return nil, err
	}
	return c, nil
}

// loadSets reads what comes of a calibration.
func (c *Country) loadSets(folder fs.FS) error {
	if err := c.loadEnsemble(folder); err != nil {
		return err
	}
	return c.loadKnown(folder)
}

// load reads everything else and checks it.
func (c *Country) load(folder fs.FS) error {
	for _, step := range []func(fs.FS) error{
		c.loadSources, c.loadDomains, c.loadOccupations, c.loadEmployees, c.loadPay, c.loadExposure, c.loadUse, c.loadWork,
		c.loadSectors, c.loadSizeClasses, c.loadOccupancy, c.loadMobility,
		c.loadStages, c.loadTargets, c.loadObserved, c.loadPredictions,
	} {
		if err := step(folder); err != nil {
			return err
		}
	}
	c.addEmploymentPoints()
	return c.Check()
}

// Occupation returns the row of the occupation with this key, or -1.
func (c *Country) Occupation(key string) int {
	return slices.IndexFunc(c.Occupations, func(o Occupation) bool { return o.Key == key })
}

// Sector returns the row of the sector with this key, or -1.
func (c *Country) Sector(key string) int {
	return slices.IndexFunc(c.Sectors, func(s Sector) bool { return s.Key == key })
}
