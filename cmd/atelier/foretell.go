package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/file"
)

// foretell says on the terminal what is about to be played takes, if that is long.
func foretell(cmd *cobra.Command, r *scenarios.Run, e cost.Estimate) {
	out := terminal(cmd, r)
	if out == nil || e.Brief() {
		return
	}
	pace, err := cost.MeasurePace()
	if err != nil || e.Took(pace) < cost.Long {
		return // who plays it says what is wrong
	}
	fmt.Fprintln(out, e.Text(pace))
}

// sized refuses work that memory does not hold, and tells what it takes. No folder is made of it.
func sized(cmd *cobra.Command, r *scenarios.Run, w ensemble.Work, err error) error {
	if err != nil {
		return err
	}
	e := cost.Of(w, cost.Files{})
	if err := cost.This.Fit(e, ""); err != nil {
		return err
	}
	foretell(cmd, r, e)
	return nil
}

// foretold prints what would be played takes, and whether this machine holds it.
func foretold(cmd *cobra.Command, r *scenarios.Run, e cost.Estimate) error {
	pace, err := cost.MeasurePace()
	if err != nil {
		return err
	}
	if r.JSON {
		err = file.WriteJSON(cmd.OutOrStdout(), e.Told(pace))
	} else {
		_, err = fmt.Fprintln(cmd.OutOrStdout(), e.Text(pace))
	}
	if err != nil || r.Force {
		return err
	}
	return cost.This.Fit(e, r.Out)
}
