// Package lesson tells the lessons of the classroom: a question, a bet, the run, what came
// of the bet, one change, words of one's own. A lesson is a Markdown file, described in
// FORMAT.md, whose numbers are filled in from futures that are played when it is told, so
// that a changed model cannot leave a false text; its checks say what must be so for the
// lesson to be worth telling.
//
// Read [Lesson] first, then [Read], which reads a file strictly, and [Reading], which fills
// it in. [Teach] lets a page's desk tell lessons, and Slides and Sheet print them.
package lesson
