package publish

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A folder that cannot be drawn is refused in one sentence that names what is
// wrong, and nothing is written.
func TestAFolderThatCannotBeDrawnIsRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	aRun(t, "old", store.Key{Digest: aKey().Digest, Model: anotherModel}, store.Manifest{Scenario: "fast", Versions: anotherVersion}, store.SeriesFile)
	aRun(t, "bare", aKey(), store.Manifest{}, summaryFile)
	aRun(t, "other", aKey(), store.Manifest{}, summaryFile, seriesTable)
	before, err := tree(".")
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"old":   "old " + anotherPlayed("fast") + "draw it with that version, or play it again with this one into another folder",
		"bare":  "the run in bare has no series.parquet; play it again",
		"other": "other/series.parquet: it is no Parquet table: it is too short for one; play it again",
	} {
		if said, err := Draw(t.Context(), dir, &scenarios.Run{}, 1); said != "" || err == nil || err.Error() != want || !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%s: said %q, refused with %v", dir, said, err)
		}
	}
	if after, err := tree("."); err != nil || strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("files are now %v (%v)", after, err)
	}
}

// Figures, page and tables that are made of an excerpt of the tables are those that are made of
// the whole of them: of sets of parameters, of one set, and where no world without AI was played.
func TestAnExcerptDrawsWhatTheWholeTablesDraw(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, flags := range map[string]map[string][]string{
		"sets": {}, "central": {"parameters": {"central"}}, "full": {"full": {"true"}}, "alone": {"counterfactual": {"false"}},
	} {
		if testing.Short() && name != "sets" {
			continue
		}
		for key, value := range map[string]string{"population": "200", "months": "40", "replicates": "5"} {
			flags[key] = []string{value}
		}
		s, err := scenarios.Find("baseline")
		if err != nil {
			t.Fatal(err)
		}
		r, err := scenarios.Resolve(s, scenarios.Layers{Command: "run", Flags: flags})
		if err != nil {
			t.Fatal(err)
		}
		found, err := Open(played(t, scenarios.RunContest(r.Scenario), name).Dir, "draw")
		if err != nil {
			t.Fatal(err)
		}
		some, err := reread(found)
		if err != nil {
			t.Fatal(err)
		}
		whole := some
		whole.Runs, whole.Gaps = nil, nil
		for file, to := range map[string]**table.Series{seriesTable: &whole.Series, contrastTable: &whole.Contrast} {
			if *to == nil {
				continue
			}
			if *to, err = found.Series(file); err != nil {
				t.Fatal(err)
			}
		}
		if len(some.Runs.Replicates()) != 5 || len(some.Series.Rows) >= len(whole.Series.Rows) || len(whole.Series.Replicates()) != 5 {
			t.Fatalf("%s: %d rows of %d", name, len(some.Series.Rows), len(whole.Series.Rows))
		}
		how := pictures{formats: []string{"svg"}, size: canvas.Wide}
		from, parts := drawn(report.New(whole), how, 2), drawn(report.New(some), how, 2)
		if len(from) != len(parts) || len(parts) < 20 {
			t.Fatalf("%s: %d files and %d", name, len(from), len(parts))
		}
		for i := range parts {
			var a, b bytes.Buffer
			if err := errors.Join(from[i].write(&a), parts[i].write(&b)); err != nil || from[i].name != parts[i].name || !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s: %s is another (%v)", name, parts[i].name, err)
			}
		}
	}
}

