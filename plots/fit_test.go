package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// heldFigure is a figure of a family beside what ten runs and one more say of it.
func heldFigure(id, family string, scale evidence.Scale, value, half, mean, far float64) infer.Compared {
	c := infer.Compared{
		Published: infer.Published{ID: id, Quantity: "Writers who used it", Unit: "%", Value: value, Low: value - half, High: value + half, Place: "AU and NZ", Scale: scale, Family: family},
		Date:      "2024-01", Mean: mean, OpenLow: value - 4*half, OpenHigh: value + 4*half, MayLow: mean - 5, MayHigh: mean + 20, Implausibility: far, Bare: 2 * far, Verdict: infer.WithinTwo,
	}
	switch {
	case far > 3:
		c.Verdict = infer.Beyond
	case far > 2:
		c.Verdict = infer.WithinThree
	}
	for i := range 11 {
		c.Values = append(c.Values, mean-5+float64(i))
	}
	return c
}

// heldReport is a report of three families, one of which has two units and one no vote.
func heldReport() infer.Report {
	odds := heldFigure("A2", "adoption by organisations", evidence.Ratio, 6, 1, 9, 2.5)
	odds.Unit, odds.Quantity, odds.Sets = "odds ratio", "Odds ratio of large over small organisations", "organisations.size_large"
	weak := heldFigure("F1", "freelance work", evidence.Share, 32, 2, 31, 3.5)
	weak.Weak = true
	r := infer.Report{Replicates: 11, Compared: []infer.Compared{
		odds, heldFigure("A1", "adoption by organisations", evidence.Share, 40, 5, 50, 1.2),
		heldFigure("E1", "minds", evidence.Share, 80, 3, 20, 5.25), weak,
	}, Families: []infer.Family{{Name: "adoption by organisations", Counted: 2, Implausibility: 1.96, Verdict: infer.WithinTwo}, {Name: "minds", Counted: 1, Implausibility: 5.25, Verdict: infer.Beyond}}}
	for i := range 11 {
		r.Runs = append(r.Runs, fmt.Sprint(i+1))
	}
	return r
}

// fitTags is the figure on a screen as elements.
func fitTags(t *testing.T, r infer.Report) (Figure, []tag) {
	t.Helper()
	f := Fit(r, "Scenario baseline, 11 runs.")
	svg, err := f.SVG(screenSize)
	if err != nil {
		t.Fatal(err)
	}
	return f, tags(t, svg)
}

func TestModelAgainstDataLooksAsItDid(t *testing.T) {
	f, _ := fitTags(t, heldReport())
	looksAsItDid(t, f, screenSize)
	looksAsItDid(t, f, canvas.Printed(85/25.4*72, 300))
	if *look != "" {
		drawInBothSizes(t, []Figure{f})
	}
}

func TestModelAgainstDataSaysHowManyFit(t *testing.T) {
	f, all := fitTags(t, heldReport())
	if f.Title != "The model misses 1 of 3 published figures" || words(f.Title) > longest {
		t.Errorf("the title is %q", f.Title)
	}
	for _, want := range []string{"Of 3 figures that count 1 within 2, 1 more within 3, 1 beyond;", "measured 0 within 2, 1 more within 3, 2 beyond", "Pale and weak: 1 figure that rules",
		"as line 8 of 10 runs", "* fitted, or in view", scenarios.NotCalibrated, "Scenario baseline, 11 runs."} {
		if !strings.Contains(f.Footer, want) {
			t.Errorf("the footer does not say %q: %s", want, f.Footer)
		}
	}
	if !strings.Contains(f.Caption, "Farthest: Writers who used it: published 80, simulated 20 %") || strings.Contains(f.Caption, "published 32") {
		t.Errorf("the caption is %q", f.Caption)
	}
	var texts []string
	for _, g := range all {
		if g.name == "text" {
			texts = append(texts, g.text)
		}
	}
	at := -1
	for _, want := range []string{"Adoption by organisations: 2.0, within 2", "1.2", "Adoption by organisations, odds ratio", "2.5", "Minds: 5.2, beyond 3", "5.2", "Freelance work: weak, no vote", "weak"} {
		next := slices.Index(texts[at+1:], want)
		if next < 0 {
			t.Errorf("%q does not follow in %q", want, texts)
			continue
		}
		at += 1 + next
	}
}

