// Package finding is what came of a question: numbers with their unit, of whom,
// interval, number of runs and method; what may be said of them; and the one
// way in which they are written. The terminal, figures, the report, workbooks
// and JSON all use it, and nothing turns an estimate into another form and back.
//
//   - estimate.go: the estimate, and how it is scaled, widened and put together;
//   - verdict.go: what may be said of a difference, stated once;
//   - spell.go: to which place a number is rounded, and its digits;
//   - words.go: dates, lists, amounts and sentences;
//   - json.go: the same as JSON, null where a number is not defined.
//
// It is a leaf: it knows no model, no table and no figure.
package finding
