package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/browsertest"
	"github.com/atelier-sim/atelier/plots/page"
)

// small is how the tests play: a few creatives, up to two years after policies begin.
const small = "population=300&months=96&replicates=2"

// desk is one as the command line has it.
var desk = sync.OnceValue(func() *page.Desk { return page.NewDesk(atelier.Fingerprint(), "of tests", 64<<20) })

// built is the site, built once.
var built = sync.OnceValues(func() (map[string][]byte, error) {
	source, err := Source(".")
	if err != nil {
		return nil, err
	}
	return Build(context.Background(), desk(), source)
})

func TestMain(m *testing.M) { browsertest.Main(m) }

// site is the files of the site; a test is skipped where nobody has the time or the Go for it.
func site(t *testing.T) map[string][]byte {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the simulation for a browser")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no Go on the path, which compiles the simulation for a browser")
	}
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// folder is a folder with the site in it.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range site(t) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What a phone has to fetch: all of the page but the module as a script, which a web host does
// not hand out, and the licences, which the page does not ask for, packed as hosts do.
func TestThePageIsSmall(t *testing.T) {
	files, all := site(t), 0
	for name, text := range files {
		if name == moduleFile || name == noticeFile {
			continue
		}
		sent, err := packed(text)
		if err != nil {
			t.Fatal(err)
		}
		all += len(sent)
	}
	if t.Logf("%d bytes packed", all); all > 7_200_000 {
		t.Errorf("the page is %d bytes packed; it was 6.5 million", all)
	}
	if disk := len(files[moduleFile]); disk > 9_600_000 {
		t.Errorf("the module as a script is %d bytes; it was 8.7 million", disk)
	}
}

