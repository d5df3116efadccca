package main

import (
	"cmp"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// explainCommand tells the life of one creative of a run.
func explainCommand() *cobra.Command {
	var creative, replicate string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain DIR --creative ID",
		Short: "Tell the life of one creative of a run, month by month",
		Long: `Play a replicate of a run folder again, the same to the last digit, and tell the
life of one creative: who they are in January 2021, what they see, decide, draw,
earn and lose, each year in short beside the frozen world, and how it ends. Only
what changes or matters is told. Nothing is written.

An ID that nobody has is answered with some that creatives have.`,
		Example: "  atelier explain atelier-runs/baseline-53525575 --creative 12\n  atelier explain mine --creative 12 --replicate 3 --json",
		Args:    exactly(1, "one run folder"),
	}
	cmd.Flags().StringVar(&creative, "creative", "", "`ID` of the creative")
	cmd.Flags().StringVar(&replicate, "replicate", "1", "`N`umber of the replicate")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the events as an array and nothing else")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		q, err := question(args[0], creative, replicate)
		if err != nil {
			return err
		}
		life, err := replay(cmd, q)
		switch {
		case err != nil:
			return err
		case asJSON:
			return life.WriteJSON(cmd.OutOrStdout())
		}
		return life.WriteText(cmd.OutOrStdout())
	}
	return cmd
}

// question reads what is asked for. A mistake in it is bad input.
func question(dir, creative, replicate string) (q explain.Question, err error) {
	if creative == "" {
		return q, scenarios.Mistake("--creative: whose life? give the ID of a creative, a whole number such as 0; if nobody has it, some who are there are named")
	}
	if q.Creative, err = strconv.ParseUint(creative, 10, 64); err != nil {
		return q, scenarios.Mistake("--creative: value %q: must be a whole number, 0 or more", creative)
	}
	if q.Replicate, err = strconv.Atoi(replicate); err != nil || q.Replicate < 1 {
		return q, scenarios.Mistake("--replicate: value %q: must be a whole number, 1 or more", replicate)
	}
	found, err := openPlayed(dir)
	if err != nil {
		return q, err
	}
	if n := len(found.Manifest.Seeds.Replicates); q.Replicate > n {
		return q, scenarios.Mistake("--replicate: value %d: the run in %s has %d; use 1 to %d", q.Replicate, dir, n, n)
	}
	if q.Plan, err = explain.Plan(found.Manifest); err != nil {
		return q, err
	}
	if q.Series, err = found.Series(seriesFile); err != nil {
		return q, scenarios.Mistake("%v; play the scenario again", err)
	}
	return q, nil
}

// openPlayed reads a run folder, checksums and all, that this version wrote;
// drawings may be missing. Anything else is bad input.
func openPlayed(dir string) (*store.Run, error) {
	found, err := store.OpenWithout(dir, isDrawing)
	if err != nil {
		return nil, scenarios.Mistake("%v", err)
	}
	before, now := found.Manifest.Versions, store.CurrentVersions()
	if before.Module != now.Module || before.Revision != now.Revision {
		return nil, scenarios.Mistake("%s holds a run of another version (%s, revision %s); explain it with that version, or play the scenario again with this one",
			dir, before.Module, cmp.Or(before.Revision, "unknown"))
	}
	return found, nil
}

// replay plays the replicate under a progress bar.
func replay(cmd *cobra.Command, q explain.Question) (*explain.Life, error) {
	one := *q.Plan.Scenario
	one.Options.Replicates = 1
	bar := newBar(cmd, &scenarios.Run{Scenario: &one})
	defer bar.clear()
	return explain.Replay(cmd.Context(), q, bar.report)
}
