// Package publish plays a question into a folder and draws a folder again: what
// lies in it, in which order it is written, when it is told again instead of
// played again, and what is never overwritten. The command line calls it, and so
// can whatever else asks questions.
//
//   - play.go: from a contest to a finished folder;
//   - files.go: which files there are, and which of them can be drawn again;
//   - draw.go: draws a folder again, changing nothing that is there;
//   - again.go: what a manifest records, to be played again;
//   - verify.go: whether a folder is as it was written, and plays out the same.
package publish
