package plots

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// between is an estimate with an interval that is as far to either side.
func between(v, half float64) finding.Estimate {
	return finding.Estimate{Value: v, Low: v - half, High: v + half, N: 6}
}

// sweptRow is a factor with its numbers.
func sweptRow(label string, choice bool, numbers ...finding.Estimate) sensitivity.Row {
	return sensitivity.Row{Factor: label, Label: label, Choice: choice, Numbers: numbers, Low: "0", High: "4.5"}
}

// ranked is what came of a design, of one measure.
func ranked(design string, rows ...sensitivity.Row) *sensitivity.Findings {
	x := sensitivity.Ranking{Measure: "orders_change_percent", Label: "Freelance orders", Unit: "per cent", Period: "December 2035", Twinned: true,
		Rows: rows, Points: 40, Luck: 0.4, ByLuck: math.NaN(), Sum: finding.Certain(math.NaN()), Mean: finding.Certain(math.NaN())}
	return &sensitivity.Findings{Experiment: "mine", Digest: strings.Repeat("0123456789abcdef", 4), Design: design, Replicates: 4, Rankings: []sensitivity.Ranking{x}}
}

func morrisFound() *sensitivity.Findings {
	var rows []sensitivity.Row
	for i := range 30 {
		size := 12 / (1 + float64(i)/2)
		rows = append(rows, sweptRow(fmt.Sprintf("clients.factor_%d", i), false, between(size, 0.3*size), between(size, 0.3*size), between(size*(0.2+0.05*float64(i)), 0.1*size)))
	}
	f := ranked("morris", rows...)
	f.Rankings[0].ByLuck = 0.8
	return f
}

func sobolFound() *sensitivity.Findings {
	f := ranked("sobol_indices", sweptRow("clients.own", false, between(0.8, 0.05), between(0.6, 0.05)), sweptRow("clients.demand", false, between(0.3, 0.1), between(0.2, 0.05)),
		sweptRow("markets.quality", false, between(0.004, 0.001), between(-0.01, 0.02)))
	f.Rankings[0].Sum = between(0.79, 0.1)
	f.Rankings[0].Warnings = []string{"Intervals of shares are up to 0.50 wide: 8 blocks are too few; sweep with a larger design.size."}
	return f
}

func endsFound() *sensitivity.Findings {
	return ranked("one_at_a_time", sweptRow("clients.own", false, between(8, 2), between(-6, 3)), sweptRow("Training subsidy", true, between(-1, 0.5), between(4, 1)),
		sweptRow("markets.quality", false, between(0.5, 1), between(1, 0.5)))
}

// gridFound is a grid of two choices; the second of three cells beyond the first could be luck.
func gridFound() *sensitivity.Findings {
	level := func(at string, place, v float64) sensitivity.Level {
		return sensitivity.Level{At: at, Place: place, Number: between(v, 0.4)}
	}
	subsidy := sweptRow("Training subsidy", true, between(0.7, 0.1), finding.Certain(0.1), between(-2, 0.4), between(2, 0.4))
	subsidy.Levels = []sensitivity.Level{level("0", 0.25, -2), level("4.5", 0.75, 2)}
	licensing := sweptRow("Licensing at scale", true, between(0.2, 0.1), finding.Certain(0.1), between(-1, 0.4), between(1, 0.4))
	licensing.Levels = []sensitivity.Level{level("0", 0.25, -1), level("4.5", 0.75, 1)}
	f := ranked("grid", subsidy, licensing)
	f.Rankings[0].Mean = finding.Certain(-20)
	zero := finding.Estimate{N: 6}
	f.Rankings[0].Pair = &sensitivity.Pair{Rows: "a", Columns: "b", Labels: [2]string{"Training subsidy", "Licensing at scale"}, Down: []string{"0", "4.5"}, Across: []string{"0", "0.1"},
		Cells: [][]finding.Estimate{{zero, between(-4, 1)}, {between(0.5, 3), between(6, 1)}}}
	return f
}

