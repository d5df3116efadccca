package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// explainCommand tells the life of one creative of a run or a comparison.
func explainCommand() *cobra.Command {
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
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		told, err := tellLife(cmd, r, args[0])
		switch {
		case err != nil:
			return err
		case r.JSON:
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

// tellLife plays what is asked for. A mistake in it is bad input.
func tellLife(cmd *cobra.Command, r *scenarios.Run, dir string) (told, error) {
	if !r.Given("creative") {
		return nil, scenarios.Mistake("--creative: whose life? give the ID of a creative, a whole number such as 0; if nobody has it, some who are there are named")
	}
	creative, replicate := uint64(r.Life.Creative), r.Life.Replicate
	found, err := publish.Open(dir, "explain")
	if err != nil {
		return nil, err
	}
	if n := len(found.Manifest.Seeds.Replicates); replicate > n {
		return nil, scenarios.Mistake("--replicate: value %d: the run in %s has %d; use 1 to %d", replicate, dir, n, n)
	}
	if scenarios.IsContest(found.Manifest.Options) {
		q, err := pair(r, found)
		if err != nil {
			return nil, err
		}
		q.Creative, q.Replicate = creative, replicate
		return underBar(cmd, 2, func(report ensemble.Progress) (told, error) { return explain.ReplayPair(cmd.Context(), q, report) })
	}
	for _, flag := range []struct{ name, value string }{{"arm", r.Life.Arm}, {"against", r.Against}, {"world", r.Life.World}} {
		if flag.value != "" {
			return nil, scenarios.Mistake("--%s: %s holds the run of one scenario, not a comparison; leave --%s out, or give the folder of atelier compare", flag.name, dir, flag.name)
		}
	}
	q, err := question(found)
	if err != nil {
		return nil, err
	}
	q.Creative, q.Replicate = creative, replicate
	return underBar(cmd, 1, func(report ensemble.Progress) (told, error) { return explain.Replay(cmd.Context(), q, report) })
}

// question is that of the run of one scenario.
func question(found *store.Run) (q explain.Question, err error) {
	if q.Plan, err = explain.Plan(found.Manifest); err != nil {
		return q, err
	}
	if q.Series, err = found.Series(publish.SeriesFile); err != nil {
		return q, scenarios.Mistake("%v; play the scenario again", err)
	}
	return q, nil
}

// pair is the question of two arms of a comparison.
func pair(r *scenarios.Run, found *store.Run) (q explain.PairQuestion, err error) {
	c, err := explain.Contest(found.Manifest)
	if err != nil {
		return q, err
	}
	arms, world, err := choose(r, c)
	if err != nil {
		return q, err
	}
	for i, arm := range arms {
		q.Arms[i].Plan = explain.PlanOf(c, arm, world)
		if q.Arms[i].Series, err = found.Series(publish.ArmFile(world, c.Arms[arm].Name)); err != nil {
			return q, scenarios.Mistake("%v; compare again", err)
		}
	}
	return q, nil
}

// choose finds two arms, the one to tell beside first, and the world.
func choose(r *scenarios.Run, c *scenarios.Contest) (arms [2]int, world string, err error) {
	var names []string
	for _, s := range c.Arms {
		names = append(names, s.Name)
	}
	if len(names) < 2 {
		return arms, "", scenarios.Mistake("the comparison has %s only, so there is nothing to tell it beside", names[0])
	}
	if arms[0], err = place("--against", "policy", r.Against, names, c.Against); err != nil {
		return arms, "", err
	}
	other := 0
	if arms[0] == 0 {
		other = 1
	}
	if arms[1], err = place("--arm", "policy", r.Life.Arm, names, other); err != nil {
		return arms, "", err
	}
	if arms[0] == arms[1] {
		return arms, "", scenarios.Mistake("--arm: %s is told beside itself; choose another with --arm or --against", names[arms[1]])
	}
	at, err := place("--world", "world", r.Life.World, c.Worlds, 0)
	return arms, c.Worlds[at], err
}

// place finds a name among those of a comparison, the usual one where none is
// given; the mistake names the nearest.
func place(flag, noun, name string, names []string, usual int) (int, error) {
	if name == "" {
		return usual, nil
	}
	if i := slices.Index(names, name); i >= 0 {
		return i, nil
	}
	meant := file.Meant(name, names)
	if meant == "" {
		meant = "; it has " + strings.Join(names, ", ")
	}
	return 0, scenarios.Mistake("%s: the comparison has no %s %q%s", flag, noun, name, meant)
}

// underBar plays some runs of a replicate under a progress bar.
func underBar(cmd *cobra.Command, runs int, play func(ensemble.Progress) (told, error)) (told, error) {
	bar := newBar(cmd, &scenarios.Run{}, 2*runs)
	defer bar.clear()
	return play(bar.report)
}
