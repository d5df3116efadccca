package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// leafOf says of each table how its sheet is called and whether it is an archive:
// rows to be searched and not to be printed, as those of a table are that it does not name.
var leafOf = map[string]struct {
	name    string
	archive bool
}{
	"levels": {"Levels", true}, "summary": {"All creatives", true}, "effects": {"Differences", true}, "winners-and-losers": {"Differences by group", true},
	"bills": {"Who pays", true}, "ratios": {"Cost of effects", false}, "regrets": {"Regrets", true}, "ahead": {"Who may be ahead", false},
	"policies": {"Policies", false}, "parameters": {"Parameters", true}, "columns": {"Measures", false}, "sources": {"Sources", false},
	"losses": {"What AI does", true}, "undone": {"Share of loss undone", false},
}

// tableWidth is how wide a printed table of texts becomes, in characters.
const tableWidth = 300

// daggerSaid says what a dagger is.
const daggerSaid = finding.Dagger + " rests on an assumed effect."

// figuresName is the sheet that holds the values of all figures.
const figuresName = "Values of figures"

// headsOf are what readers call the columns of the tables.
var headsOf = map[string]string{
	"world": "World", "arm": "Policy", "by": "Grouped by", "title": "Group", "label": "Measure", "measure": "Measure", "kind": "Kind",
	"pairing": "Runs needed on other luck, times as many", "payer": "Payer", "discounted": "Discounted", "why": "Why it is not defined",
	"per_cent": "Per cent of the reference", "unit": "Unit", "value": "Value", "low": "Low", "high": "High", "dice": "Luck alone, either way",
	"n": "Runs", "sets": "Parameter sets", "pairs": "Sets played again", "method": "What value and interval are", "assumed": "Rests on an assumed effect",
	"ahead": "May be ahead", "behind": "Surely behind", "policy": "Part of it", "unit_cost": "Unit cost", "of": "Of whom", "column": "Name in files", "path": "Parameter",
}

// heading is what readers call a column of a table.
func (r *Report) heading(s Sheet, code string) string {
	switch {
	case s.Name == "policies" && code == "policy":
		return "Name in files"
	case s.Name == "policies" && code == "title", s.Name == "sources" && code == "title":
		return "Title"
	case code == "arm" && r.Study.Kind == scenarios.KindRun:
		return "Future"
	}
	return cmp.Or(headsOf[code], finding.Human(code))
}

// tableLeaves are the tables as sheets, the values of all figures on one.
func (r *Report) tableLeaves() []leaf {
	var list []leaf
	figures := leaf{Name: figuresName, About: "Every value that a figure shows, figure by figure.", Archive: true}
	all := r.Figures()
	for _, s := range r.Sheets() {
		i := slices.IndexFunc(all, func(f Figure) bool { return s.Name == "figure-"+f.ID })
		l := r.tableLeaf(s)
		if i < 0 {
			list = append(list, l)
			continue
		}
		figures.Intro, figures.Columns = l.Intro, append([]columnHead{{Head: "Figure"}}, l.Columns...)
		figures.Blocks = append(figures.Blocks, len(figures.Rows))
		figures.Parts = append(figures.Parts, block{"Figure " + finding.Count(all[i].Number), all[i].Shows, len(figures.Rows), len(l.Rows)})
		for _, row := range l.Rows {
			figures.Rows = append(figures.Rows, append([]any{all[i].Number}, row...))
		}
	}
	at := slices.IndexFunc(list, func(l leaf) bool { return l.Name == leafOf["parameters"].name })
	return slices.Insert(list, max(at, 0), figures)
}

// tableLeaf is a table as a sheet.
func (r *Report) tableLeaf(s Sheet) leaf {
	as := leafOf[s.Name]
	l := leaf{Name: cmp.Or(as.name, finding.Human(s.Name)), About: s.About, Archive: as.archive || as.name == ""}
	if s.estimates != nil {
		return r.estimateLeaf(l, s)
	}
	for _, code := range s.Header {
		l.Columns = append(l.Columns, columnHead{r.heading(s, code), code, max(24, tableWidth/len(s.Header))})
	}
	for _, row := range s.Rows {
		cells := make([]any, len(row))
		for k, c := range row {
			cells[k] = r.read(s.Header[k], c)
		}
		l.Rows = append(l.Rows, cells)
	}
	return l
}

