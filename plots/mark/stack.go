package mark

import (
	"gonum.org/v1/plot/vg"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// StackBody is the body of several figures of rows, one below another, each on an axis of
// its own. Their data areas begin and end alike.
func StackBody(stack func(canvas.Size) []Rows) canvas.Body {
	return canvas.Body{
		Height: func(s canvas.Size) float64 {
			_, total := aligned(stack(s))
			return total
		},
		Draw: func(c canvas.Area, s canvas.Size) {
			list, total := aligned(stack(s))
			top, more := c.Max.Y, max(0, float64(c.Max.Y-c.Min.Y)-total)/float64(max(len(list), 1))
			for _, r := range list {
				bottom := top - vg.Length(r.height()+more)
				part := c
				part.Max.Y, part.Min.Y = top, bottom
				r.draw(part)
				top = bottom
			}
		},
	}
}

// aligned are the figures with the room of the widest label and note, and how high they are
// together.
func aligned(stack []Rows) (list []Rows, height float64) {
	left, right := 0.0, 0.0
	for _, r := range stack {
		left, right = max(left, r.LabelWidth()), max(right, r.NoteWidth())
	}
	for _, r := range stack {
		r.Left, r.Right = left, right
		list = append(list, r)
		height += r.height()
	}
	return list, height
}
