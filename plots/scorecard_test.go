package plots

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// scored are what the scorecard says of a comparison: the drawing, and the differences
// between policies among its values.
func scored(t *testing.T, d Data, size canvas.Size) (svg []byte, differences []finding.Estimate) {
	t.Helper()
	f, err := One(d, "scorecard")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range f.Values {
		if e.Unit != "USD" && e.Arm != d.Study.Against && !strings.HasPrefix(e.Label, "Share of AI's") {
			differences = append(differences, e)
		}
	}
	if svg, err = f.SVG(size); err != nil {
		t.Fatal(err)
	}
	return svg, differences
}

// Whether a policy does more, less or neither is a matter of marks, by the verdict of all
// that is looked at, and no policy has a colour.
func TestTheScorecardSaysMoreAndLessByItsMarks(t *testing.T) {
	for _, d := range []Data{usualComparison(), usualComparison().with(planted).with(notKnown), onlyLuckCompared()} {
		for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
			svg, all := scored(t, d, size)
			if len(all) != 32 {
				t.Fatalf("%d differences of four policies in eight outcomes", len(all))
			}
			sure, unsure := tallied(all, len(all)), 0
			for _, e := range all {
				if !e.SureAmong(len(all)) {
					unsure++
				}
			}
			up, down, rings := 0, 0, 0
			for _, g := range tags(t, svg) {
				switch {
				case g.name == "path" && g.at["fill"] == canvas.Light.Ink:
					if g.pointsUp(t) {
						up++
					} else {
						down++
					}
				case g.name == "circle" && g.at["stroke"] == canvas.Light.Reference:
					rings++
				}
			}
			if up != sure.up+1 || down != sure.down+1 || rings != unsure+1 { // one of each is the key's
				t.Errorf("%s: %d up, %d down and %d rings of %+v and %d unsure", size.Name, up, down, rings, sure, unsure)
			}
			for _, colour := range canvas.Light.Series {
				if bytes.Contains(svg, []byte(colour)) {
					t.Errorf("%s: a mark has the colour %s", size.Name, colour)
				}
			}
		}
	}
}

// What AI does, which share of it is undone and what is paid stand beside the marks, and
// are not there where nobody played the world without AI or nobody pays.
func TestTheScorecardSaysWhatAIDoesAndWhatIsPaid(t *testing.T) {
	text := func(d Data, size canvas.Size) string {
		svg, _ := scored(t, d, size)
		var said []string
		for _, g := range tags(t, svg) {
			said = append(said, g.text)
		}
		return strings.Join(said, " ")
	}
	told := usualComparison().with(func(s *scenarios.Study) {
		for i := range s.Losses {
			s.Losses[i].PerCent.Value, s.Losses[i].PerCent.Low, s.Losses[i].PerCent.High = -12, -14, -10
		}
		for i := range s.Undone {
			r := &s.Undone[i]
			r.Value, r.Low, r.High, r.Why = 0.2, 0.1, 0.3, ""
			if r.Arm == "safety-net" {
				r.Value, r.Low, r.High, r.Why = math.NaN(), math.NaN(), math.NaN(), "AI's effect could be luck"
			}
		}
		for i := range s.Bills {
			s.Bills[i].Value = 2e9
		}
	})
	bare := told.with(func(s *scenarios.Study) { s.Losses, s.Undone, s.Bills = nil, nil, nil })
	for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
		said := text(told, size)
		for _, want := range []string{"20%", "(10 to 30)", "not defined", "public 2", "firms 2"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: no %q in %s", size.Name, want, said)
			}
		}
		if without := text(bare, size); strings.Contains(without, "undone") || strings.Contains(without, "Cost") || strings.Contains(without, "AI:") || strings.Contains(without, "What AI does") {
			t.Errorf("%s: says what was not played: %s", size.Name, without)
		}
	}
	if n, m := strings.Count(text(told, canvas.Wide), "AI: −12%"), strings.Count(text(told, canvas.Narrow), " −12%"); n != 5 || m != 5+1 {
		t.Errorf("AI's effects on counts and incomes, shares are in points, stand there %d and, with the caption, %d times", n, m)
	}
}

// pointsUp tells whether a triangle points up: its first corner is the tip.
func (g tag) pointsUp(t *testing.T) bool {
	t.Helper()
	at := regexp.MustCompile(`-?\d+(\.\d+)?`).FindAllString(g.at["d"], 4)
	down, err := strconv.ParseFloat(at[3], 64) // from the tip to the next corner
	if err != nil || down == 0 {
		t.Fatalf("no triangle: %s", g.at["d"])
	}
	return down > 0
}
