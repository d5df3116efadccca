package scenarios

import (
	"errors"
	"maps"
	"testing"
)

// What a manifest records of a scenario is the same scenario, and so is its file,
// whatever stands in a configuration beside it.
func TestARecordIsTheScenarioAgain(t *testing.T) {
	s := mustParse(t, "name: mine\ntitle: \"A: {title} # of 'mine'\"\nworld: fast\noptions: {population: 400, full: true}\npolicies: [{policy: retraining, dose: 0.2}]\nparameters: {trust: {failure_ratio: 4}}\n")
	values, err := s.Values()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Recorded(s.Record(), values)
	if err != nil {
		t.Fatal(err)
	}
	if again.Title != s.Title || !maps.Equal(again.Parameters, s.Parameters) {
		t.Errorf("title %q, parameters %v", again.Title, again.Parameters)
	}
	sameDigest(t, s, again)
	text, err := s.YAML()
	if err != nil {
		t.Fatal(err)
	}
	config(t, "without: [trust]\npolicies: [{policy: licensing}]\npopulation: 900\n")
	r, err := Resolve(mustParse(t, string(text)), Layers{})
	if err != nil {
		t.Fatal(err)
	}
	sameDigest(t, s, r.Scenario)
	config(t, "population: 900\nparameters: {fear: {base: -1}}\n")
	r, err = Resolve(again, Layers{Recorded: map[string]any{}, Flags: map[string][]string{"world": {"slow"}}})
	if err != nil {
		t.Fatal(err)
	}
	s.World = "slow"
	sameDigest(t, s, r.Scenario)
}

// sameDigest holds that two scenarios play the same.
func sameDigest(t *testing.T, a, b *Scenario) {
	t.Helper()
	x, err := a.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	if y, err := b.Canonical(); err != nil || x != y {
		t.Errorf("%v\n%s\nis not\n%s", err, y, x)
	}
}

func TestARecordThatCannotBeReadIsOneSentence(t *testing.T) {
	record, parameters := Default().Record(), map[string]float64{"trust.failure_ratio": 4}
	record["name"] = "mine"
	for _, c := range []struct {
		option, text string
		parameter    string
		value        float64
		want         string
	}{
		{"popluation", "400", "", 0, `popluation: no option has this name; did you mean "population"?`},
		{"\x1b[31m", "x", "", 0, `"\x1b[31m": no option has this name`},
		{"months", "0", "", 0, `months: value "0": must be a whole number from 1 to 600`},
		{"name", "../mine", "", 0, `name: value "../mine": must be 1 to 64 of a-z, 0-9, - and _, a letter first`},
		{"policies", "retrainign=1", "", 0, `retrainign=1: policy: no policy has this name; did you mean "retraining"?`},
		{"", "", "trust.failure_ratoi", 4, `trust.failure_ratoi: no parameter has this name; did you mean "trust.failure_ratio"?`},
		{"", "", "trust.failure_ratio", 400, `trust.failure_ratio: value "400": must be a number from 1.5 to 4`},
	} {
		r, p := maps.Clone(record), maps.Clone(parameters)
		if c.option != "" {
			r[c.option] = c.text
		}
		if c.parameter != "" {
			p[c.parameter] = c.value
		}
		if _, err := Recorded(r, p); err == nil || err.Error() != c.want || !errors.Is(err, ErrInput) {
			t.Errorf("%s%s: %v, want %s", c.option, c.parameter, err, c.want)
		}
	}
	if _, err := Recorded(record, parameters); err != nil {
		t.Error(err)
	}
}
