package scenarios

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim/policy"
)

// The last month says how many there are, wherever it is said, and the nearer layer wins;
// what is played is the same to the digest.
func TestTheLastMonthSaysHowManyMonthsArePlayed(t *testing.T) {
	flags := func(name, value string) Layers { return Layers{Flags: map[string][]string{name: {value}}} }
	for _, c := range []struct {
		name, file, env, config string
		layers                  Layers
		want                    int
	}{
		{name: "year", layers: flags("until", "2030"), want: 120},
		{name: "month", layers: flags("until", "2030-06"), want: 114},
		{name: "words", layers: flags("until", "june 2030"), want: 114},
		{name: "first", layers: flags("until", "2021-01"), want: 1},
		{name: "last", layers: flags("until", "2070"), want: 600},
		{name: "both", layers: Layers{Flags: map[string][]string{"until": {"2030"}, "months": {"120"}}}, want: 120},
		{name: "file", file: "options: {until: 2030}", want: 120},
		{name: "file in words", file: "options: {until: Jun 2030, months: 114}", want: 114},
		{name: "flag over file", file: "options: {until: 2030}", layers: flags("months", "60"), want: 60},
		{name: "file over configuration", file: "options: {until: 2030}", config: "until: 2040", want: 120},
		{name: "configuration", config: "until: 2030-06", want: 114},
		{name: "variable over file", file: "options: {months: 60}", env: "2030", want: 120},
		{name: "flag over variable", env: "2030", layers: flags("months", "60"), want: 60},
		{name: "until over variable", env: "2030", layers: flags("until", "2025"), want: 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			if t.Chdir(t.TempDir()); c.config != "" {
				config(t, c.config+"\n")
			}
			t.Setenv("ATELIER_UNTIL", c.env)
			r, err := Resolve(mustParse(t, "name: x\n"+c.file+"\n"), c.layers)
			if err != nil || r.Scenario.Options.Months != c.want || c.layers.Flags["until"] != nil && c.layers.Flags["months"] == nil && len(c.layers.Flags) != 1 {
				t.Fatalf("%+v, %v, want %d months", r, err, c.want)
			}
			same := mustParse(t, "name: x\n")
			same.Options = r.Scenario.Options
			if mustDigest(t, r.Scenario) != mustDigest(t, same) || r.Scenario.Record()["until"] != "" {
				t.Errorf("the record is %v", r.Scenario.Record())
			}
		})
	}
}

// A policy starts and ends in a year as in its January, in files and in words.
func TestPoliciesStartAndEndInYearsAndInWords(t *testing.T) {
	want := policy.Find("rights").Setting()
	want.Start, want.End = 84, 113
	for _, word := range []string{"rights,start=2028,end=2030-06", "rights,start=2028-01,end=June 2030", "copyright,start=January 2028,end=jun 2030"} {
		if list, err := ParsePolicies([]string{word}); err != nil || list[0] != want {
			t.Errorf("%s is %+v, %v", word, list, err)
		}
	}
	for _, text := range []string{"start: 2028, end: 2030-06", `start: "2028", end: June 2030`, "start: January 2028, end: Jun 2030"} {
		if s := mustParse(t, "name: x\npolicies: [{policy: rights, "+text+"}]\n"); s.Policies[0] != want {
			t.Errorf("%s is %+v", text, s.Policies)
		}
	}
}

// What people say is what is called otherwise, and nothing is called by two of the words
// that may stand at one place.
func TestWordsThatPeopleUse(t *testing.T) {
	for word, name := range map[string]string{"doing-nothing": "laissez-faire", "Do nothing": "laissez-faire", "nothing": "laissez-faire", "safety_net": "safety-net",
		"UBI": "basic_income", "ubi=500": "basic-income-500", "fear": ""} {
		s, err := FindArm(word)
		if name == "basic-income-500" {
			name = "basic_income-500"
		}
		if (err == nil) != (name != "") || err == nil && s.Name != name {
			t.Errorf("%s is %+v, %v", word, s, err)
		}
	}
	for _, choices := range [][]string{append(Presets(), policy.Names()...), policy.Domains, policy.Contracts, policy.Stages, groupKeys("occupation"), Finds} {
		seen := map[string]string{}
		for _, name := range choices {
			for _, word := range append([]string{name}, strings.Fields(calledChoices[name])...) {
				if other := seen[word]; other != "" && other != name || spoken(word) != word && word != name {
					t.Errorf("%s is called %q, and so is %s", name, word, other)
				}
				seen[word] = name
			}
		}
	}
	known := append(append(append(append(append(Presets(), policy.Names()...), policy.Domains...), policy.Contracts...), policy.Stages...), append(append(groupKeys("occupation"), "expected", "frozen"), Finds...)...)
	for name := range calledChoices {
		if Called(name, known) != name {
			t.Errorf("%s is called so and so, and nothing has this name", name)
		}
	}
	names := map[string]bool{}
	for _, o := range optionTable() {
		names[o.Name] = true
	}
	for _, c := range settingKeys().Children {
		names[c.Name] = true
	}
	for name := range calledOptions {
		if !names[name] {
			t.Errorf("%s is no option", name)
		}
	}
}
