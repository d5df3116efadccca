// Package serve asks a page's desk over HTTP, and lets nothing else through: who asks is
// checked before what is asked, what is asked is limited before anything is played, and no
// path of a request reaches the file system.
//
// Read [Server] first, then guard.go, which is what a request passes, and line.go, where
// questions wait.
//
// # What a page sends and gets
//
//	GET  /?LINK      the page that opens on a link, its first picture in it
//	GET  /NAME       a file that the page is made of
//	POST /do/WHAT    a question as JSON, of Content-Type application/json, 64 KiB at most
//
// The answer to a question is one of
//
//	200  application/json         the answer
//	200  application/x-ndjson     a line {"place": 3} whenever the place in the line is
//	                              another, 1 being the next, and one last line: {"answer": ...}
//	                              or {"error": "sentence", "status": 422}
//	4xx  application/json         {"error": "sentence"}: 422 for bad input, 429 for a line that
//	                              is full, with Retry-After in seconds; 403, 405, 413, 415 and
//	                              421 for what no page of ours sends
//	5xx  application/json         {"error": "sentence"}: 500 for our own fault, 503 while the
//	                              server stops
//
// Lines come only to whoever says Accept: application/x-ndjson, and only where the question
// has to wait; others wait without being told. A question for a picture at once, an answer of
// so few runs as [page.Hasty] says, goes before the others, and while anybody waits it is
// answered with one run; the answer says how many it has. Whoever hangs up leaves the line, and what is
// played for them stops: a page that asks anew aborts its older question.
package serve
