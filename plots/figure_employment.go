package plots

import (
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// employmentByDomain shows employees of each domain as an index of the start,
// beside the same world without AI, one small panel a domain on one scale.
var employmentByDomain = Kind{
	ID: "employment-by-domain", Shows: "Employment by domain, with and without AI", By: "domain",
	Columns: []string{"employed"}, Paired: true,
	build: buildEmployment,
}

func buildEmployment(b *book, f *Figure) error {
	groups, err := b.needGroups("domain")
	if err != nil {
		return err
	}
	set := multiples{book: b, wide: 3, narrow: 2, lines: 4, height: 70}
	var ends []finding.Estimate
	for _, g := range groups {
		index, base := b.indexed("domain", g, "employed")
		gap, end := b.groupChange("domain", g, "employed", employeesAgainst)
		ends = append(ends, end)
		set.panels = append(set.panels, smallPanel{title: b.title(g), note: gapNote(end), luck: !end.SureAmong(len(groups)), line: index, base: base})
		f.Values = append(f.Values, b.decembers(index, "Employees", g, "per 100 at the start", "employed")...)
		f.Values = append(f.Values, b.decemberChanges(gap, end.Label, g, "%", "employed")...)
	}
	f.Title = employmentTitle(b, tallied(ends, len(ends)), len(ends))
	f.Subtitle = b.differing("employed") + ", per 100 at the start. " + b.where() + startsAt(set.scales()[""])
	f.Caption = employmentCaption(b, ends)
	f.Alt = fmt.Sprintf("%s small line charts of employees by year, each domain with and without AI.", finding.Capital(finding.Cardinal(len(groups))))
	f.Key = append(withTwin(b, nil), b.bands()...)
	f.Footer = finding.Paragraph(b.lineAndBand(), endNote(b, nil), b.allLookedAt(len(ends), "domains"))
	f.Body = set.body()
	return nil
}

// employeesAgainst is what differences of employees are called.
const employeesAgainst = "Employees against the world without AI"

// groupChange is a group's measure against the frozen world in per cent, and what it says
// at the end, with the sides of zero on which the study's sets stand.
func (b *book) groupChange(by, group, column, label string) (track, finding.Estimate) {
	gap := b.relative(by, group, column)
	end := b.changeAt(gap, b.endOf(), label, group, "%", column)
	if e := b.Study.GroupEffect(b.world, b.arms[0].key, by, group, column, finding.AtEnd); e != nil {
		end.Above, end.Below = e.Above, e.Below
	}
	return gap, end
}

// indexed is a measure per 100 of its mean at the start, and the frozen world
// on the same base.
func (b *book) indexed(by, group, column string) (index track, base []float64) {
	t := b.level(by, group, column)
	start := pick(t.Mean, 0)
	if !finding.Defined(start) || start == 0 {
		return track{X: b.years, N: b.n}, nil
	}
	return t.times(100 / start), track{Mean: b.frozen(by, group, column)}.times(100 / start).Mean
}

// gapNote is the end of a panel in words: the difference to the frozen world,
// with its interval.
func gapNote(e finding.Estimate) string {
	switch {
	case !finding.Defined(e.Value):
		return "not defined"
	case e.Spell(finding.Signed).Interval() == "":
		return e.Spell(finding.Signed).Value + e.Unit
	}
	return e.Spell(finding.Signed).Value + e.Unit + " (" + e.Spell(finding.Signed).Interval() + ")"
}

// endNote explains the notes above panels.
func endNote(b *book, measures []measure) string {
	if len(measures) > 0 && !measures[0].relative {
		return ""
	}
	if b.gap != nil && len(b.gap.runs) > 1 {
		return "Above each panel: " + finding.Month(b.end()) + " against without AI (95% interval of the mean)."
	}
	return "Above each panel: " + finding.Month(b.end()) + " against without AI."
}

// startsAt warns of an axis that does not start at zero.
func startsAt(y canvas.Scale) string {
	if y.Low > 0 {
		return ". The axis does not start at zero"
	}
	return ""
}

// employmentTitle counts the domains whose interval excludes zero; it ranks
// none, since ranks within luck are no finding.
func employmentTitle(b *book, t tally, all int) string {
	n := finding.Cardinal(all)
	switch {
	case !t.told:
		return ""
	case t.down+t.up == 0:
		return "No difference in employment " + luck
	case t.down == all:
		return b.dated("AI lowers employment in all " + n + " domains")
	case t.up == all:
		return b.dated("AI raises employment in all " + n + " domains")
	case t.up == 0:
		return fmt.Sprintf("AI lowers employment in %s of %s domains", finding.Cardinal(t.down), n)
	case t.down == 0:
		return fmt.Sprintf("AI raises employment in %s of %s domains", finding.Cardinal(t.up), n)
	}
	return fmt.Sprintf("Employment: lower in %s domains with AI, higher in %s", finding.Cardinal(t.down), finding.Cardinal(t.up))
}

func employmentCaption(b *book, ends []finding.Estimate) string {
	return b.lowestAndHighest("employees in "+finding.Month(b.end())+" against the world without AI", ends)
}
