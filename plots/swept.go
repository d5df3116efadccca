package plots

import (
	"errors"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// swept is what figures of a sweep have in common: what was found, and of it the ranking of
// one measure under each choice that a figure is about.
type swept struct {
	*sensitivity.Findings
	all []sensitivity.Ranking
}

// first is the ranking that a figure of one choice is about.
func (s *swept) first() *sensitivity.Ranking { return &s.all[0] }

// sweptKind is one figure of a ranking.
type sweptKind struct {
	id       string
	of       func(s *swept) bool // whether it is a figure of this design
	together bool                // it shows all choices from lists at once, where they are few enough
	build    func(s *swept, f *Figure) error
}

// sweptKinds are all figures of a ranking, in the order in which a reader meets them. A new
// one is one file and one line here.
var sweptKinds = []sweptKind{screening, influence, shares, tornado, mainEffects, choices}

// byDesign tells of figures which belong to one design.
func byDesign(kind string) func(s *swept) bool {
	return func(s *swept) bool { return s.Design == kind }
}

// Swept is every figure of what came of a sweep: of each measure under each choice those that
// belong to the design, or of a condition its boxes. IDs are fit for names of files, and no
// two are alike. A figure that cannot be drawn keeps its place and says why in Err.
func Swept(found *sensitivity.Findings) []Figure {
	var list []Figure
	for from, to := 0, 0; from < len(found.Rankings); from = to {
		for to < len(found.Rankings) && found.Rankings[to].Measure == found.Rankings[from].Measure {
			to++
		}
		list = append(list, sweptMeasure(&swept{found, found.Rankings[from:to]})...)
	}
	for k := range found.Boxes {
		list = append(list, boxFigures(found, &found.Boxes[k])...)
	}
	taken := map[string]int{}
	for i := range list {
		if taken[list[i].ID]++; taken[list[i].ID] > 1 {
			list[i].ID += "-" + finding.Count(taken[list[i].ID])
		}
	}
	return list
}

// sweptMeasure is the figures of one measure.
func sweptMeasure(s *swept) []Figure {
	var list []Figure
	for _, k := range sweptKinds {
		switch {
		case !k.of(s):
		case k.together && len(s.all) <= mostLines:
			list = append(list, s.figure(k))
		default:
			for i := range s.all {
				list = append(list, (&swept{s.Findings, s.all[i : i+1]}).figure(k))
			}
		}
	}
	return list
}

// figure builds a figure and closes the texts that end alike in all.
func (s *swept) figure(k sweptKind) Figure {
	x := s.first()
	f := Figure{Sheet: canvas.Sheet{ID: named(x.Measure, s.choice(), k.id)}}
	shows := "What moves " + finding.Lower(x.Label)
	var err error
	if !slices.ContainsFunc(s.all, moves) {
		err = errors.New("the measure does not differ between points, or is defined at too few")
	}
	if err == nil {
		err = k.build(s, &f)
	}
	if err != nil {
		return Figure{Sheet: canvas.Sheet{ID: f.ID, Title: shows, Alt: finding.Sentence(err.Error()), Missing: err}}
	}
	if f.Title == "" || words(f.Title) > longest {
		f.Title = shows
	}
	f.Caption = finding.Paragraph(f.Caption, strings.Join(x.Warnings, " "))
	return f
}

// moves tells whether anything can be said of what moves the measure.
func moves(x sensitivity.Ranking) bool {
	return slices.ContainsFunc(x.Rows, func(r sensitivity.Row) bool { return finding.Defined(r.Numbers[0].Value) })
}

// choice is the choice that the figure is about, "" where there is none or it shows all.
func (s *swept) choice() string {
	if len(s.all) > 1 {
		return ""
	}
	return s.first().Choice
}

// named joins words to a name fit for a file: small letters, digits, "_" and "-".
func named(words ...string) string {
	var kept []string
	for _, w := range words {
		w = strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_':
				return r
			}
			return '-'
		}, strings.ToLower(w))
		if w = strings.Trim(w, "-_"); w != "" {
			kept = append(kept, w[:min(len(w), 60)])
		}
	}
	return strings.Join(kept, "-")
}

// subject is measure, unit and months: the first words of a subtitle.
func (s *swept) subject(unit string) string {
	x := s.first()
	text := x.Label
	if x.Twinned {
		text += " against the world without AI"
	}
	if !strings.HasSuffix(text, " "+unit) { // "Freelance orders, orders" says nothing
		text += ", " + unit
	}
	text += ", " + x.Period + "."
	if c := s.choice(); c != "" {
		text += " Under " + c + "."
	}
	return text
}

// reading is the factor by which numbers of a measure are read best, with their unit:
// shares in per cent, their differences in points, and large numbers in millions.
func reading(x *sensitivity.Ranking, difference bool, values ...finding.Estimate) (factor float64, unit string) {
	if x.Unit == "share" {
		if difference || x.Twinned {
			return 100, "percentage points"
		}
		return 100, "per cent"
	}
	most := largestOf(values)
	switch {
	case most >= 1e9:
		return 1e-9, "billion " + x.Unit
	case most >= 1e6:
		return 1e-6, "million " + x.Unit
	}
	return 1, x.Unit
}

