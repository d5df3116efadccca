// Package design makes experimental designs: the points at which a model is played when its
// parameters are swept. A point is a row of coordinates in [0, 1), one a factor; what a coordinate
// means in units of the model is the caller's to say.
//
//   - grid.go: all combinations of levels; one factor at a time;
//   - hypercube.go: Latin hypercubes, one point in each stratum of each factor;
//   - sobol.go, scramble.go, joekuo.go: Sobol's sequence, plain and scrambled;
//   - morris.go: trajectories on which one factor moves at a time, for screening;
//   - saltelli.go: the blocks from which indices of variance are estimated;
//   - point.go: points, how many a design may have, and leaving points out.
//
// What is made of the outputs stands in package index.
//
// A design is a function of its arguments: the same bytes on every machine. Random numbers belong to
// the factor, trajectory or digit that they are of, so sequences, Morris and Saltelli can be
// lengthened: the first points of a longer design are those of a shorter one. Each design has a
// function that tells its size before it is made, or is given it; one that would hold more than Most
// numbers is refused with its size.
package design
