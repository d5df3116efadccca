package lesson

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
)

// armed is what no text of a lesson may become: something that runs on a page.
var armed = regexp.MustCompile(`(?i)<(script|iframe|object|embed|style|svg|form|base|meta|link)\b|<[^>"]*("[^"]*"[^>"]*)*\son[a-z]+\s*=|(href|src)="\s*(javascript|vbscript|data):`)

// Whatever stands in a lesson's file, it is refused with places in it and sentences, or it
// is a lesson with all its parts; and no text of one becomes something that runs on a page.
func FuzzLesson(f *testing.F) {
	doc, err := os.ReadFile("FORMAT.md")
	if err != nil {
		f.Fatal(err)
	}
	whole := regexp.MustCompile("(?s)````markdown\n(.*?)````").FindStringSubmatch(string(doc))[1]
	f.Add(whole)
	f.Add(strings.Replace(whole, "## Run", "## Rnu", 1))
	f.Add(strings.ReplaceAll(whole, "{{", "{{if "))
	for _, text := range []string{"", "---\n", "---\n---\n", "---\nid: x\nalso: [slow = world=slow&x=%zz]\n---\n## Bet\ntype: draw\n\n## Check\n- a: {{1}}\n",
		"<script>alert(1)</script>\n[a](javascript:alert(1)) ![b](data:x) <img src=x onerror=y>\n", "{{range .}}{{end}}{{template \"x\"}}{{with 1}}{{end}}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body string) {
		l, err := Read("fuzz.md", []byte(body))
		if err == nil {
			if len(l.Futures) == 0 || len(l.Bets) == 0 || len(l.checks) == 0 || len(l.say) != 3 {
				t.Errorf("a lesson without all its parts is read: %+v", l)
			}
		} else {
			var ps file.Problems
			if !errors.Is(err, scenarios.ErrInput) || !errors.As(err, &ps) {
				t.Fatalf("not bad input: %v", err)
			}
			lines := strings.Count(body, "\n") + 2
			for _, p := range ps {
				if p.Line < 1 || p.Line > lines || strings.Contains(p.String(), "\n") {
					t.Errorf("a problem on line %d of %d: %q", p.Line, lines, p)
				}
			}
		}
		var futures []Future
		if l != nil {
			futures = l.Futures
		}
		if out, err := html(futures, body); err == nil && armed.MatchString(string(out)) {
			t.Errorf("%q became %q", body, out)
		}
	})
}
