package plots

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// saidOnce is what a page says once, and no caption again.
var saidOnce = regexp.MustCompile(`(?i)in brackets|the band is|pale band|more than luck is what|rests on an assumed|frozen|hollow`)

// Captions say what moved in forty words, whatever was played, and leave to the page and
// the footer what is the same in every figure.
func TestCaptionsOfARunAreShort(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many figures")
	}
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

// Who measured an observed point stands under the figure beside its letter, and in the
// table in each row.
func TestObservedPointsSayWhoMeasuredThemAndWhere(t *testing.T) {
	f, err := One(usualData(), "adoption")
	if err != nil {
		t.Fatal(err)
	}
	svg, err := f.SVG(canvas.Wide)
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]int{}
	for _, g := range tags(t, svg) {
		drawn[g.text]++
	}
	for _, source := range []string{"a, b, c Society of Authors, UK 2024", "d APRA AMCOS, AU and NZ 2024", "e Census, US 2023 to 2024", "f NCSES, US 2021", "g Eurostat, EU 2023 to 2024"} {
		if !strings.Contains(strings.ReplaceAll(f.Footer, finding.Glued, " "), source) {
			t.Errorf("the footer lacks %q: %q", source, f.Footer)
		}
		letters, _, _ := strings.Cut(source, source[len(source)-4:])
		for _, letter := range strings.Fields(strings.ReplaceAll(letters, ",", "")) {
			if len(letter) == 1 && drawn[letter] == 0 {
				t.Errorf("no point is named %q", letter)
			}
		}
	}
	observed := slices.DeleteFunc(slices.Clone(f.Values), func(e finding.Estimate) bool { return e.Method != Observed })
	for _, e := range observed {
		if !strings.HasSuffix(e.Label, ")") || !strings.Contains(e.Label, ", ") {
			t.Errorf("%q does not say who measured it and where", e.Label)
		}
	}
	if len(observed) != 9 {
		t.Errorf("%d of 9 points", len(observed))
	}
}

// A country may have more observed points than the alphabet has letters.
func TestPointsBeyondTheAlphabetHaveNumbers(t *testing.T) {
	var seen []evidence.Point
	for i := range 30 {
		seen = append(seen, evidence.Point{Label: strings.Repeat("x", i+1), Publication: "Office (tables)", Place: "FR", Year: 2022.5})
	}
	name, whose := letters(seen)
	if name(seen[25]) != "z" || name(seen[26]) != "27" || len(whose) != 1 || !strings.HasSuffix(strings.ReplaceAll(whose[0], finding.Glued, " "), "z, 27, 28, 29, 30 Office, FR 2022") {
		t.Errorf("%q, %q, %q", name(seen[25]), name(seen[26]), whose)
	}
}
