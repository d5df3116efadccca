package plots

import (
	"errors"
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kind is one figure of the registry: what it shows and what it needs.
type Kind struct {
	ID      string   // name of the figure, of its files and of its ids
	Shows   string   // the measure, as its title reads when there is no finding
	By      string   // grouping whose groups it draws
	Columns []string // columns that the tables must have
	Paired  bool     // needs a reference

	policies bool // of policies against each other, not of a run
	bills    bool // of costs alone, which are those of whole policies
	whole    bool // of what a whole policy costs for what it does: none for a group alone
	sets     bool // of what is not known over parameter sets: none without them
	// build fills in a figure; it leaves the title empty where the numbers
	// allow no headline.
	build func(b *book, f *Figure) error
}

// ofPolicies is a figure of one measure under each policy.
func ofPolicies(id, shows, column string, build func(*book, *Figure, finding.Measure) error) Kind {
	return Kind{ID: id, Shows: shows, Columns: []string{column}, Paired: true,
		policies: true, build: func(b *book, f *Figure) error { return build(b, f, b.Study.Measure(column)) }}
}

// kinds are all figures, in the order in which a reader meets them: of a run,
// then of policies. A new figure is one file and one line here.
var kinds = []Kind{
	adoption, adoptionBySize, employmentByDomain, decomposition, freelance, clients, minds,
	useAndDepth, employmentByOccupation, overTrust, stages, flows, useAndLoss, pay, works, aiShares,
	barriers, occupationYears, seeds, unknowns, modelAgainstData,

	scorecard, winners,
	bandsWork, bandsIncome,
	groupsWork, occupationsWork, groupsIncome, occupationsIncome,
	payers, frontier, worldsWork, causesByPolicy,
}

// Kinds lists the figures of a kind of study in their order, but for those of parameter
// sets.
func Kinds(study string) []Kind { return kindsOf(study, false) }

// KindsOf lists the figures of a study in their order.
func KindsOf(s *scenarios.Study) []Kind { return kindsOf(s.Kind, s.Ensemble()) }

func kindsOf(study string, sets bool) []Kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k Kind) bool { return k.policies != (study == scenarios.KindComparison) || k.sets && !sets })
}

// All is every figure of a study, in its order. A figure that cannot be drawn
// from d keeps its place, says why in Err and returns that sentence as the error
// of each drawing.
func All(d Data) []Figure {
	list := Kinds("")
	if d.Study != nil {
		list = KindsOf(d.Study)
	}
	b, err := open(d)
	return finding.Each(list, func(k Kind) Figure { return k.figure(b, err) })
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

// figure builds a figure from a book, or from the reason why there is none. It
// closes texts that end alike in every figure, the footer, of which build says
// what the marks are, among them. The
// title carries a dagger if it claims what rests on an assumption, and is the
// kind's own words where the numbers allow no headline or only one that is too
// long.
func (k Kind) figure(b *book, err error) Figure {
	f := Figure{Sheet: canvas.Sheet{ID: k.ID}}
	if err == nil {
		err = b.allows(k)
	}
	if err == nil {
		err = k.build(b, &f)
	}
	if err != nil {
		return Figure{Sheet: canvas.Sheet{ID: k.ID, Title: k.Shows, Alt: finding.Sentence(err.Error()), Missing: err}}
	}
	assumed := rests(f.Values)
	f.Alt = finding.Paragraph(f.Alt, "The numbers are in the table below.")
	f.Footer = b.foot(f.Footer, assumed)
	behind := f.claimed
	if behind == nil {
		behind = f.Values
	}
	if claims(f.Title) && rests(behind) {
		f.Title += finding.Dagger
	}
	if f.Title == "" || words(f.Title) > longest {
		f.Title = k.Shows
	}
	if !k.bills {
		f.Subtitle = b.Study.Headed(f.Subtitle)
	}
	for _, text := range []*string{&f.Title, &f.Subtitle, &f.Caption, &f.Alt, &f.Footer} {
		*text = b.Study.Called(*text)
	}
	return f
}

// allows checks that the study and its tables hold what a figure needs.
func (b *book) allows(k Kind) error {
	switch {
	case k.policies && b.Study.Kind != scenarios.KindComparison:
		return errors.New("this figure compares policies, and the study is of one run; compare two or more")
	case !k.policies && b.run == nil:
		return errors.New("this figure is drawn from the tables of a run, and the study compares policies; play a run")
	case k.Paired && !b.Study.Paired(), k.Paired && !k.policies && b.gap == nil:
		return errNoTwin
	case k.policies && len(b.arms) == 0:
		return errors.New("there is nothing to compare; give a reference and at least one policy")
	case k.whole && b.Study.Focus != nil:
		return errors.New("costs are those of the whole policy, and what it does here is of " + finding.Lower(b.Study.Focus.Title) + " alone")
	case slices.ContainsFunc(k.Columns, b.Study.Untold):
		return errors.New("this figure shows what is not defined for " + finding.Lower(b.Study.Focus.Title) + " alone")
	}
	return b.need(k.Columns...)
}
