package report

import "slices"

// shared are the words of the glossary of a run that a comparison needs too.
var shared = []string{"assumed", "calibrated", "creative", "exposure", "interval", "run", "seed"}

// comparisonWords are the others.
var comparisonWords = []Term{
	{"dose", "Dose", "How strong a policy is, in its own unit. A dose of 0 is no policy.", []string{"doses", "dose"}},
	{"job-year", "Job-year", "One more person at work for one year, employed or freelancing, than under the reference.", []string{"job-years", "job-year"}},
	{"paired", "Paired", "Two runs with the same people and the same luck, one with the policy and one without. What differs between them is due to the policy.", []string{"paired"}},
	{"regret", "Regret", "How far a policy stays behind the one that comes out ahead in the same world. The smallest worst-case regret belongs to the policy that is least far behind in the world where it does worst.", []string{"regrets", "regret"}},
	{"world", "World", "How fast AI becomes capable: slow, expected or fast. Policies are compared within a world.", []string{"worlds", "world"}},
}

// comparisonGlossary is the twelve words of a comparison, in alphabetical order.
func comparisonGlossary() []Term {
	list := slices.Clone(comparisonWords)
	for _, t := range glossary {
		if slices.Contains(shared, t.ID) {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b Term) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return list
}
