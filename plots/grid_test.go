package plots

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// cellsOf is a grid of one column whose numbers are beyond doubt.
func cellsOf(values ...float64) grid {
	g := grid{sign: finding.Signed, marked: func(finding.Estimate) bool { return true }}
	for _, v := range values {
		g.rows = append(g.rows, gridRow{cells: []finding.Estimate{{Value: v, Low: v - 0.01, High: v + 0.01, N: 12}}})
	}
	return g
}

// One number far beyond the others takes no shade from them, and is told by an edge.
func TestGroundsAreClippedWhereNineOfTenLie(t *testing.T) {
	for _, c := range []struct {
		values []float64
		limit  float64
		key    []string
	}{
		{[]float64{-1, 2, 2.9}, 3, []string{"−3%", "+3%"}},
		{[]float64{1, 1, 1, 1, 1, 1, 1, 1, 1.2, -40}, 1.5, []string{"−1.5% or less, beyond with an edge", "+1.5%"}},
		{[]float64{0.04, 0.05}, 0.05, []string{"−0.05%", "+0.05%"}},
		{[]float64{-80, 12}, 100, []string{"−100%", "+100%"}},
	} {
		g := cellsOf(c.values...)
		ground, key := g.ground("%")
		if got := g.limit(); got < c.limit*0.999 || got > c.limit*1.001 {
			t.Errorf("%v: the limit is %v, want %v", c.values, got, c.limit)
		}
		for i, want := range c.key {
			if len(key) != 2 || key[i].Text != want {
				t.Errorf("%v: the key is %+v, want %q", c.values, key, c.key)
				break
			}
		}
		if ground(c.limit*1.01).Edge != true || ground(-c.limit*0.99).Edge || ground(c.limit*9).Ground != key[1].Colour || ground(c.limit/2).Ground == key[1].Colour {
			t.Errorf("%v: grounds are not strongest from the limit on", c.values)
		}
	}
	if _, key := cellsOf().ground("%"); key != nil {
		t.Errorf("nothing is coloured, and the key is %+v", key)
	}
}

// Each head has its rows from the largest loss to the largest gain.
func TestGroupsAreSortedFromLossToGain(t *testing.T) {
	rows := []gridRow{}
	for _, v := range []float64{2, -3, 0.5} {
		rows = append(rows, gridRow{title: finding.Plain(v), cells: []finding.Estimate{{Value: v}, finding.Undefined("", 0)}})
	}
	rows = append(rows, gridRow{title: "none", cells: []finding.Estimate{finding.Undefined("", 0)}})
	bySize(rows)
	if got := strings.Join(finding.Each(rows, func(r gridRow) string { return r.title }), " "); got != finding.Plain(-3)+" 0.5 2 none" {
		t.Errorf("rows stand as %q", got)
	}
	b, err := open(usualComparison())
	if err != nil {
		t.Fatal(err)
	}
	last, n := 0.0, 0
	for _, r := range b.groupRows(b.Study.Measure(finding.AtWork), []string{"domain", "stage"}) {
		if r.head != "" {
			last = -1e9
			continue
		}
		mean := 0.0
		for _, e := range r.cells {
			mean += e.Value / float64(len(r.cells))
		}
		if n++; mean < last-1e-9 {
			t.Errorf("%s stands below what gains more", r.title)
		}
		last = mean
	}
	if n != 9 {
		t.Errorf("%d groups", n)
	}
}

// Shares of a policy add up to all people; the drawing writes those that have room, and the
// caption tells of the occupations that gain and lose most.
func TestWinnersAndLosersAreSharesOfAllPeople(t *testing.T) {
	d := usualComparison().with(func(s *scenarios.Study) {
		for i := range s.Effects {
			e := &s.Effects[i]
			if e.By != "occupation" || e.Column != finding.AtWork {
				continue
			}
			v, half := 0.3, 0.1
			switch {
			case e.Group == "editors" && e.Arm == "safety-net":
				v = 7
			case e.Group == "journalists" && e.Arm == "rights-first":
				v = -6
			case e.Arm == "skills-first":
				v, half = 4, 9
			}
			e.PerCent.Value, e.PerCent.Low, e.PerCent.High = v, v-half, v+half
		}
	})
	f, err := One(d, "winners")
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]float64{}
	for _, e := range f.Values {
		sums[e.Arm+e.Column] += e.Value
		if e.Arm == "skills-first" && strings.HasSuffix(e.Label, "People at work: not known") && e.Value != 100 {
			t.Errorf("of %v%% it is not known", e.Value)
		}
	}
	for key, sum := range sums {
		if sum < 100-1e-9 || sum > 100+1e-9 {
			t.Errorf("%s: the shares add up to %v", key, sum)
		}
	}
	if len(sums) != 8 || len(f.Key) != int(sides) {
		t.Errorf("%d policies and measures, %d entries of the key", len(sums), len(f.Key))
	}
	for _, want := range []string{"Largest known gain: editors under safety net, people at work +7", "Largest known loss: journalists under rights first, people at work −6"} {
		if !strings.Contains(f.Caption, want) {
			t.Errorf("no %q in %q", want, f.Caption)
		}
	}
	svg, err := f.SVG(canvas.Wide)
	if err != nil || !strings.Contains(string(svg), ">100%<") {
		t.Errorf("the drawing does not say that of all it is not known, %v", err)
	}
	without := d.with(func(s *scenarios.Study) { s.Levels = nil })
	if _, err := One(without, "winners"); err == nil || !strings.Contains(err.Error(), "how many people") {
		t.Errorf("without heads: %v", err)
	}
}
