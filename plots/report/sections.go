package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Section is a part of the page: figures of one theme, then tables.
type Section struct {
	ID, Title, Lead string
	Appendix        bool // stands behind what answers the question
	Figures         []Figure
	Tables          []Table
}

// Figure is a figure of the page: the drawing with its words, and the table
// below it. Both are made from the drawing's values.
type Figure struct {
	plots.Figure
	Number int
	Shows  string  // what it measures, whatever it found
	Tables []Table // the values of the months that the page shows, or by group
}

// foremost is the theme whose figures stand with the answer, and the appendix the
// last themes of the page.
const (
	foremost = "first"
	appendix = true
)

// themes are the sections of the page in their order, by the figures and tables
// they hold: first what answers the question, then the appendix. A figure that
// none names comes at its end, so that a new one needs no line here; one that a
// study does not have is passed over.
var themes = []struct {
	id, title string
	appendix  bool
	lead      func(*Report) string
	figures   []string
	tables    func(*Report) []Table
}{
	{foremost, "The answer", false, nil, []string{"scorecard", "seeds"}, nil},
	{"adoption", "Who uses AI", false, said("The band around a line holds the runs or the parameter sets of each month."), []string{"adoption", "adoption-by-size"}, nil},
	{"jobs", "Jobs", false, nil, []string{"stages", "flows", "use-and-loss"}, nil},
	{"freelance-work", "Freelance work and clients", false, nil, []string{"freelance", "clients"}, nil},
	{"minds", "Trust, fear and skill", false, nil, []string{"minds"}, nil},
	{"known", "What is not known", false, nil, []string{"unknowns", "model-against-data"}, nil},
	{"paths", "Over time", false, nil, []string{"bands-work"}, nil},
	{"groups", "Who gains, who loses", false, nil, []string{"winners", "groups-work", "occupations-work"}, nil},
	{"money", "What it costs, and who pays", false, nil, []string{"who-pays", "cost-and-effect"}, nil},
	{"robust", "Does it hold in other worlds", false, (*Report).robustLead, []string{"worlds-work"}, nil},
	{"causes", "What moves the number of employees", false, nil, []string{"causes-by-policy"}, nil},

	{"numbers", "The main numbers", appendix, nil, nil, (*Report).mainTables},
	{"use", "Who uses AI, and what keeps others from it", appendix, nil, []string{"use-and-depth", "barriers"}, nil},
	{"occupations", "Jobs by domain, by cause and by occupation", appendix, nil, []string{"employment-by-domain", "decomposition", "employment-by-occupation", "occupation-years"}, nil},
	{"pay", "Pay", appendix, nil, []string{"pay"}, nil},
	{"clients", "Clients by group", appendix, said("Who still orders, who makes the work with AI, and what nobody serves."), nil, (*Report).clientTables},
	{"over-trust", "Trust in AI that it does not earn", appendix, nil, []string{"over-trust"}, nil},
	{"works", "The works", appendix, said("How many works there are, at what price, how good and how varied, and how many are made by AI alone."), []string{"works", "ai-shares"}, nil},
	{"incomes", "Incomes over time and by group", appendix, nil, []string{"bands-income", "groups-income", "occupations-income"}, nil},
	{"winners", "Gains and losses by group, in numbers", appendix, (*Report).groupsLead, nil, (*Report).winnerTables},
	{"bills", "Bills, levies and costs of effects, in numbers", appendix, (*Report).moneyLead, nil, (*Report).moneyTables},
	{"behind", "Who may be ahead, and how far others stay behind", appendix, nil, nil, (*Report).robustTables},
	{"unknown", "What each outcome hangs on", appendix, (*Report).unknownLead, nil, (*Report).unknownTables},
}

// said is a lead that is always the same.
func said(text string) func(*Report) string { return func(*Report) string { return text } }

// winnerTables are the tables of groups, the count of occupations first.
func (r *Report) winnerTables() []Table {
	list := r.groupTables()
	if split := r.splitTable(); len(split.Rows) > 0 {
		list = append([]Table{split}, list...)
	}
	return list
}

