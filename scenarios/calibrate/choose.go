package calibrate

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios/design"
)

// Shares are first-order shares of the variance of an output by coordinate of the points
// at which it was run: what a line and a parabola in the coordinate take up, less what
// luck would with so many runs, and not below 0. Values need not be centred.
func Shares(points []design.Point, values []float64) []float64 {
	n := float64(len(values))
	out := make([]float64, len(points[0]))
	for j := range out {
		line, parabola := slopes(points, values, j)
		// luck takes 1/(n-1) by a line and as much by a parabola, in the mean
		out[j] = max(0, float64(line*line)+float64(parabola*parabola)-2/(n-1))
	}
	return out
}

// slopes are the correlations of values with a coordinate, and with what its square
// holds beside.
func slopes(points []design.Point, values []float64, j int) (line, parabola float64) {
	n := len(values)
	x, square := make([]float64, n), make([]float64, n)
	for i, p := range points {
		x[i] = float64(2*p[j]) - 1
		square[i] = float64(x[i] * x[i])
	}
	centre(x)
	centre(square)
	if spread := dot(x, x); spread > 0 {
		along := dot(x, square) / spread
		for i := range square {
			square[i] -= float64(along * x[i])
		}
	}
	y := append([]float64(nil), values...)
	centre(y)
	return correlation(x, y), correlation(square, y)
}

// centre takes the mean out of a list.
func centre(list []float64) {
	mean := 0.0
	for _, v := range list {
		mean += v / float64(len(list))
	}
	for i := range list {
		list[i] -= mean
	}
}

// correlation of two centred lists; 0 where one of them is all alike.
func correlation(x, y []float64) float64 {
	if spread := float64(dot(x, x) * dot(y, y)); spread > 0 {
		return dot(x, y) / math.Sqrt(spread)
	}
	return 0
}

// A Choice is why a parameter is fitted, or not.
type Choice struct {
	Factor int     `json:"-"`
	Name   string  `json:"parameter"`
	Fitted bool    `json:"fitted"`
	Score  float64 `json:"score"` // shares of variance, over all figures that are fitted
	Figure string  `json:"figure,omitempty"`
	Share  float64 `json:"share"` // of the variance of the figure that it moves most
	// Beside are fitted parameters that move figures alike: what is known cannot tell
	// them from it.
	Beside []string `json:"trades_off_with,omitempty"`
}

const (
	// alike is the cosine of the effects of two parameters on all figures from which on
	// they trade off: what one does the other can undo.
	alike = 0.9
	// aGroup is how many parameters of one trade-off are fitted.
	aGroup = 2
)

// Choose says which factors are fitted, `most` at most, in their order: by how much of
// the variance of figures they make over points of their whole ranges, those that make
// none left out, and of factors that move figures alike two. values are by figure, then
// by point; a figure is left out at a point where it is not defined.
func Choose(points []design.Point, values [][]float64, names, figures []string, most int) []Choice {
	choices, effects := make([]Choice, len(names)), make([][]float64, len(names))
	for j, name := range names {
		choices[j] = Choice{Factor: j, Name: name}
		effects[j] = make([]float64, len(figures))
	}
	for f, list := range values {
		at, own := defined(points, list)
		if len(own) < fewest {
			continue
		}
		// An effect that luck has with one factor in some hundred is none: three
		// standard errors of a correlation.
		luck := 9 / float64(len(own))
		for j, share := range Shares(at, own) {
			line, _ := slopes(at, own, j)
			if share <= luck {
				continue
			}
			effects[j][f] = line
			c := &choices[j]
			if c.Score += share; share > c.Share {
				c.Share, c.Figure = share, figures[f]
			}
		}
	}
	var fitted []int
	for len(fitted) < most {
		j := next(choices)
		if j < 0 {
			break
		}
		c := &choices[j]
		for _, i := range fitted {
			if along(effects[i], effects[j]) >= alike {
				c.Beside = append(c.Beside, names[i])
			}
		}
		if c.Fitted = len(c.Beside) < aGroup; c.Fitted {
			fitted = append(fitted, j)
		} else {
			c.Factor = -1 - j // looked at
		}
	}
	for j := range choices {
		choices[j].Factor = j
	}
	return choices
}

// next is the factor with the highest score that was not looked at; -1 without one.
func next(choices []Choice) int {
	best := -1
	for j, c := range choices {
		if !c.Fitted && c.Factor == j && c.Score > 0 && (best < 0 || c.Score > choices[best].Score) {
			best = j
		}
	}
	return best
}

// along is the cosine of two lists, without its sign.
func along(a, b []float64) float64 {
	if spread := float64(dot(a, a) * dot(b, b)); spread > 0 {
		return math.Abs(dot(a, b)) / math.Sqrt(spread)
	}
	return 0
}

// defined are the points at which a list is defined, and its values there.
func defined(points []design.Point, list []float64) (at []design.Point, own []float64) {
	for i, v := range list {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			at, own = append(at, points[i]), append(own, v)
		}
	}
	return at, own
}
