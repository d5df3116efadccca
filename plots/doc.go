// Package plots draws what people see: tables in, figures out, never a
// simulated world. It is the only importer of gonum.org/v1/plot.
//
// A figure is one file (figure_*.go) and one line in the registry. It reads the
// table once, into estimates; the same estimates make its headline, its caption,
// its table and its marks, so that the four cannot disagree. Headlines follow
// one rule: no claim where the interval covers zero.
//
// [All] draws the figures of a run, [Compare] those of a comparison of policies:
// each has its list of kinds, and one file a figure.
//
// The marks (Fan, Lines, Points, DirectLabels, Waterfall, Dots, Swarm, Heat,
// Tints, Bars, Crosses, Today) are small gonum plotters, one file each, with an example that is
// also a golden image. They know nothing of the simulation.
//
// The same input gives the same bytes, of SVG, PNG and PDF alike. Figures are
// drawn in light colours; a page makes them dark by mapping the colours that
// [Pairs] lists.
package plots