// read is a cell of a table as readers read it: the titles of futures, groupings and
// worlds for their keys.
func (r *Report) read(code string, c any) any {
	text, is := c.(string)
	switch {
	case !is || text == "":
		return c
	case code == "arm":
		return r.Study.ArmTitle(text)
	case code == "ahead", code == "behind":
		return strings.Join(finding.Each(strings.Fields(text), r.Study.ArmTitle), ", ")
	case code == "world", code == "by", code == "kind", code == "payer", code == "mechanism":
		return finding.Human(text)
	}
	return c
}

// differs tells whether an estimate is a difference, of which it can be asked whether
// its sign is known.
func differs(e finding.Estimate) bool {
	return slices.Contains([]string{
		scenarios.MethodPaired, scenarios.MethodPerCent, scenarios.MethodRegret, plots.PairedMean, plots.YearMean,
		scenarios.MethodEnsemblePaired, scenarios.MethodEnsemblePerCent, scenarios.MethodEnsembleRegret, plots.YearMeanKnown,
	}, e.Method)
}

// lookedAt tells which numbers of a table are looked at together: those of all futures
// and groups of one measure and moment; of a run's groups, whose table has a column a
// measure, those of all its measures.
func (r *Report) lookedAt(e finding.Estimate) finding.Place {
	p := finding.Place{Column: e.Column, By: e.By, When: e.When, World: e.World}
	if r.Study.Kind == scenarios.KindRun && e.By != "all" {
		p.Column = ""
	}
	return p
}

// estimateLeaf is a table of estimates as a sheet: a row each, what is per cent of the
// reference beside what is in the measure's unit, months as dates.
func (r *Report) estimateLeaf(l leaf, s Sheet) leaf {
	looks := map[finding.Place]int{}
	differing, relative := strings.HasPrefix(s.Name, "figure-"), false // figures share one sheet
	for i, e := range s.estimates {
		if signed(s, e) && !folded(s, i) {
			looks[r.lookedAt(e)]++
			differing = true
		}
		relative = relative || folded(s, i)
	}
	l.Intro = append(l.Intro, r.lowToHigh()+" "+daggerSaid)
	kept := slices.DeleteFunc(slices.Clone(s.Header), func(code string) bool {
		return code == "group" && slices.Contains(s.Header, "title") || code == "column" && slices.Contains(s.Header, "label") ||
			slices.Contains(estimated, code) || code == "why"
	})
	for _, code := range kept {
		if code == "when" {
			l.Columns = append(l.Columns, columnHead{Head: "From"}, columnHead{Head: "To", Code: "when"})
			continue
		}
		l.Columns = append(l.Columns, columnHead{Head: r.heading(s, code), Code: code})
	}
	l.Columns = append(l.Columns, r.estimateFields(s, differing, relative)...)
	for i, e := range s.estimates {
		if folded(s, i) {
			continue
		}
		var row []any
		for _, code := range kept {
			c := s.Rows[i][slices.Index(s.Header, code)]
			if code == "when" {
				row = append(row, r.span(c)...)
				continue
			}
			if ratio, is := c.(float64); is && code == "pairing" && finding.Defined(ratio) {
				unit := math.Pow10(finding.Magnitude(ratio) - 2) // nobody knows a ratio of variances better
				c = math.Round(ratio/unit) * unit
			}
			if text, is := c.(string); is && (code == "label" || code == "measure") {
				c = finding.Marked(text, e.Assumed)
			}
			row = append(row, r.read(code, c))
		}
		var beside *finding.Estimate
		if i+1 < len(s.estimates) && folded(s, i+1) {
			beside = &s.estimates[i+1]
		}
		row = append(row, numbersOf(e, beside, relative)...)
		if differing {
			row = append(row, sureness(s, e, looks[r.lookedAt(e)]))
		}
		if why := slices.Index(s.Header, "why"); why >= 0 {
			row = append(row, s.Rows[i][why])
		}
		l.Rows = append(l.Rows, append(row, e.N, e.Sets, e.Pairs, e.Method))
	}
	if strings.HasPrefix(s.Name, "figure-") {
		return l
	}
	return l.lifted("kind", "n", "sets", "pairs", "method")
}