// foot is a footer: what the marks are, what luck there is, what the factors are, and of
// which sweep it is.
func (s *swept) foot(marks string, warnings []string) string {
	parts := append([]string{marks}, warnings...)
	return finding.Paragraph(append(parts, luckOf(s.Findings, s.first().Points), s.kinds(), standing(s.Findings.Sets), sourceOf(s.Findings))...)
}

// luckOf says how many runs stand behind a point.
func luckOf(found *sensitivity.Findings, points int) string {
	if found.Replicates == 1 {
		return "One seed at each of " + finding.Count(points) + " points: luck is not told apart."
	}
	return finding.Count(found.Replicates) + " seeds at each of " + finding.Count(points) + " points, the same at all."
}

// sourceOf names what was drawn.
func sourceOf(found *sensitivity.Findings) string {
	return "Sweep" + finding.Glued + found.Digest[:min(12, len(found.Digest))] + ", design " + strings.ReplaceAll(found.Design, "_", finding.Glued) + "."
}

// kinds says whether factors are assumptions or choices, where all are of one kind; where
// they are not, heads above the rows do.
func (s *swept) kinds() string {
	switch rows := s.first().Rows; {
	case mixed(rows):
		return ""
	case rows[0].Choice:
		return "All factors are choices."
	}
	return "All factors are assumptions over their plausible range."
}

// mixed tells whether there are assumptions and choices among the rows.
func mixed(rows []sensitivity.Row) bool {
	return slices.ContainsFunc(rows, func(r sensitivity.Row) bool { return r.Choice != rows[0].Choice })
}

// mostRows is how many factors a figure shows.
const mostRows = 20

// rowsOf are the foremost rows as a figure shows them: where there are assumptions and
// choices, the ones above the others, each under a head (nil).
func rowsOf(rows []sensitivity.Row) (shown []*sensitivity.Row, labels []mark.Row) {
	rows = rows[:min(len(rows), mostRows)]
	part := func(choice bool, head string) {
		if mixed(rows) {
			shown, labels = append(shown, nil), append(labels, mark.Row{Label: head, Head: true})
		}
		for i := range rows {
			if rows[i].Choice == choice {
				shown, labels = append(shown, &rows[i]), append(labels, mark.Row{Label: rows[i].Label})
			}
		}
	}
	for _, choice := range []bool{false, true} {
		if slices.ContainsFunc(rows, func(r sensitivity.Row) bool { return r.Choice == choice }) {
			part(choice, map[bool]string{false: "Assumptions", true: "Choices"}[choice])
		}
	}
	return shown, labels
}

// left says how many factors a figure of so many leaves out.
func (s *swept) left(shown int) string {
	if n := len(s.first().Rows) - shown; n > 0 {
		return "Of " + finding.Count(len(s.first().Rows)) + " factors the " + finding.Count(shown) + " that move it most."
	}
	return ""
}

// leaders is a headline of what moves the measure most: the factors whose number, of those
// that rank, reaches into the interval of the first; none where luck alone makes as much.
func (s *swept) leaders(rank func(r *sensitivity.Row) finding.Estimate, luckMakes float64) string {
	x := s.first()
	top, moved := rank(&x.Rows[0]), finding.Lower(x.Label)
	if !top.Bounded() {
		return ""
	}
	if finding.Defined(luckMakes) && top.Low <= luckMakes || !top.Sure() {
		return "No factor surely moves " + moved
	}
	var tied []sensitivity.Row
	for i := range x.Rows {
		if e := rank(&x.Rows[i]); finding.Defined(e.Value) && e.Value >= top.Low {
			tied = append(tied, x.Rows[i])
		}
	}
	if len(tied) > 3 {
		return "What moves " + moved + " most is open"
	}
	noun := sensitivity.KindOf(tied[0].Choice)
	said := finding.And(finding.Each(tied, func(r sensitivity.Row) string { return finding.Lower(r.Label) }))
	does := " " + finding.Word(len(tied), "moves", "move") + " " + moved + " most"
	short := said + does // where a word more is one too many, the footer says what factors are
	if strings.Contains(tied[0].Label, " ") {
		short = finding.Capital(short)
	}
	if mixed(tied) {
		return short
	}
	return fitting("The "+noun+finding.Word(len(tied), "", "s")+" "+said+does, short, finding.Capital(counted(len(tied), noun, noun+"s"))+does)
}

// estimatesOf are the numbers of a column of all rows.
func estimatesOf(rows []sensitivity.Row, columns ...int) []finding.Estimate {
	var list []finding.Estimate
	for _, r := range rows {
		for _, c := range columns {
			list = append(list, r.Numbers[c])
		}
	}
	return list
}
