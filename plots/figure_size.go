package plots

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// adoptionBySize shows generative AI in organisations by their size, in one
// hue from faint (small) to strong (large). Bands are drawn for the smallest
// and the largest only: four would hide one another.
var adoptionBySize = Kind{
	ID: "adoption-by-size", Shows: "Generative AI in organisations of different size", By: "size",
	Columns: []string{"org_adoption"},
	build:   buildAdoptionBySize,
}

// sizeClasses are the classes of staff, small to large.
var sizeClasses = []string{"1-9", "10-49", "50-249", "250+"}

// sizeLine is one class of size.
type sizeLine struct {
	group string
	tint  int // position in the ordinal colours
	t     track
}

func buildAdoptionBySize(b *book, f *Figure) error {
	groups, err := b.needGroups("size")
	if err != nil {
		return err
	}
	var lines []sizeLine
	for i, class := range sizeClasses {
		if !slices.Contains(groups, class) {
			continue
		}
		l := sizeLine{class, i, b.level("size", class, "org_adoption").times(100)}
		f.Values = append(f.Values, b.decembers(l.t, b.Study.Measure("org_adoption").Label, class, "%", "org_adoption")...)
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return errors.New("the table has none of the sizes 1-9, 10-49, 50-249 and 250+; draw it with the version of the model that wrote it")
	}
	f.Title, f.Caption = sizeWords(b, lines)
	f.Subtitle = b.Study.Measure("org_adoption").Label + " by number of staff, " + b.perCentOf("org_adoption") + ". " + b.where()
	f.Alt = fmt.Sprintf("Line chart of organisations with generative AI by year, one line for each of %s classes of size.", finding.Cardinal(len(lines)))
	f.Footer, f.Key = b.lineAndBand(), b.bands()
	if b.n != 1 && len(lines) > 1 {
		f.Footer = "Line: mean; band (smallest and largest): " + b.bandOf() + " in each month."
	}
	f.Body = sizeBody(b, lines)
	return nil
}

// sizeWords compares the largest class with the smallest; it claims a gap only
// if their bands are apart.
func sizeWords(b *book, lines []sizeLine) (title, caption string) {
	end := b.endOf()
	small, large := lines[0], lines[len(lines)-1]
	s, l := b.levelAt(small.t, end, "", "", "%", ""), b.levelAt(large.t, end, "", "", "%", "")
	if len(lines) < 2 || !finding.Defined(s.Value) || !finding.Defined(l.Value) {
		return "", ""
	}
	title = ""
	if l.Low > s.High || b.n == 1 && l.Value > s.Value {
		title = b.dated(fmt.Sprintf("Large organisations lead small ones: %s against %s", finding.Share(l.Value/100), finding.Share(s.Value/100)))
	}
	caption = finding.Sentence(fmt.Sprintf("by %s %s of %s with %s staff use generative AI, and %s of those with %s",
		finding.Month(b.end()), finding.Share(l.Value/100), b.of("org_adoption"), staff(large.group), finding.Share(s.Value/100), staff(small.group)))
	if ratio := odds(l.Value) / odds(s.Value); finding.Defined(ratio) && ratio > 0 {
		caption = finding.Paragraph(caption, finding.Sentence("the odds of the first are "+finding.Decimal(ratio, 1)+" times those of the second"))
	}
	return title, caption
}

// odds of a share in per cent.
func odds(perCent float64) float64 { return perCent / (100 - perCent) }

// staff is a class of size in words.
func staff(class string) string {
	if class == "250+" {
		return "250 or more"
	}
	return strings.Replace(class, "-", " to ", 1)
}

func sizeBody(b *book, lines []sizeLine) canvas.Body {
	return b.linesBody(finding.Each(lines, func(l sizeLine) track { return l.t }), func(s canvas.Size) (all []mark.Series) {
		for i, l := range lines {
			line := l.t.series(s, canvas.Hex(canvas.Light.Ordinal[l.tint]))
			line.Width, line.Name = 1.5+float64(0.4*float64(l.tint)), staff(l.group)+" staff "+l.t.ends()
			if i > 0 && i < len(lines)-1 {
				line.Low, line.High, line.InnerLow, line.InnerHigh = nil, nil, nil, nil
			}
			all = append(all, line)
		}
		return all
	})
}
