package canvas

import (
	"fmt"
	"math"
)

// Size is a drawing's size in units; a unit is a pixel when the drawing is
// shown at its full width. Height is the least height: a figure of many rows
// or long texts is taller, and never shrinks its text to fit.
type Size struct {
	Name          string // part of the drawing's ids
	Width, Height float64
	// Point is how many points of print (72 to the inch) a unit is; 0: as on a screen, where
	// a unit is a point of a PDF and two pixels of a PNG.
	Point float64
	DPI   float64 // pixels an inch of a PNG in print
}

// The two drawings that every figure has. Below 480 units a drawing is narrow:
// labels inside, larger small print, a quarter of the months.
var (
	Wide   = Size{Name: "wide", Width: 640, Height: 360}
	Narrow = Size{Name: "narrow", Width: 358, Height: 300}
)

// A unit in print, which makes the smallest letters about 6.5 points high, and the width in units
// from which on a drawing grows and does not get more room.
const (
	printUnit  = 0.65
	printWidth = 785
)

// Printed is a drawing so many points wide in print, with so many pixels an inch as PNG. Up
// to about 180 mm letters and lines keep their size and the drawing is laid out anew, narrow
// or wide; beyond, all of it grows. Its height is what it needs. A unit is a whole number of
// 72nds of a pixel, as the canvas of PNG has it, so that every format has one layout.
func Printed(points, dpi float64) Size {
	unit := math.Floor(float64(dpi*max(printUnit, points/printWidth))+1e-9) / dpi
	return Size{Name: "print", Width: points / unit, Point: unit, DPI: dpi}
}

// leastWidth is the width in units below which no figure can be read.
const leastWidth = 280

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
	if !(s.Width >= leastWidth && s.Width <= 4000 && s.Height >= 0 && s.Height <= 4000) {
		return fmt.Errorf("a drawing of %g by %g units cannot be made; ask for a width from %d to 4000 and a height up to 4000", s.Width, s.Height, leastWidth)
	}
	return nil
}
