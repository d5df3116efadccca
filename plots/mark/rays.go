package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Ray is a line from the origin, y = Slope x, with its name at its end.
type Ray struct {
	Slope float64 // above zero
	Name  string
}

// Rays is the plotter of rays up to where they leave the data area. A name stands right
// of the area, or above it where its ray leaves there.
type Rays struct {
	Rays []Ray
	Size float64 // of the names
}

// Plot draws lines and names.
func (r Rays) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	text := r.lettering()
	for _, ray := range r.Rays {
		end, above := ray.end(p.X.Max, p.Y.Max)
		canvas.Segment(c, x(0), y(0), x(end), y(ray.Slope*end), canvas.Muted, 0.75, todayDash)
		if above {
			text.Align = canvas.Centre
			text.Write(c, x(end), c.Max.Y+4, ray.Name)
			continue
		}
		text.Align = 0
		text.Write(c, c.Max.X+4, y(ray.Slope*end)-vg.Length(text.CapHeight()/2), ray.Name)
	}
}

// end is where a ray leaves an area so wide and high, and whether it does so above.
func (r Ray) end(width, height float64) (x float64, above bool) {
	if r.Slope*width > height {
		return height / r.Slope, true
	}
	return width, false
}

func (r Rays) lettering() canvas.Lettering {
	return canvas.Lettering{Size: r.Size, Colour: canvas.Muted}
}

// Room is the room right of the data area that the names need.
func (r Rays) Room() float64 {
	room := 0.0
	for _, ray := range r.Rays {
		room = max(room, r.lettering().Width(ray.Name)+4)
	}
	return room
}
