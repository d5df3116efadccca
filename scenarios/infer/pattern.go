package infer

import (
	"errors"
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Pattern is something that a world with generative AI should show whatever
// its luck, though no parameter sets it.
type Pattern struct {
	ID, Name string
	// Doc says how the pattern's words are read: months, groups, measures.
	Doc   string
	Parts []Part
}

// Part is one number of a pattern and the band in which it must lie.
type Part struct {
	Name, Unit string
	Low, High  float64 // both allowed; infinite where there is no end
	// Pooled: the number is made from all seeds together, because one seed of
	// a small population is too noisy. It holds in every seed or in none.
	Pooled bool
	// Test: the number was kept for testing before any run. It is told and not
	// required, for nothing was set by it.
	Test bool

	seed func(h history) float64
	all  func(t *twins) float64
}

// PatternResult is a pattern in every seed.
type PatternResult struct {
	Pattern
	Parts []PartResult // as Pattern.Parts
	Holds []bool       // by seed: every part holds that is required
}

// PartResult is one number of a pattern in every seed.
type PartResult struct {
	Part
	Values []float64 // by seed, in the order of the replicates
	Holds  []bool
}

// PatternMonths is how many months a run must have for every pattern to be
// seen: January 2021 to December 2035.
const PatternMonths = 180

// Seeds counts the seeds in which the pattern holds.
func (r PatternResult) Seeds() int { return count(r.Holds) }

// Seeds counts the seeds in which the part holds.
func (r PartResult) Seeds() int { return count(r.Holds) }

// Alone tells whether one seed is judged by the part.
func (p Part) Alone() bool { return !p.Pooled && !p.Test }

func count(holds []bool) int {
	n := 0
	for _, h := range holds {
		if h {
			n++
		}
	}
	return n
}

// CheckPatterns evaluates every pattern in every replicate. series and
// contrast hold every replicate of every group (option full) over
// PatternMonths months at least, inside is what an insider counted of the same
// plan; it is an error if they do not.
func CheckPatterns(series, contrast, inside *table.Series) ([]PatternResult, error) {
	if contrast == nil {
		return nil, errors.New("patterns are changes against the world without AI: play it too, without --no-counterfactual")
	}
	t := readTwins(series, contrast)
	switch {
	case t.months < PatternMonths:
		return nil, tooShort(t.months)
	case !t.full():
		return nil, errors.New("patterns need every replicate of every group: play the run with --full")
	case inside == nil || inside.Months() != december(2025)+1:
		return nil, errors.New("patterns ask of single creatives what the tables of a run do not hold: give what an insider counts")
	}
	t.inside = inside
	return finding.Each(Patterns(), func(p Pattern) PatternResult { return p.check(t) }), nil
}

// tooShort is the error of a run that ends before every pattern can be seen.
func tooShort(months int) error {
	return fmt.Errorf("patterns need %d months and the run has %d: play it with --months %d", PatternMonths, months, PatternMonths)
}

// check evaluates one pattern.
func (p Pattern) check(t *twins) PatternResult {
	r := PatternResult{Pattern: p, Holds: slices.Repeat([]bool{true}, len(t.replicates))}
	for _, part := range p.Parts {
		x := PartResult{Part: part}
		for i, name := range t.replicates {
			var v float64
			switch {
			case part.Pooled && i > 0:
				v = x.Values[0]
			case part.Pooled:
				v = part.all(t)
			default:
				v = part.seed(history{t, name})
			}
			holds := v >= part.Low && v <= part.High // false for NaN
			x.Values, x.Holds = append(x.Values, v), append(x.Holds, holds)
			r.Holds[i] = r.Holds[i] && (holds || part.Test)
		}
		r.Parts = append(r.Parts, x)
	}
	return r
}
