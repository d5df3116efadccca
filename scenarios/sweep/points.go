package sweep

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Points are all points of an experiment: those of the design, and each of them with
// every choice from a list. Of a grid that is the grid.
type Points struct {
	e       *Experiment
	sampled []int // factors that the design samples
	crossed []int // factors of which every choice is played under each of them
	design  []design.Point
	choices int // combinations of choices
	arms    map[string]*scenarios.Scenario
}

// sizeOf is how many points the design of an experiment has, before any is made.
func (e *Experiment) sizeOf(sampled []int) (int, error) {
	d, k := e.Design, len(sampled)
	levels := finding.Each(sampled, func(i int) int { return e.Factors[i].count(d) })
	_, n := e.groups(sampled)
	switch {
	case k == 0:
		return 1, nil
	case d.Kind == "grid":
		return design.GridSize(levels)
	case d.Kind == "one_at_a_time":
		return design.OneAtATimeSize(levels)
	case d.Kind == "morris":
		return design.MorrisSize(d.Size, n)
	case d.Kind == "sobol_indices":
		return design.SaltelliSize(d.Size, n, d.Second)
	}
	return d.Size, nil
}

// groups are the places of groups of factors, from 0, and how many there are.
func (e *Experiment) groups(sampled []int) (places []int, n int) {
	seen := map[string]int{}
	for _, i := range sampled {
		name := e.Factors[i].Group
		if name == "" {
			name = "the factor " + e.Factors[i].Name
		}
		if _, known := seen[name]; !known {
			seen[name] = len(seen)
		}
		places = append(places, seen[name])
	}
	return places, len(seen)
}

// Points makes the points of an experiment. One that has more runs than its budget is
// refused before any point is made.
func (e *Experiment) Points() (*Points, error) {
	p := &Points{e: e, choices: 1, arms: map[string]*scenarios.Scenario{}}
	for i := range e.Factors {
		f := &e.Factors[i]
		if f.crossed() {
			p.crossed = append(p.crossed, i)
			if n := f.count(e.Design); p.choices <= e.Budget.Runs {
				p.choices *= n
			}
			continue
		}
		p.sampled = append(p.sampled, i)
	}
	size, err := e.sizeOf(p.sampled)
	if err != nil {
		return nil, scenarios.Mistake("design: %v", err)
	}
	if float64(size)*float64(p.choices)*float64(e.Replicates) > float64(e.Budget.Runs) {
		return nil, scenarios.Mistake("the design is too large: %s x %s = %s runs, and the budget is %s; choose fewer levels, a smaller size or another kind of design, or raise budget.runs",
			finding.Counted(size*p.choices, "point", "points"), finding.Counted(e.Replicates, "replicate", "replicates"), file.Brief(float64(size)*float64(p.choices)*float64(e.Replicates)), finding.Count(e.Budget.Runs))
	}
	if p.design, err = e.make(p.sampled); err != nil {
		return nil, scenarios.Mistake("design: %v", err)
	}
	if err := p.constrain(); err != nil {
		return nil, err
	}
	return p, p.check()
}

// make makes the points of the design.
func (e *Experiment) make(sampled []int) ([]design.Point, error) {
	d, k := e.Design, len(sampled)
	levels := finding.Each(sampled, func(i int) int { return e.Factors[i].count(d) })
	groups, _ := e.groups(sampled)
	switch {
	case k == 0:
		return []design.Point{{}}, nil
	case d.Kind == "grid":
		return design.Grid(levels)
	case d.Kind == "one_at_a_time":
		return design.OneAtATime(e.base(sampled), levels)
	case d.Kind == "latin_hypercube":
		return design.LatinHypercube(d.Size, k, d.Seed)
	case d.Kind == "sobol_sequence":
		return design.Sobol(d.Size, k)
	case d.Kind == "scrambled_sobol":
		return design.ScrambledSobol(d.Size, k, d.Seed)
	case d.Kind == "morris":
		return design.MorrisGroups(d.Size, groups, d.Levels, d.Seed)
	}
	return design.Saltelli(d.Size, groups, d.Second, d.Seed)
}