// No file that is there is changed, and none is added to a run that it was not
// sealed with: the run would be whole no more.
func TestWhatIsThereIsNeverDrawnOver(t *testing.T) {
	t.Chdir(t.TempDir())
	draw := func(sealed map[string]store.File, name, text string) (drawer, error) {
		d := drawer{dir: ".", workers: 1, sealed: sealed}
		err := d.draw(t.Context(), []part{
			{"first.html", func(w io.Writer) error { _, err := w.Write([]byte("first")); return err }},
			{name, func(w io.Writer) error { _, err := w.Write([]byte(text)); return err }},
		})
		return d, err
	}
	sealed := map[string]store.File{"page.html": {SHA256: "692d6b2ef8d8d5a83a3d5b2a4d9a6b1a"}}
	const refused = "page.html is not what this program draws of the run on this machine; draw into another folder with --out"
	if _, err := draw(sealed, "page.html", "one"); err == nil || err.Error() != refused {
		t.Errorf("a file of the run that was lost comes back as another: %v", err)
	}
	if left, err := tree("."); err != nil || len(left) != 1 {
		t.Errorf("a refusal left %v (%v)", left, err)
	}
	if d, err := draw(nil, "page.html", "one"); err != nil || d.written != 2 || d.same != 0 {
		t.Errorf("written %d, same %d, %v", d.written, d.same, err)
	}
	if d, err := draw(nil, "page.html", "one"); err != nil || d.written != 0 || d.same != 2 {
		t.Errorf("written %d, same %d, %v", d.written, d.same, err)
	}
	if _, err := draw(nil, "page.html", "two"); err == nil || err.Error() != refused {
		t.Errorf("a file that is there is drawn over: %v", err)
	}
	if got := readFile(t, "page.html"); got != "one" {
		t.Errorf("page.html holds %q", got)
	}
	if left, err := tree("."); err != nil || len(left) != 3 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// A picture that another machine drew a little differently stays, if it is whole as it was
// sealed; what is no picture, what was damaged and what was never sealed is refused.
func TestAnIntactPictureOfAnotherMachineStays(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("figures", 0o777); err != nil {
		t.Fatal(err)
	}
	const theirs, ours = "M0,0.1", "M0,0.2"
	seal := map[string]store.File{}
	for _, name := range []string{"figures/a.svg", "figures/b.svg", "report.html", "dictionary.md"} {
		seal[name] = store.File{SHA256: digest([]byte(theirs))}
	}
	for _, c := range []struct {
		name, there string
		sealed, now bool
	}{
		{"figures/a.svg", theirs, true, true},
		{"report.html", theirs, true, true},
		{"figures/a.svg", theirs, false, false},
		{"figures/a.svg", theirs + " ", true, false},
		{"dictionary.md", theirs, true, false},
	} {
		if err := os.WriteFile(c.name, []byte(c.there), 0o666); err != nil {
			t.Fatal(err)
		}
		d := drawer{dir: ".", workers: 1}
		if c.sealed {
			d.sealed = seal
		}
		err := d.draw(t.Context(), []part{textPart(c.name, []byte(ours))})
		if c.now && (err != nil || d.kept != 1 || d.same+d.written != 0) || !c.now && !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%s with %q, sealed %v: %+v, %v", c.name, c.there, c.sealed, d, err)
		}
		if left := readFile(t, c.name); left != c.there {
			t.Errorf("%s holds %q", c.name, left)
		}
	}
	d := drawer{dir: ".", workers: 1, sealed: seal}
	if err := d.draw(t.Context(), []part{textPart("figures/b.svg", []byte(ours))}); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("a picture that was lost comes back as another: %v", err)
	}
	os.WriteFile("report.html", []byte(theirs), 0o666)
	if err := d.draw(t.Context(), []part{textPart("report.html", []byte(ours))}); err != nil {
		t.Fatal(err)
	}
	const said = "report.html and 0 other files are there: nothing had to be written. 1 of them, with pictures that this machine would draw otherwise, stayed as sealed."
	if d.said() != said {
		t.Errorf("said %q", d.said())
	}
}