// choicesFound is gridFound's assumptions under two choices from a list.
func choicesFound() *sensitivity.Findings {
	f := gridFound()
	f.Design = "latin_hypercube"
	other := f.Rankings[0]
	f.Rankings[0].Pair, other.Pair = nil, nil
	f.Rankings[0].Choice, other.Choice = "laissez-faire", "skills-first"
	other.Mean = finding.Certain(-10)
	f.Rankings = append(f.Rankings, other)
	return f
}

func boxesFound() *sensitivity.Findings {
	f := ranked("latin_hypercube")
	f.Rankings = nil
	ticks := []sensitivity.Tick{{Place: 0, At: "1"}, {Place: 0.5, At: "2.5"}, {Place: 1, At: "4"}}
	b := sensitivity.Boxed{Where: "orders < 500000", Label: "Freelance orders below 500,000 orders, December 2035", Choice: "skills-first", Points: 40, Holds: 12, Coverage: 0.9, Density: 0.8,
		Boxes: []sensitivity.Box{
			{Coverage: 0.6, Density: 0.9, Support: 0.2, Limits: []sensitivity.Limit{{Label: "clients.own", From: "2.5", To: "4", Low: 0.5, High: 1, Chance: 0.001, Axis: 0}, {Label: "Training subsidy", Choice: true, From: "0", To: "0.25", Low: 0, High: 0.25, Chance: 0.02, Axis: 1}}},
			{Coverage: 0.3, Density: 0.7, Support: 0.1, Limits: []sensitivity.Limit{{Label: "clients.own", From: "1", To: "1.9", Low: 0, High: 0.3, Chance: 0.4, Axis: 0}}},
		},
		Axes: []sensitivity.Axis{{Label: "clients.own", Ticks: ticks}, {Label: "Training subsidy", Choice: true, Ticks: ticks}},
	}
	for i := range 40 {
		x, y := (float64(i)+0.5)/40, (float64(i*17%40)+0.5)/40
		b.Cases = append(b.Cases, sensitivity.Case{At: []float64{x, y}, Holds: x > 0.5 && y < 0.25})
	}
	f.Boxes = []sensitivity.Boxed{b}
	return f
}

// sweptFigures are figures of every kind.
func sweptFigures() []Figure {
	var list []Figure
	for _, f := range []*sensitivity.Findings{morrisFound(), sobolFound(), endsFound(), gridFound(), choicesFound(), boxesFound()} {
		list = append(list, Swept(f)...)
	}
	return list
}

// sweptFigure is the figure with an ID.
func sweptFigure(t *testing.T, found *sensitivity.Findings, id string) (Figure, []tag) {
	t.Helper()
	var ids []string
	for _, f := range Swept(found) {
		if ids = append(ids, f.ID); f.ID == id {
			svg, err := f.SVG(canvas.Wide)
			if err != nil {
				t.Fatal(err)
			}
			return f, tags(t, svg)
		}
	}
	t.Fatalf("no figure %q among %q", id, ids)
	return Figure{}, nil
}

// screenSize is how figures of a sweep are drawn for the screen: as high as they need.
var screenSize = canvas.Size{Name: canvas.Wide.Name, Width: canvas.Wide.Width}

func TestFiguresOfASweepLookAsTheyDid(t *testing.T) {
	print := canvas.Printed(85/25.4*72, 300)
	for id, of := range map[string]struct {
		found *sensitivity.Findings
		size  canvas.Size
	}{
		"orders_change_percent-screening": {morrisFound(), print}, "orders_change_percent-influence": {morrisFound(), print},
		"orders_change_percent-shares": {sobolFound(), screenSize}, "orders_change_percent-tornado": {endsFound(), screenSize},
		"orders_change_percent-effects": {choicesFound(), screenSize}, "orders_change_percent-choices": {gridFound(), print},
		"orders-below-500000-skills-first-box": {boxesFound(), print}, "orders-below-500000-skills-first-cases": {boxesFound(), screenSize},
	} {
		f, _ := sweptFigure(t, of.found, id)
		looksAsItDid(t, f, of.size)
	}
}

