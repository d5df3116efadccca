package madeup

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
)

// runs are the differences of an arm in a measure, one a seed, in the
// measure's unit; group 0 is everyone, and groups differ more by luck.
func (m maker) runs(world string, a int, c column, group int, when string) []float64 {
	arm, w := m.arms[a], slices.Index(m.c.Worlds, world)
	truth, spread := arm.effects[c.name], c.luck
	if share, cause := causes[c.name]; cause {
		truth = arm.effects["employed"] * share
	}
	if len(arm.effects) == 0 {
		truth, spread = 0, 0
	}
	truth *= strength[world]
	if arm.name == "rights-first" && c.name == scenarios.AtWork && world == "slow" {
		truth = -1.4 // the sign of one policy depends on the world
	}
	if when == scenarios.OverPeriod {
		truth *= 0.75
	}
	if group > 0 {
		truth *= 1 + 0.9*noise(a, len(c.name), group)
		spread *= 2.2
	}
	var runs []float64
	for r := range m.c.Replicates {
		v := truth + spread*noise(a, w, len(c.label), group, r, len(when))
		if c.unit == "share" || c.unit == "share of start" {
			runs = append(runs, v/100)
		} else {
			runs = append(runs, v/100*m.level(world, c))
		}
	}
	return runs
}

// level is the reference's level in a world.
func (m maker) level(world string, c column) float64 {
	return c.level * (1.06 - 0.06*strength[world])
}

// effects fills in differences and levels.
func (m maker) effects() {
	for _, world := range m.c.Worlds {
		for _, c := range columns {
			for _, when := range []string{scenarios.OverPeriod, scenarios.AtEnd} {
				m.levels(world, 0, c, when, nil)
				for a := range m.arms {
					runs := m.runs(world, a, c, 0, when)
					e := m.effect(world, a, "all", "all", c, when, runs)
					for _, v := range runs {
						e.Runs = append(e.Runs, scenarios.Number(v))
					}
					m.c.Effects = append(m.c.Effects, e)
					m.levels(world, a+1, c, when, runs)
				}
			}
		}
		for _, by := range order {
			for g, group := range groups[by] {
				m.group(world, by, group, len(by)*100+g)
			}
		}
	}
}

// group fills in the differences of one group.
func (m maker) group(world, by, group string, key int) {
	for _, c := range columns {
		if !slices.Contains([]string{"people", scenarios.AtWork, "freelance_income_usd", "pay_usd"}, c.name) {
			continue
		}
		for a := range m.arms {
			e := m.effect(world, a, by, group, c, scenarios.OverPeriod, m.runs(world, a, c, key, scenarios.OverPeriod))
			if group == "employed" && c.name == "freelance_income_usd" || by == "size" && c.name == "freelance_income_usd" {
				nan := scenarios.Number(math.NaN())
				e.Value, e.Low, e.High = nan, nan, nan
				e.PerCent.Value, e.PerCent.Low, e.PerCent.High = nan, nan, nan
			}
			m.c.Effects = append(m.c.Effects, e)
		}
	}
}

func (m maker) effect(world string, a int, by, group string, c column, when string, runs []float64) scenarios.Effect {
	assumed := (c.assumed || m.arms[a].assumed) && len(m.arms[a].effects) > 0
	e := scenarios.Effect{World: world, Arm: a + 1, By: by, Group: group, Column: c.name, Label: c.label, Unit: c.unit, When: when,
		Estimate: m.estimate(runs, scenarios.MethodPaired, assumed), Pairing: scenarios.Number(3 + 9*math.Abs(noise(a, len(c.name))))}
	e.PerCent = e.Estimate.Scaled(100 / m.level(world, c))
	e.PerCent.Method = scenarios.MethodPerCent
	if e.Value == 0 {
		e.Pairing = scenarios.Number(math.NaN())
	}
	return e
}

// levels adds the mean of an arm; arm 0 is the reference.
func (m maker) levels(world string, arm int, c column, when string, gap []float64) {
	base := make([]float64, m.c.Replicates)
	for r := range base {
		base[r] = m.level(world, c) * (1 + 0.01*noise(len(c.name), r))
		if gap != nil {
			base[r] += gap[r]
		}
	}
	nan := scenarios.Number(math.NaN())
	m.c.Levels = append(m.c.Levels, scenarios.Effect{World: world, Arm: arm, By: "all", Group: "all", Column: c.name, Label: c.label, Unit: c.unit, When: when,
		Estimate: m.estimate(base, scenarios.MethodMeanRuns, c.assumed), PerCent: scenarios.Estimate{Value: nan, Low: nan, High: nan}, Pairing: nan})
}

// paths fills in people at work and freelance income over time.
func (m maker) paths() {
	for _, world := range m.c.Worlds {
		for a := range m.arms {
			for _, c := range columns {
				if c.name != scenarios.AtWork && c.name != "freelance_income_usd" {
					continue
				}
				end := m.effect(world, a, "all", "all", c, scenarios.AtEnd, m.runs(world, a, c, 0, scenarios.AtEnd)).PerCent
				p := scenarios.Path{World: world, Arm: a + 1, Column: c.name, Label: c.label, Unit: "%", Assumed: end.Assumed}
				for month := range months {
					grown := 0.0
					if month > start {
						grown = 1 - math.Exp(-float64(month-start)/40)
					}
					full := 1 - math.Exp(-float64(months-1-start)/40)
					wave := scenarios.Number(0.12 * grown * noise(a, month/6, len(c.name)))
					g := scenarios.Number(grown / full)
					if month == months-1 {
						wave = 0
					}
					if end.Value == 0 {
						wave = 0
					}
					p.Mean = append(p.Mean, end.Value*g+wave)
					p.Low = append(p.Low, end.Low*g+wave)
					p.High = append(p.High, end.High*g+wave)
				}
				m.c.Paths = append(m.c.Paths, p)
			}
		}
	}
}
