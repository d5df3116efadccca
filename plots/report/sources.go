package report

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// cite is a source as a line of a list: who published what, and on which
// terms. What a source does not say, or says twice, is left out.
func cite(x evidence.Source) string {
	given := func(s string) bool { return !slices.Contains([]string{"", "none", "see the row"}, s) }
	said := x.Title
	if given(x.Publisher) {
		said = x.Publisher + ": " + said
	}
	if given(x.Edition) {
		said += " (" + x.Edition + ")"
	}
	said += ". Licence: " + x.Licence + "."
	if given(x.Credit) && x.Credit != x.Publisher {
		said += " " + x.Credit + "."
	}
	return said
}
