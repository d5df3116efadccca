package sweep

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Results is a finished sweep as its folder holds it.
type Results struct {
	*Experiment
	Digest string
	points *Points
	runs   table.Frame
}

// Sets is how many parameter sets the runs played; 0 where all played the model's own.
func (r *Results) Sets() int {
	for _, c := range r.runs {
		if c.Name == "set" {
			return len(slices.Compact(slices.Sorted(slices.Values(c.Numbers))))
		}
	}
	return 0
}

// Open reads the folder of a finished sweep. One that is not finished, and one whose
// experiment was changed after it was played, is refused.
func Open(dir string) (*Results, error) {
	e, plan, err := load(dir)
	if err != nil {
		return nil, err
	}
	r := &Results{Experiment: e, Digest: plan.Digest}
	if r.points, err = e.Points(); err != nil {
		return nil, err
	}
	data, err := file.ReadRegular(filepath.Join(dir, "runs.parquet"), 0)
	if err != nil {
		return nil, scenarios.Mistake("%s: the sweep is not finished; give the same atelier sweep again, and it goes on", dir)
	}
	if r.runs, err = store.ReadFrame(data, plan.Columns); err != nil || r.runs.Rows() != plan.Runs {
		return nil, scenarios.Mistake("%s: runs.parquet is not the table of this sweep; give the same atelier sweep again, and it is written anew", dir)
	}
	return r, nil
}

// load reads the experiment of a folder as it was played, whatever is said elsewhere.
// One that was changed since is refused.
func load(dir string) (*Experiment, *store.Plan, error) {
	plan, err := store.ReadPlan(dir)
	if err != nil {
		return nil, nil, scenarios.Mistake("%v", err)
	}
	e, err := experimentOf(dir, plan)
	return e, plan, err
}

// experimentOf reads the experiment that a folder keeps, which must be that of its plan.
func experimentOf(dir string, plan *store.Plan) (*Experiment, error) {
	e, _, err := Find(filepath.Join(dir, experimentFile), scenarios.Layers{Alone: true})
	if err != nil {
		return nil, err
	}
	digest, err := e.Digest()
	if err != nil {
		return nil, err
	}
	if digest != plan.Digest {
		return nil, scenarios.Mistake("%s: %s is not the experiment that was played (its digest is %s, not %s); restore it", dir, experimentFile, digest[:12], plan.Digest[:12])
	}
	return e, nil
}

// Table has a row for each run, by point and replicate: point, replicate, seed, the
// factors, the measures, and why it failed if it did. It is not to be changed.
func (r *Results) Table() table.Frame { return r.runs }

// Kind is that of the design. Where all factors are choices from lists, all their
// combinations are played, whatever the experiment calls its design: that is a grid.
func (r *Results) Kind() string {
	if r.allChosen() {
		return "grid"
	}
	return r.Design.Kind
}

// allChosen tells whether the design samples nothing.
func (r *Results) allChosen() bool { return len(r.points.sampled) == 0 }

// Sampled are the factors that the design samples, in the order of its coordinates.
func (r *Results) Sampled() []*Factor {
	return finding.Each(r.sampled(), func(i int) *Factor { return &r.Factors[i] })
}

func (r *Results) sampled() []int {
	if r.allChosen() {
		return r.points.crossed
	}
	return r.points.sampled
}

// Coordinates are the points of the design, in its order. Each of them is played with
// every combination of choices from lists.
func (r *Results) Coordinates() []design.Point {
	if !r.allChosen() {
		return r.points.design
	}
	list := make([]design.Point, r.points.choices)
	for c := range list {
		list[c] = make(design.Point, len(r.points.crossed))
		choice := c
		for k, i := range slices.Backward(r.points.crossed) { // they go round as in values
			n := r.Factors[i].count(r.Design)
			list[c][k] = (float64(choice%n) + 0.5) / float64(n)
			choice /= n
		}
	}
	return list
}

// Groups are the groups of factors that move together, by factor, and their names.
func (r *Results) Groups() (places []int, names []string) {
	places, n := r.groups(r.sampled())
	names = make([]string, n)
	for k, f := range r.Sampled() {
		if g := places[k]; names[g] == "" {
			names[g] = f.Name
			if f.Group != "" {
				names[g] = f.Group
			}
		}
	}
	return places, names
}

// Choices are the combinations of choices from lists in words, one that is "" where
// there are none.
func (r *Results) Choices() []string {
	if r.allChosen() {
		return []string{""}
	}
	list := make([]string, r.points.choices)
	for c := range list {
		values := r.points.values(c)
		var words []string
		for _, i := range r.points.crossed {
			words = append(words, r.Factors[i].says(values[i]))
		}
		list[c] = finding.And(words)
	}
	return list
}

// says names a choice: "policy.licensing 0.05", or the name of a scenario.
func (f *Factor) says(v value) string {
	if len(f.Names) > 0 {
		return v.name
	}
	return f.Name + " " + finding.Plain(v.number)
}

// Outputs are the numbers kept of a measure under a choice, by point of the design and
// replicate; NaN where a run failed or the measure is not defined.
func (r *Results) Outputs(measure, choice int) [][]float64 {
	column := r.runs[r.lead()+len(r.Factors)+measure].Numbers
	points, choices := len(r.points.design), r.points.choices
	if r.allChosen() {
		points, choices = choices, 1
	}
	list := make([][]float64, points)
	for p := range list {
		row := (p*choices + choice) * r.Replicates
		list[p] = column[row : row+r.Replicates]
	}
	return list
}

// Doc says what a measure holds.
func (r *Results) Doc(measure int) string { return r.Measures[measure].doc() }

// Steps is how many equal intervals of a coordinate stand for different values: those
// of its list or levels; 0 for a range.
func (r *Results) Steps(f *Factor) int {
	if f.Listed() || r.Design.byLevel() { // a grid of choices is of lists
		return f.count(r.Design)
	}
	return 0
}

// At is what a factor is at a coordinate in [0, 1), in words.
func (r *Results) At(f *Factor, u float64) string {
	if len(f.Names) > 0 {
		return f.Names[at(u, len(f.Names))]
	}
	text := finding.Figures(f.value(min(u, 1-0x1p-53), r.Design.byLevel(), r.Design), 3)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
