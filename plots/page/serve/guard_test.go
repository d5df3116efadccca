package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// Who is asked for under a name that is not this machine's is not there, so that no stranger's
// page can have its name resolve to this one and read the answers.
func TestHostsThatAreNotOursAreRefused(t *testing.T) {
	own, _ := os.Hostname()
	at := func(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 8080} }
	for _, c := range []struct {
		host, asked, at string
		lan, want       bool
	}{
		{"127.0.0.1:8080", "127.0.0.1", "127.0.0.1", false, true},
		{"localhost:8080", "127.0.0.1", "127.0.0.1", false, true},
		{"LOCALHOST", "127.0.0.1", "127.0.0.1", false, true},
		{"localhost:9000", "127.0.0.1", "127.0.0.1", false, true}, // a tunnel
		{"[::1]:8080", "::1", "::1", false, true},
		{"[::1]", "::1", "::1", false, true},
		{"studio.example:8080", "studio.example", "127.0.0.1", false, true}, // as was asked for
		{"127.0.0.1:8080", "::", "::ffff:127.0.0.1", true, true},
		{own + ":8080", "", "192.168.1.7", true, true},
		{strings.ToUpper(own) + ".local:8080", "", "192.168.1.7", true, true},
		{"192.168.1.7:8080", "", "192.168.1.7", true, true},
		{own + ":8080", "127.0.0.1", "127.0.0.1", false, false},
		{"192.168.1.8:8080", "", "192.168.1.7", true, false},
		{"192.168.1.7:8080", "127.0.0.1", "127.0.0.1", false, false},
		{"evil.example", "127.0.0.1", "127.0.0.1", false, false},
		{"localhost.evil.example:8080", "127.0.0.1", "127.0.0.1", false, false},
		{"127.0.0.1.evil.example", "127.0.0.1", "127.0.0.1", false, false},
		{"localhost:8080@evil.example", "127.0.0.1", "127.0.0.1", false, false},
		{"localhost:evil", "127.0.0.1", "127.0.0.1", false, false},
		{"0x7f000001", "127.0.0.1", "127.0.0.1", false, false},
		{"", "127.0.0.1", "127.0.0.1", false, false},
		{":8080", "", "127.0.0.1", true, false},
	} {
		if got := namesOf(c.asked, c.lan).own(c.host, at(c.at)); got != c.want {
			t.Errorf("Host %q, asked for as %q, reached at %s, in a network %v: %v", c.host, c.asked, c.at, c.lan, got)
		}
	}
	r := start(t, echo)
	if status, text := r.asked(t, "echo", `"x"`, "Host", "evil.example"); status != http.StatusMisdirectedRequest || !strings.Contains(text, "evil.example") {
		t.Errorf("%d %s", status, text)
	}
}

// Another page cannot ask, whichever way its browser tells of it; programs can, which send
// neither.
func TestPagesOfOtherOriginsAreRefused(t *testing.T) {
	r := start(t, echo)
	for _, c := range []struct {
		want    int
		headers []string
	}{
		{200, nil},
		{200, []string{"Origin", r.at}},
		{200, []string{"Sec-Fetch-Site", "same-origin", "Origin", r.at}},
		{403, []string{"Origin", "http://evil.example"}},
		{403, []string{"Origin", "null"}},
		{403, []string{"Origin", "http://127.0.0.1:1"}},
		{403, []string{"Sec-Fetch-Site", "cross-site"}},
		{403, []string{"Sec-Fetch-Site", "same-site", "Origin", r.at}},
		{415, []string{"Content-Type", "text/plain"}},
		{415, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{200, []string{"Content-Type", "application/json; charset=utf-8"}},
	} {
		status, text := r.asked(t, "echo", `"x"`, c.headers...)
		if status != c.want || status == 200 && text != `"you said x"` {
			t.Errorf("%q: %d %s", c.headers, status, text)
		}
	}
}

// Every answer, refusals among them, says what a browser may do with it, and lets no
// other origin read it.
func TestEveryAnswerIsGuarded(t *testing.T) {
	r := start(t, echo)
	for _, c := range []struct {
		method, path, host string
		status             int
	}{
		{"GET", "/?" + tiny, "", 200}, {"HEAD", "/?" + tiny, "", 200}, {"GET", "/page.css", "", 200}, {"GET", "/", "", 302}, {"GET", "/nowhere", "", 404},
		{"GET", "/do/echo", "", 405}, {"DELETE", "/page.css", "", 405}, {"OPTIONS", "/do/echo", "", 405}, {"TRACE", "/", "", 405}, {"GET", "/", "evil.example", 421},
	} {
		q, err := http.NewRequest(c.method, r.at+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Host = c.host
		a, err := r.client.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		text := all(t, a)
		if a.StatusCode != c.status || c.method == "HEAD" && text != "" {
			t.Errorf("%s %s: %d %.200s", c.method, c.path, a.StatusCode, text)
		}
		for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; ", "X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := a.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s %s: %s is %q", c.method, c.path, name, got)
			}
		}
		if csp := a.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("the policy is %q", csp)
		}
		if got := a.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s %s: other origins may read it: %q", c.method, c.path, got)
		}
		if c.status == 405 && a.Header.Get("Allow") == "" {
			t.Errorf("%s %s: what is allowed is not said", c.method, c.path)
		}
	}
}

