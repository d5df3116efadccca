package report

import (
	"github.com/atelier-sim/atelier/scenarios"
)

// much is the difference, in per cent, from which on a group counts as gaining
// or losing.
const much = 5

// Split counts the occupations that gain or lose more than 5 % of a measure,
// and the people in them. An occupation whose interval reaches across 5 % is
// counted as neither.
type Split struct {
	Measure              string
	Assumed              bool
	N                    int // runs behind each difference
	Lose, Neither, Gain  int // occupations
	Losing, Still, Rises Cell
}

// splitCaption says what is counted.
const splitCaption = "Counted as losing or gaining if the whole 95% interval lies beyond 5%. Within an occupation some people gain and others lose."

// Splits is a table of them.
type Splits struct {
	ID, Title, Caption string
	Subject            string // head of the first column
	Rows               []Split
}

// splits counts the occupations of a grouping for each head but people.
func splits(g Grouping) []Split {
	var list []Split
	for i, c := range g.Heads {
		if c.Name == "people" {
			continue
		}
		s := Split{Measure: c.Label, Assumed: c.Assumed}
		var lose, neither, gain float64
		for _, group := range g.Groups {
			e := group.Differences[i]
			s.N = e.N
			switch {
			case beyond(e) && e.Value < 0:
				s.Lose, lose = s.Lose+1, lose+group.People
			case beyond(e):
				s.Gain, gain = s.Gain+1, gain+group.People
			default:
				s.Neither, neither = s.Neither+1, neither+group.People
			}
		}
		all := lose + neither + gain
		s.Losing, s.Still, s.Rises = portion(lose/all), portion(neither/all), portion(gain/all)
		list = append(list, s)
	}
	return list
}

// beyond tells whether a difference is of more than 5 %, its whole interval
// included; a single run has no interval and is taken at its value.
func beyond(e scenarios.Estimate) bool {
	low, high := e.Low, e.High
	if e.N < 2 {
		low, high = e.Value, e.Value
	}
	return high < -much || low > much
}

// portion is a share of people in whole per cent.
func portion(share float64) Cell {
	if !finite(share) {
		return Cell{Spelling: Spelling{Value: absent}}
	}
	return Cell{Spelling: Spelling{Value: atStep(100*share, 1, false)}, Unit: "%"}
}
