package plots

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// causesByPolicy shows what each policy's difference in employees is made of: a
// waterfall a policy, whose parts add up to the total exactly.
var causesByPolicy = Kind{
	ID: "causes-by-policy", Shows: "What changes the number of employees under each policy",
	Columns: causeColumns, Paired: true,
	policies: true, build: buildCauses,
}

// cause is a part of a change.
type cause struct{ column, name, cause string }

// causes are the parts of a change in employees.
var causes = []cause{
	{"dlog_augmentation", "Augmentation", "fewer hours for the same work"},
	{"dlog_automation", "Automation", "work done by machines alone"},
	{"dlog_clients", "Clients' own use", "clients who make the work themselves"},
	{"dlog_demand", "Demand expansion", "more work ordered as works become cheaper and better"},
	{"dlog_rest", "Rest", "trend, reallocation between organisations and delays"},
}

// causeColumns are their columns.
var causeColumns = finding.Each(causes, func(c cause) string { return c.column })

// causesInWords says what each of them is.
func causesInWords() string {
	return strings.Join(finding.Each(causes, func(c cause) string { return c.name + ": " + c.cause }), "; ")
}

// sumOfCauses is one policy's difference in parts and in all.
type sumOfCauses struct {
	policy policy
	parts  []finding.Estimate
	total  finding.Estimate
}

// all is the parts and their total.
func (s sumOfCauses) all() []finding.Estimate {
	return append(slices.Clone(s.parts), s.total)
}

func buildCauses(b *book, f *Figure) error {
	var all []sumOfCauses
	totals := make([]finding.Estimate, len(b.arms))
	for i, p := range b.arms {
		s := b.causesOf(p)
		if totals[i] = s.total; anyDefined(s.parts) {
			all, f.Values = append(all, s), append(f.Values, s.all()...)
		}
	}
	if len(all) == 0 {
		return b.lacks(causeColumns...)
	}
	v := b.judge(totals)
	if f.claimed = v.claimed; v.told {
		f.Title = b.endTitle(v, b.Study.Measure("employed"))
	}
	f.Subtitle = "Employees " + b.against() + " in " + finding.Month(b.Study.Last()) + ", per cent of employees there. " + b.where()
	f.Caption = finding.Paragraph(b.reached("Employees in "+finding.Month(b.Study.Last()), totals, len(totals)),
		"Rest is trend, reallocation between organisations and delays.", "Parts are rounded so that they add up to the total.")
	f.Alt = "Waterfall charts: for each of " + counted(len(all), "policy", "policies") + " five causes and their sum."
	f.Footer = "Lines: 95% interval of the mean of paired runs." + hatchedIf(f.Values)
	f.Key = b.bars()
	f.Body = causesBody(all, len(f.Values))
	return nil
}

// hatchedIf explains the hatches of bars, where there are some.
func hatchedIf(values []finding.Estimate) string {
	if restsInPart(values) {
		return " Hatched: rests on an assumed effect."
	}
	return ""
}

// restsInPart tells whether some of the values rest on an assumed effect and some do not: where
// all do, hatches would tell nothing that the daggers do not.
func restsInPart(values []finding.Estimate) bool {
	return rests(values) && slices.ContainsFunc(values, func(e finding.Estimate) bool { return !e.Assumed })
}

// causesOf reads the parts of one policy at the end, in per cent of the employees
// of the world that it is held against, as everything else is told: the tables have
// them over the employees of the start. The total is undefined if a part is, its interval comes from the
// sum in each run, and it rests on an assumed effect if any part does.
func (b *book) causesOf(p policy) sumOfCauses {
	s := sumOfCauses{policy: p}
	s.total = finding.Estimate{Place: finding.Place{Label: "All together", Group: "all", Unit: "%", When: finding.Date(b.Study.Last()), Arm: p.key, World: b.world}}
	scale := b.perCentOfReference(p)
	var sums []float64 // of each run
	for _, c := range causes {
		e, runs := finding.Undefined(scenarios.Method(scenarios.MethodPaired, b.Study.Sets), 0), []float64(nil)
		if x := b.Study.Effect(b.world, p.key, c.column, finding.AtEnd); x != nil {
			e, runs = x.Scaled(scale), x.Runs
		}
		e.Label, e.Unit = c.name, "%"
		s.parts = append(s.parts, e)
		s.total.Value += e.Value
		s.total.Assumed = s.total.Assumed || e.Assumed
		for k, v := range runs {
			if k == len(sums) {
				sums = append(sums, 0)
			}
			sums[k] += float64(scale * v)
		}
	}
	all := table.Estimate(sums, b.Study.Sets)
	all.Place, all.Value, all.Assumed, all.Method = s.total.Place, s.total.Value, s.total.Assumed, scenarios.Method(scenarios.MethodPaired, b.Study.Sets)
	s.total = all
	return s
}