func TestTextsOfSweepsStayOnTheSheetAndApart(t *testing.T) {
	for _, f := range sweptFigures() {
		if f.Err() != nil {
			t.Errorf("%s: %v", f.ID, f.Err())
			continue
		}
		if n := words(f.Title); n > longest || n == 0 {
			t.Errorf("%s: %q has %d words", f.ID, f.Title, n)
		}
		if !strings.Contains(f.Footer, scenarios.NotCalibrated) || !strings.Contains(f.Footer, "Sweep\u00a00123456789ab") || !strings.Contains(f.Footer, "4 seeds at each of 40 points") {
			t.Errorf("%s: the footer is %q", f.ID, f.Footer)
		}
		for _, size := range []canvas.Size{canvas.Wide, screenSize, canvas.Narrow, canvas.Printed(85/25.4*72, 300), canvas.Printed(180/25.4*72, 600), canvas.Printed(65/25.4*72, 72)} {
			svg, err := f.SVG(size)
			if err != nil {
				t.Fatal(err)
			}
			checkTexts(t, f.ID+" "+size.Name+fmt.Sprint(size.Width), svg)
			for _, g := range tags(t, svg) {
				if g.name == "text" && size.Point > 0 && g.number("font-size")*size.Point < 6 {
					t.Errorf("%s: %q is %v points high in print", f.ID, g.text, g.number("font-size")*size.Point)
				}
			}
		}
	}
}

// A figure never calls an assumption a choice, or the other way round.
func TestAssumptionsAndChoicesAreToldApart(t *testing.T) {
	title := func(rows ...sensitivity.Row) string {
		return Swept(ranked("one_at_a_time", rows...))[0].Title
	}
	assumed, chosen := sweptRow("clients.own", false, between(8, 1), between(1, 1)), sweptRow("Training subsidy", true, between(8, 1), between(1, 1))
	small := sweptRow("markets.quality", false, between(1, 0.1), between(1, 1))
	for want, rows := range map[string][]sensitivity.Row{
		"The assumption clients.own moves freelance orders most":      {assumed, small},
		"The choice training subsidy moves freelance orders most":     {chosen, small},
		"clients.own and training subsidy move freelance orders most": {assumed, chosen, small},
		"No factor surely moves freelance orders":                     {sweptRow("clients.own", false, between(1, 2), between(1, 3))},
		"What moves freelance orders most is open":                    {assumed, assumed, assumed, assumed},
		"The assumptions a and b move freelance orders most":          {sweptRow("a", false, between(8, 1), between(0, 1)), sweptRow("b", false, between(7.5, 1), between(0, 1)), small},
		"What moves freelance orders":                                 {sweptRow("clients.own", false, finding.Certain(3), finding.Certain(2))},
	} {
		if got := title(rows...); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	_, all := sweptFigure(t, endsFound(), "orders_change_percent-tornado")
	order := map[string]float64{}
	for _, g := range all {
		if g.name == "text" {
			order[g.text] = g.number("y")
		}
	}
	if !(order["Assumptions"] < order["clients.own"] && order["clients.own"] < order["markets.quality"] && order["markets.quality"] < order["Choices"] && order["Choices"] < order["Training subsidy"]) {
		t.Errorf("rows stand at %v", order)
	}
	both := gridFound()
	both.Rankings[0].Rows[1].Choice = false
	_, all = sweptFigure(t, both, "orders_change_percent-effects")
	for _, want := range []string{"choice, 0 to 4.5", "assumption, 0 to 4.5"} {
		if !slices.ContainsFunc(all, func(g tag) bool { return g.text == want }) {
			t.Errorf("no panel says %q", want)
		}
	}
	for of, want := range map[*sensitivity.Findings]string{sobolFound(): "All factors are assumptions", gridFound(): "All factors are choices."} {
		if f := Swept(of)[0]; !strings.Contains(f.Footer, want) {
			t.Errorf("no %q in %q", want, f.Footer)
		}
	}
}

// scaleIn is where numbers stand along x, from two labels of the axis.
func scaleIn(t *testing.T, all []tag, low, high string) func(v float64) float64 {
	t.Helper()
	at := map[string]float64{}
	for _, g := range all {
		if g.name == "text" {
			at[g.text] = g.number("x")
		}
	}
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(strings.NewReplacer("\u2212", "-", "+", "").Replace(s), 64)
		if err != nil || at[s] == 0 {
			t.Fatalf("no label %q on the axis: %v", s, at)
		}
		return v
	}
	a, b := number(low), number(high)
	return func(v float64) float64 { return at[low] + (v-a)/(b-a)*(at[high]-at[low]) }
}

