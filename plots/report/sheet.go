package report

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Sheet is one table of a study, for a file of its own and for the workbook.
// Every row that carries an estimate carries its low, high, n, method and
// whether it is assumed. A cell is a string, a float64 (NaN: not defined), an
// int or a bool.
type Sheet struct {
	Name   string // of the file without ".csv", and of the sheet
	About  string // what it holds, one sentence
	Header []string
	Rows   [][]any

	estimates []finding.Estimate // that of each row, in a table of estimates
}

// Sheets are all tables of the study that have a row: levels, differences, who
// gains and loses, money, regrets, policies, the values of each figure, and the
// tables of parameters, columns and sources.
func (r *Report) Sheets() []Sheet {
	list := []Sheet{r.levelSheet(), r.effectSheet(), r.groupSheet(), r.billSheet(), r.ratioSheet(), r.lossSheet(), r.undoneSheet(), r.regretSheet(), r.aheadSheet(), r.policySheet()}
	for _, f := range r.Figures() {
		list = append(list, r.figureSheet(f))
	}
	list = append(list, parameterSheet(r.Run.Manifest.Parameters), columnSheet(), sourceSheet(r.Sources))
	return slices.DeleteFunc(list, func(s Sheet) bool { return len(s.Rows) == 0 })
}

// estimated are the columns of an estimate, and cells their values; placed are
// the columns of its place.
var (
	estimated = []string{"unit", "value", "low", "high", "n", "method", "assumed", "sets", "pairs", "dice"}
	placed    = []string{"world", "arm", "by", "group", "title", "column", "label", "when"}
)

func cells(e finding.Estimate) []any {
	dice := math.NaN()
	if e.Ensemble() {
		dice = e.Dice
	}
	return []any{strings.TrimSpace(e.Unit), e.Value, e.Low, e.High, e.N, e.Method, e.Assumed, e.Sets, e.Pairs, dice}
}

// place is the place of an estimate in a row.
func (r *Report) place(e finding.Estimate) []any {
	return []any{e.World, e.Arm, e.By, e.Group, r.Study.GroupTitle(e.Group), e.Column, cmp.Or(e.Label, r.Study.Measure(e.Column).Label), e.When}
}

// levelSheet is the level of every measure of every arm; of a run its table
// holds the differences too.
func (r *Report) levelSheet() Sheet {
	s := Sheet{Name: "levels", About: "Means of every future, the reference included, at the end and over the period.", Header: slices.Concat(placed, estimated)}
	if r.Study.Kind == scenarios.KindRun {
		s.Name, s.About = "summary", "The main numbers: levels in some Decembers, at the end and over the period, and differences from the world without AI."
		return r.effectRows(s, r.Study.Effects, func(e *scenarios.Effect) bool { return e.By == "all" }, r.levelRows())
	}
	s.Rows, s.estimates = r.levelRows(), r.Study.Levels
	return s
}

func (r *Report) levelRows() [][]any {
	return finding.Each(r.Study.Levels, func(e finding.Estimate) []any { return slices.Concat(r.place(e), cells(e)) })
}

// effectSheet is every difference of a comparison.
func (r *Report) effectSheet() Sheet {
	s := Sheet{Name: "effects", About: "Differences from the reference, of all creatives and by group, in the measure's unit and in per cent of the reference."}
	return r.effectRows(s, r.Study.Effects, func(*scenarios.Effect) bool { return r.Study.Kind == scenarios.KindComparison }, nil)
}

// lossSheet is what AI does under the reference of a comparison.
func (r *Report) lossSheet() Sheet {
	s := Sheet{Name: "losses", About: "What AI does under the reference: differences from the world without AI, of all creatives and by group, in the measure's unit and in per cent of that world."}
	return r.effectRows(s, r.Study.Losses, func(*scenarios.Effect) bool { return true }, nil)
}

// undoneSheet is how much of that each arm undoes.
func (r *Report) undoneSheet() Sheet {
	return Sheet{Name: "undone", About: "Share of AI's effect that each arm undoes over the period; a value is empty where AI's effect could be either way, and why says so.",
		Header: slices.Concat([]string{"world", "arm", "column", "label", "why"}, estimated),
		Rows: finding.Each(r.Study.Undone, func(x scenarios.Ratio) []any {
			return append([]any{x.World, x.Arm, x.Column, x.Label, x.Why}, cells(x.Estimate)...)
		}),
		estimates: finding.Each(r.Study.Undone, func(x scenarios.Ratio) finding.Estimate { return x.Estimate })}
}

