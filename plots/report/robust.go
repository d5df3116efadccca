package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// robustLead says of the arm that falls least behind the first of a world how far that may
// be, at the far end of what is known.
func (r *Report) robustLead() string {
	s := r.Study
	const nobody = "Nobody knows how fast AI becomes capable."
	least, arm := math.Inf(1), ""
	for i := range s.Arms {
		if far := r.behind(s.Arms[i].Name); far < least {
			least, arm = far, s.Arms[i].Name
		}
	}
	if arm == "" || len(s.Worlds) < 2 || s.Replicates < 2 {
		return nobody
	}
	said := s.ArmTitle(arm) + " comes first in people at work in every world, without regret"
	if least > 0 {
		place := finding.Magnitude(least) - 1 // rounded up, so that it is no less than it may be
		at := finding.At(math.Ceil(least/math.Pow10(place))*math.Pow10(place), place)
		said = fmt.Sprintf("in no world does %s fall more than %s%% behind the first in people at work, its largest regret", finding.Lower(s.ArmTitle(arm)), at)
	}
	tie := ""
	if best := s.BestOf(finding.AtWork, ""); best != nil && len(best.Arms) > 1 {
		tie = finding.Capital(finding.Cardinal(len(best.Arms))) + " may fall least behind, and which of these is ahead could be luck."
	}
	return finding.Paragraph(nobody, finding.Sentence(said), tie)
}

// behind is how far an arm may fall behind another one in people at work, in the world where
// that is most, in per cent of the reference; NaN where it is not told. The regret of the arm
// that is first in the mean is zero, so it is behind as far as another's may be below zero.
func (r *Report) behind(arm string) float64 {
	s, most := r.Study, 0.0
	for _, w := range s.Worlds {
		own := s.Regret(finding.AtWork, w, arm)
		if own.Value != 0 {
			most = max(most, own.High)
			continue
		}
		for i := range s.Arms {
			if name := s.Arms[i].Name; name != arm {
				most = max(most, -s.Regret(finding.AtWork, w, name).Low)
			}
		}
	}
	return most
}

// robustTables are how far each arm falls behind in people at work, by world and at its
// largest, and who may be ahead in which measure. What is so in other measures stands in the
// workbook.
func (r *Report) robustTables() []Table {
	var columns []string
	for _, b := range r.Study.Best {
		if !slices.Contains(columns, b.Column) {
			columns = append(columns, b.Column)
		}
	}
	if len(columns) == 0 {
		return nil
	}
	var list []Table
	if slices.Contains(columns, finding.AtWork) {
		list = append(list, r.regretTable(finding.AtWork))
	}
	return append(list, r.aheadTable(columns))
}

// aheadTable says who may come out ahead; several are a tie, and none of them is
// named before the others but by the order of the arms.
func (r *Report) aheadTable(columns []string) Table {
	s := r.Study
	t := Table{ID: "ahead", Title: "Who may be ahead", First: "Measure", Folded: true,
		Caption: "Over the period of the policies, by measure and world. A tie: which of these is ahead could be luck, all rivals looked at. Who is surely behind: tables/ahead.csv."}
	for _, w := range s.WorldsAndAll() {
		t.Heads = append(t.Heads, Head{cmp.Or(w, "Smallest worst-case regret"), ""})
	}
	for _, column := range columns {
		row := TableRow{Title: s.Measure(column).Name()}
		for _, w := range s.WorldsAndAll() {
			said := finding.None
			if b := s.BestOf(column, w); b != nil && len(b.Arms) > 0 {
				if said = finding.And(s.ArmTitles(b.Arms)); len(b.Arms) > 1 {
					said = "a tie: " + said
				}
			}
			row.Cells = append(row.Cells, Cell{Text: said})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// regretTable is the regrets in one measure, in per cent of the reference: all
// cells of a row to one place, so that the largest is the largest of them.
func (r *Report) regretTable(column string) Table {
	s := r.Study
	m := s.Measure(column)
	t := Table{ID: "regret-" + column, Title: "How far each falls behind the first in " + finding.Lower(m.Label), First: "Policy",
		Caption: "Regret, in per cent of the reference in the " + s.World() + " world, mean over the period: mean, and 95% interval of the mean of paired runs. Grey may be ahead."}
	for _, w := range s.WorldsAndAll() {
		t.Heads = append(t.Heads, Head{cmp.Or(w, "Largest"), "n"})
	}
	t.Heads = append(t.Heads, runsHead)
	for i := range s.Arms {
		a := &s.Arms[i]
		list := finding.Each(s.WorldsAndAll(), func(w string) finding.Estimate { return s.Regret(column, w, a.Name) })
		row, place := TableRow{Title: a.Marked()}, finding.Together(list...)
		for k, w := range s.WorldsAndAll() {
			cell := amount(list[k], place)
			cell.Text = finding.Marked(cell.Text, list[k].Assumed && list[k].Value != 0 && !a.Assumed)
			if b := s.BestOf(column, w); b != nil && slices.Contains(b.Arms, a.Name) {
				if cell.Note = "ahead"; len(b.Arms) > 1 {
					cell.Class, cell.Note = "luck", "may be ahead"
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		row.Cells = append(row.Cells, runs(s.Replicates))
		t.Rows = append(t.Rows, row)
	}
	return t
}
