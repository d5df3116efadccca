package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Names of the sheets that are no tables.
const (
	keyName      = "Key results"
	contentsName = "Contents"
	aboutName    = "What was asked"
	loserName    = "Who loses most"
)

// keyFields are the columns of the key results.
func (r *Report) keyFields() []columnHead {
	s := r.Study
	level := "Level under " + s.ReferenceTitle()
	if s.Kind == scenarios.KindRun {
		level = "Level"
	}
	fields := []columnHead{{"What", "", 24}, {"Outcome", "", 34}, {level, "", 0}, {"Unit", "", 14}, {"Change", "", 0}, {"Low", "", 0}, {"High", "", 0}, {"Unit of the change", "", 20},
		{"Luck alone, low", "", 0}, {"Luck alone, high", "", 0}, {"How sure", "", 20}}
	if s.Kind == scenarios.KindComparison {
		fields = append(fields, columnHead{"Share of AI's loss undone", "", 16}, columnHead{"Share, low", "", 0}, columnHead{"Share, high", "", 0})
	}
	return append(fields, columnHead{"To copy", "", 70})
}

// keyLeaf is the first sheet: the finding, and a block of the scored outcomes for what
// AI does and for each policy, with what it costs.
func (r *Report) keyLeaf() leaf {
	s := r.Study
	l := leaf{Name: keyName, Title: s.Title, Lead: []string{r.finding()}, About: r.keyAbout(), Columns: r.keyFields(), Fixed: 2, Aside: 1,
		Intro: []string{s.Question, finding.Sentence(finding.Capital(s.WhenText()) + ", " + s.World() + " world; changes of shares in percentage points, of the rest in per cent"), r.lowToHigh() + " " + daggerSaid}}
	block := func(rows [][]any) {
		if len(rows) > 0 {
			l.Blocks = append(l.Blocks, len(l.Rows))
			l.Rows = append(l.Rows, rows...)
		}
	}
	if s.Kind == scenarios.KindComparison {
		block(r.keyRows("What AI does", "", func(column string) *scenarios.Effect { return s.Loss(s.World(), column, s.When()) }))
	}
	for _, a := range s.Others() {
		title := a.Marked()
		if s.Kind == scenarios.KindRun {
			title = "What AI does"
		}
		block(append(r.keyRows(title, a.Name, func(column string) *scenarios.Effect { return s.Effect(s.World(), a.Name, column, s.When()) }), r.costRows(a)...))
	}
	return l
}

// keyAbout says what the key results are.
func (r *Report) keyAbout() string {
	if r.Study.Kind == scenarios.KindRun {
		return "The outcomes of the scorecard: what AI does, and how sure that is."
	}
	return r.Study.Called("The outcomes of the scorecard: what AI does, what each policy changes, what it costs, and how sure that is.")
}

// finding is the answer in one sentence.
func (r *Report) finding() string {
	return cmp.Or(r.Study.Brief.Finding, strings.Join(r.Study.Headline, " "))
}

// keyRows are the scored outcomes under an arm: the reference's level and how far the
// arm is from it, and of a policy how much of AI's loss it undoes. The arm is "" for
// what AI does.
func (r *Report) keyRows(title, arm string, effect func(column string) *scenarios.Effect) [][]any {
	s := r.Study
	var rows [][]any
	for _, m := range s.Measures {
		if !m.Scored {
			continue
		}
		of := s.Against
		if s.Kind == scenarios.KindRun {
			of = s.Others()[0].Name
		}
		l := s.Level(s.World(), of, m.Column, s.When())
		e := finding.Undefined("", 0)
		if x := effect(m.Column); x != nil {
			e = x.Shown()
		} else if l == nil {
			continue
		}
		row := []any{title, m.Name(), nil, unitWords(m.Unit, false)}
		if l != nil {
			row[2] = amountOf(*l, l.Value, false)
		}
		row = append(row, r.changeCells(e)...)
		if s.Kind == scenarios.KindComparison {
			row = append(row, r.undoneCells(arm, m.Column)...)
		}
		rows = append(rows, append(row, spoken(e, finding.Signed)))
	}
	return rows
}

// spoken is an estimate as a text to copy; "" where there is none.
func spoken(e finding.Estimate, sign finding.Sign) string {
	if !finding.Defined(e.Value) {
		return ""
	}
	if !strings.Contains(e.Unit, "USD") {
		return e.Text(sign)
	}
	place := e.Place10()
	said := finding.DollarsAt(e.Value, place)
	if e.Bounded() {
		said += " (" + finding.DollarsAt(e.Low, place) + " to " + finding.DollarsAt(e.High, place) + ")"
	}
	return said
}

