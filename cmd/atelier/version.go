package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// versionCommand prints what a report of a fault needs.
func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its model and Go, and the platform",
		Args:  atMost(0, "nothing after it"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, p := store.CurrentVersions(), store.CurrentPlatform()
			revision := cmp.Or(v.Revision, "unknown")
			if v.Modified {
				revision += ", with local changes"
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\nrevision %s\nmodel %s\n%s %s/%s, %d processors\n",
				v.Module, revision, atelier.Fingerprint(), v.Go, p.OS, p.Arch, p.CPUs)
			return err
		},
	}
}
