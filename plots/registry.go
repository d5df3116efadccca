package plots

import (
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Kind is one figure of the registry: what it shows and what it needs.
type Kind struct {
	ID      string   // name of the figure, of its files and of its ids
	Shows   string   // the measure, as its title reads when there is no finding
	By      string   // grouping whose groups it draws
	Columns []string // columns that the tables must have
	Paired  bool     // needs the contrast with the frozen world

	// build fills in a figure; it leaves the title empty where the numbers
	// allow no headline.
	build func(b *book, f *Figure) error
	// compare does the same for a figure of a comparison of policies.
	compare func(l *ledger, f *Figure) error
}

// kinds are all figures, in the order in which a reader meets them. A new
// figure is one file and one line here.
var kinds = []Kind{
	adoption, adoptionBySize, employmentByDomain, decomposition, freelance, minds,
	useAndDepth, employmentByOccupation, overTrust, juniors, pay, works, aiShares,
	barriers, occupationYears, seeds,
}

// Kinds lists the registry in its order.
func Kinds() []Kind { return append([]Kind(nil), kinds...) }

// All is every figure of the registry, in its order. A figure that cannot be
// drawn from d keeps its place, says why in Err and returns that sentence as
// the error of each drawing.
func All(d Data) []Figure {
	b, err := open(d)
	figures := make([]Figure, len(kinds))
	for i, k := range kinds {
		figures[i] = k.figure(b, err)
	}
	return figures
}

// One is the figure of an ID; its error is the figure's own.
func One(d Data, id string) (Figure, error) {
	for _, k := range kinds {
		if k.ID == id {
			b, err := open(d)
			f := k.figure(b, err)
			return f, f.Missing
		}
	}
	return Figure{}, fmt.Errorf("there is no figure %q; the first is %q, and Kinds lists them all", id, kinds[0].ID)
}

// figure builds a figure from a book, or from the reason why there is none.
func (k Kind) figure(b *book, err error) Figure {
	f := Figure{Sheet: canvas.Sheet{ID: k.ID}}
	if err == nil {
		err = b.allows(k)
	}
	if err == nil {
		err = k.build(b, &f)
	}
	return k.finished(f, err)
}

// finished is a figure that was built, or failed to be: its title carries a
// dagger if it claims what rests on an assumption, and is the kind's own words
// where the numbers allow no headline or only one that is too long.
func (k Kind) finished(f Figure, err error) Figure {
	behind := f.claimed
	if behind == nil {
		behind = f.Values
	}
	if claims(f.Title) && rests(behind) {
		f.Title += dagger
	}
	if f.Title == "" || words(f.Title) > longest {
		f.Title = k.Shows
	}
	if err != nil {
		return Figure{Sheet: canvas.Sheet{ID: k.ID, Title: k.Shows, Alt: capital(err.Error()) + ".", Missing: err}}
	}
	return f
}

// allows checks that the tables hold what a figure needs.
func (b *book) allows(k Kind) error {
	if k.Paired && b.gap == nil {
		return errNoTwin
	}
	return b.need(k.Columns...)
}
