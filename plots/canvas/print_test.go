package canvas

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// dashed is a sheet with a dashed line across its body.
func dashed() Sheet {
	return Sheet{ID: "a", Title: "A title", Footer: "A footer", Body: Body{
		Height: func(Size) float64 { return 100 },
		Draw:   func(c Area, _ Size) { Segment(c, c.Min.X, c.Min.Y+50, c.Max.X, c.Min.Y+50, Blue, 2, Dash{8, 4}) },
	}}
}

// In print every format is as wide as it was asked for, and letters have their size.
func TestPrintIsAsWideAsAsked(t *testing.T) {
	for _, c := range []struct{ mm, dpi float64 }{{85, 300}, {85, 72}, {180, 150}, {65, 73}, {65, 1200}, {500, 100}} {
		points := c.mm / 25.4 * 72
		s := Printed(points, c.dpi)
		if math.Abs(s.Width*s.Point-points) > 1e-9 || 10*s.Point < 6 || s.check() != nil || s.Width > 1.02*printWidth {
			t.Errorf("%+v is %+v", c, s)
		}
		svg, err := dashed().SVG(s)
		if err != nil || !strings.Contains(string(svg), `width="`+decimal(points)+`pt"`) {
			t.Errorf("%+v: %v, %.200s", c, err, svg)
		}
		image, err := dashed().PNG(s)
		if err != nil {
			t.Fatal(err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(image))
		if want := c.mm / 25.4 * c.dpi; err != nil || math.Abs(float64(size.Width)-want) > 1 {
			t.Errorf("%+v: %d pixels, want %v (%v)", c, size.Width, want, err)
		}
		if _, err := png.Decode(bytes.NewReader(image)); err != nil {
			t.Errorf("%+v: the image is no PNG: %v", c, err)
		}
		at := bytes.Index(image, []byte("pHYs"))
		if at < 0 || math.Abs(float64(binary.BigEndian.Uint32(image[at+4:]))*0.0254-c.dpi) > 0.02 || image[at+12] != 1 {
			t.Errorf("%+v: the image does not say its density", c)
		}
		page, err := dashed().PDF(s)
		if err != nil {
			t.Fatal(err)
		}
		box := regexp.MustCompile(`MediaBox \[0 0 ([\d.]+)`).FindSubmatch(page)
		if wide, _ := strconv.ParseFloat(string(box[1]), 64); math.Abs(wide-points) > 0.01 {
			t.Errorf("%+v: a page of %v points, want %v", c, wide, points)
		}
	}
	for dpi := 72.0; dpi <= 1200; dpi++ {
		if s := Printed(65/25.4*72, dpi); s.check() != nil {
			t.Errorf("65 mm at %v: %v", dpi, s.check())
		}
	}
	if s := Printed(1000, 300); s.Point < 1.27 || s.Narrow() {
		t.Errorf("a wide drawing does not grow: %+v", s)
	}
}

// Dashes are as long on a scaled page as the lines are wide.
func TestDashesScaleWithThePage(t *testing.T) {
	c := newPDFCanvas(100, 100)
	c.doc.SetCompression(false)
	c.Scale(0.5, 0.5)
	c.SetLineWidth(2)
	c.SetLineDash([]vg.Length{8, 4}, 0)
	var path vg.Path
	path.Move(vg.Point{})
	path.Line(vg.Point{X: 50})
	c.Stroke(path)
	var out bytes.Buffer
	if err := c.doc.Output(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "[4.00 2.00] 0.00 d") || !strings.Contains(out.String(), "1.00 w") {
		t.Errorf("%s", out.String())
	}
}
