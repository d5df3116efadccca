package plots

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// movedMonths are those of the figures here; policies begin after three years.
const movedMonths, movedStart = 60, 36

// movedStudy is a choice against no policy, with so many parameter sets of two runs.
func movedStudy(sets int) *scenarios.Study {
	s := &scenarios.Study{Kind: scenarios.KindComparison, Against: "no-policy", Worlds: []string{"expected"}, Months: movedMonths, Start: movedStart, Seed: 1, Population: 2000, People: 2e6, Weight: 1000,
		Arms: []scenarios.Arm{{Name: "no-policy", Title: "No policy"}, {Name: "choice", Title: "Your choice", Policies: []scenarios.PolicyLine{{Name: "x"}}}}}
	for set := range sets {
		s.Sets = append(s.Sets, set, set)
	}
	s.Replicates = max(2*sets, 8)
	return s
}

// movedLine is a line that begins at 100 and falls to an end, half wide.
func movedLine(salt int, end, half float64, sets int) []finding.Estimate {
	line := make([]finding.Estimate, movedMonths)
	for m := range line {
		share := float64(m) / (movedMonths - 1)
		v := 100 + (end-100)*share + 0.2*noise(salt, m, 3, 3)
		line[m] = finding.Estimate{Value: v, Low: v - half*share, High: v + half*share, N: 8, Sets: sets, Pairs: sets, Dice: half * share / 3}
	}
	return line
}

// movedWork is people at work under a choice that brings so many more per 100.
func movedWork(sets int, more float64) Moved {
	m := Moved{ID: "moved", Index: true, Study: movedStudy(sets), Of: 8, Against: "no policy", Than: " than with no policy", Base: 91, Place: "United States", Today: 2024.5,
		Measure: finding.Measure{Column: finding.AtWork, Label: "People at work", Unit: "persons", Noun: "people at work", More: "more people at work", Fewer: "fewer people at work", Assumed: true},
		Futures: []Future{
			{WithoutAI, "without AI", movedLine(1, 108, 3, sets)}, {Reference, "no policy", movedLine(2, 91, 3, sets)},
			{Before, "before", movedLine(3, 92, 3, sets)}, {Now, "your choice", movedLine(4, 91+more, 4, sets)}}}
	for month := range movedMonths {
		x := finding.Estimate{N: 8, Sets: sets, Pairs: sets}
		if since := month - movedStart; since > 0 {
			share := float64(since) / (movedMonths - 1 - movedStart)
			x.Value, x.Low, x.High, x.Dice = more*share, (more-1.5)*share, (more+1.5)*share, 0.4*share
		}
		m.Gap = append(m.Gap, x)
	}
	for run := range 8 {
		m.Ends = append(m.Ends, more+1.4*noise(run, 1, 5, 5))
	}
	return m
}

// difference is the figure's other view.
func (m Moved) difference() Moved {
	m.ID, m.Futures = m.ID+"-difference", nil
	return m
}

func TestMovedFiguresLookAsTheyDid(t *testing.T) {
	looksAsItDid(t, movedWork(6, 3).Figure(), canvas.Wide)
	looksAsItDid(t, movedWork(6, 3).Figure(), canvas.Narrow)
	looksAsItDid(t, movedWork(6, 3).difference().Figure(), canvas.Wide)
}

// TestMovedSaysWhatItsIntervalAllows: titles follow the verdict, and claim nothing while runs are
// on their way.
func TestMovedSaysWhatItsIntervalAllows(t *testing.T) {
	none := movedWork(0, 0)
	for i := range none.Gap {
		none.Gap[i] = finding.Estimate{N: 8}
	}
	partial := movedWork(6, 3)
	partial.Of = 40
	for title, m := range map[string]Moved{
		"About 3 per 100 more people at work†":                   movedWork(0, 3),
		"Between 1.5 and 4.5 per 100 more people at work†":       movedWork(6, 3),
		"Between 1.5 and 4.5 per 100 fewer people at work†":      movedWork(6, -3),
		"People at work†: no difference could be told from luck": movedWork(0, 0.5),
		"People at work†: either sign is possible by 2025":       movedWork(6, 0.6),
		"People at work†: no difference in any run":              none,
		"People at work†: 94 of 100, 12 runs so far":             partial,
	} {
		f := m.Figure()
		if f.Title != title {
			t.Errorf("title %q, not %q", f.Title, title)
		}
		if words(f.Title) > longest || words(f.Caption) > longestCaption {
			t.Errorf("%d words of title, %d of caption: %s", words(f.Title), words(f.Caption), f.Caption)
		}
	}
}