var corner = regexp.MustCompile(`-?\d+(?:\.\d+)?|[a-zA-Z]`)

// across is the ends along x of a path.
func across(g tag) (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	x, command, n := 0.0, "", 0
	for _, token := range corner.FindAllString(g.at["d"], -1) {
		v, err := strconv.ParseFloat(token, 64)
		if err != nil {
			command, n = token, 0
			continue
		}
		horizontal := command == "h" || command == "H" || n%2 == 0 && command != "v" && command != "V"
		n++
		if !horizontal {
			continue
		}
		if command == strings.ToLower(command) {
			v += x
		}
		x = v
		from, to = min(from, x), max(to, x)
	}
	return from, to
}

// hasBar tells whether a filled path of a colour reaches from one place to another.
func hasBar(all []tag, fill string, from, to float64) bool {
	for _, g := range all {
		if g.name != "path" || g.at["fill"] != fill {
			continue
		}
		if a, b := across(g); math.Abs(a-min(from, to)) < 1 && math.Abs(b-max(from, to)) < 1 {
			return true
		}
	}
	return false
}

func TestBarsOfATornadoStandWhereTheNumbersAre(t *testing.T) {
	_, all := sweptFigure(t, endsFound(), "orders_change_percent-tornado")
	x := scaleIn(t, all, "\u22125", "+5")
	for v, fill := range map[float64]string{8: canvas.Light.Reference, -6: canvas.Light.Series[0], -1: canvas.Light.Reference, 4: canvas.Light.Series[0]} {
		if !hasBar(all, fill, x(0), x(v)) {
			t.Errorf("no bar from 0 to %v in %s", v, fill)
		}
	}
	lines := 0
	for _, g := range all {
		if a, b := across(g); g.at["stroke"] == canvas.Light.Ink && (math.Abs(a-x(6)) < 1 && math.Abs(b-x(10)) < 1 || math.Abs(a-x(-9)) < 1 && math.Abs(b-x(-3)) < 1) {
			lines++
		}
	}
	if lines != 2 {
		t.Errorf("%d lines of the first factor's intervals", lines)
	}
}

func TestSharesStandWhereTheNumbersAre(t *testing.T) {
	f, all := sweptFigure(t, sobolFound(), "orders_change_percent-shares")
	x := scaleIn(t, all, "0", "1.0")
	if !hasBar(all, canvas.Light.Series[0], x(0), x(0.8)) || !hasBar(all, canvas.Light.Reference, x(0), x(0.6)) || !hasBar(all, canvas.Light.Series[0], x(0), x(0.3)) {
		t.Error("a bar is not where its share is")
	}
	if !strings.Contains(f.Footer, "First orders sum to 0.79 (0.69 to 0.89)") || !strings.Contains(f.Footer, "8 blocks are too few") {
		t.Errorf("the footer is %q", f.Footer)
	}
}

func TestDotsOfAScreeningStandWhereTheNumbersAre(t *testing.T) {
	found := morrisFound()
	_, all := sweptFigure(t, found, "orders_change_percent-influence")
	x, dots := scaleIn(t, all, "0", "10"), 0
	for _, g := range all {
		if g.name == "circle" {
			if want := x(found.Rankings[0].Rows[dots].Numbers[0].Value); math.Abs(g.number("cx")-want) > 1 {
				t.Errorf("dot %d stands at %v, want %v", dots, g.at["cx"], want)
			}
			dots++
		}
	}
	if dots != mostRows {
		t.Errorf("%d dots", dots)
	}
	_, all = sweptFigure(t, found, "orders_change_percent-screening")
	n, named := 0, 0
	var first, second tag
	for _, g := range all {
		if g.name == "circle" {
			if n++; g.number("r") == 5 {
				named++
			}
			if n == 1 {
				first = g
			} else if n == 2 {
				second = g
			}
		}
	}
	if n != 30 || named != mostNamed {
		t.Errorf("%d dots, %d of them named", n, named)
	}
	rows := found.Rankings[0].Rows
	x = scaleIn(t, all, "5", "10") // that of nought is moved to the axis
	if math.Abs(first.number("cx")-x(rows[0].Numbers[0].Value)) > 1 || math.Abs(second.number("cx")-x(rows[1].Numbers[0].Value)) > 1 {
		t.Errorf("dots at %v and %v", first.at, second.at)
	}
	if up := rows[0].Numbers[2].Value - rows[1].Numbers[2].Value; (up > 0) != (first.number("cy") < second.number("cy")) {
		t.Errorf("sigma differs by %v, and dots stand at %v and %v", up, first.at["cy"], second.at["cy"])
	}
	for _, ray := range bends {
		if !strings.Contains(fmt.Sprint(all), ray.Name) {
			t.Errorf("no line %q", ray.Name)
		}
	}
}

