package sim

import "testing"

// A meaning is of a parameter that there is, and every parameter has one without numbers,
// which stand in its own row.
func TestMeaningsAreOfParameters(t *testing.T) {
	for path := range meanings {
		if _, ok := Lookup(path); !ok {
			t.Errorf("%s has a meaning and is no parameter", path)
		}
	}
	for _, p := range Parameters() {
		if len(p.Meaning) < 10 || len(p.Meaning) > 100 {
			t.Errorf("%s means %q: say it in a few words", p.Path, p.Meaning)
		}
	}
}