// base is the middle of every factor.
func (e *Experiment) base(sampled []int) design.Point {
	return finding.Each(sampled, func(int) float64 { return 0.5 })
}

// Count is how many points there are.
func (p *Points) Count() int { return len(p.design) * p.choices }

// value is what a factor is at a point: a number, or a name.
type value struct {
	number float64
	name   string
}

// byLevel tells whether the design goes through factors level by level.
func (d Design) byLevel() bool {
	return d.Kind == "grid" || d.Kind == "one_at_a_time" || d.Kind == "morris"
}

// values are those of all factors at a point. Choices go round fastest.
func (p *Points) values(point int) []value {
	out := make([]value, len(p.e.Factors))
	row, choice := p.design[point/p.choices], point%p.choices
	for k, i := range p.sampled {
		f := &p.e.Factors[i]
		if len(f.Names) > 0 {
			out[i].name = f.Names[at(row[k], len(f.Names))]
		} else {
			out[i].number = f.value(row[k], p.e.Design.byLevel(), p.e.Design)
		}
	}
	for _, i := range slices.Backward(p.crossed) {
		f := &p.e.Factors[i]
		n := f.count(p.e.Design)
		if len(f.Names) > 0 {
			out[i].name = f.Names[choice%n]
		} else {
			out[i].number = f.Values[choice%n]
		}
		choice /= n
	}
	return out
}

// Scenario is what is played at a point.
func (p *Points) Scenario(point int) *scenarios.Scenario {
	s := p.e.Scenario.Clone()
	if s.Parameters == nil {
		s.Parameters = map[string]float64{}
	}
	values := p.values(point)
	for i := range p.e.Factors { // the scenario first: others change it
		if f := &p.e.Factors[i]; f.Name == scenarioFactor {
			p.enter(s, values[i].name)
		}
	}
	for i := range p.e.Factors {
		switch f := &p.e.Factors[i]; {
		case f.Name == worldFactor:
			s.World = values[i].name
		case f.Parameter != "":
			s.Parameters[f.Parameter] = values[i].number
		case f.Policy != "":
			s.Policies = dosed(s.Policies, f.Policy, values[i].number)
		}
	}
	return s
}

// enter gives a scenario the policies of an arm, and what else differs in it.
func (p *Points) enter(s *scenarios.Scenario, name string) {
	arm := p.arms[name]
	s.Policies = slices.Clone(arm.Policies)
	for path, x := range arm.Parameters {
		s.Parameters[path] = x
	}
	if len(arm.Options.Without) > 0 {
		s.Options.Without = slices.Clone(arm.Options.Without)
	}
}

// dosed puts a policy in force with a dose: the first of that name, or one more.
func dosed(list []policy.Setting, name string, dose float64) []policy.Setting {
	for i := range list {
		if list[i].Policy == name {
			list[i].Dose = dose
			return list
		}
	}
	s := policy.Find(name).Setting()
	s.Dose = dose
	return append(list, s)
}

// check refuses points that cannot be played, before any is.
func (p *Points) check() error {
	for i := range p.e.Factors {
		if f := &p.e.Factors[i]; f.Name == scenarioFactor {
			for _, name := range f.Names {
				arm, err := scenarios.FindArm(name)
				if err != nil {
					return err
				}
				p.arms[name] = arm
			}
		}
	}
	return nil
}

// heads are the columns of the factors.
func (p *Points) heads() []table.Head {
	return finding.Each(p.e.Factors, func(f Factor) table.Head {
		h := table.Head{Name: f.Name, Doc: f.doc()}
		if len(f.Names) > 0 {
			h.Content = table.Text
		}
		return h
	})
}

// fill writes the values of a point into a row of a frame, from a column on.
func (p *Points) fill(f table.Frame, row, column, point int) {
	for i, v := range p.values(point) {
		if c := &f[column+i]; c.Content == table.Text {
			c.Texts[row] = v.name
		} else {
			c.Numbers[row] = v.number
		}
	}
}
