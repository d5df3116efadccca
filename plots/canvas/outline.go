package canvas

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// point is a place on the page, in units from its upper left corner.
type point struct{ x, y float64 }

// stroke is a piece of an outline: a move or a line to one point, a cubic
// Bézier curve over two control points to a third, or a closing line.
type stroke struct {
	kind   byte // 'm', 'l', 'c' or 'z'
	points []point
}

// strokes is a path on the page. Arcs become curves of at most a quarter turn,
// so that any map of the plane can act on them; they are off by less than
// 0.03 % of the radius.
func (m affine) strokes(path vg.Path) []stroke {
	o := outliner{matrix: m}
	for i := range path {
		o.add(&path[i])
	}
	return o.strokes
}

// outliner collects strokes; at is the current point of the path.
type outliner struct {
	matrix  affine
	strokes []stroke
	at      vg.Point
}

func (o *outliner) put(kind byte, points ...vg.Point) {
	s := stroke{kind: kind}
	for _, pt := range points {
		x, y := o.matrix.apply(float64(pt.X), float64(pt.Y))
		s.points = append(s.points, point{x, y})
		o.at = pt
	}
	o.strokes = append(o.strokes, s)
}

func (o *outliner) add(comp *vg.PathComp) {
	switch comp.Type {
	case vg.MoveComp:
		o.put('m', comp.Pos)
	case vg.LineComp:
		o.put('l', comp.Pos)
	case vg.ArcComp:
		o.arc(comp)
	case vg.CurveComp:
		o.curve(comp)
	case vg.CloseComp:
		o.put('z')
	}
}

// curve adds a Bézier curve; one of second degree is raised to the third.
func (o *outliner) curve(comp *vg.PathComp) {
	if len(comp.Control) == 2 {
		o.put('c', comp.Control[0], comp.Control[1], comp.Pos)
		return
	}
	q, from := comp.Control[0], o.at
	toward := func(a vg.Point) vg.Point { return a.Add(q.Sub(a).Scale(2.0 / 3)) }
	o.put('c', toward(from), toward(comp.Pos), comp.Pos)
}

// arc adds an arc, joined to the path by a line.
func (o *outliner) arc(comp *vg.PathComp) {
	on := func(angle, out float64) vg.Point { // on the arc, moved along the tangent by out radii
		sin, cos := math.Sincos(angle)
		r := float64(comp.Radius)
		return comp.Pos.Add(vg.Point{X: vg.Length(r * (cos - out*sin)), Y: vg.Length(r * (sin + out*cos))})
	}
	if len(o.strokes) == 0 {
		o.put('m', on(comp.Start, 0))
	} else if o.at != on(comp.Start, 0) {
		o.put('l', on(comp.Start, 0))
	}
	n := max(int(math.Ceil(math.Abs(comp.Angle)/(math.Pi/2)-1e-9)), 1)
	step := comp.Angle / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		a := comp.Start + float64(i)*step
		o.put('c', on(a, k), on(a+step, -k), on(a+step, 0))
	}
}

// wholeCircle recognises the path of a full circle, with or without the move
// to its start.
func wholeCircle(path vg.Path) (centre vg.Point, radius vg.Length, ok bool) {
	arcs := 0
	for i := range path {
		switch comp := &path[i]; comp.Type {
		case vg.ArcComp:
			if math.Abs(comp.Angle) < 2*math.Pi {
				return centre, 0, false
			}
			centre, radius = comp.Pos, comp.Radius
			arcs++
		case vg.LineComp, vg.CurveComp:
			return centre, 0, false
		}
	}
	return centre, radius, arcs == 1
}