// groupSheet is the differences of a run by group.
func (r *Report) groupSheet() Sheet {
	s := Sheet{Name: "winners-and-losers", About: "Differences from the world without AI by group, in the measure's unit and in per cent."}
	return r.effectRows(s, r.Study.Effects, func(e *scenarios.Effect) bool { return r.Study.Kind == scenarios.KindRun && e.By != "all" }, nil)
}

// effectRows puts differences into a sheet, below rows of levels: in the
// measure's unit, and in per cent where that is defined.
func (r *Report) effectRows(s Sheet, effects []scenarios.Effect, keep func(*scenarios.Effect) bool, levels [][]any) Sheet {
	s.Header = slices.Concat(placed, []string{"kind", "pairing"}, estimated)
	for i, row := range levels {
		s.Rows = append(s.Rows, slices.Concat(row[:len(placed)], []any{"level", math.NaN()}, row[len(placed):]))
		s.estimates = append(s.estimates, r.Study.Levels[i])
	}
	for i := range effects {
		e := &effects[i]
		if !keep(e) {
			continue
		}
		head := append(r.place(e.Estimate), "difference", e.Pairing)
		s.Rows, s.estimates = append(s.Rows, slices.Concat(head, cells(e.Estimate))), append(s.estimates, e.Estimate)
		if finding.Defined(e.PerCent.Value) {
			relative := e.PerCent
			relative.Assumed = e.Assumed
			s.Rows, s.estimates = append(s.Rows, slices.Concat(head, cells(relative))), append(s.estimates, relative)
		}
	}
	return s
}

// billSheet is every bill.
func (r *Report) billSheet() Sheet {
	return Sheet{Name: "bills", About: "Who pays for each policy, 2024 USD over the period; policy is empty for all of an arm.",
		Header: slices.Concat([]string{"world", "arm", "policy", "payer", "label", "discounted"}, estimated),
		Rows: finding.Each(r.Study.Bills, func(b scenarios.Bill) []any {
			return append([]any{b.World, b.Arm, b.Policy, b.Payer, b.Label, b.Discounted}, cells(b.Estimate)...)
		}),
		estimates: finding.Each(r.Study.Bills, func(b scenarios.Bill) finding.Estimate { return b.Estimate })}
}

// ratioSheet is every cost per effect, and why one is not defined.
func (r *Report) ratioSheet() Sheet {
	return Sheet{Name: "ratios", About: "Costs per effect; a value is empty where the effect could be luck, and why says so.",
		Header: slices.Concat([]string{"world", "arm", "kind", "label", "payer", "why"}, estimated),
		Rows: finding.Each(r.Study.Ratios, func(x scenarios.Ratio) []any {
			return append([]any{x.World, x.Arm, x.Kind, x.Label, x.Payer, x.Why}, cells(x.Estimate)...)
		}),
		estimates: finding.Each(r.Study.Ratios, func(x scenarios.Ratio) finding.Estimate { return x.Estimate })}
}

// regretSheet is every regret; a world that is empty is the largest over all.
func (r *Report) regretSheet() Sheet {
	return Sheet{Name: "regrets", About: "How far each arm stays behind the one that comes out ahead; world is empty for the largest over the worlds.",
		Header: slices.Concat([]string{"world", "arm", "column", "label", "per_cent"}, estimated),
		Rows: finding.Each(r.Study.Regrets, func(x scenarios.Regret) []any {
			return append([]any{x.World, x.Arm, x.Column, r.Study.Measure(x.Column).Label, x.PerCent}, cells(x.Estimate)...)
		}),
		estimates: finding.Each(r.Study.Regrets, func(x scenarios.Regret) finding.Estimate { return x.Estimate })}
}

// aheadSheet is who may be ahead.
func (r *Report) aheadSheet() Sheet {
	return Sheet{Name: "ahead", About: "Which arms may be ahead in a measure and a world, and which another one surely beats; world is empty for the smallest worst-case regret.",
		Header: []string{"column", "label", "world", "ahead", "behind"},
		Rows: finding.Each(r.Study.Best, func(b scenarios.Best) []any {
			return []any{b.Column, r.Study.Measure(b.Column).Label, b.World, strings.Join(b.Arms, " "), strings.Join(b.Dominated, " ")}
		})}
}