// Every mark stands where its number is, and what is told by colour is told by form.
func TestMarksOfModelAgainstDataStandWhereTheNumbersAre(t *testing.T) {
	r := heldReport()
	r.Compared, r.Families = r.Compared[1:3], nil // a disc and a cross, each on its own axis
	r.Compared[1].Family = r.Compared[0].Family   // or both on one
	f, all := fitTags(t, r)
	x := scaleIn(t, all, "20", "80")
	discs := 0
	for _, g := range all {
		if g.name == "circle" && g.at["fill"] == canvas.Light.Series[0] && math.Abs(g.number("cx")-x(50)) < 0.5 {
			discs++
		}
	}
	if discs != 1 {
		t.Errorf("%d discs at the mean of the figure that fits", discs)
	}
	stroke := func(colour string, width string, from, to float64) int {
		n := 0
		for _, g := range all {
			if g.name == "path" && g.at["stroke"] == colour && g.at["stroke-width"] == width {
				if a, b := across(g); math.Abs(a-x(from)) < 0.5 && math.Abs(b-x(to)) < 0.5 {
					n++
				}
			}
		}
		return n
	}
	if n := stroke(canvas.Light.Series[1], "2", 20-4, 20+4); n != 1 {
		t.Errorf("%d lines of the spread of the figure that does not fit", n)
	}
	reach := 3.25 / (x(1) - x(0))
	if n := stroke(canvas.Light.Series[1], "2", 20-reach, 20+reach); n != 2 {
		t.Errorf("its cross has %d strokes", n)
	}
	for _, c := range r.Compared {
		if a, b, s := stroke(canvas.Light.Ink, "3", c.Low, c.High), stroke(canvas.Light.Ink, "1", c.OpenLow, c.OpenHigh), stroke(canvas.Light.Ink, "1.5", c.Value, c.Value); a != 1 || b != 1 || s != 1 {
			t.Errorf("%s has %d bands, %d whiskers and %d strokes where they belong", c.ID, a, b, s)
		}
		if !hasBar(all, canvas.Light.Reference, x(c.MayLow), x(c.MayHigh)) {
			t.Errorf("%s has no ground from %v to %v", c.ID, c.MayLow, c.MayHigh)
		}
	}
	if f.Values[0].Value != 40 || f.Values[1].Value != 50 || f.Values[1].Low != 46 || f.Values[1].High != 54 {
		t.Errorf("the values are %v", f.Values)
	}
}

// Weak rows are pale and have no cross of their own colour.
func TestWeakRowsArePale(t *testing.T) {
	r := heldReport()
	r.Compared, r.Families = r.Compared[3:], nil
	_, all := fitTags(t, r)
	pale := 0
	for _, g := range all {
		if g.name == "path" && g.at["stroke"] == canvas.Light.Ink && g.at["stroke-opacity"] != "" {
			pale++
		}
	}
	if pale < 5 {
		t.Errorf("%d pale strokes of a weak figure", pale)
	}
}

func TestTextsOfModelAgainstDataStayApartWhateverTheyAre(t *testing.T) {
	hostile := heldReport()
	hostile.Compared[0].Quantity = `</text><script>alert("x")</script> & of every size that anybody has ever asked of`
	f := Fit(hostile, "Scenario <b>.")
	for _, size := range []canvas.Size{screenSize, canvas.Narrow, canvas.Printed(85/25.4*72, 300), canvas.Printed(180/25.4*72, 600)} {
		svg, err := f.SVG(size)
		if err != nil {
			t.Fatal(err)
		}
		checkTexts(t, fmt.Sprint("model against data ", size.Width), svg)
		if strings.Contains(string(svg), "<script") {
			t.Error("a text became an element")
		}
	}
	if err := Fit(infer.Report{}, "").Err(); err == nil {
		t.Error("a report of nothing is drawn")
	}
}
