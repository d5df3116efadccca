package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
)

// Who waits reads the place line by line, and then the answer, or why there is none.
func TestPlacesAreToldLineByLine(t *testing.T) {
	r := start(t, func(s *Server) {
		echo(s)
		page.Teach(s.Desk, "refuse", func(context.Context, string) (string, error) { return "", scenarios.Mistake("not this") })
	})
	free := r.busy(t)
	type line struct {
		Place  int
		Answer json.RawMessage
		Error  string
		Status int
	}
	read := func(what string) (*bufio.Scanner, func() line) {
		a, err := r.post(t, t.Context(), what, `"x"`, "Accept", "application/x-ndjson, application/json")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { a.Body.Close() })
		if kind := a.Header.Get("Content-Type"); a.StatusCode != 200 || kind != lines || !a.Uncompressed {
			t.Fatalf("%d, %s, compressed %v", a.StatusCode, kind, a.Uncompressed)
		}
		rows := bufio.NewScanner(a.Body)
		return rows, func() (l line) {
			t.Helper()
			if !rows.Scan() {
				t.Fatal("no further line")
			}
			if err := json.Unmarshal(rows.Bytes(), &l); err != nil {
				t.Fatalf("%q: %v", rows.Text(), err)
			}
			return l
		}
	}
	rows, first := read("echo")
	if l := first(); l.Place != 1 {
		t.Errorf("the first is told %+v", l)
	}
	_, second := read("refuse")
	if l := second(); l.Place != 2 {
		t.Errorf("the second is told %+v", l)
	}
	// One who does not ask for lines waits in silence and is answered plainly.
	plain := make(chan string)
	go func() { _, text := r.asked(t, "echo", `"y"`); plain <- text }()
	r.waits(t, 3)
	free()
	if l := first(); string(l.Answer) != `"you said x"` || rows.Scan() {
		t.Errorf("the first is answered %+v, and %q", l, rows.Text())
	}
	l := second()
	if l.Place == 1 { // it may have been told on the way
		l = second()
	}
	if l.Error != "not this" || l.Status != http.StatusUnprocessableEntity {
		t.Errorf("the second is answered %+v", l)
	}
	if text := <-plain; text != `"you said y"` {
		t.Errorf("the third got %s", text)
	}
}

// Beyond its length the line refuses in a sentence, and says when to come again.
func TestAFullLineIsSaid(t *testing.T) {
	r := start(t, echo)
	free := r.busy(t)
	ctx, leave := context.WithCancel(t.Context())
	done := make(chan error, mostWaiting)
	for range mostWaiting {
		go func() {
			a, err := r.post(t, ctx, "echo", `"x"`)
			if err == nil {
				a.Body.Close()
			}
			done <- err
		}()
	}
	r.waits(t, mostWaiting)
	a, err := r.post(t, t.Context(), "echo", `"x"`)
	if err != nil {
		t.Fatal(err)
	}
	text := all(t, a)
	if a.StatusCode != http.StatusTooManyRequests || a.Header.Get("Retry-After") != "5" || !strings.Contains(text, "many people ask at once") {
		t.Errorf("%d %v %s", a.StatusCode, a.Header, text)
	}
	leave() // all hang up: their places are free again
	for range mostWaiting {
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("who hung up got %v", err)
		}
	}
	r.waits(t, 0)
	free()
	if status, _ := r.asked(t, "echo", `"x"`); status != 200 {
		t.Errorf("afterwards: %d", status)
	}
}

// What is played for somebody who hangs up stops within 250 ms; where other programs keep the
// machine from it, in one of a few tries.
func TestWhoeverHangsUpStopsTheRun(t *testing.T) {
	t.Parallel()
	begun, ended := make(chan bool, 1), make(chan time.Time, 1)
	r := start(t, func(s *Server) {
		page.Teach(s.Desk, "timed", func(ctx context.Context, q page.Question) (string, error) {
			begun <- true
			_, err := s.Desk.Answer(ctx, q)
			ended <- time.Now()
			return "played", err
		})
	})
	var took time.Duration
	for range 5 {
		ctx, hangUp := context.WithCancel(t.Context())
		hung := make(chan time.Time, 1)
		go func() {
			<-begun
			time.Sleep(300 * time.Millisecond) // well into the months
			hung <- time.Now()
			hangUp()
		}()
		a, err := r.post(t, ctx, "timed", `{"link":"population=20000&months=600&replicates=1","show":["skill"]}`)
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("it was played to its end: %v, %v", a, err)
		}
		took = (<-ended).Sub(<-hung)
		t.Logf("it stopped %v later", took)
		if took <= 250*time.Millisecond {
			return
		}
	}
	t.Errorf("it stopped %v after they hung up", took)
}

// A page that asks anew aborts its older question, which leaves the line at once.
func TestANewerQuestionTakesThePlaceOfTheOlder(t *testing.T) {
	r := start(t, echo)
	free := r.busy(t)
	defer free()
	for range 20 {
		ctx, abort := context.WithCancel(t.Context())
		done := make(chan bool)
		go func() { _, _ = r.post(t, ctx, "echo", `"x"`); close(done) }()
		r.waits(t, 1)
		abort()
		<-done
	}
	r.waits(t, 0)
}

