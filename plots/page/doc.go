// Package page is the classroom: a page on which moving a slider moves the future. It has
// no network: a [Desk] turns a question into an answer, both JSON, and knows nothing of
// who asks. Package serve asks it over HTTP, and the program of cmd/atelier-wasm asks it
// within a browser; so both show the same.
//
// Read [Choice] first, which is all that a link holds, then [Question] and [Answer]. Who
// lives through a choice is told by [Inside] and [Life]; the crowd in inside_crowd.go says
// whom of a world one sees.
package page
