package serve

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/atelier-sim/atelier/plots/page"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tiny is a choice that is played within milliseconds.
const tiny = "population=200&months=12&replicates=2&parameters=central"

// said is what a server writes, which tests read meanwhile.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// A running server of a test.
type running struct {
	*Server
	at       string // http://127.0.0.1:PORT
	out, err *said
	client   *http.Client
	stop     func()     // as a signal does
	ended    chan error // what Serve returned
}

// start starts a server that opens on a tiny choice; teach may teach its desk more and change
// it.
func start(t *testing.T, teach func(*Server)) *running {
	t.Helper()
	r := &running{out: &said{}, err: &said{}, ended: make(chan error, 1)}
	transport := &http.Transport{MaxIdleConnsPerHost: 100}
	r.client = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r.Server = &Server{Desk: page.NewDesk("model", "version", 64<<20), Link: tiny, Addr: "127.0.0.1:0", Out: r.out, Err: r.err}
	if teach != nil {
		teach(r.Server)
	}
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	go func() { r.ended <- r.Serve(ctx); close(r.ended) }()
	t.Cleanup(func() {
		stop()
		if err := <-r.ended; err != nil { // nil too where the test has seen it
			t.Errorf("the server ended with %v", err)
		}
		transport.CloseIdleConnections()
	})
	address := regexp.MustCompile(`http://[0-9.:]+`)
	for range 1000 {
		if r.at = address.FindString(r.out.String()); r.at != "" {
			_, _ = r.page(context.Background(), r.Link) // the first page is there
			return r
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("the server said %q, %q", r.out, r.err)
	return nil
}

// post asks a question; header names and values follow.
func (r *running) post(t *testing.T, ctx context.Context, what, body string, headers ...string) (*http.Response, error) {
	t.Helper()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, r.at+"/do/"+what, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			q.Host = headers[i+1]
		}
		q.Header.Set(headers[i], headers[i+1])
	}
	return r.client.Do(q)
}

// asked is the status and the body of what is answered.
func (r *running) asked(t *testing.T, what, body string, headers ...string) (status int, text string) {
	t.Helper()
	a, err := r.post(t, t.Context(), what, body, headers...)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, all(t, a)
}

func all(t *testing.T, a *http.Response) string {
	t.Helper()
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

// busy takes every seat of a server until free is called.
func (r *running) busy(t *testing.T) (free func()) {
	t.Helper()
	var leave []func()
	for {
		ctx, none := context.WithCancelCause(context.Background())
		l, err := r.line.enter(ctx, false, func(int) error { none(errFull); return errFull })
		none(nil)
		if err != nil {
			break
		}
		leave = append(leave, l)
	}
	return func() {
		for _, l := range leave {
			l()
		}
	}
}

// echo is a kind of question that is answered at once.
func echo(s *Server) {
	page.Teach(s.Desk, "echo", func(_ context.Context, q string) (string, error) { return "you said " + q, nil })
}

// waits lets so many questions come to the line.
func (r *running) waits(t *testing.T, n int) {
	t.Helper()
	for range 2000 {
		if r.line.length() == n {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal(fmt.Sprintf("%d questions wait, want %d", r.line.length(), n))
}
