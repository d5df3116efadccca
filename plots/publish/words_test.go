package publish

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// aPolicy finds words that call something a policy, but for those that say that
// there is none.
var (
	aPolicy  = regexp.MustCompile(`(?i).{0,40}\bpolic(y|ies)\b.{0,40}`)
	noPolicy = regexp.MustCompile(`(?i)no policy (is in force|in it trains)|How strong a policy is, in its own unit\. A dose of 0 is no policy\.|causes-by-policy`)
)

// A scenario that sets parameters alone is an assumption: neither the terminal
// nor the report calls it a policy. The manifest has the parameters of the
// reference, whatever the last arm sets.
func TestParametersAreNoPolicy(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a comparison")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("mine.yaml", []byte("name: mine\ntitle: Fewer clients of their own\nparameters: {clients: {own: 0.7}}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	a := played(t, asked(t, "0", "laissez-faire", "mine.yaml"), "told")
	var said bytes.Buffer
	if err := a.Tell(&said, &scenarios.Run{}, 80); err != nil {
		t.Fatal(err)
	}
	page := readFile(t, filepath.Join("told", reportFile))
	for where, text := range map[string]string{"terminal": oneLine(said.String()), "report": readable(page), "drawings": oneLine(tags.ReplaceAllString(page[strings.Index(page, "<body"):], " "))} {
		if wrong := aPolicy.FindAllString(noPolicy.ReplaceAllString(text, ""), 3); wrong != nil {
			t.Errorf("the %s says %q", where, wrong)
		}
		if where != "terminal" && !strings.Contains(text, "What each assumption changes") {
			t.Errorf("the %s names no assumption", where)
		}
	}
	found, err := store.Open("told")
	if err != nil {
		t.Fatal(err)
	}
	if got := found.Manifest.Parameters["clients.own"]; got == 0.7 || got == 0 {
		t.Errorf("the manifest has %v of the arm beside the parameters of the reference", got)
	}
}

// compared is a small comparison in two worlds, played once.
var compared = sync.OnceValues(func() (*scenarios.Study, error) {
	c, _, err := scenarios.Ask{Arms: []string{"laissez-faire", "skills-first", "safety-net"}, Layers: scenarios.Layers{
		Flags: map[string][]string{"population": {"300"}, "months": {"90"}, "replicates": {"3"}, "world": {"expected", "slow"}, "parameters": {"central"}}}}.Resolve()
	if err != nil {
		return nil, err
	}
	s, _, err := infer.PlayContest(context.Background(), c, nil, nil)
	return s, err
})

// Where no effect could be told, nobody is said to have the least to regret; and
// where one is, nothing says that there is none.
func TestNobodyHasLeastToRegretOfLuck(t *testing.T) {
	played, err := compared()
	if err != nil {
		t.Fatal(err)
	}
	for _, sure := range []bool{true, false} {
		s := *played
		s.Effects = slices.Clone(played.Effects)
		for i := range s.Effects {
			e := &s.Effects[i].Estimate
			e.Value, e.Low, e.High = 1000, 990, 1010
			if !sure {
				e.Low, e.High = -1000, 3000
			}
		}
		s.Best = []scenarios.Best{
			{Column: finding.AtWork, World: "expected", Arms: []string{"safety-net"}, Dominated: []string{"laissez-faire", "skills-first"}},
			{Column: finding.AtWork, Arms: []string{"safety-net"}, Dominated: []string{"laissez-faire", "skills-first"}},
		}
		s.Tell()
		text := strings.Join(append(s.Headline, s.Sentences...), " ")
		if regret := strings.Contains(text, "least to regret"); regret != sure {
			t.Errorf("effects told %v: %s", sure, text)
		}
		if none := strings.Contains(text, "No policy's effect on people at work could be told from luck"); none == sure {
			t.Errorf("effects told %v: %s", sure, text)
		}
	}
}
