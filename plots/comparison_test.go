package plots

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/madeup"
)

// compared is a made-up comparison of a shape, with the facts around it.
func compared(s madeup.Shape) ComparisonData {
	return ComparisonData{Comparison: madeup.Comparison(s), Place: "United States", Version: "0.1.0"}
}

// usualComparison is made once; tests change copies of it only.
var usualComparison = sync.OnceValue(func() ComparisonData { return compared(madeup.Usual) })

// shapes are the comparisons that figures have to cope with.
var shapes = map[string]madeup.Shape{
	"usual":      madeup.Usual,
	"one run":    {Worlds: 3, Replicates: 1, Arms: 4},
	"one world":  {Worlds: 1, Replicates: 12, Arms: 4},
	"one policy": {Worlds: 2, Replicates: 3, Arms: 1},
	"two":        {Worlds: 2, Replicates: 20, Arms: 2},
	"six":        {Worlds: 3, Replicates: 40, Arms: 6},
	"idle":       {Worlds: 3, Replicates: 12, Arms: 4, Idle: true},
}

// TestEveryFigureOfAComparisonIsDrawnInBothSizes draws all figures in all
// formats.
func TestEveryFigureOfAComparisonIsDrawnInBothSizes(t *testing.T) {
	drawInBothSizes(t, Compare(usualComparison()))
}

func TestSameComparisonGivesSameBytes(t *testing.T) {
	a, b := Compare(compared(madeup.Usual)), Compare(compared(madeup.Usual))
	for i := range a {
		first, err := a[i].SVG(canvas.Narrow)
		second, again := b[i].SVG(canvas.Narrow)
		if err := errors.Join(err, again); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: %d and %d bytes, %v", a[i].ID, len(first), len(second), err)
		}
	}
}

// Texts of every shape stay on the sheet, apart from one another, and large
// enough; no drawing holds an undefined number.
func TestTextsOfComparisonsStayOnTheSheetAndApart(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every figure of many comparisons")
	}
	for name, s := range shapes {
		for _, f := range Compare(compared(s)) {
			for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow, {Name: "least", Width: 280, Height: 0}} {
				svg, err := f.SVG(size)
				if (err == nil) != (f.Err() == nil) {
					t.Errorf("%s: %s: SVG says %v, the figure says %v", name, f.ID, err, f.Err())
				}
				if err != nil {
					continue
				}
				if size != (canvas.Size{Name: "least", Width: 280, Height: 0}) {
					checkTexts(t, name+" "+f.ID+" "+size.Name, svg)
				}
				if strings.Contains(string(svg), "NaN") || strings.Contains(string(svg), "Inf") {
					t.Errorf("%s: %s draws an undefined number", name, f.ID)
				}
				for _, g := range tags(t, svg) {
					if g.name == "text" && g.number("font-size") < size.Choose(10, 11) {
						t.Errorf("%s: %s sets %q at %s", name, f.ID, g.text, g.at["font-size"])
					}
				}
			}
		}
	}
}

// spoiled is the usual comparison with something wrong.
func spoiled(change func(c *scenarios.Comparison)) ComparisonData {
	d := compared(madeup.Usual)
	change(d.Comparison)
	return d
}

