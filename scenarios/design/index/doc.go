// Package index tells what came of a design: which factors move the output, how far, and where in the
// cube the output is of interest. Tables in, estimates out; it plays nothing.
//
//   - morris.go: screening by elementary effects;
//   - sobol.go: shares of variance, of first order, total and of pairs;
//   - effects.go: main effects of grids and hypercubes;
//   - prim.go, paste.go, cover.go: boxes of the cube that hold the outputs of interest;
//   - bootstrap.go: intervals.
//
// An output may be undefined: NaN, infinite or beyond any measure (finding.Defined). It is never
// replaced by a number. What rests on it is left out: an elementary effect of Morris, a whole block of
// Saltelli, a point elsewhere; and N of an estimate counts what is left. Left out outputs are no random
// sample: indices are then of that part of the cube where the model gives an answer, and where many are
// left out that part should be looked for first, with Prim.
package index
