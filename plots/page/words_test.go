package page

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim/policy"
)

// Every text that the page asks for is there, and every text that is there is used.
func TestWordsAreThereAndUsed(t *testing.T) {
	sources := map[string]string{}
	err := fs.WalkDir(assets, "assets", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == "assets/words.json" {
			return err
		}
		text, err := assets.ReadFile(path)
		sources[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			sources[name] = string(text)
		}
	}
	asks := regexp.MustCompile(`\bwords\.([a-z]\w*)|\bword\("(\w+)"[,)]|\bword "(\w+)"`)
	used := map[string]bool{}
	for path, text := range sources {
		// A part of the page has words of its own name, and leaves that out where it asks.
		part := strings.TrimSuffix(strings.TrimPrefix(path, "assets/"), ".js") + "_"
		own := slices.ContainsFunc(slices.Collect(maps.Keys(Words())), func(key string) bool { return strings.HasPrefix(key, part) })
		for _, found := range asks.FindAllStringSubmatch(text, -1) {
			key := strings.Join(found[1:], "")
			if own && found[2] != "" {
				key = part + key
			}
			if key == "json" { // the file's own name
				continue
			}
			if _, there := Words()[key]; !there {
				t.Errorf("%s asks for %q, which assets/words.json has not", path, key)
			}
			used[key] = true
		}
		for key := range Words() { // chosen among several, put together, or told by data
			short := key
			if own {
				short = strings.TrimPrefix(key, part)
			}
			for _, said := range []string{`"` + short + `"`, "`" + short + "`", "." + key + " "} {
				used[key] = used[key] || strings.Contains(text, said)
			}
			if k := strings.LastIndex(short, "_"); own && k > 0 {
				used[key] = used[key] || strings.Contains(text, `"`+short[:k+1]+`" +`) || strings.Contains(text, "`"+short[:k+1]+"${")
			}
		}
	}
	for key, text := range Words() {
		if !used[key] {
			t.Errorf("nobody uses %q of assets/words.json", key)
		}
		if strings.TrimSpace(text) == "" {
			t.Errorf("%q of assets/words.json is empty", key)
		}
	}
	if len(used) < 60 {
		t.Errorf("only %d texts are used; is the test still looking in the right places?", len(used))
	}
}

// A slider goes through its whole range in a hundred steps at most, the box beside it can say
// the usual dose, and every policy of the model has one.
func TestSlidersFitTheirPolicies(t *testing.T) {
	n := 0
	for _, g := range groups() {
		for _, h := range g.Handles {
			n++
			if steps := h.Most / h.Step; steps < 20 || steps > 100.5 {
				t.Errorf("%s: %.1f steps of %g up to %g", h.Name, steps, h.Step, h.Most)
			}
			if h.Usual > h.Most || h.Usual <= 0 || h.Fine > h.Step {
				t.Errorf("%s: usually %g of %g, in steps of %g and %g", h.Name, h.Usual, h.Most, h.Step, h.Fine)
			}
			if h.Does == "" || h.Known == "" || h.Text == "" || h.Unit == "" {
				t.Errorf("%s: a text is missing: %+v", h.Name, h)
			}
		}
	}
	if n != len(policy.All()) {
		t.Errorf("%d sliders for %d policies", n, len(policy.All()))
	}
	if first := groups()[0].Handles; slices.ContainsFunc(first, func(h handle) bool { return h.Assumed }) || len(first) < 3 {
		t.Errorf("the first group is to hold what somebody has measured: %d policies", len(first))
	}
}

// Each bundle is the policies of its preset, and a link of them is read as they are.
func TestBundlesAreLinks(t *testing.T) {
	if len(bundles()) < 4 {
		t.Errorf("only %d bundles", len(bundles()))
	}
	for _, b := range bundles() {
		c := Read("policy=" + strings.Join(b.Policies, "&policy="))
		if len(c.Notes) > 0 || len(c.Scenario.Policies) != len(b.Policies) {
			t.Errorf("%s: %v, %d policies of %d", b.Title, c.Notes, len(c.Scenario.Policies), len(b.Policies))
		}
	}
}
