package canvas

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// labelsOf joins the labels of ticks.
func labelsOf(ticks []plot.Tick) string {
	var labels []string
	for _, t := range ticks {
		labels = append(labels, t.Label)
	}
	return strings.Join(labels, " ")
}

func TestYearsAreRoundAndDoNotTouch(t *testing.T) {
	for _, c := range []struct {
		width, low, high float64
		want             string
	}{
		{500, 2021, 2036, "2021 2025 2030 2035"},
		{120, 2021, 2036, "2021 2030 2035"},
		{60, 2021, 2036, "2021 2035"},
		{500, 2021, 2026, "2021 2022 2023 2024 2025"},
		{200, 2021, 2026, "2021 2023 2025"},
		{500, 2021, 2051, "2021 2025 2030 2035 2040 2045 2050"},
		{400, 2021, 2022, "Jan 2021 Apr 2021 Jul 2021 Oct 2021"},
		{400, 2021, 2021 + 1.0/12, "Jan 2021"},
		{100, 2021, 2021, "Jan 2021"},
		{10, 2021, 2036, "2021"},
	} {
		if got := labelsOf(Years{Width: c.width, Size: 12}.Ticks(c.low, c.high)); got != c.want {
			t.Errorf("%v to %v on %v units: %q, want %q", c.low, c.high, c.width, got, c.want)
		}
	}
}

// spell is the plainest spelling of a number.
func spell(v float64, digits int) string { return strconv.FormatFloat(v, 'f', digits, 64) }

func TestScalesHoldWhatIsDrawnOnFewRoundLines(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0, 65, "0 20 40 60%"}, {0, 79, "0 20 40 60 80%"}, {-26, 1, "-30 -20 -10 0%"}, {0, 0.61, "0 0.2 0.4 0.6%"},
		{88, 103, "90 95 100 105%"}, {0, 0, "0 0.5 1.0%"}, {5, 5, "0 2 4%"}, {-3, -3, "-3 -2 -1 0%"}, {0, 12345, "0 5000 10000%"},
	} {
		s := ScaleOf(Extent{Low: c.low, High: c.high}, 5, "%", spell)
		if got := labelsOf(s.Ticks); got != c.want {
			t.Errorf("%v to %v: %q, want %q", c.low, c.high, got, c.want)
		}
	}
	luck := rand.New(rand.NewPCG(1, 2))
	for i := range 4000 { // any extent, of any size
		a, b := (2*luck.Float64()-1)*math.Pow(10, float64(i%17-8)), (2*luck.Float64()-1)*math.Pow(10, float64(i%13-6))
		e := Extent{Low: min(a, b), High: max(a, b)}
		s := ScaleOf(e, 5, "", spell)
		if slack := 1e-9 * (e.High - e.Low); s.Low > e.Low+slack || s.High < e.High-slack || len(s.Ticks) < 2 || len(s.Ticks) > 6 {
			t.Fatalf("%+v has the scale %v to %v with %q", e, s.Low, s.High, labelsOf(s.Ticks))
		}
		if len(slices.Compact(strings.Fields(labelsOf(s.Ticks)))) != len(s.Ticks) {
			t.Fatalf("%+v has ticks that read alike: %q", e, labelsOf(s.Ticks))
		}
	}
}

func TestTitlesLeaveNoWordAlone(t *testing.T) {
	l := Lettering{Size: 14, Bold: true}
	lines := l.balanced("Creatives lead organisations: 61% against 34% by 2035", 338)
	if len(lines) != 2 || !strings.Contains(lines[1], " ") {
		t.Errorf("%q", lines)
	}
	if got := l.Wrap("glued\u00a0words stay", 1); len(got) != 2 {
		t.Errorf("%q", got)
	}
	if got := l.Wrap("Supportive ecosystem", 60); !slices.Equal(got, []string{"Suppor-", "tive", "ecosys-", "tem"}) {
		t.Errorf("%q", got)
	}
}

func TestCanvasMapsPointsAsTransformsSay(t *testing.T) {
	d := newDrawing(100, 50)
	d.Push()
	d.Translate(vg.Point{X: 10, Y: 5})
	d.Rotate(math.Pi / 2)
	d.Scale(2, 2)
	if x, y := d.now.matrix.apply(3, 0); math.Abs(x-10) > 1e-9 || math.Abs(y-(50-11)) > 1e-9 {
		t.Errorf("(3, 0) is drawn at (%v, %v)", x, y)
	}
	if s, turn := d.now.matrix.scale(), d.now.matrix.turn(); math.Abs(s-2) > 1e-9 || math.Abs(turn+90) > 1e-9 {
		t.Errorf("scale %v, turn %v", s, turn)
	}
	d.Pop()
	if x, y := d.now.matrix.apply(0, 0); x != 0 || y != 50 {
		t.Errorf("the origin is drawn at (%v, %v)", x, y)
	}
}

func TestArcsOfCurvesStayOnTheirCircle(t *testing.T) {
	var path vg.Path
	path.Arc(vg.Point{X: 20, Y: 20}, 10, 0.3, 4)
	for _, s := range (affine{1, 0, 0, 1, 0, 0}).strokes(path) {
		end := s.points[len(s.points)-1]
		if r := math.Hypot(end.x-20, end.y-20); math.Abs(r-10) > 1e-9 {
			t.Errorf("a piece ends %v from the centre", r)
		}
	}
	last := (affine{1, 0, 0, 1, 0, 0}).strokes(path)
	end := last[len(last)-1].points[2]
	if math.Abs(end.x-(20+10*math.Cos(4.3))) > 1e-9 || math.Abs(end.y-(20+10*math.Sin(4.3))) > 1e-9 {
		t.Errorf("the arc ends at %+v", end)
	}
}

func TestPathsRoundWithoutDrifting(t *testing.T) {
	c := newSVGCanvas(1000, 10)
	var path vg.Path
	path.Move(vg.Point{})
	for i := range 3000 {
		path.Line(vg.Point{X: vg.Length(float64(i) / 3), Y: 0})
	}
	c.SetLineWidth(1)
	c.Stroke(path)
	var x, y float64
	svg := c.buf.String()
	d := strings.Split(svg[strings.Index(svg, `d="`)+3:], `"`)[0]
	fields := strings.Fields(strings.NewReplacer("M", "", "l", " ", "-", " -").Replace(d))
	for i := 0; i+1 < len(fields); i += 2 {
		var dx, dy float64
		if _, err := fmt.Sscan(fields[i], &dx); err != nil {
			t.Fatalf("%q: %v", fields[i], err)
		}
		if _, err := fmt.Sscan(fields[i+1], &dy); err != nil {
			t.Fatalf("%q: %v", fields[i+1], err)
		}
		x, y = x+dx, y+dy
	}
	if math.Abs(x-2999.0/3) > 0.006 || math.Abs(y-10) > 0.006 {
		t.Errorf("a line to (%v, 10) ends at (%v, %v)", 2999.0/3, x, y)
	}
}