// sections are the figures that can be drawn and the tables, by theme, figures
// numbered in the order of the page.
func (r *Report) sections(figures []plots.Figure) []Section {
	shows, placed, number := map[string]string{}, []string{}, 0
	for _, k := range plots.KindsOf(r.Study) {
		shows[k.ID] = r.Study.Called(k.Shows)
	}
	add := func(s *Section, f *plots.Figure) {
		number++
		placed = append(placed, f.ID)
		f.Played = r.Run.Manifest.Started
		f.About = canvas.About{Digest: r.Study.Digest, Data: "tables/figure-" + f.ID + ".csv"}
		s.Figures = append(s.Figures, Figure{Figure: *f, Number: number, Shows: shows[f.ID], Tables: r.under(f, shows[f.ID])})
	}
	var list []Section
	for _, t := range themes {
		s := Section{ID: t.id, Title: t.title, Appendix: t.appendix}
		for _, id := range t.figures {
			if f := find(figures, id); f != nil {
				add(&s, f)
			}
		}
		if t.tables != nil {
			s.Tables = t.tables(r)
		}
		if t.lead != nil {
			s.Lead = t.lead(r)
		}
		s.Title, s.Lead = r.Study.Called(s.Title), r.Study.Called(s.Lead)
		for i := range s.Tables {
			t := &s.Tables[i]
			t.Title, t.First, t.Caption = r.Study.Called(t.Title), r.Study.Called(t.First), r.Study.Called(t.Caption)
		}
		list = append(list, s)
	}
	rest := Section{ID: "further", Title: "Further figures", Appendix: appendix}
	for i := range figures {
		if f := &figures[i]; f.Err() == nil && !slices.Contains(placed, f.ID) {
			add(&rest, f)
		}
	}
	return slices.DeleteFunc(append(list, rest), func(s Section) bool { return len(s.Figures)+len(s.Tables) == 0 })
}

// of are the sections of the body, but for the figures that stand with the answer,
// or those of the appendix.
func (r *Report) of(appendix bool) []Section {
	return slices.DeleteFunc(slices.Clone(r.Sections), func(s Section) bool { return s.ID == foremost || s.Appendix != appendix })
}

// find is the figure of an ID if it can be drawn.
func find(figures []plots.Figure, id string) *plots.Figure {
	for i := range figures {
		if figures[i].ID == id && figures[i].Err() == nil {
			return &figures[i]
		}
	}
	return nil
}

// methods are the short names of what low and high are.
var methods = map[string]string{
	plots.MiddleRuns: "10th to 90th percentile",
	plots.PairedMean: "95% of mean",
	plots.Observed:   "as published",

	scenarios.MethodPaired:   "95% of mean",
	scenarios.MethodPerCent:  "95% of mean",
	scenarios.MethodRegret:   "95% of mean",
	scenarios.MethodMeanRuns: "95% of mean",
	plots.YearMean:           "95% or wider",

	scenarios.MethodEnsemble:        ofSets,
	scenarios.MethodEnsemblePaired:  ofSets,
	scenarios.MethodEnsemblePerCent: ofSets,
	scenarios.MethodEnsembleRatio:   ofSets,
	scenarios.MethodEnsembleRegret:  ofSets,
	plots.YearMeanKnown:             ofSets,
}

// ofSets is that of an ensemble.
const ofSets = "5 to 95% of sets"

// differing are the methods of differences, which are written with a sign.
var differing = []string{plots.PairedMean, plots.YearMean, scenarios.MethodPaired, scenarios.MethodPerCent,
	scenarios.MethodEnsemblePaired, scenarios.MethodEnsemblePerCent, plots.YearMeanKnown}

