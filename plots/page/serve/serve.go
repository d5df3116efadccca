// Package serve asks a page's desk over HTTP.
package serve

import (
	"io"
	"net/http"

	"github.com/atelier-sim/atelier/plots/page"
)

// Handler serves the page and what it asks.
func Handler(d *page.Desk) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		text, err := d.HTML(r.Context(), r.URL.RawQuery, 2)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(text)
	})
	mux.Handle("GET /", http.FileServerFS(page.Assets()))
	mux.HandleFunc("POST /do/{what}", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err == nil {
			body, err = d.Do(r.Context(), r.PathValue("what"), body)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	})
	return mux
}

// Listen serves at an address until it fails.
func Listen(d *page.Desk, addr string) error { return http.ListenAndServe(addr, Handler(d)) }