// changeCells are a difference with both intervals and how sure it is, one of as many
// as there are policies.
func (r *Report) changeCells(e finding.Estimate) []any {
	if !finding.Defined(e.Value) {
		return []any{nil, nil, nil, nil, nil, nil, e.Sureness(1)}
	}
	low, high := e.DiceEnds()
	return []any{amountOf(e, e.Value, true), amountOf(e, e.Low, true), amountOf(e, e.High, true), unitWords(e.Unit, true),
		amountOf(e, low, true), amountOf(e, high, true), e.Sureness(len(r.Study.Others()))}
}

// undoneCells are how much of AI's loss in a measure an arm undoes, or why that cannot
// be told.
func (r *Report) undoneCells(arm, column string) []any {
	u := r.Study.UndoneOf(r.Study.World(), arm, column)
	switch {
	case u == nil:
		return []any{nil, nil, nil}
	case !finding.Defined(u.Value):
		return []any{u.Why, nil, nil}
	}
	return []any{amountOf(u.Estimate, u.Value, false), amountOf(u.Estimate, u.Low, false), amountOf(u.Estimate, u.High, false)}
}

// costRows are what an arm costs over the period, and what a year of work costs.
func (r *Report) costRows(a *scenarios.Arm) [][]any {
	s := r.Study
	var rows [][]any
	add := func(label string, e finding.Estimate, unit, why string) {
		low, high := e.DiceEnds()
		row := []any{a.Marked(), label, nil, nil, amountOf(e, e.Value, false), amountOf(e, e.Low, false), amountOf(e, e.High, false), unit, amountOf(e, low, false), amountOf(e, high, false), why}
		if s.Kind == scenarios.KindComparison {
			row = append(row, nil, nil, nil)
		}
		rows = append(rows, append(row, spoken(e, finding.Unsigned)))
	}
	for _, payer := range []string{scenarios.PayerPublic, scenarios.PayerFirms, scenarios.PayerBoth} {
		if b := s.Bill(s.World(), a.Name, "", payer); b != nil && b.Value != 0 && finding.Defined(b.Value) {
			add("Cost: "+finding.Lower(b.Label), b.Estimate, "2024 USD, in all", "")
		}
	}
	if x := s.Ratio(s.World(), a.Name, "job-year", scenarios.PayerBoth); x != nil && len(rows) > 0 {
		add(x.Label, x.Estimate, "2024 USD", x.Why)
	}
	return rows
}

// loserMeasures are those in whose groups losses are told.
var loserMeasures = []string{finding.AtWork, "freelance_income_usd"}

// loserGroupings are the groupings of creatives of whom they are told.
var loserGroupings = []string{"occupation", "stage", "domain", "size", "contract"}

// loserLeaf is who loses most: groups under what AI does and under each policy, the
// largest loss of each first.
func (r *Report) loserLeaf() leaf {
	s := r.Study
	blocks := "what AI does"
	if s.Kind == scenarios.KindComparison {
		blocks = "first what AI does, then what each policy changes"
	}
	l := leaf{Name: loserName, About: "Groups of creatives by how much they lose, " + s.WhenText() + ", " + s.World() + " world: " + blocks + ".", Fixed: 3,
		Columns: []columnHead{{"What", "", 0}, {"Group", "title", 0}, {"Grouped by", "by", 0}, {"People in the group", "", 0}, {"Outcome", "label", 0}, {"Change, per cent", "value (unit %)", 0}, {"Low", "low (unit %)", 0}, {"High", "high (unit %)", 0},
			{"Luck alone, either way", "dice (unit %)", 0}, {"How sure", "", 0}, {"Change", "value", 0}, {"Unit", "unit", 0}}, Aside: 2,
		Intro: []string{r.lowToHigh() + " People: those in the group under what it is compared with."}}
	add := func(title string, effects []scenarios.Effect, arm string) {
		rows := r.loserRows(title, effects, arm)
		if len(rows) > 0 {
			l.Blocks = append(l.Blocks, len(l.Rows))
			l.Rows = append(l.Rows, rows...)
		}
	}
	if s.Kind == scenarios.KindComparison && s.Paired() {
		add("What AI does", s.Losses, s.Against)
	}
	if s.Paired() {
		for _, a := range s.Others() {
			title := a.Marked()
			if s.Kind == scenarios.KindRun {
				title = "What AI does"
			}
			add(title, s.Effects, a.Name)
		}
	}
	return l
}

