package report

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// opening is what the first page says. A folder that was played before there was a
// brief has its headline instead.
func (r *Report) opening() scenarios.Brief {
	s := r.Study
	switch {
	case s.Brief.Finding != "":
		return s.Brief
	case len(s.Headline) == 0:
		return scenarios.Brief{Finding: s.Title}
	}
	rest := append(s.Headline[1:len(s.Headline):len(s.Headline)], s.Sentences...)
	return scenarios.Brief{Finding: s.Headline[0], Points: []scenarios.Point{{Key: "size", Title: "In short", Sentences: rest}}}
}

// scope says of what the finding is: place, months and runs.
func (r *Report) scope(place string) string {
	s := r.Study
	return strings.Join([]string{place, finding.Span(0, s.Last()), s.Runs()}, ", ")
}