// raw sends bytes as they are and returns the status line and the body.
func (r *running) raw(t *testing.T, text string) string {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(r.at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	_, _ = io.WriteString(c, text)
	answer, _ := io.ReadAll(c)
	return string(answer)
}

// Files are in memory under their names: no way of writing a path leads anywhere else.
func TestNoPathLeadsOut(t *testing.T) {
	r := start(t, nil)
	for _, path := range []string{
		"/../serve.go", "/..%2fserve.go", "/%2e%2e/serve.go", `/..\serve.go`, "/..%5cserve.go", "/page.css/../../serve/serve.go", "/./page.css", "//page.css", "/page.css/", "/page.css%00",
		"/%00", "/page.css%00.js", "/assets/page.css", "/page.html", "/do/../page.css", "/etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/C:/x", "/PAGE.CSS", "/page.css;x", "/do", "/.", "/..",
		"http://127.0.0.1/../page.css", "*",
	} {
		answer := r.raw(t, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		status, _, _ := strings.Cut(answer, "\r\n")
		if !strings.HasPrefix(status, "HTTP/1.1 4") || strings.Contains(answer, "root:") || strings.Contains(answer, "package serve") {
			t.Errorf("%s: %.300s", path, answer)
		}
	}
	if answer := r.raw(t, "GET /page.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); !strings.HasPrefix(answer, "HTTP/1.1 200 OK\r\n") {
		t.Errorf("and page.css: %.200s", answer)
	}
}

// What is too large or too slow is refused, and bad questions are told in a sentence.
func TestQuestionsHaveLimits(t *testing.T) {
	r := start(t, echo)
	for _, c := range []struct {
		what, body string
		status     int
		want       string
	}{
		{"echo", `"` + strings.Repeat("x", mostBody) + `"`, 413, "larger than 65536 bytes"},
		{"echo", `"` + strings.Repeat("x", mostBody-2) + `"`, 200, "xxx"},
		{"echo", `{"a":`, 422, "the question echo cannot be read"},
		{"echo", ``, 422, "the question echo cannot be read"},
		{"ecko", `"x"`, 422, `did you mean`},
		{"answer", `{"link":"population=2000000"}`, 422, "2,000,000 creatives x 300 months"},
		{"answer/../echo", `"x"`, 422, "cannot be asked"},
	} {
		status, text := r.asked(t, c.what, c.body)
		if status != c.status || !strings.Contains(text, c.want) || strings.Contains(text, `\n`) {
			t.Errorf("%s %.40s: %d %.300s, want %d %s", c.what, c.body, status, text, c.status, c.want)
		}
	}
	long := r.raw(t, "GET /?"+strings.Repeat("x", 2*mostHeaders)+" HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if !strings.HasPrefix(long, "HTTP/1.1 431") {
		t.Errorf("a long address: %.100s", long)
	}
}

// What a browser has already is not sent again, and what is sent is small.
func TestFilesAreSentOnceAndSmall(t *testing.T) {
	r := start(t, nil)
	sum := 0
	get := func(path string, headers ...string) *http.Response {
		q, err := http.NewRequest("GET", r.at+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Accept-Encoding", "gzip")
		for i := 0; i < len(headers); i += 2 {
			q.Header.Set(headers[i], headers[i+1])
		}
		a, err := r.client.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		sum += len(all(t, a))
		return a
	}
	first := get("/?" + tiny)
	if first.Header.Get("Content-Encoding") != "gzip" || first.Header.Get("ETag") == "" {
		t.Errorf("the page has %v", first.Header)
	}
	for name := range r.files {
		get("/" + name)
	}
	if sum > 300_000 {
		t.Errorf("the page with all its files is %d bytes", sum)
	}
	t.Logf("the page with its first picture and all files: %d bytes", sum)
	if again := get("/?"+tiny, "If-None-Match", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("once more: %d", again.StatusCode)
	}
}

// Clients that send a byte now and then are let go of in time, and whoever asks meanwhile is
// answered.
func TestSlowClientsAreLetGo(t *testing.T) {
	t.Parallel()
	n, wait := 60, patience{head: 500 * time.Millisecond, body: time.Second, drain: time.Second}
	if *load {
		n, wait = 1000, usual
	}
	r := start(t, func(s *Server) { echo(s); s.patience = wait })
	begun := time.Now()
	gone := make(chan time.Duration, n)
	for i := range n {
		go func() {
			c, err := net.Dial("tcp", strings.TrimPrefix(r.at, "http://"))
			if err != nil {
				gone <- -1
				return
			}
			defer c.Close()
			text := "GET / HTTP/1.1\r\nHost: localhost\r\nX: "
			if i%2 == 1 { // the head at once, the body never
				text = "POST /do/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
			}
			for { // a byte every 300 ms, the head or a word of the body
				if _, err = io.WriteString(c, text); err != nil {
					break
				}
				_ = c.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
				if _, err = bufio.NewReader(c).ReadString('\n'); err != nil && !os.IsTimeout(err) || err == nil {
					break
				}
				text = "x"
			}
			gone <- time.Since(begun)
		}()
	}
	time.Sleep(wait.head / 2)
	asked := time.Now()
	if status, text := r.asked(t, "echo", `"x"`); status != 200 {
		t.Errorf("meanwhile: %d %s", status, text)
	}
	meanwhile := time.Since(asked)
	var last time.Duration
	for range n {
		took := <-gone
		if took < 0 {
			t.Error("no connection")
		}
		last = max(last, took)
	}
	t.Logf("%d slow clients, the last let go of after %v; somebody else waited for %v", n, last.Round(time.Millisecond), meanwhile)
	if last > wait.body+10*time.Second || meanwhile > 3*time.Second {
		t.Errorf("the last went after %v, somebody else waited for %v", last, meanwhile)
	}
}

// Whatever comes over the wire, the server goes on.
func TestMalformedRequestsAreSurvived(t *testing.T) {
	n := 400
	if *load {
		n = 10_000
	}
	r := start(t, echo)
	seeds := []string{
		"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "POST /do/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n\"x\"",
		"POST /do/answer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n0\r\n\r\n",
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "POST /do/echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n",
	}
	luck := uint64(1)
	next := func(n int) int { // the same each time
		luck = luck*6364136223846793005 + 1442695040888963407
		return int(luck>>33) % n
	}
	statuses := map[string]int{}
	for range n {
		text := []byte(seeds[next(len(seeds))])
		for range next(6) {
			k := next(len(text))
			switch next(3) {
			case 0:
				text[k] = byte(next(256))
			case 1:
				text = append(text[:k], text[k+1:]...)
			default:
				text = append(text[:k:k], append([]byte{byte(next(256))}, text[k:]...)...)
			}
		}
		statuses[r.thrown(t, text)]++
	}
	t.Logf("%d requests: %v; waiting %d", n, statuses, r.line.length())
	if broken := r.err.String(); broken != "" {
		t.Errorf("it broke: %s", broken)
	}
	if status, text := r.asked(t, "echo", `"x"`); status != 200 {
		t.Errorf("afterwards: %d %s", status, text)
	}
}

// thrown sends bytes, says that this was all, and returns the status that comes, if any.
func (r *running) thrown(t *testing.T, text []byte) string {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(r.at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	_, _ = c.Write(text)
	_ = c.(*net.TCPConn).CloseWrite()
	line, _ := bufio.NewReader(c).ReadString('\n')
	var major, minor, status int
	if _, err := fmt.Sscanf(line, "HTTP/%d.%d %d", &major, &minor, &status); err != nil {
		return "none"
	}
	if status >= 500 && status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported {
		t.Errorf("%q: %s", text, line)
	}
	return fmt.Sprint(status)
}
