// Package main is a program outside this module: a policy of its own, compared with
// doing nothing, in a scenario written as text.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A policy is a value: which levers it pulls, whom it reaches, what it costs, and where
// each number comes from. From here on files, lists and reports know it.
var _ = policy.Register(policy.Policy{
	Name:     "course_vouchers",
	Title:    "Course vouchers",
	Does:     "Every creative gets a voucher that pays a part of a course in AI.",
	Equation: "fee of a course less the dose in (12)",
	Dose: policy.Dose{Unit: "share of the fee", Text: "{%} of the fee", High: 1, Default: 0.8,
		Source: "an example"},
	Ramp: 6, Takes: 0.5, Why: "an example",
	Cost:    policy.Cost{USD: 1500, Low: 1000, High: 2000, Per: "course taken", Source: "an example"},
	Claims:  policy.Claim{Column: "skill", Sign: 1, Text: "people learn to use AI"},
	Example: "none", Known: "nothing: this is an example", Assumed: true,
	Reach: sim.Everyone,
	Design: sim.Design{
		Pulls:  []sim.Pull{{Lever: sim.FeeSubsidy, Scale: 1}},
		Charge: sim.PerCourse, PerDose: true, Payer: sim.Public,
	},
})

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	nothing, err := scenarios.Preset("baseline")
	if err != nil {
		return err
	}
	vouchers, err := scenarios.Parse("vouchers.yaml", []byte("name: vouchers\npolicies: [{policy: course_vouchers, dose: 1, start: 2027-01}]\n"))
	if err != nil {
		return err
	}
	o := nothing.Options
	o.Population, o.Months, o.Replicates, o.Counterfactual = 2000, 108, 4, false
	without, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: nothing, Options: o}, nil)
	if err != nil {
		return err
	}
	with, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: vouchers, Options: o}, nil)
	if err != nil {
		return err
	}
	differences, err := with.Against(without)
	if err != nil {
		return err
	}
	skill := differences.Interval("all", "all", "skill")
	fmt.Printf("AI skill in December 2029: %+.3f (%+.3f to %+.3f; 95 %%, %d paired runs)\n", skill.Mean[107], skill.Low[107], skill.High[107], o.Replicates)
	return nil
}
