package report

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// flags reads a command line of atelier run as the program does.
func flags(t *testing.T, command string) (preset string, given map[string][]string) {
	t.Helper()
	words := strings.Fields(command)
	if len(words) < 3 || words[0] != "atelier" || words[1] != "run" {
		t.Fatalf("%q is not a command", command)
	}
	switches := map[string]bool{}
	for _, s := range scenarios.OptionsOf("run") {
		switches[s.Flag] = s.Value == ""
	}
	given = map[string][]string{}
	for i := 3; i < len(words); i++ {
		name, value := strings.TrimPrefix(words[i], "--"), "true"
		if !switches[name] {
			i++
			value = words[i]
		}
		given[name] = append(given[name], value)
	}
	return words[2], given
}

// The command in the footer gives the run's own digest, and so its tables,
// whatever the scenario was.
func TestTheCommandRepeatsTheRun(t *testing.T) {
	t.Chdir(t.TempDir()) // no configuration file
	for name, change := range map[string]func(*scenarios.Scenario){
		"baseline":   func(*scenarios.Scenario) {},
		"fast":       func(s *scenarios.Scenario) { s.World = "fast" },
		"frozen":     func(s *scenarios.Scenario) { s.World = "frozen"; s.Options.Counterfactual = false },
		"exposure":   func(s *scenarios.Scenario) { s.Exposure = "observed" },
		"parameters": func(s *scenarios.Scenario) { s.Parameters["trust.failure_ratio"] = 3.25; s.World = "slow" },
		"world's":    func(s *scenarios.Scenario) { s.Parameters["technology.rate"] = 0.7; s.World = "fast" },
		"options": func(s *scenarios.Scenario) {
			s.Options.Population, s.Options.Months, s.Options.Seed, s.Options.Replicates = 1234, 77, 9007199254740991, 3
			s.Options.Full, s.Options.Without = true, []string{"fear", "trust"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := scenarios.Preset("baseline")
			if err != nil {
				t.Fatal(err)
			}
			change(s)
			want, err := s.Digest()
			if err != nil {
				t.Fatal(err)
			}
			values, err := s.Values()
			if err != nil {
				t.Fatal(err)
			}
			command := Command(store.Manifest{Options: s.Record(), Parameters: values})
			preset, given := flags(t, command)
			base, err := scenarios.Find(preset)
			if err != nil {
				t.Fatal(err)
			}
			again, err := scenarios.Resolve(base, scenarios.Layers{Flags: given})
			if err != nil {
				t.Fatalf("%s: %v", command, err)
			}
			if got, err := again.Scenario.Digest(); err != nil || got != want {
				t.Errorf("%s plays %s, want %s (%v)", command, got, want, err)
			}
		})
	}
}

func TestTheBoxSaysWhatWasChanged(t *testing.T) {
	s := small()
	said := func() string {
		values, err := s.Values()
		if err != nil {
			t.Fatal(err)
		}
		r := Report{Run: Run{Manifest: store.Manifest{Options: s.Record(), Parameters: values}}, Study: &scenarios.Study{Arms: []scenarios.Arm{{Name: "baseline"}}}}
		return r.changes()
	}
	if got := said(); !strings.HasPrefix(got, "Nothing: ") {
		t.Errorf("%q", got)
	}
	s.Parameters["trust.failure_ratio"] = 3.25
	s.Options.Without = []string{"fear"}
	if got, want := said(), "trust.failure_ratio is 3.25 ratio instead of 2.5; left out: fear."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTheBoxSaysWhereMoreAreSimulatedThanThereAre(t *testing.T) {
	for _, kind := range []string{scenarios.KindRun, scenarios.KindComparison} {
		s := &scenarios.Study{Kind: kind, Population: 10_000, People: 1_970_000, Replicates: 1, Occupations: 20}
		r := Report{Study: s}
		if got := r.population(); s.Crowd() != "" || !strings.Contains(got, "stand for 1.97 million people") || strings.Contains(got, "More creatives") {
			t.Errorf("%s: %q", kind, got)
		}
		s.Population = 50_000_000
		if got := r.population(); s.Crowd() == "" || !strings.HasSuffix(got, ". "+s.Crowd()) {
			t.Errorf("%s: %q", kind, got)
		}
	}
}
