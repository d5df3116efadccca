package plots

import (
	"image/color"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// decembers is what a track of a level says each December and in its last
// month: the rows of the table under a figure.
func (b *book) decembers(t track, measure, group, unit, column string) []finding.Estimate {
	return b.each(func(i int) finding.Estimate { return b.levelAt(t, i, measure, group, unit, column) })
}

// decemberChanges is the same of a track of differences.
func (b *book) decemberChanges(t track, measure, group, unit, column string) []finding.Estimate {
	return b.each(func(i int) finding.Estimate { return b.changeAt(t, i, measure, group, unit, column) })
}

// each is the defined estimates of Decembers and of the last month.
func (b *book) each(at func(i int) finding.Estimate) []finding.Estimate {
	var out []finding.Estimate
	for _, i := range b.decemberPlaces() {
		if e := at(i); finding.Defined(e.Value) {
			out = append(out, e)
		}
	}
	return out
}

// decemberPlaces are the positions of Decembers and of the last month.
func (b *book) decemberPlaces() []int {
	return slices.DeleteFunc(places(len(b.months)), func(i int) bool { return b.months[i]%12 != 11 && i != b.endOf() })
}

// observed is the observed points of a column that lie within the time axis,
// in the order given, multiplied by factor, and their estimates. With groups,
// those of single groups are among them, else only those of everyone. A figure
// that the evidence keeps for several groups is one point.
func (b *book) observed(column string, factor float64, groups bool) ([]evidence.Point, []finding.Estimate) {
	type figure struct {
		label       string
		year, value float64
	}
	var points []evidence.Point
	var values []finding.Estimate
	seen := map[figure]bool{}
	from, to := b.span()
	for _, p := range b.Observed {
		everyone := p.Group == "" || p.Group == table.All
		same := figure{p.Label, p.Year, p.Value}
		if p.Series != column || !everyone && !groups || !finding.Defined(p.Value) || p.Year < from || p.Year > to || seen[same] {
			continue
		}
		seen[same] = true
		p.Value, p.Low, p.High = p.Value*factor, p.Low*factor, p.High*factor
		if !everyone {
			p.SameDefinition = false // another population than the line's
		}
		points = append(points, p)
		values = append(values, finding.Estimate{
			Place: finding.Place{Column: column, Label: p.Label + bracketed(measuredBy(p.Publication, p.Place)), Group: p.Group, When: finding.Date(monthOf(p.Year)), Unit: "%"},
			Value: p.Value, Low: p.Low, High: p.High, Method: Observed,
		})
	}
	return points, values
}

// measuredBy is who measured a figure and where, in short and without the year: "Society
// of Authors, UK".
func measuredBy(publication, place string) string {
	who, _, _ := strings.Cut(publication, " (")
	words := strings.Fields(who)
	for len(words) > 1 && datesOnly.MatchString(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.TrimPrefix(strings.TrimSuffix(strings.Join(words, " "), ",")+", "+strings.ReplaceAll(place, " ", finding.Glued), ", ")
}

// bracketed is a text in brackets behind another, "" for none.
func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// datesOnly are words that say when something was published.
var datesOnly = regexp.MustCompile(`^(\d{4}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$`)

// letters name observed points, from a to z and then by numbers, points with the same
// words by one letter, and say whose each is: "a, b Society of Authors, UK 2024".
func letters(seen ...[]evidence.Point) (name func(evidence.Point) string, whose []string) {
	type source struct {
		who     string
		letters []string
		years   canvas.Extent
	}
	of := map[string]string{}
	var sources []source
	for _, p := range slices.Concat(seen...) {
		who := measuredBy(p.Publication, p.Place)
		at := slices.IndexFunc(sources, func(s source) bool { return s.who == who })
		if at < 0 {
			at, sources = len(sources), append(sources, source{who: who, years: canvas.Nothing()})
		}
		sources[at].years = sources[at].years.And(math.Floor(p.Year))
		if of[p.Label] != "" {
			continue
		}
		if of[p.Label] = string(rune('a' + len(of))); len(of) > 26 {
			of[p.Label] = strconv.Itoa(len(of))
		}
		sources[at].letters = append(sources[at].letters, of[p.Label])
	}
	for _, s := range sources {
		years := strconv.Itoa(int(s.years.Low))
		if s.years.High > s.years.Low {
			years += " to " + strconv.Itoa(int(s.years.High))
		}
		whose = append(whose, strings.Join(s.letters, ", ")+" "+s.who+finding.Glued+years)
	}
	return func(p evidence.Point) string { return of[p.Label] }, whose
}

// monthOf is the month number in which a decimal year falls.
func monthOf(year float64) int { return int(math.Floor(float64((year-finding.FirstYear)*12) + 1e-6)) }

// pointsOf is the plotters of observed points: hollow where the definition is
// not the simulated one, filled where it is.
func pointsOf(points []evidence.Point, name func(evidence.Point) string, colour color.NRGBA) []mark.Points {
	out := []mark.Points{{Color: colour, Hollow: true}, {Color: colour}}
	for _, p := range points {
		to := &out[0]
		if p.SameDefinition {
			to = &out[1]
		}
		to.X, to.Y = append(to.X, p.Year), append(to.Y, p.Value)
		to.Low, to.High, to.Names = append(to.Low, p.Low), append(to.High, p.High), append(to.Names, name(p))
	}
	return out
}

// anyDefined tells whether any of the values can be drawn.
func anyDefined(values []finding.Estimate) bool {
	return slices.ContainsFunc(values, func(e finding.Estimate) bool { return finding.Defined(e.Value) })
}
