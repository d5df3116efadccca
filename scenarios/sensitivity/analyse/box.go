package analyse

import (
	"math"
	"regexp"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/design/index"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// boxed are the boxes of one choice in the making.
type boxed struct{ sensitivity.Boxed }

// Condition is a measure that is below or above a number.
type Condition struct {
	Text    string
	measure int
	below   bool
	than    float64
}

var conditionForm = regexp.MustCompile(`^\s*([^\s<>]+)\s*([<>])\s*(\S+)\s*$`)

// ParseCondition reads "orders_change_percent < -30".
func ParseCondition(r *sweep.Results, text string) (*Condition, error) {
	parts := conditionForm.FindStringSubmatch(text)
	if parts == nil {
		return nil, scenarios.Mistake("--where: value %q: give a measure, < or >, and a number, such as \"%s < 0\"", text, r.Measures[0].Name)
	}
	c := &Condition{Text: parts[1] + " " + parts[2] + " " + parts[3], below: parts[2] == "<"}
	var err error
	if c.measure, err = measureOf(r, "--where", parts[1]); err != nil {
		return nil, err
	}
	if c.than, err = strconv.ParseFloat(parts[3], 64); err != nil || !finding.Defined(c.than) {
		return nil, scenarios.Mistake("--where: value %q is no number", parts[3])
	}
	if k := r.Kind(); k == "morris" || k == "one_at_a_time" {
		return nil, scenarios.Mistake("--where: a design of kind %s goes along lines, and a box needs points all over the ranges: sweep a latin_hypercube, a sequence or a grid", k)
	}
	return c, nil
}

// measureOf is the place of a measure that the sweep keeps, for which a flag asks.
func measureOf(r *sweep.Results, flag, name string) (int, error) {
	names := finding.Each(r.Measures, func(m sweep.Measure) string { return m.Name })
	if at := slices.Index(names, name); at >= 0 {
		return at, nil
	}
	return 0, scenarios.Mistake("%s: value %q: the sweep keeps no measure of this name%s; it keeps %s", flag, name, file.Meant(name, names), finding.And(names))
}

// label is the condition for readers: "Freelance orders below 500,000 orders, December 2027".
func (c *Condition) label(r *sweep.Results) string {
	q := &r.Measures[c.measure]
	side := " above "
	if c.below {
		side = " below "
	}
	text := q.Label()
	if q.Twinned() {
		text += " against the world without AI"
	}
	return text + side + file.Brief(c.than) + " " + q.Unit() + ", " + q.Period()
}

// holds tells whether it does for an output.
func (c *Condition) holds(y float64) bool {
	if c.below {
		return y < c.than
	}
	return y > c.than
}

// Boxes looks for the boxes of each choice.
func Boxes(r *sweep.Results, c *Condition) ([]sensitivity.Boxed, error) {
	var list []sensitivity.Boxed
	points, raw := valued(r), r.Coordinates()
	for k, choice := range r.Choices() {
		b := boxed{sensitivity.Boxed{Where: c.Text, Label: c.label(r), Choice: choice, Boxes: []sensitivity.Box{}, Axes: axes(r)}}
		y := means(r.Outputs(c.measure, k))
		for p, v := range y {
			if finding.Defined(v) {
				b.Points++
				b.Cases = append(b.Cases, sensitivity.Case{At: raw[p], Holds: c.holds(v)})
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
			if err := b.find(r, c, points, y); err != nil {
				return nil, err
			}
		}
		list = append(list, b.Boxed)
	}
	return list, nil
}

// find covers the points.
func (b *boxed) find(r *sweep.Results, c *Condition, points []design.Point, y []float64) error {
	how := sensitivity.Covering
	how.Floor = b.Floor()
	found, err := index.Cover(points, y, c.holds, how)
	if err != nil {
		return err
	}
	held, within := 0, 0
	for _, x := range found {
		b.Boxes = append(b.Boxes, boxOf(r, x))
		held, within = held+x.Found, within+x.Points
	}
	if len(found) == 0 {
		b.Why = "no part of the ranges holds it much more often than the whole"
		return nil
	}
	b.Coverage, b.Density = float64(held)/float64(b.Holds), float64(held)/float64(within)
	return nil
}

// valued are the points of the design with each coordinate of a list in the middle of its
// value's part: a limit between two places of one value would limit nothing.
func valued(r *sweep.Results) []design.Point {
	factors := r.Sampled()
	return finding.Each(r.Coordinates(), func(p design.Point) design.Point {
		p = slices.Clone(p)
		for j, f := range factors {
			if n := float64(r.Steps(f)); n > 0 {
				p[j] = (math.Floor(p[j]*n) + 0.5) / n
			}
		}
		return p
	})
}

// boxOf is a box in the words of its factors.
func boxOf(r *sweep.Results, x index.Covered) sensitivity.Box {
	b := sensitivity.Box{Coverage: x.Coverage, Density: x.Density, Support: x.Support}
	factors := r.Sampled()
	for k, j := range x.Limits() {
		f := factors[j]
		from, to := x.Low[j], inside(x.High[j])
		if n := float64(r.Steps(f)); n > 0 { // the first and the last value of its list within
			from, to = math.Ceil(float64(from*n)-0.5), math.Ceil(float64(x.High[j]*n)-0.5)-1
			from, to = (from+0.5)/n, (to+0.5)/n
		}
		b.Limits = append(b.Limits, sensitivity.Limit{Factor: f.Name, Label: f.Label(), Choice: f.Choice(), From: r.At(f, from), To: r.At(f, to), Low: x.Low[j], High: x.High[j], Chance: x.Chance[k], Axis: j})
	}
	return b
}

// axes are the ranges of all factors: each value of a list, of a range its quarters.
func axes(r *sweep.Results) []sensitivity.Axis {
	return finding.Each(r.Sampled(), func(f *sweep.Factor) sensitivity.Axis {
		a := sensitivity.Axis{Label: f.Label(), Choice: f.Choice()}
		n := r.Steps(f)
		for l := range n {
			middle := (float64(l) + 0.5) / float64(n)
			a.Ticks = append(a.Ticks, sensitivity.Tick{Place: middle, At: r.At(f, middle)})
		}
		for quarter := 0.0; n == 0 && quarter <= 1; quarter += 0.25 {
			a.Ticks = append(a.Ticks, sensitivity.Tick{Place: quarter, At: r.At(f, quarter)})
		}
		return a
	})
}

// inside is the coordinate just below an end that does not belong to the box.
func inside(u float64) float64 { return max(0, u-0x1p-52) }