// The program for a browser has neither files to keep nor anybody to serve.
func TestTheProgramHasNoStoreAndNoServer(t *testing.T) {
	site(t)
	source, err := Source(".")
	if err != nil {
		t.Fatal(err)
	}
	seems, err := slim(t.Context(), source, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	out, err := run(t.Context(), source, "list", "-overlay", seems, "-deps", "./cmd/atelier-wasm")
	if err != nil {
		t.Fatal(err)
	}
	has := strings.Fields(string(out))
	if !slices.Contains(has, module+"/plots") {
		t.Fatalf("it draws nothing: %s", out)
	}
	for _, path := range has {
		for _, strange := range []string{"github.com/parquet-go", "github.com/xuri/excelize", "github.com/spf13/cobra", module + "/scenarios/store", module + "/scenarios/sweep", module + "/plots/report", module + "/plots/publish", module + "/plots/page/serve", "net/http", "crypto/tls", "os/exec"} {
			if path == strange || strings.HasPrefix(path, strange+"/") {
				t.Errorf("the program for a browser has %s in it", path)
			}
		}
	}
}

// The licences of what is compiled into the module go along with it.
func TestThePageGoesWithItsLicences(t *testing.T) {
	text := string(site(t)["NOTICES.txt"])
	for _, must := range []string{"Copyright (c) 2026 The Atelier authors", "github.com/go-json-experiment/json: LICENSE", "SIL OPEN FONT LICENSE"} {
		if !strings.Contains(text, must) {
			t.Errorf("the page goes without %q", must)
		}
	}
}

// Two builds of one source are one page, whatever the folders and what the environment says.
func TestABuildCanBeRepeated(t *testing.T) {
	files := site(t)
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("GOFLAGS", "-tags=other")
	source, err := Source("testdata") // below the root
	if err != nil {
		t.Fatal(err)
	}
	again, err := Build(t.Context(), page.NewDesk(atelier.Fingerprint(), "of tests", 64<<20), source)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(slices.Sorted(maps.Keys(again)), slices.Sorted(maps.Keys(files))) {
		t.Fatalf("other files: %v", slices.Sorted(maps.Keys(again)))
	}
	for name, text := range files {
		if !bytes.Equal(text, again[name]) {
			t.Errorf("%s has other bytes", name)
		}
	}
	for _, folder := range []string{source, os.TempDir(), os.Getenv("HOME") + "/"} {
		for name, text := range again {
			if bytes.Contains(text, []byte(folder)) {
				t.Errorf("%s names the folder %s", name, folder)
			}
		}
	}
}

// A source that is not there or not that of the program is named.
func TestOnlyTheSourceOfTheProgramIsCompiled(t *testing.T) {
	empty := t.TempDir()
	if _, err := Source(empty); err == nil || !strings.Contains(err.Error(), empty+" is not within it") {
		t.Errorf("an empty folder: %v", err)
	}
	root, err := Source(".")
	if err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	for _, part := range []string{"sim", "scenarios"} {
		if err := os.CopyFS(filepath.Join(other, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(other, "go.mod"), goMod(t, root), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Source(filepath.Join(other, "sim", "num")); err != nil || got != other {
		t.Errorf("a copy: %s, %v", got, err)
	}
	trust := filepath.Join(other, "sim", "trust.go")
	text, err := os.ReadFile(trust)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(trust, append(text, "\nvar more = 1\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Source(other); err == nil || !strings.Contains(err.Error(), "is of another model") {
		t.Errorf("another model: %v", err)
	}
}

func goMod(t *testing.T, root string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A message is what the worker says.
type message struct {
	ID      int
	Ready   bool
	Answer  string
	Error   *string
	Dropped bool
}

// asked asks the module questions outside of a browser, in a process of its own, and returns
// what it says to each.
func asked(t *testing.T, lines ...string) map[int]message {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node on this machine, which runs the module outside of a browser")
	}
	cmd := exec.CommandContext(t.Context(), node, "testdata/ask.js", folder(t))
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	all := map[int]message{}
	for line := range bytes.Lines(out) {
		var m message
		if err := json.Unmarshal(line, &m); err != nil {
			t.Fatal(err)
		}
		all[m.ID] = m
	}
	return all
}

// What is asked of the module is answered by the bytes that the program itself gives: every
// number, drawing and word.
func TestAnswersHaveTheBytesOfTheProgram(t *testing.T) {
	policy := small + "&policy=training_subsidy=0.5&world=fast"
	questions := []page.Question{
		{Link: small, Runs: 1},
		{Link: policy, Before: small},
		{Link: policy + "&seed=7", Before: policy, Difference: true, Show: []string{"skill", "fear"}, Narrow: true},
		{Link: "population=200&months=12&replicates=1&parameters=central&wolrd=fast"},
	}
	var lines []string
	for _, q := range questions {
		text, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf(`{"what":"answer","question":%s}`, text))
	}
	got := asked(t, lines...)
	native := page.NewDesk(atelier.Fingerprint(), "of tests", 64<<20)
	for k, q := range questions {
		text, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := native.Do(t.Context(), "answer", text)
		if err != nil {
			t.Fatal(err)
		}
		if m := got[k+1]; m.Answer != string(want) || len(want) < 1000 {
			t.Errorf("question %d: %d bytes from the module, %d from the program; error %v", k, len(m.Answer), len(want), m.Error)
		}
	}
}

// A question that is taken back is not played to its end, one that cannot be asked has a
// sentence, and the one after them is answered.
func TestAQuestionCanBeTakenBack(t *testing.T) {
	got := asked(t,
		`{"what":"answer","question":{"link":"population=6000"},"drop":30}`,
		`{"what":"answer","question":{"link":"population=6000"},"drop":0}`,
		`{"what":"answr","question":{}}`,
		`{"what":"answer","question":{"link":"population=200&months=12&replicates=1"}}`)
	if !got[1].Dropped || !got[2].Dropped {
		t.Errorf("taken back: %+v and %+v", got[1], got[2])
	}
	if e := got[3].Error; e == nil || *e != `"answr": this cannot be asked; did you mean "answer"?` {
		t.Errorf("what cannot be asked: %+v", got[3])
	}
	if got[4].Answer == "" {
		t.Errorf("the last: %+v", got[4])
	}
}