func TestOnlyPairsThatAreMoreThanLuckAreColoured(t *testing.T) {
	f, all := sweptFigure(t, gridFound(), "orders_change_percent-choices")
	grounds := map[string]int{}
	for _, g := range all {
		if g.name == "path" && g.at["fill-opacity"] != "" {
			grounds[g.at["fill"]]++
		}
	}
	if grounds[canvas.Light.Series[0]] != 2 || grounds[canvas.Light.Series[1]] != 2 { // one of each is the key's
		t.Errorf("grounds are %v, and one pair raises, one lowers", grounds)
	}
	if f.Title != "Pairs of choices: one raises and one lowers freelance orders" || !strings.Contains(f.Caption, "the lowest is Training subsidy 0 with Licensing at scale 0.1 (\u22124 (") {
		t.Errorf("%q, %q", f.Title, f.Caption)
	}
}

func TestChoicesAreLinesOfOneFigure(t *testing.T) {
	found := choicesFound()
	f, all := sweptFigure(t, found, "orders_change_percent-effects")
	colours := map[string]int{}
	for _, g := range all {
		if g.name == "circle" && g.at["fill"] != canvas.Light.Paper {
			colours[g.at["fill"]]++
		}
	}
	if colours[canvas.Light.Reference] != 4 || colours[canvas.Light.Series[0]] != 4 {
		t.Errorf("points of lines are %v", colours)
	}
	if f.Values[0].Value != -22 || f.Values[2].Value != -12 {
		t.Errorf("a level is the mean and what it differs by: %v and %v", f.Values[0].Value, f.Values[2].Value)
	}
	if f.Title != "The choice training subsidy moves freelance orders most" {
		t.Errorf("one headline under both choices: %q", f.Title)
	}
	found.Rankings[1].Rows[0], found.Rankings[1].Rows[1] = found.Rankings[1].Rows[1], found.Rankings[1].Rows[0]
	found.Rankings[0].Rows = append([]sensitivity.Row(nil), gridFound().Rankings[0].Rows...)
	if f, _ = sweptFigure(t, found, "orders_change_percent-effects"); f.Title != "What moves freelance orders" {
		t.Errorf("headlines differ under the choices, and the figure says %q", f.Title)
	}
}

func TestRangesAndCasesStandWhereTheBoxesAre(t *testing.T) {
	f, all := sweptFigure(t, boxesFound(), "orders-below-500000-skills-first-box")
	at := map[string]float64{}
	for _, g := range all {
		if g.name == "text" {
			at[g.text] = g.number("x")
		}
	}
	x := func(v float64) float64 { return at["low end"] + v*(at["high end"]-at["low end"]) }
	if !hasBar(all, canvas.Light.Series[0], x(0.5), x(1)) || !hasBar(all, canvas.Light.Series[0], x(0), x(0.25)) || !hasBar(all, canvas.Light.Reference, x(0), x(0.3)) {
		t.Error("a range is not where the box is, or a limit by chance is not grey")
	}
	if f.Title != "Two boxes, 80% dense, hold 90% of the cases" || !strings.Contains(f.Footer, "assumptions, and choices where it says so") {
		t.Errorf("%q, %q", f.Title, f.Footer)
	}
	_, all = sweptFigure(t, boxesFound(), "orders-below-500000-skills-first-cases")
	frames, in, out := 0, 0, 0
	for _, g := range all {
		switch {
		case g.name == "path" && g.at["stroke"] == canvas.Light.Series[0] && g.number("stroke-width") == 1.5:
			frames++
		case g.name == "circle" && g.at["fill"] == canvas.Light.Series[1] && g.number("r") == 2.5:
			in++
		case g.name == "circle" && g.at["stroke"] == canvas.Light.Reference && g.number("r") == 2.5:
			out++
		}
	}
	held := 0
	for _, c := range boxesFound().Boxes[0].Cases {
		if c.Holds {
			held++
		}
	}
	if frames != 2 || in != held || out != 40-held {
		t.Errorf("%d frames, %d points where it holds, %d others", frames, in, out)
	}
}

