package scenarios

import (
	"slices"
	"testing"
)

// FuzzParse: no file makes the loader panic, every complaint names its place,
// and what is accepted can be written and read back.
func FuzzParse(f *testing.F) {
	for _, name := range Presets() {
		text, err := PresetText(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range badScenarios(f) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse("fuzz.yaml", text)
		if err != nil {
			checkPlaces(t, "fuzz.yaml", err)
			return
		}
		again, err := s.YAML()
		if err != nil {
			t.Fatal(err)
		}
		back, err := Parse("back.yaml", again)
		if err != nil {
			t.Fatalf("%v\n%s", err, again)
		}
		if mustDigest(t, s) != mustDigest(t, back) {
			t.Errorf("digest changed on the way:\n%s\n%s", text, again)
		}
		words, err := ParsePolicies(PolicyTexts(s.Policies))
		if err != nil || !slices.Equal(words, s.Policies) || !slices.Equal(back.Policies, s.Policies) {
			t.Errorf("policies changed on the way: %v\n%v\n%v\n%v\n%s", err, s.Policies, words, back.Policies, text)
		}
	})
}
