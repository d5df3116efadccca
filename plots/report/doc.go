// Package report makes one file of a run or a comparison that explains itself:
// the question, the finding, every figure with its caption and its table, who
// wins and who loses, what is assumed, where the facts come from, the data, and
// the command that repeats it all. It also makes the tables, as CSV and as a
// workbook, and the data dictionary.
//
// Read report.go first, then sections.go, which says what stands where on the
// page; assets/report.html is the page, and table.go the cells of its tables.
// A [Report] of a run or of a comparison is made from the study, the tables and
// the facts that lie in a folder, never from a simulated world, so that a folder
// is enough to make it again. Headline, captions, the tables below figures and
// the files of tables are made from the estimates of that study.
//
// The page is complete in itself: no script, no request, one style element
// whose hash the content security policy names. It is read in light and dark,
// on paper, on a phone and by a screen reader; the tests open it in a browser.
package report
