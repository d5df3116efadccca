package mark_test

import (
	"bytes"
	"flag"
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// The marks are ordinary gonum plotters. Each example draws one on a plain
// gonum plot; what it draws is kept as testdata/NAME.svg.

var update = flag.Bool("update", false, "rewrite the golden images in testdata")

var (
	blue  = color.NRGBA{R: 0x16, G: 0x55, B: 0xF1, A: 255}
	brown = color.NRGBA{R: 0xA3, G: 0x41, B: 0x14, A: 255}
)

// drawn holds the last drawing of each name.
var drawn = map[string][]byte{}

// keep draws a plot of 320 by 180 units and keeps it under a name.
func keep(name string, p *plot.Plot) {
	p.HideAxes()
	w, err := p.WriterTo(320, 180, "svg")
	if err != nil {
		panic(err)
	}
	var out bytes.Buffer
	if _, err := w.WriteTo(&out); err != nil {
		panic(err)
	}
	drawn[name] = out.Bytes()
}

// over sets the axes of a plot to what lines hold.
func over(p *plot.Plot, x []float64, ys ...[]float64) {
	across, up := canvas.Nothing().With(x), canvas.Nothing().With(ys...)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = across.Low, across.High, up.Low, up.High
}

// inRows sets the axes to rows and what they hold.
func inRows(p *plot.Plot, rows int, across canvas.Extent) {
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = across.Low, across.High, 0.5-float64(rows), 0.5
}

// years is fifteen years, and a line over them that rises to top.
func years(top float64) (x, y []float64) {
	for i := range 61 {
		at := 2021 + float64(i)/4
		x, y = append(x, at), append(y, top/(1+math.Exp(2026-at)))
	}
	return x, y
}

// around is a line moved by a factor.
func around(y []float64, factor float64) []float64 {
	out := make([]float64, len(y))
	for i := range y {
		out[i] = y[i] * factor
	}
	return out
}

// spell is a way to write differences, with so many decimals.
func spell(digits int) func(float64) string {
	return func(v float64) string {
		switch {
		case math.IsNaN(v):
			return "–"
		case v == 0:
			return "0"
		}
		return strings.Replace(fmt.Sprintf("%+.*f", digits, v), "-", "−", 1)
	}
}

func ExampleFan() {
	x, y := years(60)
	low, high := around(y, 0.9), around(y, 1.1)
	low[30] = math.NaN() // the band breaks where an end is not defined
	p := plot.New()
	p.Add(mark.Fan{X: x, Low: low, High: high, Color: blue}, mark.Line{X: x, Y: y, Color: blue})
	over(p, x, low, high)
	keep("fan", p)
}

func ExampleLine() {
	x, y := years(60)
	y[20], y[22] = math.NaN(), math.NaN() // a value between two gaps is a dot
	p := plot.New()
	p.Add(mark.Line{X: x, Y: y, Color: blue}, mark.Line{X: x, Y: around(y, 0.5), Color: brown, Dash: []vg.Length{6, 3}})
	over(p, x, y, around(y, 0.5))
	keep("line", p)
}

func ExamplePoints() {
	p := plot.New()
	p.Add(
		mark.Points{X: []float64{2021, 2023}, Y: []float64{7, 8}, Low: []float64{6, 7}, High: []float64{8, 9}, Color: blue},
		mark.Points{X: []float64{2022, 2024}, Y: []float64{12, 14}, Low: []float64{9, math.NaN()}, High: []float64{15, 16}, Color: blue, Hollow: true},
	)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 2020, 2025, 0, 20
	keep("points", p)
}

func Example_axes() {
	p := plot.New()
	p.Add(canvas.Axes{
		Y:     []plot.Tick{{Value: -10, Label: "−10"}, {Value: 0, Label: "0"}, {Value: 10, Label: "+10%"}},
		Years: true, Zero: true, Size: 12,
	}, mark.Today{X: 2027, Label: "today", Size: 11})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 2021, 2036, -12, 12
	keep("axes", inset(p))
}

func ExampleChart() {
	x, y := years(60)
	z, w := around(y, 0.97), around(y, 0.4)
	p := plot.New()
	p.Add(mark.Chart{Size: 12, Series: []mark.Series{
		{Line: mark.Line{X: x, Y: y, Color: blue}, Name: "creatives"}, {Line: mark.Line{X: x, Y: z, Color: brown}, Name: "organisations"},
		{Line: mark.Line{X: x, Y: w, Color: color.NRGBA{A: 255}}, Name: "two\nlines"},
	}}.Marks()...)
	over(p, x, y, z, w)
	keep("chart", inset(p))
}

func ExampleChart_inside() {
	x, y := years(60)
	z := around(y, 0.8)
	p := plot.New()
	p.Add(mark.Chart{Size: 12, Inside: true, Series: []mark.Series{
		{Line: mark.Line{X: x, Y: y, Color: blue}, Name: "creatives"}, {Line: mark.Line{X: x, Y: z, Color: brown}, Name: "organisations"},
	}}.Marks()...)
	over(p, x, y, z)
	p.Y.Max = 80
	keep("chart-inside", p)
}

func ExampleWaterfall() {
	p := plot.New()
	w := mark.Waterfall{
		Steps: []mark.Step{
			{Value: -6.8, Low: -8, High: -5.5}, {Value: -3, Low: math.NaN(), High: math.NaN(), Assumed: true},
			{Value: 7.9, Low: 7, High: 9}, {Value: math.NaN()},
		},
		Total: mark.Step{Value: -1.9, Low: -3, High: -0.8},
	}
	p.Add(w)
	inRows(p, 5, w.Extent())
	keep("waterfall", p)
}

func ExampleDots() {
	p := plot.New()
	p.Add(mark.Dots{Rows: []mark.Dot{
		{Value: -12, Low: -14, High: -10, Color: brown}, {Value: -1, Low: -3, High: 1, Color: color.NRGBA{R: 0x5F, G: 0x66, B: 0x70, A: 255}},
		{Value: math.NaN()}, {Value: 4, Low: 3, High: 5, Color: blue, Hollow: true},
	}})
	inRows(p, 4, canvas.Extent{Low: -14, High: 5})
	keep("dots", p)
}

func ExampleTexts() {
	inner := func(v, half float64) []float64 { return []float64{v - half, v + half} }
	p := plot.New()
	p.Add(mark.Dots{Drop: 6, Rows: []mark.Dot{
		{Value: 4, Low: 1, High: 9, Inner: inner(4, 1), Color: canvas.Ink, Way: 1}, {Value: -2, Low: -3, High: -1, Inner: inner(-2, 0.5), Color: canvas.Ink, Way: -1},
		{Value: 1, Low: -1, High: 3, Inner: inner(1, 1), Color: canvas.Reference, Hollow: true},
	}}, mark.Texts{Size: 11, Rise: 8, Zero: true, Rows: []mark.Text{{Lines: []string{"+4"}}, {Lines: []string{"two", "lines"}}, {Lines: []string{"+1"}, Faint: true}}})
	inRows(p, 3, canvas.Extent{Low: -3, High: 9})
	keep("texts", p)
}

func ExampleSwarm() {
	var runs []float64
	for i := range 20 {
		runs = append(runs, -6+math.Sin(float64(i*i)))
	}
	p := plot.New()
	w := mark.Swarm{
		Runs:  [][]float64{runs, {1, 1, 1, math.NaN(), 2}},
		Means: []mark.Dot{{Value: -6, Low: -6.3, High: -5.7, Color: brown}, {Value: 1.2, Low: 0.8, High: 1.6, Color: blue}},
	}
	p.Add(w)
	inRows(p, 2, w.Extent())
	keep("swarm", p)
}

func ExampleCells() {
	tint := func(v float64) mark.Cell {
		return mark.Cell{Text: spell(1)(v), Ground: mark.Tint(v, 8), Edge: v < -8}
	}
	p := plot.New()
	p.Add(mark.Cells{
		Rows: [][]mark.Cell{{tint(-16), tint(-8), {Text: spell(1)(0)}}, {tint(-3), {Text: spell(1)(math.NaN())}, tint(4)}, {tint(-4.1), {Text: spell(1)(0.2)}, tint(6.5)}},
		Size: 11,
	})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.5, 2.5, -2.5, 0.5
	keep("cells", p)
}

func ExampleBars() {
	p := plot.New()
	b := mark.Bars{Rows: [][]mark.Piece{
		{{Value: 2, Color: blue}, {Value: 3, Color: brown, Assumed: true}, {Value: -1.5, Color: brown}},
		{{Value: math.NaN(), Color: blue}, {Value: 0}, {Value: 4, Color: brown}},
	}}
	p.Add(b)
	inRows(p, 2, b.Extent())
	keep("bars", p)

	from := mark.Bars{From: []float64{-3, -1}, Rows: [][]mark.Piece{
		{{Value: 2, Color: mark.Tint(-1, 1), Text: "two"}, {Value: 1, Color: mark.Ground(), Text: "no room for this"}, {Value: 3, Color: mark.Tint(1, 1), Text: "three"}},
		{{Value: 2, Color: mark.Ground()}, {Value: math.NaN(), Text: "none"}},
	}}
	p = plot.New()
	p.Add(from)
	inRows(p, 2, from.Extent())
	keep("bars-from", p)
}

func ExampleCrosses() {
	cross := func(x, y float64, label string, hollow bool) mark.Cross {
		return mark.Cross{X: mark.Dot{Value: x, Low: x - 0.4, High: x + 0.4, Color: blue, Hollow: hollow}, Y: mark.Dot{Value: y, Low: y - 40, High: y + 40}, Label: label}
	}
	p := plot.New()
	p.Add(mark.Crosses{Size: 12, Points: []mark.Cross{cross(1, 100, "cheap", false), cross(5, 300, "dear", false), cross(5.2, 290, "beside it", true), {X: mark.Dot{Value: math.NaN()}}}})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 7, -50, 400
	keep("crosses", p)
}

func ExamplePairs() {
	p := plot.New()
	b := mark.Pairs{Rows: [][2]mark.Dot{
		{{Value: 8, Low: 6, High: 10, Color: brown}, {Value: -6, Low: -9, High: -3, Color: blue}},
		{{Value: math.NaN()}, {Value: 4, Low: math.NaN(), High: math.NaN(), Color: blue, Hollow: true}},
	}}
	p.Add(b)
	inRows(p, 2, b.Extent())
	keep("pairs", p)
}

func ExampleRays() {
	p := plot.New()
	p.Add(mark.Rays{Size: 11, Rays: []mark.Ray{{Slope: 0.1, Name: "0.1"}, {Slope: 1, Name: "1"}}})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 10, 0, 6
	keep("rays", inset(p))
}

func ExampleRanges() {
	p := plot.New()
	p.Add(mark.Ranges{Rows: []mark.Range{{Low: 0.2, High: 0.7, Color: blue}, {Low: math.NaN(), High: math.NaN()}, {Low: 0, High: 1, Color: brown}}})
	p.Add(mark.Frame{X0: 0.2, Y0: -2, X1: 0.7, Y1: 0, Color: brown})
	inRows(p, 3, canvas.Extent{Low: 0, High: 1})
	keep("ranges", p)
}

func ExampleHeld() {
	p := plot.New()
	none, nan := canvas.Nothing(), math.NaN()
	h := mark.Held{Rows: []mark.Against{
		{Ground: canvas.Extent{Low: 5, High: 80}, Open: canvas.Extent{Low: 20, High: 70}, Band: canvas.Extent{Low: 38, High: 46}, Measured: 42, Ink: canvas.Ink, Dot: mark.Dot{Value: 35, Low: 30, High: 41, Color: blue}},
		{Ground: none, Open: canvas.Extent{Low: 20, High: 70}, Band: none, Measured: 42, Ink: canvas.Ink, Dot: mark.Dot{Value: 65, Low: nan, High: nan, Color: blue}, Sign: mark.Hollow},
		{Ground: canvas.Extent{Low: 0, High: 50}, Open: canvas.Extent{Low: 60, High: 90}, Band: canvas.Extent{Low: 70, High: 80}, Measured: 75, Ink: canvas.Ink, Dot: mark.Dot{Value: 12, Low: 8, High: 20, Color: brown}, Sign: mark.Crossed},
		{Ground: none, Open: none, Band: none, Measured: nan, Dot: mark.Dot{Value: nan, Low: nan, High: nan}, Sign: mark.Crossed},
	}}
	p.Add(h)
	extent := canvas.Nothing()
	for _, r := range h.Rows {
		extent = extent.Join(r.Extent())
	}
	inRows(p, len(h.Rows), extent)
	keep("held", p)
}

func ExampleStackBody() {
	rows := func(title string, high float64, labels ...string) mark.Rows {
		r := mark.Rows{Title: title, Size: 11, Wrap: 90, Least: 22, Apart: 10, X: canvas.Scale{High: high, Ticks: []plot.Tick{{Value: 0, Label: "0"}, {Value: high, Label: fmt.Sprint(high)}}}}
		dots := mark.Dots{}
		for i, label := range labels {
			r.Rows, dots.Rows = append(r.Rows, mark.Row{Label: label, Note: fmt.Sprint(i), Colour: canvas.Muted}), append(dots.Rows, mark.Dot{Value: high / 2, Low: 0, High: high, Color: blue})
		}
		r.Marks = []canvas.Mark{dots}
		return r
	}
	body := mark.StackBody(func(canvas.Size) []mark.Rows {
		return []mark.Rows{rows("Shares, a title that reaches over the data", 40, "Music", "Design and advertising, of every size"), rows("Odds", 8, "Film")}
	})
	height := body.Height(canvas.Wide)
	c := vgsvg.New(320, vg.Length(height))
	body.Draw(draw.New(c), canvas.Wide)
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		panic(err)
	}
	drawn["stack"] = out.Bytes()
}

