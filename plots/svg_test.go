package plots

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
)

// tag is an element of a drawing with its attributes and its own text.
type tag struct {
	name string
	at   map[string]string
	text string
}

// number is an attribute as a number.
func (g tag) number(name string) float64 {
	v, err := strconv.ParseFloat(g.at[name], 64)
	if err != nil {
		return 0
	}
	return v
}

// tags parses a drawing strictly.
func tags(t *testing.T, svg []byte) []tag {
	t.Helper()
	var found []tag
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			g := tag{name: token.Name.Local, at: map[string]string{}}
			for _, a := range token.Attr {
				g.at[a.Name.Local] = a.Value
			}
			found = append(found, g)
		case xml.CharData:
			if len(found) > 0 {
				found[len(found)-1].text += strings.TrimRight(string(token), "\n")
			}
		case xml.ProcInst, xml.Directive, xml.Comment:
			t.Errorf("a drawing holds no prolog, directive or comment, but this one has %T", token)
		}
	}
}

// drawings are all figures of the usual tables in both sizes, drawn once.
func drawings(t *testing.T) map[string][]byte {
	t.Helper()
	if usualDrawings == nil {
		usualDrawings = drawingsOf(t, usualData())
	}
	return usualDrawings
}

var usualDrawings map[string][]byte

func drawingsOf(t *testing.T, d Data) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, f := range All(d) {
		if f.Err() != nil {
			continue
		}
		for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
			svg, err := f.SVG(size)
			if err != nil {
				t.Errorf("%s %s: %v", f.ID, size.Name, err)
				continue
			}
			out[f.ID+"-"+size.Name] = svg
		}
	}
	return out
}

func TestDrawingsObeyAStrictContentPolicy(t *testing.T) {
	elements := map[string]bool{"svg": true, "title": true, "desc": true, "g": true, "path": true, "circle": true, "text": true}
	for name, svg := range drawings(t) {
		for _, g := range tags(t, svg) {
			if !elements[g.name] {
				t.Errorf("%s holds <%s>", name, g.name)
			}
			for a := range g.at {
				if a == "style" || a == "class" || a == "href" || strings.HasPrefix(a, "on") {
					t.Errorf("%s: <%s> has %s", name, g.name, a)
				}
			}
		}
	}
}

func TestDrawingsAreOneImageToAScreenReader(t *testing.T) {
	seen := map[string]string{}
	for name, svg := range drawings(t) {
		all := tags(t, svg)
		root := all[0]
		if root.at["role"] != "img" || root.at["width"] != "100%" || root.at["height"] != "" {
			t.Errorf("%s: root has role %q, width %q, height %q", name, root.at["role"], root.at["width"], root.at["height"])
		}
		if all[1].name != "title" || all[2].name != "desc" || all[1].text == "" || all[2].text == "" {
			t.Errorf("%s does not begin with title and description", name)
		}
		if want := all[1].at["id"] + " " + all[2].at["id"]; root.at["aria-labelledby"] != want {
			t.Errorf("%s is labelled by %q, not %q", name, root.at["aria-labelledby"], want)
		}
		if all[3].name != "g" || all[3].at["aria-hidden"] != "true" {
			t.Errorf("%s does not hide its inner texts", name)
		}
		for _, g := range all {
			if id := g.at["id"]; id != "" && seen[id] != "" {
				t.Errorf("%s and %s share the id %s", name, seen[id], id)
			} else if id != "" {
				seen[id] = name
			}
		}
	}
}

func TestNoTextIsSmallerThanElevenOnAPhone(t *testing.T) {
	for name, svg := range drawings(t) {
		least := 10.0
		if strings.HasSuffix(name, canvas.Narrow.Name) {
			least = 11
		}
		for _, g := range tags(t, svg) {
			if g.name == "text" && g.number("font-size") < least {
				t.Errorf("%s sets %q at %s", name, g.text, g.at["font-size"])
			}
		}
	}
}

