package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/explain/ask"
)

// explainCommand tells the life of one creative of a run or a comparison.
func explainCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain DIR --creative ID | --find WHAT",
		Short: "Tell the life of one creative of a run or a comparison, month by month",
		Long: `Play a replicate of a run folder again, the same to the last digit, and tell the
life of one creative: who they are in January 2021, what they see, decide, draw,
earn and lose, each year in short beside the world without AI, and how it ends. Only
what changes or matters is told. Nothing is written.

In the folder of a comparison the same creative is played under two policies
with the same luck: up to when both lives are one, what differs first and why,
each year side by side, and how both end.

An ID that nobody has is answered with some that creatives have. With --find it looks
for creatives whom something befalls (lost-income: in December they earn less than three
quarters of what they had a year before), in a --year and a group if you like, lists a
few and tells the first in full; of a comparison it says whom it befalls under both
policies, and under one only.`,
		Example: "  atelier explain atelier-runs/baseline-53525575 --creative 12\n  atelier explain mine --creative 12 --replicate 3 --json\n  atelier explain compared --creative 12 --arm skills-first --world slow\n  atelier explain compared --find lost-income --year 2029 --occupation translators",
		Args:    exactly(1, "one run folder"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		found, err := publish.Open(args[0], "explain")
		if err != nil {
			return err
		}
		q, err := ask.Of(found, r)
		if err != nil {
			return err
		}
		if err := sized(cmd, r, q.Work(), nil); err != nil {
			return err
		}
		bar := newBar(cmd, r, len(q.Arms))
		told, err := explain.Answer(cmd.Context(), q, r.Life, bar.report)
		bar.clear()
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
