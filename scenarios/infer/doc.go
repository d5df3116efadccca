// Package infer draws conclusions from tables: it holds a run against figures
// that were published and against the patterns that the model should show.
// Tables in, tables out.
//
// Read [Validate] first: it compares a run with the targets of package
// evidence, by the definitions that stand one a line in comparisons.go, and
// lists every figure that the model cannot speak to with the reason
// (silent.go). Targets may be of one's own, and every replicate's value stands in the
// report. [CheckPatterns] evaluates the patterns of patterns.go seed by
// seed: signs and orders of magnitude that are known of creative work since
// 2021. [PlayPatterns] plays what that needs.
//
// Both read a run and its contrast to the world without AI on the same seeds, in
// which every replicate of every group must stand (option full). The frozen
// world itself is the run minus the contrast. What patterns ask of single
// creatives no table of a run holds; an insider counts it while they are played.
package infer
