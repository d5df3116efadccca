package plots

import (
	"errors"
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
)

// ComparisonData is everything that a figure of a comparison of policies may
// say. The zero value of Place and Version is allowed and makes the texts
// shorter.
type ComparisonData struct {
	Comparison *scenarios.Comparison
	Place      string // "United States"
	Version    string // version of the model
	// Labels are what readers call groups, by key; those that it lacks have the
	// comparison's own titles.
	Labels map[string]string
}

// compareKinds are all figures of a comparison, in the order in which a reader
// meets them. A new one is one file and one line here.
var compareKinds = []Kind{
	contrastWork, contrastIncome, contrastReceived, contrastUse, contrastFear, contrastEmployees, contrastOrders,
	pathsWork, pathsIncome, bandsWork, bandsIncome,
	groupsWork, occupationsWork, groupsIncome, occupationsIncome,
	payers, frontier, regret, worldsWork, causesByPolicy,
}

// CompareKinds lists the figures of a comparison in their order.
func CompareKinds() []Kind { return append([]Kind(nil), compareKinds...) }

// Compare is every figure of a comparison, in its order. A figure that cannot
// be drawn from d keeps its place, says why in Err and returns that sentence
// as the error of each drawing.
func Compare(d ComparisonData) []Figure {
	l, err := openComparison(d)
	figures := make([]Figure, len(compareKinds))
	for i, k := range compareKinds {
		figures[i] = k.compared(l, err)
	}
	return figures
}

// CompareOne is the figure of an ID; its error is the figure's own.
func CompareOne(d ComparisonData, id string) (Figure, error) {
	for _, k := range compareKinds {
		if k.ID == id {
			l, err := openComparison(d)
			f := k.compared(l, err)
			return f, f.Missing
		}
	}
	return Figure{}, fmt.Errorf("there is no figure %q of a comparison; the first is %q, and CompareKinds lists them all", id, compareKinds[0].ID)
}

// compared builds a figure from a ledger, or from the reason why there is none.
func (k Kind) compared(l *ledger, err error) Figure {
	f := Figure{Sheet: canvas.Sheet{ID: k.ID}}
	if err == nil {
		err = k.compare(l, &f)
	}
	return k.finished(f, err)
}

// openComparison checks that there is something to compare.
func openComparison(d ComparisonData) (*ledger, error) {
	c := d.Comparison
	switch {
	case c == nil || len(c.Arms) < 2 || len(c.Worlds) == 0:
		return nil, errors.New("there is nothing to compare; give a reference, at least one policy and at least one world")
	case c.Against < 0 || c.Against >= len(c.Arms):
		return nil, fmt.Errorf("the comparison has %d arms and names number %d as its reference; compare again into a new folder", len(c.Arms), c.Against+1)
	case c.Months < 1 || c.Months > 12*1000 || c.Start < 0:
		return nil, fmt.Errorf("the comparison holds %d months, with policies from month %d on; give one of 1 to 12,000 months", c.Months, c.Start)
	}
	return newLedger(d), nil
}
