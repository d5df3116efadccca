package publish

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Another version of the program, with another model.
var (
	anotherModel   = strings.Repeat("05af", 16)
	anotherVersion = store.Versions{Module: "atelier@v0.1.0", Revision: "abc"}
)

// anotherPlayed is what is said of a run of that version, up to what to do.
func anotherPlayed(scenario string) string {
	return "holds " + scenario + " as another version of the model played it (fingerprint 05af05af05af, by atelier@v0.1.0, revision abc; this program's is " +
		atelier.Fingerprint()[:12] + "), so its numbers may differ; "
}

// aKey is a key of this program's model.
func aKey() store.Key {
	return store.Key{Digest: strings.Repeat("0123456789abcdef", 4), Model: atelier.Fingerprint()}
}

// aRun writes a folder that is a whole run of the files named.
func aRun(t *testing.T, dir string, key store.Key, m store.Manifest, files ...string) {
	t.Helper()
	folder, err := store.Create(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if err := folder.Write(t.Context(), name, func(w io.Writer) error { _, err := w.Write([]byte("{}")); return err }); err != nil {
			t.Fatal(err)
		}
	}
	if err := folder.Finish(m); err != nil {
		t.Fatal(err)
	}
}

// alone is a tiny run of one month without a twin.
func alone(t *testing.T, seed uint64) *scenarios.Contest {
	t.Helper()
	s, err := scenarios.Preset("baseline")
	if err != nil {
		t.Fatal(err)
	}
	o := &s.Options
	o.Population, o.Months, o.Replicates, o.Seed, o.Counterfactual = 200, 1, 1, seed, false
	return scenarios.RunContest(s)
}

// asked is a contest as atelier run or atelier compare is asked for it, of 200
// creatives over 74 months: an arm alone is a run.
func asked(t *testing.T, workers string, arms ...string) *scenarios.Contest {
	t.Helper()
	flags := map[string][]string{"population": {"200"}, "months": {"74"}, "replicates": {"2"}, "workers": {workers}}
	if len(arms) > 1 {
		flags["world"] = []string{"expected"}
		c, _, err := scenarios.Ask{Arms: arms, Layers: scenarios.Layers{Flags: flags}}.Resolve()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	s, err := scenarios.Find(arms[0])
	if err != nil {
		t.Fatal(err)
	}
	r, err := scenarios.Resolve(s, scenarios.Layers{Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	return scenarios.RunContest(r.Scenario)
}

// played plays a contest into a folder, with figures in SVG only.
func played(t *testing.T, c *scenarios.Contest, out string) *Answer {
	t.Helper()
	a, err := Play(t.Context(), Question{Contest: c, Out: out, Formats: []string{"svg"}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// tree lists every file and folder below a folder.
func tree(dir string) ([]string, error) {
	var list []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		list = append(list, name)
		return err
	})
	return list, err
}

// contents are all files below a folder with what they hold.
func contents(dir string) (map[string]string, error) {
	held := map[string]string{}
	list, err := tree(dir)
	for _, name := range list {
		text, wrong := os.ReadFile(filepath.Join(dir, name))
		if held[name] = string(text); wrong != nil {
			held[name] = wrong.Error()
		}
	}
	return held, err
}

// readFile is the text of a file.
func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
