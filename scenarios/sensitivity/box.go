package sensitivity

import "github.com/atelier-sim/atelier/scenarios/design/index"

// Boxed is the part of the ranges of factors in which a condition holds under one
// choice, as far as boxes can say it (Friedman and Fisher 1999).
type Boxed struct {
	Where    string  `json:"where"`
	Label    string  `json:"label"` // the condition, for readers
	Choice   string  `json:"choice"`
	Boxes    []Box   `json:"boxes"`    // each of points that none before it holds
	Points   int     `json:"points"`   // that count
	Holds    int     `json:"holds"`    // of these, where the condition holds
	Coverage float64 `json:"coverage"` // share of those where it holds that lie in a box
	Density  float64 `json:"density"`  // share of the points in boxes where it holds
	Why      string  `json:"why"`      // why there is no box; "" where there is one

	Axes  []Axis `json:"-"` // of all factors, in the order of a case's coordinates
	Cases []Case `json:"-"` // the points that count
}

// Box is one box, low <= factor < high for each of its limits.
type Box struct {
	Limits   []Limit `json:"limits"`
	Coverage float64 `json:"coverage"` // share of all points where the condition holds that lie in it
	Density  float64 `json:"density"`  // share of it in which the condition holds
	Support  float64 `json:"support"`  // share of all points that lie in it
}

// Limit is a factor that bounds the box. Chance is how often as high a density would
// come by luck if this bound were left out (Bryant and Lempert 2010).
type Limit struct {
	Factor string  `json:"factor"`
	Label  string  `json:"label"`  // what readers call it
	Choice bool    `json:"choice"` // somebody could choose it; else it is an assumption
	From   string  `json:"from"`
	To     string  `json:"to"`
	Low    float64 `json:"low"` // the ends on the way from end to end of its range, 0 to 1
	High   float64 `json:"high"`
	Chance float64 `json:"chance"`
	Axis   int     `json:"-"` // place among the axes
}

// Axis is the range of a factor with some places on it.
type Axis struct {
	Label  string
	Choice bool
	Ticks  []Tick // from low to high
}

// Tick is a value of a factor, in words, and where it stands from end to end, 0 to 1.
type Tick struct {
	Place float64
	At    string
}

// Case is a point that was played.
type Case struct {
	At    []float64 // by axis, 0 to 1
	Holds bool
}

// Covering is how boxes are sought: it is patient, no box is smaller than a twentieth of the points that no other
// holds, and none is told that adds less than a twentieth of the cases.
var Covering = index.Covering{Peeling: index.Peeling{Alpha: 0.05, Least: 0.05}, Gain: 0.05, Most: 5}

// Floor is the density that boxes after the first have at least: half-way from that of
// all points to 1.
func (b *Boxed) Floor() float64 { return (1 + float64(b.Holds)/float64(b.Points)) / 2 }
