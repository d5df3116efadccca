package report

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// brief is what the first page says.
type brief struct {
	Finding string
	Points  []point
}

// point is one question that the first page answers.
type point struct {
	Key, Title string
	Sentences  []string
}

// opening is what the first page says. A folder that was played before there was a
// brief has its headline instead.
func (r *Report) opening() brief {
	headline := r.Study.Headline
	if len(headline) == 0 {
		return brief{Finding: r.Study.Title}
	}
	return brief{headline[0], []point{{"size", "In short", append(headline[1:len(headline):len(headline)], r.Study.Sentences...)}}}
}

// scope says of what the finding is: place, months and runs.
func (r *Report) scope(place string) string {
	s := r.Study
	return strings.Join([]string{place, finding.Span(0, s.Last()), s.Runs()}, ", ")
}
