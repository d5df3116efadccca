package plots

import (
	"regexp"
	"testing"
)

// saidOnce is what a page says once, and no caption again.
var saidOnce = regexp.MustCompile(`(?i)in brackets|the band is|pale band|more than luck is what|rests on an assumed|frozen|hollow`)

// Captions say what moved in forty words, whatever was played, and leave to the page and
// the footer what is the same in every figure.
func TestCaptionsOfARunAreShort(t *testing.T) {
	said := 0
	for name, d := range map[string]Data{
		"usual": usualData(), "sets": knownData(), "luck": onlyLuck(t, usualData()), "one run": made{runs: 1, months: 48, occupations: 3}.data(),
		"three runs": made{runs: 3, months: 150, occupations: 20}.data(),
	} {
		for _, f := range All(d) {
			if n := words(f.Caption); n > longestCaption {
				t.Errorf("%s, %s: %d words: %q", name, f.ID, n, f.Caption)
			}
			if found := saidOnce.FindString(f.Caption); found != "" {
				t.Errorf("%s, %s says %q in %q", name, f.ID, found, f.Caption)
			}
			if f.Err() == nil && f.Caption != "" {
				said++
			}
		}
	}
	if said < 80 {
		t.Errorf("only %d captions say anything", said)
	}
}
