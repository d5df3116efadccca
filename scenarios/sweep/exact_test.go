package sweep

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// runsOf are the rows of a finished sweep.
func runsOf(t *testing.T, e *Experiment, dir string) (*Plan, table.Frame) {
	t.Helper()
	p, err := NewPlan(e)
	if err != nil {
		t.Fatal(err)
	}
	digest, err := e.Digest()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := store.CreateSweep(dir, store.Plan{Digest: digest, Model: model, Runs: p.Runs(), Columns: p.heads}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	w, damaged, err := newWork(p, folder, stretch{0, p.Runs()}, nil)
	if err != nil || len(damaged) > 0 {
		t.Fatal(err, damaged)
	}
	rows, err := w.window(0, p.Runs(), w.bounds())
	if err != nil {
		t.Fatal(err)
	}
	return p, rows
}

// alone plays a scenario beside its twin as a run does, and makes the measures by hand.
func alone(t *testing.T, e *Experiment, s *scenarios.Scenario) [][]float64 {
	t.Helper()
	s.Options.Counterfactual = true
	c := scenarios.RunContest(s)
	f, err := ensemble.New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	f.Keep = true
	if err := f.Play(context.Background(), s.Options.Replicates, nil); err != nil {
		t.Fatal(err)
	}
	var out [][]float64
	for r := range f.Replicates() {
		level := func(m *Measure, arm int) float64 {
			var list []float64
			o := f.Of(0, arm)[r]
			for month := m.From; month <= m.To; month++ {
				g := slices.IndexFunc(o.Kept[month].Groups, func(g sim.Group) bool { return g.By == m.By && g.Name == m.Group })
				list = append(list, sim.MeasureOf(m.Column).In(o.Kept[month].Groups[g].Values))
			}
			sum := 0.0
			for _, x := range list {
				sum += x
			}
			switch m.Summary {
			case "last":
				return list[len(list)-1]
			case "mean":
				return sum / float64(len(list))
			case "sum":
				return sum
			case "min":
				return slices.Min(list)
			}
			return slices.Max(list)
		}
		var row []float64
		for i := range e.Measures {
			m := &e.Measures[i]
			x := level(m, 1)
			switch m.Against {
			case "frozen":
				x -= level(m, 0)
			case "frozen_percent":
				x = 100 * (x - level(m, 0)) / level(m, 0)
			}
			row = append(row, x)
		}
		out = append(out, row)
	}
	return out
}

// What runs share changes no bit: each point of a sweep is the scenario played alone, with
// the same sets of parameters where it plays any.
func TestAPointIsItsScenarioPlayedAlone(t *testing.T) {
	for k, text := range []string{small, `
name: others
factors:
  - {factor: world, names: [slow, fast, frozen]}
  - {factor: scenario, names: [laissez-faire, skills-first, training_subsidy=1]}
  - {factor: fear.base, low: -1.2, high: -0.5}
  - {factor: organisations.closing}
design: {kind: latin_hypercube, size: 5, seed: 3}
replicates: 2
measures:
  - {column: at_work, against: frozen}
  - {column: over_trust, against: frozen}
  - {column: orders, by: occupation, group: fine_artists_illustrators, summary: min}
  - {column: fear, summary: max, to: 2027-06}
options: {population: 300, months: 90, seed: 4, parameter_sets: central}
`, `
name: early
factors:
  - {factor: scenario, names: ["rights=0.08,start=2023-01", "training_subsidy=1,start=2022-01"]}
  - {factor: policy.rights, values: [0.04, 0.08]}
  - {factor: liability.worker, values: [0, 1]}
  - {factor: trust.failure_ratio, low: 2, high: 3, levels: 2}
design: {kind: grid}
replicates: 1
measures:
  - {column: orders, against: frozen, month: 2024-06}
  - {column: over_trust, against: frozen, month: 2023-06}
options: {population: 300, months: 60}
`} {
		if testing.Short() && k > 0 {
			t.Skip("one experiment is enough for a short test")
		}
		e := read(t, text)
		p, rows := runsOf(t, e, played(t, e))
		if e.Scenario.Options.OfSets() {
			numbers, err := ensemble.SetNumbers(e.Scenario.Options, e.Replicates)
			for row, set := range rows[3].Numbers {
				if err != nil || rows[3].Name != "set" || int(set) != numbers[row%e.Replicates] {
					t.Fatalf("row %d is of set %v, %v", row, set, err)
				}
			}
		}
		for point := range p.Points.Count() {
			for r, want := range alone(t, e, p.Points.Scenario(point)) {
				row := point*e.Replicates + r
				for i, x := range want {
					got := rows[e.lead()+len(e.Factors)+i].Numbers[row]
					if math.Float64bits(got) != math.Float64bits(x) && !(math.IsNaN(got) && math.IsNaN(x)) {
						t.Errorf("%s: point %d, replicate %d: %s is %v, alone %v", e.Name, point, r+1, e.Measures[i].Name, got, x)
					}
				}
			}
		}
	}
}