// lifted is a sheet without what nearly every row holds in some columns: that is said
// once, above it, and cells are left only where a row says something else. It makes a
// large workbook a tenth smaller. Texts are lifted only if they are the same in all.
func (l leaf) lifted(codes ...string) leaf {
	var told []string
	for _, code := range codes {
		k := slices.IndexFunc(l.Columns, func(c columnHead) bool { return c.Code == code })
		if k < 0 || len(l.Rows) == 0 {
			continue
		}
		usual := usualOf(l.Rows, k)
		all := !slices.ContainsFunc(l.Rows, func(row []any) bool { return row[k] != usual })
		if _, counted := usual.(int); !all && !counted {
			continue
		}
		for _, row := range l.Rows {
			if row[k] == usual {
				row[k] = nil
			}
		}
		told = append(told, finding.Lower(l.Columns[k].Head)+": "+plainly(usual))
		if !all {
			l.Columns[k].Head += ", if other than " + plainly(usual)
			continue
		}
		l.Columns = slices.Delete(l.Columns, k, k+1)
		for i := range l.Rows {
			l.Rows[i] = slices.Delete(l.Rows[i], k, k+1)
		}
	}
	if len(told) > 0 {
		l.Intro = append(l.Intro, finding.Sentence("Of every row that says nothing else: "+strings.Join(told, "; ")))
	}
	return l
}

// usualOf is what most rows hold in a column.
func usualOf(rows [][]any, column int) any {
	count := map[any]int{}
	most := rows[0][column]
	for _, row := range rows {
		if count[row[column]]++; count[row[column]] > count[most] {
			most = row[column]
		}
	}
	return most
}

// plainly is a cell in words.
func plainly(c any) string {
	if n, is := c.(int); is {
		return finding.Count(n)
	}
	text, _ := c.(string)
	return text
}

// folded tells whether a row of a table says in per cent what the row above it says in
// the measure's unit.
func folded(s Sheet, i int) bool {
	at := slices.Index(s.Header, "kind")
	return at >= 0 && i > 0 && s.Rows[i][at] == "difference" && s.estimates[i].Unit == "%" &&
		slices.Equal(s.Rows[i][:at], s.Rows[i-1][:at])
}

// estimateFields are the columns of an estimate.
func (r *Report) estimateFields(s Sheet, differing, relative bool) []columnHead {
	f := func(code string) columnHead { return columnHead{Head: r.heading(s, code), Code: code} }
	list := []columnHead{f("unit"), f("value"), f("low"), f("high"), f("dice")}
	if relative {
		for _, code := range []string{"value", "low", "high", "dice"} {
			list = append(list, columnHead{Head: f(code).Head + ", per cent of the reference", Code: code + " (unit %)"})
		}
	}
	if differing {
		list = append(list, columnHead{Head: "How sure"})
	}
	if slices.Contains(s.Header, "why") {
		list = append(list, f("why"))
	}
	return append(list, f("n"), f("sets"), f("pairs"), f("method"))
}

// numbersOf are the unit and the numbers of an estimate and of the same in per cent.
func numbersOf(e finding.Estimate, beside *finding.Estimate, relative bool) []any {
	four := func(e finding.Estimate) []any {
		row := []any{amountOf(e, e.Value, differs(e)), amountOf(e, e.Low, differs(e)), amountOf(e, e.High, differs(e)), nil}
		if e.Ensemble() && finding.Defined(e.Value) {
			row[3] = amountOf(e, e.Dice, false)
		}
		return row
	}
	row := append([]any{unitWords(e.Unit, differs(e))}, four(e)...)
	switch {
	case beside != nil:
		row = append(row, four(*beside)...)
	case relative:
		row = append(row, nil, nil, nil, nil)
	}
	return row
}

// signed tells whether it can be asked of an estimate whether its sign is known.
func signed(s Sheet, e finding.Estimate) bool { return differs(e) || s.Name == "undone" }

// sureness is how sure the sign of an estimate is; nothing of a level, or where there is
// no number.
func sureness(s Sheet, e finding.Estimate, looks int) any {
	if !signed(s, e) || !finding.Defined(e.Value) {
		return nil
	}
	return e.Sureness(looks)
}

// span is the months that a number is about, the first and the last, as dates: the
// first day of each.
func (r *Report) span(when any) []any {
	s := r.Study
	switch text, _ := when.(string); text {
	case finding.AtEnd:
		return []any{finding.FirstDay(s.Last()), finding.FirstDay(s.Last())}
	case finding.OverPeriod:
		return []any{finding.FirstDay(s.Start), finding.FirstDay(s.Last())}
	default:
		if day, dated := finding.Dated(text); dated {
			return []any{day, day}
		}
		return []any{nil, text}
	}
}
