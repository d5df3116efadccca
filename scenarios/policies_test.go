package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// drawPolicies draws a list of policies that may stand in a file, some of them
// twice, with any settings that are allowed.
func drawPolicies(t *rapid.T) []policy.Setting {
	var list []policy.Setting
	for range rapid.IntRange(0, 4).Draw(t, "policies") {
		p := rapid.SampledFrom(policy.All()).Draw(t, "policy")
		s := p.Setting()
		s.Dose = rapid.Float64Range(0, p.Dose.High).Draw(t, "dose")
		s.Start = rapid.IntRange(0, 600-1).Draw(t, "start")
		if rapid.Bool().Draw(t, "ends") {
			s.End = rapid.IntRange(s.Start+1, 600).Draw(t, "end")
		}
		s.Ramp = rapid.IntRange(0, 120).Draw(t, "ramp")
		s.Compliance = rapid.Float64Range(0, 1).Draw(t, "compliance")
		s.UnitCost = rapid.Float64Range(0, policy.MostUnitCost).Draw(t, "unit cost")
		target := s.Target
		for _, k := range targets(&target) {
			if rapid.Bool().Draw(t, k.name+" chosen") {
				*k.bits = rapid.Uint8Range(1, 1<<len(k.all)-1).Draw(t, k.name)
			}
		}
		usual := s.Target
		if s.Target = target; mustCheck(s) != "" {
			s.Target = usual
		}
		if joins(list, s).Key == "policy" {
			s.Combine = rapid.SampledFrom(policy.Combines).Draw(t, "combine")
		}
		list = append(list, s)
	}
	return list
}

// mustCheck is what is wrong with an entry alone, or "".
func mustCheck(s policy.Setting) string {
	if _, err := s.Check(); err != nil {
		return err.Error()
	}
	return ""
}

// A policy in one word, as options and manifests hold it, is the same policy.
func TestPoliciesInOneWordReadBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawPolicies(t)
		texts := PolicyTexts(list)
		back, err := ParsePolicies(texts)
		if err != nil {
			t.Fatalf("%v\n%s", err, strings.Join(texts, "\n"))
		}
		if d := cmp.Diff(list, back); d != "" {
			t.Fatalf("%s\n%s", d, strings.Join(texts, "\n"))
		}
		for _, text := range texts {
			if strings.ContainsAny(text, " \t\n") {
				t.Fatalf("%q is more than one word", text)
			}
		}
	})
}

// A target of everybody is not the usual one where that is narrower, so it has
// to be written.
func TestATargetOfEverybodyIsNotTheUsualOne(t *testing.T) {
	s := policy.Find("junior_quota").Setting()
	s.Target = sim.Everyone
	if key, err := s.Check(); err != nil {
		t.Fatal(key, err)
	}
	if text := PolicyText(s); !strings.Contains(text, ",contracts=employed/freelancing/unemployed") {
		t.Error(text)
	}
}

// Every message about a list of policies that is given in one word each.
func TestBadPoliciesInOneWordGetTheirExactMessage(t *testing.T) {
	for text, want := range map[string]string{
		"rihgts=0.03":            `rihgts=0.03: policy: no policy has this name; did you mean "rights"?`,
		"rights=0.03 rights=0.2": `rights=0.2: dose: a dose of 0.2 is outside the range of rights: use 0 to 0.08 (levy on what is spent on AI, share)`,
		"rights rights":          `rights: policy: rights stands twice: keep one, or let the later one combine by add or strongest`,
	} {
		if _, err := ParsePolicies(strings.Fields(text)); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// A world has room for so many rules.
func TestPoliciesAreLimitedInNumber(t *testing.T) {
	var b strings.Builder
	b.WriteString("name: x\npolicies:\n  - rights\n")
	for range sim.MostRules - 1 {
		b.WriteString("  - {policy: rights, dose: 0.001, combine: add}\n")
	}
	mustParse(t, b.String())
	b.WriteString("  - retraining\n")
	_, err := Parse("many.yaml", []byte(b.String()))
	want := fmt.Sprintf("many.yaml:3:3: policies: a list of %d: at most %d may stand here", sim.MostRules+1, sim.MostRules)
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