// perCentOfReference turns a share of the employees of the start into per cent of
// those of the reference: all causes together are the difference in employees.
func (b *book) perCentOfReference(p policy) float64 {
	sum := 0.0
	for _, c := range causes {
		if x := b.Study.Effect(b.world, p.key, c.column, finding.AtEnd); x != nil {
			sum += x.Value
		}
	}
	x := b.Study.Effect(b.world, p.key, "employed", finding.AtEnd)
	if x == nil || !finding.Defined(x.PerCent.Value/sum) {
		return 100
	}
	return x.PerCent.Value / sum
}

// place is the power of ten to which parts and total are written: one decimal,
// and one more where what is more than luck would be written as zero.
func (s sumOfCauses) place() int {
	if slices.ContainsFunc(s.all(), func(e finding.Estimate) bool { return e.Sure() && math.Abs(e.Value) < 0.05 }) {
		return -2
	}
	return -1
}

// written rounds parts and total to one place such that the written parts sum
// to the written total: the units left over go to the parts that lost most by
// rounding (largest remainders). Undefined parts are dashes.
func (s sumOfCauses) written() []string {
	unit := math.Pow10(s.place())
	rest := 0
	if finding.Defined(s.total.Value) {
		rest = int(math.Round(s.total.Value / unit))
	}
	units, order := make([]int, len(s.parts)), []int{}
	for i, p := range s.parts {
		if finding.Defined(p.Value) {
			units[i] = int(math.Floor(p.Value / unit))
			rest -= units[i]
			order = append(order, i)
		}
	}
	remainder := func(i int) float64 { return s.parts[i].Value/unit - float64(units[i]) }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(remainder(j), remainder(i)) })
	for k := 0; k < rest && k < len(order); k++ {
		units[order[k]]++
	}
	var out []string
	for i, p := range s.parts {
		v := p.Value
		if finding.Defined(v) {
			v = float64(units[i]) * unit
		}
		out = append(out, finding.SignedAt(v, s.place()))
	}
	return append(out, finding.SignedAt(s.total.Value, s.place()))
}

// inWords lists the parts and their sum.
func (s sumOfCauses) inWords() string {
	numbers, out := s.written(), ""
	for i, p := range s.parts {
		out += p.Label + dagged(p) + " " + numbers[i] + ", "
	}
	return out + "all together " + numbers[len(s.parts)]
}

// waterfall is the parts and their total as a mark.
func (s sumOfCauses) waterfall() mark.Waterfall {
	step := func(e finding.Estimate, hatched bool) mark.Step {
		return mark.Step{Value: e.Value, Low: e.Low, High: e.High, Inner: innerOf(e), Assumed: hatched}
	}
	w := mark.Waterfall{Total: step(s.total, false)}
	for _, p := range s.parts {
		w.Steps = append(w.Steps, step(p, p.Assumed && restsInPart(s.parts)))
	}
	return w
}

// rows are the parts and their total beside the waterfall: grey where it could
// be luck, so many numbers looked at.
func (s sumOfCauses) rows(looks int) []mark.Row {
	var rows []mark.Row
	numbers := s.written()
	for i, e := range s.all() {
		row := mark.Row{Label: e.Label, Note: numbers[i] + "%", Colour: canvas.Direction(e.Value), Emphasis: i == len(s.parts)}
		switch {
		case row.Emphasis:
			row.Colour = canvas.Ink
		case e.N > 1 && !e.SureAmong(looks), !strings.ContainsAny(numbers[i], "123456789"):
			row.Colour = canvas.Reference
		}
		row.Label += dagged(e)
		rows = append(rows, row)
	}
	return rows
}

func causesBody(all []sumOfCauses, looks int) canvas.Body {
	e := canvas.Nothing().And(0)
	for _, s := range all {
		e = e.Join(s.waterfall().Extent())
	}
	return mark.BlocksBody(func(s canvas.Size) mark.Blocks {
		out := mark.Blocks{Columns: min(int(s.Choose(2, 1)), len(all))}
		x := scaleOf(e, 4, "%").SignedTicks()
		for _, sum := range all {
			rows := mark.Rows{Rows: sum.rows(looks), Size: s.Text(), Wrap: s.Choose(130, 124), Least: 20, X: x, Marks: []canvas.Mark{sum.waterfall()}}
			out.List = append(out.List, mark.Block{Title: sum.policy.title + sum.policy.mark, Rows: rows})
		}
		return out
	})
}