func Example_facets() {
	x, y := years(60)
	panel := func(title, note string, factor float64) canvas.Panel {
		return canvas.Panel{
			Title: title, Note: note, XMin: 2021, XMax: 2036, YMin: 0, YMax: 60,
			Axes:  canvas.Axes{Y: []plot.Tick{{Value: 0, Label: "0"}, {Value: 30, Label: "30"}, {Value: 60, Label: "60%"}}, Years: true, Size: 11},
			Marks: []plot.Plotter{mark.Line{X: x, Y: around(y, factor), Color: blue}},
		}
	}
	c := vgsvg.New(320, 260)
	canvas.Facets{
		Panels:  []canvas.Panel{panel("Music", "+10%", 1), panel("Design", "", 0.6), panel("A title that is too long for its panel", "−4% (−9 to +1, it is said)", 0.3)},
		Columns: 2, Size: 11, Right: 8,
	}.Draw(draw.New(c))
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		panic(err)
	}
	drawn["facets"] = out.Bytes()
}

// inset leaves room around the data area for what is drawn outside of it.
func inset(p *plot.Plot) *plot.Plot {
	p.X.Padding, p.Y.Padding = 40, 24
	p.Add(room{})
	return p
}

// room asks gonum for space at the right and at the top.
type room struct{}

