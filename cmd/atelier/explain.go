package main

import (
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// asked is what the flags of explain were given.
type asked struct {
	creative, replicate string
	arm, against, world string // of a comparison
	asJSON              bool
}

// explainCommand tells the life of one creative of a run or a comparison.
func explainCommand() *cobra.Command {
	var a asked
	cmd := &cobra.Command{
		Use:   "explain DIR --creative ID",
		Short: "Tell the life of one creative of a run or a comparison, month by month",
		Long: `Play a replicate of a run folder again, the same to the last digit, and tell the
life of one creative: who they are in January 2021, what they see, decide, draw,
earn and lose, each year in short beside the frozen world, and how it ends. Only
what changes or matters is told. Nothing is written.

In the folder of a comparison the same creative is played under two policies
with the same luck: up to when both lives are one, what differs first and why,
each year side by side, and how both end.

An ID that nobody has is answered with some that creatives have.`,
		Example: "  atelier explain atelier-runs/baseline-53525575 --creative 12\n  atelier explain mine --creative 12 --replicate 3 --json\n  atelier explain compared --creative 12 --arm skills-first --world slow",
		Args:    exactly(1, "one run folder"),
	}
	cmd.Flags().StringVar(&a.creative, "creative", "", "`ID` of the creative")
	cmd.Flags().StringVar(&a.replicate, "replicate", "1", "`N`umber of the replicate")
	cmd.Flags().StringVar(&a.arm, "arm", "", "in a comparison, the policy by `NAME` (default the first that is not the reference)")
	cmd.Flags().StringVar(&a.against, "against", "", "in a comparison, the policy by `NAME` beside which it is told (default the reference)")
	cmd.Flags().StringVar(&a.world, "world", "", "in a comparison, the capability world by `NAME` (default the main one)")
	cmd.Flags().BoolVar(&a.asJSON, "json", false, "print the events as an array and nothing else")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		told, err := a.tell(cmd, args[0])
		switch {
		case err != nil:
			return err
		case a.asJSON:
			return told.WriteJSON(cmd.OutOrStdout())
		}
		return told.WriteText(cmd.OutOrStdout())
	}
	return cmd
}

// told is a life or a pair of lives.
type told interface {
	WriteText(io.Writer) error
	WriteJSON(io.Writer) error
}

// tell plays what is asked for. A mistake in it is bad input.
func (a *asked) tell(cmd *cobra.Command, dir string) (told, error) {
	creative, replicate, err := a.numbers()
	if err != nil {
		return nil, err
	}
	found, err := openPlayed(dir, "explain")
	if err != nil {
		return nil, err
	}
	if n := len(found.Manifest.Seeds.Replicates); replicate > n {
		return nil, scenarios.Mistake("--replicate: value %d: the run in %s has %d; use 1 to %d", replicate, dir, n, n)
	}
	if scenarios.IsContest(found.Manifest.Options) {
		q, err := a.pair(found)
		if err != nil {
			return nil, err
		}
		q.Creative, q.Replicate = creative, replicate
		return underBar(cmd, q.Arms[0].Plan, 2, func(report ensemble.Progress) (told, error) { return explain.ReplayPair(cmd.Context(), q, report) })
	}
	for _, flag := range []struct{ name, value string }{{"arm", a.arm}, {"against", a.against}, {"world", a.world}} {
		if flag.value != "" {
			return nil, scenarios.Mistake("--%s: %s holds the run of one scenario, not a comparison; leave --%s out, or give the folder of atelier compare", flag.name, dir, flag.name)
		}
	}
	q, err := question(found)
	if err != nil {
		return nil, err
	}
	q.Creative, q.Replicate = creative, replicate
	return underBar(cmd, q.Plan, 1, func(report ensemble.Progress) (told, error) { return explain.Replay(cmd.Context(), q, report) })
}

// numbers reads whose life in which replicate is asked for.
func (a *asked) numbers() (creative uint64, replicate int, err error) {
	if a.creative == "" {
		return 0, 0, scenarios.Mistake("--creative: whose life? give the ID of a creative, a whole number such as 0; if nobody has it, some who are there are named")
	}
	if creative, err = strconv.ParseUint(a.creative, 10, 64); err != nil {
		return 0, 0, scenarios.Mistake("--creative: value %q: must be a whole number, 0 or more", a.creative)
	}
	if replicate, err = strconv.Atoi(a.replicate); err != nil || replicate < 1 {
		return 0, 0, scenarios.Mistake("--replicate: value %q: must be a whole number, 1 or more", a.replicate)
	}
	return creative, replicate, nil
}

// question is that of the run of one scenario.
func question(found *store.Run) (q explain.Question, err error) {
	if q.Plan, err = explain.Plan(found.Manifest); err != nil {
		return q, err
	}
	if q.Series, err = found.Series(seriesFile); err != nil {
		return q, scenarios.Mistake("%v; play the scenario again", err)
	}
	return q, nil
}

// pair is the question of two arms of a comparison.
func (a *asked) pair(found *store.Run) (q explain.PairQuestion, err error) {
	c, err := explain.Contest(found.Manifest)
	if err != nil {
		return q, err
	}
	arms, world, err := a.choose(c)
	if err != nil {
		return q, err
	}
	for i, arm := range arms {
		q.Arms[i].Plan = explain.PlanOf(c, arm, world)
		if q.Arms[i].Series, err = found.Series(armFile(world, c.Arms[arm].Name)); err != nil {
			return q, scenarios.Mistake("%v; compare again", err)
		}
	}
	return q, nil
}

// choose finds two arms, the one to tell beside first, and the world.
func (a *asked) choose(c *scenarios.Contest) (arms [2]int, world string, err error) {
	var names []string
	for _, s := range c.Arms {
		names = append(names, s.Name)
	}
	arms[0] = c.Against
	if a.against != "" {
		if arms[0], err = place("--against", "policy", a.against, names); err != nil {
			return arms, "", err
		}
	}
	if len(names) < 2 {
		return arms, "", scenarios.Mistake("the comparison has %s only, so there is nothing to tell it beside", names[0])
	}
	if arms[1] = 0; arms[0] == 0 {
		arms[1] = 1
	}
	if a.arm != "" {
		if arms[1], err = place("--arm", "policy", a.arm, names); err != nil {
			return arms, "", err
		}
	}
	if arms[0] == arms[1] {
		return arms, "", scenarios.Mistake("--arm: %s is told beside itself; choose another with --arm or --against", names[arms[1]])
	}
	at := 0
	if a.world != "" {
		at, err = place("--world", "world", a.world, c.Worlds)
	}
	return arms, c.Worlds[at], err
}

// place finds a name among those of a comparison; the mistake names the nearest.
func place(flag, noun, name string, names []string) (int, error) {
	list := names[0]
	for i, x := range names {
		if x == name {
			return i, nil
		}
		if i > 0 {
			list += ", " + x
		}
	}
	if near, ok := scenarios.Nearest(name, names); ok {
		return 0, scenarios.Mistake("%s: the comparison has no %s %q; did you mean %q?", flag, noun, name, near)
	}
	return 0, scenarios.Mistake("%s: the comparison has no %s %q; it has %s", flag, noun, name, list)
}

// underBar plays some runs of a replicate under a progress bar.
func underBar(cmd *cobra.Command, p ensemble.Plan, runs int, play func(ensemble.Progress) (told, error)) (told, error) {
	one := *p.Scenario
	one.Options.Replicates = runs
	bar := newBar(cmd, &scenarios.Run{Scenario: &one})
	defer bar.clear()
	return play(bar.report)
}
