package serve

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
)

// Whatever is asked, the program does not break over it: answers are answers, or sentences.
func FuzzQuestion(f *testing.F) {
	for _, body := range []string{
		`{"link":"` + tiny + `"}`, `{"link":"` + tiny + `&policy=ai_levy=0.1","before":"` + tiny + `","runs":1,"show":["skill"],"difference":true,"narrow":true}`,
		`{"link":"?world=%zz;&&=&population=-1&set=trust.failure_ratio=4&without=fear","runs":-5}`, `{"link":"policy=&policy=%00&until=2021&months=0","show":["","x","skill","skill"]}`,
		`[]`, `{}`, `null`, `{"link":null}`, `{"runs":1e99}`, "\x00", `{"link":"lesson=../../x&show=<script>","show":["<b>"]}`,
	} {
		f.Add("answer", body)
	}
	f.Add("", "")
	f.Add("answer\x00", "{}")
	s := &Server{Desk: page.NewDesk("model", "version", 1<<20), Err: io.Discard}
	s.Desk.Limits.Months = 2e6 // a few tiny worlds
	if err := s.prepare("127.0.0.1"); err != nil {
		f.Fatal(err)
	}
	h := s.handler()
	f.Fuzz(func(t *testing.T, what, body string) {
		q := httptest.NewRequest("POST", "http://localhost/do/x", strings.NewReader(body))
		q.URL.Path = "/do/" + what
		q.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, q)
		if w.Code >= 500 {
			t.Errorf("%q %q: %d %s", what, body, w.Code, w.Body)
		}
	})
}

// Whatever a link says, there is a choice: what it cannot be is named in a line each, and the
// choice's own link, its file and its flags give it back.
func FuzzLink(f *testing.F) {
	for _, link := range []string{
		"", tiny, "?world=fast&policy=ai_levy=0.1,start=2028-01&set=fear.base=-1&without=fear,trust&view=maps&before=world%3Dslow",
		"world=warm&population=-1&set=trust.failure_ratio=9&policy=rights=9&colour=red&world=%zz;x=1", "set=liability.firm=1&set=liability.worker=1", "until=2030&months=60&until=2031",
		"policy=rights&policy=rights,combine=add&seed=9007199254740991&exposure=human&parameters=central", "world=\x00&policy=\n&set=\u202e",
	} {
		f.Add(link)
	}
	digest := func(t *testing.T, s *scenarios.Scenario) string {
		t.Helper()
		d, err := s.Digest()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	f.Fuzz(func(t *testing.T, link string) {
		c := page.Read(link)
		for _, note := range c.Notes {
			if strings.ContainsFunc(note, func(r rune) bool { return r < ' ' }) {
				t.Errorf("not one sentence: %q", note)
			}
		}
		own := c.Link()
		back := page.Read(own)
		if len(back.Notes) > 0 || back.Link() != own || digest(t, back.Scenario) != digest(t, c.Scenario) {
			t.Errorf("%q is %q, and that is %q, %q", link, own, back.Link(), back.Notes)
		}
		text, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		s, err := scenarios.Parse("choice.yaml", text)
		if err != nil || digest(t, s) != digest(t, c.Scenario) {
			t.Errorf("%q has a file that is another choice: %v\n%s", link, err, text)
		}
	})
}
