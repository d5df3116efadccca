package publish

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
	"github.com/atelier-sim/atelier/scenarios/sensitivity/analyse"
)

// Swept analyses the finished sweep in a folder as r asks, and draws what came of it into its
// folder figures, or into that of --out; with --csv it draws nothing. No file that is there is
// changed: what is drawn at another size has another name. What it returns names the files.
func Swept(ctx context.Context, dir string, r *scenarios.Run, workers int) (*sensitivity.Findings, error) {
	how, err := picturesOf(r)
	switch {
	case err != nil:
		return nil, err
	case r.JSON && r.CSV:
		return nil, scenarios.Mistake("--csv and --json: choose one of them")
	}
	found, err := analyse.Sweep(dir, r.Where, r.Measures)
	if err != nil || r.CSV {
		return found, err
	}
	if how.mark == "" {
		how.size.Height = 0 // as high as the number of factors makes it
	}
	d := drawer{dir: dir, workers: workers, whose: "sweep"}
	into := "figures/"
	if r.Out != "" {
		d.dir, into = r.Out, ""
	}
	var parts []part
	for _, f := range plots.Swept(found) {
		if f.Err() != nil {
			found.NotDrawn = append(found.NotDrawn, f.ID+": "+f.Err().Error()+".")
			continue
		}
		parts = append(parts, how.parts(into, f.Sheet)...)
	}
	if err := d.draw(ctx, parts); err != nil {
		return nil, err
	}
	found.Figures = finding.Each(parts, func(p part) string { return d.path(p.name) })
	return found, nil
}

// picturesOf is how figures are asked for.
func picturesOf(r *scenarios.Run) (pictures, error) {
	size, mark, err := printed(r.Width, r.DPI)
	return pictures{r.Formats, size, mark}, err
}

// marked is what the name of a figure in print ends with.
var marked = regexp.MustCompile(`-(\d+(?:_\d+)?(?:mm|cm|in|px))(?:-(\d+)dpi)?\.[a-z]+$`)

// drawnLater are the ways in which figures of such names were drawn.
func drawnLater(names []string) []pictures {
	list := []pictures{{scenarios.Formats(), canvas.Wide, ""}}
	for _, name := range names {
		m := marked.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		dpi, _ := strconv.Atoi(m[2]) // "" is none
		size, mark, err := printed(strings.ReplaceAll(m[1], "_", "."), dpi)
		if err == nil && !slices.ContainsFunc(list, func(p pictures) bool { return p.mark == mark }) {
			list = append(list, pictures{scenarios.Formats(), size, mark})
		}
	}
	return list
}

// widths are the units of a width with the points of one.
var widths = map[string]float64{"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72, "px": 72.0 / 96}

var widthForm = regexp.MustCompile(`^(\d{1,6}(?:\.\d{1,6})?) ?([a-zA-Z]+)$`)

// The widest figure in print, in points, and the most pixels across a PNG, of which one as
// high as wide takes a third of a gigabyte.
const (
	widest     = 72 * 500 / 25.4
	mostPixels = 9000
	usualDPI   = 300
	leastPrint = 72 * 65 / 25.4
)

// printed is the size that a width in print asks for, and what names of files say of it; of no
// width the size of a screen.
func printed(width string, dpi int) (size canvas.Size, mark string, err error) {
	if width == "" {
		if dpi != 0 {
			return size, "", scenarios.Mistake("--dpi: says how many pixels an inch in print has: give --width as well, such as --width 85mm")
		}
		return canvas.Wide, "", nil
	}
	shown := file.Shown(width, true)
	parts := widthForm.FindStringSubmatch(width)
	if parts == nil {
		return size, "", scenarios.Mistake("--width: value %s: give a number and mm, cm, in or px, such as 85mm", shown)
	}
	point, known := widths[parts[2]]
	if !known {
		return size, "", scenarios.Mistake("--width: value %s: %s is no unit of width%s; give mm, cm, in or px, such as 85mm", shown, file.Shown(parts[2], true), file.Meant(parts[2], []string{"mm", "cm", "in", "px"}))
	}
	number, err := strconv.ParseFloat(parts[1], 64)
	if err != nil {
		return size, "", err
	}
	points := float64(number * point)
	if points < leastPrint || points > widest {
		return size, "", scenarios.Mistake("--width: value %s: give a width from 65mm, below which nothing can be read, to 500mm", shown)
	}
	if dpi != 0 {
		mark = "-" + strconv.Itoa(dpi) + "dpi"
	} else {
		dpi = usualDPI
	}
	if float64(points*float64(dpi))/72 > mostPixels {
		return size, "", scenarios.Mistake("--width: value %s at %d pixels an inch is more than %s pixels wide; give a smaller width or fewer --dpi", shown, dpi, finding.Count(mostPixels))
	}
	return canvas.Printed(points, float64(dpi)), "-" + strings.ReplaceAll(parts[1], ".", "_") + parts[2] + mark, nil
}