// textBox is where a text stands on the page, y downwards.
func textBox(g tag) canvas.Box {
	l := canvas.Lettering{Size: g.number("font-size"), Bold: g.at["font-weight"] == "bold"}
	w := l.Width(g.text)
	x := g.number("x") - map[string]float64{"middle": w / 2, "end": w}[g.at["text-anchor"]]
	y := g.number("y")
	return canvas.BoxOf(x, y-l.CapHeight(), x+w, y)
}

func TestTextsStayOnTheSheetAndApart(t *testing.T) {
	for name, svg := range drawings(t) {
		checkTexts(t, name, svg)
	}
}

// checkTexts reports texts that leave the sheet or touch one another; the
// outline under a text is not one.
func checkTexts(t *testing.T, name string, svg []byte) {
	t.Helper()
	all := tags(t, svg)
	var w, h float64
	if _, err := fmt.Sscanf(all[0].at["viewBox"], "0 0 %g %g", &w, &h); err != nil {
		t.Fatalf("%s: viewBox %q: %v", name, all[0].at["viewBox"], err)
	}
	var boxes []canvas.Box
	var texts []string
	for _, g := range all {
		if g.name != "text" || g.at["stroke"] != "" {
			continue
		}
		b := textBox(g)
		if b.X0 < -0.5 || b.Y0 < -0.5 || b.X1 > w+0.5 || b.Y1 > h+0.5 {
			t.Errorf("%s: %q leaves the sheet of %g by %g: %+v", name, g.text, w, h, b)
		}
		for i, o := range boxes {
			if b.Overlaps(o) {
				t.Errorf("%s: %q stands on %q", name, g.text, texts[i])
			}
		}
		boxes, texts = append(boxes, b), append(texts, g.text)
	}
}

func TestDrawingsHoldOnlyNumbersThatCanBeDrawn(t *testing.T) {
	bad := regexp.MustCompile(`NaN|Inf|e[+-]\d`)
	for name, svg := range drawings(t) {
		for _, g := range tags(t, svg) {
			for a, v := range g.at {
				if a != "id" && a != "aria-labelledby" && a != "font-family" && bad.MatchString(v) {
					t.Errorf("%s: <%s %s=%q>", name, g.name, a, v)
				}
			}
		}
	}
}

func TestTextsOfUsersCannotBecomeMarkup(t *testing.T) {
	d := made{runs: 2, months: 24, occupations: 3}.data()
	d.Place = `<script>"&'`
	for _, g := range madeDomains {
		d.Study.Titles[g] = `</text><a href="x">`
	}
	for name, svg := range drawingsOf(t, d) {
		for _, g := range tags(t, svg) {
			if g.name == "script" || g.name == "a" {
				t.Errorf("%s holds <%s>", name, g.name)
			}
		}
	}
}

func TestTextsStayApartInUnusualRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many figures")
	}
	usual := usualData()
	noTwin := usual
	noTwin.Contrast = nil
	renamed := usual.with(func(s *scenarios.Study) {
		s.Titles = map[string]string{"design": "Design, fashion, interior and everything else"}
	})
	flipped := mapped(made{runs: 3, months: 100, occupations: 20}.data(), func(v float64, _, _ int) float64 { return -v })
	for name, d := range map[string]Data{
		"one run": made{runs: 1, months: 180, occupations: 5}.data(), "seven months": made{runs: 3, months: 7, occupations: 5}.data(),
		"two years": made{runs: 3, months: 26, occupations: 5}.data(), "five years": made{runs: 2, months: 60, occupations: 1}.data(),
		"thirty years": made{runs: 2, months: 360, occupations: 2}.data(), "a row a year": made{runs: 2, months: 180, occupations: 2, step: 12}.data(),
		"no twin": noTwin, "long names": renamed, "only luck": onlyLuck(t, usual), "flipped": flipped,
	} {
		for id, svg := range drawingsOf(t, d) {
			checkTexts(t, name+": "+id, svg)
		}
	}
}
