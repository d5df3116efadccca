package plots

import (
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// causesByPolicy shows what each policy's difference in employees is made of: a
// waterfall a policy, whose parts add up to the total exactly.
var causesByPolicy = Kind{
	ID: "causes-by-policy", Shows: "What changes the number of employees under each policy",
	Columns: causeColumns, Paired: true,
	policies: true, build: buildCauses,
}

var causeColumns = []string{"dlog_augmentation", "dlog_automation", "dlog_clients", "dlog_demand", "dlog_rest"}

// sumOfCauses is one policy's difference in parts and in all.
type sumOfCauses struct {
	policy policy
	parts  []finding.Estimate
	total  finding.Estimate
}

func buildCauses(b *book, f *Figure) error {
	var all []sumOfCauses
	totals := make([]finding.Estimate, len(b.arms))
	for i, p := range b.arms {
		s := b.causesOf(p)
		if totals[i] = s.total; !anyDefined(s.parts) {
			continue
		}
		all = append(all, s)
		f.Values = append(append(f.Values, s.parts...), s.total)
	}
	if len(all) == 0 {
		return b.lacks(causeColumns...)
	}
	v := b.judge(totals)
	f.claimed = v.claimed
	if v.told {
		f.Title = b.endTitle(v, b.Study.Measure("employed"))
	}
	f.Subtitle = "Employees " + b.against() + " in " + finding.Month(b.Study.Months-1) + ", per cent of those at the start. " + b.where()
	f.Caption = causesCaption(b, all, f.Values)
	f.Alt = "Waterfall charts: for each of " + counted(len(all), "policy", "policies") + " five causes and their sum. " + tableBelow
	f.Footer = b.foot(strings.TrimSpace("Lines: 95% interval of the mean of paired runs."+hatchedIf(f.Values)), rests(f.Values))
	f.Body = causesBody(all)
	return nil
}

func hatchedIf(values []finding.Estimate) string {
	if rests(values) {
		return " Hatched: assumed."
	}
	return ""
}

// causesOf reads the parts of one policy at the end. The interval of the total
// comes from the sum in each run, where single runs are kept.
func (b *book) causesOf(p policy) sumOfCauses {
	s := sumOfCauses{policy: p}
	s.total = finding.Estimate{Place: finding.Place{Label: "All together", Unit: "%", When: finding.Date(b.Study.Last()), Arm: p.key, World: b.world}, Method: scenarios.MethodPaired}
	var sums [][]float64
	for i, c := range causes {
		e, runs := b.partOf(p, c.column)
		e.Label = c.name
		s.parts = append(s.parts, e)
		s.total.Value += e.Value // an undefined part makes an undefined sum
		s.total.N, s.total.Assumed = max(s.total.N, e.N), s.total.Assumed || e.Assumed
		for k, v := range runs {
			if i == 0 {
				sums = append(sums, []float64{0})
			}
			if k < len(sums) {
				sums[k][0] += v
			}
		}
	}
	low, high := intervals(sums, 1)
	s.total.Low, s.total.High = pick(low, 0), pick(high, 0)
	return s
}

// partOf is a part of the change in per cent of the employees at the start, with
// its single runs.
func (b *book) partOf(p policy, column string) (finding.Estimate, []float64) {
	x := b.Study.Effect(b.world, p.key, column, finding.AtEnd)
	if x == nil {
		return finding.Undefined(scenarios.MethodPaired, 0), nil
	}
	e, runs := x.Scaled(100), make([]float64, len(x.Runs))
	e.Unit = "%"
	for i, v := range x.Runs {
		runs[i] = 100 * v
	}
	return e, runs
}

func causesCaption(b *book, all []sumOfCauses, values []finding.Estimate) string {
	var said, means []string
	for _, s := range all {
		said = append(said, finding.Sentence(s.policy.title+": "+saying(s.total, "lower", "higher")+"; "+partsInWords(s.parts, s.total)))
	}
	for _, c := range causes {
		means = append(means, c.name+": "+c.cause)
	}
	return finding.Paragraph(
		finding.Sentence("employees in "+finding.Month(b.Study.Months-1)+" "+b.against()+", in per cent of those at the start"),
		strings.Join(said, " "), b.brackets(), finding.Sentence(strings.Join(means, "; ")),
		"Parts are rounded so that they add up to the total.", assumption(rests(values)))
}

func causesBody(all []sumOfCauses) canvas.Body {
	e := canvas.Nothing().And(0)
	marks := make([]mark.Waterfall, len(all))
	for i, s := range all {
		marks[i].Total = stepOf(s.total, false)
		for _, p := range s.parts {
			marks[i].Steps = append(marks[i].Steps, stepOf(p, p.Assumed))
		}
		e = e.Join(marks[i].Extent())
	}
	columns := func(s canvas.Size) int { return min(int(s.Choose(2, 1)), len(all)) }
	return mark.BlocksBody(columns, func(s canvas.Size) (blocks []mark.Block) {
		x := scaleOf(e, 4, "%").SignedTicks()
		for i, sum := range all {
			rows, numbers := mark.Rows{Size: s.Text(), Wrap: s.Choose(130, 124), Least: 20, X: x, Marks: []canvas.Mark{marks[i]}}, addUp(sum.parts, sum.total)
			for k, e := range append(sum.parts[:len(sum.parts):len(sum.parts)], sum.total) {
				rows.Rows = append(rows.Rows, causeRow(e, numbers[k], k == len(sum.parts)))
			}
			blocks = append(blocks, mark.Block{Title: sum.policy.title + sum.policy.mark, Rows: rows})
		}
		return blocks
	})
}