// A mistake of ours is a sentence for who asked, and a place in the program for who runs it; it
// costs no seat.
func TestAPanicIsOneAnswerOnly(t *testing.T) {
	r := start(t, func(s *Server) {
		echo(s)
		page.Teach(s.Desk, "break", func(context.Context, string) (string, error) { panic("a planted fault") })
	})
	for range 10 {
		status, text := r.asked(t, "break", `"x"`)
		if status != http.StatusInternalServerError || !strings.Contains(text, "the program made a mistake") || strings.Contains(text, "planted") {
			t.Errorf("%d %s", status, text)
		}
	}
	if said := r.err.String(); !strings.Contains(said, "a planted fault") || !strings.Contains(said, "ask_test.go") {
		t.Errorf("the operator reads %q", said)
	}
	if status, text := r.asked(t, "echo", `"x"`); status != 200 || text != `"you said x"` {
		t.Errorf("afterwards: %d %s", status, text)
	}
}

// A signal lets answers that are being played end, sends away who waits, and ends without an
// error.
func TestAStopDrains(t *testing.T) {
	t.Parallel()
	begun, go_on := make(chan bool, 100), make(chan bool)
	r := start(t, func(s *Server) {
		page.Teach(s.Desk, "slow", func(ctx context.Context, q string) (string, error) {
			begun <- true
			<-go_on
			return "played", ctx.Err()
		})
	})
	r.waits(t, 0)
	type got struct {
		status int
		text   string
	}
	ask := func(to chan got) {
		status, text := r.asked(t, "slow", `"x"`)
		to <- got{status, text}
	}
	playing, waiting := make(chan got, 100), make(chan got, 1)
	go ask(playing)
	<-begun
	free := r.busy(t)
	defer free()
	go ask(waiting)
	r.waits(t, 1)
	r.stop()
	if g := <-waiting; g.status != http.StatusServiceUnavailable || !strings.Contains(g.text, "the server stops") {
		t.Errorf("who waited got %v", g)
	}
	select {
	case err := <-r.ended:
		t.Fatalf("it did not wait for what was played: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(go_on)
	if g := <-playing; g.status != 200 || g.text != `"played"` {
		t.Errorf("what was played came as %v", g)
	}
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
	if _, err := r.post(t, t.Context(), "slow", `"x"`); err == nil {
		t.Error("it still listens")
	}
}

// What does not end in time is stopped.
func TestAStopDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	begun := make(chan bool)
	r := start(t, func(s *Server) {
		s.patience = patience{head: time.Second, body: time.Second, drain: 300 * time.Millisecond}
		page.Teach(s.Desk, "stay", func(ctx context.Context, q string) (string, error) {
			close(begun)
			<-ctx.Done()
			return "", context.Cause(ctx)
		})
	})
	done := make(chan bool)
	go func() { _, _ = r.post(t, t.Context(), "stay", `"x"`); close(done) }()
	<-begun
	r.stop()
	stopped := time.Now()
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
	<-done
	if took := time.Since(stopped); took < r.patience.drain || took > r.patience.drain+5*time.Second {
		t.Errorf("it took %v", took)
	}
}

// The page opens on what was asked for at the start, and shows its first picture without a
// script.
func TestThePageOpensOnItsLink(t *testing.T) {
	r := start(t, func(s *Server) { s.Link = tiny + "&world=fast" })
	a, err := r.client.Get(r.at + "/")
	if err != nil {
		t.Fatal(err)
	}
	all(t, a)
	if to := a.Header.Get("Location"); a.StatusCode != http.StatusFound || to != "/?"+tiny+"&world=fast" {
		t.Errorf("%d to %q", a.StatusCode, to)
	}
	begun := time.Now()
	a, err = r.client.Get(r.at + a.Header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	if text := all(t, a); a.StatusCode != 200 || strings.Count(text, "<svg") < len(page.Usual) {
		t.Errorf("%d, %d pictures", a.StatusCode, strings.Count(text, "<svg"))
	}
	t.Logf("the page took %v", time.Since(begun))
	if said := r.out.String(); !strings.Contains(said, "The page is at "+r.at+"/ until Ctrl-C ends it.") || r.err.String() != "" {
		t.Errorf("said %q, %q", said, r.err)
	}
}

// Where it cannot listen it says so in one sentence.
func TestAddressesThatCannotBe(t *testing.T) {
	r := start(t, nil)
	for addr, want := range map[string]string{
		"nonsense":                          "nonsense is no address; it is a host and a port, such as 127.0.0.1:8080",
		"0.0.0.0:0":                         "0.0.0.0:0 lets every network in; say --lan if that is meant",
		":0":                                ":0 lets every network in; say --lan if that is meant",
		"[::]:0":                            "[::]:0 lets every network in; say --lan if that is meant",
		"127.0.0.1:99999":                   "cannot listen at 127.0.0.1:99999: ",
		strings.TrimPrefix(r.at, "http://"): "address already in use; another port, or port 0 for one that is free, may do",
	} {
		err := (&Server{Desk: r.Desk, Addr: addr, Out: r.out, Err: r.err}).Serve(t.Context())
		if !errors.Is(err, scenarios.ErrInput) || !strings.HasPrefix(err.Error(), "--addr: ") || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}