func TestNoComparisonMakesAFigurePanic(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every figure of many comparisons")
	}
	every := func(f func(v scenarios.Number) scenarios.Number) func(c *scenarios.Comparison) {
		return func(c *scenarios.Comparison) {
			change := func(e *scenarios.Estimate) { e.Value, e.Low, e.High = f(e.Value), f(e.Low), f(e.High) }
			for i := range c.Effects {
				change(&c.Effects[i].Estimate)
				change(&c.Effects[i].PerCent)
				for k := range c.Effects[i].Runs {
					c.Effects[i].Runs[k] = f(c.Effects[i].Runs[k])
				}
			}
			for i := range c.Regrets {
				change(&c.Regrets[i].Estimate)
			}
			for i := range c.Bills {
				change(&c.Bills[i].Estimate)
			}
			for i := range c.Paths {
				for k := range c.Paths[i].Mean {
					c.Paths[i].Mean[k], c.Paths[i].Low[k] = f(c.Paths[i].Mean[k]), f(c.Paths[i].Low[k])
				}
			}
		}
	}
	for name, change := range map[string]func(c *scenarios.Comparison){
		"all undefined": every(func(scenarios.Number) scenarios.Number { return scenarios.Number(math.NaN()) }),
		"all infinite":  every(func(scenarios.Number) scenarios.Number { return scenarios.Number(math.Inf(1)) }),
		"all zero":      every(func(scenarios.Number) scenarios.Number { return 0 }),
		"huge":          every(func(v scenarios.Number) scenarios.Number { return 1e11 * v }),
		"beyond":        every(func(v scenarios.Number) scenarios.Number { return 1e300 * v }),
		"tiny":          every(func(v scenarios.Number) scenarios.Number { return 1e-300 * v }),
		"negative":      every(func(v scenarios.Number) scenarios.Number { return -v }),
		"nothing": func(c *scenarios.Comparison) {
			c.Effects, c.Levels, c.Bills, c.Regrets, c.Best, c.Paths, c.Ratios = nil, nil, nil, nil, nil, nil, nil
		},
		"no arms":         func(c *scenarios.Comparison) { c.Arms = nil },
		"wrong reference": func(c *scenarios.Comparison) { c.Against = 9 },
		"no months":       func(c *scenarios.Comparison) { c.Months = 0 },
		"policies never":  func(c *scenarios.Comparison) { c.Start = c.Months },
		"from the start":  func(c *scenarios.Comparison) { c.Start = 0 },
		"places beyond":   func(c *scenarios.Comparison) { c.Best[0].Arms = []int{1}; c.Regrets[0].Arm = 99; c.Effects[0].Arm = -1 },
		"long names": func(c *scenarios.Comparison) {
			c.Arms[1].Title = strings.Repeat("long ", 40)
			c.Arms[2].Title = strings.Repeat("x", 90)
		},
		"short paths": func(c *scenarios.Comparison) {
			c.Paths[0].Mean = c.Paths[0].Mean[:1]
			c.Paths[1].Low = nil
			c.Paths[2].Mean = nil
		},
		"runs of all kinds": func(c *scenarios.Comparison) {
			for i := range c.Effects {
				c.Effects[i].Runs = c.Effects[i].Runs[:min(i%3, len(c.Effects[i].Runs))]
			}
		},
	} {
		for _, f := range Compare(spoiled(change)) {
			if f.Title == "" || words(f.Title) > longest {
				t.Errorf("%s: %s has the title %q", name, f.ID, f.Title)
			}
			svg, err := f.SVG(canvas.Narrow)
			if (err == nil) != (f.Err() == nil) {
				t.Errorf("%s: %s: SVG says %v, the figure says %v", name, f.ID, err, f.Err())
			}
			if text := f.Title + f.Caption + f.Footer + string(svg); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
				t.Errorf("%s: %s shows an undefined number", name, f.ID)
			}
		}
	}
	if _, err := CompareOne(ComparisonData{}, "contrast-work"); err == nil || !strings.Contains(err.Error(), "nothing to compare") {
		t.Errorf("no comparison: %v", err)
	}
	if _, err := CompareOne(usualComparison(), "no such figure"); err == nil || !strings.Contains(err.Error(), "CompareKinds") {
		t.Errorf("an unknown figure: %v", err)
	}
}

// Beside its own dot a policy is read, beside another's it is misread.
func TestEachNameStandsNearestToItsOwnDot(t *testing.T) {
	for name, s := range shapes {
		f, err := CompareOne(compared(s), "cost-and-effect")
		if err != nil {
			continue
		}
		for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
			svg, err := f.SVG(size)
			if err != nil {
				t.Fatal(err)
			}
			var dots, names []tag // in the same order
			for _, g := range tags(t, svg) {
				switch {
				case g.name == "circle" && g.number("r") == 5:
					dots = append(dots, g)
				case g.name == "text" && g.at["stroke"] != "": // the outline of a name
					names = append(names, g)
				}
			}
			if len(dots) != len(names) || len(dots) < 2 {
				t.Fatalf("%s: %d dots and %d names", name, len(dots), len(names))
			}
			for i, g := range names {
				if k := nearest(textBox(g), dots); k != i && dots[k].at["cx"]+dots[k].at["cy"] != dots[i].at["cx"]+dots[i].at["cy"] {
					t.Errorf("%s, %s: %q stands nearest to the dot of %q", name, size.Name, g.text, names[k].text)
				}
			}
		}
	}
}

// nearest is the dot that is nearest to a box.
func nearest(b canvas.Box, dots []tag) int {
	near, least := 0, math.Inf(1)
	for i, d := range dots {
		x, y := d.number("cx"), d.number("cy")
		if away := math.Hypot(max(b.X0-x, 0, x-b.X1), max(b.Y0-y, 0, y-b.Y1)); away < least {
			near, least = i, away
		}
	}
	return near
}
