package serve

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// await waits for something that a server writes.
func await(t *testing.T, s *said, want string) {
	t.Helper()
	for range 2000 {
		if strings.Contains(s.String(), want) {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("it said %q, want %q", s, want)
}

// In a network laptops get the page that plays for itself as soon as it is made, and the
// teacher's machine the one that is served. Here the laptop is another address of the same
// machine.
func TestLaptopsPlayForThemselves(t *testing.T) {
	made := make(chan bool)
	r := start(t, func(s *Server) {
		s.LAN = true
		s.Class = func(context.Context) (map[string][]byte, error) {
			<-made
			return map[string][]byte{"index.html": []byte("plays here"), "atelier.bin": {1, 2, 3}}, nil
		}
	})
	laptop := func(path string) *httptest.ResponseRecorder {
		q := httptest.NewRequest("GET", "http://192.168.1.7"+path, nil)
		at := context.WithValue(q.Context(), http.LocalAddrContextKey, addrOf("192.168.1.7:8080"))
		q = q.WithContext(at)
		q.RemoteAddr = "192.168.1.40:5555"
		w := httptest.NewRecorder()
		r.handler().ServeHTTP(w, q)
		return w
	}
	if w := laptop("/?" + tiny); w.Code != 200 || !strings.Contains(w.Body.String(), "<svg") {
		t.Errorf("before it is made: %d", w.Code)
	}
	if w := laptop("/class/?" + tiny); w.Code != 302 || w.Header().Get("Location") != "/?"+tiny {
		t.Errorf("before it is made: %d to %q", w.Code, w.Header().Get("Location"))
	}
	close(made)
	await(t, r.out, "each laptop that opens the page plays for itself")
	for from, to := range map[string]string{"/?world=fast": "/class/?world=fast", "/": "/class/?" + tiny} {
		if w := laptop(from); w.Code != 302 || w.Header().Get("Location") != to {
			t.Errorf("%s: %d to %q", from, w.Code, w.Header().Get("Location"))
		}
	}
	w := laptop("/class/?" + tiny)
	if policy := w.Header().Get("Content-Security-Policy"); w.Body.String() != "plays here" || !strings.Contains(policy, "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:;") || strings.Contains(policy, "unsafe-inline") {
		t.Errorf("%d %s under %q", w.Code, w.Body, policy)
	}
	if w := laptop("/class/atelier.bin"); w.Code != 200 || w.Body.Len() != 3 {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	if w := laptop("/class/serve.go"); w.Code != 404 {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	a, err := r.client.Get(r.at + "/?" + tiny) // this machine
	if err != nil {
		t.Fatal(err)
	}
	if text := all(t, a); a.StatusCode != 200 || !strings.Contains(text, "<svg") {
		t.Errorf("on this machine: %d", a.StatusCode)
	}
	if said := r.out.String(); !strings.Contains(said, "In this network: http://") && r.err.String() == "" || len(reached()) > 0 && !strings.Contains(said, "█") {
		t.Errorf("said %q, %q", said, r.err)
	}
}

func addrOf(text string) addr { return addr{netip.MustParseAddrPort(text)} }

type addr struct{ netip.AddrPort }

func (addr) Network() string { return "tcp" }

// Without Go laptops have the page that is served, and that is said.
func TestWithoutGoThisMachinePlaysForAll(t *testing.T) {
	r := start(t, func(s *Server) {
		s.LAN = true
		s.Class = func(context.Context) (map[string][]byte, error) { return nil, errors.New("there is no Go") }
	})
	await(t, r.err, "Laptops cannot play for themselves, so this machine plays for all, one after another: there is no Go\n")
	a, err := r.client.Get(r.at + "/class/")
	if err != nil {
		t.Fatal(err)
	}
	if all(t, a); a.StatusCode != 302 {
		t.Errorf("%d", a.StatusCode)
	}
}

// Loopback is everywhere in a network, and nowhere else.
func TestWhereItListens(t *testing.T) {
	for _, c := range []struct {
		addr       string
		lan        bool
		host, port string
	}{
		{"127.0.0.1:8080", false, "127.0.0.1", "8080"}, {"localhost:0", false, "localhost", "0"}, {"192.168.1.7:80", false, "192.168.1.7", "80"},
		{"127.0.0.1:8080", true, "", "8080"}, {"[::1]:8080", true, "", "8080"}, {"localhost:8080", true, "", "8080"}, {":8080", true, "", "8080"}, {"0.0.0.0:8080", true, "", "8080"},
		{"192.168.1.7:80", true, "192.168.1.7", "80"}, {"studio:80", true, "studio", "80"},
	} {
		host, port, err := (&Server{Addr: c.addr, LAN: c.lan}).address()
		if err != nil || host != c.host || port != c.port {
			t.Errorf("%s, in a network %v: %q %q %v", c.addr, c.lan, host, port, err)
		}
	}
}