// TestScaleOfMovedStays: while a slider moves the line a little the axis does not.
func TestScaleOfMovedStays(t *testing.T) {
	first := movedWork(6, 1).levels(canvas.Extent{Low: 88, High: 111})
	for low := 83.0; low < 90; low++ {
		if y := movedWork(6, 1).levels(canvas.Extent{Low: low, High: 111}); y.Low != first.Low || y.High != first.High {
			t.Errorf("from %g on the axis goes from %g to %g, before from %g to %g", low, y.Low, y.High, first.Low, first.High)
		}
	}
	share := Moved{Measure: finding.Measure{Unit: "share", Of: "creatives"}}
	if y := share.levels(canvas.Extent{Low: 2, High: 63}); y.Low != 0 || y.High != 100 {
		t.Errorf("shares go from %g to %g", y.Low, y.High)
	}
}

// TestFieldSaysWhereMonthsLie: the line's last point lies where scripts look for the last month.
func TestFieldSaysWhereMonthsLie(t *testing.T) {
	for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
		svg, err := movedWork(6, 3).Figure().SVG(size)
		if err != nil {
			t.Fatal(err)
		}
		field := regexp.MustCompile(`<rect class="field" data-from="0" data-months="60" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="none"/>`).FindSubmatch(svg)
		line := regexp.MustCompile(`<path d="M([\d.]+)[ ,]([\d.]+)[^"]*" fill="none" stroke="#1655F1" stroke-width="2"`).FindSubmatch(svg)
		if field == nil || line == nil {
			t.Fatalf("%s: no field or no line:\n%s", size.Name, svg[:min(len(svg), 3000)])
		}
		number := func(text []byte) float64 { v, _ := strconv.ParseFloat(string(text), 64); return v }
		if x := number(field[1]); x < number(line[1])-0.1 || x > number(line[1])+0.1 {
			t.Errorf("%s: the field begins at %g and the line at %s", size.Name, x, line[1])
		}
		if strings.Count(string(svg), `class="field"`) != 1 || number(field[3]) < 150 || number(field[4]) < 100 {
			t.Errorf("%s: field %s", size.Name, field[0])
		}
	}
}

// TestStripKeepsRunsApart: runs that are alike stand side by side, within their panel.
func TestStripKeepsRunsApart(t *testing.T) {
	p := canvas.Panel{XMin: -1, XMax: 1, YMin: 0, YMax: 1, Marks: []canvas.Mark{mark.Strip{Runs: []float64{0.5, 0.5, 0.5, 0.9}, Mean: mark.Dot{Value: 0.6, Low: 0.4, High: 0.8, Color: canvas.Blue}}}}
	sheet := canvas.Sheet{ID: "strip", Title: "Strip", Body: canvas.Body{Height: func(canvas.Size) float64 { return 100 }, Draw: func(c canvas.Area, s canvas.Size) { p.Alone(c, 12, 2) }}}
	svg, err := sheet.SVG(canvas.Narrow)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, dot := range regexp.MustCompile(`<circle cx="([\d.]+)" cy="([\d.]+)" r="2.5"`).FindAllStringSubmatch(string(svg), -1) {
		seen[dot[1]+" "+dot[2]] = true
	}
	if len(seen) != 4 {
		t.Errorf("four runs stand at %d places: %v\n%s", len(seen), seen, svg)
	}
}

// TestWhomClaimsNoMoreThanItsRunsAllow: groups are counted with all of them looked at, sorted
// within their block, and a few parameter sets tell none apart.
func TestWhomClaimsNoMoreThanItsRunsAllow(t *testing.T) {
	study := func(sets int) *scenarios.Study {
		s := movedStudy(sets)
		add := func(by, group, column string, value, half float64) {
			e := scenarios.Effect{Estimate: finding.Estimate{Place: finding.Place{Column: column, By: by, Group: group, Arm: "choice", World: "expected", When: finding.OverPeriod, Unit: "persons"}, Value: 100 * value, N: 8, Sets: sets}}
			e.PerCent = finding.Estimate{Value: value, Low: value - half, High: value + half, N: 8, Sets: sets, Dice: half / 2}
			s.Effects = append(s.Effects, e)
		}
		add("all", "all", "employed", 0.2, 1)
		add("all", "all", "freelancing", 4, 1)
		add("stage", "junior", finding.AtWork, -3, 1)
		add("stage", "senior", finding.AtWork, 0.1, 1)
		return s
	}
	for title, sets := range map[string]int{"Of 4 groups, 1 surely gains work, 1 surely loses": 0, "For whom: too few runs to tell 4 groups apart": 6} {
		f := Whom{ID: "whom", Study: study(sets), Place: "United States"}.Figure()
		if f.Err() != nil || f.Title != title {
			t.Fatalf("title %q, not %q: %v", f.Title, title, f.Err())
		}
		if order := finding.Each(f.Values, func(e finding.Estimate) float64 { return e.Value }); order[0] != 4 || order[2] != 0.1 {
			t.Errorf("rows are in the order %v", order)
		}
		svg, err := f.SVG(canvas.Narrow)
		if err != nil || !strings.Contains(string(svg), ">Juniors<") || !regexp.MustCompile(`>−3(\.0)?%<`).Match(svg) {
			t.Errorf("juniors and their difference are not drawn: %v\n%s", err, svg)
		}
	}
}
