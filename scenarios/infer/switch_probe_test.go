package infer

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

func TestProbeSwitches(t *testing.T) {
	if os.Getenv("PROBE") == "" {
		t.Skip()
	}
	play := func(p ensemble.Plan) *table.Series {
		r, err := ensemble.Play(context.Background(), p, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r.Series
	}
	bare := func(year int, path string, value float64, only string) ensemble.Plan {
		p := tiny(year, path, value)
		if path != "" {
			value = p.Scenario.Parameters[path]
		}
		p.Scenario.Parameters = map[string]float64{}
		if path != "" {
			p.Scenario.Parameters[path] = value
		}
		all := p.Scenario.Policies
		p.Scenario.Policies = nil
		for _, s := range all {
			if s.Policy == only {
				p.Scenario.Policies = append(p.Scenario.Policies, s)
			}
		}
		if only == "liability" {
			p.Scenario.Parameters["liability.worker"], p.Scenario.Parameters["liability.firm"] = 0.3, 0.3
			if !strings.HasPrefix(path, "liability.start") {
				p.Scenario.Parameters["liability.start"] = 12
			}
		}
		if only == "feedback" {
			for k, v := range shares {
				if strings.HasPrefix(k, "feedback.") && k != path {
					p.Scenario.Parameters[k] = v
				}
			}
		}
		return p
	}
	moves := func(path string, low, high float64, only string) bool {
		for _, year := range []int{2025, 2030} {
			a, b := bare(year, path, low, only), bare(year, path, high, only)
			if year == 2030 {
				a.Options.Population, b.Options.Population = 3000, 3000
			}
			if firstDifference(play(a), play(b)) != "" {
				return true
			}
		}
		return false
	}
	for _, q := range sim.Parameters() {
		if moves(q.Path, q.Low, q.High, "") {
			continue
		}
		var under []string
		for _, s := range levers() {
			if moves(q.Path, q.Low, q.High, s.Policy) {
				under = append(under, s.Policy)
			}
		}
		for _, s := range []string{"liability", "feedback"} {
			if moves(q.Path, q.Low, q.High, s) {
				under = append(under, s)
			}
		}
		fmt.Println("SWITCH", q.Path, strings.Join(under, " "))
	}
}
