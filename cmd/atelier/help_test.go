package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/studytest"
)

// printed is what a command line prints on both streams.
func printed(t *testing.T, line string) (code int, out, said string) {
	t.Helper()
	var o, s bytes.Buffer
	code = execute(t.Context(), strings.Fields(line), &o, &s)
	return code, o.String(), s.String()
}

// played are the options that a command plays by when nothing is said.
func played(t *testing.T, command string) scenarios.Options {
	t.Helper()
	layers := scenarios.Layers{Command: command}
	if command == "compare" {
		c, _, err := scenarios.Ask{Arms: []string{"laissez-faire", "skills-first"}, Layers: layers}.Resolve()
		if err != nil {
			t.Fatal(err)
		}
		return c.Options
	}
	r, err := resolve(nil, layers)
	if err != nil {
		t.Fatal(err)
	}
	return r.Scenario.Options
}

// The help of a command has a line for each of its options, with the default by
// which this command plays, and no other flag.
func TestHelpGivesEachCommandItsOwnDefaults(t *testing.T) {
	t.Chdir(t.TempDir())
	flag := regexp.MustCompile(`(?m)^ +--([a-z-]+)(?: [A-Z=0-9.,|[\]]+)? +(.*)$`)
	stated := regexp.MustCompile(`default ([0-9,]+)\b`)
	numbers := 0
	for _, command := range []string{"run", "compare", "sweep", "calibrate", "validate", "bench", "report", "explain", "sensitivity", "verify", "serve", "cache"} {
		code, help, said := printed(t, command+" --help")
		if code != 0 || said != "" {
			t.Fatalf("%s --help: exit code %d, said %q", command, code, said)
		}
		lines := map[string]string{}
		for _, m := range flag.FindAllStringSubmatch(help, -1) {
			lines[m[1]] = m[2]
		}
		plays := map[string]int{}
		if command != "report" && command != "explain" && command != "verify" {
			o := played(t, command)
			plays = map[string]int{"population": o.Population, "months": o.Months, "replicates": o.Replicates, "seed": int(o.Seed)}
		}
		if command == "bench" { // it has worlds of three sizes, and rounds
			plays = map[string]int{"seed": plays["seed"]}
		}
		for _, o := range scenarios.OptionsOf(command) {
			text, there := lines[o.Flag]
			delete(lines, o.Flag)
			if !there || !strings.HasPrefix(text, o.Help(command)) {
				t.Errorf("%s --help says of --%s %q, the table of options %q", command, o.Flag, text, o.Help(command))
			}
			want, number := plays[o.Name]
			if !number {
				continue
			}
			numbers++
			if m := stated.FindStringSubmatch(text); m == nil || strings.ReplaceAll(m[1], ",", "") != fmt.Sprint(want) {
				t.Errorf("%s --help says of --%s %q; it plays %d", command, o.Flag, text, want)
			}
		}
		delete(lines, "config")
		if len(lines) > 0 && !(len(lines) == 1 && lines["help"] != "") {
			t.Errorf("%s --help has flags that are no options: %v", command, lines)
		}
	}
	if numbers != 23 {
		t.Errorf("only %d defaults were compared", numbers)
	}
}

// With --json a command prints one JSON value and not a word besides, played now
// or told again.
func TestJSONIsAllThatIsPrinted(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of a run and a comparison")
	}
	t.Chdir(t.TempDir())
	const tiny = " --population 300 --months 80 --replicates 2 --json"
	_, _, said := printed(t, "run --population 300 --months 80 --replicates 2 --json --out mine")
	_, _, said2 := printed(t, "explain mine --creative 40000000")
	id := regexp.MustCompile(`([0-9]+) \(graphic_designers\)`).FindStringSubmatch(said2)
	if said != "" || id == nil {
		t.Fatalf("said %q and %q", said, said2)
	}
	for _, line := range []string{
		"run" + tiny + " --out mine", // told again
		"compare laissez-faire skills-first --world expected" + tiny + " --out ours",
		"compare laissez-faire skills-first --world expected" + tiny + " --out ours",
		"explain mine --json --creative " + id[1],
		"validate --population 300 --months 60 --replicates 2 --json",
		"bench --population 300 --months 12 --rounds 1 --json",
		"parameters trust --json",
		"policies --json",
		"policies show rights --json",
	} {
		code, out, said := printed(t, line)
		if code != 0 || said != "" || !json.Valid([]byte(out)) {
			t.Errorf("%s: exit code %d, said %q, printed %.200q", line, code, said, out)
		}
	}
}

// The help says of the world without AI and of years of work what every other text does.
func TestHelpKeepsToTheWordsAgreed(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, line := range []string{"--help", "run --help", "compare --help", "sweep --help", "calibrate --help", "validate --help", "bench --help", "report --help", "explain --help",
		"sensitivity --help", "verify --help", "scenarios", "scenarios show baseline"} {
		code, text, said := printed(t, line)
		if found := studytest.Never.FindString(text + said); code != 0 || found != "" {
			t.Errorf("%s: exit code %d, says %q:\n%s%s", line, code, found, text, said)
		}
	}
}
