package report

import (
	"bufio"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Sheet is one table of a run, for a file of its own and for the workbook.
// Every row that carries an estimate carries its low, high, n, method and
// whether it is assumed. A cell is a string, a float64 (NaN: not defined), an
// int or a bool.
type Sheet struct {
	Name   string // of the file without ".csv", and of the sheet
	About  string // what it holds, one sentence
	Header []string
	Rows   [][]any
}

// Sheets are all tables of the run: the main numbers, winners and losers, the
// values of each figure, and the tables of parameters, columns and sources.
func (r *Report) Sheets() []Sheet {
	list := []Sheet{r.measureSheet(), r.groupSheet()}
	for _, f := range r.Figures() {
		list = append(list, figureSheet(f))
	}
	return append(list, parameterSheet(r.Run.Manifest.Parameters), columnSheet(), sourceSheet(r.Sources))
}

// estimated are the columns of an estimate, and cells their values.
var estimated = []string{"value", "low", "high", "n", "method", "assumed"}

func cells(e scenarios.Estimate) []any {
	return []any{float64(e.Value), float64(e.Low), float64(e.High), e.N, e.Method, e.Assumed}
}

// measureSheet is the main numbers: levels, then differences.
func (r *Report) measureSheet() Sheet {
	s := Sheet{
		Name: "summary", About: "The main numbers of all creatives: levels, and differences from the world without AI.",
		Header: append([]string{"column", "label", "kind", "date", "unit"}, estimated...),
	}
	for i := range r.Run.Summary.Measures {
		m := &r.Run.Summary.Measures[i]
		for _, l := range m.Levels {
			s.Rows = append(s.Rows, append([]any{m.Column, m.Label, "level", l.Date, m.Unit}, cells(l.Estimate)...))
		}
		date := lastDate(r.Run.Summary)
		if m.Against != nil {
			s.Rows = append(s.Rows, append([]any{m.Column, m.Label, "difference", date, m.Unit}, cells(*m.Against)...))
		}
		if m.Relative != nil {
			s.Rows = append(s.Rows, append([]any{m.Column, m.Label, "difference", date, "%"}, cells(*m.Relative)...))
		}
	}
	return s
}

// groupSheet is the winners and losers.
func (r *Report) groupSheet() Sheet {
	s := Sheet{
		Name: "winners-and-losers", About: "Differences from the world without AI by group, in the last month.",
		Header: append([]string{"by", "group", "title", "column", "label", "date", "unit"}, estimated...),
	}
	date := lastDate(r.Run.Summary)
	for _, g := range r.Winners.Groupings {
		for _, group := range g.Groups {
			for i, c := range g.Heads {
				s.Rows = append(s.Rows, append([]any{g.By, group.Key, group.Title, c.Name, c.Label, date, "%"}, cells(group.Differences[i])...))
			}
		}
	}
	return s
}

// figureSheet is every value of a figure; that of a comparison names policy and
// world first.
func figureSheet(f Figure) Sheet {
	s := Sheet{Name: "figure-" + f.ID, About: "The values of figure " + strconv.Itoa(f.Number) + ": " + f.Shows + ".",
		Header: append([]string{"measure", "group", "date", "unit"}, estimated...)}
	compared := slices.ContainsFunc(f.Values, func(e plots.Estimate) bool { return e.Arm != "" })
	if compared {
		s.Header = append([]string{"arm", "world"}, s.Header...)
	}
	for _, e := range f.Values {
		row := []any{e.Measure, e.Group, e.Date, e.Unit, e.Value, e.Low, e.High, e.N, e.Method, e.Assumed}
		if compared {
			row = append([]any{e.Arm, e.World}, row...)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// parameterSheet is every parameter with the run's value.
func parameterSheet(values map[string]float64) Sheet {
	s := Sheet{Name: "parameters", About: "Every parameter: its value in this run, its default, its range and its source.",
		Header: []string{"path", "unit", "value", "default", "low", "high", "mechanism", "source"}}
	for _, p := range parameters(values) {
		s.Rows = append(s.Rows, []any{p.Path, p.Unit, p.Value, p.Default, p.Low, p.High, p.Mechanism, p.Source})
	}
	return s
}

// columnSheet is the data dictionary of the measures.
func columnSheet() Sheet {
	s := Sheet{Name: "columns", About: "What each column of series.csv and contrast.csv means.",
		Header: []string{"column", "label", "unit", "definition", "assumed"}}
	for _, c := range sim.Columns {
		s.Rows = append(s.Rows, []any{c.Name, c.Label, c.Unit, c.Doc, c.Assumed})
	}
	return s
}

// sourceSheet is where the facts come from.
func sourceSheet(sources []evidence.Source) Sheet {
	s := Sheet{Name: "sources", About: "Where the facts come from, and what their use requires.",
		Header: []string{"key", "title", "publisher", "edition", "licence", "credit"}}
	for _, x := range sources {
		s.Rows = append(s.Rows, []any{x.Key, x.Title, x.Publisher, x.Edition, x.Licence, x.Credit})
	}
	return s
}

// WriteCSV writes the sheet as comma-separated values: numbers with nine
// digits, an undefined one empty, truths as true and false.
func (s Sheet) WriteCSV(w io.Writer) error {
	buffer := bufio.NewWriter(w)
	out := csv.NewWriter(buffer)
	_ = out.Write(s.Header) // Flush keeps the error
	for _, row := range s.Rows {
		fields := make([]string, len(row))
		for i, cell := range row {
			fields[i] = field(cell)
		}
		_ = out.Write(fields)
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
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return ""
		}
		if v == 0 {
			return "0"
		}
		return strconv.FormatFloat(v, 'g', 9, 64)
	}
	panic("a cell is a string, a number or a truth")
}

// used by the dictionary: the statistics that stand in the column replicate.
var statistics = []entry{
	{"1, 2, ...", "a single run; only for all creatives, unless the run was played with --full"},
	{table.Mean, "mean over runs"},
	{table.P10, "10th percentile over runs"},
	{table.P90, "90th percentile over runs"},
	{table.Low95, "contrast.csv only: lower end of the 95% interval of the mean (Student)"},
	{table.High95, "contrast.csv only: upper end of that interval"},
}

// intervalOf says what low and high are in a table, by method.
var intervalOf = []struct{ method, text string }{
	{scenarios.MethodLevel, "main numbers, levels"},
	{scenarios.MethodDifference, "main numbers, differences in the measure's unit"},
	{scenarios.MethodRelative, "main numbers, winners and losers, in per cent"},
	{plots.MiddleRuns, "figures, levels"},
	{plots.PairedMean, "figures, differences"},
	{plots.Observed, "figures, observed values"},
}