// under is the table below a figure: its values in the months that the page
// shows, those that are of no month, and those that were observed.
func (r *Report) under(f *plots.Figure, shows string) []Table {
	t := Table{ID: f.ID, Title: shows, First: "What", Caption: shows + ". All its values are in tables/figure-" + f.ID + ".csv.",
		Heads: []Head{{"When", "n"}, {"Value", "n"}, {"Low", "n"}, {"High", "n"}, {"Runs", "n"}, {"Low to high is", ""}, {"Assumed", ""}}}
	if r.Study.Ensemble() {
		t.Heads = slices.Insert(t.Heads, 4, Head{"By luck", "n"})
	}
	for _, e := range f.Values {
		if r.shown(e) {
			t.Rows = append(t.Rows, r.valueRow(e))
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if f.ID == "scorecard" {
		return []Table{t, r.scoreTable()}
	}
	return []Table{t}
}

// shown tells whether the page shows a value: of months those of the main
// numbers only.
func (r *Report) shown(e finding.Estimate) bool {
	if len(e.When) != len("2035-12") || e.When == finding.OverPeriod || e.Method == plots.Observed {
		return true
	}
	return slices.ContainsFunc(r.Study.Milestones(), func(m int) bool { return finding.Date(m) == e.When })
}

// valueRow spells a value of a figure.
func (r *Report) valueRow(e finding.Estimate) TableRow {
	sign := finding.Unsigned
	if slices.Contains(differing, e.Method) {
		sign = finding.Signed
	}
	x, method, assumed, n := e.Spell(sign), cmp.Or(methods[e.Method], e.Method), "no", ""
	if x.Low == "" {
		x.Low, x.High = finding.None, finding.None
		switch {
		case e.N == 1:
			method = "one run"
		case e.Method != plots.Observed:
			method = "not given"
		}
	}
	if e.Assumed {
		assumed = "yes " + finding.Dagger
	}
	if e.N > 0 {
		n = finding.Count(e.N)
	}
	if e.Unit == "%" {
		x.Value += "%"
	}
	when := map[string]string{finding.AtEnd: finding.Date(r.Study.Last()), finding.OverPeriod: "period"}[e.When]
	texts := []string{cmp.Or(when, e.When), x.Value, x.Low, x.High, n, method, assumed}
	if r.Study.Ensemble() {
		texts = slices.Insert(texts, 4, cmp.Or(e.SpellDice(), finding.None))
	}
	return TableRow{Title: r.what(e), Cells: finding.Each(texts, func(text string) Cell { return Cell{Text: text} })}
}

// what is the measure with arm, group and world, and its unit where that is
// words.
func (r *Report) what(e finding.Estimate) string {
	s := r.Study
	what := cmp.Or(e.Label, s.Measure(e.Column).Label)
	if e.Group != "" && e.Group != "all" {
		what += ": " + s.GroupTitle(e.Group)
	}
	if e.Unit != "%" && e.Unit != "" {
		what += ", " + strings.TrimSpace(e.Unit)
	}
	if s.Kind != scenarios.KindComparison {
		return what
	}
	what = s.ArmTitle(e.Arm) + ": " + what
	if len(s.Worlds) > 1 && e.World != s.World() {
		what += ", " + e.World
		if slices.Contains(s.Worlds, e.World) {
			what += " world"
		}
	}
	return what
}

// Card is one policy in full: what it is, and which arms have it so. The same
// policy with another dose or target is another card.
type Card struct {
	Title   string
	Assumed bool
	Facts   []Fact
}

// cards are the policies of all arms, each once.
func (r *Report) cards() []Card {
	var lines []scenarios.PolicyLine
	var arms [][]string
	for _, a := range r.Study.Others() {
		for _, p := range a.Policies {
			k := slices.Index(lines, p)
			if k < 0 {
				k, lines, arms = len(lines), append(lines, p), append(arms, nil)
			}
			arms[k] = append(arms[k], a.Marked())
		}
	}
	var cards []Card
	for k, p := range lines {
		card := Card{Title: cmp.Or(p.Title, p.Name), Assumed: p.Assumed, Facts: []Fact{
			{"In", finding.And(arms[k])}, {"Dose", p.Dose}, {"Period", p.Period}, {"Target", p.Target}, {"Compliance", p.Compliance}, {"Unit cost", p.UnitCost},
			{"Payer", p.Payer}, {"Meant to do", p.Claims}, {"How well known", p.Known}, {"Source", p.Source},
		}}
		card.Facts = slices.DeleteFunc(card.Facts, func(f Fact) bool { return f.Text == "" })
		cards = append(cards, card)
	}
	return cards
}
