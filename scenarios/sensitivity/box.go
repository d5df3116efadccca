package sensitivity

import (
	"regexp"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design/index"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// Boxed is the part of the ranges of factors in which a condition holds under one
// choice, as far as a box can say it (Friedman and Fisher 1999).
type Boxed struct {
	Where    string  `json:"where"`
	Choice   string  `json:"choice"`
	Limits   []Limit `json:"limits"`
	Points   int     `json:"points"`   // that count
	Holds    int     `json:"holds"`    // of these, where the condition holds
	Coverage float64 `json:"coverage"` // share of those where it holds that lie in the box
	Density  float64 `json:"density"`  // share of the box in which it holds
	Support  float64 `json:"support"`  // share of all points that lie in the box
	Why      string  `json:"why"`      // why there is no box; "" where there is one
}

// Limit is a factor that bounds the box. Chance is how often as high a density would
// come by luck if this bound were left out (Bryant and Lempert 2010).
type Limit struct {
	Factor string  `json:"factor"`
	From   string  `json:"from"`
	To     string  `json:"to"`
	Chance float64 `json:"chance"`
}

// Condition is a measure that is below or above a number.
type Condition struct {
	Text    string
	measure int
	below   bool
	than    float64
}

// peeling is patient, and no box is smaller than a twentieth of the points.
var peeling = index.Peeling{Alpha: 0.05, Least: 0.05}

var conditionForm = regexp.MustCompile(`^\s*([^\s<>]+)\s*([<>])\s*(\S+)\s*$`)

// ParseCondition reads "orders_change_percent < -30".
func ParseCondition(r *sweep.Results, text string) (*Condition, error) {
	parts := conditionForm.FindStringSubmatch(text)
	if parts == nil {
		return nil, scenarios.Mistake("--where: value %q: give a measure, < or >, and a number, such as \"%s < 0\"", text, r.Measures[0].Name)
	}
	c := &Condition{Text: parts[1] + " " + parts[2] + " " + parts[3], measure: -1, below: parts[2] == "<"}
	names := finding.Each(r.Measures, func(m sweep.Measure) string { return m.Name })
	for i, name := range names {
		if name == parts[1] {
			c.measure = i
		}
	}
	if c.measure < 0 {
		return nil, scenarios.Mistake("--where: value %q: the sweep keeps no measure of this name%s; it keeps %s", parts[1], file.Meant(parts[1], names), finding.And(names))
	}
	var err error
	if c.than, err = strconv.ParseFloat(parts[3], 64); err != nil || !finding.Defined(c.than) {
		return nil, scenarios.Mistake("--where: value %q is no number", parts[3])
	}
	if k := r.Kind(); k == "morris" || k == "one_at_a_time" {
		return nil, scenarios.Mistake("--where: a design of kind %s goes along lines, and a box needs points all over the ranges: sweep a latin_hypercube, a sequence or a grid", k)
	}
	return c, nil
}

// holds tells whether it does for an output.
func (c *Condition) holds(y float64) bool {
	if c.below {
		return y < c.than
	}
	return y > c.than
}

// Boxes looks for the box of each choice: of the trade-off between coverage and density
// that one whose harmonic mean is largest.
func Boxes(r *sweep.Results, c *Condition) ([]Boxed, error) {
	var list []Boxed
	for k, choice := range r.Choices() {
		b := Boxed{Where: c.Text, Choice: choice}
		y := means(r.Outputs(c.measure, k))
		for _, v := range y {
			if finding.Defined(v) {
				b.Points++
				if c.holds(v) {
					b.Holds++
				}
			}
		}
		switch {
		case b.Holds == 0:
			b.Why = "it holds at no point"
		case b.Holds == b.Points:
			b.Why = "it holds at every point"
		default:
			if err := b.find(r, c, y); err != nil {
				return nil, err
			}
		}
		list = append(list, b)
	}
	return list, nil
}

// find peels and pastes.
func (b *Boxed) find(r *sweep.Results, c *Condition, y []float64) error {
	d, err := index.Prim(r.Coordinates(), y, c.holds, peeling)
	if err != nil {
		return err
	}
	best, at := -1.0, 0
	for i, x := range d.Boxes {
		if mean := 2 * x.Coverage * x.Density / (x.Coverage + x.Density); finding.Defined(mean) && mean > best {
			best, at = mean, i
		}
	}
	box, err := d.Paste(at)
	if err != nil {
		return err
	}
	b.Coverage, b.Density, b.Support = box.Coverage, box.Density, box.Support
	chance := d.ByChance(box)
	factors := r.Sampled()
	for k, j := range box.Limits() {
		f := factors[j]
		b.Limits = append(b.Limits, Limit{f.Name, r.At(f, box.Low[j]), r.At(f, inside(box.High[j])), chance[k]})
	}
	if len(b.Limits) == 0 {
		b.Why = "no part of the ranges holds it much more often than the whole"
	}
	return nil
}

// inside is the coordinate just below an end that does not belong to the box.
func inside(u float64) float64 { return max(0, u-0x1p-52) }
