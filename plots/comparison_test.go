package plots

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// shape is what a small comparison that is really played is of.
type shape struct {
	worlds, runs int
	arms         []string // presets and policies, the reference first
	sets         bool     // runs play the parameter sets of an ensemble
}

var (
	presets  = []string{"laissez-faire", "skills-first", "rights-first", "safety-net", "supportive-ecosystem"}
	usually  = shape{3, 4, presets, false}
	overSets = shape{2, 8, presets[:4], true}
)

// shapes are the comparisons that figures have to cope with.
var shapes = map[string]shape{
	"usual":      usually,
	"one run":    {3, 1, presets, false},
	"one world":  {1, 4, presets, false},
	"one policy": {2, 3, presets[:2], false},
	"two":        {2, 4, presets[:3], false},
	"six":        {2, 3, append(slices.Clone(presets), "basic_income", "training_subsidy"), false},
	"idle":       {2, 3, []string{"laissez-faire", "safety-net", "ai_levy=0"}, false},
	"sets":       overSets,
	"two sets":   {1, 2, presets[:3], true},
}

var (
	playing sync.Mutex
	played  = map[string]*scenarios.Study{}
)

// compared is a comparison of a shape, played once, with the facts around it. Its
// intervals are a tenth as wide as those of so few runs of so few creatives, so
// that there is something to tell.
func compared(s shape) Data {
	playing.Lock()
	defer playing.Unlock()
	key := fmt.Sprint(s)
	if played[key] == nil {
		c, _, err := scenarios.Ask{Arms: s.arms}.Resolve()
		if err != nil {
			panic(err)
		}
		c.Worlds = []string{"expected", "slow", "fast"}[:s.worlds]
		c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Parameters = 1000, 84, s.runs, scenarios.Central
		if s.sets {
			c.Options.Population, c.Options.Parameters = 300, scenarios.Ensemble
		}
		study, _, err := infer.PlayContest(context.Background(), c, nil, nil)
		if err != nil {
			panic(err)
		}
		study.Digest = "7c1d27be03fa"
		sharpen(study)
		played[key] = study
	}
	d := Data{Study: played[key], Place: "United States", Version: "0.1.0"}
	return d.with(func(*scenarios.Study) {})
}

// planted replaces every number of a study by one that no change of the model
// moves: what is kept of a figure's look is not to be of its numbers.
func planted(s *scenarios.Study) {
	at := func(i, arm int, half float64) (value, low, high float64) {
		value = float64(arm) + 2*noise(i, 0, arm, 1)
		return value, value - half, value + half
	}
	place := func(name string) int { return slices.Index(presets, name) - 2 }
	for i := range s.Effects {
		e := &s.Effects[i]
		e.PerCent.Value, e.PerCent.Low, e.PerCent.High = at(i, place(e.Arm), 0.4)
		e.Estimate.Value, e.Estimate.Low, e.Estimate.High = 1000*e.PerCent.Value, 1000*e.PerCent.Low, 1000*e.PerCent.High
		e.Runs = nil
		for r := range 12 {
			e.Runs = append(e.Runs, e.Estimate.Value+400*noise(i, r, 2, 2))
		}
	}
	for i := range s.Paths {
		p := &s.Paths[i]
		p.Mean, p.Low, p.High = make([]float64, s.Months), make([]float64, s.Months), make([]float64, s.Months)
		for m := range p.Mean {
			p.Mean[m], p.Low[m], p.High[m] = at(m/12, place(p.Arm), 0.5)
		}
	}
	for i := range s.Bills {
		v, low, high := at(i, 3, 0.2)
		s.Bills[i].Value, s.Bills[i].Low, s.Bills[i].High = 1e9*v*v, 1e9*low*low, 1e9*high*high
	}
	for i := range s.Regrets {
		r := &s.Regrets[i]
		v, low, high := at(i, 3, 0.2)
		r.Value, r.Low, r.High, r.PerCent = v*v, low*low, high*high, v*v
	}
	for i := range s.Best {
		s.Best[i].Arms, s.Best[i].Dominated = presets[4:], presets[:4]
	}
}

// usualComparison is the usual one.
func usualComparison() Data { return compared(usually) }

// sharpen makes the intervals of differences a tenth as wide.
func sharpen(s *scenarios.Study) {
	narrow := func(e *finding.Estimate) {
		e.Low, e.High = e.Value-(e.Value-e.Low)/10, e.Value+(e.High-e.Value)/10
	}
	for i := range s.Effects {
		narrow(&s.Effects[i].Estimate)
		narrow(&s.Effects[i].PerCent)
	}
	for i := range s.Paths {
		p := &s.Paths[i]
		for m, v := range p.Mean {
			p.Low[m], p.High[m] = v-(v-p.Low[m])/10, v+(p.High[m]-v)/10
		}
	}
}

// TestEveryFigureOfAComparisonIsDrawnInBothSizes draws all figures in all
// formats.
func TestEveryFigureOfAComparisonIsDrawnInBothSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many figures")
	}
	drawInBothSizes(t, All(usualComparison()))
}

