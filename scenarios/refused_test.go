package scenarios

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestFewWordsAreGuessed: of a file that is wrong throughout the first mistakes are told with
// the name that may be meant, and the rest are counted; each guess would take hundreds of
// comparisons.
func TestFewWordsAreGuessed(t *testing.T) {
	const n = 20_000
	lines := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"keys":      "name: x\n" + lines("worl%d: 1\n"),
		"below":     "name: x\nparameters:\n  trust:\n" + lines("    failure_rati%d: 1\n"),
		"a section": "name: x\nparameters:\n" + lines("  trus%d: 1\n"),
	} {
		_, err := Parse("x.yaml", []byte(text))
		var found Problems
		if !errors.As(err, &found) || len(found) < n {
			t.Errorf("%s: %d problems, want %d", name, len(found), n)
			continue
		}
		guesses := 0
		for _, p := range found {
			if strings.Contains(p.Text, "did you mean") {
				guesses++
			}
		}
		if guesses == 0 || guesses > 20 {
			t.Errorf("%s: the meaning of %d words is guessed, want 1 to 20", name, guesses)
		}
		if said := strings.Split(err.Error(), "\n"); len(said) != 21 || said[20] != fmt.Sprintf("x.yaml: and %s more problems", thousands(len(found)-20)) {
			t.Errorf("%s: %d lines, the last %q", name, len(said), said[len(said)-1])
		}
	}
}

// TestLongListsAreNotWalked: an entry is held against those before it, so that a list that
// is too long is one problem.
func TestLongListsAreNotWalked(t *testing.T) {
	for _, entry := range []string{"  - training_subsidy\n", "  - {policy: ai_levy, dos: 1}\n"} {
		_, err := Parse("x.yaml", []byte("name: x\npolicies:\n"+strings.Repeat(entry, 20_000)))
		if want := "x.yaml:3:3: policies: a list of 20,000: at most 32 may stand here"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func thousands(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }

// TestWhateverIsNoScenarioIsRefusedShortly: texts made to cost much end in few lines, and
// nothing of them reaches the screen raw.
func TestWhateverIsNoScenarioIsRefusedShortly(t *testing.T) {
	const size = 1<<20 - 100
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	aliases, merges := "a0: &a0 [x,x,x,x,x,x,x,x,x]\n", "a0: &a0 {x: 1}\n"
	for i := 1; i < 12; i++ {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
		merges += fmt.Sprintf("a%d: &a%d {<<: [%s], y%d: 1}\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","), i)
	}
	for name, text := range map[string]string{
		"brackets": fill("["), "braces": fill("{"), "deep": strings.Repeat("[", 9000) + strings.Repeat("]", 9000), "dashes": fill("- "), "questions": fill("? "),
		"documents": fill("---\n"), "quotes": fill(`"`), "a long line": "name: " + fill("x"), "a long key": fill("x") + ": 1", "tags": fill("!a "), "anchors": fill("&a "),
		"digits": "name: x\noptions:\n  seed: " + fill("9"), "a large number": "name: x\noptions:\n  seed: 1e999999999\n", "base 60": "name: " + fill("1:"),
		"aliases": aliases, "merges": merges, "marks of direction": fill("\u202e\n"), "escapes": `name: "` + fill(`\u202e`) + `"`, "bytes": fill("\xff"), "marks": fill("\u0301"),
		"duplicates": strings.Repeat("name: x\n", 20_000),
	} {
		_, err := Parse("x.yaml", []byte(text))
		if err == nil || !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if said := err.Error(); len(said) > 10_000 || strings.Count(said, "\n") > 20 || strings.ContainsAny(said, "\u202e\x1b") {
			t.Errorf("%s: is refused in %d bytes: %.200q", name, len(said), said)
		}
	}
}
