package publish

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// experiment is a sweep of seconds.
const experiment = `
name: small
factors:
  - {factor: clients.own, low: 1, high: 4}
  - {factor: clients.loyalty, low: 1, high: 3}
design: {kind: one_at_a_time, levels: 2}
replicates: 2
measures:
  - {column: orders}
  - {column: skill}
options: {population: 200, months: 36}
`

// swept plays the sweep into a folder, or goes on with it.
func swept(t *testing.T, out string) *sweep.Outcome {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.yaml")
	if err := os.WriteFile(path, []byte(experiment), 0o644); err != nil {
		t.Fatal(err)
	}
	e, _, err := sweep.Find(path, scenarios.Layers{})
	if err != nil {
		t.Fatal(err)
	}
	o, err := sweep.Play(t.Context(), e, out, strings.Repeat("0123456789abcdef", 4), nil)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestFiguresOfASweepLieBesideItAndItStaysWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a sweep")
	}
	t.Chdir(t.TempDir())
	swept(t, "out")
	ask := scenarios.Run{Formats: []string{"svg", "png", "pdf"}}
	found, err := Swept(t.Context(), "out", &ask, 2)
	want := []string{"out/figures/orders-tornado.svg", "out/figures/orders-tornado.png", "out/figures/orders-tornado.pdf",
		"out/figures/skill-tornado.svg", "out/figures/skill-tornado.png", "out/figures/skill-tornado.pdf"}
	if err != nil || !slices.Equal(found.Figures, want) {
		t.Fatalf("drawn are %v (%v)", found, err)
	}
	before := map[string][]byte{}
	for _, name := range want {
		if before[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	if o := swept(t, "out"); o.Before != o.Runs {
		t.Errorf("with figures in it %d of %d runs count", o.Before, o.Runs)
	}
	for name, text := range before {
		if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, text) {
			t.Errorf("%s is not what it was: %v", name, err)
		}
	}
	ask.Width, ask.Measures = "85mm", "skill"
	if found, err = Swept(t.Context(), "out", &ask, 2); err != nil || found.Figures[0] != "out/figures/skill-tornado-85mm.svg" || len(found.Figures) != 3 {
		t.Errorf("of one measure in print: %v (%v)", found, err)
	}
	ask.Out = "paper"
	if found, err = Swept(t.Context(), "out", &ask, 2); err != nil || found.Figures[0] != "paper/skill-tornado-85mm.svg" {
		t.Errorf("elsewhere: %v (%v)", found, err)
	}
	mine := []byte("my own")
	if err := os.WriteFile("out/figures/skill-tornado.svg", mine, 0o644); err != nil {
		t.Fatal(err)
	}
	os.Remove("out/figures/orders-tornado.svg")
	_, err = Swept(t.Context(), "out", &scenarios.Run{Formats: ask.Formats}, 2)
	if now, _ := os.ReadFile("out/figures/skill-tornado.svg"); err == nil || !errors.Is(err, scenarios.ErrInput) || !bytes.Equal(now, mine) ||
		err.Error() != "out/figures/skill-tornado.svg is not what this program draws of the sweep on this machine; draw into another folder with --out" {
		t.Errorf("a file of the user is drawn over: %v", err)
	}
	if _, err := os.Stat("out/figures/orders-tornado.svg"); err == nil {
		t.Error("a refusal wrote a file")
	}
	if found, err = Swept(t.Context(), "out", &scenarios.Run{CSV: true, Out: "table"}, 2); err != nil || len(found.Figures) != 0 {
		t.Errorf("as a table: %v (%v)", found, err)
	}
	if _, err := os.Stat("table"); err == nil {
		t.Error("a table made a folder")
	}
}

func TestWidthsInPrintAreReadOrRefused(t *testing.T) {
	for width, points := range map[string]float64{"85mm": 240.945, "8.5 cm": 240.945, "180mm": 510.236, "7in": 504, "640px": 480, "500mm": 1417.323} {
		size, _, err := printed(width, 150)
		if got := size.Width * size.Point; err != nil || got < points-0.01 || got > points+0.01 {
			t.Errorf("%s is %v points wide, want %v (%v)", width, got, points, err)
		}
	}
	for dpi, want := range map[int]string{0: "-8_5cm", 600: "-8_5cm-600dpi"} {
		if _, name, err := printed("8.5cm", dpi); err != nil || name != want {
			t.Errorf("%d: %q (%v)", dpi, name, err)
		}
	}
	if size, name, err := printed("", 0); err != nil || name != "" || size.Width != canvas.Wide.Width || size.Point != 0 {
		t.Errorf("on a screen: %+v %q (%v)", size, name, err)
	}
	const form, ends = "give a number and mm, cm, in or px, such as 85mm", "give a width from 65mm, below which nothing can be read, to 500mm"
	for width, want := range map[string]string{
		"1mm": ends, "0mm": ends, "9000mm": ends, "10 m": `"m" is no unit of width; give mm, cm, in or px, such as 85mm`,
		"85": form, "mm": form, "-85mm": form, "1e9mm": form, "85mm ": form, "NaNmm": form,
		"85MM": `"MM" is no unit of width; did you mean "mm"?; give mm, cm, in or px, such as 85mm`,
	} {
		if _, _, err := printed(width, 0); err == nil || err.Error() != fmt.Sprintf("--width: value %q: %s", width, want) || !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%q: got %v, want %s", width, err, want)
		}
	}
	if _, _, err := printed("500mm", 1200); err == nil || !strings.Contains(err.Error(), "is more than 9,000 pixels wide") {
		t.Errorf("an image of a gigabyte: %v", err)
	}
	if _, _, err := printed("", 300); err == nil || !strings.Contains(err.Error(), "--dpi: says how many pixels an inch in print has: give --width") {
		t.Errorf("pixels of no print: %v", err)
	}
}
