// Package report makes one file of a run that explains itself: the question,
// the finding, every figure with its caption and its table, who wins and who
// loses, what is assumed, where the facts come from, the data, and the command
// that repeats it all. It also makes the tables of a run, as CSV and as a
// workbook, and the data dictionary.
//
// Read report.go first. A [Report] is made from tables and facts that lie in a
// run folder, never from a simulated world, so that a folder is enough to make
// it again. It is the one struct behind everything: the headline takes its
// numbers from the estimates of a figure, and so do the figure's caption, the
// table below it and the files of the table.
//
// A [ComparisonReport] (comparison.go and the files that begin like it) does the
// same for policies that are compared: it is made from comparison.json alone.
// What both pages have around their findings is in frame.go and
// assets/blocks.html.
//
// The page is complete in itself: no script, no request, one style element
// whose hash the content security policy names. It is read in light and dark,
// on paper, on a phone and by a screen reader; the tests open it in a browser.
package report
