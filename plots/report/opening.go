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

// mostSaid are the sentences of a point that the first screen has room for.
const mostSaid = 4

// point is a point of the first page: what is said, and what is there for who asks.
type point struct {
	scenarios.Point
	Rest []string
}

// points are those of the first page.
func (r *Report) points() []point {
	return finding.Each(r.opening().Points, func(p scenarios.Point) point {
		n := min(mostSaid, len(p.Sentences))
		if len(p.Sentences) == n+1 {
			n++ // to unfold one more sentence takes as much room as the sentence
		}
		rest := p.Sentences[n:]
		p.Sentences = p.Sentences[:n]
		return point{p, rest}
	})
}

// scope says of what the finding is: place, months and runs.
func (r *Report) scope(place string) string {
	s := r.Study
	return strings.Join([]string{place, finding.Span(0, s.Last()), s.Runs()}, ", ")
}
