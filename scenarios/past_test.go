package scenarios

import (
	"strings"
	"testing"
)

// A policy that starts before January 2027 is a what-if of the past: titles, its
// period and the caveats say so, and those of others do not.
func TestAPolicyOfThePastIsMarked(t *testing.T) {
	for text, marked := range map[string]string{
		"rights=0.03,start=2023-01":                        "Rules, " + Past + " from January 2023 on",
		"rights=0.03,start=2026-12":                        "Rules, " + Past + " from December 2026 on",
		"rights=0.03,start=2025-01 retraining":             "Rules, " + Past + " from January 2025 on",
		"retraining rights=0.03,start=2024-01,end=2025-01": "Rules, " + Past + " from January 2024 on",
		"rights=0.03,start=2027-01":                        "Rules",
		"rights=0,start=2023-01":                           "Rules",
		"rights=0.03,start=2023-01,compliance=0":           "Rules",
	} {
		s := Default()
		s.Name, s.Title = "rules", "Rules"
		var err error
		if s.Policies, err = ParsePolicies(strings.Fields(text)); err != nil {
			t.Fatal(err)
		}
		a := ArmOf(s, s)
		if a.Title != marked {
			t.Errorf("%s is called %q, want %q", text, a.Title, marked)
		}
		if got := ArmOf(s.Frozen(), s).Title; got != TwinTitle {
			t.Errorf("its twin is called %q", got)
		}
		past, said := marked != "Rules", false
		for _, p := range a.Policies {
			said = said || strings.HasPrefix(p.Period, Past+" from ")
		}
		if said != past {
			t.Errorf("%s: the periods are %+v", text, a.Policies)
		}
		study := &Study{Replicates: 2, Worlds: []string{"expected"}, Arms: []Arm{a}}
		if said := strings.Contains(strings.Join(study.notThat(), " "), Past); said != past {
			t.Errorf("%s: the caveats are %q", text, study.notThat())
		}
	}
	if s := Default(); TitleOf(s, "Scenario x") != "Scenario x" {
		t.Error("a scenario without a title has none of its own")
	}
}