// Points of a grid that stand in one place are all seen.
func TestCasesInOnePlaceStandSideBySide(t *testing.T) {
	b := boxesFound().Boxes[0]
	b.Cases = nil
	for i := range 40 {
		b.Cases = append(b.Cases, sensitivity.Case{At: []float64{0.5, 0.5}, Holds: i%2 == 0})
	}
	in, out := casesOver(&b, 0, 1)
	seen := map[float64]bool{}
	for _, x := range append(append([]float64(nil), in.X...), out.X...) {
		if seen[x] || math.Abs(x-0.5) > 0.06 {
			t.Errorf("a point at %v", x)
		}
		seen[x] = true
	}
	if len(seen) != 40 {
		t.Errorf("%d of 40 points", len(seen))
	}
}

// Names of figures are names of files, whatever choices and measures are called.
func TestFiguresOfASweepHaveNamesFitForFiles(t *testing.T) {
	found := gridFound()
	found.Design = "latin_hypercube"
	for i, choice := range []string{"../../etc/passwd", "<b>\x1b[31m", "a=1,b=0.5", "a=1,b=0-5", strings.Repeat("x", 300), "\u200b"} {
		x := found.Rankings[0]
		x.Choice, x.Pair = choice, nil
		if i == 0 {
			found.Rankings = nil
		}
		found.Rankings = append(found.Rankings, x)
	}
	ids := map[string]bool{}
	plain := regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)
	for _, f := range Swept(found) {
		if ids[f.ID] || !plain.MatchString(f.ID) || len(f.ID) > 150 {
			t.Errorf("a figure is called %q", f.ID)
		}
		ids[f.ID] = true
		svg, err := f.SVG(canvas.Wide)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range tags(t, svg) {
			if g.name == "b" {
				t.Errorf("%s holds markup", f.ID)
			}
		}
	}
	if len(ids) != 12 {
		t.Errorf("%d names", len(ids))
	}
}

// What is not defined is no mark and no number.
func TestWhatASweepCannotTellIsSaidInASentence(t *testing.T) {
	nothing := finding.Undefined("", 0)
	for _, found := range []*sensitivity.Findings{ranked("sobol_indices", sweptRow("a", false, nothing, nothing)), ranked("morris", sweptRow("a", false, nothing, nothing, nothing))} {
		for _, f := range Swept(found) {
			if f.Err() == nil || f.Err().Error() != "the measure does not differ between points, or is defined at too few" {
				t.Errorf("%s: %v", f.ID, f.Err())
			}
		}
	}
	none := boxesFound()
	none.Boxes[0].Boxes, none.Boxes[0].Why = nil, "it holds at no point"
	if list := Swept(none); len(list) != 1 || list[0].Err() == nil || list[0].Err().Error() != "it holds at no point" {
		t.Errorf("%+v", list)
	}
	half := ranked("one_at_a_time", sweptRow("a", false, between(3, 1), nothing), sweptRow("b", false, nothing, nothing))
	for _, f := range Swept(half) {
		svg, err := f.SVG(canvas.Wide)
		if err != nil || strings.Contains(string(svg)+f.Caption+f.Title, "NaN") {
			t.Errorf("%s: %v, %s", f.ID, err, f.Caption)
		}
	}
}