// policySheet is every policy in full.
func (r *Report) policySheet() Sheet {
	s := Sheet{Name: "policies", About: "The policies of each arm in full.",
		Header: []string{"arm", "policy", "title", "dose", "period", "target", "compliance", "unit_cost", "payer", "claims", "known", "source", "assumed"}}
	for _, a := range r.Study.Arms {
		for _, p := range a.Policies {
			s.Rows = append(s.Rows, []any{a.Name, p.Name, p.Title, p.Dose, p.Period, p.Target, p.Compliance, p.UnitCost, p.Payer, p.Claims, p.Known, p.Source, p.Assumed})
		}
	}
	return s
}

// figureSheet is every value of a figure.
func (r *Report) figureSheet(f Figure) Sheet {
	return Sheet{Name: "figure-" + f.ID, About: "The values of figure " + strconv.Itoa(f.Number) + ": " + f.Shows + ".",
		Header: slices.Concat([]string{"arm", "world", "measure", "group", "title", "when"}, estimated),
		Rows: finding.Each(f.Values, func(e finding.Estimate) []any {
			return append([]any{e.Arm, e.World, e.Label, e.Group, r.Study.GroupTitle(e.Group), e.When}, cells(e)...)
		}),
		estimates: f.Values}
}

// parameterSheet is every parameter with the run's value.
func parameterSheet(values map[string]float64) Sheet {
	return Sheet{Name: "parameters", About: "Every parameter: its value in this run, its default, its range and its source.",
		Header: []string{"path", "unit", "value", "default", "low", "high", "mechanism", "source"},
		Rows: finding.Each(parameters(values), func(p Parameter) []any {
			return []any{p.Path, p.Unit, p.Value, p.Default, p.Low, p.High, p.Mechanism, p.Source}
		})}
}

// columnSheet is the data dictionary of the measures.
func columnSheet() Sheet {
	return Sheet{Name: "columns", About: "What each measure means, those of series.csv and those that are sums of them.",
		Header: []string{"column", "label", "unit", "of", "definition", "assumed"},
		Rows: finding.Each(sim.Measures, func(m sim.Measure) []any {
			return []any{m.Name, m.Label, m.Unit, m.Of, m.Doc, m.Assumed}
		})}
}

// sourceSheet is where the facts come from.
func sourceSheet(sources []evidence.Source) Sheet {
	return Sheet{Name: "sources", About: "Where the facts come from, and what their use requires.",
		Header: []string{"key", "title", "publisher", "edition", "licence", "credit"},
		Rows: finding.Each(sources, func(x evidence.Source) []any {
			return []any{x.Key, x.Title, x.Publisher, x.Edition, x.Licence, x.Credit}
		})}
}

// WriteCSV writes the sheet as comma-separated values: numbers with nine
// digits, an undefined one empty, truths as true and false.
func (s Sheet) WriteCSV(w io.Writer) error {
	buffer := bufio.NewWriter(w)
	out := csv.NewWriter(buffer)
	_ = out.Write(s.Header) // Flush keeps the error
	for _, row := range s.Rows {
		_ = out.Write(finding.Each(row, field))
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buffer.Flush()
}

// field is a cell as text.
func field(cell any) string {
	switch v := cell.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case float64:
		if math.IsInf(v, 0) {
			return ""
		}
		return string(table.AppendNumber(nil, v))
	}
	panic("a cell is a string, a number or a truth")
}

// download is what the page carries of its numbers: levels and differences of the
// main measures, of all creatives in the main world, as they are before they are
// rounded. Everything else lies beside the page.
func (r *Report) download() (Download, error) {
	s := Sheet{Name: "main-numbers", Header: []string{"kind", "arm", "column", "label", "when", "unit", "value", "low", "high", "n", "dice"}}
	add := func(kind string, e finding.Estimate) {
		m := r.Study.Measure(e.Column)
		if !m.Main || e.By != "all" || e.World != r.Study.World() || e.When != r.Study.When() {
			return
		}
		dice := math.NaN()
		if e.Ensemble() {
			dice = e.Dice
		}
		s.Rows = append(s.Rows, []any{kind, e.Arm, e.Column, m.Label, e.When, strings.TrimSpace(e.Unit), e.Value, e.Low, e.High, e.N, dice})
	}
	for _, e := range r.Study.Levels {
		add("level", e)
	}
	for i := range r.Study.Effects {
		add("difference", r.Study.Effects[i].Shown())
	}
	for i := range r.Study.Losses { // of a run they are its differences
		add("what AI does", r.Study.Losses[i].Shown())
	}
	var b strings.Builder
	err := s.WriteCSV(&b)
	return download(s.Name+".csv", "levels and differences of the main measures, of all creatives "+map[string]string{finding.AtEnd: "at the end", finding.OverPeriod: "over the period"}[r.Study.When()]+".", "text/csv", []byte(b.String())), err
}
