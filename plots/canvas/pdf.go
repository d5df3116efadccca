package canvas

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// PDF is the drawing as a page of its own size with its fonts embedded.
func (f Sheet) PDF(size Size) ([]byte, error) {
	s, err := f.layOut(size)
	if err != nil {
		return nil, err
	}
	unit := cmp.Or(size.Point, 1)
	c := newPDFCanvas(vg.Length(size.Width*unit), vg.Length(s.height*unit))
	for _, x := range f.facts("title", "digest", "data") {
		switch text := strings.Map(basic, x.text); x.name {
		case "title":
			c.doc.SetTitle(text, true)
		case "digest":
			c.doc.SetSubject("digest "+text, true)
		case "data":
			c.doc.SetKeywords(text, true)
		}
	}
	c.doc.SetLang("en-GB")
	made := cmp.Or(f.Played.UTC(), time.Date(2021, time.January, 1, 0, 0, 0, 0, time.UTC))
	c.doc.SetCreationDate(made) // and not now, so that equal figures are equal files
	c.doc.SetModificationDate(made)
	c.doc.SetCreator(creator, true)
	c.Scale(unit, unit)
	s.draw(sized{c, vg.Length(size.Width), vg.Length(s.height)})
	var out bytes.Buffer
	if err := c.doc.Output(&out); err != nil {
		return nil, fmt.Errorf("the figure %s could not be written as PDF: %w", f.ID, err)
	}
	return out.Bytes(), nil
}

// pdfCanvas is a vg.Canvas of one PDF page. gonum's own PDF canvas can set
// neither a minus sign nor two weights of a font; this one embeds the letters
// used of each font, in Unicode.
type pdfCanvas struct {
	doc *fpdf.Fpdf
	drawing
}

// sized is a canvas with its size in units, whatever a unit is on it.
type sized struct {
	vg.Canvas
	w, h vg.Length
}

func (c sized) Size() (w, h vg.Length) { return c.w, c.h }

// newPDFCanvas is an empty page.
func newPDFCanvas(w, h vg.Length) *pdfCanvas {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: float64(w), Ht: float64(h)}})
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetLineJoinStyle("round")
	doc.AddPage()
	return &pdfCanvas{doc: doc, drawing: newDrawing(w, h)}
}

func (c *pdfCanvas) Stroke(path vg.Path) {
	if c.now.width <= 0 {
		return
	}
	dash := make([]float64, len(c.now.dash))
	for i, d := range c.now.dash {
		dash[i] = float64(d) * c.now.matrix.scale()
	}
	c.doc.SetLineWidth(float64(c.now.width) * c.now.matrix.scale())
	c.doc.SetDashPattern(dash, float64(c.now.offset)*c.now.matrix.scale())
	c.trace(path)
	c.doc.DrawPath("D")
}

func (c *pdfCanvas) Fill(path vg.Path) {
	c.trace(path)
	c.doc.DrawPath("F")
}

// trace sets the colours and draws the path's outline.
func (c *pdfCanvas) trace(path vg.Path) {
	clr := c.now.colour
	c.doc.SetFillColor(int(clr.R), int(clr.G), int(clr.B))
	c.doc.SetDrawColor(int(clr.R), int(clr.G), int(clr.B))
	c.doc.SetAlpha(float64(clr.A)/255, "Normal")
	for _, s := range c.now.matrix.strokes(path) {
		switch p := s.points; s.kind {
		case 'm':
			c.doc.MoveTo(p[0].x, p[0].y)
		case 'l':
			c.doc.LineTo(p[0].x, p[0].y)
		case 'c':
			c.doc.CurveBezierCubicTo(p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y)
		case 'z':
			c.doc.ClosePath()
		}
	}
}

// FillString sets a text by the left end of its baseline.
func (c *pdfCanvas) FillString(face font.Face, at vg.Point, text string) {
	size := float64(face.Font.Size) * c.now.matrix.scale()
	if size == 0 || text == "" {
		return
	}
	name := c.font(face)
	x, y := c.now.matrix.apply(float64(at.X), float64(at.Y))
	clr := c.now.colour
	c.doc.SetFont(name, "", size)
	c.doc.SetTextColor(int(clr.R), int(clr.G), int(clr.B))
	c.doc.SetAlpha(float64(clr.A)/255, "Normal")
	turn := c.now.matrix.turn()
	if turn != 0 {
		c.doc.TransformBegin()
		c.doc.TransformRotate(-turn, x, y)
		defer c.doc.TransformEnd()
	}
	c.doc.Text(x, y, strings.Map(basic, text))
}

// basic replaces what the page's two-byte letters cannot hold, such as emoji.
func basic(r rune) rune {
	if r > 0xFFFF {
		return '?'
	}
	return r
}

// font embeds a face under its name; a name embedded before is kept.
func (c *pdfCanvas) font(face font.Face) string {
	name := face.Name()
	var raw bytes.Buffer
	if _, err := face.Face.WriteSourceTo(nil, &raw); err != nil {
		c.doc.SetErrorf("font %s cannot be read: %v", name, err)
	}
	c.doc.AddUTF8FontFromBytes(name, "", raw.Bytes())
	return name
}
