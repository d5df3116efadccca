// Package plots draws what people see: tables in, figures out, never a
// simulated world. What figures are drawn on lies in package canvas, the marks
// that stand for values in package mark; neither knows the simulation, and this
// package knows no other way to draw.
//
// A figure is one file (figure_*.go) and one line in the registry. It reads the
// table once, into estimates; the same estimates make its headline, its caption,
// its table and its marks, so that the four cannot disagree. Headlines follow
// one rule: no claim where the interval covers zero.
//
// [Kinds] lists the figures of a run or of a comparison of policies, [All] draws
// those of a study, and [One] draws a single one.
package plots
