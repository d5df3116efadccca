package report

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
)

// words are those that a reader needs: of every study, and those of a run or of a
// comparison alone.
var words = []struct {
	kind string // "" for both
	Term
}{
	{"", Term{"assumed", "Assumed effect", "An effect for which nobody has a field estimate, so that its size is a judgement with a range. Numbers that rest on one carry a dagger (†).", []string{"assumed effects", "assumed effect"}}},
	{"", Term{"calibrated", "Calibrated", "Fitted to measured figures. A model that is not calibrated shows what follows from its assumptions, not what will happen.", []string{"calibrated"}}},
	{"", Term{"creative", "Creative", "A person in one of the creative occupations of the model, whether employed, freelancing or looking for work.", []string{"creatives", "creative"}}},
	{"", Term{"exposure", "Exposure", "The share of an occupation's tasks that generative AI could speed up, by published ratings.", []string{"exposure"}}},
	{"", Term{"interval", "Interval", "The 95% interval of a mean: made in this way it holds the mean of endlessly many runs 19 times in 20. It tells of luck only, not of errors of the model.", []string{"intervals", "interval"}}},
	{"", Term{"run", "Run", "One playing of the whole period, month by month, with its own luck.", []string{"runs", "run"}}},
	{"", Term{"seed", "Seed", "The number from which all luck of a run follows. The same seed gives the same run, on any machine.", []string{"seeds", "seed"}}},

	{scenarios.KindRun, Term{"band", "Band", "The shaded strip around a line: the middle of the runs in each single month. It does not say that a whole path stays in it.", []string{"band"}}},
	{scenarios.KindRun, Term{"order", "Order", "A commission that a client gives to a freelancer. One order is what a freelancer had in a normal month of 2021.", []string{"orders"}}},
	{scenarios.KindRun, Term{"paired", "Paired", "Two runs with the same people and the same luck, one with AI and one without. What differs between them is due to AI.", []string{"paired"}}},
	{scenarios.KindRun, Term{"variety", "Variety", "One minus the mean similarity of two works of an occupation: 0 if all works were alike.", []string{"variety"}}},
	{scenarios.KindRun, Term{"without", "World without AI", "The twin of a run: the same people and the same luck, but AI stays as it was in 2021.", []string{"world without AI"}}},

	{scenarios.KindComparison, Term{"dose", "Dose", "How strong a policy is, in its own unit. A dose of 0 is no policy.", []string{"doses", "dose"}}},
	{scenarios.KindComparison, Term{"year-of-work", "Year of work", "One more person at work for one year, employed or freelancing, than under the reference.", []string{"years of work", "year of work"}}},
	{scenarios.KindComparison, Term{"paired", "Paired", "Two runs with the same people and the same luck, one with the policy and one without. What differs between them is due to the policy.", []string{"paired"}}},
	{scenarios.KindComparison, Term{"regret", "Regret", "How far a policy stays behind the one that comes out ahead in the same world. The smallest worst-case regret belongs to the policy that is least far behind in the world where it does worst.", []string{"regrets", "regret"}}},
	{scenarios.KindComparison, Term{"world", "World", "How fast AI becomes capable: slow, expected or fast. Policies are compared within a world.", []string{"worlds", "world"}}},
}

// ofEnsembles are words that mean something else over an ensemble.
var ofEnsembles = map[string]string{
	"interval": "Over parameter sets: the next set lies in it nine times in ten, the luck of a run included. It tells what is not known, not what the model leaves out. What luck alone does is a second, narrower one.",
	"run":      "One playing of the whole period, month by month, with one parameter set and its own luck.",
	"band":     "The shaded strips around a line: the pale one holds nine in ten parameter sets in each single month, the dark one what luck alone does. Neither says that a whole path stays in it.",
}

// glossaryOf is the twelve words of a kind of study, in alphabetical order.
func glossaryOf(s *scenarios.Study) []Term {
	var list []Term
	for _, w := range words {
		if w.kind == "" || w.kind == s.Kind {
			if text := ofEnsembles[w.ID]; s.Ensemble() && text != "" {
				w.Text = text
			} else if w.ID != "dose" { // only a policy has one
				w.Text = s.Called(w.Text)
			}
			list = append(list, w.Term)
		}
	}
	slices.SortFunc(list, func(a, b Term) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
