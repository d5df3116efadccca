package canvas

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// shape opens an element with the path's geometry; its colours follow.
func (c *svgCanvas) shape(path vg.Path) {
	if centre, radius, ok := wholeCircle(path); ok {
		x, y := c.now.matrix.apply(float64(centre.X), float64(centre.Y))
		c.text(`<circle cx="` + decimal(x) + `" cy="` + decimal(y) + `" r="` + decimal(float64(radius)*c.now.matrix.scale()) + `"`)
		return
	}
	p := pencil{}
	for _, s := range c.now.matrix.strokes(path) {
		p.draw(s)
	}
	c.text(`<path d="` + string(p.d) + `"`)
}

// pencil writes path data in relative coordinates of a hundredth of a unit,
// which makes a drawing of lines a third smaller than absolute ones. It keeps
// the rounded position, so that roundings do not add up.
type pencil struct {
	d      []byte
	last   byte // last command written
	x, y   int  // position in hundredths
	sx, sy int  // start of the subpath
}

func (p *pencil) draw(s stroke) {
	switch s.kind {
	case 'm':
		p.move(hundredths(s.points[0].x), hundredths(s.points[0].y))
	case 'z':
		p.d = append(p.d, 'z')
		p.last, p.x, p.y = 'z', p.sx, p.sy
	default:
		p.command(s.kind)
		for _, pt := range s.points {
			p.pair(hundredths(pt.x), hundredths(pt.y))
		}
		end := s.points[len(s.points)-1]
		p.x, p.y = hundredths(end.x), hundredths(end.y)
	}
}

func (p *pencil) move(x, y int) {
	p.d = append(append(p.d, 'M'), decimal(float64(x)/100)...)
	p.next(float64(y) / 100)
	p.last, p.x, p.y, p.sx, p.sy = 'M', x, y, x, y
}

// command writes a command's letter unless it repeats the last one.
func (p *pencil) command(letter byte) {
	if p.last != letter {
		p.d = append(p.d, letter)
		p.last = letter
		return
	}
	p.d = append(p.d, ' ')
}

// pair writes a point relative to the position.
func (p *pencil) pair(x, y int) {
	if last := p.d[len(p.d)-1]; last >= '0' && last <= '9' {
		p.d = append(p.d, ' ')
	}
	p.d = append(p.d, decimal(float64(x-p.x)/100)...)
	p.next(float64(y-p.y) / 100)
}

// next writes the second number of a pair; a minus sign parts it as well as a
// space would.
func (p *pencil) next(v float64) {
	number := decimal(v)
	if number[0] != '-' {
		p.d = append(p.d, ' ')
	}
	p.d = append(p.d, number...)
}

// hundredths rounds to a hundredth of a unit.
func hundredths(v float64) int { return int(math.Round(v * 100)) }