// A folder to draw into that holds a run or anything of others is refused before
// anything is drawn, and stays as it was.
func TestNothingOfOthersIsDrawnOver(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of two runs")
	}
	t.Chdir(t.TempDir())
	for name, seed := range map[string]uint64{"a": 1, "c": 2} {
		played(t, alone(t, seed), name)
	}
	for _, dir := range []string{"notes", "hidden/figures", "named", "unfinished", "deep/figures/more", "spare/tables", "linked"} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"notes/thesis.tex", "hidden/figures/mine.svg", "named/report.html", "unfinished/.atelier-unfinished", "file"} {
		if err := os.WriteFile(name, []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"to-a": "a", "to-c": "c", "to-spare": "spare", "to-nothing": "nowhere", "linked/figures": "../a/figures"} {
		if err := os.Symlink(to, from); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	const taken, foreign = " holds a run of its own; choose an empty folder or a new one", ", which is not part of this run; choose an empty folder or a new one"
	for _, c := range []struct{ of, out, want string }{
		{"a", "c", "c" + taken},
		{"c", "a", "a" + taken},
		{"a", "to-c", "to-c" + taken},
		{"c", "to-a", "to-a" + taken},
		{"a", "unfinished", "unfinished" + taken},
		{"a", "notes", "notes holds thesis.tex" + foreign},
		{"a", "hidden", "hidden holds figures/mine.svg" + foreign},
		{"a", "deep", "deep holds figures/more" + foreign},
		{"a", "linked", "linked holds figures" + foreign},
		{"a", "a/figures", "a/figures holds adoption-by-size.svg" + foreign},
		{"a", ".", ". holds a" + foreign},
		{"a", "named", "named/report.html is not what this program draws of the run on this machine; draw into another folder with --out"},
		{"a", "file", "cannot read folder file: not a directory; choose a folder that you may write to"},
		{"a", "file/below", "cannot read folder file/below: not a directory; choose a folder that you may write to"},
		{"a", "to-nothing", "cannot make folder to-nothing: there is a link that leads nowhere; choose another folder"},
	} {
		before, err := contents(".")
		if err != nil {
			t.Fatal(err)
		}
		if said, err := Draw(t.Context(), c.of, &scenarios.Run{Out: c.out, Formats: []string{"svg"}}, 2); said != "" || err == nil || err.Error() != c.want {
			t.Errorf("%s drawn into %s: said %q, refused with %v, want %q", c.of, c.out, said, err, c.want)
		}
		if after, err := contents("."); err != nil || !maps.Equal(before, after) {
			t.Errorf("%s drawn into %s changed something (%v)", c.of, c.out, err)
		}
	}
	const nothing = "nothing had to be written"
	for _, c := range []struct{ out, formats, want string }{
		{"a/.", "svg", nothing}, {"to-a", "svg", nothing},
		{"to-spare", "svg", "Drawn: to-spare/report.html and "}, {"spare", "svg", nothing},
		{"new/talk", "svg", "Drawn: new/talk/report.html and "}, {"new/talk", "svg pdf", "files that new/talk lacked"}, {"new/talk", "svg", nothing},
	} {
		if said, err := Draw(t.Context(), "a", &scenarios.Run{Out: c.out, Formats: strings.Fields(c.formats)}, 2); err != nil || !strings.Contains(said, c.want) {
			t.Errorf("a drawn into %s: said %q, %v, want %q", c.out, said, err, c.want)
		}
	}
	leadsToFiles(t, "a", "printed")
	for _, dir := range []string{"a", "c"} {
		if _, err := store.Open(dir); err != nil {
			t.Error(err)
		}
	}
}

// leadsToFiles draws a run for print into a new folder: its page leads to files that
// are there, whatever else was asked for, and the page that is printed with its
// appendix is another file, which is left alone later.
func leadsToFiles(t *testing.T, of, out string) {
	t.Helper()
	ask := scenarios.Run{Out: out, Formats: []string{"svg", "png"}, Width: "85mm", Print: scenarios.PrintAll}
	if _, err := Draw(t.Context(), of, &ask, 2); err != nil {
		t.Fatal(err)
	}
	page, whole := readFile(t, filepath.Join(out, reportFile)), readFile(t, filepath.Join(out, wholeFile))
	if strings.Replace(whole, `<body class="whole">`, "<body>", 1) != page || whole == page {
		t.Error("the page that is printed whole is not the page")
	}
	links := regexp.MustCompile(`href="([^"#:]+)"`).FindAllStringSubmatch(page, -1)
	for _, m := range links {
		if _, err := os.Stat(filepath.Join(out, m[1])); err != nil {
			t.Errorf("the page leads to %v", err)
		}
	}
	if len(links) < 20 {
		t.Errorf("%d links to files", len(links))
	}
	ask.Print = scenarios.PrintBrief
	if said, err := Draw(t.Context(), of, &ask, 2); err != nil || !strings.Contains(said, "nothing had to be written") {
		t.Errorf("said %q, %v", said, err)
	}
}