func TestSameComparisonGivesSameBytes(t *testing.T) {
	a, b := All(usualComparison()), All(usualComparison())
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
		for _, f := range All(compared(s)) {
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
func spoiled(change func(*scenarios.Study)) Data { return usualComparison().with(change) }

// every is a study with each of its numbers changed.
func every(f func(v float64) float64) func(*scenarios.Study) {
	changed := func(line []float64) []float64 {
		out := make([]float64, len(line))
		for i, v := range line {
			out[i] = f(v)
		}
		return out
	}
	return func(c *scenarios.Study) {
		change := func(e *finding.Estimate) { e.Value, e.Low, e.High = f(e.Value), f(e.Low), f(e.High) }
		for i := range c.Effects {
			e := &c.Effects[i]
			change(&e.Estimate)
			change(&e.PerCent)
			e.Runs = changed(e.Runs)
		}
		for i := range c.Regrets {
			change(&c.Regrets[i].Estimate)
		}
		for i := range c.Bills {
			change(&c.Bills[i].Estimate)
		}
		for i := range c.Paths {
			c.Paths[i].Mean, c.Paths[i].Low = changed(c.Paths[i].Mean), changed(c.Paths[i].Low)
		}
	}
}

// spoils are what may be wrong with a study.
var spoils = map[string]func(*scenarios.Study){
	"all undefined": every(func(float64) float64 { return math.NaN() }),
	"all infinite":  every(func(float64) float64 { return math.Inf(1) }),
	"all zero":      every(func(float64) float64 { return 0 }),
	"huge":          every(func(v float64) float64 { return 1e11 * v }),
	"beyond":        every(func(v float64) float64 { return 1e300 * v }),
	"tiny":          every(func(v float64) float64 { return 1e-300 * v }),
	"negative":      every(func(v float64) float64 { return -v }),
	"nothing": func(c *scenarios.Study) {
		c.Effects, c.Levels, c.Bills, c.Regrets, c.Best, c.Paths, c.Ratios = nil, nil, nil, nil, nil, nil, nil
	},
	"no arms":         func(c *scenarios.Study) { c.Arms = nil },
	"wrong reference": func(c *scenarios.Study) { c.Against = "nobody" },
	"no months":       func(c *scenarios.Study) { c.Months = 0 },
	"policies never":  func(c *scenarios.Study) { c.Start = c.Months },
	"from the start":  func(c *scenarios.Study) { c.Start = 0 },
	"places beyond": func(c *scenarios.Study) {
		c.Best[0].Arms = []string{"nobody"}
		c.Regrets[0].Arm = "nobody"
		c.Effects[0].Arm = ""
	},
	"long names": func(c *scenarios.Study) {
		c.Arms[1].Title = strings.Repeat("long ", 40)
		c.Arms[2].Title = strings.Repeat("x", 90)
	},
	"short paths": func(c *scenarios.Study) {
		c.Paths[0].Mean = c.Paths[0].Mean[:1]
		c.Paths[1].Low = nil
		c.Paths[2].Mean = nil
	},
	"runs of all kinds": func(c *scenarios.Study) {
		for i := range c.Effects {
			c.Effects[i].Runs = c.Effects[i].Runs[:min(i%3, len(c.Effects[i].Runs))]
		}
	},
}

func TestNoComparisonMakesAFigurePanic(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every figure of many comparisons")
	}
	for name, change := range spoils {
		for _, f := range All(spoiled(change)) {
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
	if _, err := One(Data{}, "scorecard"); err == nil || !strings.Contains(err.Error(), "no study") {
		t.Errorf("no comparison: %v", err)
	}
	if _, err := One(usualComparison(), "no such figure"); err == nil || !strings.Contains(err.Error(), "Kinds") {
		t.Errorf("an unknown figure: %v", err)
	}
}

// Beside its own dot a policy is read, beside another's it is misread.
func TestEachNameStandsNearestToItsOwnDot(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many figures")
	}
	for name, s := range shapes {
		f, err := One(compared(s), "cost-and-effect")
		if err != nil {
			continue
		}
		for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
			svg, err := f.SVG(size)
			if err != nil {
				t.Fatal(err)
			}
			var dots, names []tag // in the same order
			tied := map[string]bool{}
			for _, g := range tags(t, svg) {
				switch {
				case g.name == "circle" && g.number("r") == 5:
					dots = append(dots, g)
				case g.name == "path" && g.number("stroke-width") == 0.75:
					tied[g.at["stroke"]] = true
				case g.name == "text" && g.at["stroke"] != "": // the outline of a name
					names = append(names, g)
				}
			}
			if len(dots) != len(names) || len(dots) < 2 {
				t.Fatalf("%s: %d dots and %d names", name, len(dots), len(names))
			}
			for i, g := range names {
				k := nearest(textBox(g), dots)
				if here, there := dots[i].at, dots[k].at; here["cx"]+here["cy"] != there["cx"]+there["cy"] && !tied[here["fill"]] {
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
		if away := math.Hypot(max(b.X0-x, 0, x-b.X1), max(b.Y0-y, 0, y-b.Y1)); away < least-0.02 { // a hundredth is what a drawing rounds to
			near, least = i, away
		}
	}
	return near
}
