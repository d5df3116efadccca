package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// versionCommand prints what a report of a fault needs.
func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its model, Go and all that is linked, and the platform",
		Args:  atMost(0, "nothing after it"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, p := store.CurrentVersions(), store.CurrentPlatform()
			revision := cmp.Or(v.Revision, "unknown")
			if v.Modified {
				revision += ", with local changes"
			}
			var b strings.Builder
			fmt.Fprintf(&b, "%s\nrevision %s\nmodel %s\n%s %s/%s, %d processors\n", v.Module, revision, atelier.Fingerprint(), v.Go, p.OS, p.Arch, p.CPUs)
			for _, path := range slices.Sorted(maps.Keys(v.Dependencies)) {
				fmt.Fprintf(&b, "with %s %s\n", path, cmp.Or(v.Dependencies[path], "from a folder of this machine"))
			}
			_, err := fmt.Fprint(cmd.OutOrStdout(), b.String())
			return err
		},
	}
}
