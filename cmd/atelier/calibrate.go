package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios/calibrate"
)

// calibrateCommand seeks parameters that nothing known rules out.
func calibrateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "calibrate default|FILE",
		Short: "Seek the sets of parameters that nothing known rules out",
		Long: `Hold a scenario against published figures in waves of history matching. The first
wave varies every parameter over its range; by it is chosen what is fitted, 40 at most,
and the rest is drawn from its range in every set. In later waves what emulators rule
out is not played. The last wave is played at full size with the patterns, and its sets
that their own run does not rule out are the members: members.csv. Separate starts say
whether the search found one place or one of several.

Figures of 2025 and later are told of and never fitted. The summary tells first what
does not fit, which no set of parameters has to mend: it may be the model.

The folder keeps sets that were played. Stopped or killed, the same command goes on
where it was and ends with the same bytes. default is 1,472 sets.`,
		Example: "  atelier calibrate default\n  atelier calibrate mine.yaml --population 1000 --out mine",
		Args:    exactly(1, "default or the file of a calibration"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, r, err := calibrate.Find(args[0], given())
		if err != nil {
			return err
		}
		bar := newSweepBar(cmd, r)
		out, err := calibrate.Play(cmd.Context(), c, r.Out, atelier.Fingerprint(), func(p calibrate.Progress) { bar.show(p.Done == p.Sets, p.Line) })
		bar.clear()
		if err != nil {
			return stopped(cmd, err)
		}
		return out.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet)
	}
	return cmd
}
