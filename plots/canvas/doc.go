// Package canvas is what figures are drawn on and with: a sheet with its title,
// key and footer, panels with their axes and scales, letters, colours, lines,
// and the canvases that write SVG and PDF. It knows no measure, and writes no
// number but the one that it is given.
//
// The same input gives the same bytes, of SVG, PNG and PDF alike. Sheets are
// drawn in light colours; a page makes them dark by mapping the colours that
// [Pairs] lists.
package canvas
