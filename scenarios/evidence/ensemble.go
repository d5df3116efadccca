package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim"
)

// Ensemble is the sets of parameters that known figures do not rule out for a country.
// A set stands for one way in which the model may be right; parameters that have no
// column are as the model has them.
type Ensemble struct {
	Paths []string // of the parameters, in the order of the columns
	Sets  []Set    // at least one, in the order in which they are played
}

// Set is one set of parameters.
type Set struct {
	Number int       // from 1; of no other set
	Start  int       // which of the separate searches found it, from 1
	Values []float64 // by path, each within its parameter's range
}

// ensembleFile is a table that a country may lack: it comes of a calibration, which
// needs all the others.
const ensembleFile = "ensemble.csv"

// lead are the columns before those of the parameters.
var lead = []string{"set", "start"}

// mostSets is the highest number of a set, and of a search.
const mostSets = 1_000_000

func (c *Country) loadEnsemble(folder fs.FS) error {
	if _, err := fs.Stat(folder, ensembleFile); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	t, err := read(folder, ensembleFile, func(header []string) []string {
		return append(slices.Clone(lead), header[min(len(lead), len(header)):]...)
	})
	if err != nil {
		return err
	}
	e := &Ensemble{Paths: t.columns[len(lead):]}
	parameters, err := t.parameters(e.Paths)
	if err != nil {
		return err
	}
	for t.row = range t.rows {
		set := t.set(parameters)
		if e.Of(set.Number) != nil {
			t.failf("set", "%d stands twice; remove one of the two rows", set.Number)
		}
		if t.err != nil {
			return t.err
		}
		e.Sets = append(e.Sets, set)
	}
	c.Ensemble = e
	return nil
}

// set is the set of the current row.
func (t *table) set(parameters []sim.Parameter) Set {
	s := Set{Number: t.whole("set", 1, mostSets), Start: t.whole("start", 1, mostSets), Values: make([]float64, len(parameters))}
	for k, q := range parameters {
		s.Values[k] = t.parsed(q.Path, t.rows[t.row][len(lead)+k], q.Low, q.High)
	}
	return s
}

// parameters are those that stand in the first line by their paths.
func (t *table) parameters(paths []string) ([]sim.Parameter, error) {
	known := sim.Parameters()
	names := make([]string, len(known))
	for i, q := range known {
		names[i] = q.Path
	}
	list := make([]sim.Parameter, len(paths))
	for k, path := range paths {
		i := slices.Index(names, path)
		switch {
		case i < 0:
			return nil, t.wrongColumn(path, "no parameter has this name"+file.Meant(path, names))
		case slices.Contains(paths[:k], path):
			return nil, t.wrongColumn(path, "stands twice; remove one of the two columns")
		case Chosen(known[i]):
			return nil, t.wrongColumn(path, "is for scenarios to say, since it puts law in force or withholds AI; remove the column")
		}
		list[k] = known[i]
	}
	if len(list) == 0 {
		return nil, t.wrongColumn(lead[len(lead)-1], "no column of a parameter follows; add one a parameter, by its path")
	}
	return list, nil
}

// Chosen tells whether a parameter is no fact that may be unknown but a choice: whether
// there is AI, and what law is in force.
func Chosen(q sim.Parameter) bool {
	p := sim.DefaultParams()
	usual := p.Technology.Access
	for _, end := range []float64{q.Low, q.High} {
		if err := p.Set(q.Path, end); err != nil {
			panic(err) // the ends of its range are in it
		}
		lawless := p
		if lawless.WithoutLaw(); lawless != p || p.Technology.Access != usual {
			return true
		}
	}
	return false
}

// wrongColumn says what is wrong with a column of the first line.
func (t *table) wrongColumn(column, text string) error {
	return fmt.Errorf("%s:1: %s: %s", t.name, file.Short(column), text)
}

// Of is the set of a number, nil for one that is not there.
func (e *Ensemble) Of(number int) *Set {
	if i := slices.IndexFunc(e.Sets, func(s Set) bool { return s.Number == number }); i >= 0 {
		return &e.Sets[i]
	}
	return nil
}