// loserRows are the groups under an arm, the largest loss in per cent first; groups
// that are looked at together are those of one grouping and outcome.
func (r *Report) loserRows(title string, effects []scenarios.Effect, arm string) [][]any {
	s := r.Study
	var list []*scenarios.Effect
	looks := map[finding.Place]int{}
	people := map[finding.Place]float64{}
	place := func(e *scenarios.Effect) finding.Place { return finding.Place{By: e.By, Group: e.Group} }
	for i := range effects {
		e := &effects[i]
		if e.Arm != arm || e.World != s.World() || e.When != s.When() || !slices.Contains(loserGroupings, e.By) || !finding.Defined(e.PerCent.Value) {
			continue
		}
		if e.Column == "people" {
			people[place(e)] = baseOf(e)
		}
		if slices.Contains(loserMeasures, e.Column) {
			list = append(list, e)
			looks[r.lookedAt(e.Estimate)]++
		}
	}
	slices.SortStableFunc(list, func(a, b *scenarios.Effect) int { return cmp.Compare(a.PerCent.Value, b.PerCent.Value) })
	return finding.Each(list, func(e *scenarios.Effect) []any {
		p, heads := e.PerCent, any(nil)
		if n, known := people[place(e)]; known {
			heads = formatted{n, "#,##0", narrow}
		}
		row := []any{title, s.GroupTitle(e.Group), finding.Human(e.By), heads, cmp.Or(e.Label, s.Measure(e.Column).Label), amountOf(p, p.Value, true), amountOf(p, p.Low, true), amountOf(p, p.High, true), nil,
			e.Sureness(looks[r.lookedAt(e.Estimate)]), amountOf(e.Estimate, e.Value, true), unitWords(e.Unit, true)}
		if p.Ensemble() {
			row[8] = amountOf(p, p.Dice, false)
		}
		return row
	})
}

// baseOf is the mean of what a difference is told against: that of which it is so many
// per cent. NaN where the two do not differ.
func baseOf(e *scenarios.Effect) float64 {
	if e.PerCent.Value == 0 {
		return math.NaN()
	}
	return 100 * e.Value / e.PerCent.Value
}

// aboutLeaf is what was asked and assumed, and what repeats it.
func (r *Report) aboutLeaf() leaf {
	l := leaf{Name: aboutName, About: "The question, what was assumed to answer it, the sentences of the report, and the command that plays it again.", Columns: []columnHead{{"What", "", 0}, {"Text", "", 110}}}
	add := func(what string, texts ...string) {
		for _, text := range texts {
			if text != "" {
				l.Rows = append(l.Rows, []any{what, text})
			}
		}
	}
	for _, fact := range r.Box {
		add(fact.Name, fact.Text)
	}
	add("Nothing happened", r.Callouts...)
	for _, p := range r.Study.Brief.Points {
		add(p.Title, p.Sentences...)
	}
	add("In short", r.Study.Headline...)
	add("Sentence", r.Study.Sentences...)
	add("Intervals", r.lowToHigh())
	add("Digest", r.Study.Digest)
	add("Command", r.Run.Command)
	return l
}

// contentsLeaf lists the sheets with links to them, and the blocks of those that have
// any.
func contentsLeaf(leaves []leaf) leaf {
	l := leaf{Name: contentsName, About: "Every sheet, what it holds, and a link to it. Each sheet leads back here. Months are dates, the first day of each. " +
		"A grey row above the heads gives the names of the columns in the tables as CSV. Long sheets are there to be searched and computed with: of them only the title is printed.",
		Columns: []columnHead{{"Sheet", "", 0}, {"What it holds", "", 90}, {"Rows", "", 0}, {"Printed", "", 0}}}
	for _, x := range leaves {
		if len(x.Rows) == 0 {
			continue
		}
		_, top := x.top()
		l.Blocks = append(l.Blocks, len(l.Rows))
		l.Rows = append(l.Rows, []any{link{x.Name, x.Name, "A1"}, x.About, len(x.Rows), !x.Archive})
		for _, p := range x.Parts {
			l.Rows = append(l.Rows, []any{link{p.Name, x.Name, cell(0, top+p.First)}, finding.Sentence(p.About), p.Rows, !x.Archive})
		}
	}
	return l
}
