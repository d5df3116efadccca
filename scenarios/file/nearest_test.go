package file

import "testing"

func TestNearestNamesWhatWasMeant(t *testing.T) {
	list := []string{"trust.failure_ratio", "trust.forgetting", "use.trust", "fear.base", "use.base"}
	for word, want := range map[string]string{
		"trust.failure-ratio": "trust.failure_ratio", "trust.faliure_ratio": "trust.failure_ratio",
		"failure_ratio": "trust.failure_ratio", "Fear.Base": "fear.base", "base": "", "zzz": "", "": "", "x": "",
	} {
		if got, ok := Nearest(word, list); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %t, want %q", word, got, ok, want)
		}
	}
}
