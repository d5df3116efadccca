package sweep

import (
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Measure is a number that is kept of each run.
type Measure struct {
	Name    string // column of the table
	Column  string // measure of the model
	By      string
	Group   string
	Summary string // one of Summaries
	From    int    // first month of the period
	To      int    // last month of it
	Against string // one of Againsts
}

// Summaries make one number of a period.
var Summaries = []string{"last", "mean", "sum", "min", "max"}

// Againsts say beside what a measure is told: alone, or as what it is more than in the
// frozen twin, in its own unit or in per cent of the twin.
var Againsts = []string{"nothing", "frozen", "frozen_percent"}

// Twinned tells whether it is told against the frozen twin.
func (m *Measure) Twinned() bool { return m.Against != Againsts[0] }

// usualName is what a measure is called unless it is named.
func (m *Measure) usualName() string {
	words := []string{}
	if m.By != table.All {
		words = append(words, m.Group)
	}
	words = append(words, m.Column)
	if m.Summary != Summaries[0] {
		words = append(words, m.Summary)
	}
	words = append(words, map[string]string{"frozen": "change", "frozen_percent": "change_percent"}[m.Against])
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return strings.NewReplacer(" ", "_", "+", "plus").Replace(strings.Join(words, "_"))
}

// doc says what the column holds.
func (m *Measure) doc() string {
	return sim.MeasureOf(m.Column).Label + " (" + m.Unit() + ")" + m.whose() + ", " + m.Period() +
		map[string]string{"frozen": ", run minus the world without AI", "frozen_percent": ", run minus the world without AI, in per cent of that"}[m.Against]
}

// Label is the measure by itself: "Freelance orders of domain music".
func (m *Measure) Label() string { return sim.MeasureOf(m.Column).Label + m.whose() }

// whose is of whom it is, where that is not of all.
func (m *Measure) whose() string {
	if m.By == table.All {
		return ""
	}
	return " of " + m.By + " " + m.Group
}

// Unit is the unit of its numbers.
func (m *Measure) Unit() string {
	if m.Against == "frozen_percent" {
		return "per cent"
	}
	return sim.MeasureOf(m.Column).Unit
}

// Period says of which months it is.
func (m *Measure) Period() string {
	if m.Summary == "last" {
		return finding.Month(m.To)
	}
	return m.Summary + " from " + finding.Month(m.From) + " to " + finding.Month(m.To)
}

// tape keeps, month by month, what the measures of an experiment need of one world.
type tape struct {
	plan   *Plan
	sums   []float64
	counts []float64
}

// newTape begins before the first month.
func newTape(p *Plan) tape {
	t := tape{p, make([]float64, len(p.Measures)), make([]float64, len(p.Measures))}
	for i := range t.sums {
		t.sums[i] = math.NaN()
	}
	return t
}

// clone is a tape that can go its own way.
func (t tape) clone() tape {
	t.sums, t.counts = slices.Clone(t.sums), slices.Clone(t.counts)
	return t
}

// record notes the month that a world has just played.
func (t tape) record(w *sim.World) {
	month := w.Now.Number
	for i := range t.plan.Measures {
		m := &t.plan.Measures[i]
		if month < m.From || month > m.To {
			continue
		}
		x := t.plan.sources[i].In(w.Now.Groups[t.plan.groups[i]].Values)
		switch old := t.sums[i]; {
		case m.Summary == "last":
			t.sums[i] = x
		case math.IsNaN(x):
		case math.IsNaN(old):
			t.sums[i], t.counts[i] = x, 1
		case m.Summary == "min":
			t.sums[i] = min(old, x)
		case m.Summary == "max":
			t.sums[i] = max(old, x)
		default:
			t.sums[i] += x
			t.counts[i]++
		}
	}
}

// values are the measures of a run from its tape and that of its twin, nil where
// nothing asks for it.
func (t tape) values(twin []float64) []float64 {
	out := t.levels()
	for i, m := range t.plan.Measures {
		if !m.Twinned() {
			continue
		}
		out[i] -= twin[i]
		if m.Against == "frozen_percent" {
			if out[i] = 100 * out[i] / twin[i]; twin[i] == 0 {
				out[i] = math.NaN()
			}
		}
	}
	return out
}

// levels are the measures by themselves.
func (t tape) levels() []float64 {
	out := slices.Clone(t.sums)
	for i, m := range t.plan.Measures {
		if m.Summary == "mean" {
			out[i] /= t.counts[i]
		}
	}
	return out
}
