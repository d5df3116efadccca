package canvas

import "fmt"

// Size is a drawing's size in units; a unit is a pixel when the drawing is
// shown at its full width. Height is the least height: a figure of many rows
// or long texts is taller, and never shrinks its text to fit.
type Size struct {
	Name          string // part of the drawing's ids
	Width, Height float64
}

// The two drawings that every figure has. Below 480 units a drawing is narrow:
// labels inside, larger small print, a quarter of the months.
var (
	Wide   = Size{"wide", 640, 360}
	Narrow = Size{"narrow", 358, 300}
)

// Narrow tells whether the drawing is for a phone.
func (s Size) Narrow() bool { return s.Width < 480 }

// Text is the size of labels and ticks.
func (s Size) Text() float64 { return 12 }

// Choose is one of two numbers by the width of the drawing.
func (s Size) Choose(wide, narrow float64) float64 {
	if s.Narrow() {
		return narrow
	}
	return wide
}

// margin is the empty edge at the left and at the right.
func (s Size) margin() float64 { return s.Choose(16, 10) }

// Inner is the width between the margins.
func (s Size) Inner() float64 { return s.Width - 2*s.margin() }

// check is an error for a size in which no figure can be read.
func (s Size) check() error {
	if !(s.Width >= 280 && s.Width <= 4000 && s.Height >= 0 && s.Height <= 4000) {
		return fmt.Errorf("a drawing of %g by %g units cannot be made; ask for a width from 280 to 4000 and a height up to 4000", s.Width, s.Height)
	}
	return nil
}