func (room) Plot(draw.Canvas, *plot.Plot) {}

func (room) GlyphBoxes(*plot.Plot) []plot.GlyphBox {
	return []plot.GlyphBox{{X: 1, Y: 1, Rectangle: vg.Rectangle{Max: vg.Point{X: 90, Y: 8}}}, {X: 0, Y: 0, Rectangle: vg.Rectangle{Min: vg.Point{X: -40, Y: -24}}}}
}

func TestMarksLookAsTheyDid(t *testing.T) {
	for name, example := range map[string]func(){
		"fan": ExampleFan, "line": ExampleLine, "points": ExamplePoints, "axes": Example_axes,
		"chart": ExampleChart, "chart-inside": ExampleChart_inside,
		"waterfall": ExampleWaterfall, "dots": ExampleDots, "swarm": ExampleSwarm, "facets": Example_facets,
		"cells": ExampleCells, "bars": ExampleBars, "bars-from": ExampleBars, "texts": ExampleTexts, "crosses": ExampleCrosses,
		"pairs": ExamplePairs, "rays": ExampleRays, "ranges": ExampleRanges, "held": ExampleHeld, "stack": ExampleStackBody,
	} {
		example()
		golden(t, name, drawn[name])
	}
}

// golden compares a drawing with the one kept in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".svg")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; draw it with go test ./plots/mark -run %s -update", err, t.Name())
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s looks different; look at it, and if it is better keep it with go test ./plots/mark -run %s -update", path, t.Name())
	}
}
