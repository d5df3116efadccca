package serve

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// classFolder is where the page stands that plays within the browser; the files of the page
// that is served stand above it, under the same names.
const classFolder = "class/"

// classPolicy lets that page compile the simulation and start its worker; it is the policy
// of the other page for all else.
var classPolicy = strings.Replace(strict, "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:", 1)

// gather makes the page for other machines of the network, which play for themselves. Until
// it is there, and where it cannot be, this machine plays for all.
func (s *Server) gather(ctx context.Context) {
	files, err := s.Class(ctx)
	all := map[string]*held{}
	for name, text := range files {
		if err == nil {
			all[name], err = hold(name, text)
		}
	}
	switch {
	case ctx.Err() != nil: // the server stops
	case err != nil:
		fmt.Fprintf(s.Err, "Laptops cannot play for themselves, so this machine plays for all, one after another: %v\n", err)
	default:
		s.class.Store(&all)
		fmt.Fprintln(s.Out, "From now on each laptop that opens the page plays for itself.")
	}
}

// elsewhere tells whether a request comes from another machine.
func elsewhere(r *http.Request) bool {
	at, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if at == nil {
		return false
	}
	here, _, err := net.SplitHostPort(at.String())
	there, _, wrong := net.SplitHostPort(r.RemoteAddr)
	return err == nil && wrong == nil && here != there
}

// playsThere answers with the page that plays within the browser, or sends to the one that
// is served where there is none.
func (s *Server) playsThere(w http.ResponseWriter, r *http.Request, name string) error {
	if err := only(w, r, http.MethodGet, http.MethodHead); err != nil {
		return err
	}
	files := s.class.Load()
	if name == "" {
		if name = "index.html"; files == nil {
			return sendTo(w, "/", r.URL.RawQuery)
		}
	}
	if files == nil || (*files)[name] == nil {
		return errNowhere
	}
	w.Header().Set("Content-Security-Policy", classPolicy)
	return (*files)[name].send(w, r)
}

// sendTo sends a browser to another page of ours.
func sendTo(w http.ResponseWriter, path, query string) error {
	w.Header().Set("Location", (&url.URL{Path: path, RawQuery: query}).String())
	w.Header().Set("Cache-Control", "no-store") // it may be another later
	w.WriteHeader(http.StatusFound)
	return nil
}
