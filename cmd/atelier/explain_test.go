package main

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// compared writes the folder of a small comparison: three policies in two
// worlds, two replicates of 300 creatives over 84 months.
func compared(t *testing.T, dir string) {
	t.Helper()
	c := &scenarios.Contest{Worlds: []string{"expected", "slow"}}
	for _, name := range []string{"laissez-faire", "safety-net", "skills-first"} {
		s, err := scenarios.Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		s.Options.Population, s.Options.Months, s.Options.Replicates = 300, 84, 2
		c.Arms, c.Options = append(c.Arms, s), s.Options
	}
	digest, err := c.Digest()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := create(dir, digest)
	if err != nil {
		t.Fatal(err)
	}
	for _, world := range c.Worlds {
		for i, arm := range c.Arms {
			s := c.Alone(i, world)
			result, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: s, Options: s.Options}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := folder.Write(context.Background(), armFile(world, arm.Name), result.Series.WriteCSV); err != nil {
				t.Fatal(err)
			}
		}
	}
	record, err := c.Record()
	if err != nil {
		t.Fatal(err)
	}
	m := store.Manifest{Scenario: "comparison", Options: record, Seeds: store.Seeds{Master: store.Seed(c.Options.Seed)}, Versions: store.CurrentVersions()}
	for _, seed := range ensemble.Seeds(c.Options.Seed, 2) {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	if err := folder.Finish(m); err != nil {
		t.Fatal(err)
	}
}

// explained runs atelier explain.
func explained(line string) (code int, out, said string) {
	var o, s bytes.Buffer
	code = execute(context.Background(), append([]string{"explain"}, strings.Fields(line)...), &o, &s)
	return code, o.String(), s.String()
}

func TestExplainTellsAComparison(t *testing.T) {
	t.Chdir(t.TempDir())
	compared(t, "mine")
	code, _, said := explained("mine --creative 4000000")
	found := regexp.MustCompile(`^creative 4000000: nobody in replicate 1 has this ID; ask for one of the .* ([0-9]+) \(graphic_designers\)`).FindStringSubmatch(said)
	if code != 2 || found == nil {
		t.Fatalf("exit code %d: %s", code, said)
	}
	for _, c := range []struct{ flags, want string }{
		{"", "under safety-net beside laissez-faire, in replicate 1 of 2 of the expected world."},
		{"--arm skills-first", "under skills-first beside laissez-faire, in replicate 1 of 2 of the expected world."},
		{"--against skills-first", "under laissez-faire beside skills-first, in replicate 1 of 2 of the expected world."},
		{"--against skills-first --arm safety-net --world slow", "under safety-net beside skills-first, in replicate 1 of 2 of the slow world."},
	} {
		code, out, said := explained("mine --creative " + found[1] + " " + c.flags)
		if head, _, _ := strings.Cut(out, "\n"); code != 0 || said != "" || !strings.HasPrefix(head, "The life of creative "+found[1]+" "+c.want) {
			t.Errorf("%s: exit code %d, said %q, told %q", c.flags, code, said, head)
		}
	}
	var events []struct {
		Kind string
		Arms []struct{ Arm string }
	}
	code, out, _ := explained("mine --creative " + found[1] + " --json")
	if err := json.Unmarshal([]byte(out), &events); code != 0 || err != nil || len(events) < 2 || events[0].Kind != "start" || events[0].Arms[1].Arm != "safety-net" {
		t.Errorf("exit code %d, %v: %s", code, err, out)
	}
	for _, c := range []struct{ flags, want string }{
		{"--arm skils-first", `--arm: the comparison has no policy "skils-first"; did you mean "skills-first"?`},
		{"--against everything-else", `--against: the comparison has no policy "everything-else"; it has laissez-faire, safety-net, skills-first`},
		{"--arm laissez-faire", "--arm: laissez-faire is told beside itself; choose another with --arm or --against"},
		{"--world slwo", `--world: the comparison has no world "slwo"; did you mean "slow"?`},
		{"--replicate 3", "--replicate: value 3: the run in mine has 2; use 1 to 2"},
	} {
		if code, out, said := explained("mine --creative " + found[1] + " " + c.flags); code != 2 || out != "" || said != c.want+"\n" {
			t.Errorf("%s: exit code %d, said %q, want %q", c.flags, code, said, c.want)
		}
	}
}

func TestExplainTakesFlagsOfComparisonsThereOnly(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run")
	}
	t.Chdir(t.TempDir())
	var out, said bytes.Buffer
	if code := execute(context.Background(), strings.Fields("run --population 200 --months 12 --replicates 1 --no-counterfactual --out one --quiet"), &out, &said); code != 0 {
		t.Fatal(said.String())
	}
	for _, flag := range []string{"arm", "against", "world"} {
		code, out, said := explained("one --creative 0 --" + flag + " slow")
		want := "--" + flag + ": one holds the run of one scenario, not a comparison; leave --" + flag + " out, or give the folder of atelier compare\n"
		if code != 2 || out != "" || said != want {
			t.Errorf("--%s: exit code %d, said %q", flag, code, said)
		}
	}
}
