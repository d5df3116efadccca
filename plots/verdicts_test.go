package plots

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// barely plants in every effect an interval that by itself excludes zero and among
// many does not, but for the effects that clear picks, which are beyond doubt.
func barely(d Data, clear func(i int) bool) Data {
	return d.with(func(s *scenarios.Study) {
		for i := range s.Effects {
			e := &s.Effects[i]
			if e.Value == 0 || !finding.Defined(e.PerCent.Value) {
				continue
			}
			for _, x := range []*finding.Estimate{&e.Estimate, &e.PerCent} {
				half := 0.95
				if clear(i) {
					half = 0.001
				}
				x.Value, x.N = 1, 4
				x.Low, x.High = 1-half, 1+half
			}
		}
	})
}

// grounds counts the grounds of cells in a drawing, without those of its key.
func grounds(t *testing.T, f Figure) int {
	t.Helper()
	svg, err := f.SVG(canvas.Wide)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, g := range tags(t, svg) {
		if g.name == "path" && g.at["fill"] != "" && g.at["fill"] != "none" && g.at["fill-opacity"] != "" {
			n++
		}
	}
	return n - len(f.Key)
}

// Tables and rows of many numbers claim what is so with all of them looked at,
// colours and titles alike.
func TestManyNumbersAreClaimedOnlyAllLookedAt(t *testing.T) {
	none := barely(usualComparison(), func(int) bool { return false })
	some := barely(usualComparison(), func(i int) bool { return i%40 == 7 })
	claimed := 0
	for _, id := range []string{"groups-work", "occupations-work", "groups-income", "occupations-income"} {
		f, err := One(none, id)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(f.Title, luck) || grounds(t, f) != 0 || !strings.Contains(f.Caption, fmt.Sprintf("all %d looked at", len(f.Values))) {
			t.Errorf("%s claims %q with %d grounds: %s", id, f.Title, grounds(t, f), f.Caption)
		}
		if f, err = One(some, id); err != nil {
			t.Fatal(err)
		}
		sure := 0
		for _, e := range f.Values {
			if e.SureAmong(len(f.Values)) {
				sure++
			}
		}
		claimed += sure
		if grounds(t, f) != sure || sure > 0 && !strings.HasPrefix(f.Title, fmt.Sprintf("%d of %d ", sure, len(f.Values))) {
			t.Errorf("%s claims %q with %d grounds, %d are sure", id, f.Title, grounds(t, f), sure)
		}
		if strings.Contains(f.Caption, "one in twenty") {
			t.Errorf("%s: %q", id, f.Caption)
		}
	}
	if claimed == 0 {
		t.Error("nothing was sure in any table")
	}
	f, err := One(none, "worlds-work")
	if err != nil || !strings.HasPrefix(f.Title, "No policy surely has") {
		t.Errorf("worlds-work claims %q, %v", f.Title, err)
	}
	if f, err := One(none, "scorecard"); err != nil || !strings.Contains(f.Title, luck) || !strings.HasPrefix(f.Caption, "0 of 32 ") {
		t.Errorf("the scorecard claims %q: %s, %v", f.Title, f.Caption, err)
	}
}

// The count of a title is that of the colours beside it.
func TestCountsOfARunAreOfAllLookedAt(t *testing.T) {
	d := made{runs: 3, months: 150, occupations: 20}.data() // three runs tell little
	for _, id := range []string{"employment-by-occupation", "employment-by-domain", "occupation-years"} {
		f, err := One(d, id)
		if err != nil {
			t.Fatal(err)
		}
		alone, looked, ends := 0, 0, 0
		for _, e := range f.Values {
			if e.Method != PairedMean || e.When != "2033-06" {
				continue
			}
			looks := map[string]int{"employment-by-occupation": 20, "employment-by-domain": 6, "occupation-years": len(f.Values)}[id]
			if ends++; e.Sure() {
				alone++
			}
			if e.SureAmong(looks) && e.Value < 0 {
				looked++
			}
		}
		said := regexp.MustCompile(`\d+|none|one|two|three|four|five|six`).FindString(strings.TrimPrefix(f.Title, "No "))
		if ends < 6 || alone <= looked || looked > 0 && said != fmt.Sprint(looked) && said != finding.Cardinal(looked) || looked == 0 && !strings.Contains(f.Title, luck) {
			t.Errorf("%s claims %q; %d of %d are sure alone and %d among all", id, f.Title, alone, ends, looked)
		}
		if strings.Contains(f.Caption, "one in twenty") || !strings.Contains(f.Caption+f.Footer, "looked at") {
			t.Errorf("%s: %q", id, f.Caption)
		}
	}
}
