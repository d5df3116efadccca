package serve

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
)

// What a request may be at most, how long an answer may take to go, and how long a connection is
// kept that nobody uses.
const (
	mostBody    = 64 << 10 // two links and all that is beside them, several times
	mostHeaders = 32 << 10
	toWrite     = 30 * time.Second
	toIdle      = time.Minute
	slowest     = 50_000 // bytes a second
)

// Patience is how long a server waits: for the head of a request, for its body, and, when it
// stops, for answers that are being played.
type patience struct{ head, body, drain, rest time.Duration }

var usual = patience{head: 5 * time.Second, body: 10 * time.Second, drain: 5 * time.Second, rest: time.Minute}

// strict is what a browser lets the page do: nothing that is not of this server, no script or
// style that stands in the page itself.
const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// A refusal is an error with the status that says it over HTTP.
type refusal struct {
	status int
	text   string
	after  int // seconds until it is worth to ask again, 0 for none stated
}

func (r *refusal) Error() string { return r.text }

func refuse(status int, format string, args ...any) error {
	return &refusal{status: status, text: fmt.Sprintf(format, args...)}
}

// refusalOf is what an error is over HTTP.
func refusalOf(err error) *refusal {
	var r *refusal
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &r):
		return r
	case errors.As(err, &large):
		return &refusal{status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("the question is larger than %d bytes", large.Limit)}
	case errors.Is(err, scenarios.ErrInput):
		return &refusal{status: http.StatusUnprocessableEntity, text: err.Error()}
	case errors.Is(err, errFull):
		return &refusal{http.StatusTooManyRequests, err.Error(), 5}
	case errors.Is(err, errStopping):
		return &refusal{http.StatusServiceUnavailable, err.Error(), 30}
	}
	return &refusal{status: http.StatusInternalServerError, text: err.Error()}
}

// body is what is sent where an error is the answer.
func (r *refusal) body() []byte {
	text, err := json.Marshal(map[string]string{"error": r.text})
	if err != nil {
		panic(err) // a text can always be written
	}
	return text
}

// send answers with an error.
func (r *refusal) send(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	if r.after > 0 {
		h.Set("Retry-After", strconv.Itoa(r.after))
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body())
}

// within gives so many bytes the time to be sent over a slow line.
func within(control *http.ResponseController, bytes int) {
	_ = control.SetWriteDeadline(time.Now().Add(toWrite + time.Duration(bytes/slowest)*time.Second)) // a recorder of tests has none
}

// A handler answers a request, or fails before it wrote anything.
type handler func(w http.ResponseWriter, r *http.Request) error

// guarded is a handler behind all that a request has to pass.
func (s *Server) guarded(inner handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", strict)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Vary", "Accept-Encoding")
		control := http.NewResponseController(w)
		within(control, 0)
		if r.ContentLength != 0 { // whatever is not read of it is waited for as long, too
			_ = control.SetReadDeadline(time.Now().Add(s.patience.body))
		}
		err := s.admit(origin, r)
		if err == nil {
			err = s.whole(func() error { return inner(w, r) })
		}
		if err == nil || r.Context().Err() != nil { // nobody is there to be told
			return
		}
		within(control, 0)
		refusalOf(err).send(w)
	})
}

// admit checks who asks.
func (s *Server) admit(origin *http.CrossOriginProtection, r *http.Request) error {
	at, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !s.names.own(r.Host, at) {
		return refuse(http.StatusMisdirectedRequest, "%s is no name of this server: open the address that it printed", file.Shown(r.Host, true))
	}
	if err := origin.Check(r); err != nil {
		return refuse(http.StatusForbidden, "a page of another origin cannot ask here")
	}
	return nil
}

// whole turns a panic into an error, and tells the operator where it was.
func (s *Server) whole(do func() error) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			s.fault("a question broke the program: %v\n%s", broken, debug.Stack())
			err = refuse(http.StatusInternalServerError, "the program made a mistake; the terminal in which it runs says where")
		}
	}()
	return do()
}

// only refuses other methods than these.
func only(w http.ResponseWriter, r *http.Request, methods ...string) error {
	for _, m := range methods {
		if r.Method == m {
			return nil
		}
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	return refuse(http.StatusMethodNotAllowed, "this address is asked by %s only", strings.Join(methods, " or "))
}

// question is the body of a request, which has to be JSON, of at most so many bytes, and to
// come soon.
func question(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, "a question is of Content-Type application/json")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, err
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "the question did not come whole")
	}
	// From here on the connection is read only to notice that it is closed.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	return body, nil
}

// zips tells whether a browser takes gzip.
func zips(r *http.Request) bool {
	for _, way := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(way), ";")
		if name == "gzip" {
			return strings.TrimSpace(quality) != "q=0"
		}
	}
	return false
}

// A reply is the body of an answer, as it is or compressed. Each part that is sent goes out
// at once.
type reply struct {
	control *http.ResponseController
	to      io.Writer
	zip     *gzip.Writer // nil where it is not compressed
}

// replying begins an answer of a kind.
func replying(w http.ResponseWriter, r *http.Request, kind string) *reply {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	out := &reply{control: http.NewResponseController(w), to: w}
	if zips(r) {
		h.Set("Content-Encoding", "gzip")
		out.zip, _ = gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is one of theirs
		out.to = out.zip
	}
	return out
}

// send sends some of the answer.
func (r *reply) send(parts ...[]byte) error {
	within(r.control, 0)
	for _, p := range parts {
		if _, err := r.to.Write(p); err != nil {
			return err
		}
	}
	if r.zip != nil {
		if err := r.zip.Flush(); err != nil {
			return err
		}
	}
	return r.control.Flush()
}

// end ends it.
func (r *reply) end() error {
	if r.zip != nil {
		return r.zip.Close()
	}
	return nil
}
