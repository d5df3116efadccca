// Package sensitivity says what came of a finished sweep: which factors move each
// measure, how far and how surely, by the indices that belong to its design, and in
// which part of the ranges a condition holds. Package analyse finds it in a folder; here
// it is data and words, which figures draw without knowing how a sweep is stored.
//
//   - ranking.go: a ranking of factors for each measure and choice;
//   - box.go: the box of the ranges in which a condition holds;
//   - tell.go: both as text, comma-separated values and JSON.
package sensitivity
