package publish

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// shortly is a tiny run of three replicates beside their twins.
func shortly(t *testing.T) *scenarios.Contest {
	t.Helper()
	c := alone(t, 1)
	s := c.Scenario()
	s.Options.Months, s.Options.Replicates, s.Options.Counterfactual = 24, 3, true
	return scenarios.RunContest(s)
}

// verdict is that of a folder from which some is played again, as replay says.
func verdict(t *testing.T, dir, replay string) *Verdict {
	t.Helper()
	v, err := Verify(t.Context(), dir, replay, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Whatever is done to a file of a run is one problem, which names the file: a bit turned
// round, an end cut off, a file taken away. Nothing is changed by looking.
func TestWhateverIsDoneToAFileIsOneProblem(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run")
	}
	dir := filepath.Join(t.TempDir(), "mine")
	played(t, shortly(t), dir)
	before, err := contents(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for name, content := range before {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			continue
		}
		files++
		flipped := []byte(content)
		flipped[len(flipped)/2] ^= 4
		for done, now := range map[string][]byte{"a bit is turned round": flipped, "its end is cut off": []byte(content)[:len(content)-1], "it is taken away": nil} {
			if name == manifestFile && now == nil {
				continue // there is no run without it
			}
			if now == nil {
				err = os.Remove(path)
			} else {
				err = os.WriteFile(path, now, 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
			v := verdict(t, dir, "1")
			if len(v.Problems) != 1 || !strings.HasPrefix(v.Problems[0], path+" ") || len(v.Replayed) > 0 || v.Wrong() == nil {
				t.Errorf("%s: %s: the problems are %q, played again %v", name, done, v.Problems, v.Replayed)
			}
			if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	v := verdict(t, dir, "")
	if len(v.Problems) > 0 || v.Files != files || v.Wrong() != nil {
		t.Errorf("restored: the problems of %d files are %q; there are %d files", v.Files, v.Problems, files)
	}
	if after, err := contents(dir); err != nil || len(after) != len(before) {
		t.Errorf("there are %d files and folders, and were %d: %v", len(after), len(before), err)
	}
}

// What does not belong to a run is a problem, whatever it is called; a figure that was
// drawn of the run later is not.
func TestWhatIsStrangeIsAProblem(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run")
	}
	dir := filepath.Join(t.TempDir(), "mine")
	played(t, shortly(t), dir)
	for _, ask := range []*scenarios.Run{{Formats: []string{"svg", "pdf"}}, {Formats: []string{"svg"}, Width: "120.5mm", DPI: 150}} {
		if _, err := Draw(t.Context(), dir, ask, 2); err != nil {
			t.Fatal(err)
		}
	}
	if v := verdict(t, dir, ""); len(v.Problems) > 0 {
		t.Fatalf("figures drawn as PDF are problems: %q", v.Problems)
	}
	edit(t, filepath.Join(dir, "figures", "adoption.pdf"), "%PDF", "%PdF")
	if err := os.MkdirAll(filepath.Join(dir, "extra", "deep"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"notes.txt", "figures/mine.svg", ".hidden", "red\x1b[31m.csv", "extra/deep/x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	v := verdict(t, dir, "")
	var want []string
	for _, name := range []string{".hidden", "extra", "figures/adoption.pdf", "figures/mine.svg", "link", "notes.txt", `"red\x1b[31m.csv"`} {
		want = append(want, filepath.Join(dir, name)+" is not part of what was written; take it away")
	}
	if !slices.Equal(v.Problems, want) {
		t.Errorf("the problems are\n%s\nwant\n%s", strings.Join(v.Problems, "\n"), strings.Join(want, "\n"))
	}
}

// Where a folder keeps a table as Parquet only, a replay is held against that, to the last
// bit; where it keeps none, there is nothing to hold it against.
func TestAReplayIsHeldAgainstWhatAFolderKeeps(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run")
	}
	dir := filepath.Join(t.TempDir(), "mine")
	c := shortly(t)
	played(t, c, dir)
	found, err := Open(dir, "verify")
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{store.SeriesFile, contrastFile} {
		delete(found.Manifest.Files, gone)
		if err := os.Remove(found.Path(gone)); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := differs(t.Context(), found, c, 1, 2, nil); text != "" || err != nil {
		t.Errorf("it is said that %q: %v", text, err)
	}
	s, err := store.ReadTable(found.Path(seriesTable))
	if err != nil {
		t.Fatal(err)
	}
	at := s.Index("trust")
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Replicate == "2" && r.Month == 9 && r.By == table.All {
			r.Values[at] = math.Nextafter(r.Values[at], 1)
		}
	}
	var b bytes.Buffer
	if err := errors.Join(store.WriteParquet(&b, s, nil, store.About{}), os.WriteFile(found.Path(seriesTable), b.Bytes(), 0o666)); err != nil {
		t.Fatal(err)
	}
	const want = "series.parquet: replicate 2, month 9 (2021-10), all all, column trust: 0."
	if text, err := differs(t.Context(), found, c, 1, 2, nil); !strings.HasPrefix(text, want) || err != nil {
		t.Errorf("the last bit was changed: it is said that %q: %v", text, err)
	}
	delete(found.Manifest.Files, seriesTable)
	if _, err := differs(t.Context(), found, c, 1, 2, nil); err == nil || !strings.Contains(err.Error(), "has no series.parquet") {
		t.Errorf("without a table: %v", err)
	}
}

// A replay plays the replicates of the sample and no other, in a run and in a comparison,
// and finds them as they are stored.
func TestAReplayPlaysItsSampleAndNoMore(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run and a comparison")
	}
	for _, c := range []*scenarios.Contest{shortly(t), asked(t, "2", "laissez-faire", "skills-first")} {
		dir := filepath.Join(t.TempDir(), "mine")
		played(t, c, dir)
		n := c.Options.Replicates
		months := map[string]int64{}
		for _, replay := range []string{"1", "2", "all"} {
			v, err := Verify(t.Context(), dir, replay, 1, func(_, total int64) {
				months[replay]++
			})
			if err != nil || v.Differs != "" || len(v.Problems) > 0 {
				t.Fatalf("%s of a %s: %v, %+v", replay, c.Kind, err, v)
			}
			want := scenarios.Sample(v.Results, map[string]int{"1": 1, "2": 2, "all": n}[replay], n)
			for i, k := range v.Replayed {
				if len(want) != len(v.Replayed) || want[i] != k-1 {
					t.Errorf("%s of a %s: %v are played again, want %v and one", replay, c.Kind, v.Replayed, want)
				}
			}
		}
		if months["1"] == 0 || months["2"] != 2*months["1"] || months["all"] != int64(n)*months["1"] {
			t.Errorf("a %s of %d replicates: months played again are %v", c.Kind, n, months)
		}
	}
}
